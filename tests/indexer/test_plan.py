"""A plan reads only what may have changed, and loses nothing by mistake."""

from pathlib import Path

import pytest

from indexer.corpus import SourceFile
from indexer.plan import indexed_files, plan, refuse_shrink
from search.errors import NoSources
from search.model import Source


def seen(name: str, size: int = 5, mtime: int = 1) -> SourceFile:
    return SourceFile(Path(name), name, ".txt", size, mtime)


def known(*sources: Source) -> list[tuple[str, str, Source]]:
    return [(f"id-{number}", source.path, source) for number, source in enumerate(sources)]


def hashes(**by_name: str):  # type: ignore[no-untyped-def]
    asked: list[str] = []

    def hash_of(file: SourceFile) -> str:
        asked.append(file.name)
        return by_name.get(file.name, "?")

    hash_of.asked = asked  # type: ignore[attr-defined]
    return hash_of


def test_a_file_with_the_same_size_and_time_is_not_even_hashed() -> None:
    hash_of = hashes()
    result = plan(indexed_files(known(Source("a", "h", 5, 1))), [seen("a")], (), hash_of)
    assert [file.name for file in result.same] == ["a"]
    assert hash_of.asked == []


def test_a_file_that_was_only_touched_is_the_same() -> None:
    result = plan(indexed_files(known(Source("a", "h", 5, 1))), [seen("a", mtime=9)], (), hashes(a="h"))
    assert [file.name for file in result.same] == ["a"]


def test_new_changed_and_gone_are_told_apart() -> None:
    files = indexed_files(known(Source("a", "h", 5, 1), Source("b", "i", 5, 1), Source("c", "j", 5, 1)))
    result = plan(files, [seen("a", size=6), seen("b", mtime=2), seen("d")], (), hashes(b="changed"))
    assert [file.name for file in result.changed] == ["a", "b"]
    assert [file.name for file in result.new] == ["d"]
    assert result.gone == ("c",)


def test_a_file_with_the_content_of_a_lost_one_has_moved() -> None:
    result = plan(indexed_files(known(Source("a", "h", 5, 1))), [seen("b"), seen("c")], (), hashes(b="h", c="h"))
    assert [(file.name, former) for file, former in result.moved] == [("b", "a")]
    assert [file.name for file in result.new] == ["c"]
    assert result.gone == ()


def test_what_lies_in_a_folder_that_cannot_be_read_is_not_gone() -> None:
    files = indexed_files(known(Source("closed/a", "h", 5, 1), Source("closed-2/b", "i", 5, 1), Source("x", "j", 5, 1)))
    result = plan(files, [], ("closed", "x"), hashes())
    assert result.held == ("closed/a", "x")
    assert result.gone == ("closed-2/b",)


def test_a_stale_document_makes_its_file_be_read_again() -> None:
    files = indexed_files([("one", "a#1", Source("a", "h", 5, 1)), ("two", "a#2", Source("a", "", 5, 1))])
    assert [file.name for file in plan(files, [seen("a")], (), hashes(a="h")).changed] == ["a"]


def test_losing_more_than_half_is_refused() -> None:
    refuse_shrink(indexed=4, lost=2)
    refuse_shrink(indexed=0, lost=0)
    with pytest.raises(NoSources, match="3 of 4"):
        refuse_shrink(indexed=4, lost=3)

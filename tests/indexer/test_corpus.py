"""Which files are pages, which are skipped and counted, which are named as failures."""

import os
from pathlib import Path

import pytest

from indexer.corpus import Corpus, walk
from search.errors import ConfigError, NoSources


def write(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("texto", encoding="utf-8")


def names(corpus: Corpus) -> list[str]:
    return [file.name for file in corpus.files]


def test_pages_are_found_in_the_order_of_their_names(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "a/z.HTML", "a/b/c.md", "d.jsonl", "e.json", "f.htm")
    corpus = walk([str(tmp_path)])
    assert names(corpus) == ["a/b/c.md", "a/z.HTML", "b.txt", "d.jsonl", "e.json", "f.htm"]
    assert corpus.files[1].suffix == ".html"
    assert corpus.skipped == {}


def test_what_is_no_page_is_skipped_and_counted(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", ".hidden.txt", ".git/x.txt", "a.txt.license", "README.md", "readme.txt", "x.pdf", "y")
    corpus = walk([str(tmp_path)])
    assert names(corpus) == ["a.txt"]
    assert corpus.skipped == {"hidden": 2, "licences": 1, "README": 2, "other formats": 2}


def test_the_folder_that_a_browser_saved_with_a_page_is_skipped(tmp_path: Path) -> None:
    write(tmp_path, "page.html", "page_files/frame.html", "other_files/real.html")
    corpus = walk([str(tmp_path)])
    assert names(corpus) == ["other_files/real.html", "page.html"]
    assert corpus.skipped == {"folders that a browser saved with a page": 1}


def test_a_folder_with_the_name_of_a_page_is_a_folder(tmp_path: Path) -> None:
    write(tmp_path, "x.html/a.txt")
    assert names(walk([str(tmp_path)])) == ["x.html/a.txt"]


def test_several_sources_put_their_folder_in_front(tmp_path: Path) -> None:
    write(tmp_path, "one/a.txt", "two/a.txt")
    assert names(walk([str(tmp_path / "one"), str(tmp_path / "two")])) == ["one/a.txt", "two/a.txt"]


def test_sources_of_one_name_take_more_of_their_path(tmp_path: Path) -> None:
    write(tmp_path, "x/docs/a.txt", "y/docs/a.txt")
    assert names(walk([str(tmp_path / "x/docs"), str(tmp_path / "y/docs")])) == ["x/docs/a.txt", "y/docs/a.txt"]


def test_a_source_named_twice_is_read_once(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    assert names(walk([str(tmp_path), f"{tmp_path}/."])) == ["a.txt"]


def test_a_source_inside_another_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "in/b.txt")
    with pytest.raises(ConfigError, match="lies inside"):
        walk([str(tmp_path), str(tmp_path / "in")])


@pytest.mark.parametrize("name", ["missing", "file.txt", "empty"])
def test_a_source_that_is_missing_or_empty_is_refused(tmp_path: Path, name: str) -> None:
    write(tmp_path, "file.txt", "empty/README.md")
    with pytest.raises(NoSources) as error:
        walk([str(tmp_path / name)])
    assert name in error.value.problem


def test_names_with_blanks_han_and_line_breaks_are_read(tmp_path: Path) -> None:
    write(tmp_path, "记者会 三月.txt", "a\nb.txt", "opini\u0061\u0303o.txt")
    assert names(walk([str(tmp_path)])) == ["a\nb.txt", "opini\u00e3o.txt", "记者会 三月.txt"]


def test_a_name_that_is_not_utf8_is_written_out(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xd6\xd0.txt"
    Path(os.fsdecode(path)).write_text("x", encoding="utf-8")
    assert names(walk([str(tmp_path)])) == ["\\xd6\\xd0.txt"]


def test_links_are_followed_once_and_never_in_a_circle(tmp_path: Path) -> None:
    write(tmp_path, "src/a.txt", "away/b.txt")
    (tmp_path / "src/again.txt").symlink_to("a.txt")
    (tmp_path / "src/loop").symlink_to(tmp_path / "src")
    (tmp_path / "src/out").symlink_to(tmp_path / "away")
    corpus = walk([str(tmp_path / "src")])
    assert names(corpus) == ["a.txt", "out/b.txt"]
    assert corpus.skipped == {"links to what is read already": 2}


def test_a_broken_link_is_named(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    (tmp_path / "gone.html").symlink_to("nowhere.html")
    (tmp_path / "gone.png").symlink_to("nowhere.png")
    corpus = walk([str(tmp_path)])
    assert [failure.name for failure in corpus.failures] == ["gone.html"]
    assert corpus.unreadable == ("gone.html",)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "closed/b.txt")
    (tmp_path / "closed").chmod(0)
    corpus = walk([str(tmp_path)])
    (tmp_path / "closed").chmod(0o700)
    assert corpus.unreadable == ("closed",)
    assert "permission" in corpus.failures[0].reason


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    assert names(walk([str(tmp_path)])) == ["a.txt"]


def test_an_index_inside_the_source_is_not_read(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "index/ids.jsonl", "index/generations/x.txt")
    corpus = walk([str(tmp_path)], tmp_path / "index")
    assert names(corpus) == ["a.txt"]
    assert corpus.skipped == {"the index itself": 1}

"""What a person says of pages in `overrides.yaml`."""

from pathlib import Path

import pytest

from indexer.corpus import walk
from indexer.inspect import inspect_file
from indexer.overrides import FILE, read_overrides
from indexer.plan import indexed_files, plan
from indexer.prepare import read_file
from search.errors import ConfigError
from search.model import Document
from tests.indexer.segment.coverage import broken

PAGE = "O cais\n\nAssine o boletim da ilha agora\n\nZK - A balsa volta?\n\nPenalva - Volta em maio."
SAID = """\
"page*.txt":
  title: O cais reabre
  date: 2031-07-18
  place: Cabo Alva
  genre: interview
  labels: {ZK: question, Penalva: answer}
  furniture: ["Assine o boletim da ilha agora"]
"""


def inspected(folder: Path, said: str, name: str = "page.txt") -> Document:
    """The document of a page beside an overrides file."""
    (folder / name).write_text(PAGE, "utf-8")
    (folder / FILE).write_text(said, "utf-8")
    return inspect_file(folder / name).documents[0]


def test_head_labels_and_furniture_are_as_a_person_says(tmp_path: Path) -> None:
    document = inspected(tmp_path, SAID)
    assert (document.title_shown, document.date, document.place) == ("O cais reabre", "2031-07-18", "Cabo Alva")
    assert [turn.role.value for turn in document.turns] == ["question", "answer"]
    assert "overridden" in document.flags
    assert not broken(document)


def test_a_speaker_gets_the_name_that_is_given(tmp_path: Path) -> None:
    said = "page.txt:\n  labels: {ZK: name, Penalva: name}\n  speakers: {ZK: Zenaide Quintela}\n"
    document = inspected(tmp_path, said)
    assert [each.name for each in document.speakers] == ["Zenaide Quintela", "Penalva"]
    assert {turn.speaker for turn in document.turns} <= {each.id for each in document.speakers} | {""}


def test_other_pages_are_left_alone(tmp_path: Path) -> None:
    assert "overridden" not in inspected(tmp_path, SAID, "other.txt").flags


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("p.txt: {titel: a}", "titel"),
        ("p.txt: {date: soon}", "date"),
        ("p.txt: {genre: novel}", "genre"),
        ("p.txt: {labels: {ZK: asks}}", "labels.ZK"),
        ("p.txt: {speakers: [a]}", "speakers"),
        ("p.txt: title", "p.txt"),
        ("p.txt: [", "cannot be read"),
        ("- a", "must map"),
    ],
)
def test_a_wrong_entry_is_an_error_that_names_file_and_key(tmp_path: Path, said: str, named: str) -> None:
    (tmp_path / FILE).write_text(said, "utf-8")
    with pytest.raises(ConfigError, match=named) as error:
        read_overrides(tmp_path)
    assert FILE in error.value.problem


def test_a_changed_entry_lets_the_pages_concerned_be_read_again_and_no_others(tmp_path: Path) -> None:
    for name in ("page.txt", "other.txt"):
        (tmp_path / name).write_text(PAGE, "utf-8")
    known = indexed_files((file.name, file.name, read_file(file).source) for file in walk([str(tmp_path)]).files)
    (tmp_path / FILE).write_text(SAID, "utf-8")
    todo = plan(known, walk([str(tmp_path)]).files, (), lambda file: known[file.name].sha256)
    assert [file.name for file in todo.changed] == ["page.txt"]
    assert [file.name for file in todo.same] == ["other.txt"]


def test_a_record_is_meant_by_its_id_or_its_number(tmp_path: Path) -> None:
    (tmp_path / "all.jsonl").write_text('{"id": "kf-1", "body": "Um texto."}\n{"body": "Outro texto."}\n', "utf-8")
    (tmp_path / FILE).write_text("kf-1: {title: Primeiro}\nall.jsonl#2: {title: Segundo}\n", "utf-8")
    documents = inspect_file(tmp_path / "all.jsonl").documents
    assert [each.title_shown for each in documents] == ["Primeiro", "Segundo"]

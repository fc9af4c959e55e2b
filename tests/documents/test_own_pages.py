"""The examples in `docs/own-pages.md` are read by the code that reads a user's."""

from __future__ import annotations

import json
from pathlib import Path

import yaml

from indexer.overrides import FILE, meant_for, read_overrides
from indexer.readers.records import read_json, read_lines
from search.model import Role
from tests.documents.blocks import blocks


def test_the_record_is_read_with_its_turns() -> None:
    (example,) = blocks("docs/own-pages.md", "json")
    read = read_json(example.encode())
    assert read.failures == ()
    (record,) = read.items
    assert record.key == json.loads(example)["id"]
    assert [turn.role for turn in record.turns] == [Role.QUESTION, Role.ANSWER]
    assert [len(turn.paragraphs) for turn in record.turns] == [1, 2]
    assert record.metadata == {}


def test_the_record_can_stand_on_a_line() -> None:
    (example,) = blocks("docs/own-pages.md", "json")
    assert len(read_lines(json.dumps(json.loads(example)).encode()).items) == 1


def test_the_overrides_are_read_and_meant_for_the_pages_they_name(tmp_path: Path) -> None:
    (example,) = blocks("docs/own-pages.md", "yaml")
    (tmp_path / FILE).write_text(example, "utf-8")
    (override,) = meant_for(read_overrides(tmp_path), "reports/2031-07-18-cais.html")
    assert set(yaml.safe_load(example)[override.pattern]) == {"title", "date", "speakers", "labels", "furniture"}
    assert override.texts == {"title": "O cais reabre", "date": "2031-07-18"}
    assert override.labels == {"JC": "question"}

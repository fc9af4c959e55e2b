"""What a run may meet when it begins: the files of others, another run at work, a base that cannot be built upon."""

from __future__ import annotations

from pathlib import Path

import pytest

from search.engines import durable
from search.engines.whoosh.engine import WhooshEngine
from search.errors import DamagedIndex, IndexBusy, NoGeneration, StaleIndex, WendaError
from search.port.lookup import Everything
from tests.contract.small import found, indexed


def test_files_of_others_among_the_generations_are_left_alone(tmp_path: Path) -> None:
    index, elsewhere = tmp_path / "index", tmp_path / "elsewhere"
    engine = WhooshEngine(index)
    indexed(engine, {"a": ["x"]})
    elsewhere.mkdir()
    (index / "generations" / ".DS_Store").write_bytes(b"x")
    (index / "generations" / "link").symlink_to(elsewhere)
    (index / "generations" / "dead").mkdir()
    snapshot = indexed(engine, {"b": ["x"]}, base=engine.current())
    engine.prune(1)
    assert found(snapshot, Everything()) == ["a#t1", "b#t1"]
    assert [one.name for one in engine.generations()] == [engine.current()]
    kept = {path.name for path in (index / "generations").iterdir()}
    assert kept == {".DS_Store", "link", engine.current()}
    assert elsewhere.is_dir()


def test_a_second_run_is_told_so_before_it_reads_the_base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = WhooshEngine(tmp_path / "index")
    indexed(engine, {"a": ["x"]})
    first = engine.draft("analysis-1")

    def read(*_: object) -> None:
        pytest.fail("a file of the base was read")

    monkeypatch.setattr(durable, "verify", read)
    with pytest.raises(IndexBusy):
        engine.draft("analysis-1", engine.current())
    first.abandon()


@pytest.mark.parametrize(
    ("fingerprint", "base", "error"),
    [("analysis-2", "", StaleIndex), ("analysis-1", "nosuch", NoGeneration), ("analysis-1", "damaged", DamagedIndex)],
)
def test_a_base_that_is_refused_leaves_neither_lock_nor_folder(
    tmp_path: Path, fingerprint: str, base: str, error: type[WendaError]
) -> None:
    index = tmp_path / "index"
    engine = WhooshEngine(index)
    served = indexed(engine, {"a": ["x"]}).generation.name
    if base == "damaged":
        next((index / "generations" / served).glob("*.wrows")).unlink()
    with pytest.raises(error):
        engine.draft(fingerprint, "nosuch" if base == "nosuch" else served)
    assert [path.name for path in (index / "generations").iterdir()] == [served]
    assert found(indexed(engine, {"b": ["x"]}), Everything()) == ["b#t1"]

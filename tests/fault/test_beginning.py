"""What a run may meet when it begins: the files of others, another run at work, a base that cannot be built upon."""

from __future__ import annotations

from pathlib import Path

from search.engines.whoosh.engine import WhooshEngine
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

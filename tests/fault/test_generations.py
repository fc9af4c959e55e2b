"""Whatever happens while a generation is written, the old one is served whole, and damage is named, never searched."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from search.engines import generations
from search.engines.whoosh.codec.segment_writer import SegmentWriter
from search.engines.whoosh.engine import WhooshEngine
from search.errors import DamagedIndex, NoGeneration, StaleIndex, WendaError
from search.port.engine import Generation
from search.port.lookup import Everything, Term
from tests.contract.small import BODY, found, indexed, put

EVENTS = {"open", "os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "shutil.rmtree"}
KILLED = 9


def second_run(index: Path) -> None:
    """A run on top of the served generation: one document replaced, one added, one attachment, old ones pruned."""
    engine = WhooshEngine(index)
    draft = engine.draft("analysis-1", engine.current())
    put(draft, "a", "new words")
    put(draft, "c", "more new words")
    draft.seal()
    draft.attach("table", b"12")
    draft.publish()
    engine.prune(1)


def killed_at(step: int, action: Callable[[], None]) -> bool:
    """Run the action in another process that dies at its n-th access to the disk; False when it came to its end before."""
    child = os.fork()
    if child == 0:
        left = step

        def hook(event: str, _: tuple[object, ...]) -> None:
            nonlocal left
            if event in EVENTS:
                left -= 1
                if left == 0:
                    os._exit(KILLED)

        sys.addaudithook(hook)
        try:
            action()
        except BaseException:
            os._exit(1)
        os._exit(0)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in (0, KILLED)
    return status == KILLED


def test_a_run_killed_at_any_step_leaves_one_whole_generation(tmp_path: Path) -> None:
    step, served_new = 1, False
    while True:
        index = tmp_path / f"index{step}"
        old = indexed(WhooshEngine(index), {"a": ["old words"], "b": ["old"]}).generation.name
        killed = killed_at(step, lambda index=index: second_run(index))  # type: ignore[misc]
        engine = WhooshEngine(index)
        snapshot = engine.open()
        if snapshot.generation.name == old:
            assert not served_new, "the switch happens once"
            assert found(snapshot, Everything()) == ["a#t1", "b#t1"]
        else:
            served_new = True
            assert sorted(found(snapshot, Term(BODY, "new"))) == ["a#t1", "c#t1"]
            assert snapshot.attachment("table") == b"12"
        if not killed:
            break
        second_run(index)
        assert sorted(found(engine.open(), Everything())) == ["a#t1", "b#t1", "c#t1"]
        assert len(list((index / "generations").iterdir())) == 1, "left-overs are removed"
        step += 7
    assert served_new
    assert step > 60


def no_links(*_: object) -> None:
    raise OSError(errno.EPERM, "Operation not permitted")


@pytest.mark.parametrize("link", [os.link, no_links])
def test_every_file_is_on_the_disk_before_the_pointer_moves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, link: Callable[..., None]
) -> None:
    synced: set[int] = set()
    real_sync, real_replace = os.fsync, Path.replace
    missing: list[str] = []

    def sync(descriptor: int) -> None:
        synced.add(os.fstat(descriptor).st_ino)
        real_sync(descriptor)

    def replace(path: Path, target: Path) -> Path:
        if target.name == "current":
            files = [one for one in (tmp_path / "index").rglob("*") if one.name not in ("lock", "current")]
            missing.extend(str(one) for one in files if one.stat().st_ino not in synced and one != path.parent)
        return real_replace(path, target)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(os, "link", link)
    monkeypatch.setattr(Path, "replace", replace)
    engine = WhooshEngine(tmp_path / "index")
    first = indexed(engine, {"a": ["x y"]}).generation.name
    indexed(engine, {"b": ["x"]}, base=first)
    assert missing == []
    modes = {path.stat().st_mode & 0o777 for path in files_of(engine, tmp_path / "index")}
    assert modes == {0o600}


def test_a_copy_of_the_base_that_went_wrong_is_not_built_upon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = WhooshEngine(tmp_path / "index")
    first = indexed(engine, {"a": ["x y"]}).generation.name

    def short(_: Path, new: Path) -> None:
        new.write_bytes(b"")

    monkeypatch.setattr(os, "link", no_links)
    monkeypatch.setattr(shutil, "copyfile", short)
    with pytest.raises(DamagedIndex):
        engine.draft("analysis-1", first)
    assert found(indexed(engine, {"a": ["x"]}), Everything()) == ["a#t1"], "the lock is free"


def test_a_generation_pruned_while_it_is_opened_gives_way_to_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = tmp_path / "index"
    engine = WhooshEngine(index)
    indexed(engine, {"a": ["old words"], "b": ["old"]})
    real = generations.opened

    def overtaken(*how: object) -> tuple[Path, Generation]:
        monkeypatch.setattr(generations, "opened", real)
        second_run(index)
        return real(*how)  # type: ignore[arg-type]

    monkeypatch.setattr(generations, "opened", overtaken)
    assert sorted(found(engine.open(), Everything())) == ["a#t1", "b#t1", "c#t1"]


def files_of(engine: WhooshEngine, index: Path) -> list[Path]:
    folder = index / "generations" / str(engine.current())
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.stat().st_size)


def spoil_end(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def spoil_middle(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0x40
    path.write_bytes(bytes(data))


def lengthen(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\0")


@pytest.mark.parametrize("spoil", [spoil_end, spoil_middle, lengthen, Path.unlink])
def test_a_damaged_file_is_named_never_searched(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    sample = tmp_path / "sample"
    indexed(WhooshEngine(sample), {"a": ["x y", "z"], "b": ["x"]})
    count = len(files_of(WhooshEngine(sample), sample))
    assert count >= 6
    for number in range(count):
        index = tmp_path / f"index{number}"
        indexed(WhooshEngine(index), {"a": ["x y", "z"], "b": ["x"]})
        engine = WhooshEngine(index)
        path = files_of(engine, index)[number]
        spoil(path)
        with pytest.raises(DamagedIndex) as caught:
            engine.open()
        named = "current" if path.name == "manifest.json" and not path.exists() else path.name
        assert named in caught.value.problem
        assert "reindex --full" in caught.value.mend
        assert found(indexed(engine, {"a": ["x"]}), Everything()) == ["a#t1"], "a full run mends it"


@pytest.mark.parametrize("text", ["", "nosuch\n", "../../elsewhere\n", "\xff\xfe"])
def test_a_damaged_pointer_is_named(tmp_path: Path, text: str) -> None:
    engine = WhooshEngine(tmp_path / "index")
    indexed(engine, {"a": ["x"]})
    (tmp_path / "index" / "current").write_bytes(text.encode("latin-1"))
    with pytest.raises(DamagedIndex, match="current"):
        engine.open()
    assert found(indexed(engine, {"a": ["x"]}), Everything()) == ["a#t1"]


def test_a_damaged_base_is_not_built_upon(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path / "index")
    indexed(engine, {"a": ["x"]})
    spoil_middle(next(path for path in files_of(engine, tmp_path / "index") if path.suffix == ".wposts"))
    with pytest.raises(DamagedIndex):
        engine.draft("analysis-1", engine.current())
    engine.draft("analysis-1").abandon()


def test_another_format_or_analysis_asks_for_a_full_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = tmp_path / "index"
    indexed(WhooshEngine(index), {"a": ["x"]})
    WhooshEngine(index, "analysis-1").open()
    with pytest.raises(StaleIndex) as caught:
        WhooshEngine(index, "analysis-2").open()
    assert caught.value.mend == "run: wenda reindex --full"
    monkeypatch.setattr("search.engines.whoosh.engine.FORMAT", 99)
    with pytest.raises(StaleIndex):
        WhooshEngine(index).open()


def test_a_generation_of_another_format_or_damaged_is_not_switched_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = tmp_path / "index"
    engine = WhooshEngine(index)
    old = indexed(engine, {"a": ["x"]}).generation.name
    new = indexed(engine, {"b": ["x"]}).generation.name
    with monkeypatch.context() as patched:
        patched.setattr("search.engines.whoosh.engine.FORMAT", 99)
        with pytest.raises(StaleIndex):
            engine.switch(old)
    spoil_end(next((index / "generations" / old).glob("*.wposts")))
    with pytest.raises(DamagedIndex, match="wposts"):
        engine.switch(old)
    assert engine.current() == new
    engine.draft("analysis-1").abandon()


def test_an_index_that_others_may_write_is_not_opened(tmp_path: Path) -> None:
    index = tmp_path / "index"
    indexed(WhooshEngine(index), {"a": ["x"]})
    assert index.stat().st_mode & 0o777 == 0o700
    index.chmod(0o777)
    with pytest.raises(WendaError, match="other users"):
        WhooshEngine(index).open()


def test_a_full_disk_leaves_the_old_generation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = tmp_path / "index"
    engine = WhooshEngine(index)
    indexed(engine, {"a": ["old words"], "b": ["old"]})

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    draft = engine.draft("analysis-1", engine.current())
    put(draft, "c", "x")
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            draft.seal()
    draft.abandon()
    assert found(engine.open(), Everything()) == ["a#t1", "b#t1"]
    assert len(list((index / "generations").iterdir())) == 1
    second_run(index)


def test_the_lock_is_released_even_when_giving_up_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = WhooshEngine(tmp_path / "index")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    draft = engine.draft("analysis-1")
    with monkeypatch.context() as patched:
        patched.setattr(SegmentWriter, "give_up", fail)
        with pytest.raises(OSError, match="No space"):
            draft.abandon()
    with monkeypatch.context() as patched:
        patched.setattr(SegmentWriter, "__init__", fail)
        with pytest.raises(OSError, match="No space"):
            engine.draft("analysis-1")
    assert found(indexed(engine, {"a": ["x"]}), Everything()) == ["a#t1"]


def test_an_unpublished_folder_is_no_generation(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path / "index")
    draft = engine.draft("analysis-1")
    put(draft, "a", "x")
    name = draft.seal().generation.name
    with pytest.raises(NoGeneration):
        engine.open(name)
    assert list(engine.generations()) == []
    draft.abandon()

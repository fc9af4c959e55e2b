"""Complaint 26 on a disk that is really full: a file system in memory of one megabyte."""

from __future__ import annotations

import os
import random
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.complaints.test_serving import PAGE, run, site

SIZE = "1m"
CHARACTERS = "渔业配额码头渡轮灯塔单证联运口岸会议秘书通报航线停雾船队海图浮标信号值班检查"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk. Skips where this user may not mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mounting, capture_output=True, check=False).returncode != 0:
        pytest.skip("mounting a file system needs root and the right to do so")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def total(client: FlaskClient) -> int:
    found = client.get("/api/v1/search?q=夜航").json
    assert found is not None
    return int(found["total"])


def test_26_a_disk_that_fills_up_costs_the_new_index_and_nothing_else(disk: Path, tmp_path: Path) -> None:
    source, index = tmp_path / "pages", disk / "index"
    source.mkdir()
    (source / "a.txt").write_text(PAGE, encoding="utf-8")
    how = ("reindex", "--source", str(source), "--index", str(index), "--jobs", "1")
    assert run(*how)[0] == 0
    before = files(index)
    client = site(index)
    assert client.get("/search?q=夜航").status_code == 200

    chance = random.Random(26)
    paragraphs = ("".join(chance.choices(CHARACTERS, k=60)) + "。" for _ in range(3000))
    (source / "b.txt").write_text("灯塔署通报\n\n" + "\n\n".join(paragraphs), encoding="utf-8")
    code, said = run(*how)
    assert code == 70
    assert "No space left" in said
    assert "nothing was published" in said
    assert files(index) == before, "what was begun is taken away"
    for asked in (client, site(index)):
        assert total(asked) == 2
        assert asked.get("/healthz/ready").status_code == 200

    (source / "b.txt").unlink()
    (source / "c.txt").write_text(PAGE + "。", encoding="utf-8")
    assert run(*how)[0] == 0, "there is room again"
    assert total(client) == 4

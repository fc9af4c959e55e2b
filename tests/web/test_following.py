"""A new index is taken up while the site is asked: nobody is turned away, and every worker has it."""

from __future__ import annotations

import json
import time
from pathlib import Path
from urllib.request import urlopen

from tests.serving import Site, reindex, serving

PAGE = "2031-05-0{0} 渡轮公司答记者问\n\n记者：渡轮何时开航？\n\n发言人：第{0}班渡轮明早开航。\n"
PATIENCE_SECONDS = 30.0


def total(served: Site) -> int:
    with urlopen(f"{served.address}/api/v1/search?q=%E6%B8%A1%E8%BD%AE&size=1", timeout=20) as answer:
        assert answer.status == 200
        found = json.loads(answer.read())["total"]
    assert isinstance(found, int)
    return found


def workers(served: Site) -> set[int]:
    children = Path(f"/proc/{served.process}/task/{served.process}/children")
    return set(map(int, children.read_text(encoding="ascii").split()))


def all_workers(served: Site, count: int) -> set[int]:
    """The workers, once there are so many: the site answers when the first of them does."""
    give_up = time.monotonic() + PATIENCE_SECONDS
    while len(found := workers(served)) != count:
        assert time.monotonic() < give_up, f"{found} are not {count} workers"
        time.sleep(0.05)
    return found


def write(folder: Path, number: int) -> None:
    (folder / f"{number}.txt").write_text(PAGE.format(number), encoding="utf-8")


def test_workers_are_replaced_by_ones_that_have_the_new_index(tmp_path: Path) -> None:
    pages, index = tmp_path / "pages", tmp_path / "index"
    pages.mkdir()
    write(pages, 1)
    reindex(pages, index)
    with serving(index, workers=2) as served:
        before, old = total(served), all_workers(served, 2)
        write(pages, 2)
        reindex(pages, index)
        give_up = time.monotonic() + PATIENCE_SECONDS
        while total(served) == before or workers(served) & old:
            assert time.monotonic() < give_up, "the new index was not taken up"
        assert {total(served) for _ in range(20)} == {2 * before}
        assert not all_workers(served, 2) & old


def test_a_site_begun_without_an_index_takes_up_the_first(tmp_path: Path) -> None:
    pages, index = tmp_path / "pages", tmp_path / "index"
    pages.mkdir()
    write(pages, 1)
    with serving(index, workers=1) as served:
        old = all_workers(served, 1)
        reindex(pages, index)
        assert total(served) > 0
        give_up = time.monotonic() + PATIENCE_SECONDS
        while workers(served) & old:
            assert time.monotonic() < give_up, "the worker still has an index of its own"
            assert total(served) > 0

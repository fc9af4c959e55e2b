"""Every engine, and the reference filled alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from search.engines.memory import MemoryEngine
from search.engines.whoosh.engine import WhooshEngine
from search.port.engine import Engine

ENGINES: dict[str, Callable[[Path], Engine]] = {
    "memory": lambda _: MemoryEngine(),
    "whoosh": WhooshEngine,
}


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty engine of each kind."""
    yield ENGINES[request.param](tmp_path / "index")

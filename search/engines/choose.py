"""A word in the configuration -> an engine. The only file that knows them all."""

from __future__ import annotations

from pathlib import Path

from search.config import SearchConfig
from search.engines.whoosh.engine import WhooshEngine
from search.errors import NotSupported
from search.port.engine import Engine


def choose(section: SearchConfig, fingerprint: str = "") -> Engine:
    """The engine that `search.engine` names. `fingerprint` names the analysis whose generations may be opened; empty:
    any. Raises NotSupported for an engine that is not built in."""
    if section.engine == "whoosh":
        return WhooshEngine(Path(section.index), fingerprint)
    raise NotSupported(f"search.engine: {section.engine} is not available in this version", "set search.engine: whoosh")

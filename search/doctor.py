"""Looks at configuration, index and engine, and says what is wrong and how to mend it. Reads, never writes."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from search.analysis.analyze import Analyzer
from search.archive import configured_glossary
from search.config import SearchConfig
from search.engines.choose import choose
from search.errors import REBUILD, WendaError
from search.port.lookup import Everything, Lookup


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: whether it is well, and the mend where it is not."""

    subject: str
    good: bool
    text: str
    mend: str = ""


def examine(section: SearchConfig) -> tuple[Finding, ...]:
    """Findings in the order in which they should be mended. Never raises a WendaError: it becomes a finding."""
    checks: tuple[tuple[str, Callable[[SearchConfig], Iterator[Finding]]], ...] = (
        ("folder", _folder),
        ("glossary", _glossary),
        ("analysis", _analysis),
        ("index", _index),
    )
    findings: list[Finding] = []
    for subject, check in checks:
        try:
            findings.extend(check(section))
        except WendaError as error:
            findings.append(Finding(subject, False, error.problem, error.mend))
    return tuple(findings)


def _folder(section: SearchConfig) -> Iterator[Finding]:
    folder = Path(section.index)
    if not folder.is_dir():
        yield Finding("folder", False, f"{folder} does not exist", "run: wenda reindex")
        return
    mode = stat.S_IMODE(folder.stat().st_mode)
    if mode & 0o077:
        # An index holds pickled parts: whoever can write there can run code here.
        yield Finding("folder", False, f"{folder} is open to others ({mode:o})", f"run: chmod 700 {folder}")
    else:
        yield Finding("folder", True, f"{folder} is private")


def _glossary(section: SearchConfig) -> Iterator[Finding]:
    yield Finding("glossary", True, f"{len(configured_glossary(section).entries)} entries of names across languages")


def _analysis(section: SearchConfig) -> Iterator[Finding]:
    yield Finding("analysis", True, f"fingerprint {Analyzer(section.user_words).fingerprint}")


def _index(section: SearchConfig) -> Iterator[Finding]:
    engine = choose(section)
    snapshot = engine.open()
    try:
        generation = snapshot.generation
        total = snapshot.search(Lookup(Everything(), limit=1)).total
    finally:
        snapshot.close()
    expected = generation.counts.get("passages", total)
    good = total == expected
    mend = "" if good else REBUILD
    yield Finding("index", good, f"generation {generation.name}: {total} of {expected} passages", mend)
    if generation.fingerprint != Analyzer(section.user_words).fingerprint:
        yield Finding("index", False, "another analysis wrote it", REBUILD)
    older = len(engine.generations()) - 1
    yield Finding("rollback", True, f"{older} earlier generation(s) to go back to")

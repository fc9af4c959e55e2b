"""What a run did, for people and for programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field

from indexer.failure import Failure
from search.exits import DONE, FAILURES, NOTHING


@dataclass(frozen=True, slots=True)
class Report:
    """`files` counts files: read, same, moved, gone, held (could not be looked at). `documents`, `passages`, `kinds`
    and `langs` describe the generation that is served after the run. `generation` is the published one, empty when
    nothing was published; `empty` means that nothing is served at all. `planned` is a dry run."""

    files: Mapping[str, int]
    skipped: Mapping[str, int]
    generation: str = ""
    documents: int = 0
    passages: int = 0
    kinds: Mapping[str, int] = field(default_factory=dict)
    langs: Mapping[str, int] = field(default_factory=dict)
    stale: int = 0
    failures: tuple[Failure, ...] = ()
    notes: tuple[str, ...] = ()
    seconds: float = 0.0
    planned: bool = False
    empty: bool = False

    @property
    def exit_code(self) -> int:
        """0 all good, 1 something failed and is named, 70 nothing could be published."""
        if self.empty:
            return NOTHING
        return FAILURES if self.failures else DONE


def as_json(report: Report) -> dict[str, object]:
    """The report as plain data; `generation` is null when nothing was published."""
    return {**asdict(report), "generation": report.generation or None, "exit_code": report.exit_code}


def show(report: Report) -> str:
    """The report as text for a terminal, without a newline at its end."""
    lines = [_headline(report), _counted("files", report.files)]
    if report.skipped:
        lines.append(_counted("skipped", report.skipped))
    if report.passages:
        lines.append(f"index: {report.documents} documents, {report.passages} passages")
        lines += [_counted("  kinds", report.kinds), _counted("  languages", report.langs)]
    if report.stale:
        lines.append(f"{report.stale} documents keep their old version, flagged stale")
    lines += report.notes
    return "\n".join([*lines, *failure_lines(report.failures)])


def failure_lines(failures: Sequence[Failure]) -> list[str]:
    """Every failure by name, with its mend; those of one cause under one heading."""
    by_cause: dict[tuple[str, str], list[str]] = {}
    for failure in failures:
        by_cause.setdefault((failure.reason, failure.mend), []).append(printable(failure.name))
    lines: list[str] = []
    for (reason, mend), names in by_cause.items():
        if len(names) == 1:
            lines.append(f"FAILED {names[0]}: {reason}")
        else:
            lines += [f"FAILED {len(names)} files: {reason}", *(f"  {name}" for name in names)]
        lines.append(f"       {mend}")
    return lines


def printable(name: str) -> str:
    """A file name on one line of a terminal: control characters written out."""
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode("ascii") for sign in name)


def _headline(report: Report) -> str:
    failed = f", {len(report.failures)} failed" if report.failures else ""
    if report.planned:
        return f"dry run: nothing was written{failed}"
    if report.empty:
        return f"nothing was published: no file could be read{failed}"
    if report.generation:
        return f"published generation {report.generation} in {report.seconds:.1f} s{failed}"
    return f"nothing changed, no new generation{failed}"


def _counted(title: str, counts: Mapping[str, int]) -> str:
    return f"{title}: " + (", ".join(f"{count} {name}" for name, count in counts.items() if count) or "none")

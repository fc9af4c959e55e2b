"""Compares the index with the files, by their hashes: what is missing, stale, orphaned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.attach import previous_failures
from indexer.corpus import sha256_of, walk
from indexer.failure import Failure
from indexer.plan import indexed_files
from indexer.report import failure_lines, printable
from search.port.engine import Snapshot


@dataclass(frozen=True, slots=True)
class Differences:
    """Names of files: `missing` are not in the index, `stale` are there in another version, `orphaned` are in the
    index and no longer in the sources. `failures` are files that cannot be read, now or at the last run."""

    missing: tuple[str, ...]
    stale: tuple[str, ...]
    orphaned: tuple[str, ...]
    failures: tuple[Failure, ...]
    documents: int
    files: int

    @property
    def any(self) -> bool:
        """Whether index and files differ."""
        return bool(self.missing or self.stale or self.orphaned or self.failures)

    def as_json(self) -> dict[str, object]:
        """Plain data for programs."""
        return {
            "missing": list(self.missing),
            "stale": list(self.stale),
            "orphaned": list(self.orphaned),
            "failures": [
                {"name": failure.name, "reason": failure.reason, "mend": failure.mend} for failure in self.failures
            ],
            "documents": self.documents,
            "files": self.files,
        }


def compare(snapshot: Snapshot, sources: Sequence[str], index: Path) -> Differences:
    """The differences; every file's bytes are read. `index` is the index's folder. Raises NoSources, ConfigError."""
    corpus = walk(sources, index)
    indexed = indexed_files(snapshot.sources())
    failures = {*previous_failures(snapshot), *corpus.failures}
    missing: list[str] = []
    stale: list[str] = []
    for file in corpus.files:
        before = indexed.get(file.name)
        if before is None:
            missing.append(file.name)
            continue
        try:
            same = sha256_of(file.path) == before.sha256
        except OSError as error:
            failures.add(Failure.unreadable(file.name, error))
            continue
        if not same:
            stale.append(file.name)
    seen = {file.name for file in corpus.files} | set(corpus.unreadable)
    orphaned = tuple(sorted(path for path in indexed if path not in seen))
    present = seen | set(indexed)
    return Differences(
        tuple(missing),
        tuple(stale),
        orphaned,
        tuple(failure for failure in sorted(failures) if failure.name in present),
        sum(len(file.documents) for file in indexed.values()),
        len(corpus.files),
    )


def show_differences(differences: Differences) -> str:
    """The differences as text, one a line."""
    lines = [
        f"{reason}: {printable(name)}"
        for reason, names in (
            ("missing in the index", differences.missing),
            ("stale in the index", differences.stale),
            ("orphaned in the index", differences.orphaned),
        )
        for name in names
    ]
    lines += failure_lines(differences.failures)
    counted = f"{differences.documents} documents, {differences.files} files"
    if not differences.any:
        return f"index and files agree: {counted}"
    return "\n".join([*lines, f"{counted}; to bring the index up to date, run: wenda reindex"])

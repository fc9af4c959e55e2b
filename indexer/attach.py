"""The attachments of a generation: suggestion table, fingerprint of the reading code, files that failed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from importlib import resources
from importlib.metadata import version
from importlib.resources.abc import Traversable

from indexer.failure import Failure
from search.analysis.analyze import Analyzer
from search.errors import DamagedIndex
from search.glossary.glossary import Glossary
from search.port.engine import Draft, Snapshot
from search.suggest.build import RunChanges, build_table
from search.suggest.table import ATTACHMENT as SUGGESTIONS
from search.suggest.table import EMPTY, pack_table, unpack_table

READING = "reading"  # fingerprint of the code that reads and segments pages
FAILURES = "failures.json"  # [[name, reason, mend]]: reported again while the file does not change

_SUGGEST = tuple(
    f"suggest/{name}.py"
    for name in "build forms key_index names pinyin previous_table symspell table term_statistics".split()
)
# What decides how a file becomes a document and what is suggested. The analysis is not listed: the generation has a
# fingerprint of it.
_PARTS = {
    "indexer": ("readers", "segment", "decode.py", "charsets.py", "prepare.py", "overrides.py"),
    "search": (
        *("languages", "scripts.py", "dates.py", "names.py", "entries.py", "model.py", "outline.py", "byte_strings.py"),
        *_SUGGEST,
    ),
}


def attach_all(draft: Draft, failures: Sequence[Failure], table: bytes) -> None:
    """Attach everything to the sealed draft."""
    draft.attach(SUGGESTIONS, table)
    draft.attach(READING, reading_fingerprint().encode())
    rows = [[failure.name, failure.reason, failure.mend] for failure in failures]
    draft.attach(FAILURES, json.dumps(rows, ensure_ascii=False).encode("utf-8"))


def suggestion_table(
    snapshot: Snapshot, analyzer: Analyzer, glossary: Glossary | None, base: Snapshot | None, done: RunChanges
) -> bytes:
    """The suggestion table of a sealed generation; rows of the table of its `base` are used again."""
    former = EMPTY
    with suppress(DamagedIndex):  # a table that cannot be read is built from nothing
        former = unpack_table((base.attachment(SUGGESTIONS) if base else None) or b"")
    return pack_table(build_table(snapshot, analyzer, glossary, former, base, done))


def same_reading_code(snapshot: Snapshot) -> bool:
    """Whether the generation was read and segmented by the code that runs now."""
    return snapshot.attachment(READING) == reading_fingerprint().encode()


def previous_failures(snapshot: Snapshot) -> tuple[Failure, ...]:
    """The failures of the run that wrote the generation."""
    rows = json.loads(snapshot.attachment(FAILURES) or b"[]")
    return tuple(Failure(name, reason, mend) for name, reason, mend in rows)


@cache
def reading_fingerprint() -> str:
    """16 hex digits that change with the code and the tables that turn bytes into documents."""
    digest = hashlib.sha256(version("selectolax").encode())
    for package, names in _PARTS.items():
        for name in names:
            _add(digest, resources.files(package).joinpath(name))
    return digest.hexdigest()[:16]


def _add(digest: hashlib._Hash, part: Traversable) -> None:
    """The bytes of a file, or of all code and tables in a folder, in the order of their names. Raises FileNotFoundError
    for a part that is not there, so that none is forgotten when it moves."""
    if part.is_file():
        digest.update(part.name.encode())
        digest.update(part.read_bytes())
        return
    for child in sorted(part.iterdir(), key=lambda child: child.name):
        if (child.is_dir() and child.name != "__pycache__") or child.name.endswith((".py", ".yaml", ".txt")):
            _add(digest, child)

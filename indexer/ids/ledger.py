"""`ids.jsonl` beside the generations: the ids that were given away. `--full` reads it, a backup includes it.

One line for each document ever published: {"id", "key", "path", "sha256", "next", "turns": [[id, role, sketch]],
"gone"}. Written whole, to a new file that takes the old one's place.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path

from indexer.ids.keep import LedgerEntry, LedgerTurn
from search.errors import DamagedIndex

FILE = "ids.jsonl"

Ledger = dict[str, LedgerEntry]  # by document id


def read_ledger(folder: Path) -> Ledger:
    """What is remembered; empty when there is no file yet. Raises DamagedIndex when a line cannot be read: going on
    would give new ids to old turns, and break links to them."""
    path = folder / FILE
    ledger: Ledger = {}
    try:
        with path.open(encoding="utf-8", newline="\n") as lines:
            for number, line in enumerate(lines, 1):
                known = _known(line, path, number)
                ledger[known.id] = known
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise DamagedIndex(f"{path} cannot be read: {error}", "restore it from a backup, or remove it") from error
    return ledger


def write_ledger(folder: Path, ledger: Ledger) -> None:
    """Replace the file, so that it is whole at every moment."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = folder / f"{FILE}.new"
    with os.fdopen(
        os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8", newline="\n"
    ) as lines:
        lines.writelines(_written(ledger.values()))
        lines.flush()
        os.fsync(lines.fileno())
    fresh.replace(folder / FILE)


def _written(documents: Iterable[LedgerEntry]) -> Iterable[str]:
    for known in documents:
        record = {
            "id": known.id,
            "key": known.key,
            "path": known.path,
            "sha256": known.sha256,
            "next": known.next_turn,
            "turns": [[turn.id, turn.role, turn.sketch] for turn in known.turns],
        }
        if known.gone:
            record["gone"] = True
        yield json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n"


def _known(line: str, path: Path, number: int) -> LedgerEntry:
    try:
        record = json.loads(line)
        turns = tuple(LedgerTurn(str(name), str(role), str(sketch)) for name, role, sketch in record["turns"])
        return LedgerEntry(
            id=str(record["id"]),
            key=str(record["key"]),
            path=str(record["path"]),
            sha256=str(record["sha256"]),
            turns=turns,
            next_turn=int(record["next"]),
            gone=bool(record.get("gone")),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedIndex(
            f"{path}, line {number} is not an entry of the list of ids: {error}",
            "restore it from a backup, or remove that line (links to turns of that document may change)",
        ) from error

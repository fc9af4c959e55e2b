"""`ids.jsonl` beside the generations: every id that was ever published. `--full` reads it; it belongs in a backup.

One line for each document ever published: {"id", "key", "path", "sha256", "next", "turns": [[id, role, sketch]],
"gone"}. Written whole, to a new file that takes the old one's place.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

from search.errors import DamagedIndex

FILE = "ids.jsonl"


@dataclass(frozen=True, slots=True)
class LedgerTurn:
    """A turn of a former version. `sketch` is four hex digits for each clause."""

    id: str
    role: str
    sketch: str


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """A document that was published. `next_turn` is the lowest number that no turn of it ever had. Documents that are
    `gone` stay in the ledger, so that a page that comes back gets its old ids."""

    id: str
    key: str
    path: str
    sha256: str
    turns: tuple[LedgerTurn, ...] = ()
    next_turn: int = 1
    gone: bool = False


Ledger = dict[str, LedgerEntry]  # by document id


def read_ledger(folder: Path) -> Ledger:
    """The ledger; empty when there is no file yet. Raises DamagedIndex when a line cannot be read: going on
    would give new ids to old turns and break links to them."""
    path = folder / FILE
    ledger: Ledger = {}
    try:
        with path.open(encoding="utf-8", newline="\n") as lines:
            for number, line in enumerate(lines, 1):
                entry = _entry(line, path, number)
                ledger[entry.id] = entry
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
        lines.writelines(map(_json_line, ledger.values()))
        lines.flush()
        os.fsync(lines.fileno())
    fresh.replace(folder / FILE)


def _json_line(entry: LedgerEntry) -> str:
    record = {
        "id": entry.id,
        "key": entry.key,
        "path": entry.path,
        "sha256": entry.sha256,
        "next": entry.next_turn,
        "turns": [[turn.id, turn.role, turn.sketch] for turn in entry.turns],
    }
    if entry.gone:
        record["gone"] = True
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n"


def _entry(line: str, path: Path, number: int) -> LedgerEntry:
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

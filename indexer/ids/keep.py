"""Ids that last: of a document, from its key; of a turn, across new scrapes of its page.

A link `/doc/<id>#t3` must go on showing the same words after the page was saved again with one more question. The
ledger keeps little of a former version: for each turn its id, its role and a sketch of its words.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from indexer.ids.ledger import LedgerEntry, LedgerTurn
from indexer.readers.registry import READERS
from search.model import Document, Passage, Turn

SLUG_CHARS = 60  # readable part of an id; long enough for `2031-09-18-press-conference`
HASH_DIGITS = 10  # of a million keys of one slug, two share a hash with probability .4
SKETCH_CLAUSES = 16  # clauses of a turn that are kept: the first 12 and the last 4
SAME_TURN = 0.3  # share of equal clauses (Jaccard) from which two turns are versions of one

_PLAIN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_CLAUSE = re.compile(r"[^,.;:!?，。；：！？、\n]+")
_NO_LETTER = re.compile(r"[\W_]+")
_SUFFIX = re.compile(rf"(?:{'|'.join(map(re.escape, READERS))})(?=#\d+$|$)", re.IGNORECASE)


def document_id(key: str) -> str:
    """A URL-safe id: the key itself when it is one, else its ASCII letters and digits and a hash of the whole key.
    No dots: `/doc/<id>.txt` is an address of its own."""
    if _PLAIN_ID.fullmatch(key):
        return key
    plain = unicodedata.normalize("NFKD", _SUFFIX.sub("", key)).encode("ascii", "ignore").decode("ascii")
    slug = re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-")[:SLUG_CHARS].strip("-")
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:HASH_DIGITS]
    return f"{slug or 'd'}-{digest}"


def keep_ids(former: LedgerEntry | None, document: Document) -> Document:
    """The document with the turn ids of its former version where the words are the same or nearly so, and unused
    numbers for new turns. Passages, pairs and replies follow."""
    if former is None or not former.turns:
        return document
    sketches = [sketch_of(document, turn) for turn in document.turns]
    continued = _continued_turns(former.turns, document.turns, sketches)
    number = former.next_turn
    names: dict[str, str] = {}
    for position, turn in enumerate(document.turns):
        if position in continued:
            names[turn.id] = continued[position]
        else:
            names[turn.id] = f"t{number}"
            number += 1
    if all(old == new for old, new in names.items()):
        return document
    return replace(
        document,
        turns=tuple(_renamed_turn(turn, names) for turn in document.turns),
        passages=tuple(_renamed_passage(passage, names) for passage in document.passages),
    )


def ledger_entry(document: Document, former: LedgerEntry | None = None) -> LedgerEntry:
    """What the ledger keeps of a document for its next version."""
    turns = tuple(LedgerTurn(turn.id, turn.role.value, sketch_of(document, turn)) for turn in document.turns)
    numbers = [int(turn.id[1:]) for turn in turns if turn.id[1:].isdecimal()]
    following = max([former.next_turn if former else 1, *(number + 1 for number in numbers)])
    source = document.source
    return LedgerEntry(document.id, document.key, source.path, source.sha256, turns, following)


def sketch_of(document: Document, turn: Turn) -> str:
    """Four hex digits for each clause of the turn: a checksum of its letters and digits, case folded."""
    words = "\n".join(span.of(document.text) for span in turn.paragraphs)
    clauses = [plain for clause in _CLAUSE.findall(words) if (plain := _NO_LETTER.sub("", clause).casefold())]
    if len(clauses) > SKETCH_CLAUSES:
        clauses = clauses[:12] + clauses[12 - SKETCH_CLAUSES :]
    return "".join(f"{zlib.crc32(clause.encode('utf-8', 'surrogatepass')) & 0xFFFF:04x}" for clause in clauses)


def _continued_turns(old: Sequence[LedgerTurn], new: Sequence[Turn], sketches: Sequence[str]) -> dict[int, str]:
    """Position of a new turn -> id of the old turn that it continues. Order is kept: the longest common run first,
    what differs between two common runs by likeness, then one by one where roles and numbers agree."""
    kept: dict[int, str] = {}
    matcher = SequenceMatcher(None, [turn.sketch for turn in old], list(sketches), autojunk=len(old) > 2000)
    for tag, low, high, first, last in matcher.get_opcodes():
        if tag == "equal":
            kept |= {first + step: old[low + step].id for step in range(high - low)}
        elif tag == "replace":
            kept |= _continued_by_likeness(old[low:high], new, sketches, range(first, last))
    return kept


def _continued_by_likeness(
    old: Sequence[LedgerTurn], new: Sequence[Turn], sketches: Sequence[str], positions: range
) -> dict[int, str]:
    """The same for a stretch without equal turns: by position where all roles agree, else by likeness."""
    if [turn.role for turn in old] == [new[position].role.value for position in positions]:
        return {position: turn.id for position, turn in zip(positions, old, strict=True)}
    kept: dict[int, str] = {}
    start = 0
    for position in positions:
        for step in range(start, len(old)):
            if _likeness(old[step].sketch, sketches[position]) >= SAME_TURN:
                kept[position] = old[step].id
                start = step + 1
                break
    return kept


def _likeness(one: str, other: str) -> float:
    """Share of clauses in common (Jaccard); 0 when either is empty."""
    left = {one[start : start + 4] for start in range(0, len(one), 4)}
    right = {other[start : start + 4] for start in range(0, len(other), 4)}
    return len(left & right) / len(left | right) if left and right else 0.0


def _renamed(name: str, turn: str, names: Mapping[str, str]) -> str:
    """A passage's id with its turn's new name in front: `t1.2`, `t3~1`."""
    return names[turn] + name[len(turn) :] if turn in names and name.startswith(turn) else name


def _renamed_turn(turn: Turn, names: Mapping[str, str]) -> Turn:
    return replace(turn, id=names[turn.id], replies_to=tuple(names.get(reply, reply) for reply in turn.replies_to))


def _renamed_passage(passage: Passage, names: Mapping[str, str]) -> Passage:
    return replace(
        passage,
        id=_renamed(passage.id, passage.turn, names),
        turn=names.get(passage.turn, passage.turn),
        pairs=tuple(names.get(pair, pair) for pair in passage.pairs),
    )

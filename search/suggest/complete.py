"""Suggestions as you type: completes the last piece of a query, by characters, by letters, or by pinyin."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from search.analysis.fold import fold, plain_text
from search.byte_strings import Array
from search.filters import FILTERS
from search.query.lexer import tokenize
from search.query.parse import parse
from search.query.tokens import OPENING, QUOTES, QueryToken, TokenKind
from search.query.tree import Words
from search.request import Completion
from search.scripts import HAN
from search.suggest.key_index import KeyIndex
from search.suggest.pinyin import typed_pinyin
from search.suggest.table import KINDS, SuggestKind, Table, TableRow

# Whether a query finds anything; None when there is no time left to tell.
Finds = Callable[[str], bool | None]

MOST = 50  # suggestions at once
_LONGEST = 60  # characters of the piece being typed; nothing longer begins a word or title
_TAIL_WORDS = 4  # words before the cursor that may begin one name together
_SUFFIX = 8  # Han characters before the cursor that may begin a word inside a run
_POOL = 16  # best rows of each kind and key that are compared
_SHARE = {SuggestKind.TITLE: 2, SuggestKind.NAME: 3, SuggestKind.SPEAKER: 3}  # of eight, when all kinds have some
_PEOPLE = frozenset(filter_.name for filter_ in FILTERS if filter_.is_person)
_HAN_END = re.compile(f"[{HAN}]+$")
_LATIN_END = re.compile(f"(?<=[{HAN}])[a-zA-Z'’]+$")


@dataclass(frozen=True, slots=True)
class _Fit:
    """A row that fits: 0 exactly, 1 as written, 2 by pinyin, 3 by initials; and how it was found."""

    tier: int
    number: int
    spoken: bool


@dataclass(frozen=True, slots=True)
class _Tail:
    """The end of the query that is being typed, from `start`; `people` when it is the value of a speaker field."""

    start: int
    text: str
    people: bool = False


def complete(table: Table, text: str, limit: int = 8, finds: Finds | None = None) -> tuple[Completion, ...]:
    """At most `limit` queries that go on from `text`, best first: the longest end of the text that begins something is
    completed, what stands before is kept. Each finds something where `finds` is given; when there is no time to tell,
    no further ones are sought, so that a busy machine shows fewer, never others."""
    for tail in _tails(text):
        chosen: list[Completion] = []
        for number, spoken in _best(table, tail, limit):
            row = table.row(number)
            whole = text[: tail.start] + (_value(row.text) if tail.people else row.text)
            found = finds is None or _alone(tail, row) or finds(whole)
            if found is None:
                return tuple(chosen)
            if found:
                pinyin = _echo(tail.text, row.pinyin) if spoken else ""
                chosen.append(Completion(whole, row.kind.value, row.lang, row.count, pinyin))
            if len(chosen) == limit:
                break
        if chosen:
            return tuple(chosen)
    return ()


def _alone(tail: _Tail, row: TableRow) -> bool:
    """Whether the row is the whole query, and finds at least what it was made from: titles may hold operators."""
    return not tail.start and (row.kind is not SuggestKind.TITLE or isinstance(parse(row.text).tree, Words))


def _tails(text: str) -> Iterator[_Tail]:
    """The ends of a query that may be the beginning of a word, a name or a title, longest first."""
    tokens = tokenize(text).tokens
    end = len(text.rstrip())
    last = tokens[-1] if tokens else None
    if last is None or last.end < end or sum(sign in QUOTES for sign in text) % 2:
        return
    if last.kind is TokenKind.FIELD and last.name in _PEOPLE and last.text and not last.quoted:
        yield _Tail(last.end - len(last.text), last.text, people=True)
    if last.kind is not TokenKind.WORD or (len(tokens) > 1 and tokens[-2].kind is TokenKind.NOT):
        return
    words = _last_words(tokens)
    for start in dict.fromkeys((tokens[0].start, *(word.start for word in words))):
        if end - start <= _LONGEST and start >= words[0].start:
            yield _Tail(start, text[start:end])
    word = text[words[-1].start : end]
    for pattern in (_LATIN_END, _HAN_END):
        run = pattern.search(word)
        if run:
            inner = range(max(run.start(), len(word) - _SUFFIX, 1), len(word))
            starts = inner if pattern is _HAN_END else (run.start(),)
            yield from (_Tail(words[-1].start + at, word[at:]) for at in starts)


def _last_words(tokens: tuple[QueryToken, ...]) -> list[QueryToken]:
    """The words at the end of a query that stand side by side."""
    words: list[QueryToken] = []
    for token in reversed(tokens):
        if token.kind is not TokenKind.WORD or len(words) == _TAIL_WORDS:
            break
        words.insert(0, token)
    return words


def _best(table: Table, tail: _Tail, limit: int) -> list[tuple[int, bool]]:
    """The numbers of the best rows and whether pinyin led to them, each text once, every kind with its share."""
    found = sorted(_fitting(table, tail), key=lambda fit: _order(table, tail.text, fit))
    seen: set[str] = set()
    kept: list[_Fit] = []
    for fit in found:
        key = plain_text(table.text(fit.number))
        if key not in seen:
            seen.add(key)
            kept.append(fit)
    chosen = _shared(table, kept, limit)
    return [(fit.number, fit.spoken) for fit in kept if fit in chosen]


def _shared(table: Table, kept: list[_Fit], limit: int) -> set[_Fit]:
    """The first of each kind up to its share, then whatever comes first."""
    chosen: set[_Fit] = set()
    for kind, share in _SHARE.items():
        own = [fit for fit in kept if KINDS[int(table.kinds[fit.number])] is kind]
        chosen.update(own[: share * limit // 8 or 1])
    chosen = set(sorted(chosen, key=kept.index)[: limit // 2 or 1])
    for fit in kept:
        if len(chosen) >= limit:
            break
        chosen.add(fit)
    return chosen


def _order(table: Table, typed: str, found: _Fit) -> tuple[int, bool, int, str]:
    """Exactness; then what begins just as typed, in script and accents; then how often it stands."""
    text = table.text(found.number)
    as_typed = text.casefold().startswith(typed.casefold())
    return found.tier, not (as_typed or found.spoken), -int(table.counts[found.number]), text


def _fitting(table: Table, tail: _Tail) -> Iterator[_Fit]:
    """Rows whose key begins with what was typed, the likeliest of each kind and key."""
    written, spoken = plain_text(tail.text), typed_pinyin(tail.text)
    sources: list[tuple[KeyIndex, str, int]] = [(table.written, written, 1)] if written else []
    if spoken:
        sources.append((table.spoken, spoken, 2))
        if len(spoken) > 1:
            sources.append((table.initials, spoken, 3))
    kinds = (KINDS.index(SuggestKind.SPEAKER),) if tail.people else range(len(KINDS))
    for keys, typed, tier in sources:
        exact, longer = keys.beginning(typed)
        for rows, rank in ((exact, 0), (longer, tier)):
            for kind in kinds:
                own = rows[table.kinds[rows] == kind]
                yield from (_Fit(rank, number, tier > 1) for number in _top(table, own))


def _top(table: Table, rows: Array) -> list[int]:
    """The rows with the highest counts."""
    if len(rows) > _POOL:
        rows = rows[np.argpartition(table.counts[rows], -_POOL)[-_POOL:]]
    return [int(row) for row in rows]


def _echo(typed: str, pinyin: tuple[str, ...]) -> str:
    """The reading that was typed: its initials when those were, else its syllables."""
    letters = typed_pinyin(typed)
    for reading in pinyin:
        if reading.replace(" ", "").startswith(letters):
            return reading
    return next((reading for reading in pinyin if _initials(reading).startswith(letters)), pinyin[0])


def _initials(reading: str) -> str:
    return "".join(syllable[0] for syllable in reading.split())


def _value(text: str) -> str:
    """A field's value, quoted when it has blanks."""
    return f'"{text}"' if re.search(rf"[\s{re.escape(OPENING)}]", fold(text).text) else text

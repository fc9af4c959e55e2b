"""Did you mean: a query that found little, with its misspelt words replaced by live ones, when that finds more.

A word is corrected to neighbours in its own alphabet, a run of Han characters to words that sound alike, pinyin to the
word it spells. The whole corrected query is run before it is proposed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product

from search.analysis.fold import fold, plain_text
from search.model import Span
from search.query.pieces import PieceShape, QueryPiece, pieces_of
from search.query.tree import Query, Quotation, Words, wanted_clauses
from search.request import Suggestion
from search.scripts import is_han
from search.suggest.pinyin import Syllables, alike, spellings, typed_pinyin
from search.suggest.symspell import Units, distance, one_edit_away
from search.suggest.table import KINDS, SuggestKind, Table
from search.terms import FIELD, Field, Layer, Part

# What query texts find under the filters of the request, in passages.
Counts = Callable[[Sequence[str]], Sequence[int]]
FieldTerm = tuple[Field, str]
# A folded Han run -> its dictionary words.
Cut = Callable[[str], Sequence[str]]

RARER = 50  # a word is suspicious beside a neighbour that stands in so many times as many passages
BETTER = 10  # a correction is proposed when it finds so many times as much
_SHORT = 5  # letters; longer words may have two slips when they stand nowhere
_LONG = 24  # letters; still longer ones may have one: the work for two grows with the square of the length
_LONGEST = 40  # letters; no word of an alphabetic script is longer, and what is has no neighbours
_SPELT = 4  # letters of pinyin that may be one word's, 3 when they are initials
_WINDOW = 6  # Han characters of a misspelt word
_LONGEST_RUN = 16  # Han characters of a run that is looked through
_EACH = 4  # candidates of one place
_PLACES = 4  # places of one query
_TRIES = 6  # corrected queries that are run
MOST_FOUND = 50  # passages; a query that finds more is not taken for misspelt
_PARTS = (Part.BODY, Part.TITLE, Part.SPEAKER)
_NAMED = (SuggestKind.SPEAKER, SuggestKind.NAME)


@dataclass(frozen=True, slots=True)
class _Correction:
    """A live word in the place of a misspelt one: how far it is, and in how many passages it stands."""

    span: Span
    text: str
    far: int
    units: int


@dataclass(frozen=True, slots=True)
class Spelling:
    """What corrections are drawn from: the table, in how many passages terms stand, the dictionary."""

    table: Table
    frequencies: Callable[[Iterable[FieldTerm]], Mapping[FieldTerm, int]]
    cut: Cut


@dataclass(frozen=True, slots=True)
class _LiveWords:
    """A spelling with the frequency of every word of one query, wherever it stands most often."""

    table: Table
    cut: Cut
    terms: Mapping[FieldTerm, int]

    def frequency(self, word: str) -> int:
        """In how many passages a word of the query stands; of Han characters, at most how many."""
        counts = (
            max(self.terms.get((FIELD[part][layer], term), 0) for part in _PARTS) for layer, term in _terms_of(word)
        )
        return min(counts)  # a stretch that begins with kana is no term, and was not asked for


def _live_words(spelling: Spelling, pieces: Iterable[QueryPiece]) -> _LiveWords:
    """The frequencies that corrections of the pieces compare, asked for in one call."""
    words = [word for piece in pieces for word in (piece.words[0], fold(piece.text).text[:_LONGEST_RUN])]
    terms = {(FIELD[part][layer], term) for word in words for layer, term in _terms_of(word) for part in _PARTS}
    return _LiveWords(spelling.table, spelling.cut, spelling.frequencies(terms))


def _terms_of(word: str) -> Iterator[tuple[Layer, str]]:
    """The terms that a word is: a run of Han its pairs of characters."""
    if is_han(word) and len(word) > 1:
        yield from ((Layer.GRAMS, word[at : at + 2]) for at in range(len(word) - 1))
    else:
        yield Layer.EXACT, word


def corrected(spelling: Spelling, text: str, tree: Query, found: int, counts: Counts) -> Suggestion | None:
    """The likeliest corrected query that finds something (at least BETTER times as much as the `found` of the query
    as typed, whose tree is `tree`), or None."""
    clauses = [clause for clause in wanted_clauses(tree) if isinstance(clause, Words | Quotation)]
    starts = [text.find(clause.text, clause.span.start, clause.span.end) for clause in clauses]
    pieces = [(at, piece) for at, clause in zip(starts, clauses, strict=True) for piece in pieces_of(clause.text)]
    typed = pieces_of(text) if isinstance(tree, Words) else ()
    live = _live_words(spelling, [*(piece for _, piece in pieces), *typed])
    places = [fixes for fixes in _places(live, pieces, found) if fixes][:_PLACES]
    tries = [_replaced(text, chosen) for chosen in islice(_combined(places), _TRIES)]
    tries = [query for query in tries if query != text]
    least = max(1, found * BETTER)
    for some in (tries[:1], tries[1:]):  # the likeliest is mostly right
        for query, total in zip(some, counts(some) if some else (), strict=True):
            if total >= least:
                return Suggestion(query, total)
    words = _single_words(live, typed, places)
    single = [
        Suggestion(word, total) for word, total in zip(words, counts(words) if words else (), strict=True) if total
    ]
    return max(single, key=lambda suggestion: suggestion.total, default=None)


def _single_words(live: _LiveWords, typed: Sequence[QueryPiece], places: list[list[_Correction]]) -> list[str]:
    """The corrected words one by one, for plain words of which none stands anywhere: each is better than nothing."""
    if len(typed) < 2 or any(live.frequency(piece.words[0]) for piece in typed):
        return []
    return [fixes[0].text for fixes in places]


def _places(live: _LiveWords, pieces: Iterable[tuple[int, QueryPiece]], found: int) -> Iterator[list[_Correction]]:
    """For each misspelt place of the query its corrections, the likeliest first. A piece's span begins at the number
    before it."""
    for start, piece in pieces:
        span = Span(start + piece.span.start, start + piece.span.end)
        if piece.shape is PieceShape.HAN:
            yield _han(live, piece, span)
        elif piece.shape is PieceShape.WORD:
            yield _word(live, piece, span, found)


def _word(live: _LiveWords, piece: QueryPiece, span: Span, found: int) -> list[_Correction]:
    """Corrections of a word in letters."""
    word, table = piece.words[0], live.table
    if not 3 <= len(word) <= _LONGEST or not word.isalpha():
        return []
    own = live.frequency(word)
    near = _neighbours(table, [word], word, 1)
    fixes = [_Correction(span, text, 1, units) for text, units in near if own * RARER <= units]
    if not own and not found:
        fixes += [_Correction(span, text, 0, units) for text, units in _spelt(table, piece.text)]
        if _SHORT < len(word) <= _LONG and not near:
            near = _neighbours(table, one_edit_away(word), word, 2)
            fixes += [_Correction(span, text, 2, units) for text, units in near]
    return _likeliest(fixes)


def _neighbours(table: Table, probes: Iterable[Units], word: str, most: int) -> list[tuple[str, int]]:
    """Live words within `most` edits, with their passages."""
    rows = [table.row(number) for number in table.near.candidate_rows(probes)]
    return [
        (row.text, row.count) for row in rows if not row.pinyin and 0 < distance(plain_text(row.text), word) <= most
    ]


def _spelt(table: Table, typed: str) -> Iterator[tuple[str, int]]:
    """Han words that the letters spell as pinyin; by their initials names alone, and whatever has four."""
    letters = typed_pinyin(typed) if typed.islower() else ""
    if len(letters) >= _SPELT:
        for number in table.spoken.beginning(letters)[0]:
            yield table.text(number), int(table.counts[number])
    for number in table.initials.beginning(letters)[0] if len(letters) >= _SPELT - 1 else ():
        if len(letters) >= _SPELT or KINDS[int(table.kinds[number])] in _NAMED:
            yield table.text(number), int(table.counts[number])


def _han(live: _LiveWords, piece: QueryPiece, span: Span) -> list[_Correction]:
    """Corrections of a run of Han characters: one stretch of it replaced."""
    folded = fold(piece.text)
    run = folded.text[:_LONGEST_RUN]
    doubtful = _doubtful(live, run)
    fixes: list[_Correction] = []
    for size in range(min(_WINDOW, len(run)), 1, -1):
        for start in range(len(run) - size + 1):
            window = run[start : start + size]
            if not any(doubtful[start : start + size]) or list(live.cut(window)) == [window]:
                continue
            begin, end = folded.span(start, start + size)
            place = Span(span.start + begin, span.start + end)
            own = live.frequency(window)
            for text, units, far in _sounding(live.table, window, piece.text != folded.text):
                if own * RARER <= units:
                    fixes.append(_Correction(place, text, far, units))
        if fixes:
            break
    return _likeliest(fixes)


def _doubtful(live: _LiveWords, run: str) -> list[bool]:
    """For each character of a run whether it is no part of a live word of two characters or more."""
    marks: list[bool] = []
    for word in live.cut(run):
        marks += [len(word) == 1 or not live.frequency(word)] * len(word)
    return marks


def _sounding(table: Table, window: str, traditional: bool) -> Iterator[tuple[str, int, int]]:
    """Live words that sound like a string of characters and share some with it: the text, its passages, how many
    syllables differ (one at most, of three or more)."""
    sounds = {alike(spoken) for spoken in spellings(window, table.readings)}
    found: dict[str, tuple[str, int, int]] = {}
    for row in (table.row(number) for number in table.near.candidate_rows(sounds)):
        word = fold(row.text).text
        if not row.pinyin or word == window or not set(word) & set(window):
            continue
        far = min(distance(_alike(reading), one) for reading in row.pinyin for one in sounds)
        longest = max(len(word), len(window))
        close = far == 0 or (far == 1 and longest > 3 and distance(word, window) <= 2)
        if close and (word not in found or (row.lang == "zh-Hant") == traditional):
            found[word] = (row.text, row.count, far)
    yield from found.values()


def _alike(reading: str) -> Syllables:
    return alike(reading.split())


def _likeliest(fixes: list[_Correction]) -> list[_Correction]:
    """The nearest, then the commonest; each text once."""
    ordered = sorted(fixes, key=lambda fix: (fix.far, -fix.units, fix.text))
    return list({fix.text: fix for fix in reversed(ordered)}.values())[::-1][:_EACH]


def _combined(places: list[list[_Correction]]) -> Iterator[tuple[_Correction, ...]]:
    """One correction for each place or none, those of most places with the likeliest first."""
    options = [list(enumerate([*fixes, None])) for fixes in places]
    ranked = sorted(product(*options), key=lambda chosen: sum(rank if fix else _EACH for rank, fix in chosen))
    for chosen in ranked:
        fixes = tuple(fix for _, fix in chosen if fix)
        if fixes:
            yield fixes


def _replaced(text: str, fixes: Iterable[_Correction]) -> str:
    for fix in sorted(fixes, key=lambda fix: fix.span.start, reverse=True):
        text = text[: fix.span.start] + fix.text + text[fix.span.end :]
    return text

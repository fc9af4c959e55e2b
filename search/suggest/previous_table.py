"""Rows of the previous table that still hold, so that a run that changes little makes few rows anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from search.suggest.pinyin import Syllables, name_readings, readings
from search.suggest.table import KINDS, PreviousRow, SuggestKind, Table

LONGEST_KEY = 40  # characters; nobody types more before choosing

_TERM = KINDS.index(SuggestKind.TERM)


class PreviousTable:
    """The rows of the previous table. `changed`: words of documents that changed, whose rows may be wrong."""

    def __init__(self, table: Table, changed: frozenset[str]) -> None:
        self._changed = changed
        self._table = table
        self._counts: list[int] = table.counts.tolist()
        self._terms: dict[str, int] = {}  # term -> its first row; the others follow it
        self._forms: Counter[str] = Counter()  # term -> rows besides the first
        kinds = table.kinds.tolist()
        for key, number in table.written:
            if kinds[number] == _TERM and len(key) < LONGEST_KEY and self._terms.setdefault(key, number) != number:
                self._forms[key] += 1
        others = (number for number, kind in enumerate(kinds) if kind != _TERM)
        self._others = {(row.kind, row.text, row.lang): number for number in others for row in (table.row(number),)}
        self._readings: dict[str, tuple[Syllables, ...]] = {}

    def terms(self, term: str, units: int) -> Sequence[int]:
        """The rows of a term that stands in as many passages (`units`) as before, and in no changed document."""
        numbers = self._numbers(term)
        return numbers if numbers and self._counts[numbers[0]] == units and term not in self._changed else ()

    def term(self, term: str, text: str, lang: str, units: int) -> PreviousRow | None:
        """The row of a term with this form and language."""
        for number in self._numbers(term):
            row = self._table.row(number)
            if (row.text, row.lang) == (text, lang):
                return PreviousRow(number, units)
        return None

    def _numbers(self, term: str) -> Sequence[int]:
        first = self._terms.get(term)
        return () if first is None else range(first, first + 1 + self._forms.get(term, 0))

    def other(self, kind: SuggestKind, text: str, lang: str, count: int) -> PreviousRow | None:
        """The row of a title, speaker or name. Each row is given once: two may be alike."""
        number = self._others.pop((kind, text, lang), None)
        return None if number is None else PreviousRow(number, count)

    def readings(self, text: str, person: bool = False) -> tuple[Syllables, ...]:
        """The readings of a folded text; none for one that holds no Han character."""
        if person:
            return name_readings(text)
        if text not in self._readings:
            self._readings[text] = self._previous_readings(text) or readings(text)
        return self._readings[text]

    def _previous_readings(self, text: str) -> tuple[Syllables, ...]:
        rows = map(self._table.row, self._numbers(text)[:1])
        return tuple(tuple(spoken.split()) for row in rows for spoken in row.pinyin)

"""Text -> layers of terms. The one analysis of index, query, highlighter and reference matcher."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

from search.analysis.fingerprint import chain_fingerprint
from search.analysis.fold import Folded, fold, plain
from search.analysis.identify import identify
from search.analysis.languages import BY_TAG
from search.analysis.runs import Run, Script, cut_runs, han_runs
from search.analysis.segment import segmenter
from search.analysis.stem import stem
from search.analysis.values import value_places
from search.terms import Layer, Layers, Token

MAX_TERM = 200  # code points; longer "words" are data, not language
# Latin words in a passage of another script are identified when so many stand together; fewer have no stems.
_IDENTIFIED_WORDS = 4

# (term, start, end, position); start and end on the folded text
Row = tuple[str, int, int, int]
Rows = dict[Layer, list[Row]]


class Analyzer:
    """Cuts text of any script into terms. Holds the segmenter with the user's words; safe to share between threads."""

    def __init__(self, user_words: tuple[str, ...] = ()) -> None:
        self._user_words = tuple(sorted({fold(word).text for word in user_words} - {""}))
        self._cut = segmenter(self._user_words)

    def __reduce__(self) -> tuple[Callable[..., Analyzer], tuple[tuple[str, ...]]]:
        return Analyzer, (self._user_words,)

    def analyze(self, text: str, base: int = 0, lang: str = "und", first: int = 0) -> Layers:
        """The layers of a text whose first code point stands at offset `base`; positions count from `first`.

        Every layer is there, with positions rising strictly. `lang` is a BCP 47 tag; it only chooses the stemmer of
        Latin words. Never raises.
        """
        folded = fold(text)
        rows = self._rows(folded, text, lang)
        return {layer: tuple(_tokens(folded, base, first, rows[layer])) for layer in Layer}

    def terms(self, text: str, lang: str = "und", first: int = 0) -> Mapping[Layer, list[tuple[str, int]]]:
        """As `analyze`, only (term, position): what an index keeps."""
        rows = self._rows(fold(text), text, lang)
        return {layer: [(term, place + first) for term, _, _, place in rows[layer]] for layer in Layer}

    def words(self, run: str) -> list[str]:
        """The dictionary words of a folded Han run, nothing lost."""
        return list(self._cut(run))

    @cached_property
    def fingerprint(self) -> str:
        """Names everything that decides the terms: code, tables, user words, package versions. 16 hex digits."""
        return chain_fingerprint(self._user_words)

    def _rows(self, folded: Folded, text: str, lang: str) -> Rows:
        """All rows of a folded text. Words of other scripts stand among the pairs where the text has Han too,
        so that a mixed quotation (G20峰会) is one phrase on one field."""
        runs = list(cut_runs(folded.text))
        rows: Rows = {layer: [] for layer in Layer}
        mixed = any(run.script is Script.JOINED for run in runs)
        tags = _stem_languages(runs, lang)
        exact, grams, stems = rows[Layer.EXACT], rows[Layer.GRAMS], rows[Layer.STEMS]
        word_at = -2  # position of the last word, to know a Han run that is glued to it
        for (script, run, start, end, position, _), tag in zip(runs, tags, strict=True):
            if script is Script.JOINED:
                self._add_joined(run, start, position, rows, glued=word_at + 1 == position)
                continue
            term = run if run.isascii() else plain(run)
            row = (term[:MAX_TERM], start, end, position)
            exact.append(row)
            if mixed:
                grams.append(row)
            if tag:
                stems.append((stem(tag, row[0])[:MAX_TERM], start, end, position))
            word_at = position
        rows[Layer.VALUES] = value_places(text, folded, runs, lang)
        return rows

    def _add_joined(self, text: str, start: int, place: int, rows: Rows, glued: bool) -> None:
        """Words, pairs, and the last character alone. A run glued to a word before it also leaves its first
        character among the exact words, for quotations that end there (G20峰)."""
        grams = rows[Layer.GRAMS]
        for offset in range(len(text) - 1):
            grams.append((text[offset : offset + 2], start + offset, start + offset + 2, place + offset))
        end = len(text) - 1
        grams.append((text[end], start + end, start + end + 1, place + end))
        if glued:
            rows[Layer.EXACT].append((text[0], start, start + 1, place))
        for begin, han in han_runs(text):
            offset = begin
            for word in self._cut(han):
                size = len(word)
                rows[Layer.WORDS].append((word[:MAX_TERM], start + offset, start + offset + size, place + offset))
                offset += size


def _stem_languages(runs: list[Run], lang: str) -> list[str]:
    """For each run the language of its stem, or none: Cyrillic is Russian, Latin the passage's language; in passages
    of another script, what a long enough stretch of Latin words itself looks like."""
    own = lang.partition("-")[0]
    if own in BY_TAG and BY_TAG[own].script is Script.LATIN:
        tag_of = {Script.CYRILLIC: "ru", Script.LATIN: own}
        return [tag_of.get(run.script, "") for run in runs]
    latin: dict[int, str] = {}
    stretch: list[int] = []
    for index, run in enumerate(runs):
        if run.script is Script.LATIN:
            stretch.append(index)
        elif run.script is not Script.NUMBER:
            latin |= _identified(runs, stretch)
            stretch = []
    latin |= _identified(runs, stretch)
    return ["ru" if run.script is Script.CYRILLIC else latin.get(index, "") for index, run in enumerate(runs)]


def _identified(runs: list[Run], stretch: list[int]) -> dict[int, str]:
    """The language of a stretch of Latin runs, for each of its indices; nothing for a short or unknown one."""
    if len(stretch) < _IDENTIFIED_WORDS:
        return {}
    tag = identify(" ".join(runs[index].text for index in stretch)).partition("-")[0]
    if tag not in BY_TAG or BY_TAG[tag].script is not Script.LATIN:
        return {}
    return dict.fromkeys(stretch, tag)


def _tokens(folded: Folded, base: int, first: int, rows: list[Row]) -> list[Token]:
    """Rows as tokens on the original text."""
    tokens: list[Token] = []
    for term, begin, stop, place in rows:
        start, end = folded.span(begin, stop)
        tokens.append(Token(term, base + start, base + end, first + place))
    return tokens

"""Text -> layers of terms. The one analysis of index, query, highlighter and reference matcher."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, cached_property
from itertools import compress
from operator import add, not_
from typing import NamedTuple

from search.analysis.fingerprint import chain_fingerprint
from search.analysis.fold import Folded, fold, strip_accents
from search.analysis.han_segmenter import segmenter
from search.analysis.identify import identify, identify_runs
from search.analysis.memo import Memo
from search.analysis.normal_forms import value_places
from search.analysis.runs import Runs, ends_of, han_runs, runs_in
from search.analysis.stem import stem
from search.analysis.term_filter import Row, TermFilter
from search.languages import LANGUAGES, LATIN_TAGS
from search.scripts import HAN, Script, script_of
from search.terms import Layer, Layers, Token

MAX_TERM = 200  # code points; longer "words" are data, not language
_HAN_RUN = re.compile(f"[{HAN}]+")
# Latin words in a passage of another script are identified when so many stand together; fewer have no stems.
_IDENTIFIED_WORDS = 4

Rows = Mapping[Layer, Sequence[Row]]
Columns = tuple[list[str], list[int]]  # terms and their positions, side by side


class IndexTerms(NamedTuple):
    """A text read once: its terms by layer, and its runs, which its fingerprint is made of."""

    layers: Mapping[Layer, Columns]
    runs: Sequence[str]


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
        cut = runs_in(folded.text)
        found = self._columns(cut, lang)
        ends = ends_of(cut)
        spans = {layer: _spans(_pairs(found[layer]), cut, ends) for layer in found}
        layers = {layer: tuple(_tokens(own, folded, base, first)) for layer, own in spans.items()}
        layers[Layer.VALUES] = tuple(_tokens(value_places(text, folded, cut, lang), folded, base, first))
        return layers

    def analyze_only(self, text: str, sought: TermFilter, base: int = 0, lang: str = "und", first: int = 0) -> Layers:
        """As `analyze`, only the tokens of terms sought, and layers without any left out."""
        folded = fold(text)
        if sought.only_joined and not sought.may_match(folded.text):
            return {}
        cut = runs_in(folded.text)
        rows = {layer: own for layer, own in self._matching_rows(cut, lang, sought) if own}
        ends = ends_of(cut) if rows else ()
        spans = {layer: _spans(own, cut, ends) for layer, own in rows.items()}
        if sought.has(Layer.VALUES):
            places = {place: (value, begin, end) for value, begin, end, place in value_places(text, folded, cut, lang)}
            values = sought.matching(Layer.VALUES, [(value, place) for place, (value, _, _) in places.items()])
            if values:
                spans[Layer.VALUES] = [(*places[place], place) for _, place in values]
        return {layer: tuple(_tokens(own, folded, base, first)) for layer, own in spans.items()}

    def _matching_rows(self, cut: Runs, lang: str, sought: TermFilter) -> Iterable[tuple[Layer, Sequence[Row]]]:
        """The rows sought, of all layers but the values. Runs of joined script that hold nothing sought are passed
        over."""
        if True in cut.is_joined:
            part = _runs_that_may_match(cut, sought)
            grams, exact = _grams(part)
            if sought.has(Layer.WORDS):
                yield Layer.WORDS, sought.matching(Layer.WORDS, _pairs(self._words(part)))
            yield Layer.GRAMS, sought.matching(Layer.GRAMS, _pairs(grams))
            yield Layer.EXACT, sought.matching(Layer.EXACT, _pairs(exact))
        elif sought.has(Layer.EXACT):
            yield Layer.EXACT, sought.matching(Layer.EXACT, _pairs(_exact(cut)))
        if sought.has(Layer.STEMS):
            yield Layer.STEMS, sought.matching(Layer.STEMS, _pairs(_stemmed(cut, lang)))

    def terms(self, text: str, lang: str = "und", first: int = 0) -> Rows:
        """As `analyze`, only (term, position): what an index keeps."""
        return {layer: _pairs(columns) for layer, columns in self.index_terms(text, lang, first).layers.items()}

    def index_terms(self, text: str, lang: str = "und", first: int = 0) -> IndexTerms:
        """The terms of a text together with its runs, at one go."""
        folded = fold(text)
        cut = runs_in(folded.text, first)
        layers = self._columns(cut, lang)
        values = value_places(text, folded, cut, lang)
        layers[Layer.VALUES] = [value for value, _, _, _ in values], [place for _, _, _, place in values]
        return IndexTerms(layers, cut.texts)

    def words(self, run: str) -> list[str]:
        """The dictionary words of a folded Han run, nothing lost."""
        return list(self._cut(run))

    @cached_property
    def fingerprint(self) -> str:
        """Names everything that decides the terms: code, tables, user words, package versions. 16 hex digits."""
        return chain_fingerprint(self._user_words)

    def _columns(self, cut: Runs, lang: str) -> dict[Layer, Columns]:
        """The terms of all layers but the values."""
        if True in cut.is_joined:
            words, (grams, exact) = self._words(cut), _grams(cut)
        else:
            words, grams, exact = ([], []), ([], []), _exact(cut)
        return {
            Layer.WORDS: words,
            Layer.GRAMS: grams,
            Layer.EXACT: exact,
            Layer.STEMS: _stemmed(cut, lang),
            Layer.VALUES: ([], []),
        }

    def _words(self, cut: Runs) -> Columns:
        """The dictionary words of all Han runs, cut at one call."""
        hans: Sequence[str] = list(compress(cut.texts, cut.is_joined))
        places: Sequence[int] = list(compress(cut.positions, cut.is_joined))
        if not _HAN_RUN.fullmatch("".join(hans)):  # kana has no dictionary
            stretches = [
                (own, place + at) for run, place in zip(hans, places, strict=True) for at, own in han_runs(run)
            ]
            hans, places = zip(*stretches, strict=True) if stretches else ((), ())
        pieces = self._cut("\n".join(hans)) if hans else ()
        return _placed(pieces, places)


def _placed(pieces: Sequence[str], places: Sequence[int]) -> Columns:
    """The words of several runs with line breaks between them, the runs beginning at these places."""
    words: list[str] = []
    found: list[int] = []
    following = iter(places)
    place = next(following, 0)
    for word in pieces:
        if word == "\n":
            place = next(following)
        else:
            words.append(word[:MAX_TERM])
            found.append(place)
            place += len(word)
    return words, found


def _pairs(columns: Columns) -> list[Row]:
    return list(zip(*columns, strict=True))


_EXACT = Memo(lambda run: strip_accents(run)[:MAX_TERM])
# A text's scripts as a string, a letter a run, so that stretches are found by a pattern.
_LATIN, _NUMBER, _JOINED = "l", "n", "j"
_LETTERS = {Script.LATIN: _LATIN, Script.NUMBER: _NUMBER}
_SCRIPTS = Memo(lambda run: _LETTERS.get(script_of(run), "o"))
# Latin words with nothing but numbers between them, or other runs that are of no joined script.
_STRETCH = re.compile(f"[{_LATIN}{_NUMBER}]+|o+")


def _runs_that_may_match(cut: Runs, sought: TermFilter) -> Runs:
    """The runs without those of joined script that hold nothing sought."""
    kept = [not joined or sought.may_match(run) for run, joined in zip(cut.texts, cut.is_joined, strict=True)]
    places, joined = list(compress(cut.positions, kept)), list(compress(cut.is_joined, kept))
    return Runs(list(compress(cut.texts, kept)), list(compress(cut.separators, kept)), places, joined)


def _exact(cut: Runs) -> Columns:
    """The words of a text without joined scripts."""
    return list(map(_EXACT.__getitem__, cut.texts)), list(cut.positions)


def _grams(cut: Runs) -> tuple[Columns, Columns]:
    """Pairs and exact words of a text with joined scripts. Words of other scripts stand among the pairs, so that a
    mixed quotation (G20峰会) is one phrase on one field; a run glued to a word before it leaves its first character
    among the exact words, for quotations that end there (G20峰). A run's last character stands alone."""
    grams: list[str] = []
    gram_places: list[int] = []
    exact: list[str] = []
    exact_places: list[int] = []
    after = -1  # the position behind the last word
    for run, place, joined in zip(cut.texts, cut.positions, cut.is_joined, strict=True):
        if joined:
            grams.extend(map(add, run, run[1:]))
            grams.append(run[-1])
            gram_places.extend(range(place, place + len(run)))
            if place == after:
                exact.append(run[0])
                exact_places.append(place)
        else:
            word = _EXACT[run]
            exact.append(word)
            exact_places.append(place)
            grams.append(word)
            gram_places.append(place)
            after = place + 1
    return (grams, gram_places), (exact, exact_places)


# Words of other scripts than Latin are of the one language that has stems in it.
_STEMMED = {language.script: language.tag for language in LANGUAGES if language.snowball}


@cache
def _stems(latin: str) -> Memo[str]:
    """Run -> its stem, where Latin words are of that language (none: empty); empty for a run
    without a stem."""
    tags = {**_STEMMED, Script.LATIN: latin}

    def stemmed(run: str) -> str:
        tag = tags.get(script_of(run), "")
        return stem(tag, _EXACT[run])[:MAX_TERM] if tag else ""

    return Memo(stemmed)


def _stemmed(cut: Runs, lang: str) -> Columns:
    """Stems: Latin words are of the passage's language; in passages of another script, what a long enough
    stretch of Latin words itself looks like."""
    words, places, latin = cut.texts, cut.positions, _latin(lang)
    if True in cut.is_joined:
        apart = list(map(not_, cut.is_joined))
        words, places = list(compress(words, apart)), list(compress(places, apart))
    stems = list(map(_stems(latin).__getitem__, words)) if latin or not words else _identified(cut)
    return ([*filter(None, stems)], [*compress(places, stems)]) if "" in stems else (stems, list(places))


def _identified(cut: Runs) -> list[str]:
    """The stems of all runs but the joined ones, empty for none. Latin words are of the language that they look like,
    where enough of them stand together to tell; numbers may stand between them, nothing else."""
    lang = None if True in cut.is_joined else identify_runs(cut.texts, _IDENTIFIED_WORDS)
    if lang is not None:
        return list(map(_stems(_latin(lang)).__getitem__, cut.texts))
    scripts = (_JOINED if own else _SCRIPTS[run] for run, own in zip(cut.texts, cut.is_joined, strict=True))
    stems: list[str] = []
    for stretch in _STRETCH.finditer("".join(scripts)):
        words, lang = cut.texts[stretch.start() : stretch.end()], ""
        if stretch[0].count(_LATIN) >= _IDENTIFIED_WORDS:
            lang = identify_runs(words, _IDENTIFIED_WORDS) or identify(" ".join(words))
        stems += map(_stems(_latin(lang)).__getitem__, words)
    return stems


def _latin(lang: str) -> str:
    """The subtag of a language in Latin script that has stems, else empty."""
    tag = lang.partition("-")[0]
    return tag if tag in LATIN_TAGS else ""


def _spans(rows: Iterable[Row], cut: Runs, ends: Sequence[int]) -> Iterable[tuple[str, int, int, int]]:
    """(term, start, end, position) on the folded text."""
    for term, place in rows:
        index = bisect_right(cut.positions, place) - 1
        start = ends[index] - len(cut.texts[index]) + place - cut.positions[index]
        yield term, start, start + len(term) if cut.is_joined[index] else ends[index], place


def _tokens(rows: Iterable[tuple[str, int, int, int]], folded: Folded, base: int, first: int) -> Iterable[Token]:
    """Rows as tokens on the original text."""
    for term, begin, stop, place in rows:
        start, end = folded.span(begin, stop)
        yield Token(term, base + start, base + end, first + place)

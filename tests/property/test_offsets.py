"""Whatever the text, every token lies where its term stands, and every layer is a line."""

from __future__ import annotations

import unicodedata
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

from search.analysis.analyze import MAX_TERM, Analyzer
from search.analysis.fold import fold, strip_accents
from search.analysis.stem import stem
from search.terms import Layer, Token
from tests.property.random_text import random_texts

ANALYZER = Analyzer()
TEXTS = 10_000


def _is_written(layer: Layer, token: Token, written: str) -> bool:
    """Whether the term is what the slice folds to; a sign that is several signs (½, ㏠) gives each of them."""
    key = fold(written).text.strip(" °")
    if layer is Layer.STEMS:
        tag, _, _ = token.text.partition("/")
        return token.text == stem(tag, strip_accents(key)[:MAX_TERM])[:MAX_TERM]
    if layer is Layer.VALUES:
        return True
    return token.text == strip_accents(key)[:MAX_TERM] or token.text == key or (_expands(written) and token.text in key)


def _expands(written: str) -> bool:
    return any(len(fold(sign).text) > 1 for sign in written)


def test_every_token_is_what_stands_there() -> None:
    for text in random_texts(TEXTS):
        for lang in ("zh-Hans", "pt"):
            for layer, tokens in ANALYZER.analyze(text, base=5, lang=lang).items():
                for token in tokens:
                    written = text[token.start - 5 : token.end - 5]
                    assert written, (text, layer, token)
                    assert _is_written(layer, token, written), (text, layer, token)


def test_every_layer_is_a_line() -> None:
    for text in random_texts(TEXTS):
        for layer, tokens in ANALYZER.analyze(text, lang="pt").items():
            positions = [token.position for token in tokens]
            assert all(a < b for a, b in pairwise(positions)), (text, layer)
            for token in tokens:
                assert 0 < len(token.text) <= MAX_TERM
                assert not any(sign.isspace() or unicodedata.category(sign) == "Cc" for sign in token.text), (
                    text,
                    token,
                )


def test_a_slice_never_begins_or_ends_inside_a_combining_sequence() -> None:
    for text in random_texts(TEXTS, seed=2):
        for tokens in ANALYZER.analyze(text).values():
            for token in tokens:
                assert token.end == len(text) or unicodedata.category(text[token.end]) != "Mn", (text, token)


def test_the_map_of_a_fold_never_goes_back() -> None:
    for text in random_texts(TEXTS, seed=3):
        folded = fold(text)
        spans = [folded.span(at, at + 1) for at in range(len(folded.text))]
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(a[0] <= b[0] and a[1] <= b[1] for a, b in pairwise(spans)), ascii(text)
        assert fold(folded.text).text == folded.text, ascii(text)


def test_threads_give_what_one_gives() -> None:
    texts = list(random_texts(2_000, seed=4))
    alone = [ANALYZER.analyze(text, lang="pt") for text in texts]
    fresh = Analyzer()
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda text: fresh.analyze(text, lang="pt"), texts))
    assert together == alone

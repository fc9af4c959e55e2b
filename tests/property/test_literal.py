"""The literal guarantee: what stands side by side in a passage, without punctuation inside, is found by quoting it, and
quoting finds nothing else."""

from __future__ import annotations

import random
import re

from search.analysis.fold import fold
from search.entries import entries_of
from search.model import Span
from search.port.match import occurrences, passage_of_entry
from search.query.context import LoweringContext
from search.query.lower import lower
from search.query.tree import Quotation, Words
from tests.build import ANALYZER, document, statement

HOW = LoweringContext(ANALYZER)
_SIGNS = "港口码头海关系发展计划合作协议的了在是一二安全"
_MIXED = [*"港口码头海关合作的了在", "G20", "C919", "7", " ", "，", "。", "、"]


def _pages(count: int, signs: str | list[str], seed: int) -> list[str]:
    chance = random.Random(seed)
    return ["".join(chance.choices(signs, k=chance.randint(1, 40))) for _ in range(count)]


def _found(quoted: str, texts: list[str]) -> list[bool]:
    node = lower(Quotation(quoted, Span(0, 0)), HOW).node
    return [occurrences(node, unit) is not None for unit in map(_unit, texts)]


_UNITS: dict[str, object] = {}


def _unit(text: str):  # type: ignore[no-untyped-def]
    if text not in _UNITS:
        (entry,) = entries_of(document("d", statement(text)), ANALYZER)
        _UNITS[text] = passage_of_entry(entry)
    return _UNITS[text]


def test_every_han_run_of_one_to_six_characters_finds_just_the_texts_that_hold_it() -> None:
    texts = _pages(200, _SIGNS, seed=1)
    chance = random.Random(2)
    for _ in range(1_000):
        source = chance.choice(texts)
        start = chance.randrange(len(source))
        run = source[start : start + chance.randint(1, 6)]
        assert _found(run, texts) == [run in text for text in texts], run


def test_every_stretch_of_mixed_text_is_found_where_it_stands() -> None:
    texts = [text for text in _pages(200, _MIXED, seed=3) if re.search(r"\w", text)]
    chance = random.Random(4)
    for _ in range(1_000):
        source = chance.choice(texts)
        pieces = re.findall(r"[^\W\da-zA-Z]|[a-zA-Z0-9]+|\W+", source)
        start = chance.randrange(len(pieces))
        stretch = "".join(pieces[start : start + chance.randint(1, 6)])
        if re.search(r"\w", stretch):
            at = texts.index(source)
            assert _found(stretch, [source]) == [True], (stretch, source, at)


def test_an_unquoted_run_misses_none_of_them() -> None:
    texts = _pages(100, _SIGNS, seed=5)
    chance = random.Random(6)
    for _ in range(500):
        source = chance.choice(texts)
        start = chance.randrange(len(source))
        run = source[start : start + chance.randint(1, 6)]
        assert occurrences(lower(Words(run, Span(0, 0)), HOW).node, _unit(source)) is not None, run


def test_quoting_in_the_other_script_finds_the_same() -> None:
    texts = ["关系发展", "關係發展", "關系 發展", "关•系发展"]
    assert {fold(text).text for text in texts} == {"关系发展"}
    for quoted in texts:
        assert _found(quoted, texts) == [True] * 4

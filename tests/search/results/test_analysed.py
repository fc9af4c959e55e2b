"""Texts analysed lately are kept, but never more than a budget of tokens."""

import pytest

from search.results.analysed import Analysed
from search.terms import Field, Layer, Part
from tests.build import ANALYZER, document, statement

PAGES = [document(f"d{i}", statement("渔业部说配额不变。" * 5), title="渔业") for i in range(6)]


def test_a_part_is_analysed_once() -> None:
    analysed = Analysed(ANALYZER)
    page = PAGES[0]
    first = analysed.fields(page, page.passages[0], Part.BODY)
    assert analysed.fields(page, page.passages[0], Part.BODY) is first
    assert analysed.fields(page, page.passages[0], Part.TITLE) is not first
    tokens, line = first[Field(Part.BODY, Layer.GRAMS)]
    assert tokens[line.index[line.at("渔业")[0]]].text == "渔业"


def test_the_oldest_are_forgotten_when_the_budget_is_spent(monkeypatch: pytest.MonkeyPatch) -> None:
    size = sum(len(row) for row, _ in Analysed(ANALYZER).fields(PAGES[0], PAGES[0].passages[0], Part.BODY).values())
    monkeypatch.setattr("search.results.analysed.MOST_TOKENS", size * 3)
    analysed = Analysed(ANALYZER)
    found = [analysed.fields(page, page.passages[0], Part.BODY) for page in PAGES]
    again = [analysed.fields(page, page.passages[0], Part.BODY) for page in PAGES[3:]]
    assert [one is other for one, other in zip(found[3:], again, strict=True)] == [True, True, True]
    assert analysed.fields(PAGES[0], PAGES[0].passages[0], Part.BODY) is not found[0]


def test_a_text_beyond_the_budget_is_analysed_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.results.analysed.MOST_TOKENS", 1)
    analysed = Analysed(ANALYZER)
    page = PAGES[0]
    first = analysed.fields(page, page.passages[0], Part.BODY)
    assert analysed.fields(page, page.passages[0], Part.BODY) is not first

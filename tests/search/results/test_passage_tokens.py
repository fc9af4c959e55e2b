"""Of the documents shown, only what the query looks for is read, and each part once."""

import pytest

from search.analysis.term_filter import term_filter
from search.results.passage_tokens import PassageTokens
from search.terms import Field, Layer, Part
from tests.build import ANALYZER, document, statement

PAGES = [document(f"d{i}", statement("渔业部说配额不变。" * 5), title="渔业") for i in range(6)]
GRAMS = Field(Part.BODY, Layer.GRAMS)


def looking_for(*terms: tuple[Layer, str]) -> PassageTokens:
    return PassageTokens(ANALYZER, term_filter(terms))


def test_a_part_is_read_once() -> None:
    analysed = looking_for((Layer.GRAMS, "渔业"))
    page = PAGES[0]
    first = analysed.fields(page, page.passages[0], Part.BODY)
    assert analysed.fields(page, page.passages[0], Part.BODY) is first
    assert analysed.fields(page, page.passages[0], Part.TITLE) is not first


def test_only_what_is_sought_is_found() -> None:
    page = PAGES[0]
    found = looking_for((Layer.GRAMS, "配额"), (Layer.WORDS, "金枪鱼")).fields(page, page.passages[0], Part.BODY)
    assert list(found) == [GRAMS]
    tokens, line = found[GRAMS]
    assert [page.text[token.start : token.end] for token in tokens] == ["配额"] * 5
    assert tokens[line.token_index[line.at("配额")[0]]].text == "配额"


def test_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.results.passage_tokens.MOST_PARTS", 3)
    analysed = looking_for((Layer.GRAMS, "渔业"))
    found = [analysed.fields(page, page.passages[0], Part.BODY) for page in PAGES]
    again = [analysed.fields(page, page.passages[0], Part.BODY) for page in PAGES[3:]]
    assert [one is other for one, other in zip(found[3:], again, strict=True)] == [True, True, True]
    assert analysed.fields(PAGES[0], PAGES[0].passages[0], Part.BODY) is not found[0]

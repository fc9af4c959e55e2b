"""The JSON of a search is the contract's."""

import json

from search.filters import Filters
from search.links import document_url, page_url, search_url, text_hash
from search.replies.json_text import json_text
from search.replies.search import search_reply
from search.request import Match, SearchRequest
from search.terms import Column
from tests.build import answer, archive_of, document, question

PAGE = document(
    "kf-41",
    question("配额会减少吗？", "海湾日报"),
    answer("配额不会减少。\n章程照旧。", "安娜·马洛"),
    title="记者会",
    date="2031-09",
    cards=["新闻处 电话 5555-0101 press@example.org"],
)


def asked(text: str, **more: object) -> dict:  # type: ignore[type-arg]  # JSON read back
    request = SearchRequest(text, **more)  # type: ignore[arg-type]  # fields by name
    return json.loads(json_text(search_reply(archive_of(PAGE).search(request))))  # type: ignore[no-any-return]  # JSON


def test_the_keys_are_those_of_the_contract() -> None:
    found = asked("章程")
    assert set(found) == {
        "query", "total", "total_is_exact", "page", "size", "took_ms", "generation", "partial", "hits", "facets",
        "suggestion", "relaxations", "links",
    }  # fmt: skip
    assert set(found["query"]) == {"text", "parsed", "repaired", "notes", "expansions"}
    assert set(found["hits"][0]) >= {
        "id", "kind", "role", "score", "lang", "turn", "url", "text", "highlights", "spans", "snippet", "speaker",
        "title_highlights", "questions", "answers", "document", "twins", "duplicates",
    }  # fmt: skip
    assert set(found["hits"][0]["snippet"]) == {"text", "start", "end", "cut_start", "cut_end", "highlights"}
    assert set(found["hits"][0]["document"]) == {
        "id", "key", "title", "number", "date", "place", "source", "source_url", "genre", "lang", "url",
    }  # fmt: skip
    assert list(found["facets"]) == [
        column.value
        for column in (Column.LANG, Column.KIND, Column.GENRE, Column.ASKER, Column.ANSWERER, Column.YEAR, Column.MONTH)
    ]


def test_highlights_count_in_the_text_and_spans_in_the_document() -> None:
    hit = asked("章程")["hits"][0]
    assert [hit["text"][start:end] for start, end, _ in hit["highlights"]] == ["章程"]
    assert "\n".join(PAGE.text[start:end] for start, end in hit["spans"]) == hit["text"]
    snippet = hit["snippet"]
    assert hit["text"][snippet["start"] : snippet["end"]] == snippet["text"]
    assert [snippet["text"][start:end] for start, end, _ in snippet["highlights"]] == ["章程"]
    assert hit["questions"][0]["turn"] == "t1"


def test_what_is_not_known_is_null() -> None:
    card = asked("", filters=Filters(kind="contact"))["hits"][0]
    assert (card["role"], card["turn"], card["speaker"], card["document"]["number"]) == (None, None, None, None)
    assert card["url"].endswith("#c1")
    assert asked("章程")["suggestion"] is None


def test_a_hit_links_to_its_turn_with_the_query_and_the_hash_of_its_text() -> None:
    hit = asked("章程")["hits"][0]
    version = text_hash(PAGE, PAGE.passages[1])
    assert hit["url"] == f"/doc/kf-41?q=%E7%AB%A0%E7%A8%8B&v={version}#t2"
    assert len(version) == 8


def test_links_lead_to_the_pages_around() -> None:
    links = asked("", size=1, page=2)["links"]
    assert links["self"] == "/api/v1/search?page=2&size=1"
    assert links["next"] == "/api/v1/search?page=3&size=1"
    assert links["prev"] == "/api/v1/search?size=1"
    assert asked("", size=1, page=3)["links"]["next"] is None


def test_an_address_holds_what_differs_from_the_defaults() -> None:
    request = SearchRequest("配额 &", filters=Filters(lang=("zh", "pt")), match=Match.EXACT, page=3)
    assert search_url(request) == "/search?q=%E9%85%8D%E9%A2%9D%20%26&lang=zh&lang=pt&match=exact&page=3"
    assert page_url(request, 1) == "/search?q=%E9%85%8D%E9%A2%9D%20%26&lang=zh&lang=pt&match=exact"
    assert search_url(SearchRequest()) == "/search"
    assert (
        document_url("a/b ?#", "x", Match.EXACT, "0a1b2c3d", "t1.2")
        == "/doc/a%2Fb%20%3F%23?q=x&match=exact&v=0a1b2c3d#t1.2"
    )

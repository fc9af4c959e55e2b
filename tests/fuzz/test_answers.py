"""Random query texts put to an archive: each is answered, nothing raises, the answer is JSON, pages agree."""

import json
import random

from search.port.lookup import Sort
from search.replies.json_text import json_text
from search.replies.search import search_reply
from search.request import Match, SearchRequest
from tests.build import answer, archive_of, document, question, statement
from tests.fuzz.test_query_grammar import texts

ARCHIVE = archive_of(
    document(
        "zh",
        statement("渔业部说配额不变，鱼类照旧。"),
        question("配额呢？", "记者"),
        answer("不变。"),
        title="渔业",
        date="2031-01-02",
    ),
    document(
        "pt",
        statement("A quota da cooperação, às 10:30."),
        lang="pt",
        date="2030",
        cards=["press@example.org +55 11 5555-0101"],
    ),
    document("ru", statement("Рыба и квоты."), lang="ru"),
)
QUERIES = 500


def test_any_query_is_answered() -> None:
    rng = random.Random(19)
    for text in rng.sample(texts(seed=19), QUERIES):
        request = SearchRequest(
            text, match=rng.choice(list(Match)), sort=rng.choice(list(Sort)), size=rng.choice((1, 10))
        )
        results = ARCHIVE.search(request)
        assert not results.partial
        assert len(results.items) <= request.size
        assert json.loads(json_text(search_reply(results)))["total"] == results.total
        for item in results.items:
            reading = ARCHIVE.document_view(item.document.id, text, request.match)
            assert reading is not None
            assert all(0 <= mark.start < mark.end <= len(reading.document.text) for mark in reading.marks)
            marked = item.shown.marks or any(other.marks for other in (*item.questions, *item.answers))
            assert bool(reading.marks) or not marked, ascii(text)

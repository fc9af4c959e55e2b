"""Random texts and queries: every hit has its mark, marks are disjoint and sorted, and what is marked is what was asked.

Texts are put together from pieces of several scripts, so that widths, accents, scripts, dots and blanks meet.
"""

import random
import unicodedata
from itertools import pairwise

from search.analysis.fold import fold, strip_accents
from search.engines.memory import MemoryEngine
from search.model import Document
from search.query.parse import parse
from search.query.tree import Quotation
from search.request import Mark, MarkKind, Result, SearchRequest
from search.results.highlight_query import highlight_query
from search.results.results_page import results_page
from search.results.searcher import Searcher
from search.results.snippet import WIDTH, window
from tests.build import ANALYZER, answer, document, publish, question, statement

PIECES = (
    "渔业", "漁業部", "配额", "配額", "蓝鳍金枪鱼", "的", "了", "安娜·马洛", "安娜•馬洛", "拉杜罗夫", "拉杜", "会议", "鱼", "Ｇ２０", "G20", "峰会",
    "C919", "quota", "quotas", "cooperação", "cooperac\u0327a\u0303o", "Declaração", "declarações", "atum", "o", "de",
    "porta-voz", "d’água", "рыба", "рыбы", "Ёлка", "елка", "квоты", "fish", "fishes", "2031年9月18日", "18/09/2031",
    "+996 312 55-01-22", "press@example.org", "𠮷野", "\U0001f41f", "…", "ﬁm", "①", "\u200b", "，", "。", "！", ". ", ", ",
    "“", "”", "（", "）", " ", " ", "　", "\t", "e\u0301", "ㄅ", "カ",
)  # fmt: skip
ARCHIVES = 60
QUERIES = 10


def text_of(rng: random.Random, pieces: int) -> str:
    return "".join(rng.choice(PIECES) + rng.choice(("", "", " ")) for _ in range(pieces))


def query_of(rng: random.Random, text: str) -> str:
    if rng.random() < 0.5 and len(text) > 4:
        start = rng.randrange(len(text) - 2)
        found = text[start : start + rng.randint(1, 12)]
        return f"“{found}”" if rng.random() < 0.3 else found
    return text_of(rng, rng.randint(1, 4))


def check_marks(text: str, marks: tuple[Mark, ...]) -> None:
    assert list(marks) == sorted(marks)
    for mark in marks:
        assert 0 <= mark.start < mark.end <= len(text)
        assert text[mark.start : mark.end].strip(), repr(text[mark.start : mark.end])
        assert mark.end == len(text) or not unicodedata.combining(text[mark.end]), (text, mark)
    assert all(one.end <= other.start for one, other in pairwise(marks))


def letters(text: str) -> str:
    return "".join(sign for sign in strip_accents(fold(text).text) if sign.isalnum())


def pages_of(rng: random.Random) -> list[Document]:
    return [
        document(
            f"d{number}",
            statement(text_of(rng, rng.randint(1, 25))),
            question(text_of(rng, rng.randint(1, 10))),
            answer(text_of(rng, rng.randint(1, 25))),
            lang=rng.choice(("zh-Hans", "pt", "ru", "und")),
            title=text_of(rng, 3),
        )
        for number in range(4)
    ]


def check_hit(item: Result, query: str, asked: str) -> None:
    shown = item.shown
    check_marks(shown.text, shown.marks)
    check_marks(item.document.title_shown, item.title_marks)
    for beside in (*item.questions, *item.answers):
        check_marks(beside.text, beside.marks)
    assert any(why.where == "body" for why in item.why) == bool(shown.marks), (query, shown.text)
    quoted = isinstance(parse(query).tree, Quotation)
    assert shown.marks or not quoted, (query, shown.text)
    for mark in shown.marks:
        written = letters(shown.text[mark.start : mark.end])
        if mark.kind is MarkKind.LITERAL:
            assert covered(written, asked), (query, written, asked)
    check_window(shown.text, shown.marks)


def test_every_hit_has_its_marks_and_they_are_what_was_asked() -> None:
    rng = random.Random(20310918)
    hits = 0
    for _ in range(ARCHIVES):
        pages = pages_of(rng)
        engine = MemoryEngine()
        publish(engine, *pages)
        searcher = Searcher(engine.open(), ANALYZER)
        texts = [page.passage_text(passage) for page in pages for passage in page.passages]
        for _ in range(QUERIES):
            query = query_of(rng, rng.choice(texts))
            request = SearchRequest(query, size=100)
            question = searcher.question(request)
            asked = letters(" ".join(highlight_query(question).pieces))
            for item in results_page(searcher, question).items:
                check_hit(item, query, asked)
                hits += 1
    assert hits > ARCHIVES * QUERIES


def covered(written: str, asked: str) -> bool:
    """Whether a literal mark is made of stretches of the query."""
    at = 0
    while at < len(written):
        size = next((size for size in range(len(written) - at, 0, -1) if written[at : at + size] in asked), 0)
        if not size:
            return False
        at += size
    return True


def wide(sign: str) -> int:
    return 0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def check_window(text: str, marks: tuple[Mark, ...]) -> None:
    snippet = window(text, marks)
    shown = text[snippet.start : snippet.end]
    assert shown == shown.strip()
    assert snippet.cut_start == bool(text[: snippet.start].strip())
    assert snippet.cut_end == bool(text[snippet.end :].strip())
    width = sum(map(wide, shown))
    assert width <= WIDTH, (width, shown)
    if marks:
        assert any(snippet.start <= mark.start < snippet.end for mark in marks)


def test_windows_of_random_texts_keep_their_promises() -> None:
    rng = random.Random(7)
    for _ in range(3000):
        text = text_of(rng, rng.randint(1, 200))
        places = sorted(rng.sample(range(len(text) + 1), k=min(len(text) + 1, 2 * rng.randint(0, 8)) // 2 * 2))
        marks = tuple(
            Mark(start, end, MarkKind.LITERAL)
            for start, end in zip(places[::2], places[1::2], strict=True)
            if text[start:end].strip() == text[start:end]
        )
        check_window(text, marks)

"""Every filter with a value of it: what it finds in a small archive, and what it is called on the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from search.analysis.fingerprint import text_fingerprint
from tests.build import answer, document, question, statement

REPLY = "会的，渡轮夜航延长到零点，票价不变；第三码头的灯光由灯塔署维护，末班船从新码头开出。"
PAGES = (
    document(
        "zh",
        question("渡轮夜航会延长吗？", "苏禾"),
        answer(REPLY, "安娜·马洛"),
        title="灯塔署例行记者会",
        date="2031-09-18",
        place="云屿市",
        number="7-18-09-2031",
        publisher="灯塔署新闻处",
        cards=("灯塔署新闻处\n电话：+000 5550 0141",),
    ),
    document(
        "pt",
        statement("A travessia noturna vai continuar.", "Leonor Abrunheiro"),
        title="Entrevista",
        lang="pt-PT",
        date="2030-05",
        place="Porto Largo",
        number="2",
        publisher="Rádio Maré Alta",
        genre="interview",
    ),
    document("ru", statement("Паром ходит ночью."), title="Паром", lang="ru", date="2028", genre="other"),
)
ELSEWHERE = "travessia"  # found in the second page alone, which no filter below keeps
WHOLE = frozenset({"zh#t1", "zh#t2", "zh#c1"})
TURNS = frozenset({"zh#t1", "zh#t2"})


@dataclass(frozen=True)
class FilterCase:
    """A value, the passages that it keeps, and the text of the filter in force."""

    value: str
    kept: frozenset[str]
    chip: str


CASES: Mapping[str, FilterCase] = {
    "lang": FilterCase("zh", WHOLE, "Chinese"),
    "kind": FilterCase("contact", frozenset({"zh#c1"}), "Contact card"),
    "genre": FilterCase("press_conference", WHOLE, "Press conference"),
    "speaker": FilterCase("安娜•马洛", TURNS, "speaker: 安娜·马洛"),
    "asker": FilterCase("苏禾", TURNS, "asked by 苏禾"),
    "answerer": FilterCase("安娜•马洛", TURNS, "answered by 安娜·马洛"),
    "role": FilterCase("question", frozenset({"zh#t1"}), "questions"),
    "place": FilterCase("云屿市", WHOLE, "place: 云屿市"),
    "source": FilterCase("灯塔署新闻处", WHOLE, "source: 灯塔署新闻处"),
    "number": FilterCase("7-18-09-2031", WHOLE, "number: 7-18-09-2031"),
    "doc": FilterCase("zh", WHOLE, "this document: zh"),
    "date_from": FilterCase("2031", WHOLE, "from 2031"),
    "date_to": FilterCase("2028-12", frozenset({"ru#t1.1"}), "to December 2028"),
    "dup": FilterCase(text_fingerprint(REPLY), frozenset({"zh#t2"}), "copies of one passage"),
}

"""A document in which every field of the model has a value."""

from __future__ import annotations

from search.model import (
    Card,
    CardLine,
    Chrome,
    Document,
    Genre,
    Kind,
    Passage,
    Role,
    Source,
    Span,
    Speaker,
    SpeakerSource,
    Turn,
)

TEXT = "标题\n部长：第一段\n第二段\n问：可以吗？\n驻外办事处\n电话：12-34（转三）\n菜单"


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


FULL = Document(
    id="d1",
    key="a/b.txt",
    source=Source("a/b.txt", "ff" * 32, 123, 456, "gb18030", "gb2312", 2),
    text=TEXT,
    title=at("标题"),
    lang="zh-Hans",
    chrome_lang="pt",
    number="7-2031",
    date="2031-03",
    place="望海",
    publisher="海港报",
    genre=Genre.INTERVIEW,
    source_url="https://example.org/7",
    format="txt",
    form="labels",
    metadata={"tags": ["x", {"deep": None}], "n": 1.5},
    flags=frozenset({"partial", "bilingual"}),
    speakers=(Speaker("lu", "陆安", "部长", "", "official"), Speaker("nio", "Nio")),
    turns=(
        Turn("t1", Role.ANSWER, (at("第一段"), at("第二段")), at("部长："), "lu", SpeakerSource.LABEL, (), ("t2",)),
        Turn("t2", Role.QUESTION, (at("可以吗？"),), at("问："), remarks=(at("可以"),)),
    ),
    passages=(
        Passage("t1", Kind.ANSWER, (at("第一段"), at("第二段")), "zh-Hans", "t1", ("t2",), "lu", SpeakerSource.LABEL),
        Passage("t2", Kind.QUESTION, (at("可以吗？"),), "zh-Hans", "t2", ("t1",)),
        Passage("c1", Kind.CONTACT, (at("驻外办事处\n电话：12-34（转三）"),), "zh-Hans"),
    ),
    cards=(Card("c1", "远国", "驻外办事处", (CardLine("phone", at("12-34"), "1234", "转三"),)),),
    chrome=(Chrome(at("菜单"), "menu"),),
)

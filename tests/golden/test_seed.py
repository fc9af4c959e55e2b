"""The reference page, passage by passage."""

from functools import cache

import pytest

from indexer.readers.text import read_text
from indexer.segment.document import segment
from search.model import Document, Genre, Kind, Role, Source, SpeakerSource
from tests.indexer.segment.coverage import broken, lost_words
from tests.shared import SHARED, needs_shared

pytestmark = [needs_shared, pytest.mark.shared]

LAVROV = "谢尔盖•拉夫罗夫"

# id, kind, first line, language, first and last words of the passage (at most 12 signs), code points
PASSAGES = (
    ("t1.1", Kind.PARAGRAPH, 5, "zh-Hans", "我想谈谈集体安全条约组织", "当代国际法的所有文件)。", 317),
    ("t1.2", Kind.PARAGRAPH, 7, "zh-Hans", "各国元首将重点关注集安组", "域犯罪方面的工作建议》。", 102),
    ("t1.3", Kind.PARAGRAPH, 9, "zh-Hans", "当然,明年是具有纪念意义", "利75周年的活动计划》。", 51),
    ("t1.4", Kind.PARAGRAPH, 11, "zh-Hans", "此外,在外长理事会会议上", "合制定并发放这些文件)。", 172),
    ("t1.5", Kind.PARAGRAPH, 13, "zh-Hans", "我们还与我们的吉尔吉斯朋", "外交部之间的磋商计划》。", 42),
    ("t1.6", Kind.PARAGRAPH, 15, "zh-Hans", "俄罗斯将于明日根据安全理", "事会会议上详细阐述此事。", 114),
    ("t2", Kind.QUESTION, 17, "zh-Hans", "被驱逐出叙利亚的恐怖分子", "经和什么人正进行着谈判?", 40 + 1 + 39),
    (
        "t3",
        Kind.ANSWER,
        21,
        "zh-Hans",
        "长期以来,集安组织一直在",
        "可以申请这个资质的问题。",
        81 + 360 + 134 + 141 + 127 + 4,
    ),
    ("c1", Kind.CONTACT, 48, "pt", "Quirguistão\nEmbaixada", "am\nVkontakte", 355),
    ("c2", Kind.CONTACT, 97, "pt", "Quirguistão\nTelefone", "onskg@mid.ru", 104),
    ("c3", Kind.CONTACT, 114, "pt", "Quirguistão\nConsulado", "ru/\nTelegram", 257),
    ("c4", Kind.CONTACT, 148, "pt", "Quirguistão\nTelefone", "sh@rs.gov.ru", 92),
    ("c5", Kind.CONTACT, 162, "pt", "Linha quente:\nphone", "312 61-09-05", 54),
    ("c6", Kind.CONTACT, 168, "pt", "Representações da FR", "95 951-60-62", 224),
)

CARDS = (
    ("c1", "Quirguistão", "Embaixada da Rússia no Quiguistão (Bisqueque)"),
    ("c2", "Quirguistão", ""),
    ("c3", "Quirguistão", "Consulado geral da Rússia em Osh"),
    ("c4", "Quirguistão", ""),
    ("c5", "", ""),
    ("c6", "Quirguistão", "Embaixada do Quirguistão na Rússia (Moscou)"),
)

FIELDS = (
    ("c1", "address", "55 Manas Ave, Bishkek 720001, Kyrgyzstan"),
    ("c1", "phone", "+996 312 61-09-05"),
    ("c1", "phone", "+996 312 61-08-91"),
    ("c1", "phone", "+996 312 61-14-32"),
    ("c1", "phone", "+996 312 61-02-94"),
    ("c1", "phone", "+996 312 61-04-73"),
    ("c1", "hotline", "+996-770-448-577"),
    ("c1", "hotline", "+996 312 61-09-05"),
    ("c1", "fax", "+996-312-61-08-91"),
    ("c1", "email", "rusembkg@mid.ru"),
    ("c1", "web", "https://kyrgyz.mid.ru/"),
    ("c1", "social", "Facebook"),
    ("c1", "social", "Telegram"),
    ("c1", "social", "Vkontakte"),
    ("c2", "phone", "+996 312 61-26-17"),
    ("c2", "phone", "+996 312 61-26-15"),
    ("c2", "fax", "+996 312 61-01-77"),
    ("c2", "email", "rusconskg@mid.ru"),
    ("c3", "address", "723500, Kyrgyzstan, Osh, K. Bobulov street (Patrice Lumumba), 77"),
    ("c3", "phone", "+996-3222 4-14-70"),
    ("c3", "hotline", "+996 558 90-90-05"),
    ("c3", "fax", "+996-3222 4-14-64"),
    ("c3", "email", "rusconsosh@mid.ru"),
    ("c3", "web", "https://osh.mid.ru/"),
    ("c3", "social", "Telegram"),
    ("c4", "phone", "+996-3222-4-13-20"),
    ("c4", "fax", "+996-3222-5-61-82"),
    ("c4", "email", "kirgizia_osh@rs.gov.ru"),
    ("c5", "hotline", "+996-770-448-577"),
    ("c5", "hotline", "+996 312 61-09-05"),
    ("c6", "address", "119017, г. Москва, ул. Б. Ордынка, 64"),
    ("c6", "phone", "+7 499 237-48-82"),
    ("c6", "phone", "+7 499 237-65-65"),
    ("c6", "phone", "+7 499 237-43-91"),
    ("c6", "fax", "+7 495 951-60-62"),
)

CHROME = (
    (3, 3, "metadata"),
    (31, 37, "media"),
    (38, 42, "caption"),
    (44, 46, "menu"),
    (56, 58, "other"),
    (99, 99, "other"),
    (122, 122, "other"),
    (190, 190, "media"),
    (192, 196, "caption"),
)


@cache
def seed() -> Document:
    """The page as segmented."""
    path = next((SHARED / "seeds").glob("000_*.txt"))
    (extract,) = read_text(path.read_bytes()).items
    return segment(extract, Source(path.name), path.name, "seed")


def line_of(document: Document, offset: int) -> int:
    """The line, counted from 1, in which an offset stands."""
    return document.text.count("\n", 0, offset) + 1


def test_the_head_is_read() -> None:
    document = seed()
    assert (document.title.start, document.title.end) == (0, 81)
    assert document.number == "2464-27-11-2019"
    assert document.date == "2019-11-27"
    assert document.place == "比什凯克"
    assert document.genre is Genre.PRESS_CONFERENCE
    assert (document.lang, document.chrome_lang) == ("zh-Hans", "pt")
    assert document.form == "labelled_qa"
    assert document.flags == frozenset()


def test_every_passage_is_the_one_of_the_reference() -> None:
    document = seed()
    found = [
        (each.id, each.kind, line_of(document, each.spans[0].start), each.lang, len(document.passage_text(each)))
        for each in document.passages
    ]
    assert found == [(name, kind, line, lang, length) for name, kind, line, lang, _, _, length in PASSAGES]


def test_every_passage_begins_and_ends_as_in_the_reference() -> None:
    document = seed()
    for name, _, _, _, first, last, _ in PASSAGES:
        passage = document.passage(name)
        assert passage is not None
        assert document.passage_text(passage).startswith(first), name
        assert document.passage_text(passage).endswith(last), name


def test_one_statement_one_question_one_answer_that_replies_to_it() -> None:
    turns = seed().turns
    assert [(turn.id, turn.role, len(turn.paragraphs)) for turn in turns] == [
        ("t1", Role.STATEMENT, 6),
        ("t2", Role.QUESTION, 2),
        ("t3", Role.ANSWER, 5),
    ]
    assert [turn.replies_to for turn in turns] == [(), (), ("t2",)]
    pairs = {each.id: each.pairs for each in seed().passages}
    assert (pairs["t2"], pairs["t3"]) == (("t3",), ("t2",))


def test_the_speaker_of_the_statement_comes_from_the_title_and_that_of_the_answer_from_its_label() -> None:
    document = seed()
    (speaker,) = document.speakers
    assert (speaker.name, speaker.role, speaker.side) == (LAVROV, "俄罗斯联邦外交部长", "official")
    heard = [(turn.speaker, turn.speaker_source) for turn in document.turns]
    assert heard == [
        (speaker.id, SpeakerSource.TITLE), ("", SpeakerSource.NONE), (speaker.id, SpeakerSource.LABEL),
    ]  # fmt: skip
    assert all(each.speaker_source is SpeakerSource.TITLE for each in document.passages if each.turn == "t1")
    labels = [turn.label.of(document.text) for turn in document.turns if turn.label]
    assert labels == ["问:", f"{LAVROV}:"]


def test_the_cards_are_parsed() -> None:
    document = seed()
    assert tuple((card.passage, card.country, card.office) for card in document.cards) == CARDS
    lines = tuple(
        (card.passage, line.kind, line.span.of(document.text)) for card in document.cards for line in card.lines
    )
    assert lines == FIELDS


def test_a_number_of_a_card_has_its_digits_and_its_note() -> None:
    lines = [line for card in seed().cards if card.passage == "c6" for line in card.lines if line.kind == "phone"]
    assert [(line.digits, line.note) for line in lines] == [
        ("74992374882", ""), ("74992376565", ""), ("74992374391", "Консульский отдел"),
    ]  # fmt: skip


def test_what_is_not_indexed_is_named_with_its_reason() -> None:
    document = seed()
    found = tuple(
        (line_of(document, each.span.start), line_of(document, each.span.end), each.reason) for each in document.chrome
    )
    assert found == CHROME


def test_nothing_of_the_page_is_lost() -> None:
    assert broken(seed()) == []
    assert lost_words(seed()) == []

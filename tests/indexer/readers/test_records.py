"""Records of scrapers and exports: the schema holds, and one bad record costs itself alone."""

import json

import pytest

from indexer.readers.extract import Extract, Extracts, GivenSpeaker
from indexer.readers.records import read_json, read_lines
from search.model import Genre, Role


def lines(*records: object) -> Extracts:
    return read_lines("\n".join(json.dumps(record, ensure_ascii=False) for record in records).encode())


def one(record: object) -> Extract:
    return lines(record).items[0]


def problem(record: object) -> str:
    return lines(record).failures[0].problem


def test_a_record_says_what_it_is() -> None:
    extract = one(
        {
            "id": "kf-2031-041",
            "url": "https://example.org/41",
            "title": "Porto abre",
            "number": "41-18-09-2031",
            "date": "2031-09-18",
            "place": "Santa Aurora",
            "source": "Portal das Ilhas",
            "genre": "press_conference",
            "lang": "pt",
            "speakers": [{"name": "Ana Prado", "role": "ministra"}],
            "body": "Um.\n\nDois.",
            "scraped": {"by": "coletor", "at": 3},
        }
    )
    assert (extract.key, extract.source_url, extract.title) == ("kf-2031-041", "https://example.org/41", "Porto abre")
    assert (extract.number, extract.date, extract.place) == ("41-18-09-2031", "2031-09-18", "Santa Aurora")
    assert (extract.publisher, extract.genre, extract.lang) == ("Portal das Ilhas", Genre.PRESS_CONFERENCE, "pt")
    assert extract.speakers == (GivenSpeaker("Ana Prado", "ministra"),)
    assert extract.text == "Um.\n\nDois."
    assert extract.metadata == {"scraped": {"by": "coletor", "at": 3}}


def test_turns_stand_as_given() -> None:
    extract = one(
        {
            "turns": [
                {"role": "question", "speaker": "Jornal", "text": "Quando?\n\n  E onde? ", "at": "00:10"},
                {"role": "answer", "speaker": None, "text": "Em março."},
            ]
        }
    )
    assert extract.text == "Quando?\n\n  E onde? \nEm março."
    assert [(turn.role, turn.speaker) for turn in extract.turns] == [(Role.QUESTION, "Jornal"), (Role.ANSWER, "")]
    assert [[span.of(extract.text) for span in turn.paragraphs] for turn in extract.turns] == [
        ["Quando?", "E onde?"],
        ["Em março."],
    ]
    assert extract.metadata == {"turns[0].at": "00:10"}


def test_null_is_unknown() -> None:
    extract = one(
        {"id": None, "title": None, "date": None, "genre": None, "speakers": None, "body": "x", "turns": None}
    )
    assert (extract.key, extract.title, extract.date, extract.genre, extract.speakers) == ("", "", "", None, ())


@pytest.mark.parametrize(
    ("given", "iso"),
    [
        ("2031", "2031"),
        ("2031-09", "2031-09"),
        ("2031-09-18T10:00:00+08:00", "2031-09-18"),
        ("2031-09-18 10:00", "2031-09-18"),
        ("2031年9月18日", "2031-09-18"),
        ("18 de setembro de 2031", "2031-09-18"),
    ],
)
def test_dates_become_iso(given: str, iso: str) -> None:
    assert one({"date": given, "body": "x"}).date == iso


@pytest.mark.parametrize(
    ("record", "named"),
    [
        ({"body": 5}, "line 1: body is a number (5)"),
        ({"body": "x", "title": ["a"]}, "line 1: title is a list"),
        ({"body": "x", "id": 7}, "line 1: id is a number (7)"),
        ({"body": "x", "id": " "}, "line 1: id is empty"),
        ({"body": "x", "date": 2031}, "line 1: date is a number (2031)"),
        ({"body": "x", "date": "soon"}, "line 1: date is the text 'soon'"),
        ({"body": "x", "genre": "speech"}, "line 1: genre is the text 'speech'"),
        ({"body": "x", "speakers": {"name": "a"}}, "line 1: speakers is an object"),
        ({"body": "x", "speakers": [{"role": "a"}]}, "line 1: speakers[0].name is missing"),
        ({"body": "x", "speakers": ["Ana"]}, "line 1: speakers[0] is the text 'Ana'"),
        ({"body": " "}, "line 1: body is empty"),
        ({"title": "x"}, "line 1: neither body nor turns is given"),
        ({"body": "x", "turns": []}, "line 1: both body and turns are given"),
        ({"turns": []}, "line 1: turns is an empty list"),
        ({"turns": "x"}, "line 1: turns is the text 'x'"),
        ({"turns": ["x"]}, "line 1: turns[0] is the text 'x'"),
        (
            {"turns": [{"role": "answer", "text": "a"}, {"role": "ask", "text": "x"}]},
            "line 1: turns[1].role is the text",
        ),
        ({"turns": [{"text": "x"}]}, "line 1: turns[0].role is missing"),
        ({"turns": [{"role": "answer", "text": ""}]}, "line 1: turns[0].text is empty"),
        ({"turns": [{"role": "answer", "text": 1}]}, "line 1: turns[0].text is a number (1)"),
        ({"turns": [{"role": "answer", "text": "x", "speaker": {}}]}, "line 1: turns[0].speaker is an object"),
        (["x"], "line 1: the record is a list"),
        (None, "line 1: the record is null"),
    ],
)
def test_a_wrong_record_names_line_and_key(record: object, named: str) -> None:
    assert problem(record).startswith(named)


def test_one_bad_line_costs_itself_alone() -> None:
    data = b'{"body": "um"}\n\n{"body": \n{"body": "tr\xc3\xaas"}\n'
    extracts = read_lines(data)
    assert [item.text for item in extracts.items] == ["um", "três"]
    assert extracts.positions == (1, 3)
    assert [failure.problem.split(":")[0] for failure in extracts.failures] == ["line 3"]


def test_a_json_file_holds_one_record_or_a_list() -> None:
    assert read_json(b'{"body": "um"}').positions == (0,)
    extracts = read_json(b'[\n{"body": "um"},\n{"body": 2},\n{"body": "tres"}\n]')
    assert extracts.positions == (1, 3)
    assert extracts.failures[0].problem == "line 3: body is a number (2)"


def test_records_before_a_syntax_error_still_count() -> None:
    extracts = read_json(b'[{"body": "um"},\n{"body": "dois"}\n{"body": "tres"}]')
    assert [item.text for item in extracts.items] == ["um", "dois"]
    assert "line 3: a comma is missing" in extracts.failures[0].problem


def test_a_list_that_is_cut_off_says_so() -> None:
    extracts = read_json(b'[{"body": "um"},\n{"bo')
    assert len(extracts.items) == 1
    assert extracts.failures[0].problem.startswith("line 2: not JSON")


@pytest.mark.parametrize("data", [b"[]", b"{", b"", b"[1", b"nonsense", b'{"body": NaN}', b"[" * 100_000, b'"x"'])
def test_no_json_is_a_failure_and_never_a_crash(data: bytes) -> None:
    extracts = read_json(data)
    assert not extracts.items
    assert extracts.failures


def test_lone_surrogates_become_replacement_characters() -> None:
    extract = read_lines(b'{"title": "\\ud83d", "body": "a\\udc00b \\ud83d\\ude00", "x\\ud800": ["\\udfff"]}').items[0]
    assert extract.text == "a\ufffdb 😀"
    assert extract.title == "\ufffd"
    json.dumps(extract.metadata, ensure_ascii=False).encode("utf-8")


def test_line_separators_inside_a_text_do_not_end_the_record() -> None:
    assert one({"body": "um\u2028dois\x85três"}).text == "um\u2028dois\x85três"


def test_records_of_other_encodings_are_read() -> None:
    extracts = read_lines('{"body": "部长今天宣布,港口将于明年三月开放"}\n'.encode("gb18030"))
    assert (extracts.encoding, extracts.items[0].text) == ("gb18030", "部长今天宣布,港口将于明年三月开放")

"""What is suggested while a query is typed."""

from __future__ import annotations

import pytest

from search.archive import Archive
from search.request import SearchRequest
from tests.search.suggest.pages import archive


@pytest.fixture(scope="module", name="pages")
def pages_fixture() -> Archive:
    return archive()


def texts(pages: Archive, typed: str, limit: int = 8) -> list[str]:
    return [each.text for each in pages.suggest(typed, limit).items]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("渡", "渡轮"),
        ("碼", "碼頭"),
        ("码", "码头"),
        ("银", "銀行"),
        ("关", "關係"),
        ("trav", "travessia"),
        ("TRAV", "travessia"),
        ("seguranca", "segurança"),
        ("Segurança", "segurança"),
        ("ensea", "Enseada"),
        ("секр", "секретариат"),
        ("dulun", "渡轮"),
        ("du lun", "渡轮"),
        ("dù lún", "渡轮"),
        ("yinhang", "銀行"),
        ("lianhe", "联合公报"),
        ("lhgb", "联合公报"),
        ("zengwangshu", "曾望舒"),
        ("cengwang", "曾望舒"),
        ("zws", "曾望舒"),
        ("abrunh", "Leonor Abrunheiro"),
        ("leonor abr", "Leonor Abrunheiro"),
        ("маяк", "Вера Маякова"),
        ("rádio", "Entrevista à Rádio Maré Alta"),
        ("灯塔署例行", "灯塔署例行记者会：渡轮夜航"),
    ],
)
def test_a_beginning_in_any_script_leads_to_the_word(pages: Archive, typed: str, wanted: str) -> None:
    assert wanted in texts(pages, typed)


def test_a_suggestion_says_what_it_is(pages: Archive) -> None:
    (found,) = [each for each in pages.suggest("hanzhiyuan").items if each.text == "韓知遠"]
    assert (found.kind, found.lang, found.count, found.pinyin) == ("speaker", "zh-Hant", 2, "han zhi yuan")
    (term,) = [each for each in pages.suggest("travess").items if each.text == "travessia"]
    assert (term.kind, term.lang, term.count, term.pinyin) == ("term", "pt", 62, "")


def test_the_script_that_is_typed_comes_first(pages: Archive) -> None:
    assert texts(pages, "码头")[0] == "码头"
    assert texts(pages, "碼頭")[0] == "碼頭"


def test_the_last_piece_is_completed_and_the_rest_kept(pages: Archive) -> None:
    assert "渡轮 联合公报" in texts(pages, "渡轮 lianhe")
    assert "云屿市渡轮" in texts(pages, "云屿市渡")
    assert "-причал travessia" in texts(pages, "-причал trave")


def test_a_completion_beside_other_words_finds_something_with_them(pages: Archive) -> None:
    assert texts(pages, "渡轮 trav") == []
    assert texts(pages, "渡轮 OR trav") == ["渡轮 OR travessia"]


def test_the_value_of_a_speaker_field_is_a_speaker(pages: Archive) -> None:
    assert texts(pages, "speaker:leo") == ['speaker:"Leonor Abrunheiro"']
    assert texts(pages, "发言人:zws") == ["发言人:曾望舒"]
    assert texts(pages, "lang:p") == []


@pytest.mark.parametrize("typed", ["", " ", '"渡', "渡轮 -码", "(", "渡*", "\ud83d", "x" * 5000, "ǖ̃" * 40, "鲸鱼座"])
def test_what_cannot_be_completed_is_left_alone(pages: Archive, typed: str) -> None:
    assert texts(pages, typed) == []


def test_no_more_than_asked_for_and_each_once(pages: Archive) -> None:
    assert len(texts(pages, "s", 3)) == 3
    many = texts(pages, "s", 50)
    assert len(many) == len(set(many))


@pytest.mark.parametrize("typed", ["a", "s", "云", "dl", "с", "码", "h", "舊", "q"])
def test_whatever_is_suggested_finds_something(pages: Archive, typed: str) -> None:
    for text in texts(pages, typed, 50):
        assert pages.search(SearchRequest(text)).total, text

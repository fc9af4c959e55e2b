"""How Han words and names are read."""

from __future__ import annotations

import random

import pytest
from pypinyin import lazy_pinyin
from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

from search.suggest.pinyin import alike, initials, name_readings, readings, readings_of_signs, spellings, typed_pinyin


@pytest.mark.parametrize(
    ("word", "spoken"),
    [("韩知远", "han zhi yuan"), ("云屿", "yun yu"), ("银行", "yin hang"), ("重庆", "chong qing"), ("乐山", "le shan")],
)
def test_words_are_read_by_the_dictionary_of_phrases(word: str, spoken: str) -> None:
    assert " ".join(readings(word)[0]) == spoken


@pytest.mark.parametrize(
    ("name", "spoken"),
    [
        ("曾望舒", "zeng wang shu"),
        ("仇见山", "qiu jian shan"),
        ("区伯远", "ou bo yuan"),
        ("单以宁", "shan yi ning"),
        ("解明川", "xie ming chuan"),
        ("查若水", "zha ruo shui"),
        ("尉迟望", "yu chi wang"),
    ],
)
def test_a_surname_has_its_own_reading_and_the_other_is_kept(name: str, spoken: str) -> None:
    both = [" ".join(syllables) for syllables in name_readings(name)]
    assert both[0] == spoken
    assert set(both) == {" ".join(syllables) for syllables in readings(name)}


def test_dots_and_other_scripts_in_a_name_are_passed_over() -> None:
    assert initials(readings("安娜·陆怀舟")[0]) == "anlhz"
    assert readings("Lu") == ()


@pytest.mark.parametrize(
    ("typed", "letters"),
    [
        ("yunyu", "yunyu"),
        ("yún yǔ", "yunyu"),
        ("yun2 yu3", "yunyu"),
        ("xi'an", "xian"),
        ("lǜ", "lu"),
        ("lv", "lu"),
        ("HZY", "hzy"),
        ("韩zy", ""),
        ("2031", ""),
        ("маяк", ""),
    ],
)
def test_typed_pinyin_has_one_form(typed: str, letters: str) -> None:
    assert typed_pinyin(typed) == letters


def test_sounds_that_many_do_not_tell_apart_are_one() -> None:
    assert alike(["zhang", "nan", "sheng"]) == alike(["zan", "lan", "sen"])
    assert alike(["fu"]) != alike(["hu"])


def test_every_reading_of_a_character_is_tried() -> None:
    table = readings_of_signs("银行")
    assert ("yin", "hang") in spellings("银行", table)
    assert ("yin", "xing") in spellings("银行", table)
    assert spellings("银龘", table) == ()


def test_the_likeliest_reading_is_that_of_the_library() -> None:
    chance = random.Random(4)
    phrases = chance.sample(sorted(PHRASES_DICT), 2000)
    signs = [chr(code) for code in chance.sample(sorted(PINYIN_DICT), 300)] + [
        "々",
        "〇",
        "\u4db6",
        "\U0002f9f4",
        "\U00031350",
    ]
    mixed = ["".join(chance.choices([*phrases, *signs], k=chance.randint(1, 4))) for _ in range(1500)]
    for text in (*phrases, *signs, *mixed):
        wanted = tuple(each.replace("v", "u") for each in lazy_pinyin(text, errors="ignore"))
        assert next(iter(readings(text)), ()) == wanted, text

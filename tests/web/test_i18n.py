"""The interface in its languages."""

from __future__ import annotations

import re

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from flask import Flask
from flask.testing import FlaskClient

from search.query.field_names import FIELDS, FROM, TO
from search.query.parse import parse
from tests.web.messages import messages
from tests.web.page import get
from web.i18n import CATALOGUES, INTERFACES, gettext, negotiate
from web.labels import day, language, spoken
from web.pages.query_help import SECTIONS

TRANSLATED = [interface.tag for interface in INTERFACES if interface.tag != "en"]
Key = tuple[str | None, str]


def catalogue(tag: str) -> Catalog:
    with (CATALOGUES / tag / "wenda.po").open("rb") as source:
        return read_po(source)


def keyed(source: Catalog) -> dict[Key, Message]:
    return {
        (message.context, message.id if isinstance(message.id, str) else message.id[0]): message
        for message in source
        if message.id
    }


def holes(text: str) -> set[str]:
    return set(re.findall(r"%\((\w+)\)s", text))


@pytest.mark.parametrize("tag", TRANSLATED)
def test_a_catalogue_has_every_message_and_no_other(tag: str) -> None:
    assert set(keyed(catalogue(tag))) == set(keyed(messages()))


@pytest.mark.parametrize("tag", TRANSLATED)
def test_every_message_is_translated_with_its_placeholders(tag: str) -> None:
    translations = catalogue(tag)
    for key, message in keyed(translations).items():
        forms = [message.string] if isinstance(message.string, str) else list(message.string)
        assert len(forms) == (translations.num_plurals if message.pluralizable else 1), key
        for form in forms:
            assert form, (tag, key)
            assert holes(form) == holes(key[1]), (tag, key, form)


def test_every_interface_is_whole(client: FlaskClient) -> None:
    for interface in INTERFACES:
        for path in ("/", "/search?q=渡轮", "/search?q=鲸鱼座", "/doc/kf-7?q=渡轮", "/help", "/about", "/api"):
            page = get(client, f"{path}{'&' if '?' in path else '?'}ui={interface.tag}")
            assert page.all("html")[0].attributes["lang"] == interface.tag
            assert "%(" not in page.tree.html  # type: ignore[operator]  # a page has HTML


def test_russian_counts_in_three_forms(client: FlaskClient) -> None:
    assert get(client, "/search?q=“先发布一条消息”", ui="ru").text("h1") == "1 фрагмент"
    assert get(client, "/search?q=渡轮", ui="ru").text("h1") == "2 фрагмента"
    assert get(client, "/search", ui="ru").text("h1").startswith("10 фрагментов")


@pytest.mark.parametrize(
    ("accepted", "tag"),
    [
        (["zh-CN"], "zh-Hans"),
        (["zh"], "zh-Hans"),
        (["zh-TW"], "zh-Hant"),
        (["zh-Hant-HK"], "zh-Hant"),
        (["pt"], "pt-PT"),
        (["pt-AO"], "pt-PT"),
        (["pt-br"], "pt-BR"),
        (["ru-RU", "en"], "ru"),
        (["de", "ru;q=0.5"], "en"),
        (["xx", "pt-BR"], "pt-BR"),
        ([], "en"),
    ],
)
def test_the_browser_language_is_the_default(accepted: list[str], tag: str) -> None:
    assert negotiate(accepted).tag == tag


@pytest.mark.parametrize("interface", [interface.tag for interface in INTERFACES])
def test_the_examples_are_written_with_fields_that_a_query_understands(app: Flask, interface: str) -> None:
    with app.test_request_context(f"/help?ui={interface}"):
        app.preprocess_request()
        for line in (line for section in SECTIONS for line in section.lines):
            written = gettext(line.written)
            parsed = parse(written)
            assert parsed.notes == (), written
            for field in re.findall(r"(\w+):", written):
                assert field in FIELDS or field in FROM | TO, written


@pytest.mark.parametrize(
    ("iso", "tag", "shown"),
    [
        ("2031-09-18", "pt-PT", "18 set. 2031"),
        ("2031-09-18", "zh-Hans", "2031年9月18日"),
        ("2031-09", "ru", "сентябрь 2031\u202fг."),
        ("2031", "en", "2031"),
        ("some day", "en", "some day"),
    ],
)
def test_dates_are_written_in_the_interface_language(iso: str, tag: str, shown: str) -> None:
    interface = next(each for each in INTERFACES if each.tag == tag)
    assert day(iso, interface) == shown


@pytest.mark.parametrize(
    ("tag", "ui", "shown"),
    [
        ("zh-Hans", "zh-Hans", "简体中文"),
        ("pt-BR", "zh-Hant", "葡萄牙文（巴西）"),
        ("pt-BR", "pt-PT", "português do Brasil"),
        ("es-419", "ru", "латиноамериканский испанский"),
        ("ru-Cyrl", "en", "Russian (Cyrillic)"),
        ("qqq", "en", "qqq"),
    ],
)
def test_languages_of_the_record_are_named_apart(tag: str, ui: str, shown: str) -> None:
    interface = next(each for each in INTERFACES if each.tag == ui)
    assert language(tag, interface) == shown


@pytest.mark.parametrize(
    ("text", "ui", "lang"),
    [
        ("苏禾", "en", ' lang="zh-Hans"'),
        ("蘇禾，雲嶼晚報記者", "ru", ' lang="zh-Hant"'),
        ("苏禾", "zh-Hant", ""),
        ("Хань Чжиюань", "zh-Hans", ' lang="ru"'),
        ("Хань Чжиюань", "ru", ""),
        ("Rádio Maré Alta", "zh-Hans", ""),
        ("2031", "en", ""),
    ],
)
def test_a_name_in_another_script_than_the_interface_says_its_language(text: str, ui: str, lang: str) -> None:
    interface = next(each for each in INTERFACES if each.tag == ui)
    assert spoken(text, interface) == lang

"""One checker for all languages: what the sample in a language's folder says, search and indexer do."""

from __future__ import annotations

from importlib import resources
from typing import Any

import pytest
import Stemmer
import yaml

from indexer.readers.extract import Extract
from indexer.segment.labels import LabelKind, label_at
from indexer.segment.lexicon import key_of
from indexer.segment.lines import page_lines
from search.analysis.analyze import Analyzer
from search.analysis.fold import fold, strip_accents
from search.analysis.identify import identify
from search.dates import find_dates, parse_date
from search.filters import FILTER
from search.languages import LANGUAGES, Language
from search.languages.dummy import DUMMY
from search.query.field_names import FIELDS, FROM, TO, VALUES
from search.query.tree import TITLE
from search.scripts import Script
from search.terms import Layer

EVERY = pytest.mark.parametrize("language", [*LANGUAGES, DUMMY], ids=lambda language: language.tag)
IN_USE = pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)


def sample(language: Language) -> dict[str, Any]:
    path = resources.files("search.languages").joinpath(language.tag, "sample.yaml")
    loaded: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return loaded


@EVERY
def test_its_values_are_known_to_those_who_read_them(language: Language) -> None:
    assert not language.snowball or language.snowball in Stemmer.algorithms()
    assert language.groups("fields").keys() <= FILTER.keys() | {TITLE}
    assert len(language.words("months")) in (0, 12)
    assert len(language.words("cited_months")) in (0, 12)
    for word in language.stop_words:
        assert fold(word).text == word, word


@EVERY
def test_every_word_of_its_labels_is_text(language: Language) -> None:
    """YAML reads an unquoted `no` as false."""
    for name, listed in language.labels.items():
        for word in listed if isinstance(listed, list) else [each for group in listed.values() for each in group]:
            assert not isinstance(word, bool), name


@EVERY
def test_its_text_is_identified(language: Language) -> None:
    assert identify(sample(language)["text"]) == sample(language)["tag"]


@IN_USE
def test_its_text_is_cut_into_words_and_stems(language: Language) -> None:
    says = sample(language)
    layers = Analyzer().analyze(says["text"], lang=says["tag"])
    words = {token.text for layer in (Layer.WORDS, Layer.EXACT) for token in layers[layer]}
    assert set(says.get("words", "").split()) <= words
    stems = [token.text for token in layers[Layer.STEMS]]
    assert bool(stems) == bool(language.snowball)
    assert all(stem.startswith(f"{language.tag}/") for stem in stems)


@IN_USE
def test_forms_of_a_word_have_one_stem(language: Language) -> None:
    for row in sample(language).get("same_stem", ()):
        stems = {
            token.text for word in row.split() for token in Analyzer().analyze(word, lang=language.tag)[Layer.STEMS]
        }
        assert len(stems) == 1, row


@EVERY
def test_a_stop_word_of_it_is_one(language: Language) -> None:
    assert strip_accents(fold(sample(language)["stop_word"]).text) in language.stop_words


@IN_USE
def test_a_date_in_it_is_read(language: Language) -> None:
    date = sample(language)["date"]
    assert parse_date(date["text"]) == str(date["iso"])
    assert [found.iso for found in find_dates(f"{sample(language)['text']} {date['text']}")] == [str(date["iso"])]


@IN_USE
def test_its_labels_open_a_question_and_an_answer(language: Language) -> None:
    for kind in (LabelKind.QUESTION, LabelKind.ANSWER):
        text = sample(language)[kind.value]
        (line,) = page_lines(Extract(text, "txt"))
        label = label_at(line, text)
        assert label is not None and label.kind is kind and label.certain, text


@IN_USE
def test_queries_may_use_its_names(language: Language) -> None:
    for field, names in language.groups("fields").items():
        for name in names:
            assert FIELDS.get(name) == field or name in FROM | TO, name
    for tag, names in language.groups("called").items():
        assert {VALUES["lang"][name] for name in names} == {tag}
        assert tag.partition("-")[0] == language.tag


@IN_USE
def test_its_labels_are_written_as_they_are_compared(language: Language) -> None:
    for listed in language.labels.values():
        words = listed if isinstance(listed, list) else [word for group in listed.values() for word in group]
        assert all(key_of(str(word)) for word in words)


def test_one_language_a_script_has_stems_but_for_latin() -> None:
    scripts = [language.script for language in LANGUAGES if language.snowball and language.script is not Script.LATIN]
    assert len(scripts) == len(set(scripts))

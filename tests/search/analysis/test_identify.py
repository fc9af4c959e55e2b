"""The language of a passage."""

import gzip
import json

import pytest

from search.analysis.identify import identify, identify_runs
from search.languages import BY_TAG
from tests.shared import SHARED, needs_shared


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("港务部长说，新码头明年启用。", "zh-Hans"),
        ("港務部長說，新碼頭明年啟用。", "zh-Hant"),
        ("O ministério dos portos não confirmou a data da visita.", "pt"),
        ("The ministry of harbours did not confirm the date.", "en"),
        ("El ministerio de puertos no ha confirmado la fecha de la visita.", "es"),
        ("Министерство портов не подтвердило дату.", "ru"),
        ("港务部发言人谈 Atlantic Bridge 项目", "zh-Hans"),
        ("Пресс-служба порта: Port of Alta", "ru"),
        ("+99 (495) 951-60-62", "und"),
        ("consulado@porto.example", "und"),
        ("", "und"),
        ("Порт і місто", "und"),
        ("これは港についての話です", "und"),
    ],
)
def test_the_language_of_a_text(text: str, tag: str) -> None:
    assert identify(text) == tag


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("Le ministre des ports n’a pas encore confirmé la date de la visite.", "fr"),
        ("Les pêcheurs demandent pourquoi le quai reste fermé depuis deux semaines.", "fr"),
        ("Der Hafenminister hat den Termin des Besuchs noch nicht bestätigt.", "de"),
        ("Warum bleibt der Kai seit zwei Wochen geschlossen?", "de"),
        ("Il ministro dei porti non ha ancora confermato la data della visita.", "it"),
        ("Perché il molo rimane chiuso da due settimane?", "it"),
        ("Limanlar bakanı ziyaretin tarihini henüz doğrulamadı.", "tr"),
        ("De minister van havens heeft de datum van het bezoek nog niet bevestigd.", "nl"),
        ("Minister portów nie potwierdził jeszcze daty wizyty.", "pl"),
    ],
)
def test_a_text_in_a_language_that_the_archive_does_not_know_is_und(text: str, tag: str) -> None:
    assert identify(text) == identify(text, "pt") == (tag if tag in BY_TAG else "und")


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("Quando abre o novo cais?", "pt"),
        ("Quem respondeu sobre a quota da pesca?", "pt"),
        ("A quota do atum", "pt"),
        ("When does the new quay open?", "en"),
        ("Who answered about fishing quotas?", "en"),
        ("¿Cuándo se abre el nuevo muelle?", "es"),
        ("Quién respondió sobre la cuota de pesca", "es"),
    ],
)
def test_a_short_question_in_a_known_language_is_not_und(text: str, tag: str) -> None:
    assert identify(text) == tag


def test_a_short_passage_of_a_document_in_an_unknown_language_is_und_too() -> None:
    assert identify("Grazie, signor ministro.", "und") == "und"
    assert identify("The ministry did not confirm the date of the visit.", "und") == "en"


def test_a_passage_that_says_little_inherits_the_document_s_language() -> None:
    assert identify("OTAN", "pt-BR") == "pt-BR"
    assert identify("Porto", "es") == "es"
    assert identify("港口", "zh-Hant") == "zh-Hant"


def test_a_clear_passage_does_not() -> None:
    assert identify("The ministry did not confirm the date of the visit.", "pt") == "en"
    assert identify("港口", "pt") == "zh-Hans"


@needs_shared
@pytest.mark.parametrize(
    ("folder", "tag", "least"),
    [("pt_to_zh", "pt", 0.91), ("en_to_zh", "en", 0.98), ("ru_to_zh", "ru", 0.99), ("zh_to_pt", "zh-Hans", 0.96)],
)
def test_news_sentences_cut_to_thirty_characters(folder: str, tag: str, least: float) -> None:
    path = SHARED / f"data/relevance/ntrex_x_{folder}/queries.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    cut = [text[:10] if tag.startswith("zh") else text[:31].rsplit(" ", 1)[0] for text in texts]
    assert sum(identify(text) == tag for text in cut) / len(cut) >= least


@pytest.mark.parametrize(
    "text",
    [
        "o ministério dos portos não confirmou a data",
        "the ministry of harbours did not confirm the date",
        "el ministerio de puertos no ha confirmado",
        "the 3rd of 12 harbours of 2031 g20 covid19",
        "e a o",
    ],
)
def test_known_words_are_identified_as_the_text_that_they_make(text: str) -> None:
    assert identify_runs(text.split(), 3) == identify(text)


def test_words_of_other_scripts_are_not_identified_by_their_runs() -> None:
    assert identify_runs(["порт", "atlantic", "bridge"], 2) is None
    assert identify_runs(["bъridge", "atlantic", "bridge", "ъъridge"], 2) is None
    assert identify_runs(["atlantic", "bridge"], 3) == "und"
    assert identify_runs(["12", "2031"], 1) == "und"

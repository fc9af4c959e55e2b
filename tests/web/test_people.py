"""One person under several spellings on the pages: one line, one limit, links that lead back."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from search.glossary.entry import EntryType, GlossaryEntry
from search.glossary.glossary import glossary_of
from search.glossary.people import people_of
from tests.build import answer, archive_of, document, question
from tests.web.page import get
from web.app import create_app
from web.config import WebConfig

LOBATO = GlossaryEntry("person/lobato", EntryType.PERSON, names={"pt": ("Duarte Lobato",), "zh": ("洛巴托",)})
ZH = document("zh", question("渡轮几点停航？", "洛巴托"), answer("十点。", "沈若棠"))
PT = document("pt", question("A balsa para?", "Duarte Lobato"), answer("Para às dez.", "沈若棠"), lang="pt-PT")


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    archive = archive_of(ZH, PT, people=people_of(glossary_of([LOBATO])))
    return create_app(archive, WebConfig()).test_client()


@pytest.mark.parametrize(("ui", "name"), [("zh-Hans", "洛巴托"), ("pt-BR", "Duarte Lobato")])
def test_a_person_is_called_as_in_the_language_of_the_interface(client: FlaskClient, ui: str, name: str) -> None:
    links = [link for link in get(client, "/", ui=ui).all("a") if "asker=person" in (link.attributes["href"] or "")]
    assert [link.text() for link in links] == [name]


@pytest.mark.parametrize("spelling", ["洛巴托", "Duarte Lobato", "person/lobato"])
def test_a_limit_by_any_spelling_is_the_chosen_value_and_its_link_takes_it_away(
    client: FlaskClient, spelling: str
) -> None:
    page = get(client, f"/search?asker={spelling}", ui="pt-PT")
    chosen = [link for link in page.all("a[aria-current=true]") if "Duarte Lobato" in link.text()]
    assert len(chosen) == 1
    assert "asker=" not in (chosen[0].attributes["href"] or "")
    assert "洛巴托" not in [link.text() for link in page.all(".facets a")]


def test_a_document_names_the_same_id_as_its_hits(client: FlaskClient) -> None:
    hit = next(hit for hit in json_of(client, "/api/v1/search") if hit["speaker"]["name"] == "洛巴托")
    for address in (f"/api/v1/documents/{hit['document']['id']}", f"/doc/{hit['document']['id']}.json"):
        document = client.get(address).get_json()
        asked = next(turn for turn in document["turns"] if turn["id"] == hit["turn"])
        assert asked["speaker"]["id"] == hit["speaker"]["id"] == "person/lobato"
        assert "person/lobato" in [speaker["id"] for speaker in document["speakers"]]
        assert "person/lobato" in [passage["speaker"]["id"] for passage in document["passages"]]


def json_of(client: FlaskClient, address: str) -> list[dict[str, Any]]:
    hits: list[dict[str, Any]] = client.get(address).get_json()["hits"]
    return hits

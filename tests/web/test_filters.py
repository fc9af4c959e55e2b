"""Every filter of the table on the site: argument, chip, heading, ways out, feed, description."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import click
import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from search.filters import FILTER, FILTERS, Filter
from search.query.parse import parse
from search.query.show import show
from search.search_options import request_of, search_options
from tests.build import archive_of
from tests.filter_cases import CASES, ELSEWHERE, PAGES
from tests.web.page import get
from web.app import create_app
from web.config import WebConfig

EVERY = pytest.mark.parametrize("row", FILTERS, ids=lambda row: row.name)
IN_TRENDS = ("lang", "genre", "role", "date_from", "date_to")


@pytest.fixture(scope="module", name="client")
def client_fixture() -> FlaskClient:
    return create_app(archive_of(*PAGES), WebConfig()).test_client()


def asking(row: Filter, **more: str) -> str:
    return urlencode({**more, row.argument: CASES[row.name].value}, quote_via=quote)


@EVERY
def test_a_filter_in_force_is_a_chip_that_takes_it_away(client: FlaskClient, row: Filter) -> None:
    page = get(client, f"/search?{asking(row)}")
    assert page.texts(".chip span") == [CASES[row.name].chip]
    assert page.all(".chip a")[0].attributes["aria-label"] == f"Remove this limit: {CASES[row.name].chip}"
    assert page.links(".chip a") == ["/search"]
    assert int(page.text("h1").split()[0]) == len(CASES[row.name].kept)


@EVERY
def test_a_filter_that_empties_the_result_is_offered_to_be_given_up(client: FlaskClient, row: Filter) -> None:
    page = get(client, f"/search?{asking(row, q=ELSEWHERE)}")
    (link,) = (node for node in page.all("a") if CASES[row.name].chip in node.text() and "without" in node.text())
    assert link.attributes["href"] == f"/search?q={ELSEWHERE}"


def test_the_facets_stand_under_their_headings_people_first(client: FlaskClient) -> None:
    headings = ["Who answered", "Who asked", "Language", "Document", "Passage", "Date"]
    page = get(client, "/search")
    assert page.texts(".facet h3") == headings
    names = ("answerer", "asker", "lang", "genre", "kind")
    firsts = (section.css("a")[0].attributes["href"] for section in page.all(".facet") if section.css("a"))
    assert [parse_qsl(urlsplit(href or "").query)[0][0] for href in firsts] == [FILTER[name].argument for name in names]


@pytest.mark.parametrize("name", ["kind", "genre", "role"])
def test_a_filter_of_a_few_words_takes_no_other(client: FlaskClient, name: str) -> None:
    assert get(client, f"/search?{name}=nothing", status=400)


@EVERY
def test_a_filter_stands_in_the_address_and_title_of_its_feed(client: FlaskClient, row: Filter) -> None:
    page = get(client, f"/search?{asking(row, q='渡轮')}")
    (address,) = page.links("link[type='application/atom+xml']")
    assert address == f"/feed.atom?{asking(row, q='渡轮')}"
    label = "安娜·马洛" if row.is_person and row.name != "asker" else CASES[row.name].value
    assert f"<title>Wenda: 渡轮 · {label}</title>" in client.get(address).text


@EVERY
def test_a_filter_is_described_and_taken_by_the_endpoints(client: FlaskClient, row: Filter) -> None:
    assert row.about
    paths = client.get("/openapi.json").get_json()["paths"]
    for path in ("/api/v1/search", "/api/v1/concordance", "/api/v1/export", "/api/v1/trends"):
        described = {each["name"]: each for each in paths[path]["get"]["parameters"]}
        if path == "/api/v1/trends" and row.name not in IN_TRENDS:
            assert row.argument not in described
            continue
        assert described[row.argument]["description"].lower().startswith(row.about.lower())
        assert (described[row.argument]["schema"].get("type") == "array") == row.many
        if row.values:
            assert (
                list(row.values)
                == (described[row.argument]["schema"].get("items") or described[row.argument]["schema"])["enum"]
            )
    found = client.get(f"/api/v1/search?size=50&{asking(row)}").get_json()
    assert {hit["id"] for hit in found["hits"]} == CASES[row.name].kept
    assert asking(row) in found["links"]["self"]


@EVERY
def test_trends_take_the_filters_that_they_know_text_under(client: FlaskClient, row: Filter) -> None:
    status = 200 if row.name in IN_TRENDS else 400
    page = get(client, f"/trends?{asking(row, q='渡轮')}", status=status)
    if status == 200 and row.name != "role":
        assert page.texts(".chip span") == [CASES[row.name].chip]
        assert page.links(".chip a") == ["/trends?q=%E6%B8%A1%E8%BD%AE"]


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2025-09-18", "2025-09-18"),
        ("18/09/2025", "2025-09-18"),
        ("18.9.2025", "2025-09-18"),
        ("2025-9", "2025-09"),
        ("18 de setembro de 2025", "2025-09-18"),
        ("2025年9月", "2025-09"),
        ("0800", "0800"),
    ],
)
def test_a_date_is_read_alike_in_a_query_an_address_and_a_command(client: FlaskClient, written: str, iso: str) -> None:
    assert show(parse(f'from:"{written}"').tree) == f"from:{iso}"
    answer = client.get(f"/api/v1/search?from={quote(written)}")
    assert answer.get_json()["links"]["self"] == f"/api/v1/search?from={iso}"
    outcome = CliRunner().invoke(_command, ["--from", written])
    assert outcome.output == f"{iso}\n"


@click.command()
@search_options
def _command(**options: Any) -> None:
    click.echo(request_of("", 1, 1, options).filters.one("date_from"))

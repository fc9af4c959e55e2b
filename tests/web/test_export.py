"""All that a search finds, as a file."""

from __future__ import annotations

import json
from io import BytesIO
from urllib.parse import unquote
from zipfile import ZipFile

import pytest
from flask.testing import FlaskClient

from search.archive import Archive
from search.config import SearchConfig
from search.engines.memory import MemoryEngine
from search.exports.formats import FORMATS
from tests.build import ANALYZER, document, publish, statement
from tests.web.page import get
from web.app import create_app
from web.config import WebConfig

MANY = [document(f"d{number}", statement(f"渡轮第{number}班。")) for number in range(5)]


@pytest.mark.parametrize("path", ["/export", "/api/v1/export"])
@pytest.mark.parametrize("name", list(FORMATS))
def test_every_format_comes_as_a_file_with_its_media_type(client: FlaskClient, path: str, name: str) -> None:
    answer = client.get(f"{path}?q=渡轮&format={name}")
    assert answer.status_code == 200
    assert answer.content_type == FORMATS[name].media_type
    text = ZipFile(BytesIO(answer.data)).read("xl/worksheets/sheet1.xml") if name == "xlsx" else answer.data
    assert "渡轮" in text.decode()
    assert answer.headers["X-Robots-Tag"] == "noindex"


def test_the_file_is_named_after_the_query_in_both_forms(client: FlaskClient) -> None:
    header = client.get("/export?q=渡轮/../x&format=csv").headers["Content-Disposition"]
    plain, _, extended = header.removeprefix('attachment; filename="').partition("\"; filename*=UTF-8''")
    assert plain.isascii()
    assert plain.startswith("wenda-")
    assert "--" not in plain
    assert unquote(extended).startswith("wenda-渡轮-..-x-")
    assert unquote(extended).endswith(".csv")


def test_an_export_has_the_filters_of_the_search(client: FlaskClient) -> None:
    rows = client.get("/export?format=csv&kind=question&lang=zh").text.strip().split("\r\n")
    assert len(rows) == 1 + 2
    assert all(",question," in row for row in rows[1:])


def test_addresses_in_an_export_are_whole(archive: Archive) -> None:
    client = create_app(archive, WebConfig(base_url="https://archive.example/")).test_client()
    assert "https://archive.example/doc/kf-7?v=" in client.get("/export?format=csv&q=渡轮").text


@pytest.mark.parametrize(
    ("query", "name"),
    [("q=a", "format"), ("format=pdf", "format"), ("format=csv&page=2", "page"), ("format=csv&colour=red", "colour")],
)
def test_what_an_export_does_not_understand_is_named(client: FlaskClient, query: str, name: str) -> None:
    answer = client.get(f"/api/v1/export?{query}")
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    assert answer.json is not None
    assert [error["name"] for error in answer.json["errors"]] == [name]
    assert name in get(client, f"/export?{query}", 400).text(".err .r p:not(.who)")


def test_lines_hold_hits_or_documents_and_so_does_markdown(client: FlaskClient) -> None:
    def ids(query: str) -> list[str]:
        return [json.loads(line)["id"] for line in client.get(f"/export?q=灯塔&{query}").text.splitlines()]

    assert ids("format=jsonl") == ids("format=jsonl&of=hits")
    found = client.get("/api/v1/search?q=灯塔&size=100").json
    assert found is not None
    assert sorted(ids("format=jsonl")) == sorted(hit["id"] for hit in found["hits"])
    keys = list(dict.fromkeys(hit["document"]["key"] for hit in found["hits"]))
    assert sorted(ids("format=jsonl&of=documents")) == sorted(keys)
    written = [client.get(f"/export?q=灯塔&format=md{of}").text for of in ("", "&of=documents", "&of=hits")]
    assert written[0] == written[1] != written[2]
    assert "\n> " in written[2]


@pytest.mark.parametrize("query", ["format=csv&of=documents", "format=akn&of=hits", "format=jsonl&of=pages"])
def test_what_a_format_cannot_hold_is_named(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/api/v1/export?{query}")
    assert answer.status_code == 400
    assert answer.json is not None
    assert [error["name"] for error in answer.json["errors"]] == ["of"]


@pytest.mark.parametrize("name", list(FORMATS))
def test_without_an_index_an_export_is_an_error_before_its_first_byte(name: str) -> None:
    client = create_app(Archive(MemoryEngine(), ANALYZER, SearchConfig()), WebConfig()).test_client()
    assert client.get(f"/api/v1/export?format={name}").status_code == 503
    assert client.get(f"/export?format={name}").status_code == 503


def test_exports_have_the_smaller_allowance(archive: Archive) -> None:
    client = create_app(archive, WebConfig(expensive_per_minute=1)).test_client()
    address = {"REMOTE_ADDR": "203.0.113.9"}
    statuses = [client.get("/export?format=csv&q=x", environ_overrides=address).status_code for _ in range(2)]
    assert statuses == [200, 429]


class TestPortions:
    """JSON Lines joined by cursors."""

    @pytest.fixture
    def engine(self) -> MemoryEngine:
        engine = MemoryEngine()
        publish(engine, *MANY)
        return engine

    @pytest.fixture
    def many(self, engine: MemoryEngine) -> FlaskClient:
        return create_app(Archive(engine, ANALYZER, SearchConfig()), WebConfig()).test_client()

    def following(self, link: str) -> str:
        address, _, relation = link.partition(">; ")
        assert relation == 'rel="next"'
        return address.removeprefix("<")

    @pytest.mark.parametrize("of", ["hits", "documents"])
    def test_portions_hold_every_line_once_in_the_order_of_the_whole(self, many: FlaskClient, of: str) -> None:
        whole = many.get(f"/api/v1/export?q=渡轮&format=jsonl&of={of}&sort=newest").text
        address, parts = f"/api/v1/export?q=渡轮&format=jsonl&of={of}&limit=2&sort=newest", []
        while address:
            answer = many.get(address)
            assert answer.content_type == FORMATS["jsonl"].media_type
            parts.append(answer.text)
            address = self.following(answer.headers["Link"]) if "Link" in answer.headers else ""
        assert [len(part.splitlines()) for part in parts] == [2, 2, 1]
        assert "".join(parts) == whole
        wanted = {page.key if of == "documents" else page.passages[0].id for page in MANY}
        assert {json.loads(line)["id"].rpartition("#")[2] for line in whole.splitlines()} == wanted

    def test_a_cursor_of_an_index_that_was_replaced_is_gone(self, many: FlaskClient, engine: MemoryEngine) -> None:
        address = self.following(many.get("/api/v1/export?format=jsonl&limit=2").headers["Link"])
        publish(engine, *MANY[:4])
        answer = many.get(address)
        assert (answer.status_code, answer.mimetype) == (410, "application/problem+json")
        assert answer.json is not None
        assert "begin again" in answer.json["detail"]

    @pytest.mark.parametrize("cursor", ["x", "渡", "bnVsbA==", "WzEsMiwzXQ==", "e30=", "W10=", "Wy"])
    def test_a_cursor_that_is_none_is_named(self, many: FlaskClient, cursor: str) -> None:
        answer = many.get("/api/v1/export", query_string={"format": "jsonl", "cursor": cursor})
        assert answer.status_code == 400
        assert answer.json is not None
        assert answer.json["errors"][0]["name"] == "cursor"

    def test_a_cursor_of_another_search_is_named(self, many: FlaskClient) -> None:
        address = self.following(many.get("/api/v1/export?format=jsonl&limit=2").headers["Link"])
        assert many.get(f"{address}&lang=zh").status_code == 400
        assert many.get(address.replace("of=hits", "of=documents")).status_code == 400

    def test_other_formats_have_no_portions(self, many: FlaskClient) -> None:
        assert many.get("/api/v1/export?format=csv&limit=2").status_code == 400
        assert many.get("/export?format=jsonl&limit=2").status_code == 400

"""A small archive of invented pages, and the site over it."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from search.archive import Archive
from tests.build import answer, archive_of, document, question, statement
from web.app import create_app
from web.config import WebConfig

BRIEFING = document(
    "kf-7",
    statement("各位好，先发布一条消息。\n灯塔署今天起开放第三码头。", "沈若棠"),
    question("灯塔署会不会延长渡轮的夜航时间？", "苏禾"),
    answer("会的。夜航延长到零点，渡轮票价不变。\n第三码头的灯光由灯塔署维护。", "沈若棠"),
    question("<script>alert(1)</script> & <b>em</b> 怎么写？", "苏禾"),
    answer("照原样写：a < b && c > d。", "沈若棠"),
    title="灯塔署例行记者会",
    date="2031-09-18",
    place="云屿市",
    number="7-18-09-2031",
    publisher="灯塔署新闻处",
    source_url="javascript:alert(1)",
    cards=("灯塔署新闻处\n电话：+000 5550 0141",),
)
INTERVIEW = document(
    "ent-2",
    question("A travessia noturna vai continuar?", "Duarte Lobato"),
    answer("Vai. A travessia é cara, mas os faróis já estão pagos.", "Leonor Abrunheiro"),
    title="Entrevista à Rádio Maré Alta",
    lang="pt-PT",
    date="2030-05",
    genre="interview",
    source_url="https://radio.example/2",
)
UNDATED = document("leaflet", statement("票价表：成人三元，儿童免费。"), title="票价表", genre="other")


@pytest.fixture(scope="session")
def archive() -> Archive:
    return archive_of(BRIEFING, INTERVIEW, UNDATED)


@pytest.fixture(scope="session")
def app(archive: Archive) -> Flask:
    return create_app(archive, WebConfig())


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()

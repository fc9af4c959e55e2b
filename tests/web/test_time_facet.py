"""The timeline of the results page: years, the months of one year, and the way back up."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.build import archive_of, document, statement
from tests.web.page import get
from web.app import create_app
from web.config import WebConfig

DAYS = ("1961-05-02", "2029-11-30", "2030-02-03", "2030-02-17", "2030-07-01", "2031-01-09")


@pytest.fixture(scope="module")
def bells() -> FlaskClient:
    """A site over one statement a day of a clock tower."""
    documents = [document(f"d{day}", statement(f"钟楼在{day}敲钟。"), date=day) for day in DAYS]
    app: Flask = create_app(archive_of(*documents), WebConfig())
    return app.test_client()


def test_many_years_are_bars_without_a_gap(bells: FlaskClient) -> None:
    years = get(bells, "/search?q=钟楼").texts(".time th[scope=row]")
    assert years == [str(year) for year in range(1961, 2032)]


def test_no_year_of_a_long_time_is_left_out() -> None:
    documents = [document(f"d{year}", statement("钟楼敲钟。"), date=f"{year}-05-01") for year in range(1955, 2031)]
    site = create_app(archive_of(*documents), WebConfig()).test_client()
    page = get(site, "/search?q=钟楼")
    assert page.text("h1") == "76 passages"
    assert page.texts(".time td") == ["1"] * 76


def test_a_year_leads_to_its_months_and_back_to_all_years(bells: FlaskClient) -> None:
    year = next(href for href in get(bells, "/search?q=钟楼").links(".years a") if "from=2030&" in href)
    page = get(bells, year)
    assert page.texts(".time th[scope=row]")[0] == "February 2030"
    assert page.texts(".time td") == ["2", "0", "0", "0", "0", "1"]
    assert page.all(".years [aria-current]") == []
    everything = next(href for href in page.links(".time p a") if "from" not in href)
    assert get(bells, everything).text("h1") == "6 passages"


def test_a_month_stays_among_the_others_and_lets_go_of_itself_alone(bells: FlaskClient) -> None:
    page = get(bells, "/search?q=钟楼&from=2030-02&to=2030-02")
    assert page.text("h1") == "2 passages"
    assert page.texts(".time td") == ["2", "0", "0", "0", "0", "1"]
    assert "February 2030" in page.text(".years [aria-current]")
    back = page.links(".years [aria-current]")[0]
    assert get(bells, back).text("h1") == "3 passages"
    assert back in page.links(".time p a")


def test_days_within_a_year_choose_the_months_that_they_touch(bells: FlaskClient) -> None:
    page = get(bells, "/search?q=钟楼&from=2030-02-10&to=2030-07-05")
    assert [text.partition(":")[0] for text in page.texts(".years [aria-current]")] == ["February 2030", "July 2030"]


def test_a_year_as_first_and_last_day_is_one_limit(bells: FlaskClient) -> None:
    page = get(bells, "/search?q=钟楼&from=2030&to=2030")
    assert page.texts(".chip > span") == ["2030"]
    assert get(bells, page.links(".chip .x")[0]).text("h1") == "6 passages"
    apart = get(bells, "/search?q=钟楼&from=2029&to=2030")
    assert apart.texts(".chip > span") == ["from 2029", "to 2030"]


def test_each_end_of_a_single_year_can_be_given_up_where_nothing_is_found(bells: FlaskClient) -> None:
    ways = get(bells, "/search?q=钟楼&from=2028&to=2028").texts(".err .list li")
    assert [way.partition("”")[0] for way in ways] == ["without the limit “to 2028", "without the limit “from 2028"]

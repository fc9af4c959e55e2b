"""Dates in running text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.dates import find_dates, parse_date


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2031年9月18日", "2031-09-18"),
        ("二〇三一年九月十八日", "2031-09-18"),
        ("二零三一年十二月三十一日", "2031-12-31"),
        ("2031年09月18日08:50", "2031-09-18"),
        ("民國一百零八年三月五日", "2019-03-05"),
        ("2031年9月", "2031-09"),
        ("2031年", "2031"),
        ("2031-09-18 20:53", "2031-09-18"),
        ("2031/9/8 21:58:27", "2031-09-08"),
        ("2031-09", "2031-09"),
        ("18-09-2031", "2031-09-18"),
        ("18/09/2031", "2031-09-18"),
        ("18.09.2031 08h22", "2031-09-18"),
        ("18 de setembro de 2031", "2031-09-18"),
        ("1º de abril de 2031", "2031-04-01"),
        ("quinta-feira, 18 de setembro de 2031", "2031-09-18"),
        ("setembro de 2031", "2031-09"),
        ("18 de septiembre del 2031", "2031-09-18"),
        ("18 September 2031", "2031-09-18"),
        ("September 18, 2031", "2031-09-18"),
        ("the 18th of September 2031", "2031-09-18"),
        ("18 сентября 2031 г.", "2031-09-18"),
        ("18 СЕНТЯБРЯ 2031 года", "2031-09-18"),
    ],
)
def test_a_date_is_found_in_every_form(text: str, iso: str) -> None:
    assert [found.iso for found in find_dates(f"… {text} …")] == [iso]


def test_a_time_glued_to_the_year_is_no_part_of_it() -> None:
    (found,) = find_dates("19 April 203116:51")
    assert (found.iso, found.span.of("19 April 203116:51")) == ("2031-04-19", "19 April 2031")


def test_a_month_beyond_twelve_tells_that_the_month_comes_first() -> None:
    assert [found.iso for found in find_dates("09/18/2031")] == ["2031-09-18"]


def test_american_english_reads_the_month_first() -> None:
    assert find_dates("03/04/2031", "en-US")[0].iso == "2031-03-04"
    assert find_dates("03/04/2031", "pt-BR")[0].iso == "2031-04-03"


@pytest.mark.parametrize(
    "text",
    ["9月18日", "六十年", "31.02.2031", "2031-13-01", "41-18-09-2031", "192.168.2031.1", "de 2030-2031", "12345678"],
)
def test_what_is_no_whole_date_is_none(text: str) -> None:
    assert find_dates(text) == ()


def test_dates_come_in_order_and_do_not_overlap() -> None:
    text = "publicado 16/12/2031 17h17, última modificação 04/07/2034 11h40"
    assert [found.iso for found in find_dates(text)] == ["2031-12-16", "2034-07-04"]


def test_a_text_that_is_one_date_is_parsed() -> None:
    assert parse_date(" 2031 ") == "2031"
    assert parse_date("18 сентября 2031 года") == "2031-09-18"
    assert parse_date("(2031/9/18 21:58:27)") == "2031-09-18"
    assert parse_date("２０３１-9") == "2031-09"
    assert parse_date("0001-01-01") == "0001-01-01"


def test_a_text_with_more_than_a_date_is_not() -> None:
    assert parse_date("a 18 de setembro de 2031 em Merindal") == ""
    assert parse_date("") == ""


@pytest.mark.parametrize("text", ["0000", "2031-00", "2031-13", "2031-02-30", "2031-02-00", "20310918", "١٢٣٤"])
def test_a_day_that_no_calendar_has_is_no_date(text: str) -> None:
    assert parse_date(text) == ""


@given(st.text(max_size=200))
def test_no_text_fails_and_every_span_is_in_range(text: str) -> None:
    end = 0
    for found in find_dates(text):
        assert end <= found.span.start < found.span.end <= len(text)
        end = found.span.end

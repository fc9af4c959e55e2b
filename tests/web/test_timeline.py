"""Bars over time."""

from web.timeline import LONGEST, bars


def test_gaps_are_filled_so_that_time_runs_evenly() -> None:
    drawn = bars({"2031": (4,), "2028": (1,)})
    assert [bar.when for bar in drawn] == ["2028", "2029", "2030", "2031"]
    assert [bar.count for bar in drawn] == [1, 0, 0, 4]


def test_heights_are_shares_of_the_tallest_bar() -> None:
    last = bars({"2030": (1, 1), "2031": (3, 1)})[-1]
    assert [(piece.series, piece.top, piece.height) for piece in last.pieces] == [(1, 25.0, 75.0), (2, 0.0, 25.0)]


def test_months_run_over_the_new_year() -> None:
    assert [bar.when for bar in bars({"2030-11": (1,), "2031-02": (1,)})] == [
        "2030-11",
        "2030-12",
        "2031-01",
        "2031-02",
    ]


def test_a_date_far_off_draws_no_thousand_empty_years() -> None:
    assert [bar.when for bar in bars({"1031": (1,), "2031": (1,)})] == ["1031", "2031"]
    assert len(bars({str(year): (1,) for year in range(1700, 2031)})) == LONGEST


def test_nothing_is_drawn_of_nothing() -> None:
    assert bars({}) == ()
    assert bars({"unknown": (3,)}) == ()

"""Progress is a line now and then where there is no terminal, and a bar where there is one."""

import io

import pytest

from indexer.progress import show_progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_lines_tell_rate_and_remaining_time(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 1.0, 6.0, 7.0, 20.0])
    monkeypatch.setattr("indexer.progress.time.monotonic", lambda: next(clock))
    stream = io.StringIO()
    with show_progress(10, stream) as advance:
        for _ in range(4):
            advance(1, 3)
    assert stream.getvalue().split("\n")[:2] == [
        "2 of 10 files, 0 files/s, 1 passages/s, 24 s left",
        "4 of 10 files, 0 files/s, 1 passages/s, 30 s left",
    ]


def test_a_short_run_says_nothing() -> None:
    stream = io.StringIO()
    with show_progress(2, stream) as advance:
        advance(2, 5)
    assert stream.getvalue() == ""


def test_a_terminal_shows_a_bar() -> None:
    stream = Terminal()
    with show_progress(2, stream) as advance:
        advance(1, 5)
        advance(1, 5)
    assert "files" in stream.getvalue()

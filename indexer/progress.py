"""Shows how far a run is: a bar on a terminal, else a line every few seconds. On stderr: results go to stdout."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

EVERY_SECONDS = 5.0  # between two lines where there is no terminal

Advance = Callable[[float, int], None]  # files done since the last call, passages made


@contextmanager
def show_progress(files: int, stream: TextIO) -> Iterator[Advance]:
    """Show progress over `files` files on the stream while the block runs."""
    if stream.isatty():
        with _bar(files, stream) as advance:
            yield advance
    else:
        yield _LineProgress(files, stream).advance


@contextmanager
def _bar(files: int, stream: TextIO) -> Iterator[Advance]:
    columns = (
        TextColumn("{task.completed:.0f}/{task.total:.0f} files"),
        BarColumn(),
        TextColumn("{task.fields[rate]}"),
        TextColumn("left:"),
        TimeRemainingColumn(),
    )
    began = time.monotonic()
    made = done = 0.0
    with Progress(*columns, console=Console(file=stream, stderr=True), transient=True) as progress:
        task = progress.add_task("", total=files, rate="")

        def advance(step: float, passages: int) -> None:
            nonlocal made, done
            made, done = made + passages, done + step
            progress.update(task, advance=step, rate=_rate(done, made, time.monotonic() - began))

        yield advance


class _LineProgress:
    """A line every few seconds: `1200 of 5000 files, 340 files/s, 2100 passages/s, 11 s left`."""

    def __init__(self, files: int, stream: TextIO) -> None:
        self._files = files
        self._stream = stream
        self._began = self._shown = time.monotonic()
        self._done = 0.0
        self._made = 0

    def advance(self, step: float, passages: int) -> None:
        """Files done and passages made since the last call."""
        self._done += step
        self._made += passages
        now = time.monotonic()
        if now - self._shown < EVERY_SECONDS or not self._done:
            return
        self._shown = now
        left = (self._files - self._done) * (now - self._began) / self._done
        rate = _rate(self._done, self._made, now - self._began)
        print(f"{self._done:.0f} of {self._files} files, {rate}, {left:.0f} s left", file=self._stream, flush=True)


def _rate(done: float, made: float, seconds: float) -> str:
    per_second = max(seconds, 0.001)
    return f"{done / per_second:.0f} files/s, {made / per_second:.0f} passages/s"

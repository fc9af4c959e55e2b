"""What a function makes of a word, remembered for the words met lately: texts repeat their words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

MOST = 100_000  # words; then all are forgotten, which is cheaper than knowing the oldest
_LONGEST = 40  # code points; longer "words" hardly come back

Made = TypeVar("Made")


class Memo(dict[str, Made]):
    """A table that fills itself: asked for a word it does not hold, it makes what the word becomes. Bounded; safe to
    share between threads when `make` is."""

    __slots__ = ("_make",)

    def __init__(self, make: Callable[[str], Made]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, word: str) -> Made:
        made = self._make(word)
        if len(word) <= _LONGEST:
            if len(self) >= MOST:
                self.clear()
            self[word] = made
        return made

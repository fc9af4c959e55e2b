"""The weight of a term, by how rare it is: the same in every engine and wherever scores are compared with an
engine's."""

from __future__ import annotations

import math


def idf(passages: int, frequency: int) -> float:
    """Inverse document frequency of a term that occurs in `frequency` of `passages` passages, as Whoosh has it:
    ln(N / (df + 1)) + 1, above zero for df <= N."""
    return math.log(passages / (frequency + 1)) + 1

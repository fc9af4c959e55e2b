"""How a term scores: BM25 (Robertson and Walker 1994; k1 1.2, b .75) with Whoosh's idf and one-byte lengths.

N, document frequencies and the average length count living units only, and lengths as quantised, so a score does not
depend on what was deleted, on segments or on merges: an incremental run scores like a full one.
"""

from __future__ import annotations

import math
from bisect import bisect_left

import numpy as np
import numpy.typing as npt

K1 = 1.2
B = 0.75
LENGTHS = tuple(round((1.033**code - 1) * 27) for code in range(256))  # Whoosh's length of each code
TABLE_FREQUENCIES = 256  # term frequencies below this are looked up

Floats = npt.NDArray[np.float32]


def length_code(length: int) -> int:
    """The byte that stands for a field's number of tokens: the smallest code whose length is not below it."""
    return min(bisect_left(LENGTHS, length), 255)


def idf(units: int, frequency: int) -> float:
    """Weight of a term that stands in `frequency` of `units` units: ln(N / (df + 1)) + 1, above zero for df <= N."""
    return math.log(units / (frequency + 1)) + 1


def norms(average: float) -> npt.NDArray[np.float64]:
    """For every length code K = k1 (1 - b + b length / average): what the frequency is weighed against."""
    return K1 * (1 - B + B * np.array(LENGTHS, np.float64) / (average or 1.0))


def saturation(frequency: npt.NDArray[np.integer], norm: npt.NDArray[np.float64]) -> Floats:
    """tf (k1 + 1) / (tf + K), elementwise, in single precision: a term's share before idf and boost."""
    tf = frequency.astype(np.float64)
    return (tf * (K1 + 1) / (tf + norm)).astype(np.float32)


def table(average: float) -> Floats:
    """`saturation` of every frequency below TABLED and every length code, flat: index tf << 8 | code."""
    tf = np.arange(TABLE_FREQUENCIES)[:, None]
    return saturation(tf, norms(average)[None, :]).ravel()

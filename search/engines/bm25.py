"""How a term scores: BM25 (Robertson and Walker 1994; k1 1.2, b .75) with Whoosh's lengths of one byte, and the idf of
`search.port.idf`.

Deleted passages do not count in N, document frequencies and the average length, and lengths are quantised first. So a
score depends neither on deletions nor on segments: an incremental run scores like a full one.
"""

from __future__ import annotations

from bisect import bisect_left

import numpy as np
import numpy.typing as npt

K1 = 1.2
B = 0.75
LENGTHS = tuple(round((1.033**code - 1) * 27) for code in range(256))  # Whoosh's length of each code
TABLE_FREQUENCIES = 256  # term frequencies below this are looked up in `table`

Floats = npt.NDArray[np.float32]


def length_code(length: int) -> int:
    """The one-byte code of a field's number of tokens: the smallest code whose length is not below it."""
    return min(bisect_left(LENGTHS, length), 255)


def norms(average: float) -> npt.NDArray[np.float64]:
    """For every length code K = k1 (1 - b + b length / average)."""
    return K1 * (1 - B + B * np.array(LENGTHS, np.float64) / (average or 1.0))


def saturation(frequency: npt.NDArray[np.integer], norm: npt.NDArray[np.float64]) -> Floats:
    """The tf factor of BM25, before idf and boost: tf (k1 + 1) / (tf + K), elementwise, in single precision."""
    tf = frequency.astype(np.float64)
    return (tf * (K1 + 1) / (tf + norm)).astype(np.float32)


def table(average: float) -> Floats:
    """`saturation` of every frequency below TABLED and every length code, flat: index tf << 8 | code."""
    tf = np.arange(TABLE_FREQUENCIES)[:, None]
    return saturation(tf, norms(average)[None, :]).ravel()

"""Sets of rows as rising arrays: membership, intersection, distinct values. No row appears twice unless said.

Array methods are called rather than NumPy's functions: their wrappers cost a microsecond a call, which is what a
clause is made of.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.uint8]

NO_ROWS: Ints = np.zeros(0, np.int64)


def member(some: Ints, rows: Ints) -> Bools:
    """For each of `some` whether it is among the rising `rows`."""
    if not rows.size:
        return np.zeros(some.size, np.bool_)
    at = rows.searchsorted(some)
    np.minimum(at, rows.size - 1, out=at)
    found: Bools = rows[at] == some
    return found


def meet(some: Ints, rows: Ints) -> tuple[Ints, Ints]:
    """Where the two rising arrays meet: indexes into each. Quick when `some` is the shorter."""
    if not rows.size:
        return rows, rows
    at = rows.searchsorted(some)
    np.minimum(at, rows.size - 1, out=at)
    both = (rows[at] == some).nonzero()[0]
    return both, at[both]


def distinct(rising: Ints) -> Ints:
    """The values of a rising array with repetitions, each once."""
    if not rising.size:
        return rising
    new = np.empty(rising.size, np.bool_)
    new[0] = True
    np.not_equal(rising[1:], rising[:-1], out=new[1:])
    return rising[new]

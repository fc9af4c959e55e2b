"""The values of a column that match what was typed: nobody knows them by heart."""

from __future__ import annotations

import re
from collections.abc import Sequence

from search.analysis.fold import plain_text
from search.scripts import is_han


def matching_values(known: Sequence[str], typed: str, *, whole: bool) -> tuple[str, ...]:
    """The known values that say what was typed, width, case, script and accents aside: the whole value, or any part
    of it that begins where a word does. What was typed itself where there is none."""
    wanted = plain_text(typed)
    if not wanted:
        return (typed,)
    begins = "" if is_han(wanted) else r"(?<!\w)"
    pattern = re.compile(begins + re.escape(wanted))
    found = (value for value in known if (plain_text(value) == wanted if whole else pattern.search(plain_text(value))))
    return tuple(found) or (typed,)

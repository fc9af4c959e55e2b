"""A query that found nothing, read as a condition: a field with a blank behind its colon or misspelt, the number of a
document, a date."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from search.dates import find_dates
from search.query.parse import parse
from search.query.tree import Words
from search.request import Note, Suggestion

# What a query text finds under the filters of the request, in passages.
Count = Callable[[str], int]

_NUMBER = re.compile(r"(?=\S*\d)\S{2,60}")


def reread_as_filter(text: str, notes: Iterable[Note], count: Count) -> Suggestion | None:
    """The query as it was probably meant, when that finds something."""
    for meant in _meant(text, notes):
        if meant != text and (total := count(meant)):
            return Suggestion(meant, total)
    return None


def _meant(text: str, notes: Iterable[Note]) -> Iterator[str]:
    for note in notes:
        name = re.escape(note.arguments.get("field", ""))
        if note.code == "field_blank":
            yield re.sub(rf"({name}[:：])\s+(?=\S)", r"\1", text, count=1)
        elif note.code == "field_unknown" and note.arguments.get("near"):
            yield re.sub(rf"(?i){name}[:：]", f"{note.arguments['near']}:", text, count=1)
    bare = text.strip()
    if isinstance(parse(bare).tree, Words):
        if _NUMBER.fullmatch(bare):
            yield f"number:{bare}"
        for date in find_dates(bare):
            if date.span.of(bare) == bare:
                yield f"from:{date.iso} to:{date.iso}"

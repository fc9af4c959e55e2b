"""A query that found nothing, read as a filter: a field that is misspelt or has a blank behind its colon, the number of
a document, a date."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from search.dates import find_dates
from search.query.parse import ParsedQuery
from search.query.tree import Words
from search.request import Suggestion

# What query texts find under the filters of the request, in passages.
Counts = Callable[[Sequence[str]], Sequence[int]]

_NUMBER = re.compile(r"(?=\S*\d)\S{2,60}")


def reread_as_filter(text: str, parsed: ParsedQuery, counts: Counts) -> Suggestion | None:
    """The query as it was probably meant, when that finds something; `parsed` is the text as it was read."""
    meant = [query for query in _meant(text, parsed) if query != text]
    totals = zip(meant, counts(meant) if meant else (), strict=True)
    return next((Suggestion(query, total) for query, total in totals if total), None)


def _meant(text: str, parsed: ParsedQuery) -> Iterator[str]:
    for note in parsed.notes:
        name = re.escape(note.arguments.get("field", ""))
        if note.code == "field_blank":
            yield re.sub(rf"({name}[:：])\s+(?=\S)", r"\1", text, count=1)
        elif note.code == "field_unknown" and note.arguments.get("near"):
            yield re.sub(rf"(?i){name}[:：]", f"{note.arguments['near']}:", text, count=1)
    bare = text.strip()
    if isinstance(parsed.tree, Words):
        if _NUMBER.fullmatch(bare):
            yield f"number:{bare}"
        for date in find_dates(bare):
            if date.span.of(bare) == bare:
                yield f"from:{date.iso} to:{date.iso}"

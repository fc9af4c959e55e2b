"""Types of fields that several replies have. An unknown value is null, never an empty text."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from search.request import MarkKind

WholeNumber = Annotated[int, Meta(ge=0)]
Address = Annotated[str, Meta(description="an address on this site")]
PartialDate = Annotated[
    str, Meta(pattern="^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$", description="ISO 8601, as precise as known")
]
SpanPair = Annotated[tuple[WholeNumber, WholeNumber], Meta(description="[start, end), code points")]
Highlights = Annotated[
    tuple[Annotated[tuple[WholeNumber, WholeNumber, MarkKind], Meta(description="start, end, class")], ...],
    Meta(description="code points of the text beside it; sorted and disjoint"),
]
Milliseconds = Annotated[float, Meta(description="time that the search took, in ms")]
Generation = Annotated[str, Meta(description="the state of the index that answered")]
Partial = Annotated[bool, Meta(description="the deadline came first: this is what was found by then")]
Exact = Annotated[bool, Meta(description="false: there are at least so many")]


def or_null(text: str) -> str | None:
    """The text, or null where nothing is known."""
    return text or None

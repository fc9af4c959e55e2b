"""The JSON of citations: a document, or one of its turns, in every style."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from msgspec import Meta, Struct

from search.citations.reference import Reference
from search.citations.styles import STYLES
from search.model import Document, Turn
from search.replies.fields import PartialDate


class CitationsReply(Struct, frozen=True):
    """Each style's text, the address cited, and the day on which it was seen."""

    document: str
    turn: str | None
    url: Annotated[str, Meta(extra_json_schema={"format": "uri"})]
    accessed: PartialDate
    citations: Annotated[
        Mapping[str, str], Meta(description="text by style", extra_json_schema={"required": list(STYLES)})
    ]


def citations_reply(document: Document, turn: Turn | None, reference: Reference) -> CitationsReply:
    """The whole answer."""
    texts = {name: style.cite(reference) for name, style in STYLES.items()}
    return CitationsReply(document.id, turn.id if turn else None, reference.url, reference.accessed, texts)

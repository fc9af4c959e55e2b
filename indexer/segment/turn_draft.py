"""A turn before its speaker and its id are known."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.segment.labels import Label
from search.model import Role, Span


@dataclass(frozen=True, slots=True)
class TurnDraft:
    """A turn as cut from the page: its label, its paragraphs without the label, what it does.

    `heading` marks a heading that stands before a label and belongs to nobody.
    """

    label: Label | None
    paragraphs: tuple[Span, ...]
    role: Role = Role.STATEMENT
    heading: bool = False

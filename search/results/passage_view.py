"""A passage made readable: its text, its marks, the window to show, who speaks, where a link leads."""

from __future__ import annotations

from collections.abc import Sequence

from search.glossary.people import NOBODY, People
from search.links import anchor_of, text_hash
from search.model import Document, Passage, Role
from search.port.entry import entry_id
from search.request import Mark, PassageView
from search.results.highlight import in_passage
from search.results.person_facets import public_speaker
from search.results.snippet import window


def passage_view(
    document: Document, passage: Passage, marks: Sequence[Mark] = (), people: People = NOBODY
) -> PassageView:
    """`marks` lie on the document's text; those outside the passage are left out."""
    text = document.passage_text(passage)
    inside = in_passage(marks, passage)
    turn = document.turn(passage.turn) if passage.turn else None
    return PassageView(
        id=entry_id(document.id, passage.id),
        passage=passage,
        text=text,
        marks=inside,
        snippet=window(text, inside),
        role=turn.role if turn else None,
        speaker=public_speaker(document.speaker(passage.speaker), people) if passage.speaker else None,
        anchor=anchor_of(passage),
        text_hash=text_hash(document, passage),
    )


def paired(
    document: Document, passage: Passage, marks: Sequence[Mark], people: People = NOBODY
) -> tuple[tuple[PassageView, ...], tuple[PassageView, ...]]:
    """(questions, answers) that belong to a passage."""
    questions: list[PassageView] = []
    answers: list[PassageView] = []
    for turn in filter(None, map(document.turn, passage.pairs)):
        paired = [passage_view(document, each, marks, people) for each in document.passages if each.turn == turn.id]
        (questions if turn.role is Role.QUESTION else answers).extend(paired)
    return tuple(questions), tuple(answers)

"""Why a hit was found, told once."""

from __future__ import annotations

from search.model import Document, Kind, Passage, Source, Span
from search.request import MarkKind, MatchReason, PassageView, Result, Snippet
from web.pages.hit_rows import reasons_of

LITERAL, FORM, NAME = MarkKind.LITERAL, MarkKind.FORM, MarkKind.NAME


def hit(*why: MatchReason) -> Result:
    passage = Passage("t1.1", Kind.PARAGRAPH, (Span(0, 1),), "pt")
    shown = PassageView("t1.1", passage, "x", (), Snippet(0, 1, False, False))
    return Result("d#t1.1", Document("d", "d", Source("d"), "x", Span(0, 0)), shown, 1.0, why=why)


def told(*why: MatchReason) -> list[tuple[tuple[str, ...], str, str]]:
    return [(reason.found, reason.asked, reason.place) for reason in reasons_of(hit(*why))]


def test_literal_forms_share_one_reason() -> None:
    assert told(MatchReason("quota", "quota", LITERAL, "body"), MatchReason("pesca", "pesca", LITERAL, "body")) == [
        (("quota", "pesca"), "", "body")
    ]


def test_a_form_that_stands_in_the_body_is_not_told_again_of_the_title() -> None:
    assert told(MatchReason("sino", "sino", LITERAL, "title"), MatchReason("sino", "sino", LITERAL, "body")) == [
        (("sino",), "", "body")
    ]


def test_what_stands_only_elsewhere_says_where_and_comes_last() -> None:
    reasons = told(MatchReason("pesca", "pescas", FORM, "title"), MatchReason("quota", "quotas", FORM, "body"))
    assert reasons == [(("quotas",), "quota", "body"), (("pescas",), "pesca", "title")]


def test_names_say_what_they_answer() -> None:
    assert told(MatchReason("联运", "transporte combinado", NAME, "body")) == [
        (("transporte combinado",), "联运", "body")
    ]

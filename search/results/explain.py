"""Why a passage is a hit: each word asked for, the form found, and where."""

from __future__ import annotations

from search.request import MarkKind, MatchReason
from search.results.highlight import Highlights
from search.terms import Part

MOST_REASONS = 12  # a long question matches in many places; the first of each word tell enough
_PARTS = (Part.BODY, Part.TITLE, Part.SPEAKER, Part.PAIR)
_KINDS = (MarkKind.LITERAL, MarkKind.FORM, MarkKind.NAME)


def why(found: Highlights) -> tuple[MatchReason, ...]:
    """One reason for each word asked, form found and part; body first, a literal before a form of the same word."""
    reasons: dict[tuple[str, str, str], MatchReason] = {}
    for spot in sorted(found.spots, key=lambda each: (_PARTS.index(each.part), _KINDS.index(each.kind), each.start)):
        key = (spot.asked, spot.found, spot.part.value)
        reasons.setdefault(key, MatchReason(spot.asked, spot.found, spot.kind, spot.part.value))
    return tuple(reasons.values())[:MOST_REASONS]

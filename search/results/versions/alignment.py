"""Two versions of a document side by side: which turn, and which paragraph of a statement, answers to which.

Roles and order come first: where both versions have the same roles in the same order, turn answers to turn. Else, and
for the paragraphs of a statement, the lengths decide: Gale and Church, "A Program for Aligning Sentences in Bilingual
Corpora", Computational Linguistics 19(1), 1993, with their variance and priors.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import erfc, inf, log, sqrt

from search.model import Document, Outline, Passage, Role, Span, Turn, TurnOutline
from search.outline import letters, outline_of

_VARIANCE = 6.8  # letters squared for each letter: Gale and Church, section 3.2
# A whole turn is more or less wordy as its translator is: the ratio varies by .11 on the sample archive, which is even.
_WORDINESS = 0.2
_LEAST = 1e-11  # a probability below counts as this one
_SAME_SPEAKER = 150.0  # what a name written alike in both is worth; between a likely and an unlikely length
MOST_TURNS = 400  # of both versions together with unlike roles; beyond it the square of them takes too long

# (turns or paragraphs on the left, on the right) -> how rare such a bead is, Gale and Church, table 5; in -100 log p.
_PRIORS = {(1, 1): 0.89, (0, 1): 0.0099, (1, 0): 0.0099, (2, 1): 0.089, (1, 2): 0.089, (2, 2): 0.011}
_BEADS = {shape: -100 * log(prior) for shape, prior in _PRIORS.items()}
_LONE_BEADS = {shape: _BEADS[shape] for shape in ((1, 1), (0, 1), (1, 0))}

# Half-open ranges of a sequence on the left and on the right that answer to one another; one of them may be empty.
Bead = tuple[range, range]


@dataclass(frozen=True, slots=True)
class AlignmentSide:
    """What one version has in a row: paragraphs of a turn. `anchor` is their place on the document's page."""

    turn: Turn
    paragraphs: tuple[Span, ...]
    anchor: str
    lang: str


@dataclass(frozen=True, slots=True)
class AlignmentRow:
    """What answers to one another; None where a version has nothing."""

    role: Role
    left: AlignmentSide | None
    right: AlignmentSide | None


def rows_of(left: Document, right: Document) -> tuple[AlignmentRow, ...]:
    """The rows of two versions, in their order; every turn of both stands in exactly one, or its paragraphs do."""
    rows: list[AlignmentRow] = []
    for one, other in turn_beads(outline_of(left), outline_of(right)):
        here = [left.turns[number] for number in one]
        there = [right.turns[number] for number in other]
        if here and there and here[0].role is Role.STATEMENT:
            rows.extend(_statement_rows(left, here[0], right, there[0]))
        else:
            role = (here or there)[0].role
            rows.append(
                AlignmentRow(role, *(_whole(document, turns) for document, turns in ((left, here), (right, there))))
            )
    return tuple(rows)


def counterparts(left: Outline, right: Outline) -> tuple[str, ...]:
    """For each turn of the left the id of the turn of the right that answers to it, empty where none does."""
    found = [""] * len(left.turns)
    for one, two in turn_beads(left, right):
        if one and two:
            found[one.start] = right.turns[two.start].id
    return tuple(found)


def turn_beads(left: Outline, right: Outline) -> Sequence[Bead]:
    """Which turns answer to one another: one to one, or none. Turns of unlike roles never do."""
    if [turn.role for turn in left.turns] == [turn.role for turn in right.turns]:
        return [(range(number, number + 1), range(number, number + 1)) for number in range(len(left.turns))]
    if len(left.turns) + len(right.turns) > MOST_TURNS:
        return _in_order_of_roles(left.turns, right.turns)
    return _turn_beads(left.turns, right.turns)


def surprise(left: float, right: float) -> float:
    """How unlikely two lengths in letters are for one text in two languages, in -100 log p; 0 for equal ones."""
    mean = (left + right) / 2
    if not mean:
        return 0.0
    spread = sqrt(_VARIANCE * mean + (_WORDINESS * mean) ** 2)
    return -100 * log(max(_LEAST, erfc(abs(left - right) / spread / sqrt(2))))


def _turn_beads(left: Sequence[TurnOutline], right: Sequence[TurnOutline]) -> Sequence[Bead]:
    def match(one: int, _: int, other: int, __: int) -> float:
        here, there = left[one - 1], right[other - 1]
        if here.role is not there.role:
            return inf
        known = bool(here.speaker) and here.speaker == there.speaker
        return surprise(here.length, there.length) - (_SAME_SPEAKER if known else 0.0)

    return cheapest(len(left), len(right), _LONE_BEADS, match)


def _statement_rows(left: Document, here: Turn, right: Document, there: Turn) -> list[AlignmentRow]:
    """The paragraphs of two statements, aligned by their lengths."""
    one = [letters(span.of(left.text)) for span in here.paragraphs]
    two = [letters(span.of(right.text)) for span in there.paragraphs]

    def match(mine: int, of_mine: int, theirs: int, of_theirs: int) -> float:
        return surprise(sum(one[mine - of_mine : mine]), sum(two[theirs - of_theirs : theirs]))

    return [
        AlignmentRow(here.role, _part(left, here, mine), _part(right, there, theirs))
        for mine, theirs in cheapest(len(one), len(two), _BEADS, match)
    ]


def cheapest(
    left: int, right: int, shapes: Mapping[tuple[int, int], float], match: Callable[[int, int, int, int], float]
) -> list[Bead]:
    """The cheapest way to cover two sequences of those lengths with beads, in order. `shapes` are those allowed, with
    what each costs; `match(i, a, j, b)` is what it costs besides that the `a` items before `i` and the `b` before `j`
    answer to one another, infinite where they cannot. Of equal ways, what the left alone has comes first."""
    costs = [[inf] * (right + 1) for _ in range(left + 1)]
    taken = [[(0, 0)] * (right + 1) for _ in range(left + 1)]
    costs[0][0] = 0.0
    for i, row in enumerate(costs):
        steps = [(shape, shape[1], own, costs[i - shape[0]]) for shape, own in shapes.items() if shape[0] <= i]
        for j in range(right + 1):
            for shape, b, own, before in steps:
                cost = before[j - b] + own if b <= j else inf
                if cost < inf and b and shape[0]:
                    cost += match(i, shape[0], j, b)
                if cost < row[j]:
                    row[j] = cost
                    taken[i][j] = shape
    beads: list[Bead] = []
    i, j = left, right
    while i or j:
        a, b = taken[i][j]
        beads.append((range(i - a, i), range(j - b, j)))
        i, j = i - a, j - b
    return beads[::-1]


def _in_order_of_roles(left: Sequence[TurnOutline], right: Sequence[TurnOutline]) -> list[Bead]:
    """Very long versions: turn to turn as long as the roles agree, what is left over on its own."""
    same = next((n for n, (a, b) in enumerate(zip(left, right, strict=False)) if a.role is not b.role), None)
    agreed = min(len(left), len(right)) if same is None else same
    beads: list[Bead] = [(range(n, n + 1), range(n, n + 1)) for n in range(agreed)]
    beads.extend((range(n, n + 1), range(0)) for n in range(agreed, len(left)))
    beads.extend((range(0), range(n, n + 1)) for n in range(agreed, len(right)))
    return beads


def _whole(document: Document, turns: Sequence[Turn]) -> AlignmentSide | None:
    return AlignmentSide(turns[0], turns[0].paragraphs, turns[0].id, _lang(document, turns[0])) if turns else None


def _part(document: Document, turn: Turn, numbers: range) -> AlignmentSide | None:
    """Some paragraphs of a statement; named by the first of them, the turn's first by the turn."""
    if not numbers:
        return None
    spans = turn.paragraphs[numbers.start : numbers.stop]
    own = _passage_at(document, turn, spans[0])
    anchor = turn.id if not numbers.start or own is None else own.id.partition("~")[0]
    return AlignmentSide(turn, spans, anchor, own.lang if own else _lang(document, turn))


def _passage_at(document: Document, turn: Turn, span: Span) -> Passage | None:
    own = (passage for passage in document.passages if passage.turn == turn.id)
    return next((passage for passage in own if span in passage.spans), None)


def _lang(document: Document, turn: Turn) -> str:
    return next((passage.lang for passage in document.passages if passage.turn == turn.id), document.lang)

"""Tokens made well formed: brackets balanced, operators between operands. What is left out is named in a note."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from search.port.match import MAX_GROUPS
from search.query.size_limits import MAX_NESTING
from search.query.tokens import Lexeme, Sign
from search.request import Note

_PIECES = frozenset({Sign.WORD, Sign.QUOTED})
_JOINTS = frozenset({Sign.OR, Sign.AND, Sign.NEAR})
_OPERATORS = _JOINTS | {Sign.NOT}


@dataclass(frozen=True, slots=True)
class Repaired:
    """Tokens that parse without a question, those that were left out, and what there is to say."""

    tokens: tuple[Lexeme, ...]
    dropped: tuple[Lexeme, ...]
    notes: tuple[Note, ...]


def repair(tokens: Sequence[Lexeme], cut: bool) -> Repaired:
    """`cut` says that the query was cut short, so that brackets left open are no fault of the writer's."""
    if tokens and all(token.sign in _OPERATORS for token in tokens):
        return Repaired(tuple(replace(token, sign=Sign.WORD) for token in tokens), (), ())
    notes: dict[str, Note] = {}
    kept = _balance(tokens, notes, cut)
    kept = _near(kept, notes)
    while True:
        good = [token for i, token in enumerate(kept) if not _idle(kept, i)]
        if len(good) == len(kept):
            break
        for token in set(kept) - set(good):
            _note(notes, token)
        kept = good
    dropped = tuple(token for token in tokens if all(token.start != other.start for other in kept))
    return Repaired(tuple(kept), dropped, tuple(notes.values()))


def _balance(tokens: Sequence[Lexeme], notes: dict[str, Note], cut: bool) -> list[Lexeme]:
    """Brackets in pairs, at most MAX_NESTING deep; one left open is closed at the end."""
    kept: list[Lexeme] = []
    depth = 0
    for token in tokens:
        if token.sign is Sign.OPEN:
            depth += 1
        if token.sign is Sign.CLOSE and depth == 0:
            _say(notes, "bracket_unopened", "A closing bracket had no opening one and was left out.")
            continue
        if token.sign not in (Sign.OPEN, Sign.CLOSE) or depth <= MAX_NESTING:
            kept.append(token)
        else:
            text = f"Brackets nest at most {MAX_NESTING} deep: the inner ones were left out."
            _say(notes, "nesting_cut", text)
        if token.sign is Sign.CLOSE:
            depth -= 1
    if depth and not cut:
        _say(notes, "bracket_unclosed", "An opening bracket was never closed: it was closed at the end.")
    end = tokens[-1].end if tokens else 0
    return kept + [Lexeme(Sign.CLOSE, end + i, end + i) for i in range(min(depth, MAX_NESTING))]


def _near(tokens: list[Lexeme], notes: dict[str, Note]) -> list[Lexeme]:
    """NEAR joins a few words and quotations; elsewhere it is read as AND."""
    kept = list(tokens)
    pieces = 1
    for i, token in enumerate(kept):
        if token.sign is not Sign.NEAR or not 0 < i < len(kept) - 1:
            continue
        chained = i > 1 and kept[i - 2].sign is Sign.NEAR
        pieces = pieces + 1 if chained else 2
        negated = i > 1 and kept[i - 2].sign is Sign.NOT
        if negated or not {kept[i - 1].sign, kept[i + 1].sign} <= _PIECES:
            text = "NEAR stands between words and quotations only: here it was read as AND."
            _say(notes, "near_operands", text)
        elif pieces > MAX_GROUPS:
            text = f"NEAR joins at most {MAX_GROUPS} pieces: the next one was read as AND."
            _say(notes, "near_pieces", text, most=str(MAX_GROUPS))
        else:
            continue
        kept[i] = replace(token, sign=Sign.AND)
    return kept


def _idle(tokens: Sequence[Lexeme], i: int) -> bool:
    """Whether token `i` has nothing to work on: an operator without operand, a bracket around nothing."""
    token = tokens[i]
    before = tokens[i - 1] if i else None
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    ends = after is None or after.sign is Sign.CLOSE or after.sign in _JOINTS
    match token.sign:
        case Sign.OR | Sign.AND | Sign.NEAR:
            idle = before is None or before.sign is Sign.OPEN or before.sign in _JOINTS
            return idle or after is None or after.sign is Sign.CLOSE
        case Sign.NOT:
            glued = token.end - token.start == 1
            return ends or (glued and after is not None and after.start != token.end)
        case Sign.OPEN:
            return after is not None and after.sign is Sign.CLOSE
        case Sign.CLOSE:
            return before is not None and before.sign is Sign.OPEN
    return False


def _note(notes: dict[str, Note], token: Lexeme) -> None:
    if token.sign in (Sign.OPEN, Sign.CLOSE):
        _say(notes, "group_empty", "There was nothing between two brackets: they were left out.")
    else:
        name = "-" if token.sign is Sign.NOT and token.end - token.start == 1 else token.sign.value.upper()
        text = f"{name} had nothing to work on and was left out."
        _say(notes, "operator_idle", text, operator=name)


def _say(notes: dict[str, Note], code: str, message: str, **arguments: str) -> None:
    notes.setdefault(code, Note(code, message, arguments))

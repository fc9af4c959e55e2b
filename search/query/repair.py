"""Tokens made well formed: brackets balanced, operators between operands. What is left out is named in a note."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from search.port.match import MAX_GROUPS
from search.query.size_limits import MAX_NESTING
from search.query.tokens import QueryToken, TokenKind
from search.request import Note

_PIECES = frozenset({TokenKind.WORD, TokenKind.QUOTED})
_JOINTS = frozenset({TokenKind.OR, TokenKind.AND, TokenKind.NEAR})
_OPERATORS = _JOINTS | {TokenKind.NOT}


@dataclass(frozen=True, slots=True)
class TokenRepair:
    """Tokens that parse without a question, those that were left out, and what there is to say."""

    tokens: tuple[QueryToken, ...]
    dropped: tuple[QueryToken, ...]
    notes: tuple[Note, ...]


def repair(tokens: Sequence[QueryToken], cut: bool) -> TokenRepair:
    """`cut` says that the query was cut short, so that brackets left open are no fault of the writer's."""
    if tokens and all(token.kind in _OPERATORS for token in tokens):
        return TokenRepair(tuple(replace(token, kind=TokenKind.WORD) for token in tokens), (), ())
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
    return TokenRepair(tuple(kept), dropped, tuple(notes.values()))


def _balance(tokens: Sequence[QueryToken], notes: dict[str, Note], cut: bool) -> list[QueryToken]:
    """Brackets in pairs, at most MAX_NESTING deep; one left open is closed at the end."""
    kept: list[QueryToken] = []
    depth = 0
    for token in tokens:
        if token.kind is TokenKind.OPEN:
            depth += 1
        if token.kind is TokenKind.CLOSE and depth == 0:
            _say(notes, "bracket_unopened", "A closing bracket had no opening one and was left out.")
            continue
        if token.kind not in (TokenKind.OPEN, TokenKind.CLOSE) or depth <= MAX_NESTING:
            kept.append(token)
        else:
            text = f"Brackets nest at most {MAX_NESTING} deep: the inner ones were left out."
            _say(notes, "nesting_cut", text)
        if token.kind is TokenKind.CLOSE:
            depth -= 1
    if depth and not cut:
        _say(notes, "bracket_unclosed", "An opening bracket was never closed: it was closed at the end.")
    end = tokens[-1].end if tokens else 0
    return kept + [QueryToken(TokenKind.CLOSE, end + i, end + i) for i in range(min(depth, MAX_NESTING))]


def _near(tokens: list[QueryToken], notes: dict[str, Note]) -> list[QueryToken]:
    """NEAR joins a few words and quotations; elsewhere it is read as AND."""
    kept = list(tokens)
    pieces = 1
    for i, token in enumerate(kept):
        if token.kind is not TokenKind.NEAR or not 0 < i < len(kept) - 1:
            continue
        chained = i > 1 and kept[i - 2].kind is TokenKind.NEAR
        pieces = pieces + 1 if chained else 2
        negated = i > 1 and kept[i - 2].kind is TokenKind.NOT
        if negated or not {kept[i - 1].kind, kept[i + 1].kind} <= _PIECES:
            text = "NEAR stands between words and quotations only: here it was read as AND."
            _say(notes, "near_operands", text)
        elif pieces > MAX_GROUPS:
            text = f"NEAR joins at most {MAX_GROUPS} pieces: the next one was read as AND."
            _say(notes, "near_pieces", text, most=str(MAX_GROUPS))
        else:
            continue
        kept[i] = replace(token, kind=TokenKind.AND)
    return kept


def _idle(tokens: Sequence[QueryToken], i: int) -> bool:
    """Whether token `i` has nothing to work on: an operator without operand, a bracket around nothing."""
    token = tokens[i]
    before = tokens[i - 1] if i else None
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    ends = after is None or after.kind is TokenKind.CLOSE or after.kind in _JOINTS
    match token.kind:
        case TokenKind.OR | TokenKind.AND | TokenKind.NEAR:
            idle = before is None or before.kind is TokenKind.OPEN or before.kind in _JOINTS
            return idle or after is None or after.kind is TokenKind.CLOSE
        case TokenKind.NOT:
            glued = token.end - token.start == 1
            return ends or (glued and after is not None and after.start != token.end)
        case TokenKind.OPEN:
            return after is not None and after.kind is TokenKind.CLOSE
        case TokenKind.CLOSE:
            return before is not None and before.kind is TokenKind.OPEN
    return False


def _note(notes: dict[str, Note], token: QueryToken) -> None:
    if token.kind in (TokenKind.OPEN, TokenKind.CLOSE):
        _say(notes, "group_empty", "There was nothing between two brackets: they were left out.")
    else:
        name = "-" if token.kind is TokenKind.NOT and token.end - token.start == 1 else token.kind.value.upper()
        text = f"{name} had nothing to work on and was left out."
        _say(notes, "operator_idle", text, operator=name)


def _say(notes: dict[str, Note], code: str, message: str, **arguments: str) -> None:
    notes.setdefault(code, Note(code, message, arguments))

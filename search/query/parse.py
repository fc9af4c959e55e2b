"""A query text read into a tree. Never raises: what is broken is repaired, and a note says how."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from search.model import Span
from search.query.lexer import tokenize
from search.query.repair import repair
from search.query.size_limits import MAX_CHARS, cut_clauses, trim
from search.query.tokens import QueryToken, TokenKind, TokenList
from search.query.tree import (
    And,
    DateClause,
    Empty,
    FieldClause,
    NearClause,
    Not,
    Or,
    Query,
    Quotation,
    WordPrefix,
    Words,
)
from search.request import Note


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """The tree, what was said about it, and whether the text had to be changed to be understood."""

    tree: Query
    notes: tuple[Note, ...] = ()
    repaired: bool = False


def parse(text: str, limit: int = MAX_CHARS) -> ParsedQuery:
    """The query tree of a text; only its first `limit` code points count. Spans are offsets in the text as typed."""
    trimmed, cut = trim(text, limit)
    tidied = _tidy(trimmed, cut is not None)
    tree = _Parser(tidied.text, tidied.tokens).either() if tidied.tokens else Empty()
    tree, swapped = _in_order(tree)
    cuts = (cut,) if cut else ()
    return ParsedQuery(tree, (*cuts, *tidied.notes, *swapped), tidied.repaired or bool(cuts or swapped))


def _tidy(text: str, cut: bool) -> TokenList:
    """The tokens of a text in which nothing is left to mend. What is left out becomes blank and the text is read
    again, so that no leftover is read one way here and another way in the query as shown."""
    notes: dict[str, Note] = {}
    mended = False
    while True:
        scanned = tokenize(text)
        tokens, shortened = cut_clauses(scanned.tokens)
        repaired = repair(tokens, cut or shortened is not None)
        shown = list(scanned.text)
        for token in repaired.dropped:
            shown[token.start : token.end] = " " * (token.end - token.start)
        for note in (*((shortened,) if shortened else ()), *scanned.notes, *repaired.notes):
            notes.setdefault(note.code, note)
        mended = mended or scanned.repaired or bool(shortened or repaired.notes)
        if "".join(shown) == text:
            return TokenList(text, repaired.tokens, tuple(notes.values()), mended)
        text = "".join(shown)


class _Parser:
    """Recursive descent over well-formed tokens: OR binds loosest, then AND and mere adjacency, then NOT."""

    def __init__(self, text: str, tokens: Sequence[QueryToken]) -> None:
        self.text = text
        self.tokens = tokens
        self.at = 0

    def _sign(self, ahead: int = 0) -> TokenKind | None:
        return self.tokens[self.at + ahead].kind if self.at + ahead < len(self.tokens) else None

    def _next(self) -> QueryToken:
        self.at += 1
        return self.tokens[self.at - 1]

    def either(self) -> Query:
        """Alternatives up to a closing bracket or the end."""
        options = [self._all()]
        while self._sign() is TokenKind.OR:
            self.at += 1
            options.append(self._all())
        flat = [part for option in options for part in (option.children if isinstance(option, Or) else (option,))]
        return flat[0] if len(flat) == 1 else Or(tuple(flat))

    def _all(self) -> Query:
        parts: list[Query] = []
        while self._sign() not in (None, TokenKind.CLOSE, TokenKind.OR):
            if self._sign() is TokenKind.AND:
                self.at += 1
                continue
            part = self._part()
            parts.extend(part.children if isinstance(part, And) else (part,))
        parts = _join_dates(parts)
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _part(self) -> Query:
        if self._sign() is not TokenKind.NOT:
            return self._clause(alone=False)
        negated = False
        while self._sign() is TokenKind.NOT:
            self.at += 1
            negated = not negated
        child = self._clause(alone=True)
        if isinstance(child, Not):
            return child.child if negated else child
        return Not(child) if negated else child

    def _clause(self, alone: bool) -> Query:
        """One clause; with `alone` a single word, as behind a minus."""
        if self._sign(1) is TokenKind.NEAR and self._sign() in (TokenKind.WORD, TokenKind.QUOTED):
            return self._nearby()
        token = self._next()
        span = Span(token.start, token.end)
        match token.kind:
            case TokenKind.OPEN:
                inner = self.either()
                self.at += 1
                return inner
            case TokenKind.QUOTED:
                return Quotation(token.text, span)
            case TokenKind.PREFIX:
                return WordPrefix(token.text, span)
            case TokenKind.SINCE:
                return DateClause(token.text, "", span)
            case TokenKind.UNTIL:
                return DateClause("", token.text, span)
            case TokenKind.FIELD:
                return FieldClause(token.name, token.text, span, token.quoted)
        return self._words(token, alone)

    def _words(self, first: QueryToken, alone: bool) -> Words:
        last = first
        while not alone and self._sign() is TokenKind.WORD and self._sign(1) is not TokenKind.NEAR:
            last = self._next()
        return Words(self.text[first.start : last.end], Span(first.start, last.end))

    def _nearby(self) -> NearClause:
        start, distance = self.tokens[self.at].start, 0
        groups: list[Words | Quotation] = []
        while True:
            token = self._next()
            span = Span(token.start, token.end)
            quoted = token.kind is TokenKind.QUOTED
            groups.append(Quotation(token.text, span) if quoted else Words(token.text, span))
            if self._sign() is not TokenKind.NEAR:
                return NearClause(tuple(groups), distance, Span(start, token.end))
            distance = max(distance, self._next().distance)


def _join_dates(parts: Sequence[Query]) -> list[Query]:
    """`from:` and `to:` side by side are one condition."""
    joined: list[Query] = []
    for part in parts:
        last = joined[-1] if joined else None
        if isinstance(part, DateClause) and isinstance(last, DateClause) and _complement(last, part):
            span = Span(min(last.span.start, part.span.start), max(last.span.end, part.span.end))
            joined[-1] = DateClause(last.low or part.low, last.high or part.high, span)
        else:
            joined.append(part)
    return joined


def _complement(one: DateClause, other: DateClause) -> bool:
    """Whether one of them has only the lower bound and the other only the upper."""
    return bool(one.low) == bool(other.high) != bool(one.high) == bool(other.low)


def _in_order(tree: Query) -> tuple[Query, tuple[Note, ...]]:
    """The tree with every range of dates running forward, and a note for those that ran backward."""
    match tree:
        case DateClause(low, high, span) if low and high:
            shorter = min(len(low), len(high))
            if low[:shorter] <= high[:shorter]:
                return tree, ()
            text = f"from:{low} lies after to:{high}: the two were exchanged."
            return DateClause(high, low, span), (Note("dates_swapped", text, {"from": low, "to": high}),)
        case And(children) | Or(children):
            pairs = [_in_order(child) for child in children]
            notes = tuple(note for _, found in pairs for note in found)
            return type(tree)(tuple(child for child, _ in pairs)), notes
        case Not(child):
            inner, notes = _in_order(child)
            return Not(inner), notes
    return tree, ()

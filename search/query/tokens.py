"""The tokens of the query language, and the characters that are its punctuation, full-width forms included."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from search.request import Note


class TokenKind(StrEnum):
    """What a token is."""

    WORD = "word"
    QUOTED = "quoted"
    PREFIX = "prefix"
    FIELD = "field"
    SINCE = "since"
    UNTIL = "until"
    OPEN = "open"
    CLOSE = "close"
    OR = "or"
    AND = "and"
    NOT = "not"
    NEAR = "near"


@dataclass(frozen=True, slots=True)
class QueryToken:
    """A token at [start, end) of the query text. `text` is the word, the quoted string, the prefix, the field's value
    or an ISO date; `name` is the field; `distance` that of NEAR; `quoted` says how the field's value was written."""

    kind: TokenKind
    start: int
    end: int
    text: str = ""
    name: str = ""
    distance: int = 0
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class TokenList:
    """The tokens, the text with blanks for what was dropped, and what there is to say about it."""

    text: str
    tokens: tuple[QueryToken, ...]
    notes: tuple[Note, ...]
    repaired: bool


# An opening quotation mark and what closes it; straight and curly double marks close each other, as people type.
CLOSERS: dict[str, str] = {
    **dict.fromkeys("\"“”„‟＂〝", "\"“”„‟＂〝〞"),
    "«": "»", "「": "」", "『": "』", "﹁": "﹂", "﹃": "﹄", "｢": "｣",
}  # fmt: skip
QUOTES = frozenset(CLOSERS) | frozenset("".join(CLOSERS.values()))
OPENING, CLOSING = "(（﹙", ")）﹚"
MINUS = "-－−﹣"
STARS = "*＊﹡"
OPERATORS = {
    **dict.fromkeys(("OR", "OU", "ИЛИ", "或", "|"), TokenKind.OR), "AND": TokenKind.AND, "NOT": TokenKind.NOT,
}  # fmt: skip

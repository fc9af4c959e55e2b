"""The limits of a query, kept before it is parsed: its length, its clauses, its nesting. Cuts and says so."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from search.query.tokens import QueryToken, TokenKind
from search.request import Note

MAX_CHARS = 256  # default of search.max_query; stock parsers of this kind need seconds for 20,000
MAX_CLAUSES = 32  # a pasted sentence has fewer
MAX_NESTING = 8  # nobody writes more; a thousand brackets exhaust the stack of a recursive parser
_WORD_BACK = 40  # characters; no word of an alphabetic script is longer

_CLAUSES = frozenset(
    {TokenKind.WORD, TokenKind.QUOTED, TokenKind.PREFIX, TokenKind.FIELD, TokenKind.SINCE, TokenKind.UNTIL}
)


def trim(text: str, limit: int = MAX_CHARS) -> tuple[str, Note | None]:
    """At most `limit` code points of a query, cut between words and never inside a combining sequence; blanks stand for
    control characters and half surrogates."""
    kept = "".join(" " if unicodedata.category(char) in ("Cc", "Cs") else char for char in text[: limit + 1])
    if len(kept) <= limit:
        return kept, None
    end = limit
    while end > 0 and unicodedata.combining(kept[end]):
        end -= 1
    end = _between_words(kept, end)
    note = Note(
        "query_cut",
        f"The query is longer than {limit} characters: only the first {end} were searched.",
        {"limit": str(limit), "kept": str(end)},
    )
    return kept[:end], note


def _between_words(text: str, end: int) -> int:
    """The nearest place at or before `end` that does not cut a word of an alphabetic script."""
    at = end
    while at > end - _WORD_BACK and at > 0 and _joined(text[at - 1], text[at]):
        at -= 1
    return at if at > max(0, end - _WORD_BACK) else end


def _joined(left: str, right: str) -> bool:
    return all(char.isalnum() and unicodedata.category(char) != "Lo" for char in (left, right))


def cut_clauses(tokens: Sequence[QueryToken], limit: int = MAX_CLAUSES) -> tuple[list[QueryToken], Note | None]:
    """The tokens up to the end of the `limit`-th clause. Adjacent plain words are one clause."""
    clauses = 0
    for i, token in enumerate(tokens):
        follows = i > 0 and tokens[i - 1].kind is TokenKind.WORD
        clauses += token.kind in _CLAUSES and not (token.kind is TokenKind.WORD and follows)
        if clauses > limit:
            note = Note(
                "clauses_cut",
                f"The query has more than {limit} clauses: only the first {limit} were searched.",
                {"limit": str(limit)},
            )
            return list(tokens[:i]), note
    return list(tokens), None

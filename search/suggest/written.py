"""A text as its key is written."""

from __future__ import annotations

from search.analysis.fold import fold, plain


def plain_text(text: str) -> str:
    """Folded, without accents, single blanks."""
    return " ".join(plain(word) for word in fold(text).text.split())

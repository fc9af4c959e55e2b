"""Cells that a spreadsheet would run as a formula, made harmless."""

from __future__ import annotations

# OWASP, CSV injection: these first signs start a formula, or are skipped before one; the full-width ones do so in
# Chinese and Japanese editions.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def escape_formula(text: str) -> str:
    """The text, with an apostrophe in front where a spreadsheet would otherwise run it."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text

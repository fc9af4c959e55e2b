"""Remarks inside turns: laughter, applause, the language spoken, what nobody could hear."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.segment.lexicon import lexicon, says
from indexer.segment.lines import plain
from search.model import Span

REMARK_CHARS = 60  # longer brackets hold speech or explanation

_BRACKETS = re.compile(rf"[(\[<][^()\[\]<>\n]{{1,{REMARK_CHARS}}}[)\]>]")


def remarks_in(paragraphs: Sequence[Span], text: str) -> tuple[Span, ...]:
    """The bracketed remarks in a turn's paragraphs, brackets included; other brackets are speech."""
    return tuple(
        Span(paragraph.start + match.start(), paragraph.start + match.end())
        for paragraph in paragraphs
        for match in _BRACKETS.finditer(plain(paragraph.of(text)))
        if says(match[0][1:-1], lexicon().remarks)
    )

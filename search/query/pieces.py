"""Plain words -> pieces: what must be found each by itself. White space and most punctuation separate pieces."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from search.analysis.analyze import MAX_TERM
from search.analysis.fold import fold, strip_accents
from search.analysis.runs import Run, cut_runs
from search.languages import LANGUAGES
from search.model import Span
from search.query.analysis_cache import MOST_TEXTS
from search.scripts import Script


class PieceShape(StrEnum):
    """What a piece is."""

    HAN = "han"  # characters of a joined script
    WORD = "word"
    COMPOUND = "compound"  # words joined by hyphens or apostrophes
    TIED = "tied"  # an address, a number with signs, initials: one phrase


@dataclass(frozen=True, slots=True)
class QueryPiece:
    """A piece as typed, at `span` of the clause's text. `words` are its folded accentless words (one Han run)."""

    shape: PieceShape
    text: str
    span: Span
    words: tuple[str, ...]


_CHUNK = re.compile(r"\S+")
_HYPHENS = re.compile(r"['’‘ʼ_\-‐‑]")
# Signs that hold an address, a number or initials together.
_TIES = re.compile(r"['’‘ʼ_\-‐‑.@:/&+#?=%]{1,3}")
_NUMBER_TIES = re.compile(r"[.,:/\-‐‑]")


@lru_cache(maxsize=MOST_TEXTS)
def pieces_of(text: str) -> tuple[QueryPiece, ...]:
    """The pieces of a clause's text in order."""
    found: list[QueryPiece] = []
    for chunk in _CHUNK.finditer(text):
        folded = fold(chunk[0])
        for group in _groups(list(cut_runs(folded.text))):
            start, end = folded.span(group[0].start, group[-1].end)
            span = Span(chunk.start() + start, chunk.start() + end)
            found.append(
                QueryPiece(
                    _shape(group), span.of(text), span, tuple(strip_accents(run.text)[:MAX_TERM] for run in group)
                )
            )
    return tuple(found)


def is_stop_word(piece: QueryPiece) -> bool:
    """Whether a piece says nothing of the subject, in the language its script points to. A Han run says nothing when it
    is made of stop words: 是什么."""
    if piece.shape is PieceShape.HAN:
        return all(_stop_runs().fullmatch(word) for word in piece.words)
    return any(
        language.script in (Script.LATIN, Script.CYRILLIC) and all(word in language.stop_words for word in piece.words)
        for language in LANGUAGES
    )


@cache
def _stop_runs() -> re.Pattern[str]:
    """Runs of joined script that are one stop word after another."""
    words = {word for language in LANGUAGES if language.script is Script.JOINED for word in language.stop_words}
    return re.compile(f"(?:{'|'.join(map(re.escape, sorted(words)))})+")


def names_of_stop_words(pieces: Sequence[QueryPiece]) -> tuple[Span, ...]:
    """Capitalised words side by side of which one says nothing by itself: the name Han Zhiyuan, though `han` is a
    Spanish verb. The caller leaves out the first word of a sentence, which is capitalised whatever it is."""
    runs: list[list[QueryPiece]] = [[]]
    for piece in pieces:
        adjacent = bool(runs[-1]) and piece.span.start - runs[-1][-1].span.end == 1
        if not piece.text[0].isupper() or not adjacent:
            runs.append([])
        if piece.text[0].isupper():
            runs[-1].append(piece)
    named = (run for run in runs if len(run) > 1 and len({is_stop_word(piece) for piece in run}) > 1)
    return tuple(Span(run[0].span.start, run[-1].span.end) for run in named)


def _groups(runs: list[Run]) -> list[list[Run]]:
    """Runs that make one piece: a joined run alone, words together while signs tie them."""
    groups: list[list[Run]] = []
    for run in runs:
        last = groups[-1][-1] if groups else None
        if last is not None and Script.JOINED not in (run.script, last.script) and _tied(last, run):
            groups[-1].append(run)
        else:
            groups.append([run])
    return groups


def _tied(last: Run, run: Run) -> bool:
    if _TIES.fullmatch(run.before):
        return True
    return bool(_NUMBER_TIES.fullmatch(run.before)) and last.text[-1].isdigit() and run.text[0].isdigit()


def _shape(group: list[Run]) -> PieceShape:
    if group[0].script is Script.JOINED:
        return PieceShape.HAN
    if len(group) == 1:
        return PieceShape.WORD
    words = all(run.script is not Script.NUMBER for run in group)
    return (
        PieceShape.COMPOUND if words and all(_HYPHENS.fullmatch(run.before) for run in group[1:]) else PieceShape.TIED
    )

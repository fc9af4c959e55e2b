"""What is said about a query that needed no repair: what of it was not searched, or not as it looks."""

from __future__ import annotations

from collections.abc import Iterator

from search.analysis.fold import fold
from search.analysis.runs import Script, cut_runs
from search.query.context import How
from search.query.entity_nodes import entities_in
from search.query.lower import LEAST_PREFIX
from search.query.pieces import names_of_stop_words, pieces_of
from search.query.prose import Prose, spoken
from search.query.tree import And, Not, Or, Prefixed, Query, Words
from search.query.words import all_required, telling
from search.request import Match, Note


def remarks(tree: Query, how: How) -> tuple[Note, ...]:
    """The notes, each once."""
    return tuple({note.message: note for note in _remarks(tree, how)}.values())


def _remarks(tree: Query, how: How) -> Iterator[Note]:
    match tree:
        case And(children):
            for child in spoken(children):
                if not isinstance(child, Prose):
                    yield from _remarks(child, how)
        case Or(children):
            for child in children:
                yield from _remarks(child, how)
        case Not(child):
            yield from _remarks(child, how)
        case Words(text):
            yield from _of_words(text, how)
        case Prefixed(text):
            runs = list(cut_runs(fold(text).text))
            if runs and runs[-1].script is not Script.JOINED and len(runs[-1].text) < LEAST_PREFIX:
                message = f"“{text}*” is too short a beginning: it was searched as a word."
                yield Note("prefix_short", message, {"prefix": text})


def _of_words(text: str, how: How) -> Iterator[Note]:
    """Common words left out of a short query. In a long question nobody asks for each of them."""
    typed = pieces_of(text)
    if not typed:
        message = f"In “{text}” there is no letter and no digit to search for."
        yield Note("no_letters", message, {"text": text})
    if how.match is Match.EXACT or not all_required(typed, how):
        return
    told = telling(typed, entities_in(text, how))
    names = names_of_stop_words(typed)
    left = [
        piece.text
        for piece in typed
        if piece not in told and not any(name.start <= piece.span.start < name.end for name in names)
    ]
    if left:
        words = ", ".join(dict.fromkeys(left))
        message = f"Too common to be searched beside the others: {words}. In quotation marks they count."
        yield Note("too_common", message, {"words": words})

"""Notes on a query that needed no repair: what of it was not searched, or was searched in another way than it looks."""

from __future__ import annotations

from collections.abc import Iterator

from search.query.analysis_cache import runs_of
from search.query.context import LoweringContext
from search.query.entity_nodes import entities_in
from search.query.lower import LEAST_PREFIX
from search.query.pieces import names_of_stop_words, pieces_of
from search.query.prose import ProseClause, merge_prose
from search.query.tree import And, Not, Or, Query, WordPrefix, Words
from search.query.words import all_required, content_pieces
from search.request import Match, Note
from search.scripts import Script


def notices(tree: Query, context: LoweringContext) -> tuple[Note, ...]:
    """The notes, each once."""
    return tuple({note.message: note for note in _notices(tree, context)}.values())


def _notices(tree: Query, context: LoweringContext) -> Iterator[Note]:
    match tree:
        case And(children):
            for child in merge_prose(children):
                if not isinstance(child, ProseClause):
                    yield from _notices(child, context)
        case Or(children):
            for child in children:
                yield from _notices(child, context)
        case Not(child):
            yield from _notices(child, context)
        case Words(text):
            yield from _of_words(text, context)
        case WordPrefix(text):
            runs = runs_of(text)
            if runs and runs[-1].script is not Script.JOINED and len(runs[-1].text) < LEAST_PREFIX:
                message = f"“{text}*” is too short a beginning: it was searched as a word."
                yield Note("prefix_short", message, {"prefix": text})


def _of_words(text: str, context: LoweringContext) -> Iterator[Note]:
    """Common words left out of a short query. In a long question nobody asks for each of them."""
    typed = pieces_of(text)
    if not typed:
        message = f"In “{text}” there is no letter and no digit to search for."
        yield Note("no_letters", message, {"text": text})
    if context.match is Match.EXACT or not all_required(typed, context):
        return
    asked = content_pieces(typed, entities_in(text, context))
    names = names_of_stop_words(typed)
    left = [
        piece.text
        for piece in typed
        if piece not in asked and not any(name.start <= piece.span.start < name.end for name in names)
    ]
    if left:
        words = ", ".join(dict.fromkeys(left))
        message = f"Too common to be searched beside the others: {words}. In quotation marks they count."
        yield Note("too_common", message, {"words": words})

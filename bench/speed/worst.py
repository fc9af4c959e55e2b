"""The dearest queries that the limits of the language allow, made of the commonest words."""

from __future__ import annotations

import string

from bench.speed.queries import EXACT, GRAMS, STEMS, WORDS, Drawer
from search.port.lookup import AllOf, AnyOf, Everything, Near, Node, Phrase, Prefix, Term, Without
from search.terms import Layer

CLAUSES, TOKENS, APART = 32, 64, 100


def worst(drawer: Drawer) -> dict[str, Node]:
    """Each by its name."""
    words, stems = drawer.commonest(Layer.WORDS, CLAUSES), drawer.commonest(Layer.STEMS, CLAUSES)
    exact, grams = drawer.commonest(Layer.EXACT, TOKENS), drawer.commonest(Layer.GRAMS, TOKENS)
    first = exact[0]
    return {
        "OR of the 32 commonest words": AnyOf(tuple(Term(WORDS, word) for word in words)),
        "OR of 16 words and 16 stems": AnyOf(
            (*(Term(WORDS, word) for word in words[:16]), *(Term(STEMS, stem) for stem in stems[:16]))
        ),
        "AND of the 8 commonest": AllOf(tuple(Term(EXACT, word) for word in exact[:8])),
        "8 times OR of 4, in AND": AllOf(
            tuple(AnyOf(tuple(Term(EXACT, word) for word in exact[at : at + 4])) for at in range(0, CLAUSES, 4))
        ),
        "prefix of one letter": Prefix(EXACT, first[0]),
        "prefix of one character": Prefix(GRAMS, "的"),
        "26 prefixes of one letter": AnyOf(tuple(Prefix(EXACT, letter) for letter in string.ascii_lowercase)),
        "phrase of 64 times the commonest": Phrase(EXACT, (first,) * TOKENS),
        "phrase of the 64 commonest": Phrase(EXACT, tuple(exact)),
        "phrase of 64 times a pair": Phrase(GRAMS, (grams[0],) * TOKENS),
        "NEAR/100 of the two commonest": Near(EXACT, ((exact[0],), (exact[1],)), APART),
        "NEAR/100 of the four commonest": Near(EXACT, tuple((word,) for word in exact[:4]), APART),
        "all but the commonest": Without(Everything(), Term(EXACT, first)),
    }

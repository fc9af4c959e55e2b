"""Queries of many kinds, made of words that stand together in some passage."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable

from bench.speed.corpus import Sample, body
from search.port.lookup import AllOf, AnyOf, Keep, Lookup, Near, Node, Phrase, Prefix, Term, Without
from search.terms import Column, Layer

WORDS, GRAMS, EXACT, STEMS = body(Layer.WORDS), body(Layer.GRAMS), body(Layer.EXACT), body(Layer.STEMS)
LONG_HAN, LONG_LATIN = 20, 14  # tokens that a passage to draw from must have
PRESS = 32  # words of a question as it is put at a press conference: some 94 terms with its pairs
RARE, FREQUENT = 5, 100  # a rare word stands at most so often, a frequent one is among the first so many
FACETS = (Column.LANG, Column.YEAR)


class Drawer:
    """Draws queries of every kind from one seed."""

    def __init__(self, samples: list[Sample], seed: int = 7) -> None:
        self._chance = random.Random(seed)
        self._samples = samples
        self._counts: dict[Layer, Counter[str]] = {}
        self._han = [one for one in samples if len(one.terms[Layer.GRAMS]) > LONG_HAN and one.terms[Layer.WORDS]]
        self._latin = [one for one in samples if len(one.terms[Layer.STEMS]) > LONG_LATIN]

    def _line(self, layer: Layer) -> tuple[tuple[str, int], ...]:
        """The terms of a passage, with their positions."""
        latin = layer in (Layer.EXACT, Layer.STEMS)
        return tuple(self._chance.choice(self._latin if latin else self._han).terms[layer])

    def _run(self, layer: Layer, length: int) -> tuple[str, ...]:
        """Terms at adjacent positions."""
        while True:
            line = self._line(layer)
            start = self._chance.randrange(max(1, len(line) - length))
            run = line[start : start + length]
            if len(run) == length and run[-1][1] - run[0][1] == length - 1:
                return tuple(term for term, _ in run)

    def any_term(self) -> Node:
        """A word as it comes."""
        layer = self._chance.choice((Layer.WORDS, Layer.STEMS))
        return Term(body(layer), self._chance.choice(self._line(layer))[0])

    def rare_term(self) -> Node:
        """A word of few passages."""
        while True:
            layer = self._chance.choice((Layer.WORDS, Layer.STEMS))
            word = self._chance.choice(self._line(layer))[0]
            if self._counted(layer)[word] <= RARE:
                return Term(body(layer), word)

    def frequent_term(self) -> Node:
        """One of the commonest words."""
        layer = self._chance.choice((Layer.WORDS, Layer.STEMS))
        return Term(body(layer), self._chance.choice(self.commonest(layer, FREQUENT)))

    def commonest(self, layer: Layer, count: int) -> list[str]:
        """The commonest words of a layer, falling."""
        return [word for word, _ in self._counted(layer).most_common(count)]

    def _counted(self, layer: Layer) -> Counter[str]:
        if layer not in self._counts:
            self._counts[layer] = Counter(term for one in self._samples for term, _ in one.terms.get(layer, ()))
        return self._counts[layer]

    def alternatives(self) -> Node:
        """A question of some 13 clauses: words and their pairs of characters, or stems and exact words."""
        if self._chance.random() < 0.5:
            return _question(self._run(Layer.WORDS, self._chance.randint(3, 6)))
        size = self._chance.randint(3, 8)
        stems, exact = self._run(Layer.STEMS, size), self._run(Layer.EXACT, size)
        return AnyOf((*(Term(STEMS, stem) for stem in stems), *(Term(EXACT, word, 0.5) for word in exact)))

    def press_question(self) -> Node:
        """A question at its full length, gaps closed."""
        while True:
            line = self._line(Layer.WORDS)
            if len(line) > PRESS:
                return _question(tuple(term for term, _ in line[:PRESS]))

    def all_of(self) -> Node:
        """Two or three words of one passage."""
        layer = self._chance.choice((Layer.WORDS, Layer.STEMS))
        line = self._line(layer)
        words = {term for term, _ in self._chance.sample(line, min(len(line), self._chance.randint(2, 3)))}
        return AllOf(tuple(Term(body(layer), word) for word in sorted(words)))

    def phrase(self) -> Node:
        """Two to five bigrams, or two to four words."""
        if self._chance.random() < 0.5:
            return Phrase(GRAMS, self._run(Layer.GRAMS, self._chance.randint(2, 5)))
        return Phrase(EXACT, self._run(Layer.EXACT, self._chance.randint(2, 4)))

    def near(self) -> Node:
        """Two words at most eight apart, in either order."""
        while True:
            line = self._line(Layer.EXACT)
            start = self._chance.randrange(len(line) - 9)
            one, other = line[start][0], line[start + self._chance.randint(1, 8)][0]
            if one != other:
                return Near(EXACT, ((one,), (other,)), 8)

    def prefix(self) -> Node:
        """One Han character, or three to four letters."""
        if self._chance.random() < 0.5:
            return Prefix(GRAMS, self._chance.choice(self._line(Layer.GRAMS))[0][0])
        while True:
            word = self._chance.choice(self._line(Layer.EXACT))[0]
            if len(word) > 4 and word.isalpha():
                return Prefix(EXACT, word[: self._chance.randint(3, 4)])

    def without(self) -> Node:
        """A question without a word."""
        layer = self._chance.choice((Layer.WORDS, Layer.STEMS))
        return Without(self.alternatives(), Term(body(layer), self._chance.choice(self._line(layer))[0]))


def _question(words: tuple[str, ...]) -> Node:
    joined = "".join(words)
    grams = [joined[at : at + 2] for at in range(len(joined) - 1)]
    return AnyOf((*(Term(WORDS, word) for word in words), *(Term(GRAMS, gram, 0.7) for gram in grams)))


def drawn(samples: list[Sample], count: int) -> dict[str, list[Lookup]]:
    """`count` queries of each kind; the same for the same samples."""
    drawer = Drawer(samples)
    kinds: dict[str, Callable[[], Node]] = {
        "one word": drawer.any_term,
        "rare word": drawer.rare_term,
        "frequent word": drawer.frequent_term,
        "OR": drawer.alternatives,
        "OR, 94 terms": drawer.press_question,
        "AND": drawer.all_of,
        "phrase": drawer.phrase,
        "NEAR": drawer.near,
        "prefix": drawer.prefix,
        "NOT": drawer.without,
    }
    lookups = {kind: [Lookup(draw()) for _ in range(count)] for kind, draw in kinds.items()}
    questions = [one.tree for one in lookups["OR"]]
    langs = sorted({sample.lang for sample in samples})
    lookups["OR, filtered"] = [
        Lookup(tree, filters=(Keep(Column.LANG, (langs[number % len(langs)],)),))
        for number, tree in enumerate(questions)
    ]
    lookups["OR, facets"] = [Lookup(tree, facets=FACETS) for tree in questions]
    return lookups

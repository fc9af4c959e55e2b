"""Random lookup trees over the words of the corpus: every node, nested, with boosts."""

from __future__ import annotations

import random

from search.port.lookup import (
    AllOf,
    AnyOf,
    Apart,
    BestOf,
    Between,
    Everything,
    Keep,
    Lookup,
    Near,
    Node,
    Nothing,
    Phrase,
    Plus,
    Prefix,
    Scaled,
    Sort,
    Term,
    Verbatim,
    Without,
)
from search.terms import Column, Field
from tests.contract.corpus import DATES, EXACT, FIELDS, GRAMS, LANGS, SPEAKERS, WORDS

BOOSTS = (1.0, 1.0, 0.5, 0.7, 2.0, 3.5)
COMPOUNDS = (AllOf, AllOf, AnyOf, AnyOf, BestOf, Without, Plus, Verbatim, Scaled)


class Grower:
    """Makes trees from one seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def word(self) -> str:
        if self.chance.random() < 0.03:
            return "nowhere"
        return WORDS[min(int(self.chance.expovariate(0.2)), len(WORDS) - 1)]

    def words(self, least: int, most: int) -> tuple[str, ...]:
        return tuple(self.word() for _ in range(self.chance.randint(least, most)))

    def boost(self) -> float:
        return self.chance.choice(BOOSTS)

    def phrase(self, field: Field) -> Phrase:
        terms = self.words(1, 3)
        offsets: tuple[int, ...] = ()
        if self.chance.random() < 0.3:
            offsets = tuple(sorted(self.chance.sample(range(6), len(terms))))
        return Phrase(field, terms, self.boost(), offsets)

    def near(self, field: Field) -> Near:
        groups = tuple(
            self.words(1, self.chance.choice((1, 1, 2))) for _ in range(self.chance.choice((1, 2, 2, 2, 3, 4)))
        )
        return Near(field, groups, self.chance.randint(1, 9), self.chance.random() < 0.5, self.boost())

    def apart(self) -> Apart:
        wanted = Phrase(EXACT, self.words(1, 2), self.boost())
        around = [(self.word(), *wanted.terms), (*wanted.terms, self.word()), self.words(1, 3)]
        unwanted = self.chance.sample(around, self.chance.randint(1, 2))
        return Apart(wanted, tuple(Phrase(EXACT, terms) for terms in unwanted))

    def leaf(self) -> Node:
        field = self.chance.choice(FIELDS)
        draw = self.chance.random()
        if draw < 0.4:
            return Term(field, self.word(), self.boost())
        if draw < 0.6:
            return self.phrase(self.chance.choice((EXACT, GRAMS)))
        if draw < 0.75:
            return self.near(self.chance.choice((EXACT, GRAMS)))
        if draw < 0.82:
            return Prefix(field, self.word()[: self.chance.randint(1, 2)], self.boost())
        if draw < 0.9:
            return self.apart()
        return self.chance.choice((Everything(), Nothing(), self.keep(), self.between()))

    def keep(self) -> Keep:
        if self.chance.random() < 0.5:
            return Keep(Column.LANG, tuple(self.chance.sample(("zh", "pt", "ru", *LANGS), 2)), prefix=True)
        return Keep(Column.SPEAKER, tuple(self.chance.sample(SPEAKERS, 2)))

    def between(self) -> Between:
        low, high = self.chance.choice(DATES[:7]), self.chance.choice(DATES[:7])
        return Between(Column.DATE, low, high)

    def names(self) -> BestOf:
        """Many alternatives of which the best counts, like the names of a country; they come again, as those do."""
        other = Grower(self.chance.randrange(60))
        return BestOf(tuple(other.leaf() for _ in range(other.chance.randint(8, 12))))

    def tree(self, depth: int) -> Node:
        if depth == 0:
            return self.leaf()
        kind = self.chance.choice(COMPOUNDS)
        children = tuple(self.tree(depth - 1) for _ in range(self.chance.randint(1, 4)))
        one, other = children[0], children[-1]
        if kind is AllOf:
            return AllOf(children)
        if kind is AnyOf:
            return AnyOf(children, self.chance.choice((1, 1, 1, 2)))
        if kind is BestOf:
            if self.chance.random() < 0.4:
                return self.names()
            return BestOf(children, self.chance.choice((0.0, 0.1)))
        if kind is Without:
            return Without(one, other)
        if kind is Plus:
            return Plus(one, other)
        if kind is Verbatim:
            return Verbatim(one, self.word())
        return Scaled(one, Column.LANG, ("pt", "ru"), self.chance.choice((0.25, 2.0)))

    def lookup(self) -> Lookup:
        filters = tuple(
            self.chance.choice((self.keep, self.between))() for _ in range(self.chance.choice((0, 0, 1, 2)))
        )
        return Lookup(
            tree=self.tree(self.chance.choice((0, 1, 1, 2, 3))),
            filters=filters,
            sort=self.chance.choice((Sort.RELEVANCE, Sort.RELEVANCE, Sort.NEWEST, Sort.OLDEST)),
            offset=self.chance.choice((0, 0, 3, 40)),
            limit=self.chance.choice((1, 10, 25)),
            facets=self.chance.choice(((), (Column.LANG, Column.SPEAKER), (Column.DATE,))),
            collapse=self.chance.choice((None, None, Column.DUP, Column.DOCUMENT)),
        )

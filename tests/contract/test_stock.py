"""Where stock Whoosh is right, it finds the same in the same files: terms, alternatives, all-of, phrases, boosts."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator

import pytest
from whoosh import index, query, scoring
from whoosh.searching import Searcher

from search.engines.whoosh.engine import WhooshEngine
from search.engines.whoosh.snapshot import WhooshSnapshot
from search.port.lookup import AllOf, AnyOf, Lookup, Node, Phrase, Term
from tests.contract.corpus import EXACT, GRAMS, WORDS
from tests.contract.indexes import CORPORA, publish

QUERIES = 200
# Stock adds up in another order and in double precision.
NEAR = 1e-5


@pytest.fixture(scope="module", params=["one segment", "three segments", "a fifth deleted"])
def both(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[WhooshSnapshot, Searcher, bool]]:
    engine = WhooshEngine(tmp_path_factory.mktemp("index"))
    (rounds,) = CORPORA[request.param]
    publish(engine, rounds)
    folder = engine._folder / "generations" / str(engine.current())
    with index.open_dir(str(folder), readonly=True).searcher(weighting=scoring.BM25F()) as searcher:
        yield engine.open(), searcher, "deleted" in request.param


class Pairs:
    """Draws a node and the same for stock Whoosh. Boosts stand on terms: on compounds stock loses hits."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def term(self) -> tuple[Node, query.Query]:
        field = self.chance.choice((EXACT, GRAMS))
        word, boost = self.chance.choice(WORDS), self.chance.choice((1.0, 1.0, 0.5, 3.5))
        return Term(field, word, boost), query.Term(field.name, word, boost=boost)

    def phrase(self) -> tuple[Node, query.Query]:
        field, words = self.chance.choice((EXACT, GRAMS)), self.chance.choices(WORDS[:10], k=self.chance.randint(2, 3))
        return Phrase(field, tuple(words)), query.Phrase(field.name, words)

    def leaf(self) -> tuple[Node, query.Query]:
        return self.phrase() if self.chance.random() < 0.3 else self.term()

    def tree(self) -> tuple[Node, query.Query]:
        draw = self.chance.random()
        if draw < 0.3:
            return self.leaf()
        nodes, queries = zip(*(self.leaf() for _ in range(self.chance.randint(2, 4))), strict=True)
        return (AllOf(nodes), query.And(list(queries))) if draw < 0.6 else (AnyOf(nodes), query.Or(list(queries)))


def test_stock_whoosh_finds_the_same(both: tuple[WhooshSnapshot, Searcher, bool]) -> None:
    snapshot, searcher, deleted = both
    view = snapshot._reader
    rows = {entry: row for row, (entry, _) in enumerate(view.entries(range(view.size))) if view.live_passages[row]}
    for seed in range(QUERIES):
        node, tree = Pairs(seed).tree()
        ours = {rows[hit.passage]: hit.score for hit in snapshot.scan(Lookup(node))}
        stock = {row: score for score, row in searcher.search(tree, limit=None).top_n}
        assert ours.keys() == stock.keys(), f"seed {seed}: {node}"
        if not deleted:
            assert all(math.isclose(ours[row], stock[row], rel_tol=NEAR) for row in ours), f"seed {seed}: {node}"

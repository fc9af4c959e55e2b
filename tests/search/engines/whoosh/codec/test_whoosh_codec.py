"""The array codec keeps what it is given, and Whoosh's own searcher reads it."""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from whoosh import index as whoosh_index
from whoosh import query, scoring
from whoosh.query import spans

from search.byte_strings import Array
from search.engines.generations import begin
from search.engines.whoosh.codec.array_file import ArrayFileWriter, byte_strings, read_arrays, read_byte_strings
from search.engines.whoosh.codec.inverted_index import Tokens, invert, live_postings, merge_fields
from search.engines.whoosh.codec.merge import MemorySource, MergeSource, SegmentSource, merge_by_term_range
from search.engines.whoosh.codec.postings_format import encode_postings
from search.engines.whoosh.codec.postings_reader import PostingsReader
from search.engines.whoosh.codec.stored_documents import StoredDocuments, StoredDocumentsWriter
from search.engines.whoosh.draft import WhooshDraft
from search.engines.whoosh.engine import WhooshEngine
from search.errors import DamagedIndex
from search.port.lookup import AllOf, AnyOf, Lookup, Near, Node, Phrase, Term
from tests.contract.corpus import EXACT, GRAMS, WORDS, document


def lists_of(tokens: Tokens) -> PostingsReader:
    return PostingsReader(*encode_postings([invert(tokens)]))


def some_tokens(seed: int, terms: int, rows: int, size: int, widest: int) -> Tokens:
    chance = np.random.default_rng(seed)
    numbers = np.minimum(chance.geometric(0.05, size), terms) - 1
    where = np.sort(chance.integers(0, rows, size))
    places = np.arange(size) % widest
    names = [f"t{number:05d}".encode() for number in chance.permutation(terms)]
    return Tokens(names, numbers.astype(np.uint32), where.astype(np.uint32), places.astype(np.uint32))


@pytest.mark.parametrize(
    ("terms", "rows", "size", "widest"),
    [(5, 3, 50, 9), (300, 400, 5000, 70_000), (200, 90_000, 3000, 30), (1, 1, 700, 700)],
)
def test_lists_give_back_what_was_written(terms: int, rows: int, size: int, widest: int) -> None:
    tokens = some_tokens(1, terms, rows, size, widest)
    lists = lists_of(tokens)
    wanted: dict[bytes, dict[int, list[int]]] = {}
    for number, row, place in zip(tokens.numbers, tokens.rows, tokens.positions, strict=True):
        wanted.setdefault(tokens.terms[number], {}).setdefault(int(row), []).append(int(place))
    assert [lists.term(number) for number in range(lists.size)] == sorted(wanted)
    for term, found in wanted.items():
        number = lists.find(term)
        held = lists.rows(number)
        assert held.tolist() == sorted(found)
        counts = lists.counts(number)
        assert (np.ones(held.size) if counts is None else counts).tolist() == [len(found[row]) for row in sorted(found)]
        places = [
            lists.all_positions[start : start + len(found[row])].tolist()
            for start, row in zip(lists.position_slices(number)[0].tolist(), sorted(found), strict=True)
        ]
        assert places == [sorted(found[row]) for row in sorted(found)]
    again, first = lists.postings_of(range(lists.size)), invert(tokens)
    assert again.terms == first.terms == sorted(wanted)
    for name in ("frequency", "rows", "counts", "positions"):
        assert np.array_equal(getattr(again, name), getattr(first, name))


def test_segments_merged_are_as_if_written_at_once() -> None:
    tokens = some_tokens(3, 200, 900, 6000, 40)
    whole = invert(tokens)
    cuts = np.searchsorted(tokens.rows, (0, 300, 700, 900)).tolist()
    parts = [
        invert(Tokens(tokens.terms, tokens.numbers[low:high], tokens.rows[low:high], tokens.positions[low:high]))
        for low, high in pairwise(cuts)
    ]
    together = merge_fields(parts)
    assert together.terms == whole.terms
    for name in ("frequency", "rows", "counts", "positions"):
        assert np.array_equal(getattr(together, name), getattr(whole, name))


@pytest.mark.parametrize("postings", [1, 90, 700, 1_000_000])
def test_a_merge_stretch_by_stretch_writes_what_a_merge_at_once_does(postings: int) -> None:
    tokens = some_tokens(5, 300, 900, 6000, 40)
    cuts = pairwise(np.searchsorted(tokens.rows, (0, 300, 700, 900)).tolist())
    living = np.random.default_rng(1).random(900) < 0.6
    parts: list[MergeSource] = []
    wanted = []
    for low, high in cuts:
        some = invert(Tokens(tokens.terms, tokens.numbers[low:high], tokens.rows[low:high], tokens.positions[low:high]))
        renumbered = np.arange(900, dtype=np.uint32)
        parts.append(
            SegmentSource(PostingsReader(*encode_postings([some])), living, renumbered) if low else MemorySource(some)
        )
        wanted.append(live_postings(some, living, renumbered) if low else some)
    found = list(merge_by_term_range(parts, postings))
    assert len(found) > 1 or postings > 6000
    for one, other in zip(encode_postings(found), encode_postings([merge_fields(wanted)]), strict=True):
        assert one.keys() == other.keys()
        for name in one:
            assert one[name].dtype == other[name].dtype
            assert np.array_equal(one[name], other[name])


def test_dead_rows_leave_no_posting_behind() -> None:
    tokens = some_tokens(4, 300, 400, 3000, 40)
    living = np.random.default_rng(1).random(400) < 0.6
    renumbered = (np.cumsum(living) - 1 + 10).astype(np.uint32)
    alive = living[tokens.rows]
    wanted = invert(
        Tokens(tokens.terms, tokens.numbers[alive], renumbered[tokens.rows[alive]], tokens.positions[alive])
    )
    found = live_postings(invert(tokens), living, renumbered)
    assert found.terms == wanted.terms
    for name in ("frequency", "rows", "counts", "positions"):
        assert np.array_equal(getattr(found, name), getattr(wanted, name))


def test_records_come_back_one_by_one_and_after_a_merge() -> None:
    chance = random.Random(2)
    records = [chance.randbytes(chance.choice((0, 3, 700, 20_000))) for _ in range(300)]
    first = StoredDocumentsWriter()
    for record in records:
        first.add(record)
    read = StoredDocuments(first.arrays())
    order = chance.sample(range(300), 300)
    assert [read[number] for number in order] == [records[number] for number in order]
    living = np.array([number for number in range(300) if number < 150 or chance.random() < 0.5])
    second = StoredDocumentsWriter()
    second.add(b"before")
    second.add_segment(read, living)
    second.add(b"after")
    merged_records = StoredDocuments(second.arrays())
    wanted = [b"before", *(records[number] for number in living.tolist()), b"after"]
    assert [merged_records[number] for number in range(len(wanted))] == wanted


def test_records_merged_one_by_one_are_compressed_together() -> None:
    chance = random.Random(3)
    records = [chance.randbytes(chance.randrange(3, 900)) for _ in range(400)]
    at_once, grown = StoredDocumentsWriter(), StoredDocumentsWriter()
    for record in records:
        at_once.add(record)
        before, grown = StoredDocuments(grown.arrays()), StoredDocumentsWriter()
        grown.add_segment(before, np.arange(before.ends.size))
        grown.add(record)
    read = StoredDocuments(grown.arrays())
    assert [read[number] for number in range(400)] == records
    assert read.blocks <= 2 * StoredDocuments(at_once.arrays()).blocks, "a block that is half full is left as it is"


def test_full_blocks_are_merged_as_they_are() -> None:
    first, second = StoredDocumentsWriter(), StoredDocumentsWriter()
    for number in range(20):
        first.add(bytes([number]) * 5_000)
    read = StoredDocuments(first.arrays())
    second.add(b"before")
    second.add_segment(read, np.arange(20))
    merged_records = StoredDocuments(second.arrays())
    full = [read.packed(block) for block in range(read.blocks)]
    assert [merged_records.packed(block) for block in range(1, merged_records.blocks)] == full


def test_a_range_of_terms_is_read_at_once() -> None:
    tokens = some_tokens(2, 300, 70_000, 9000, 50)
    lists = lists_of(tokens)
    for start, stop in ((0, lists.size), (3, 4), (10, 120), (7, 7)):
        rows = [row for number in range(start, stop) for row in lists.rows(number).tolist()]
        assert sorted(lists.rows_of_range(range(start, stop)).tolist()) == sorted(rows)


def test_the_living_rows_of_many_terms_are_counted_at_once() -> None:
    tokens = some_tokens(6, 300, 70_000, 9000, 50)
    lists = lists_of(tokens)
    live = np.random.default_rng(2).random(70_000) < 0.3
    for start, stop in ((0, lists.size), (5, 6), (30, 120), (7, 7)):
        some = range(start, stop)
        assert lists.frequencies(some, live) == [int(live[lists.rows(number)].sum()) for number in some]
        assert lists.frequencies(some, None) == [lists.rows(number).size for number in some]


def test_terms_are_found_by_beginning_in_byte_order() -> None:
    words = ["a", "ab", "aé", "港", "港口", "\U0010ffff", "z", *(f"m{number}" for number in range(200))]
    rows = np.arange(len(words), dtype=np.uint32)
    lists = lists_of(Tokens([word.encode() for word in words], rows, rows, rows))
    for prefix in ("a", "港", "m1", "m", "zz", "\U0010ffff", ""):
        found = [lists.term(number).decode() for number in lists.prefix_range(prefix.encode())]
        assert found == sorted(word for word in words if word.startswith(prefix))
    assert lists.find(b"nowhere") == -1


def test_an_array_file_that_was_cut_short_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "x.wposts"
    writer = ArrayFileWriter(path.open("wb"))
    writer.put("group", {"odd": np.arange(3, dtype=np.uint8), "wide": np.arange(5), "empty": np.zeros(0, np.int64)})
    writer.put("words", byte_strings([b"", "港".encode(), b"x"], "words"))
    writer.close()
    arrays = read_arrays(path)
    assert arrays["group"]["wide"].tolist() == [0, 1, 2, 3, 4]
    assert arrays["group"]["empty"].size == 0
    assert read_byte_strings(arrays["words"], "words").all() == [b"", "港".encode(), b"x"]
    data = path.read_bytes()
    for size in (0, 5, len(data) // 2, len(data) - 1):
        path.write_bytes(data[:size])
        with pytest.raises(DamagedIndex, match=r"x\.wposts"):
            read_arrays(path)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> WhooshEngine:
    """Two segments, written one after the other."""
    engine = WhooshEngine(tmp_path_factory.mktemp("index"))
    base = None
    for numbers in (range(88), range(88, 100)):
        draft = engine.draft("analysis-1", base)
        for number in numbers:
            draft.put(*document(number))
        draft.seal()
        base = draft.publish().name
    assert len(engine.open()._reader.segments) == 2
    return engine


def stock(engine: WhooshEngine, tree: query.Query) -> set[int]:
    folder = engine._folder / "generations" / str(engine.current())
    with whoosh_index.open_dir(str(folder), readonly=True).searcher(weighting=scoring.BM25F()) as searcher:
        return {number for _, number in searcher.search(tree, limit=None).top_n}


def test_whoosh_itself_finds_the_same(engine: WhooshEngine) -> None:
    """What Whoosh does right: terms, alternatives, all-of, phrases, near."""
    chance = random.Random(3)
    snapshot = engine.open()
    rows = {entry: row for row, (entry, _) in enumerate(snapshot._reader.entries(range(snapshot._reader.size)))}
    for _ in range(150):
        one, other = chance.sample(WORDS[:12], 2)
        field = chance.choice((EXACT, GRAMS))
        terms = query.Term(field.name, one), query.Term(field.name, other)
        pairs: list[tuple[Node, query.Query]] = [
            (Term(field, one), terms[0]),
            (
                AnyOf((Term(field, one), Term(field, other, 2.0))),
                query.Or([terms[0], query.Term(field.name, other, 2.0)]),
            ),
            (AllOf((Term(field, one), Term(field, other))), query.And(list(terms))),
            (Phrase(field, (one, other)), query.Phrase(field.name, [one, other])),
            (Near(field, ((one,), (other,)), 4, True), spans.SpanNear2(list(terms), slop=4, ordered=True)),
        ]
        node, tree = chance.choice(pairs)
        hits = {rows[hit.passage] for hit in snapshot.scan(Lookup(node))}
        assert hits == stock(engine, tree)


def test_whoosh_lists_the_terms(engine: WhooshEngine) -> None:
    folder = engine._folder / "generations" / str(engine.current())
    with whoosh_index.open_dir(str(folder), readonly=True).reader() as reader:
        vocabulary = dict(engine.open().vocabulary(EXACT))
        assert [term.decode() for term in reader.lexicon(EXACT.name)] == sorted(vocabulary)
        for term, units in vocabulary.items():
            assert reader.doc_frequency(EXACT.name, term) == units
            info = reader.term_info(EXACT.name, term)
            assert info.doc_frequency() == units <= info.weight()


def test_opening_reads_each_file_once(engine: WhooshEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def noted(path: Path) -> dict[str, dict[str, Array]]:
        read.append(path.name)
        return read_arrays(path)

    monkeypatch.setattr("search.engines.whoosh.codec.whoosh_codec.read_arrays", noted)
    segments = engine.open()._reader.segments
    assert len(read) == len(set(read)) == 5 * len(segments)


def test_a_run_that_flushes_often_writes_the_same_index(tmp_path: Path) -> None:
    build = begin(tmp_path / "index")
    draft = WhooshDraft(build, "analysis-1", flush_tokens=400)
    for number in range(60):
        draft.put(*document(number))
    for number in range(0, 60, 3):
        draft.put(*document(number, seed=5))
    draft.drop("doc0001")
    sealed = draft.seal()
    assert len(sealed._reader.segments) == 1
    draft.publish()
    plain = WhooshEngine(tmp_path / "plain").draft("analysis-1")
    for number in range(60):
        if number != 1:
            plain.put(*document(number, seed=0 if number % 3 else 5))
    wanted = plain.seal()
    for word in WORDS:
        lookup = Lookup(AnyOf((Term(EXACT, word), Term(GRAMS, word))))
        assert list(sealed.scan(lookup)) == list(wanted.scan(lookup))
    assert sealed.generation.counts == wanted.generation.counts
    plain.abandon()

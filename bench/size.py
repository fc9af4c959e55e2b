"""What the index weighs, layer by layer: `python -m bench.size [INDEX]` (default: index_data/index).

Reads the published generation and prints, for every field, the bytes of its dictionary, its postings and its positions,
and all of them beside the UTF-8 bytes of the passages' own text. A field is one layer of one part (body_grams: the Han
pairs of the passage itself); what can be dropped is a field.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from search.byte_strings import Array
from search.config import SearchConfig
from search.engines.choose import choose
from search.engines.whoosh.codec.array_file import read_arrays
from search.engines.whoosh.codec.whoosh_codec import (
    DOC_VALUES_FILE,
    DOCUMENTS_FILE,
    POSITIONS_FILE,
    POSTINGS_FILE,
    TERMS_FILE,
)
from search.port.lookup import Everything, Lookup

_KINDS = ((TERMS_FILE, "dictionary"), (POSTINGS_FILE, "postings"), (POSITIONS_FILE, "positions"))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("index", nargs="?", type=Path, default=Path("index_data/index"))
    index: Path = parser.parse_args().index
    engine = choose(SearchConfig(index=str(index)))
    snapshot = engine.open()
    folder = index / "generations" / snapshot.generation.name
    text = 0
    for document in snapshot.documents({hit.document for hit in snapshot.scan(Lookup(Everything()))}).values():
        text += sum(len(document.passage_text(passage).encode()) for passage in document.passages)
    weights = {kind: _by_field(folder, suffix) for suffix, kind in _KINDS}
    names = sorted({name for weight in weights.values() for name in weight})
    print(f"{snapshot.generation.counts.get('passages', 0)} passages, {text / 1e6:.2f} MB of text (UTF-8)\n")
    print(f"{'field':18}" + "".join(f"{kind:>12}" for _, kind in _KINDS) + f"{'all':>12}{'per byte':>10}")
    for name in names:
        parts = [weights[kind][name] for _, kind in _KINDS]
        print(_row(name, parts, text))
    print(_row("all fields", [sum(weights[kind].values()) for _, kind in _KINDS], text))
    whole = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    beside = {
        "columns": sum(_by_field(folder, DOC_VALUES_FILE).values()),
        "stored documents": sum(_by_field(folder, DOCUMENTS_FILE).values()),
    }
    lists = sum(sum(weight.values()) for weight in weights.values())
    print()
    for name, weight in {
        **beside,
        "suggestions and all else": whole - lists - sum(beside.values()),
        "the whole generation": whole,
    }.items():
        print(f"{name}: {weight / 1e6:.2f} MB, {weight / text:.2f} per byte")
    snapshot.close()


def _row(name: str, parts: list[int], text: int) -> str:
    cells = "".join(f"{part / 1e6:>9.2f} MB" for part in [*parts, sum(parts)])
    return f"{name:18}{cells}{sum(parts) / text:>10.2f}"


def _by_field(folder: Path, suffix: str) -> Counter[str]:
    """Bytes per group of arrays, over the segments of a generation."""
    found: Counter[str] = Counter()
    for file in sorted(folder.rglob(f"*{suffix}")):
        for group, arrays in read_arrays(file).items():
            found[group] += _bytes(arrays)
    return found


def _bytes(arrays: Mapping[str, Array]) -> int:
    return sum(array.nbytes for array in arrays.values())


if __name__ == "__main__":
    main()

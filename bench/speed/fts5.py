"""SQLite FTS5: one table, a column a layer, an empty position filled with a sign."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from bench.speed.corpus import Line, Sample, body
from search.port.lookup import AllOf, AnyOf, Near, Node, Phrase, Prefix, Term, Without
from search.terms import Field, Layer

GAP = "ǀ"
MOST_GAPS = 3  # fillers for one gap: distances across clauses need not be kept exactly


def as_text(line: Line) -> str:
    """The line as one string of terms and fillers."""
    words: list[str] = []
    place = 0
    for term, position in line:
        words.extend([GAP] * min(position - place, MOST_GAPS))
        words.append(term.replace('"', ""))
        place = position + 1
    return " ".join(words)


def given(samples: list[Sample]) -> list[tuple[str, str, list[str]]]:
    """What the writer takes: name, text, and a string for each layer."""
    return [(one.id, one.text, [as_text(one.terms.get(layer, ())) for layer in Layer]) for one in samples]


def build(folder: Path, given: list[tuple[str, str, list[str]]]) -> None:
    """Fill the table and merge it into one b-tree."""
    folder.mkdir(parents=True)
    base = sqlite3.connect(folder / "index.db")
    base.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;")
    columns = ", ".join(body(layer).name for layer in Layer)
    tokenizer = "unicode61 remove_diacritics 0 tokenchars '/@.-_'"
    base.execute(f'CREATE VIRTUAL TABLE terms USING fts5({columns}, content="", detail=full, tokenize="{tokenizer}")')
    base.execute("CREATE TABLE texts(id INTEGER PRIMARY KEY, name TEXT, text TEXT)")
    for number, (name, text, lines) in enumerate(given):
        base.execute("INSERT INTO texts VALUES(?, ?, ?)", (number, name, text))
        marks = ", ?" * len(lines)
        base.execute(f"INSERT INTO terms(rowid, {columns}) VALUES(?{marks})", (number, *lines))
    base.commit()
    base.execute("INSERT INTO terms(terms) VALUES('optimize')")
    base.commit()
    base.close()


def _column(field: Field) -> str:
    return field.name


def translated(node: Node) -> str:
    """The node in FTS5's language; the kinds that the bench draws."""
    match node:
        case Term():
            return f'{_column(node.field)}:"{node.text}"'
        case Prefix():
            return f'{_column(node.field)}:"{node.text}"*'
        case Phrase():
            return f'{_column(node.field)}:"{" ".join(node.terms)}"'
        case Near():
            words = " ".join(f'"{group[0]}"' for group in node.groups)
            return f"{_column(node.field)}:NEAR({words}, {node.distance - 1})"
        case AllOf():
            return "(" + " AND ".join(translated(child) for child in node.children) + ")"
        case AnyOf():
            return "(" + " OR ".join(dict.fromkeys(translated(child) for child in node.children)) + ")"
        case Without():
            return f"({translated(node.wanted)} NOT {translated(node.unwanted)})"
        case _:
            raise ValueError(f"the bench draws no {type(node).__name__}")


def opened(folder: Path) -> Callable[[Node], Callable[[], object]]:
    """Turns a node into a search for ten rows by BM25; no total, and a prefix is not scored."""
    base = sqlite3.connect(folder / "index.db")
    base.executescript("PRAGMA cache_size=-65536; PRAGMA mmap_size=2000000000;")
    ranked = "SELECT rowid, rank FROM terms WHERE terms MATCH ? ORDER BY bm25(terms) LIMIT 10"
    plain = "SELECT rowid FROM terms WHERE terms MATCH ? LIMIT 10"

    def ready(node: Node) -> Callable[[], object]:
        text, sql = translated(node), plain if isinstance(node, Prefix) else ranked
        return lambda: base.execute(sql, (text,)).fetchall()

    return ready

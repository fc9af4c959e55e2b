"""SQLite FTS5: one table, a column a layer, an empty position filled with a sign."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from bench.speed.corpus import NO_TERMS, Sample, body
from bench.speed.rival import Ready, Rival, Search, Unasked
from search.port.lookup import AllOf, AnyOf, Between, Keep, Lookup, Near, Node, Phrase, Prefix, Term, Without
from search.terms import Field, Layer, TermLine

GAP = "ǀ"
MOST_GAPS = 3  # fillers for one gap: distances across clauses need not be kept exactly
INDEX, TEXTS = "index.db", "texts.db"
Row = tuple[str, str, str, str, list[str]]


def as_text(line: TermLine) -> str:
    """The line as one string of terms and fillers."""
    words: list[str] = []
    place = 0
    for term, position in line:
        words.extend([GAP] * min(position - place, MOST_GAPS))
        words.append(term.replace('"', ""))
        place = position + 1
    return " ".join(words)


def given(samples: list[Sample]) -> list[Row]:
    """What the writer takes: name, text, language, year, and a string for each layer."""
    return [
        (one.id, one.text, one.lang, one.date[:4], [as_text(one.terms.get(layer, NO_TERMS)) for layer in Layer])
        for one in samples
    ]


class Writing:
    """The table of terms, merged into one b-tree at the end; texts in a file of their own, so that both can be
    weighed."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self._base = _connected(folder)
        for name in ("main", "texts"):
            self._base.executescript(f"PRAGMA {name}.journal_mode=OFF; PRAGMA {name}.synchronous=OFF;")
        self._columns = ", ".join(body(layer).name for layer in Layer)
        tokenizer = "unicode61 remove_diacritics 0 tokenchars '/@.-_'"
        self._base.execute(
            f'CREATE VIRTUAL TABLE terms USING fts5({self._columns}, content="", detail=full, tokenize="{tokenizer}")'
        )
        self._base.execute("CREATE TABLE facts(id INTEGER PRIMARY KEY, lang TEXT, year TEXT)")
        self._base.execute("CREATE TABLE texts.texts(id INTEGER PRIMARY KEY, name TEXT, text TEXT)")
        self._number = 0

    def add(self, given: list[Row]) -> None:
        """Insert the rows."""
        for name, text, lang, year, lines in given:
            self._base.execute("INSERT INTO texts.texts VALUES(?, ?, ?)", (self._number, name, text))
            self._base.execute("INSERT INTO facts VALUES(?, ?, ?)", (self._number, lang, year))
            marks = ", ?" * len(lines)
            self._base.execute(f"INSERT INTO terms(rowid, {self._columns}) VALUES(?{marks})", (self._number, *lines))
            self._number += 1

    def finish(self) -> None:
        """Commit and merge."""
        self._base.commit()
        self._base.execute("INSERT INTO terms(terms) VALUES('optimize')")
        self._base.commit()
        self._base.close()


def _connected(folder: Path) -> sqlite3.Connection:
    base = sqlite3.connect(folder / INDEX)
    base.execute("ATTACH ? AS texts", (str(folder / TEXTS),))
    return base


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
            raise Unasked(type(node).__name__)


def _column(field: Field) -> str:
    return field.name


def _condition(filters: tuple[Keep | Between, ...]) -> str:
    """SQL for the filters; the bench draws values without quotation marks."""
    parts = [
        f"{one.column} IN ({', '.join(repr(value) for value in one.values)})"
        for one in filters
        if isinstance(one, Keep)
    ]
    return "".join(f" AND {part}" for part in parts)


def opened(folder: Path) -> Ready:
    """Turns a lookup into a search for ten rows by BM25; no total, and a prefix is not scored."""
    base = _connected(folder)
    base.executescript("PRAGMA cache_size=-65536; PRAGMA mmap_size=2000000000;")
    joined = "FROM terms JOIN facts ON facts.id = terms.rowid WHERE terms MATCH ?"

    def ready(lookup: Lookup) -> Search:
        text, kept = translated(lookup.tree), _condition(lookup.filters)
        order = "" if isinstance(lookup.tree, Prefix) else " ORDER BY bm25(terms)"
        source = joined + kept if kept else "FROM terms WHERE terms MATCH ?"
        asked = [f"SELECT terms.rowid {source}{order} LIMIT 10"]
        asked += [f"SELECT {column}, count(*) {joined}{kept} GROUP BY {column}" for column in lookup.facets]
        return lambda: [base.execute(sql, (text,)).fetchall() for sql in asked]

    return ready


RIVAL = Rival(given, Writing, opened, stored=(TEXTS,))

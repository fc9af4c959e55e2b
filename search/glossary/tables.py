"""Reads the built-in tables into entries. Their columns stand in each table's head."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, reduce
from importlib import resources

from search.glossary.entry import EntryType, GlossaryEntry, Words, merge

# The member and observer states of the United Nations by what is left: CLDR's codes that are neither.
_TERRITORIES = (
    "AC AI AQ AS AW AX BL BM BQ BV CC CK CP CQ CW CX DG EA EH FK FO GF GG GI GL GP GS GU HK HM IC IM IO JE KY MF MO MP "
    "MQ MS NC NF NU PF PM PN PR RE SH SJ SX TA TC TF TK TW UM VG VI WF XK YT"
)
_MARKS = "^%!-"  # explained in tables/countries.tsv
_NONE: Words = {}
_GROUPS = ("adj", "abbr")  # a column `adj pt` holds Portuguese adjectives, one called `pt` names


@cache
def built_in_entries() -> tuple[GlossaryEntry, ...]:
    """The entries of all tables, one for each id, sorted by id."""
    by_id: dict[str, list[GlossaryEntry]] = {}
    for read in (_cldr, _countries, _demonyms, _capitals, _cities, _organisations, _spellings, _abbreviations):
        for entry in read():
            by_id.setdefault(entry.id, []).append(entry)
    return tuple(reduce(merge, by_id[key]) for key in sorted(by_id))


def read_rows(table: str) -> Iterator[tuple[str, ...]]:
    """The rows of a table without its remarks, each split at its tabs."""
    for line in resources.files("search.glossary").joinpath(f"tables/{table}.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield tuple(line.split("\t"))


def columns_of(table: str) -> tuple[str, ...]:
    """What the columns of a table hold, as the last line of its head says."""
    text = resources.files("search.glossary").joinpath(f"tables/{table}.tsv").read_text("utf-8")
    head = next(line for line in reversed(text.splitlines()) if line.startswith("# "))
    return tuple(head.removeprefix("# ").split("\t"))


def read_words(table: str) -> Iterator[tuple[str, Words, Words, Words]]:
    """The rows of a table: id or code, then names, adjectives and abbreviations by language. A language may have no
    column, and a column no word."""
    columns = [column.rpartition(" ") for column in columns_of(table)[1:]]
    for key, *cells in read_rows(table):
        found: dict[str, dict[str, tuple[str, ...]]] = {group: {} for group in ("", *_GROUPS)}
        for (group, _, lang), cell in zip(columns, cells, strict=False):
            if cell:
                found[group][lang] = tuple(cell.split("|"))
        yield key, found[""], found["adj"], found["abbr"]


def country_id(code: str) -> str:
    """`country/KG`, `territory/GL`; ids with a slash stay."""
    if "/" in code:
        return code
    return f"{'territory' if code in _TERRITORIES.split() else 'country'}/{code}"


def capital_id(code: str) -> str:
    """`country/KG/capital`, and `country/NL/capital/2` for the code `NL-2`."""
    country, _, number = code.partition("-")
    return f"{country_id(country)}/capital{'/' + number if number else ''}"


def _entry(key: str, kind: EntryType, names: Words, adj: Words = _NONE, abbr: Words = _NONE) -> GlossaryEntry:
    """An entry of marked words."""
    marked = {word for words in (names, adj, abbr) for cell in words.values() for word in cell if word[0] in _MARKS}
    if not marked:
        return GlossaryEntry(key, kind, names, adj, abbr)
    by_mark: dict[str, set[str]] = {mark: set() for mark in ("^^", *_MARKS)}
    for word in marked:
        bare = word.lstrip(_MARKS)
        marks = word.removesuffix(bare)
        for mark in ["^^"] if marks == "^^" else marks:
            by_mark[mark].add(bare)
    return GlossaryEntry(
        id=key,
        type=kind,
        names=_unmarked(names),
        adj=_unmarked(adj),
        abbr=_unmarked(abbr),
        blocked=tuple(sorted(by_mark["-"])),
        capitalised=frozenset(by_mark["^^"]),
        guarded=frozenset(by_mark["^"]),
        personal=frozenset(by_mark["%"]),
        unsearched=frozenset(by_mark["!"]),
    )


def _unmarked(words: Words) -> Words:
    """The words without their marks and without those that are blocked."""
    kept = {lang: [word.lstrip(_MARKS) for word in cell if word[0] != "-"] for lang, cell in words.items()}
    return {lang: tuple(dict.fromkeys(cell)) for lang, cell in kept.items() if cell}


def _place(code: str) -> EntryType:
    """The type that an id says: `country/KG` is a country, `country/KG/capital` a capital."""
    key = country_id(code)
    return EntryType.CAPITAL if "/capital" in key else EntryType(key.partition("/")[0])


def _cldr() -> Iterator[GlossaryEntry]:
    return (_entry(country_id(key), _place(key), *words) for key, *words in read_words("cldr"))


def _countries() -> Iterator[GlossaryEntry]:
    return (_entry(country_id(code), _place(code), *words) for code, *words in read_words("countries"))


def _demonyms() -> Iterator[GlossaryEntry]:
    return (_entry(country_id(code), _place(code), *words) for code, *words in read_words("demonyms"))


def _capitals() -> Iterator[GlossaryEntry]:
    for code, *words in read_words("capitals"):
        yield _entry(capital_id(code), EntryType.CAPITAL, *words)
        country = country_id(code.partition("-")[0])
        yield GlossaryEntry(country, _place(country), related=(capital_id(code),))


def _cities() -> Iterator[GlossaryEntry]:
    return (_entry(key, _place(key), *words) for key, *words in read_words("cities"))


def _organisations() -> Iterator[GlossaryEntry]:
    for table, kind in (("organisations", EntryType.ORG), ("terms", EntryType.TERM)):
        yield from (_entry(f"{kind}/{key}", kind, *words) for key, *words in read_words(table))


def _spellings() -> Iterator[GlossaryEntry]:
    for lang, cell in read_rows("spellings"):
        words = tuple(cell.split("|"))
        key = words[0].partition("~")[0].replace(" ", "-")
        yield _entry(f"spelling/{lang}/{key}", EntryType.TERM, {lang: words})


def _abbreviations() -> Iterator[GlossaryEntry]:
    return (_entry(country_id(code), _place(code), *words) for code, *words in read_words("abbreviations"))

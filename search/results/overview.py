"""What the archive holds: counts, who asks and answers, how much of each year and language, the newest documents."""

from __future__ import annotations

from search.filters import FACETS
from search.port.lookup import Everything, Keep, Lookup, Sort
from search.request import ArchiveOverview
from search.results.searcher import Searcher
from search.terms import Column

NEWEST = 5
_FACETS = tuple(column for column in FACETS if column is not Column.MONTH)


def overview(searcher: Searcher) -> ArchiveOverview:
    """What one generation holds."""
    snapshot = searcher.snapshot
    newest = snapshot.search(
        Lookup(Everything(), sort=Sort.NEWEST, limit=NEWEST, facets=_FACETS, collapse=Column.DOCUMENT)
    )
    documents = snapshot.documents(dict.fromkeys(hit.document for hit in newest.hits))
    by_year: dict[str, dict[str, int]] = {}
    for lang in newest.facets.get(Column.LANG, ()):
        lookup = Lookup(Everything(), (Keep(Column.LANG, (lang.value,)),), limit=0, facets=(Column.YEAR,))
        for year in snapshot.search(lookup).facets.get(Column.YEAR, ()):
            by_year.setdefault(year.value, {})[lang.value] = year.count

    def count(column: Column, values: tuple[str, ...]) -> int:
        return snapshot.search(Lookup(Everything(), (Keep(column, values),), limit=0)).total

    generation = snapshot.generation
    return ArchiveOverview(
        documents=generation.counts.get("documents", 0),
        passages=generation.counts.get("passages", 0),
        facets=searcher.labels.facets(newest.facets, count),
        by_year={year: by_year[year] for year in sorted(by_year)},
        newest=tuple(documents[hit.document] for hit in newest.hits if hit.document in documents),
        generation=generation.name,
        created=generation.created,
    )

"""What the archive holds: counts, who asks and answers, how much of each year and language, the newest documents."""

from __future__ import annotations

from search.filters import FACETS
from search.port.lookup import Everything, Keep, Lookup, Sort
from search.request import ArchiveOverview
from search.results.facet_labels import facet_labels
from search.results.searcher import Searcher
from search.terms import Column

NEWEST = 5
_FACETS = tuple(column for column in FACETS if column is not Column.MONTH)


def overview(searcher: Searcher) -> ArchiveOverview:
    """The overview of a generation. A kind of `Searcher.memo`."""
    snapshot = searcher.snapshot
    newest = snapshot.search(
        Lookup(Everything(), sort=Sort.NEWEST, limit=NEWEST, facets=_FACETS, collapse=Column.DOCUMENT)
    )
    documents = snapshot.documents(dict.fromkeys(hit.document for hit in newest.hits))
    by_year: dict[str, dict[str, int]] = {}
    langs = [facet.value for facet in newest.facets.get(Column.LANG, ())]
    pages = snapshot.search_many(
        [Lookup(Everything(), (Keep(Column.LANG, (lang,)),), limit=0, facets=(Column.YEAR,)) for lang in langs]
    )
    for lang, page in zip(langs, pages, strict=True):
        for year in page.facets.get(Column.YEAR, ()):
            by_year.setdefault(year.value, {})[lang] = year.count
    generation = snapshot.generation
    return ArchiveOverview(
        documents=generation.counts.get("documents", 0),
        passages=generation.counts.get("passages", 0),
        facets=searcher.memo(facet_labels).facets(newest.facets, Lookup(Everything())),
        by_year={year: by_year[year] for year in sorted(by_year)},
        newest=tuple(documents[hit.document] for hit in newest.hits if hit.document in documents),
        generation=generation.name,
        created=generation.created,
    )

"""The filters of a request -> conditions on columns."""

from __future__ import annotations

from search.filters import FILTER, Filter, Filters, ValueKind
from search.glossary.people import NOBODY, People
from search.port.lookup import Between, Keep
from search.request import SearchRequest
from search.terms import Column


def filters_of(request: SearchRequest, people: People = NOBODY) -> tuple[Keep | Between, ...]:
    """What a passage must be besides matching the query. A person is given by id or by name, in any of the spellings
    that `people` joins. The two ends of a span of time are one condition."""
    found: dict[Column, Keep | Between] = {}
    for name, values in request.filters.items():
        row = FILTER[name]
        if row.is_date:
            found[row.column] = _between(row.column, request.filters)
        else:
            found[row.column] = keep_of(row, values, people)
    return tuple(found.values())


def keep_of(row: Filter, values: tuple[str, ...], people: People) -> Keep:
    """The condition of a filter that is no date."""
    if row.is_person:
        values = tuple(dict.fromkeys(key for value in values for key in people.spellings(value)))
    return Keep(row.column, values, prefix=row.kind is ValueKind.TAG)


def _between(column: Column, filters: Filters) -> Between:
    ends = {FILTER[name].kind: values[0] for name, values in filters.items() if FILTER[name].column is column}
    return Between(column, ends.get(ValueKind.FIRST_DATE, ""), ends.get(ValueKind.LAST_DATE, ""))

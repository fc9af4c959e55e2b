"""Links that narrow a search, and links that take a filter away again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from search.filters import FILTER, FILTERS, Filter, Filters
from search.port.lookup import Sort
from search.request import FacetValue, Match, Results, SearchRequest

# In the order of the page.
FACET_FILTERS = tuple(sorted((row for row in FILTERS if row.heading), key=lambda row: row.rank))

# The persons of a request's filters, by the value that names them: what `Archive.people` gives.
PersonValues = Mapping[str, FacetValue]


@dataclass(frozen=True, slots=True)
class FacetChoice:
    """A value of a facet: chosen or not, and the search that a click leads to."""

    value: str
    label: str
    count: int
    chosen: bool
    leads_to: SearchRequest


@dataclass(frozen=True, slots=True)
class ActiveFilter:
    """A filter in force: its name, one value, the label of the value (a person's name, else the value), the message
    that shows it (`Filter.chip`), and the search without it."""

    name: str
    value: str
    label: str
    chip: str
    without: SearchRequest


def choices(
    results: Results, row: Filter, people: PersonValues = MappingProxyType({}), lang: str = ""
) -> tuple[FacetChoice, ...]:
    """The values of a facet, those in force too when no hit has them. `lang`: the language for the names of persons,
    where the glossary has one."""
    chosen = results.request.filters[row.name]
    values = list(results.facets.get(row.column, ()))
    listed = {value.value for value in values}
    meant = {value: people.get(value, FacetValue(value, value, 0)) for value in chosen}
    prefixes = {value for value in chosen if any(_within(known, value) for known in listed)}
    absent = {item.value: item for value, item in meant.items() if item.value not in listed | prefixes}
    return tuple(
        FacetChoice(
            item.value,
            display_name(item, lang),
            item.count,
            any(item.value == each.value for each in meant.values()),
            toggle(results.request, row.name, item, people),
        )
        for item in (*values, *absent.values())
    )


def display_name(item: FacetValue, lang: str) -> str:
    """The name of a value in a language, or its label."""
    return item.names.get(lang) or item.label


def toggle(
    request: SearchRequest, name: str, item: FacetValue, people: PersonValues = MappingProxyType({})
) -> SearchRequest:
    """The search with this value of a filter added, or removed when it is in force under any of its names."""
    chosen = request.filters[name]
    same = {value for value in chosen if people.get(value, FacetValue(value, value, 0)).value == item.value}
    if same:
        return request.filtered(**{name: [value for value in chosen if value not in same]})
    wider = {value for value in chosen if _within(item.value, value)}  # zh-Hans narrows zh, it does not add to it
    return request.filtered(**{name: [*(value for value in chosen if value not in wider), item.value]})


def _within(value: str, prefix: str) -> bool:
    """Whether a language tag continues another: zh-Hans is within zh."""
    return value.startswith(f"{prefix}-")


def active_filters(
    request: SearchRequest, people: PersonValues = MappingProxyType({}), lang: str = ""
) -> tuple[ActiveFilter, ...]:
    """All filters in force, each with the search without it; persons have the names that `choices` gives them."""
    return tuple(
        ActiveFilter(
            name, value, display_name(people[value], lang) if value in people else value, FILTER[name].chip, without
        )
        for name, value, without in request.filters_in_force()
    )


def merge_dates(listed: Sequence[ActiveFilter]) -> tuple[ActiveFilter, ...]:
    """The same filters, but a first and a last day that are the same time become one."""
    ends = [each for each in listed if FILTER[each.name].is_date]
    if len(ends) < 2 or ends[0].value != ends[1].value:
        return tuple(listed)
    both = replace(ends[0], chip="", without=ends[0].without.filtered(**{ends[1].name: ()}))
    return tuple(both if each is ends[0] else each for each in listed if each is not ends[1])


def with_field(request: SearchRequest, field: str, value: Any) -> SearchRequest:
    """The search with one field changed, from its first page (Any: the fields differ)."""
    return replace(request, **{field: value, "page": 1})


def without_expansion(request: SearchRequest, expansion: str) -> SearchRequest:
    """The search without the other names of one entity."""
    return with_field(request, "noexp", (*request.noexp, expansion))


def filtered(name: str, value: str) -> SearchRequest:
    """All passages that one filter keeps: those of a person, of a document's copies."""
    return SearchRequest(filters=Filters(**{name: value}))


def between(when: str) -> SearchRequest:
    """All of one year, month or day."""
    return SearchRequest(filters=Filters(date_from=when, date_to=when))


SEARCHES: Mapping[str, Callable[..., SearchRequest]] = {
    "without_expansion": without_expansion,
    "by": filtered,
    "between": between,
    "asking": lambda text: SearchRequest(text=text),
    "copies_of": lambda fingerprint: filtered("dup", fingerprint),
    "worded": lambda request, text: with_field(request, "text", text),
    "matched": lambda request, match: with_field(request, "match", Match(match)),
    "sorted_by": lambda request, sort: with_field(request, "sort", Sort(sort)),
    "grouped": lambda request, group: with_field(request, "group", group),
    "within": lambda request, document: replace(request, group="").filtered(doc=document),
    "paged": lambda request, page: replace(request, page=page),
}

"""Links that narrow a search, and links that take a limit away again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from search.port.lookup import Sort
from search.request import FacetValue, Match, Results, SearchRequest
from search.suggest.relax import limits_of
from search.terms import Column

# Facet column -> the request's field that keeps its values.
FACETS: tuple[tuple[Column, str], ...] = (
    (Column.ANSWERER, "answerer"),
    (Column.ASKER, "asker"),
    (Column.LANG, "lang"),
    (Column.GENRE, "genre"),
    (Column.KIND, "kind"),
)


# The persons that a request names, by what names them: what `Archive.people` gives.
People = Mapping[str, FacetValue]


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet: chosen or not, and the search that a click leads to."""

    value: str
    label: str
    count: int
    chosen: bool
    leads_to: SearchRequest


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit in force: the field, the value, its label where one is known, and the search without it."""

    field: str
    value: str
    label: str
    without: SearchRequest


def choices(
    results: Results, column: Column, field: str, people: People = MappingProxyType({}), lang: str = ""
) -> tuple[Choice, ...]:
    """The values of a facet, the chosen ones too when nothing has them. `people` are the persons that the request
    names, by what names them; `lang` is the language in which persons are named where that is known."""
    chosen: tuple[str, ...] = getattr(results.request, field)
    values = list(results.facets.get(column, ()))
    listed = {value.value for value in values}
    meant = {value: people.get(value, FacetValue(value, value, 0)) for value in chosen}
    prefixes = {value for value in chosen if any(_within(known, value) for known in listed)}
    absent = {item.value: item for value, item in meant.items() if item.value not in listed | prefixes}
    return tuple(
        Choice(
            item.value,
            called(item, lang),
            item.count,
            any(item.value == each.value for each in meant.values()),
            toggled(results.request, field, item, people),
        )
        for item in (*values, *absent.values())
    )


def called(item: FacetValue, lang: str) -> str:
    """What a value is called in a language, where that is known."""
    return item.names.get(lang) or item.label


def toggled(
    request: SearchRequest, field: str, item: FacetValue, people: People = MappingProxyType({})
) -> SearchRequest:
    """The search with the value added, or taken away when it was chosen, by whatever name."""
    chosen: tuple[str, ...] = getattr(request, field)
    same = {value for value in chosen if people.get(value, FacetValue(value, value, 0)).value == item.value}
    if same:
        return changed(request, field, tuple(value for value in chosen if value not in same))
    wider = {value for value in chosen if _within(item.value, value)}  # zh-Hans narrows zh, it does not add to it
    return changed(request, field, (*(value for value in chosen if value not in wider), item.value))


def _within(value: str, prefix: str) -> bool:
    """Whether a language tag continues another: zh-Hans is within zh."""
    return value.startswith(f"{prefix}-")


def limits(request: SearchRequest, people: People = MappingProxyType({}), lang: str = "") -> tuple[Limit, ...]:
    """All limits in force, each with the search without it; persons are called as they are by `choices`."""
    return tuple(
        Limit(field, value, called(people[value], lang) if value in people else value, without)
        for field, value, without in limits_of(request)
    )


def joined(listed: Sequence[Limit]) -> tuple[Limit, ...]:
    """The limits as a reader thinks of them: a first and a last day that name one time are one limit."""
    ends = [limit for limit in listed if limit.field in ("date_from", "date_to")]
    if len(ends) < 2 or ends[0].value != ends[1].value:
        return tuple(listed)
    both = replace(ends[0], field="date", without=replace(ends[0].without, date_to=""))
    return tuple(both if limit is ends[0] else limit for limit in listed if limit is not ends[1])


def changed(request: SearchRequest, field: str, value: Any) -> SearchRequest:
    """The search with one field changed, from its first page (Any: the fields differ)."""
    return replace(request, **{field: value, "page": 1})


def without_expansion(request: SearchRequest, expansion: str) -> SearchRequest:
    """The search without the other names of one entity."""
    return changed(request, "noexp", (*request.noexp, expansion))


def by(field: str, person: str) -> SearchRequest:
    """All that a person asked, answered or said."""
    return SearchRequest(**{field: (person,)})  # type: ignore[arg-type]  # the three fields are tuples of text


def between(when: str) -> SearchRequest:
    """All of one year, month or day."""
    return SearchRequest(date_from=when, date_to=when)


SEARCHES: Mapping[str, Callable[..., SearchRequest]] = {
    "without_expansion": without_expansion,
    "by": by,
    "between": between,
    "asking": lambda text: SearchRequest(text=text),
    "copies_of": lambda fingerprint: SearchRequest(dup=fingerprint),
    "worded": lambda request, text: changed(request, "text", text),
    "matched": lambda request, match: changed(request, "match", Match(match)),
    "sorted_by": lambda request, sort: changed(request, "sort", Sort(sort)),
    "grouped": lambda request, group: changed(request, "group", group),
    "within": lambda request, document: replace(request, group="", doc=document, page=1),
    "paged": lambda request, page: replace(request, page=page),
}

"""Links that narrow a search, and links that take a limit away again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
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


def choices(results: Results, column: Column, field: str) -> tuple[Choice, ...]:
    """The values of a facet, the chosen ones too when nothing has them."""
    chosen: tuple[str, ...] = getattr(results.request, field)
    values = list(results.facets.get(column, ()))
    listed = {value.value for value in values} | {value.label for value in values}
    prefixes = {value for value in chosen if any(_within(known, value) for known in listed)}
    values += [FacetValue(value, value, 0) for value in chosen if value not in listed | prefixes]
    return tuple(
        Choice(
            item.value,
            item.label,
            item.count,
            bool({item.value, item.label} & set(chosen)),
            toggled(results.request, field, item),
        )
        for item in values
    )


def toggled(request: SearchRequest, field: str, item: FacetValue) -> SearchRequest:
    """The search with the value added, or taken away when it was chosen."""
    chosen: tuple[str, ...] = getattr(request, field)
    same = {item.value, item.label}
    if same & set(chosen):
        return changed(request, field, tuple(value for value in chosen if value not in same))
    wider = {value for value in chosen if _within(item.value, value)}  # zh-Hans narrows zh, it does not add to it
    return changed(request, field, (*(value for value in chosen if value not in wider), item.value))


def _within(value: str, prefix: str) -> bool:
    """Whether a language tag continues another: zh-Hans is within zh."""
    return value.startswith(f"{prefix}-")


def limits(request: SearchRequest, labels: Sequence[Choice] = ()) -> tuple[Limit, ...]:
    """All limits in force, each with the search without it."""
    names = {choice.value: choice.label for choice in labels}
    return tuple(
        Limit(field, value, names.get(value) or value, without) for field, value, without in limits_of(request)
    )


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

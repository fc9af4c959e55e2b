"""Every endpoint of the API as it is described: its parameters, which are those that it reads, and its replies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from search.exports.formats import FORMATS
from search.links import (
    CONCORDANCE_ENDPOINT,
    LINES,
    PARAMETERS,
    REQUEST_FIELDS,
    SEARCH_ENDPOINT,
    TREND_PARAMETERS,
    TRENDS_ENDPOINT,
)
from search.replies.citations import CitationsReply
from search.replies.concordance import ConcordanceReply
from search.replies.document import DocumentReply
from search.replies.search import SearchReply
from search.replies.suggestions import BrowserSuggestions, SuggestionsReply
from search.replies.trends import TrendsReply
from search.request import SearchRequest
from search.results.concordance import LineOrder
from search.results.trends import MOST_TERMS, Per
from web.api.body import JSON
from web.api.export import CURSOR, LIMIT
from web.api.export import PATH as EXPORT_ENDPOINT
from web.api.suggest import DEFAULT_LIMIT
from web.api.suggest import FORMAT as SUGGEST_FORMAT
from web.api.suggest import LIMIT as SUGGEST_LIMIT
from web.i18n import N_
from web.parameter_types import TEXT
from web.parameters import BY, FORMAT, NOT_FOR_EXPORTS, NOT_FOR_LINES, OF, ORDER, PER, TURN
from web.search_parameters import MANY_VALUES, REPEATABLE, SEARCHED, Parameter


@dataclass(frozen=True, slots=True)
class Operation:
    """An endpoint. `path` as OpenAPI writes it; `about` a message id; `replies` are the reply's type by media type
    (None: a file); `example` a query for people to try."""

    name: str
    path: str
    about: str
    parameters: tuple[Parameter, ...]
    replies: Mapping[str, type | None]
    example: str
    repeatable: Mapping[str, int] = field(default_factory=dict)  # parameters that may be repeated, and how often
    required: frozenset[str] = frozenset()
    defaults: Mapping[str, object] = field(default_factory=dict)
    has_portions: bool = False  # answers with a Link to the next portion, and with 410 when its index is gone

    @property
    def in_path(self) -> frozenset[str]:
        """The parameters that stand in the path."""
        return frozenset(parameter.name for parameter in self.parameters if f"{{{parameter.name}}}" in self.path)


ID = Parameter("id", TEXT, N_("id of one document"))
_SEARCHED = tuple(SEARCHED[name] for name in PARAMETERS)
_MANY: Mapping[str, int] = dict.fromkeys(sorted(REPEATABLE), MANY_VALUES)
_DEFAULTS: Mapping[str, object] = {
    name: value for name, field in REQUEST_FIELDS.items() if (value := getattr(SearchRequest(), field))
}


def _without(names: tuple[str, ...]) -> tuple[Parameter, ...]:
    return tuple(parameter for parameter in _SEARCHED if parameter.name not in names)


OPERATIONS: tuple[Operation, ...] = (
    Operation(
        "search",
        SEARCH_ENDPOINT,
        N_("Passages with their questions or answers, what was understood, and counts to narrow by."),
        _SEARCHED,
        {JSON: SearchReply},
        "?q=%E8%81%94%E8%BF%90&size=2",
        repeatable=_MANY,
        defaults=_DEFAULTS,
    ),
    Operation(
        "suggest",
        "/api/v1/suggest",
        N_("Queries that go on from what is being typed."),
        (SEARCHED["q"], SUGGEST_LIMIT, SUGGEST_FORMAT),
        {JSON: SuggestionsReply, "application/x-suggestions+json": BrowserSuggestions},
        "?q=quo",
        defaults={"limit": DEFAULT_LIMIT, "format": "json"},
    ),
    Operation(
        "document",
        "/api/v1/documents/{id}",
        N_("A document with all its turns, passages, speakers and offsets."),
        (ID,),
        {JSON: DocumentReply},
        "",
        required=frozenset(("id",)),
    ),
    Operation(
        "citations",
        "/api/v1/documents/{id}/citations",
        N_("The citations of a document or of one of its turns, in every style."),
        (ID, TURN),
        {JSON: CitationsReply},
        "",
        required=frozenset(("id",)),
    ),
    Operation(
        "concordance",
        CONCORDANCE_ENDPOINT,
        N_("Every place of a query with what stands left and right of it."),
        (*_without(NOT_FOR_LINES), ORDER),
        {JSON: ConcordanceReply},
        "?q=%E8%81%94%E8%BF%90&size=5",
        repeatable=_MANY,
        defaults={**_DEFAULTS, "size": LINES, "order": LineOrder.NEWEST},
    ),
    Operation(
        "trends",
        TRENDS_ENDPOINT,
        N_("How often up to five terms stand in the archive over time."),
        (SEARCHED["q"], *(SEARCHED[name] for name in TREND_PARAMETERS), PER, BY),
        {JSON: TrendsReply},
        "?q=%E8%81%94%E8%BF%90&q=quota",
        repeatable={**_MANY, "q": MOST_TERMS},
        defaults={"match": _DEFAULTS["match"], "per": Per.YEAR},
    ),
    Operation(
        "export",
        EXPORT_ENDPOINT,
        N_("All that a search finds as a file, or as JSON Lines in portions that a cursor joins."),
        (*_without(NOT_FOR_EXPORTS), FORMAT, OF, CURSOR, LIMIT),
        {row.media_type.partition(";")[0]: None for row in FORMATS.values()},
        "?q=%E8%81%94%E8%BF%90&format=jsonl&limit=2",
        repeatable=_MANY,
        defaults=_DEFAULTS,
        required=frozenset(("format",)),
        has_portions=True,
    ),
)

"""The filters of a search, one row each: what is asked, offered, shown and described of them is derived from here.

Another filter is a row here, its column in `search.terms` and `search.entries`, and the translations of its messages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from search.model import Genre, Kind, Role
from search.terms import Column


class ValueKind(Enum):
    """How the values of a filter are read and compared with a column."""

    TAG = auto()  # a language tag; zh keeps zh-Hans too
    PERSON = auto()  # an id, or a name in any spelling
    TEXT = auto()  # as the pages write it; a query may name a part of it
    EXACT = auto()  # compared as it stands
    FIRST_DATE = auto()  # not before this day, month or year
    LAST_DATE = auto()  # not after


@dataclass(frozen=True, slots=True)
class Filter:
    """A row. `about`, `chip`, `heading` and the labels in `values` are message ids of the interface, English texts.

    `about` says what the filter does; `chip` what it is called where it is in force, with one placeholder or none for
    its value (empty: the value alone). A filter with a `heading` is a facet, the `rank`-th on the page. Its names in
    queries stand with the languages (`search.query.field_names`).
    """

    name: str
    column: Column
    kind: ValueKind
    about: str
    chip: str = ""
    heading: str = ""
    rank: int = 0
    values: Mapping[str, str] = field(default_factory=dict)  # the only ones that it takes, with their labels
    roles: tuple[Role, ...] = ()  # of a PERSON: in which a passage's own speaker is meant; empty: in all
    many: bool = True  # may be given more than once
    alias: str = ""  # argument and option where they are not called as the filter is
    has_option: bool = True  # else only links set it
    in_trends: bool = False  # trends know how much text there is under it

    @property
    def argument(self) -> str:
        """Its name in addresses; the option of the command line has two dashes before it."""
        return self.alias or self.name

    @property
    def is_person(self) -> bool:
        """Whether its values are persons."""
        return self.kind is ValueKind.PERSON

    @property
    def is_date(self) -> bool:
        """Whether it is one end of a span of time."""
        return self.kind in (ValueKind.FIRST_DATE, ValueKind.LAST_DATE)


# In the order in which addresses, options and lists of filters in force name them.
FILTERS: tuple[Filter, ...] = (
    Filter("lang", Column.LANG, ValueKind.TAG, "language of the passage; zh finds both scripts",
           heading="Language", rank=3, in_trends=True),
    Filter("kind", Column.KIND, ValueKind.EXACT, "kind of passage", heading="Passage", rank=5, values={
        Kind.PARAGRAPH: "Paragraph", Kind.QUESTION: "Question", Kind.ANSWER: "Answer", Kind.CONTACT: "Contact card",
        Kind.CAPTION: "Caption",
    }),
    Filter("genre", Column.GENRE, ValueKind.EXACT, "kind of document", heading="Document", rank=4, values={
        Genre.PRESS_CONFERENCE: "Press conference", Genre.INTERVIEW: "Interview", Genre.STATEMENT: "Statement",
        Genre.COMMUNIQUE: "Communiqué", Genre.WRITTEN: "Written replies", Genre.OTHER: "Other document",
    }, in_trends=True),
    Filter("speaker", Column.SPEAKER, ValueKind.PERSON, "who asked or answered: id or name", "speaker: %(name)s"),
    Filter("asker", Column.ASKER, ValueKind.PERSON, "who asked: id or name", "asked by %(name)s",
           heading="Who asked", rank=2, roles=(Role.QUESTION,)),
    Filter("answerer", Column.ANSWERER, ValueKind.PERSON, "who answered: id or name", "answered by %(name)s",
           heading="Who answered", rank=1, roles=(Role.ANSWER, Role.STATEMENT)),
    Filter("role", Column.ROLE, ValueKind.EXACT, "look in questions or in answers only", many=False,
           values={Role.QUESTION: "questions", Role.ANSWER: "answers"}, in_trends=True),
    Filter("place", Column.PLACE, ValueKind.TEXT, "place of the document", "place: %(place)s"),
    Filter("source", Column.SOURCE, ValueKind.TEXT, "who published the document", "source: %(source)s"),
    Filter("number", Column.NUMBER, ValueKind.EXACT, "number of the document", "number: %(number)s", many=False),
    Filter("doc", Column.DOCUMENT, ValueKind.EXACT, "id of one document", "this document: %(document)s", many=False),
    Filter("date_from", Column.DATE, ValueKind.FIRST_DATE, "first day, month or year", "from %(date)s",
           many=False, alias="from", in_trends=True),
    Filter("date_to", Column.DATE, ValueKind.LAST_DATE, "last day, month or year, inclusive", "to %(date)s",
           many=False, alias="to", in_trends=True),
    Filter("dup", Column.DUP, ValueKind.EXACT, "copies of one passage, by its fingerprint", "copies of one passage",
           many=False, has_option=False),
)  # fmt: skip
FILTER: Mapping[str, Filter] = {each.name: each for each in FILTERS}
# The facets of a result, in the order of the JSON, and those that are drawn over time.
TIME_FACETS = (Column.YEAR, Column.MONTH)
FACETS = (*(each.column for each in FILTERS if each.heading), *TIME_FACETS)
PERSON_COLUMNS = frozenset(each.column for each in FILTERS if each.is_person)


class Filters(Mapping[str, tuple[str, ...]]):
    """The filters in force and their values, in the order of the table. Like a Counter, a filter that is not in force
    can be asked for: it has no values. Immutable, and a key of dictionaries."""

    __slots__ = ("_values",)

    def __init__(self, **values: str | Iterable[str] | None) -> None:
        """One value may be given as it is. Raises TypeError for a name that no filter has, ValueError for several
        values of a filter that has one."""
        if unknown := values.keys() - FILTER.keys():
            raise TypeError(f"no filter is called {', '.join(sorted(unknown))}")
        given = {each.name: _tuple(values.get(each.name)) for each in FILTERS}
        if several := [name for name, chosen in given.items() if len(chosen) > 1 and not FILTER[name].many]:
            raise ValueError(f"{', '.join(several)} has one value")
        self._values = {name: chosen for name, chosen in given.items() if chosen}

    def __getitem__(self, name: str) -> tuple[str, ...]:
        return self._values.get(FILTER[name].name, ())

    def __contains__(self, name: object) -> bool:
        return name in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __hash__(self) -> int:
        return hash(tuple(self._values.items()))

    def __repr__(self) -> str:
        return f"Filters({', '.join(f'{name}={values!r}' for name, values in self._values.items())})"

    def one(self, name: str) -> str:
        """The value of a filter that has one; empty when it is not in force."""
        return next(iter(self[name]), "")

    def replaced(self, **values: str | Iterable[str]) -> Filters:
        """These filters, some with other values; none takes a filter away."""
        return Filters(**{**self._values, **values})


def _tuple(values: str | Iterable[str] | None) -> tuple[str, ...]:
    """Plain text, also of members of an enumeration; nothing of an empty one."""
    return tuple(str(value) for value in ([values] if isinstance(values, str) else values or ()) if value)


NO_FILTERS = Filters()

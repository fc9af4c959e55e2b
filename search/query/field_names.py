"""The names that a query may use for fields and their values, in every language of the archive.

All are lower case after NFKC. A short everyday word such as 问 names no field, so that a pasted sentence stays a
sentence; the short names of `date_from` and `date_to` count only before a date.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from search.filters import FILTERS
from search.languages import LANGUAGES
from search.query.tree import TITLE


def _names_of(*fields: str) -> dict[str, str]:
    """Name in a query -> filter, or the title."""
    named = ((field, language.groups("fields").get(field, ())) for field in fields for language in LANGUAGES)
    return {name: field for field, names in named for name in names}


def _values_of(field: str) -> Iterator[tuple[str, str]]:
    """(word, value) of one field, in every language."""
    for language in LANGUAGES:
        for value, words in (language.groups("called") if field == "lang" else language.values(field)).items():
            yield from ((word, value) for word in words)


FROM, TO = frozenset(_names_of("date_from")), frozenset(_names_of("date_to"))
FIELDS = _names_of(*(each.name for each in FILTERS if not each.is_date), TITLE)
# Filter -> word -> value.
VALUES: Mapping[str, Mapping[str, str]] = {each.name: dict(_values_of(each.name)) for each in FILTERS}

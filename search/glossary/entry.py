"""What the glossary knows of one thing: its names in every language, and what is not its name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from search.languages import TAGS


class EntryType(StrEnum):
    """What kind of thing has the names."""

    COUNTRY = "country"
    TERRITORY = "territory"  # what CLDR lists beside the member and observer states of the United Nations
    CAPITAL = "capital"
    CITY = "city"
    REGION = "region"
    ORG = "org"
    PERSON = "person"
    TERM = "term"


Words = Mapping[str, tuple[str, ...]]  # language -> words, the preferred one first


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """One thing and what it is called.

    `names` are full names. `adj` are adjectives and names of inhabitants; `brasileir~o` stands for all its inflections
    (see `inflect`). `abbr` count in their own case only. `related` are ids, never expanded. `blocked` are longer
    words in which a name means something else. Of the words, `capitalised` count only with a capital initial (irão and
    Irão), `guarded` with that or with their own accents (ira and Irã, irã), `personal` not beside another capitalised
    word (Jordan Smith); `unsearched` are recognised in a query but never searched for.
    """

    id: str
    type: EntryType
    names: Words = field(default_factory=dict)
    adj: Words = field(default_factory=dict)
    abbr: Words = field(default_factory=dict)
    related: tuple[str, ...] = ()
    blocked: tuple[str, ...] = ()
    capitalised: frozenset[str] = frozenset()
    guarded: frozenset[str] = frozenset()
    personal: frozenset[str] = frozenset()
    unsearched: frozenset[str] = frozenset()


def merge(first: GlossaryEntry, second: GlossaryEntry) -> GlossaryEntry:
    """One entry of both: the names of `first` come first; what either blocks is no name of the whole."""
    blocked = tuple(dict.fromkeys((*first.blocked, *second.blocked)))
    return GlossaryEntry(
        id=first.id,
        type=first.type,
        names=_join(first.names, second.names, blocked),
        adj=_join(first.adj, second.adj, blocked),
        abbr=_join(first.abbr, second.abbr, blocked),
        related=tuple(dict.fromkeys((*first.related, *second.related))),
        blocked=blocked,
        capitalised=first.capitalised | second.capitalised,
        guarded=first.guarded | second.guarded,
        personal=first.personal | second.personal,
        unsearched=first.unsearched | second.unsearched,
    )


def _join(first: Words, second: Words, blocked: tuple[str, ...]) -> Words:
    """Both lists of every language, each word once, the blocked ones left out."""
    if not second and not blocked:
        return first
    joined: dict[str, tuple[str, ...]] = {}
    for lang in TAGS:
        both = dict.fromkeys((*first.get(lang, ()), *second.get(lang, ())))
        words = tuple(word for word in both if word not in blocked)
        if words:
            joined[lang] = words
    return joined

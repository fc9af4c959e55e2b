"""The JSON of suggestions: queries that go on from what is being typed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, NamedTuple

from msgspec import Meta, Struct

from search.replies.fields import WholeNumber, or_null
from search.request import Completion


class CompletionReply(Struct, frozen=True):
    """A whole query, and what completes it: its kind (term, title, speaker, name), its language, in how many passages
    (of a title: documents) it stands, and the pinyin that led to it."""

    text: str
    kind: str
    lang: str | None
    count: WholeNumber
    pinyin: str | None


class SuggestionsReply(Struct, frozen=True):
    """Suggestions for a query, best first."""

    query: str
    suggestions: tuple[CompletionReply, ...]


class BrowserSuggestions(NamedTuple):
    """The same as browsers' search boxes ask for it (OpenSearch): query, suggestions, what they are, addresses."""

    query: str
    suggestions: tuple[str, ...]
    descriptions: tuple[str, ...]
    addresses: Annotated[tuple[str, ...], Meta(description="always empty")]


def suggestions_reply(query: str, completions: Iterable[Completion]) -> SuggestionsReply:
    """The whole answer."""
    replies = (
        CompletionReply(item.text, item.kind, or_null(item.lang), item.count, or_null(item.pinyin))
        for item in completions
    )
    return SuggestionsReply(query, tuple(replies))


def browser_suggestions(query: str, completions: Iterable[Completion]) -> BrowserSuggestions:
    """The whole answer; beside each suggestion its kind and count."""
    listed = tuple(completions)
    return BrowserSuggestions(
        query, tuple(item.text for item in listed), tuple(f"{item.kind}, {item.count}" for item in listed), ()
    )

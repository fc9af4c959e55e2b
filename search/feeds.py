"""Atom feeds (RFC 4287) of results: one entry a turn, whose id outlives every reindex."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from search.exports.xml import DECLARATION, Element, element, to_bytes
from search.links import document_url
from search.request import Result

MEDIA_TYPE = "application/atom+xml; charset=utf-8"
NAMESPACE = "http://www.w3.org/2005/Atom"
# RFC 4151 wants a day on which the site's name was already the site's; it is part of every id and must never change.
TAG_DATE = "2025"
UNDATED = "1970-01-01"  # entries without a date: a fixed day, or each reindex would show them as new


@dataclass(frozen=True, slots=True)
class FeedInfo:
    """What a feed says of itself. `base_url` is the site's whole address; `self_path` the feed's own path and query,
    `page_path` that of the page which shows the same; `lang` the language of `title` and `subtitle`. `updated` is the
    ISO date of a feed without entries."""

    base_url: str
    title: str
    self_path: str
    page_path: str
    subtitle: str = ""
    lang: str = ""
    updated: str = UNDATED


def atom_feed(results: Iterable[Result], feed: FeedInfo) -> bytes:
    """The feed. Hits of one turn become one entry (the first); `updated` of an entry is its document's date, that of
    the feed the latest of them."""
    entries = list(_first_of_each_turn(results))
    latest = max((result.document.date for result in entries), default="") or feed.updated
    base = feed.base_url.rstrip("/")
    node = element("feed", lang=feed.lang, attributes={"xmlns": NAMESPACE})
    node.append(element("title", feed.title))
    if feed.subtitle:
        node.append(element("subtitle", feed.subtitle))
    node.append(element("id", _tag(feed.base_url, feed.self_path)))
    node.append(element("updated", timestamp(latest)))
    node.append(_link("self", base + feed.self_path, MEDIA_TYPE.partition(";")[0]))
    node.append(_link("alternate", base + feed.page_path, "text/html"))
    node.append(element("generator", "Wenda"))
    node.extend(_entry(result, feed) for result in entries)
    return DECLARATION.encode() + to_bytes(node)


def entry_tag(base_url: str, document: str, turn: str) -> str:
    """The id of an entry: a tag URI (RFC 4151) of the site's name, the document's id and the turn's."""
    return _tag(base_url, document_url(document, anchor=turn))


def timestamp(date: str) -> str:
    """An ISO date as precise as known as the RFC 3339 time that Atom wants: the first moment of it, UTC."""
    return f"{date}{UNDATED[len(date) :]}T00:00:00Z" if date else timestamp(UNDATED)


def _tag(base_url: str, path: str) -> str:
    """`tag:archive.example,2025:/doc/x#t3`: the port and the scheme of a site may change, so they are no part of it."""
    return f"tag:{urlsplit(base_url).hostname or 'localhost'},{TAG_DATE}:{quote(path, safe='/?#&=%.~:,;+!$()*@-_')}"


def _first_of_each_turn(results: Iterable[Result]) -> Iterator[Result]:
    seen: set[tuple[str, str]] = set()
    for result in results:
        turn = (result.document.id, _turn(result))
        if turn not in seen:
            seen.add(turn)
            yield result


def _turn(result: Result) -> str:
    """The turn of a hit; a card or caption, which has none, by its own id."""
    return result.shown.passage.turn or result.shown.passage.id


def _entry(result: Result, feed: FeedInfo) -> Element:
    document, shown = result.document, result.shown
    address = feed.base_url.rstrip("/") + document_url(document.id, version=shown.text_hash, anchor=shown.anchor)
    author = (shown.speaker.name if shown.speaker else "") or document.publisher or "?"
    snippet = shown.text[shown.snippet.start : shown.snippet.end]
    summary = ("… " if shown.snippet.cut_start else "") + snippet + (" …" if shown.snippet.cut_end else "")
    node = element("entry", lang=shown.passage.lang)
    node.append(element("title", document.title_shown, lang=document.lang, attributes={"type": "text"}))
    node.append(element("id", entry_tag(feed.base_url, document.id, _turn(result))))
    node.append(_link("alternate", address, "text/html"))
    node.append(element("updated", timestamp(document.date)))
    if document.date:
        node.append(element("published", timestamp(document.date)))
    node.append(element("author", element("name", author)))
    node.append(element("category", attributes={"term": shown.passage.kind.value}))
    node.append(element("summary", summary, attributes={"type": "text"}))
    node.append(element("content", shown.text, attributes={"type": "text"}))
    return node


def _link(relation: str, address: str, media_type: str) -> Element:
    return element("link", attributes={"rel": relation, "type": media_type, "href": address})

"""Reads .html and .htm: the visible text as a browser lays it out, and the layout of each line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from indexer.decode import decode
from indexer.readers.extract import Block, Extract, Extracts, LayoutLine, Region
from indexer.readers.flow import TextFlow
from indexer.readers.front_matter import flat_front_matter, front_matter, page_fields
from indexer.readers.markup import HIDDEN, ElementContext, context_of
from search.errors import BadRecord, UnreadableFile
from search.model import Span

# selectolax is typed without its nodes' fields being exact; Any stands for a LexborNode here.
Node = Any

_HEAD_BYTES = 4096  # browsers look for a charset in the first 1024; saved pages put comments before it
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]+)")
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)")
_FURNITURE = frozenset({Region.NAV, Region.FOOTER, Region.ASIDE, Region.FORM})
_TITLE_KEYS = ("og:title", "articletitle", "dc.title", "dcterms.title", "citation_title", "twitter:title")
_DATE_KEYS = (
    "article:published_time",
    "datepublished",
    "pubdate",
    "publishdate",
    "publish_date",
    "dc.date.created",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "citation_publication_date",
    "date",
)
_PUBLISHER_KEYS = ("og:site_name", "sitename", "dc.publisher", "citation_publisher", "application-name")


def read_html(data: bytes) -> Extracts:
    """One page. Raises UnreadableFile when the bytes are no text or nothing in them is visible."""
    decoded = decode(data, declared_charset(data))
    front, source = _front_matter(decoded.text)
    tree = LexborHTMLParser(source)
    flow = TextFlow()
    if front:
        _shown_as_is(front, flow)
    _walk(tree.body or tree.root, flow)
    text, lines, emphases = flow.finished()
    if not lines:
        raise UnreadableFile(
            "the page holds no visible text",
            "save the page again when it is fully loaded (its text may come by a script), or remove it",
        )
    meta = _meta(tree)
    page_title = _squeezed(next((node.text() for node in tree.css("head > title, title")), ""))
    fenced = sum(bool(line.strip()) for line in front.split("\n"))
    given = page_fields(front_matter(front)[1] if front else flat_front_matter(lines[0].span.of(text)))
    page = Extract(
        text,
        "html",
        in_site_frame=True,
        title=given.title or _first(meta, _TITLE_KEYS),
        title_span=_title_span(lines),
        date=given.date or _first(meta, _DATE_KEYS),
        place=given.place,
        publisher=given.publisher or _first(meta, _PUBLISHER_KEYS),
        genre=given.genre,
        lang=given.lang or _lang(tree, meta),
        source_url=_address(tree, meta, source),
        metadata=given.metadata,
        lines=lines[fenced:],
        front=Span(0, lines[fenced - 1].span.end) if front else None,
        emphases=emphases,
        page_title=page_title,
        meta=meta,
        linked_data=tuple(_linked_data(tree)),
    )
    return Extracts((page,), decoded.encoding, decoded.declared, decoded.replaced, positions=(0,))


def declared_charset(data: bytes) -> str:
    """The charset label that the page's head or XML declaration names; empty when there is none."""
    match = _XML_ENCODING.match(data.lstrip()[:200]) or _META_CHARSET.search(data[:_HEAD_BYTES])
    return match[1].decode("ascii", "replace") if match else ""


def _front_matter(source: str) -> tuple[str, str]:
    """The front matter of a page that a site generator has not built yet, and the page below it."""
    try:
        span, _ = front_matter(source)
    except BadRecord:  # no YAML: what stands there is text like any other
        return "", source
    return (source[span.start : span.end].strip(), source[span.end :]) if span else ("", source)


def _shown_as_is(text: str, flow: TextFlow) -> None:
    """Let a text stand before the page, line by line."""
    place = ElementContext(tag="pre", border=2, block=Block.CODE, keeps_blanks=True)
    flow.enter(place)
    flow.text(text, place)
    flow.leave(place)


def _walk(root: Node, flow: TextFlow) -> None:
    """Feed the elements and texts below `root` to the flow, in document order. A stack and no recursion: pages
    nested thousands of elements deep exist."""
    stack: list[tuple[Node | None, ElementContext]] = [(root, ElementContext())]
    while stack:
        node, place = stack.pop()
        if node is None:
            flow.leave(place)
            continue
        tag = node.tag
        if tag == "-text":
            flow.text(node.text_content or "", place)
        elif tag == "br":
            flow.line_break()
        elif tag and not tag.startswith("-") and tag not in HIDDEN:
            inner = context_of(node, tag, place)
            if inner is None:
                continue
            flow.enter(inner)
            stack.append((None, inner))
            stack += [(child, inner) for child in _children_backwards(node)]


def _children_backwards(node: Node) -> Iterator[Node]:
    child = node.last_child
    while child is not None:
        yield child
        child = child.prev


def _meta(tree: LexborHTMLParser) -> Mapping[str, str]:
    """The page's meta values by lower-case name; the first of a name wins, empty ones do not count."""
    values: dict[str, str] = {}
    for node in tree.css("meta[content]"):
        attributes: Mapping[str, str | None] = node.attributes
        for key in ("name", "property", "itemprop", "http-equiv"):
            name = (attributes.get(key) or "").strip().lower()
            content = _squeezed(attributes.get("content") or "")
            if name and content:
                values.setdefault(name, content)
    return values


def _first(meta: Mapping[str, str], keys: tuple[str, ...]) -> str:
    return next((meta[key] for key in keys if key in meta), "")


def _title_span(lines: tuple[LayoutLine, ...]) -> Span | None:
    """The only h1 outside the furniture; None when there is none or several."""
    tops = [line for line in lines if line.block is Block.HEADING and line.level == 1 and line.region not in _FURNITURE]
    one = len({line.paragraph for line in tops}) == 1
    return Span(tops[0].span.start, tops[-1].span.end) if one else None


def _lang(tree: LexborHTMLParser, meta: Mapping[str, str]) -> str:
    attributes: Mapping[str, str | None] = tree.root.attributes if tree.root else {}
    named = attributes.get("lang") or attributes.get("xml:lang") or ""
    return (named or _first(meta, ("content-language", "inlanguage", "dc.language", "language"))).strip()


def _address(tree: LexborHTMLParser, meta: Mapping[str, str], source: str) -> str:
    """The page's own address: canonical link, og:url, or the comment that browsers write when they save a page."""
    canonical = tree.css_first('link[rel~="canonical"]')
    saved = _SAVED_FROM.search(source[: 2 * _HEAD_BYTES])
    candidates = (
        (canonical.attributes.get("href") or "") if canonical else "",
        meta.get("og:url", ""),
        saved[1] if saved else "",
    )
    return next((url.strip() for url in candidates if url.strip().startswith(("http://", "https://"))), "")


def _linked_data(tree: LexborHTMLParser) -> Iterator[str]:
    """The ld+json texts that parse."""
    for node in tree.css('script[type="application/ld+json"]'):
        text = (node.text() or "").strip()
        try:
            json.loads(text)
        except (ValueError, RecursionError):
            continue
        yield text


def _squeezed(text: str | None) -> str:
    return " ".join((text or "").split())

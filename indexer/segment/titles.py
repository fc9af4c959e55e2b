"""Where the title of a page stands, and what it says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.readers.extract import Block, Extract, Region
from indexer.segment.lexicon import key_of, lexicon
from indexer.segment.lines import PageLine
from search.model import Span
from search.scripts import IS_HAN

TITLE_CHARS = 240  # the longest given title has 170 code points
CUT_CHARS = 80  # of a sentence that stands in for a title; a line of a result list holds no more
LEADS = 5  # paragraphs among which one says something: bylines and names of sections stand before it

_FIRST_SENTENCE = re.compile(r".{8,}?(?:[。！？!?…]+[”\"’»」』]*|(?<!\b\w)(?<!\b\w\w)\.[”\"’»)]*(?=\s|$))")
_SITE = re.compile(r"\s+(?:[|•·»—–]|-)\s+[^|•·»]{2,80}$|_[^_]{2,30}$")
_DATE_ONLY = re.compile(r"[\d\s./:年月日-]+")
_DOCUMENT_NUMBER = re.compile(r"(?:№\s*)?\d{1,6}-\d{2}-\d{2}-\d{4}")


@dataclass(frozen=True, slots=True)
class Title:
    """A title: its span in the text (empty when it does not stand there), its words, the lines it takes."""

    span: Span
    text: str
    line_numbers: frozenset[int] = frozenset()

    @property
    def stands(self) -> bool:
        """Whether the title is part of the text."""
        return self.span.end > self.span.start


def find_title(extract: Extract, lines: Sequence[PageLine]) -> Title:
    """The title: where the format says, the line that repeats what the page calls itself, the first heading, or the
    first line of a plain text that is no paragraph. Never raises; an untitled page has an empty title."""
    if extract.title_span is not None:
        within = [
            line
            for line in lines
            if line.span.start < extract.title_span.end and line.span.end > extract.title_span.start
        ]
        if within:
            span = Span(within[0].span.start, within[-1].span.end)
            return Title(span, span.of(extract.text), frozenset(line.number for line in within))
    named = _names_of_page(extract)
    for name in named:
        for line in lines:
            if key_of(line.plain) == key_of(name) and line.linked < 0.5:
                return _title_of(line, extract)
    heading = _heading(extract, lines, named)
    if heading is not None:
        return _title_of(heading, extract)
    if named:
        return Title(Span(0, 0), named[0])
    first = _first_line(lines, extract)
    return _title_of(first, extract) if first is not None else Title(Span(0, 0), "")


def beginning_of(text: str, paragraphs: Sequence[Span]) -> str:
    """What the first of `paragraphs` that says something begins with: its first sentence, cut at a word's end."""
    for span in paragraphs[:LEADS]:
        words = " ".join(span.of(text).split())
        found = _FIRST_SENTENCE.match(words)
        sentence = found[0] if found else words
        if len(re.findall(r"\w{2,}", sentence)) < 3 and len(IS_HAN.findall(sentence)) < 6:
            continue
        return sentence if len(sentence) <= CUT_CHARS else _cut(sentence)
    return ""


def _cut(sentence: str) -> str:
    """The beginning of a long sentence, with the sign that it goes on."""
    head = sentence[:CUT_CHARS]
    blank = head.rfind(" ")
    kept = head[:blank] if blank > CUT_CHARS // 2 else head
    return kept.rstrip(' ,;:，；：、—–-(（"“‘«「') + "…"


def _title_of(line: PageLine, extract: Extract) -> Title:
    """A line as the title."""
    return Title(line.span, line.span.of(extract.text), frozenset({line.number}))


def _names_of_page(extract: Extract) -> tuple[str, ...]:
    """What the page calls itself, best first: as given, meta of the article, <title> without the site's name."""
    bare = extract.page_title.strip()
    while (shorter := _SITE.sub("", bare)) != bare and len(shorter) >= 8:
        bare = shorter
    meta = (extract.meta.get(name, "") for name in ("articletitle", "og:title", "dc.title", "twitter:title"))
    names = (extract.title, *meta, bare, extract.page_title)
    return tuple(dict.fromkeys(name.strip() for name in names if name.strip()))


def _heading(extract: Extract, lines: Sequence[PageLine], named: Sequence[str]) -> PageLine | None:
    """The first heading of the highest level outside the furniture that is no speaker's label."""
    headings = [line for line in lines if line.block is Block.HEADING and _can_title(line)]
    if extract.in_site_frame and named:
        wanted = [set(key_of(name)) for name in named]
        headings = [line for line in headings if any(_alike(set(key_of(line.plain)), want) for want in wanted)]
    if not headings:
        return None
    best = min(line.level for line in headings)
    line = next(line for line in headings if line.level == best)
    return line if best <= 2 or line is lines[0] or extract.in_site_frame else None


def _can_title(line: PageLine) -> bool:
    """Whether a heading can be the title: outside the furniture, no speaker's label, no word of the furniture."""
    if line.region not in (Region.MAIN, Region.HEADER) or line.plain.rstrip().endswith(":"):
        return False
    return key_of(line.plain) not in lexicon().furniture


def _alike(one: set[str], other: set[str]) -> bool:
    """Whether two texts share most of their signs: a heading may be shorter than the page's title."""
    return len(one & other) >= 0.8 * max(1, min(len(one), len(other)))


def _first_line(lines: Sequence[PageLine], extract: Extract) -> PageLine | None:
    """The first line of a plain page that reads as a title: short enough, no sentence of a paragraph, no label."""
    for line in lines[:6]:
        text = line.plain.strip()
        if _DATE_ONLY.fullmatch(text) or _DOCUMENT_NUMBER.fullmatch(text) or key_of(text) in lexicon().furniture:
            continue
        if any(text.lower().startswith(start) for start, _ in lexicon().starts):
            continue
        head = key_of(re.split(r"[:]", text, maxsplit=1)[0]) if ":" in text else ""
        if head in lexicon().question or head in lexicon().answer:
            return None
        if len(text) > TITLE_CHARS or (line.ends_sentence and len(text) > 100) or len(lines) == 1:
            return None
        return None if extract.in_site_frame else line
    return None

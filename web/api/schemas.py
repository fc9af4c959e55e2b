"""The schemas of all replies, by name. Tests hold every endpoint's real replies to them, in both directions: nothing
that is named may be missing, nothing may come that is not named."""

from __future__ import annotations

from collections.abc import Mapping

from search.citations.styles import STYLES
from search.filters import FACETS
from search.model import Genre, Kind, Role
from search.request import MarkKind
from search.serial import CARD_FIELDS
from web.api.shapes import (
    ADDRESS,
    DAY,
    NUMBER,
    STRING,
    WHOLE,
    YES_OR_NO,
    Schema,
    exactly,
    loose,
    many,
    named,
    one_of_words,
    or_null,
    record,
    table,
)

_TEXT = or_null(STRING)
_KIND = one_of_words(Kind)
_ROLE = or_null(one_of_words(Role))
_SPAN = exactly(WHOLE, WHOLE, about="[start, end), code points")
_MARKS = many(named("Mark"), "sorted and disjoint")
_SPEAKER = or_null(record(id=STRING, name=STRING, source=_TEXT))
_SHARED: Mapping[str, Schema] = {
    "took_ms": NUMBER,
    "generation": {"type": "string", "description": "the state of the index that answered"},
    "partial": {"type": "boolean", "description": "the deadline came first: this is what was found by then"},
}
_LINKS = record(self=ADDRESS, next=or_null(ADDRESS), prev=or_null(ADDRESS))
_TWINS = many(record(lang=STRING, document=STRING, url=ADDRESS), "the same document in other languages")

_SEARCH: Mapping[str, Schema] = {
    "Mark": exactly(WHOLE, WHOLE, one_of_words(MarkKind), about="start, end (code points of its text), class"),
    "Snippet": record(
        "a window of the text",
        text=STRING,
        start=WHOLE,
        end=WHOLE,
        cut_start=YES_OR_NO,
        cut_end=YES_OR_NO,
        highlights=_MARKS,
    ),
    "Paired": record(
        "a question or answer beside a hit",
        id=STRING,
        turn=_TEXT,
        text=STRING,
        highlights=_MARKS,
        snippet=named("Snippet"),
        speaker=_SPEAKER,
    ),
    "DocumentFacts": record(
        id=STRING,
        key=STRING,
        title=STRING,
        number=_TEXT,
        date=or_null(DAY),
        place=_TEXT,
        source=_TEXT,
        source_url=_TEXT,
        genre=one_of_words(Genre),
        lang=_TEXT,
        url=ADDRESS,
    ),
    "Hit": record(
        "a passage found; `text` holds its original characters",
        id=STRING,
        kind=_KIND,
        role=_ROLE,
        score=NUMBER,
        lang=_TEXT,
        turn=_TEXT,
        url=ADDRESS,
        text=STRING,
        highlights=_MARKS,
        spans=many(_SPAN, "places in the document's text"),
        snippet=named("Snippet"),
        speaker=_SPEAKER,
        title_highlights=_MARKS,
        questions=many(named("Paired")),
        answers=many(named("Paired")),
        document=named("DocumentFacts"),
        twins=_TWINS,
        duplicates=record(count=WHOLE, key=_TEXT),
        passages=or_null(WHOLE),
        why=many(record(asked=STRING, found=STRING, kind=one_of_words(MarkKind), where=STRING)),
    ),
    "Note": record(code=STRING, message=STRING, arguments=table(STRING)),
    "Expansion": record(
        "other names of what the query names",
        span=_SPAN,
        id=STRING,
        terms=many(record(text=STRING, lang=STRING, weight=NUMBER, hits=WHOLE)),
    ),
    "FacetValue": record(value=STRING, label=STRING, count=WHOLE),
    "SearchReply": record(
        query=record(
            text=STRING,
            parsed=STRING,
            repaired=YES_OR_NO,
            notes=many(named("Note")),
            expansions=many(named("Expansion")),
        ),
        total={**WHOLE, "description": "passages found"},
        total_is_exact=YES_OR_NO,
        page=WHOLE,
        size=WHOLE,
        **_SHARED,
        hits=many(named("Hit")),
        facets=record(**{column.value: many(named("FacetValue")) for column in FACETS}),
        suggestion=or_null(record(text=STRING, total=WHOLE)),
        relaxations=many(record(kind=STRING, what=_TEXT, text=STRING, total=WHOLE, url=ADDRESS)),
        links=_LINKS,
    ),
}

_LINES: Mapping[str, Schema] = {"line_start": WHOLE, "line_end": WHOLE}
_CARD = record(
    "a contact card's lines by kind",
    country=_TEXT,
    office=_TEXT,
    **{name: many(STRING) for name in CARD_FIELDS.values()},
    lines=many(record(kind=STRING, text=STRING, start=WHOLE, end=WHOLE, digits=_TEXT, note=_TEXT)),
)
_DOCUMENT: Mapping[str, Schema] = {
    "Turn": record(
        id=STRING,
        role=one_of_words(Role),
        label=or_null(_SPAN),
        speaker=_SPEAKER,
        replies_to=many(STRING),
        remarks=many(_SPAN),
    ),
    "Passage": loose(
        record(
            id=STRING,
            kind=_KIND,
            role=_ROLE,
            turn=_TEXT,
            text=STRING,
            spans=many(_SPAN),
            start=WHOLE,
            end=WHOLE,
            **_LINES,
            lang=STRING,
            speaker=_SPEAKER,
            answers=many(STRING),
            questions=many(STRING),
            fields=_CARD,
        ),
        "fields",
    ),
    "Document": record(
        "a document as `wenda inspect` describes it; all offsets count in `text`",
        id=STRING,
        key=STRING,
        title=STRING,
        title_span=or_null(_SPAN),
        number=_TEXT,
        date=or_null(DAY),
        place=_TEXT,
        source=_TEXT,
        source_url=_TEXT,
        genre=one_of_words(Genre),
        lang=STRING,
        chrome_lang=_TEXT,
        metadata=table({}),
        speakers=many(record(id=STRING, name=STRING, role=_TEXT, outlet=_TEXT, side=_TEXT)),
        encoding=record(used=STRING, declared=_TEXT, replaced=WHOLE),
        format=_TEXT,
        form=_TEXT,
        flags=many(STRING),
        text=STRING,
        turns=many(named("Turn")),
        passages=many(named("Passage")),
        chrome=many(record(start=WHOLE, end=WHOLE, **_LINES, reason=STRING), "lines that are not indexed, and why"),
    ),
    "Citations": record(
        document=STRING,
        turn=_TEXT,
        url={**STRING, "format": "uri"},
        accessed=DAY,
        citations=record(**dict.fromkeys(STYLES, STRING)),
    ),
}

_COUNTS: Mapping[str, Schema] = {
    "Suggestions": record(
        query=STRING,
        suggestions=many(record(text=STRING, kind=STRING, lang=_TEXT, count=WHOLE, pinyin=_TEXT)),
    ),
    "BrowserSuggestions": exactly(
        STRING, many(STRING), many(STRING), many(STRING), about="query, suggestions, what they are, addresses"
    ),
    "Line": record(
        "a place of the query with what stands around it",
        left=STRING,
        key=STRING,
        right=STRING,
        kind=one_of_words(MarkKind),
        start=WHOLE,
        end=WHOLE,
        passage=STRING,
        turn=_TEXT,
        role=_ROLE,
        lang=_TEXT,
        speaker=or_null(record(id=STRING, name=STRING)),
        document=record(id=STRING, title=STRING, date=or_null(DAY)),
        url=ADDRESS,
    ),
    "ConcordanceReply": record(
        query=record(text=STRING, parsed=STRING, notes=many(record(code=STRING, message=STRING))),
        order=STRING,
        total={**WHOLE, "description": "places found"},
        total_is_exact=YES_OR_NO,
        passages=record(read=WHOLE, found=WHOLE),
        page=WHOLE,
        size=WHOLE,
        **_SHARED,
        lines=many(named("Line")),
        links=_LINKS,
    ),
    "TrendsReply": record(
        terms=many(record(text=STRING, parsed=STRING)),
        per=STRING,
        by=_TEXT,
        periods=many(STRING, "years or months, oldest first; every series has a value for each"),
        series=many(
            record(
                term=STRING,
                value=_TEXT,
                label=_TEXT,
                counts=many(WHOLE),
                characters=many(WHOLE),
                per_million=many(or_null(NUMBER)),
                total=WHOLE,
                undated=WHOLE,
            )
        ),
        counted_from=_TEXT,
        **_SHARED,
    ),
}

_PROBLEM: Mapping[str, Schema] = {
    "Problem": loose(
        record(
            "RFC 9457; `errors` names each parameter that was not understood",
            type=STRING,
            title=STRING,
            status=WHOLE,
            detail=STRING,
            errors=many(record(name=STRING, message=STRING)),
        ),
        "errors",
    ),
}

SCHEMAS: Mapping[str, Schema] = {**_SEARCH, **_DOCUMENT, **_COUNTS, **_PROBLEM}

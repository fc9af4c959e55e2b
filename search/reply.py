"""The JSON of a search: what `GET /api/v1/search` returns and `wenda search --json` prints. Unknown values are null.

`highlights` and a snippet's `start`, `end` count code points in `text`; a snippet's own highlights in its text; `spans`
in the document's text.
"""

from __future__ import annotations

from collections.abc import Sequence

from search.filters import FACETS
from search.links import SEARCH_ENDPOINT, document_url, page_url, search_url
from search.model import Document
from search.request import Expansion, Mark, Match, Note, PassageView, Relaxation, Result, Results, Twin

Json = dict[str, object]


def reply(results: Results) -> Json:
    """The whole answer."""
    request = results.request
    return {
        "query": {
            "text": request.text,
            "parsed": results.parsed,
            "repaired": results.repaired,
            "notes": [_note(note) for note in results.notes],
            "expansions": [_expansion(expansion) for expansion in results.expansions],
        },
        "total": results.total,
        "total_is_exact": results.total_is_exact,
        "page": request.page,
        "size": request.size,
        "took_ms": round(results.took_ms, 1),
        "generation": results.generation,
        "partial": bool(results.partial),
        "hits": [
            hit_of(item, request.text, request.match, grouped=request.group == "document") for item in results.items
        ],
        "facets": {
            column.value: [
                {"value": each.value, "label": each.label, "count": each.count}
                for each in results.facets.get(column, ())
            ]
            for column in FACETS
        },
        "suggestion": {"text": results.suggestion.text, "total": results.suggestion.total}
        if results.suggestion
        else None,
        "relaxations": [_relaxation(way) for way in results.relaxations],
        "links": _links(results),
    }


def _links(results: Results) -> Json:
    request = results.request
    more = request.page * request.size < (results.groups or results.total)
    return {
        "self": search_url(request, SEARCH_ENDPOINT),
        "next": page_url(request, request.page + 1, SEARCH_ENDPOINT) if more else None,
        "prev": page_url(request, request.page - 1, SEARCH_ENDPOINT) if request.page > 1 else None,
    }


def _relaxation(way: Relaxation) -> Json:
    address = search_url(way.request, SEARCH_ENDPOINT)
    return {"kind": way.kind, "what": way.what or None, "text": way.request.text, "total": way.total, "url": address}


def _note(note: Note) -> Json:
    return {"code": note.code, "message": note.message, "arguments": dict(note.arguments)}


def _expansion(expansion: Expansion) -> Json:
    return {
        "span": [expansion.span.start, expansion.span.end],
        "id": expansion.id,
        "terms": [
            {"text": term.text, "lang": term.lang, "weight": term.weight, "hits": term.hits} for term in expansion.terms
        ],
    }


def hit_of(item: Result, text: str = "", match: Match = Match.ALL, *, grouped: bool = False, site: str = "") -> Json:
    """A hit. `text` and `match` are what its address marks in the page; `grouped` when it stands for its document;
    `site` goes before every address."""
    shown, document = item.shown, item.document
    return {
        "id": item.id,
        "kind": shown.passage.kind.value,
        "role": shown.role.value if shown.role else None,
        "score": round(item.score, 4),
        "lang": shown.passage.lang or None,
        "turn": shown.passage.turn or None,
        "url": site + document_url(document.id, text, match, shown.text_hash, shown.anchor),
        "text": shown.text,
        "highlights": _marks(shown.marks),
        "spans": [[span.start, span.end] for span in shown.passage.spans],
        "snippet": _snippet(shown),
        "speaker": _speaker(shown),
        "title_highlights": _marks(item.title_marks),
        "questions": [_paired(each) for each in item.questions],
        "answers": [_paired(each) for each in item.answers],
        "document": _document(document, site),
        "twins": [_twin(twin, site) for twin in item.twins],
        "duplicates": {"count": 0 if grouped else item.copies - 1, "key": item.dup or None},
        "passages": item.copies if grouped else None,
        "why": [
            {"asked": why.asked, "found": why.found, "kind": why.kind.value, "where": why.where} for why in item.why
        ],
    }


def _paired(shown: PassageView) -> Json:
    """A question or answer beside a hit."""
    return {
        "id": shown.id,
        "turn": shown.passage.turn or None,
        "text": shown.text,
        "highlights": _marks(shown.marks),
        "snippet": _snippet(shown),
        "speaker": _speaker(shown),
    }


def _snippet(shown: PassageView) -> Json:
    snippet = shown.snippet
    inside = [
        Mark(max(mark.start, snippet.start) - snippet.start, min(mark.end, snippet.end) - snippet.start, mark.kind)
        for mark in shown.marks
        if mark.start < snippet.end and snippet.start < mark.end
    ]
    return {
        "text": shown.text[snippet.start : snippet.end],
        "start": snippet.start,
        "end": snippet.end,
        "cut_start": snippet.cut_start,
        "cut_end": snippet.cut_end,
        "highlights": _marks(inside),
    }


def _speaker(shown: PassageView) -> Json | None:
    if shown.speaker is None:
        return None
    source = shown.passage.speaker_source.value
    return {"id": shown.speaker.id, "name": shown.speaker.name, "source": source or None}


def _document(document: Document, site: str) -> Json:
    return {
        "id": document.id,
        "key": document.key,
        "title": document.title_shown,
        "number": document.number or None,
        "date": document.date or None,
        "place": document.place or None,
        "source": document.publisher or None,
        "source_url": document.source_url or None,
        "genre": document.genre.value,
        "lang": document.lang or None,
        "url": site + document_url(document.id),
    }


def _twin(twin: Twin, site: str) -> Json:
    return {"lang": twin.lang, "document": twin.document, "url": site + document_url(twin.document, anchor=twin.turn)}


def _marks(marks: Sequence[Mark]) -> list[list[object]]:
    return [[mark.start, mark.end, mark.kind.value] for mark in marks]

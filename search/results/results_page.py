"""A question answered on one generation: look up, rank, mark, explain, lead on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from search.analysis.fingerprint import text_fingerprint
from search.filters import FACETS
from search.model import Document, Kind
from search.port.deadline import passed
from search.port.entry import split_entry_id
from search.port.lookup import Hit, Lookup, Page, Sort
from search.query.notices import notices
from search.query.question import Question
from search.query.read_budget import within_budget
from search.query.show import show
from search.query.tree import Words
from search.request import Result, Results, SearchRequest
from search.results.expansions import expansions
from search.results.explain import why
from search.results.facet_labels import facet_labels
from search.results.guidance import Guidance, guidance
from search.results.highlight import highlight
from search.results.highlight_query import HighlightQuery, highlight_query
from search.results.highlight_window import highlight_window
from search.results.passage_view import paired, passage_view
from search.results.proximity import TOP, gram_weights, question_grams, window_bonus
from search.results.searcher import Searcher
from search.results.versions.versions import twins, versions
from search.terms import Column


def results_page(searcher: Searcher, question: Question) -> Results:
    """The page of results, and on the first page what leads on from it."""
    request, parsed = question.request, question.parsed
    node, cut = within_budget(question.node, searcher.snapshot.cost)
    question = replace(question, node=node)
    lookup = _lookup(question)
    page, documents = _ranked(searcher, question, lookup)
    items = hit_views(searcher, highlight_query(question), page.hits, documents, question.deadline)
    partial = page.partial + (("marks",) if any(item.partly_marked for item in items) else ())
    lead = Guidance() if partial else guidance(searcher, question, page.total)
    return Results(
        request=request,
        items=items,
        total=page.total,
        total_is_exact=page.total_is_exact,
        groups=page.groups,
        facets=searcher.memo(facet_labels).facets(page.facets, lookup, searcher.language_of(request.text)),
        parsed=show(question.tree),
        repaired=parsed.repaired,
        notes=parsed.notes + notices(question.tree, question.context) + cut + lead.notes,
        expansions=expansions(question, searcher),
        suggestion=lead.suggestion,
        relaxations=lead.relaxations,
        partial=partial,
        generation=searcher.snapshot.generation.name,
        took_ms=question.took_ms,
        late=passed(question.deadline),
    )


def _lookup(question: Question) -> Lookup:
    """The page that the request asks for."""
    request = question.request
    return Lookup(
        question.node,
        question.filters,
        request.sort,
        (request.page - 1) * request.size,
        request.size,
        FACETS,
        _collapse(request),
        question.deadline,
        with_parts=True,
    )


def _collapse(request: SearchRequest) -> Column | None:
    """Copies become one hit, unless they are what was asked for."""
    if request.group == "document":
        return Column.DOCUMENT
    return None if request.filters["dup"] else Column.DUP


def _ranked(searcher: Searcher, question: Question, lookup: Lookup) -> tuple[Page, Mapping[str, Document]]:
    """The page, its first TOP hits in the order of proximity for long questions; and the documents of its hits."""
    grams = question_grams(lookup.tree) if isinstance(question.tree, Words) and lookup.sort is Sort.RELEVANCE else ()
    if not grams or lookup.offset >= TOP:
        page = searcher.snapshot.search(lookup)
        return page, _documents(searcher, page.hits)
    last = lookup.offset + lookup.limit
    page = searcher.snapshot.search(replace(lookup, offset=0, limit=max(TOP, last)))
    head, tail = page.hits[:TOP], page.hits[TOP:]
    documents = _documents(searcher, head)
    weights = gram_weights(grams, question.context)
    scored = [hit._replace(score=hit.score + window_bonus(_text(hit, documents), weights)) for hit in head]
    hits = (*sorted(scored, key=lambda hit: -hit.score), *tail)[lookup.offset : last]
    missing = [hit for hit in hits if hit.document not in documents]
    return page._replace(hits=hits), {**documents, **_documents(searcher, missing)}


def _documents(searcher: Searcher, hits: Sequence[Hit]) -> Mapping[str, Document]:
    return searcher.snapshot.documents(dict.fromkeys(hit.document for hit in hits)) if hits else {}


def _text(hit: Hit, documents: Mapping[str, Document]) -> str:
    """The text for the proximity bonus; empty for contact cards."""
    document = documents[hit.document]
    passage = document.passage(split_entry_id(hit.passage)[1])
    return document.passage_text(passage) if passage and passage.kind is not Kind.CONTACT else ""


def hit_views(
    searcher: Searcher,
    sought: HighlightQuery,
    hits: Sequence[Hit],
    documents: Mapping[str, Document],
    deadline: float | None = None,
) -> tuple[Result, ...]:
    """The hits made readable, in their order; `documents` holds theirs by id. After the deadline only one window of
    each hit is highlighted."""
    others = versions({hit.document: documents[hit.document] for hit in hits}.values(), searcher)
    results: list[Result] = []
    for hit in hits:
        document = documents[hit.document]
        passage = document.passage(split_entry_id(hit.passage)[1])
        if passage is None:
            continue
        late = passed(deadline)
        found = highlight_window(document, passage, sought) if late else highlight(document, passage, sought, hit.parts)
        marks = (*found.body, *found.pair) if found else ()
        questions, answers = paired(document, passage, marks, searcher.people)
        results.append(
            Result(
                id=hit.passage,
                document=document,
                shown=passage_view(document, passage, marks, searcher.people),
                score=hit.score,
                questions=questions,
                answers=answers,
                title_marks=found.title if found else (),
                why=why(found) if found else (),
                copies=hit.copies,
                dup=text_fingerprint(document.passage_text(passage)) if hit.copies > 1 else "",
                twins=twins(document, passage.turn, others[document.id]),
                partly_marked=late,
            )
        )
    return tuple(results)

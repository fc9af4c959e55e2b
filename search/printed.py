"""Results for a terminal: one hit after another, question beside answer, marks in colour."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from search.links import document_url
from search.request import MarkKind, PassageView, Result, Results

_STYLES = {MarkKind.LITERAL: "bold yellow", MarkKind.FORM: "yellow", MarkKind.NAME: "bold cyan"}


def printed(results: Results) -> Iterator[Text]:
    """The lines of a page of results."""
    yield _head(results)
    for note in results.notes:
        yield Text(f"  {note.message}", style="magenta")
        if note.code == "relaxed":
            yield Text(f"  wenda search '{note.arguments['text']}'", style="magenta")
    for expansion in results.expansions:
        names = ", ".join(f"{term.text} ({term.hits})" for term in expansion.terms)
        yield Text(f"  also searched: {names}   [{expansion.id}]", style="cyan")
    if results.suggestion:
        yield Text(f"  did you mean {results.suggestion.text}? ({results.suggestion.total})", style="magenta")
    first = (results.request.page - 1) * results.request.size + 1
    for number, item in enumerate(results.items, start=first):
        yield Text()
        yield from _hit(number, item, results)


def _head(results: Results) -> Text:
    count = f"{results.total}" if results.total_is_exact else f"at least {results.total}"
    word = "passage" if results.total == 1 else "passages"
    line = Text(f"{count} {word}", style="bold")
    if results.parsed:
        line.append(f"  for {results.parsed}", style="not bold")
    line.append(f"  {results.took_ms:.0f} ms", style="dim not bold")
    if results.partial:
        line.append("  partial: " + ", ".join(results.partial), style="red")
    return line


def _hit(number: int, item: Result, results: Results) -> Iterator[Text]:
    document, shown = item.document, item.shown
    head = Text(f"{number:>3}. ", style="bold")
    title = Text(" ".join(document.title_shown.split()), style="bold")
    if title.plain == document.title_shown:
        for mark in item.title_marks:
            title.stylize(_STYLES[mark.kind], mark.start, mark.end)
    head.append_text(title)
    yield head
    facts = [document.date, shown.passage.kind.value, document.place, document.number]
    copies = [f"and {item.copies - 1} more"] if item.copies > 1 else []
    yield Text("     " + " · ".join(fact for fact in (*facts, *copies) if fact), style="dim")
    for question in item.questions:
        yield _said("Q", question)
    sign = "Q" if item.answers else "A" if item.questions else " "
    yield _said(sign, shown)
    for answer in item.answers:
        yield _said("A", answer)
    request = results.request
    yield Text(
        "     " + document_url(document.id, request.text, request.match, shown.text_hash, shown.anchor), style="blue"
    )


def _said(sign: str, shown: PassageView) -> Text:
    """A passage's window with its speaker, white space made single blanks of equal length."""
    snippet = shown.snippet
    line = Text(f"  {sign}  ", style="bold green")
    if shown.speaker is not None:
        line.append(f"{shown.speaker.name}: ", style="not bold")
    text = "".join(" " if char.isspace() else char for char in shown.text[snippet.start : snippet.end])
    body = Text(text, style="not bold default")
    for mark in shown.marks:
        start, end = max(mark.start, snippet.start), min(mark.end, snippet.end)
        if start < end:
            body.stylize(_STYLES[mark.kind], start - snippet.start, end - snippet.start)
    line.append("…" if snippet.cut_start else "")
    line.append_text(body)
    line.append("…" if snippet.cut_end else "")
    return line

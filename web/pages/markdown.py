"""A document as Markdown: front matter, one heading a turn, the words as they stand."""

from __future__ import annotations

import json
import re

from search.model import Document, Role, Turn

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|])")
_LEADING = re.compile(r"^(\s*)([-+]|\d+[.)])(\s)", re.MULTILINE)


def markdown(document: Document) -> str:
    """The document; statements are plain paragraphs, questions and answers stand under `### speaker`."""
    known = {
        "id": document.id,
        "title": document.title_shown,
        "number": document.number,
        "date": document.date,
        "place": document.place,
        "lang": document.lang,
        "genre": document.genre.value,
        "source": document.publisher,
        "source_url": document.source_url,
    }
    # A JSON text is a YAML scalar too, whatever quotes and colons the value has.
    head = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in known.items() if value]
    turns = [part for turn in document.turns for part in _turn(document, turn)]
    parts = ["---\n" + "\n".join(head) + "\n---", f"# {_plain(document.title_shown)}", *turns]
    return "\n\n".join(parts) + "\n"


def _turn(document: Document, turn: Turn) -> list[str]:
    speaker = document.speaker(turn.speaker) if turn.speaker else None
    name = _plain(speaker.name) if speaker else ""
    paragraphs = [_plain(span.of(document.text)) for span in turn.paragraphs]
    if turn.role is Role.STATEMENT and not turn.label:
        return paragraphs
    heading = f"### {name} ({turn.role.value})" if name else f"### ({turn.role.value})"
    return [heading, *paragraphs]


def _plain(text: str) -> str:
    """The text with every sign escaped that Markdown would read as its own."""
    return _LEADING.sub(r"\1\\\2\3", _SPECIAL.sub(r"\\\1", text.strip()))

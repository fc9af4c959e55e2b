"""JSON Lines of documents: records, in the form that `wenda reindex` reads."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from search.exports.provenance import Provenance
from search.model import Document, Kind, Speaker, Turn

# Between these a line end inside a paragraph is no blank: Han, kana, their punctuation, full-width signs.
_CLOSE = "\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_WRAPPED = re.compile(rf"(?<=[{_CLOSE}])[ \t]*[\r\n]+[ \t]*(?=[{_CLOSE}])")
_LINE_ENDS = re.compile(r"[ \t]*[\r\n]+[ \t]*")
_KNOWN = frozenset(
    ("id", "url", "title", "number", "date", "place", "source", "genre", "lang", "speakers", "body", "turns")
)


def write_records_jsonl(documents: Iterable[Document], _provenance: Provenance) -> Iterator[bytes]:
    """One record a line. A document without any text is left out: no record may be empty."""
    for document in documents:
        record = record_of(document)
        if record.get("body") or record.get("turns"):
            yield json.dumps(record, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def record_of(document: Document) -> dict[str, object]:
    """The record of a document: what is known of it, metadata as keys of their own, and its turns. A document without
    turns gives its text as `body`; cards and captions beside turns stand as lists under `contacts` and `captions`,
    which a reindex keeps as metadata. Read again, it has the same key, facts, turns and paragraphs."""
    title = document.title_text or document.title.of(document.text).strip()
    turns = [turn for turn in (_turn(turn, document) for turn in document.turns) if turn["text"]]
    record: dict[str, object] = {
        "id": document.key,
        "url": document.source_url,
        "title": title,
        "number": document.number,
        "date": document.date,
        "place": document.place,
        "source": document.publisher,
        "genre": document.genre.value,
        "lang": document.lang if document.lang != "und" else "",
        "speakers": [_speaker(speaker) for speaker in document.speakers],
        **{key: value for key, value in document.metadata.items() if key not in _KNOWN},
    }
    if turns:
        record["contacts"] = _texts(document, Kind.CONTACT) or record.get("contacts")
        record["captions"] = _texts(document, Kind.CAPTION) or record.get("captions")
        record["turns"] = turns
    elif document.text.strip():
        record["body"] = document.text
    return {key: value for key, value in record.items() if value not in ("", [], None)}


def _turn(turn: Turn, document: Document) -> dict[str, str]:
    speaker = document.speaker(turn.speaker) if turn.speaker else None
    paragraphs = (_on_one_line(span.of(document.text)) for span in turn.paragraphs)
    given = {"role": turn.role.value, "speaker": speaker.name if speaker else ""}
    return {key: value for key, value in given.items() if value} | {"text": "\n".join(filter(None, paragraphs))}


def _on_one_line(paragraph: str) -> str:
    """A paragraph wrapped over several lines on one: in a record a line end parts paragraphs."""
    return _LINE_ENDS.sub(" ", _WRAPPED.sub("", paragraph)).strip()


def _speaker(speaker: Speaker) -> dict[str, str]:
    """A record knows a name and a role; of the press the outlet stands there."""
    role = speaker.role or speaker.outlet
    return {"name": speaker.name, "role": role} if role else {"name": speaker.name}


def _texts(document: Document, kind: Kind) -> list[str]:
    return [document.passage_text(passage) for passage in document.passages if passage.kind is kind]

"""CSL-JSON (Citation Style Language, data schema 1.0): a list of one item, as Zotero and pandoc read it."""

from __future__ import annotations

import json

from search.citations.person import CitedName
from search.citations.reference import GENRE_NAMES, Reference


def csl(reference: Reference) -> str:
    """A JSON text, fields without a value left out, ending with a newline."""
    return json.dumps([csl_item(reference)], ensure_ascii=False, indent=2) + "\n"


def csl_item(reference: Reference) -> dict[str, object]:
    """The item itself: strings, a list of names, dates as `date-parts`."""
    item: dict[str, object] = {
        "id": reference.id,
        "type": "webpage",
        "author": [_name(reference.author)] if reference.author else None,
        "title": reference.title,
        "genre": GENRE_NAMES[reference.genre],
        "number": reference.number,
        "container-title": reference.publisher,
        "event-place": reference.place,
        "issued": _date(reference.date),
        "accessed": _date(reference.accessed),
        "URL": reference.url,
        "language": reference.lang if reference.lang != "und" else None,
    }
    return {name: value for name, value in item.items() if value}


def _name(person: CitedName) -> dict[str, str]:
    if person.whole:
        return {"literal": person.whole}
    return {"family": person.family, "given": person.given}


def _date(iso: str) -> dict[str, list[list[int]]] | None:
    return {"date-parts": [[int(part) for part in iso.split("-")]]} if iso else None

"""A hit as a row of a table: the same columns in every format that has rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from search.exports.provenance import Provenance
from search.model import Speaker
from search.request import PassageView, Result


def cells_of(hit: Result, provenance: Provenance) -> tuple[str, ...]:
    """The cells of a hit in the order of COLUMNS; unknown is empty. Texts are whole, their lines parted by a newline,
    several questions or answers by an empty line; `matched` lists the forms found, parted by a blank and a bar."""
    return tuple(cell(hit, provenance) for cell in _CELLS.values())


def _texts(paired: Iterable[PassageView]) -> str:
    return "\n\n".join(shown.text for shown in paired)


def _names(paired: Iterable[PassageView]) -> str:
    return _listed(shown.speaker.name for shown in paired if shown.speaker)


def _listed(values: Iterable[str]) -> str:
    return " | ".join(dict.fromkeys(values))


def _speaker(hit: Result) -> Speaker:
    return hit.shown.speaker or _NOBODY


_NOBODY = Speaker("", "")
_CELLS: Mapping[str, Callable[[Result, Provenance], str]] = {
    "id": lambda hit, _: hit.id,
    "url": lambda hit, provenance: provenance.passage_address(hit.document, hit.shown),
    "kind": lambda hit, _: hit.shown.passage.kind.value,
    "role": lambda hit, _: hit.shown.role.value if hit.shown.role else "",
    "lang": lambda hit, _: hit.shown.passage.lang,
    "date": lambda hit, _: hit.document.date,
    "number": lambda hit, _: hit.document.number,
    "speaker": lambda hit, _: _speaker(hit).name,
    "speaker_role": lambda hit, _: _speaker(hit).role,
    "outlet": lambda hit, _: _speaker(hit).outlet,
    "title": lambda hit, _: hit.document.title_shown,
    "text": lambda hit, _: hit.shown.text,
    "matched": lambda hit, _: _listed(why.found for why in hit.why),
    "questions": lambda hit, _: _texts(hit.questions),
    "askers": lambda hit, _: _names(hit.questions),
    "answers": lambda hit, _: _texts(hit.answers),
    "answerers": lambda hit, _: _names(hit.answers),
    "place": lambda hit, _: hit.document.place,
    "source": lambda hit, _: hit.document.publisher,
    "source_url": lambda hit, _: hit.document.source_url,
    "genre": lambda hit, _: hit.document.genre.value,
    "document": lambda hit, _: hit.document.id,
    "key": lambda hit, _: hit.document.key,
    "dup": lambda hit, _: hit.dup,
}
COLUMNS = tuple(_CELLS)

"""A hit as a row of a table: the same columns in every format that has rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from search.exports.provenance import Provenance
from search.request import PassageView, Result

COLUMNS = (
    "id",
    "url",
    "kind",
    "role",
    "lang",
    "date",
    "number",
    "speaker",
    "speaker_role",
    "outlet",
    "title",
    "text",
    "matched",
    "questions",
    "askers",
    "answers",
    "answerers",
    "place",
    "source",
    "source_url",
    "genre",
    "document",
    "key",
    "dup",
)


def cells_of(hit: Result, provenance: Provenance) -> tuple[str, ...]:
    """The cells of a hit in the order of COLUMNS; unknown is empty. Texts are whole, their lines parted by a newline,
    several questions or answers by an empty line; `matched` lists the forms found, parted by a blank and a bar."""
    shown, document = hit.shown, hit.document
    speaker = shown.speaker
    return (
        hit.id,
        provenance.passage_address(document, shown),
        shown.passage.kind.value,
        shown.role.value if shown.role else "",
        shown.passage.lang,
        document.date,
        document.number,
        speaker.name if speaker else "",
        speaker.role if speaker else "",
        speaker.outlet if speaker else "",
        document.title_shown,
        shown.text,
        " | ".join(dict.fromkeys(why.found for why in hit.why)),
        _texts(hit.questions),
        _names(hit.questions),
        _texts(hit.answers),
        _names(hit.answers),
        document.place,
        document.publisher,
        document.source_url,
        document.genre.value,
        document.id,
        document.key,
        hit.dup,
    )


def _texts(paired: Iterable[PassageView]) -> str:
    return "\n\n".join(shown.text for shown in paired)


def _names(paired: Sequence[PassageView]) -> str:
    return " | ".join(dict.fromkeys(shown.speaker.name for shown in paired if shown.speaker))

"""What a citation needs of a document and one of its turns, in whatever style it is then written."""

from __future__ import annotations

import re
from dataclasses import dataclass

from search.citations.person import CitedName, cited_name
from search.model import Document, Genre, Speaker, Turn

_UNPRINTED = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060\ufeff\ud800-\udfff]+")

GENRE_NAMES = {
    Genre.PRESS_CONFERENCE: "Press conference transcript",
    Genre.INTERVIEW: "Interview transcript",
    Genre.STATEMENT: "Statement",
    Genre.COMMUNIQUE: "Communiqué",
    Genre.WRITTEN: "Written answers",
    Genre.OTHER: "",
}


@dataclass(frozen=True, slots=True)
class Reference:
    """What is cited. Texts are one line each and empty where nothing is known.

    `id` is the document's id, with `#` and the turn's id where a turn is cited. `author` is who speaks, else the body
    that published the page, else None; `publisher` is empty where it is the author. `date` is ISO as precise as known,
    `accessed` a whole ISO day. `lang` is a BCP 47 tag.
    """

    id: str
    title: str
    url: str
    author: CitedName | None = None
    date: str = ""
    accessed: str = ""
    number: str = ""
    place: str = ""
    publisher: str = ""
    lang: str = "und"
    genre: Genre = Genre.OTHER

    @property
    def year(self) -> str:
        """The year of the date; empty when there is none."""
        return self.date[:4]


def reference_of(document: Document, url: str, accessed: str = "", turn: Turn | None = None) -> Reference:
    """The reference of a turn, or of the whole document without one. `url` is the whole address of what is cited
    (anchor included), `accessed` the ISO day on which it was seen: empty leaves it out."""
    speaker = _speaker(document, turn)
    publisher = _line(document.publisher)
    author = cited_name(_line(speaker.name), _line(speaker.outlet)) if speaker and _line(speaker.name) else None
    if author is None and publisher:
        author, publisher = CitedName(whole=publisher), ""
    return Reference(
        id=f"{document.id}#{turn.id}" if turn else document.id,
        title=_line(document.title_shown),
        url=url,
        author=author,
        date=document.date,
        accessed=accessed,
        number=_line(document.number),
        place=_line(document.place),
        publisher="" if author and author.whole == publisher else publisher,
        lang=document.lang,
        genre=document.genre,
    )


def _speaker(document: Document, turn: Turn | None) -> Speaker | None:
    """Who is cited: the turn's speaker; for a whole document its only official, when there is just one."""
    if turn is not None:
        return document.speaker(turn.speaker) if turn.speaker else None
    officials = [speaker for speaker in document.speakers if speaker.side == "official"]
    return officials[0] if len(officials) == 1 else None


def _line(text: str) -> str:
    """The text on one line: blanks, line ends and unprinted signs become single blanks."""
    return _UNPRINTED.sub(" ", text).strip()

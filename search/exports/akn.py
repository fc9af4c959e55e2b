"""Akoma Ntoso 3.0 (OASIS LegalDocML): a <documentCollection> of one <debate> a document.

Turns are <question>, <answer> or <speech by="...">, paragraphs <p>; their eIds and xml:ids are those of the TEI export.
The standard wants a whole day and a country: a partial date is filled with its first day and says so in `name`, an
unknown one is 0001-01-01; the country is `zz`, which ISO 3166 leaves to users.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from search.exports.paragraphs import language_of, paragraphs_of
from search.exports.provenance import Provenance
from search.exports.xml import DECLARATION, XML_ID, Element, count_replaced, element, to_bytes, xml_name
from search.languages import LANGUAGES
from search.model import Document, Kind, Passage, Role, Speaker, Turn

_NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_UNKNOWN_DAY = "0001-01-01"
_PRECISION = {0: "unknown", 4: "publicationYear", 7: "publicationMonth", 10: "publication"}
_ISO_639_2 = {language.tag: language.iso639_2 for language in LANGUAGES}
_TAGS = {Role.QUESTION: "question", Role.ANSWER: "answer"}
_COLLECTION = "collection"


def write_akn(documents: Iterable[Document], provenance: Provenance) -> Iterator[bytes]:
    """The collection in pieces: its metadata, then a document each; where there is none, a component that says so.
    Characters that XML cannot hold become U+FFFD; each document's notes say how many."""
    yield f'{DECLARATION}<akomaNtoso xmlns="{_NAMESPACE}">\n<documentCollection name="export">\n'.encode()
    yield to_bytes(_collection_meta(provenance)) + b"<collectionBody>\n"
    empty = True
    for document in documents:
        empty = False
        name = f"{xml_name(document.id)}.component"
        yield to_bytes(element("component", debate(document, provenance), attributes={"eId": name}))
    if empty:
        nothing = element(
            "interstitial", element("p", "No document was found."), lang="en", attributes={"eId": "none.text"}
        )
        yield to_bytes(element("component", nothing, attributes={"eId": "none"}))
    yield b"</collectionBody>\n</documentCollection>\n</akomaNtoso>\n"


def debate(document: Document, provenance: Provenance) -> Element:
    """The <debate> element of a document; its namespace is that of the <akomaNtoso> around it."""
    name = xml_name(document.id)
    section = element(
        "debateSection", lang=document.lang, attributes={"name": document.genre.value, "eId": f"{name}.section"}
    )
    section.append(element("heading", document.title_shown, lang=document.lang))
    section.extend(_turn(turn, document) for turn in document.turns)
    section.extend(
        _card_or_caption(passage, document)
        for passage in document.passages
        if passage.kind in (Kind.CONTACT, Kind.CAPTION)
    )
    body = element("debateBody", section, lang=document.lang)
    return element("debate", _meta(document, provenance), body, attributes={"name": document.genre.value})


def _turn(turn: Turn, document: Document) -> Element:
    """A turn: who speaks, in which office, to whom an answer is given."""
    name = f"{xml_name(document.id)}.{turn.id}"
    speaker = document.speaker(turn.speaker) if turn.speaker else None
    questions = [document.turn(other) for other in turn.replies_to]
    attributes = {
        "eId": name,
        XML_ID: name,
        "by": f"#{_person_id(document, speaker)}",
        "as": f"#{_person_id(document, speaker)}.role" if speaker and speaker.role else "",
        "to": next(
            (f"#{_person_id(document, document.speaker(question.speaker))}" for question in questions if question), ""
        ),
    }
    node = element(_TAGS.get(turn.role, "speech"), lang=language_of(document, turn), attributes=attributes)
    if turn.label:
        node.append(element("from", turn.label.of(document.text)))
    for paragraph in paragraphs_of(document, turn):
        paragraph_id = f"{xml_name(document.id)}.{paragraph.id}"
        p = element("p", lang=paragraph.lang, attributes={"eId": paragraph_id, XML_ID: paragraph_id})
        node.append(paragraph.filled(p, "remark", {"type": "phenomenon"}))
    if not turn.paragraphs:
        node.append(element("p"))
    return node


def _card_or_caption(passage: Passage, document: Document) -> Element:
    """A contact card or a caption, which nobody speaks."""
    name = f"{xml_name(document.id)}.{xml_name(passage.id)}"
    lines = (element("p", line, lang=passage.lang) for line in document.passage_text(passage).split("\n"))
    return element(
        "other", *lines, lang=passage.lang, attributes={"eId": name, XML_ID: name, "class": passage.kind.value}
    )


def _person_id(document: Document, speaker: Speaker | None) -> str:
    """The eId of a speaker; of nobody known, the document's `unknown`."""
    name = xml_name(document.id)
    return f"{name}.person.{xml_name(speaker.id)}" if speaker else f"{name}.unknown"


def _collection_meta(provenance: Provenance) -> Element:
    day = provenance.exported_on or _UNKNOWN_DAY
    names = _FrbrNames(f"/akn/zz/collection/{day}/wenda", day, "export", f"#{_COLLECTION}.wenda", "und", day)
    return element("meta", names.identification(_COLLECTION), _references(_COLLECTION, []))


@dataclass(frozen=True, slots=True)
class _FrbrNames:
    """The work, expression and manifestation of a document, as FRBR (IFLA 1998) tells them apart. `day` is the work's,
    `exported_on` the file's; `precision` says what the day means; `language` is of ISO 639-2."""

    work: str
    day: str
    precision: str
    author: str
    language: str
    exported_on: str

    def identification(self, owner: str, number: str = "") -> Element:
        """The <identification>; `owner` prefixes the ids of the document."""
        tool = f"#{owner}.wenda"
        address = f"{self.work}/{self.language}@"
        work = self._level("FRBRWork", self.work, self.day, self.precision, self.author)
        work.append(element("FRBRcountry", attributes={"value": "zz"}))
        if number:
            work.append(element("FRBRnumber", attributes={"value": number}))
        expression = self._level("FRBRExpression", address, self.day, self.precision, self.author)
        expression.append(element("FRBRlanguage", attributes={"language": self.language}))
        manifestation = self._level("FRBRManifestation", f"{address}.xml", self.exported_on, "export", tool)
        return element("identification", work, expression, manifestation, attributes={"source": tool})

    @staticmethod
    def _level(tag: str, address: str, day: str, precision: str, author: str) -> Element:
        return element(
            tag,
            element("FRBRthis", attributes={"value": f"{address}/!main"}),
            element("FRBRuri", attributes={"value": address}),
            element("FRBRdate", attributes={"date": day, "name": precision}),
            element("FRBRauthor", attributes={"href": author}),
        )


def _meta(document: Document, provenance: Provenance) -> Element:
    owner = xml_name(document.id)
    day = document.date + _UNKNOWN_DAY[len(document.date) :]
    language = _ISO_639_2.get(document.lang.partition("-")[0], "und")
    names = _FrbrNames(
        f"/akn/zz/debate/{day}/{quote(document.id, safe='')}",
        day,
        _PRECISION.get(len(document.date), "publication"),
        f"#{owner}.publisher",
        language,
        provenance.exported_on or day,
    )
    meta = element("meta", names.identification(owner, document.number))
    meta.append(_references(owner, _people(document)))
    notes = [f"Source: {document.source_url}"] if document.source_url else []
    replaced = count_replaced(document)
    if replaced:
        notes.append(f"{replaced} characters that XML cannot hold are replaced by U+FFFD.")
    if notes:
        elements = (
            element("note", element("p", note), lang="en", attributes={"eId": f"{owner}.note.{number}"})
            for number, note in enumerate(notes, 1)
        )
        meta.append(element("notes", *elements, attributes={"source": f"#{owner}.wenda"}))
    return meta


def _references(owner: str, people: list[Element]) -> Element:
    wenda = _reference("TLCOrganization", f"{owner}.wenda", "/ontology/organization/wenda", "Wenda")
    return element("references", wenda, *people, attributes={"source": f"#{owner}.wenda"})


def _people(document: Document) -> list[Element]:
    """Publisher, speakers and their offices, and the one whom nobody named."""
    owner = xml_name(document.id)
    publisher = document.publisher or "unknown"
    people = [
        _reference("TLCOrganization", f"{owner}.publisher", f"/ontology/organization/{quote(publisher)}", publisher),
        _reference("TLCPerson", f"{owner}.unknown", "/ontology/person/unknown", "unknown"),
    ]
    for speaker in document.speakers:
        person_id = _person_id(document, speaker)
        people.append(_reference("TLCPerson", person_id, f"/ontology/person/{quote(speaker.id)}", speaker.name))
        if speaker.role:
            people.append(
                _reference("TLCRole", f"{person_id}.role", f"/ontology/role/{quote(speaker.role)}", speaker.role)
            )
    return people


def _reference(tag: str, name: str, address: str, shown: str) -> Element:
    return element(tag, attributes={"eId": name, "href": address, "showAs": shown})

"""TEI P5 in the manner of ParlaMint: a <teiCorpus> of one <TEI> a document, turns as <u>, paragraphs as <seg>.

Ids: `<document>.<turn>` for <u>, `<document>.<turn>.<n>` for its paragraphs, so that an address `/doc/x#t3` and the
utterance `x.t3` are the same turn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from search.exports.paragraphs import language_of, paragraphs_of
from search.exports.provenance import Provenance
from search.exports.xml import DECLARATION, XML_ID, Element, count_replaced, element, to_bytes, xml_name
from search.model import Document, Kind, Passage, Role, Speaker, Turn

_OPENING = DECLARATION + '<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">\n'
_CLOSING = "</teiCorpus>\n"
_KINDS = {Kind.CONTACT: "contact", Kind.CAPTION: "caption"}


def write_tei(documents: Iterable[Document], provenance: Provenance) -> Iterator[bytes]:
    """The corpus in pieces: its header, then a document each; where there is none, a text that says so. Characters
    that XML cannot hold become U+FFFD; each document's header says how many."""
    yield _OPENING.encode() + to_bytes(_corpus_header(provenance))
    empty = True
    for document in documents:
        empty = False
        yield to_bytes(tei_document(document, provenance))
    if empty:
        yield to_bytes(_nothing(provenance))
    yield _CLOSING.encode()


def tei_document(document: Document, provenance: Provenance) -> Element:
    """The <TEI> element of a document; its namespace is that of the <teiCorpus> around it."""
    body = element("body", element("div", attributes={"type": "debateSection"}))
    section = body[0]
    section.append(element("head", document.title_shown, lang=document.lang))
    for turn in document.turns:
        section.extend(_utterance(turn, document))
    for kind, name in _KINDS.items():
        passages = [passage for passage in document.passages if passage.kind is kind]
        if passages:
            body.append(
                element("div", *(_card_or_caption(each, document) for each in passages), attributes={"type": name})
            )
    if len(section) == 1:
        # A <div> of a heading alone is not TEI: it needs something to head.
        section.append(element("p"))
    attributes = {XML_ID: xml_name(document.id)}
    text = element("text", body, lang=document.lang)
    return element("TEI", _header(document, provenance), text, lang=document.lang, attributes=attributes)


def _nothing(provenance: Provenance) -> Element:
    """The one text of a corpus in which nothing was found: TEI wants at least one."""
    sentence = "No document was found."
    header = element("teiHeader", _file_description(sentence, "en", provenance, element("p", sentence, lang="en")))
    body = element("body", element("p", sentence, lang="en"))
    return element("TEI", header, element("text", body, lang="en"), lang="en")


def _utterance(turn: Turn, document: Document) -> Iterator[Element]:
    """The label as a note, then the turn."""
    if turn.label:
        yield element("note", turn.label.of(document.text), lang=document.lang, attributes={"type": "speaker"})
    name = xml_name(document.id)
    attributes = {
        XML_ID: f"{name}.{turn.id}",
        "who": f"#{_person_id(document, turn.speaker)}" if document.speaker(turn.speaker) else "",
        "ana": f"#role.{turn.role.value}",
        "corresp": " ".join(f"#{name}.{other}" for other in turn.replies_to),
    }
    node = element("u", lang=language_of(document, turn), attributes=attributes)
    for paragraph in paragraphs_of(document, turn):
        seg = element("seg", lang=paragraph.lang, attributes={XML_ID: f"{name}.{paragraph.id}"})
        node.append(paragraph.filled(seg, "note", {"type": "remark"}))
    yield node


def _card_or_caption(passage: Passage, document: Document) -> Element:
    attributes = {XML_ID: f"{xml_name(document.id)}.{xml_name(passage.id)}"}
    return element("p", document.passage_text(passage), lang=passage.lang, attributes=attributes)


def _person_id(document: Document, speaker_id: str) -> str:
    return f"{xml_name(document.id)}.person.{xml_name(speaker_id)}"


def _corpus_header(provenance: Provenance) -> Element:
    """Where the corpus comes from, and what the roles of turns mean."""
    categories = [
        element("category", element("catDesc", role.value, lang="en"), attributes={XML_ID: f"role.{role.value}"})
        for role in Role
    ]
    taxonomy = element("taxonomy", *categories, attributes={XML_ID: "role"})
    return element(
        "teiHeader",
        _file_description("Passages found by Wenda", "en", provenance, element("p", provenance.sentence())),
        element("encodingDesc", element("classDecl", taxonomy)),
    )


def _header(document: Document, provenance: Provenance) -> Element:
    source = element("bibl", element("title", document.title_shown, lang=document.lang))
    for tag, name in (("publisher", document.publisher), ("pubPlace", document.place)):
        if name:
            source.append(element(tag, name, lang=document.lang))
    if document.date:
        source.append(element("date", document.date, attributes={"when": document.date}))
    if document.number:
        source.append(element("idno", document.number, attributes={"type": "number"}))
    source.append(element("idno", document.source_url or document.key, attributes={"type": "source"}))
    description = _file_description(
        document.title_shown, document.lang, provenance, source, provenance.document_address(document)
    )
    header = element("teiHeader", description)
    replaced = count_replaced(document)
    if replaced:
        note = f"{replaced} characters that XML cannot hold are replaced by U+FFFD."
        header.append(element("encodingDesc", element("p", note, lang="en")))
    header.append(_profile(document))
    return header


def _file_description(title: str, lang: str, provenance: Provenance, source: Element, address: str = "") -> Element:
    published = element("publicationStmt", element("publisher", "Wenda"))
    if address:
        published.append(element("idno", address, attributes={"type": "URI"}))
    if provenance.exported_on:
        published.append(element("date", provenance.exported_on, attributes={"when": provenance.exported_on}))
    return element(
        "fileDesc", element("titleStmt", element("title", title, lang=lang)), published, element("sourceDesc", source)
    )


def _profile(document: Document) -> Element:
    """Languages, genre and speakers."""
    tags = dict.fromkeys([document.lang, *(passage.lang for passage in document.passages)])
    languages = [element("language", tag, attributes={"ident": tag}) for tag in tags if tag and tag != "und"]
    profile = element("profileDesc")
    if languages:
        profile.append(element("langUsage", *languages))
    term = element("term", document.genre.value, lang="en", attributes={"type": "genre"})
    profile.append(element("textClass", element("keywords", term)))
    if document.speakers:
        people = element("listPerson", *(_person(each, document) for each in document.speakers))
        profile.append(element("particDesc", people))
    return profile


def _person(speaker: Speaker, document: Document) -> Element:
    person = element("person", attributes={XML_ID: _person_id(document, speaker.id)})
    person.append(element("persName", speaker.name))
    if speaker.role:
        person.append(element("occupation", speaker.role))
    if speaker.outlet:
        person.append(element("affiliation", speaker.outlet))
    return person

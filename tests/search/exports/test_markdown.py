"""Markdown: what a reader sees is what was said."""

import pytest
from markdown_it import MarkdownIt

from search.exports.markdown import escaped, markdown_document, write_markdown_documents, write_markdown_hits
from tests.search.exports.pages import PROVENANCE, from_page, from_record, hits


def rendered(text: str) -> str:
    """The text as a CommonMark reader shows it, paragraphs parted by a newline."""
    tokens = MarkdownIt("commonmark").parse(text)
    assert {token.type for token in tokens} == {"paragraph_open", "inline", "paragraph_close"}
    return "\n".join(
        "".join(child.content if child.type == "text" else "\n" for child in token.children or [])
        for token in tokens
        if token.type == "inline"
    )


@pytest.mark.parametrize(
    "text",
    ["# não é título", "- nem lista", "1. nem número", "2) nem este", "*a* _b_ `c` [d](e) <f> &amp; ~g~", "> x", "===",
     "+ mais", "---", "1986. Foi um ano", "a\\b", "![i](j)", "渔业“账目”：第一、"],
)  # fmt: skip
def test_escaped_text_reads_as_it_was(text: str) -> None:
    assert rendered(escaped(text)) == text


def test_hits_of_one_document_stand_under_one_heading_with_question_and_answer() -> None:
    document = from_record()
    text = b"".join(write_markdown_hits(hits(document), PROVENANCE)).decode()
    assert text.count("## [Três perguntas sobre a rede](<https://archive.example/doc/") == 1
    assert (
        "> **Q** Benedita Falcato: Quem a remendou?\n\n> **A** Tomé Vilarinho: Fui eu (risos).\n>\n> E a minha" in text
    )
    assert "#t3>\n" in text
    assert "2031-09 · 42 · Porto Sereno · Secretariado" in text


def test_a_whole_document_names_its_speakers_and_keeps_its_paragraphs() -> None:
    text = markdown_document(from_page(), PROVENANCE)
    assert text.startswith("# [云屿论坛常设秘书处第四十一次例行发布会")
    assert "**Q**: 配额会不会变？" in text
    assert "**A** 韩致远: 不会。(笑)" in text
    assert "第二，账目每季度公布一次。" in text


def test_whole_documents_stand_under_one_another_beneath_what_was_asked() -> None:
    text = b"".join(write_markdown_documents([from_page(), from_record()], PROVENANCE)).decode()
    headings = [token for token in MarkdownIt("commonmark").parse(text) if token.type == "heading_open"]
    assert [heading.tag for heading in headings] == ["h1", "h2", "h2"]
    for document in (from_page(), from_record()):
        assert markdown_document(document, PROVENANCE, "##") in text


def test_a_file_without_documents_says_so() -> None:
    assert "No document was found." in b"".join(write_markdown_documents([], PROVENANCE)).decode()

"""What a file's name says where its page is silent."""

import pytest

from indexer.readers.html import read_html
from indexer.readers.text import read_text
from indexer.segment.document import segment
from indexer.segment.filename import date_in_name, title_in_name
from search.model import Document, Source
from tests.indexer.segment.coverage import broken, lost_words
from tests.indexer.segment.pages import page


def named(path: str, body: str) -> Document:
    """The document of a page kept under this path."""
    read = read_text if path.endswith(".txt") else read_html
    (extract,) = read(body.encode()).items
    return segment(extract, Source(path), path, "page")


@pytest.mark.parametrize(
    ("path", "date"),
    [
        ("2031-07-18-o-cais-reabre.html", "2031-07-18"),
        ("acervo-2031-07-18-o-cais-reabre-12372306.html", "2031-07-18"),
        ("t20310718_9710948.html", "2031-07-18"),
        ("nota-18-de-julho-de-2031.html", "2031-07-18"),
        ("2464-27-11-2031.txt", "2031-11-27"),
        ("forum-2031-09-02-1000.html", "2031-09-02"),
        ("2031年9月2日记者会.html", "2031-09-02"),
        ("blog/2031/07/18/o-cais.html", "2031-07-18"),
        ("blog/2031/07/o-cais.html", "2031-07"),
        ("2031/07/2030-01-05-o-cais.html", "2030-01-05"),
    ],
)
def test_a_date_in_the_name_of_file_or_folder_is_read(path: str, date: str) -> None:
    assert date_in_name(path) == date


@pytest.mark.parametrize(
    "path",
    ["2031-13-45.html", "12372306.html", "2031.html", "20311399.txt", "2031-01-01_2031-02-01.txt", "ata-07-2031.html",
     "1450-07-18.txt", "3-2031-07-1812.html"],
)  # fmt: skip
def test_what_is_no_whole_date_or_two_is_none(path: str) -> None:
    assert date_in_name(path) == ""


def test_a_date_of_the_name_stands_only_where_the_page_has_none() -> None:
    silent = named("2031-07-18-o-cais-do-norte-reabre.html", "<p>A balsa volta a atracar no cais.</p>")
    assert (silent.date, "date_from_name" in silent.flags) == ("2031-07-18", True)
    dated = named("2031-07-18-cais.txt", "O cais reabre\n\n3 de maio de 2030\n\nA balsa volta a atracar no cais.")
    assert (dated.date, "date_from_name" in dated.flags) == ("2030-05-03", False)


def test_a_name_of_words_is_a_headline_in_the_page_s_own_writing() -> None:
    text = "A draga, disse Penalva, não chegou. Segundo Rui Penalva, o calado é o mesmo da CNV."
    assert title_in_name("a/2031-07-18-penalva-a-draga-nao-chegou-diz-cnv-12372306.html", text) == (
        "Penalva a draga não chegou diz CNV"
    )


@pytest.mark.parametrize(
    "path", ["000_0fe953211fb415e7.txt", "IMG_20310718_101112.html", "2031-07-18-ata.html", "x.md"]
)
def test_a_name_without_words_is_no_headline(path: str) -> None:
    assert title_in_name(path, "") == ""


def test_a_headline_from_the_name_is_the_title_of_a_page_without_one() -> None:
    document = named("2031-07-18-a-draga-nao-chegou.html", "<p>A draga não chegou ao cais.</p>")
    assert (document.title_shown, document.title.end) == ("A draga não chegou", 0)
    assert "title_from_name" in document.flags


def test_else_the_first_sentence_is_the_title_and_stays_in_its_paragraph() -> None:
    body = "<p>JP</p><p>A balsa volta a atracar no cais do norte. O preço é o mesmo do ano passado.</p>"
    document = named("p1.html", body)
    assert document.title_shown == "A balsa volta a atracar no cais do norte."
    assert "title_from_text" in document.flags
    assert not broken(document)
    assert not lost_words(document)


def test_a_long_first_sentence_is_cut_behind_a_word() -> None:
    title = named("p1.html", f"<p>{'A balsa volta a atracar no cais do norte ' * 4}hoje.</p>").title_shown
    assert len(title) <= 81
    assert title.endswith(("cais…", "do…", "norte…", "balsa…", "volta…", "a…", "atracar…", "no…", "A…"))


def test_front_matter_of_a_page_that_was_never_built_is_its_head() -> None:
    front = '---\nid: 12\ndate: "2031-07-18T09:37:00Z"\ntags:\n  - "cais"\ntitle: "A draga n\\u00e3o chegou"\n---\n'
    document = named("p1.html", front + "{% raw %}\n<p>A balsa volta a atracar no cais.</p>\n{% endraw %}")
    assert (document.title_shown, document.date, document.flags) == ("A draga não chegou", "2031-07-18", frozenset())
    assert [document.passage_text(each) for each in document.passages] == ["A balsa volta a atracar no cais."]
    assert not broken(document)
    assert document.metadata["front.tags"] == ["cais"]


def test_front_matter_that_was_joined_to_one_line_is_read_too() -> None:
    flat = "<p>--- layout: post title: Cais: a draga tarda date: 2031-07-18 ---</p><p>A balsa volta a atracar.</p>"
    document = named("p1.html", flat)
    assert (document.title_shown, document.date) == ("Cais: a draga tarda", "2031-07-18")
    assert [each.reason for each in document.chrome] == ["metadata"]


def test_front_matter_that_is_no_yaml_is_text() -> None:
    document = page("---\ntitle: [a\n---\n<p>A balsa volta a atracar no cais.</p>", "html")
    assert "A balsa" in document.passage_text(document.passages[-1])
    assert not broken(document)

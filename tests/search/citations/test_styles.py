"""The same turn in every style, in documents of four languages, and with little known."""

import json
import re

import pytest

from search.citations.reference import reference_of
from search.citations.styles import STYLES
from search.model import Document, Genre
from tests.search.citations.pages import BARE, CHINESE, ENGLISH, PORTUGUESE, RUSSIAN, SEEN, URL, page

PAGES = [CHINESE, PORTUGUESE, RUSSIAN, ENGLISH, BARE]


def cite(style: str, document: Document, turn: str = "t2", accessed: str = SEEN) -> str:
    return STYLES[style].cite(reference_of(document, URL, accessed, document.turn(turn)))


def test_gbt7714_of_a_chinese_page_uses_half_width_signs_and_keeps_the_name_whole() -> None:
    assert cite("gbt7714", CHINESE) == (
        "韩致远. 云屿论坛常设秘书处例行发布会: 41-18-09-2025[EB/OL]. "
        f"云屿论坛常设秘书处, 2025(2025-09-18)[2026-01-02]. {URL}."
    )


def test_gbt7714_writes_foreign_names_with_bare_initials() -> None:
    assert cite("gbt7714", RUSSIAN).startswith("ОЗЁРСКИЙ Т А. Брифинг")
    assert cite("gbt7714", PORTUGUESE, "t1").startswith("FALCATO JÚNIOR J S. Conferência")
    assert cite("gbt7714", PORTUGUESE).startswith("HAN Z. ")


def test_gbt7714_keeps_the_title_s_own_full_width_signs() -> None:
    assert "“网”与“船”：谁来补？[EB/OL]" in cite("gbt7714", page("“网”与“船”：谁来补？", lang="zh-Hans"))


def test_gbt7714_leaves_out_what_is_not_known() -> None:
    assert cite("gbt7714", BARE, accessed="") == f"O porto fechado[EB/OL]. {URL}."
    assert cite("gbt7714", page("港口", lang="zh-Hans", date="2031")) == f"港口[EB/OL]. 2031[2026-01-02]. {URL}."


def test_abnt_puts_the_family_name_in_capitals_and_says_where_and_when() -> None:
    assert cite("abnt", PORTUGUESE, "t1") == (
        "FALCATO JÚNIOR, João da Silva. Conferência de imprensa regular do Secretariado (n.º 41). "
        "Cidade de Yunyu: Secretariado Permanente, 18 set. 2025. N. 41-18-09-2025. "
        f"Disponível em: {URL}. Acesso em: 2 jan. 2026."
    )


def test_abnt_writes_the_month_in_the_page_s_language_and_the_access_in_portuguese() -> None:
    assert "Harbour Office, 4 May 2025." in cite("abnt", ENGLISH)
    assert "Acesso em: 2 jan. 2026." in cite("abnt", ENGLISH)
    assert ", set. 2025." in cite("abnt", RUSSIAN)


def test_abnt_enters_a_page_without_an_author_under_its_title() -> None:
    assert cite("abnt", BARE, accessed="") == f"O PORTO fechado. Disponível em: {URL}."


def test_abnt_does_not_invert_a_han_name() -> None:
    assert cite("abnt", CHINESE).startswith("韩致远. 云屿论坛")


def test_apa_gives_initials_the_day_and_what_kind_of_page_it_is() -> None:
    assert cite("apa", ENGLISH) == (
        "van der Meer, A.-M. (2025, May 4). Who mends the nets? [Interview transcript]. Harbour Office. "
        f"Retrieved January 2, 2026, from {URL}"
    )


def test_apa_without_author_and_date_begins_with_the_title() -> None:
    assert cite("apa", BARE, accessed="") == f"O porto fechado. (n.d.). {URL}"


def test_a_turn_without_a_speaker_is_cited_under_the_publisher_and_names_it_once() -> None:
    assert cite("apa", RUSSIAN, "t1").startswith("Постоянный секретариат. (2025, September). Брифинг")
    assert cite("apa", RUSSIAN, "t1").count("Постоянный секретариат") == 1


def test_a_whole_document_is_cited_under_its_only_official() -> None:
    assert STYLES["gbt7714"].cite(reference_of(CHINESE, URL)).startswith("韩致远. ")


def test_bibtex_escapes_what_tex_would_read_as_a_command_and_keeps_unicode() -> None:
    entry = cite("bibtex", page("Redes & barcos: 50% de {tudo}_", lang="pt", answerer="苏禾", publisher="R&D"))
    assert r"title = {{Redes \& barcos: 50\% de \textbraceleft{}tudo\textbraceright{}\_}}," in entry
    assert "author = {{苏禾}}," in entry
    assert r"organization = {R\&D}," in entry
    assert entry.count("{") == entry.count("}")


def test_bibtex_names_the_turn_in_key_and_address() -> None:
    entry = cite("bibtex", PORTUGUESE)
    assert entry.startswith("@online{b-41:t2,\n")
    assert f"url = {{{URL}}}," in entry
    assert "author = {{Han}, Zhiyuan}," in entry
    assert "langid = {portuguese}," in entry


def test_ris_lines_end_with_cr_lf_and_the_record_is_closed() -> None:
    record = cite("ris", RUSSIAN)
    assert record.endswith("ER  - \r\n")
    assert "\n" not in record.replace("\r\n", "")
    assert "AU  - Озёрский, Тимур Андреевич\r\n" in record
    assert "DA  - 2025/09//\r\n" in record
    assert "Y2  - 2026/01/02/\r\n" in record
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in record.split("\r\n") if line)


def test_csl_json_holds_one_item_with_dates_in_parts() -> None:
    [item] = json.loads(cite("csl", CHINESE))
    assert item["author"] == [{"literal": "韩致远"}]
    assert item["issued"] == {"date-parts": [[2025, 9, 18]]}
    assert item["accessed"] == {"date-parts": [[2026, 1, 2]]}
    assert item["URL"] == URL
    assert item["genre"] == "Press conference transcript"


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("document", PAGES, ids=lambda document: document.lang)
def test_every_style_gives_the_address_and_never_an_empty_part(style: str, document: Document) -> None:
    for turn in ("t1", "t2"):
        for accessed in (SEEN, ""):
            text = cite(style, document, turn, accessed)
            assert URL in text
            assert not re.search(r"None|null|\(\)|\[\]|\{\}|\.\.|, ,|: ,", text)


@pytest.mark.parametrize("style", STYLES)
def test_a_title_over_several_lines_stays_in_its_line(style: str) -> None:
    text = cite(style, page("Uma\r\nlinha\u2028e \x07outra", lang="pt", genre=Genre.STATEMENT))
    assert re.search("uma linha e outra", text, re.IGNORECASE)

"""Whole pages: head, furniture, captions, cards, over-long units, given turns, and the law that nothing is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.readers.extract import Extract
from indexer.readers.records import read_json
from indexer.readers.registry import READERS
from indexer.segment.document import segment
from indexer.segment.passages import UNIT_CHARS, cut
from search.model import Genre, Kind, Role, Source, Span, SpeakerSource
from tests.indexer.segment.coverage import broken, lost_words
from tests.indexer.segment.pages import html, page, roles
from tests.shared import SHARED, needs_shared

ARTICLE = """<html lang="pt"><head><title>Canal reabre — Correio do Cais</title>
<meta property="og:site_name" content="Correio do Cais"></head><body>
<nav><a href="/">Início</a> <a href="/p">Porto</a></nav>
<div class="breadcrumb"><a href="/">Início</a> › Porto</div>
<article class="noticia"><h1>Canal reabre</h1><p class="data">11 de agosto de 2031 às 17h40</p>
<p>O canal reabriu hoje de manhã, depois de três semanas de obras no fundo.</p>
<figure><img src="x.png"><figcaption>A draga «Albatroz» deixa o canal ao nascer do sol.</figcaption></figure>
<p>Os práticos pedem agora uma segunda boia.</p><p>Fim.</p>
<div class="share"><a href="#">Compartilhar</a></div></article>
<aside><h3>Leia também</h3><ul><li><a href="/1">Práticos pedem boia</a></li><li><a href="/2">Maré alta</a></li></ul></aside>
<footer>Todos os direitos reservados</footer></body></html>"""


def test_the_body_of_an_article_is_apart_from_menus_links_and_footer() -> None:
    document = page(ARTICLE, "html")
    spoken = [document.passage_text(each) for each in document.passages if each.kind is Kind.PARAGRAPH]
    assert spoken == [
        "O canal reabriu hoje de manhã, depois de três semanas de obras no fundo.",
        "Os práticos pedem agora uma segunda boia.",
    ]
    assert {chrome.reason for chrome in document.chrome} >= {"menu", "share", "footer", "metadata"}


def test_a_telling_caption_is_a_passage_of_its_own() -> None:
    (caption,) = [each for each in page(ARTICLE, "html").passages if each.kind is Kind.CAPTION]
    assert (caption.id, caption.turn) == ("k1", "")


def test_the_head_of_an_article_is_read() -> None:
    document = page(ARTICLE, "html")
    assert (document.title_shown, document.date, document.publisher) == (
        "Canal reabre",
        "2031-08-11",
        "Correio do Cais",
    )


@pytest.mark.parametrize(
    ("title", "genre"),
    [
        ("发言人主持例行记者会", Genre.PRESS_CONFERENCE),
        ("专访灯塔管理员", Genre.INTERVIEW),
        ("Comunicado conjunto da reunião", Genre.COMMUNIQUE),
        ("Discurso do ministro", Genre.STATEMENT),
        ("Hafen wieder offen", Genre.OTHER),
    ],
)
def test_the_title_tells_the_genre(title: str, genre: Genre) -> None:
    assert (
        page(f"{title}\n\nUm parágrafo que conta o que se passou no porto esta manhã.\n\nOutro parágrafo.").genre
        is genre
    )


def test_a_statement_is_the_officials_unless_it_speaks_of_him() -> None:
    title = "云屿论坛发言人韩知远就航标灯答记者问\n\n"
    own = page(title + "我们修好了灯。\n\n问：真的吗？\n\n答：真的。")
    report = page(title + "韩知远今天回答了记者的问题。\n\n问：真的吗？\n\n答：真的。")
    assert own.turns[0].speaker_source is SpeakerSource.TITLE
    assert report.turns[0].speaker == ""


def test_later_paragraphs_of_a_labelled_statement_are_carried() -> None:
    document = page("记者会\n\n韩知远：大家好。\n\n灯修好了。\n\n问：谁修的？\n\n韩知远：港口。")
    assert [(each.id, each.speaker_source) for each in document.passages[:2]] == [
        ("t1.1", SpeakerSource.LABEL), ("t1.2", SpeakerSource.CARRIED),
    ]  # fmt: skip


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    line = "The lighthouse of Cape Alva has been lit again after eleven years of"
    document = page("The light\n\n" + "\n".join([line] * 6) + " darkness.\n\n" + "\n".join([line] * 6) + " silence.")
    assert [len(turn.paragraphs) for turn in document.turns] == [2]


def test_a_unit_that_is_too_long_is_cut_at_sentence_ends() -> None:
    sentence = "灯塔已经修好，今晚六点点亮。"
    document = page("记者会\n\n问：修好了吗？\n\n答：" + sentence * 1500)
    parts = [each for each in document.passages if each.turn == "t2"]
    assert [part.id for part in parts] == [f"t2~{number}" for number in range(1, len(parts) + 1)]
    assert all(len(document.passage_text(part)) <= UNIT_CHARS for part in parts)
    assert all(document.passage_text(part).endswith("。") for part in parts)
    assert all(part.pairs == ("t1",) for part in parts)
    assert "".join(document.passage_text(part) for part in parts) == sentence * 1500


@given(st.text(min_size=1, max_size=300), st.integers(min_value=1, max_value=40))
def test_parts_lose_nothing_but_blanks(text: str, limit: int) -> None:
    parts = cut([Span(0, len(text))], text, limit)
    assert "".join(span.of(text) for part in parts for span in part).replace(" ", "").split() == text.replace(
        " ", ""
    ).split() or ("".join("".join(span.of(text) for part in parts for span in part).split()) == "".join(text.split()))
    assert all(sum(span.end - span.start for span in part) <= limit for part in parts)


def test_given_turns_stand_as_given() -> None:
    record = """{"id": "r1", "title": "Briefing", "turns": [
        {"role": "statement", "speaker": "Han Zhiyuan", "text": "One.\\nTwo."},
        {"role": "question", "speaker": "Su He", "text": "Answer: why?"},
        {"role": "answer", "speaker": "Han Zhiyuan", "text": "2031-09-18"}]}"""
    (extract,) = read_json(record.encode()).items
    document = segment(extract, Source("r.json"), "r1", "r1")
    assert [(each.id, each.kind) for each in document.passages] == [
        ("t1.1", Kind.PARAGRAPH), ("t1.2", Kind.PARAGRAPH), ("t2", Kind.QUESTION), ("t3", Kind.ANSWER),
    ]  # fmt: skip
    assert document.turns[2].replies_to == ("t2",)
    assert {turn.speaker_source for turn in document.turns} == {SpeakerSource.RECORD}
    assert document.title_shown == "Briefing"
    assert broken(document) == []


def test_a_card_of_one_page_is_parsed() -> None:
    document = page(
        "记者会\n\n问：在哪里报名？\n\n答：请看下面的地址。\n\n云屿论坛驻静港大使馆\n地址：静港市橘园堤88号\n电话：+000 5554 0121、+000 5554 0122\n传真：-\n邮箱：porto@yunyu.example\n"
    )
    (card,) = document.cards
    assert card.office == "云屿论坛驻静港大使馆"
    assert [(line.kind, line.digits) for line in card.lines if line.kind == "phone"] == [
        ("phone", "00055540121"), ("phone", "00055540122"),
    ]  # fmt: skip


def test_the_address_of_the_site_in_the_footer_is_no_card() -> None:
    document = page(
        "<p>O canal reabriu hoje de manhã, depois das obras.</p><footer>Endereço: Cais 4<br>Telefone: +000 5551 0240</footer>",
        "html",
    )
    assert document.cards == ()


def test_a_bilingual_page_is_flagged() -> None:
    lines = [
        "灯塔已经修好，今晚六点点亮，请大家来看。",
        "The lighthouse has been repaired and will be lit tonight at six.",
    ] * 3
    assert "bilingual" in page("Notice\n\n" + "\n\n".join(lines)).flags


def test_an_empty_page_is_empty() -> None:
    document = segment(Extract("", "txt"), Source("e.txt"), "e.txt", "e")
    assert (document.form, document.passages, document.lang) == ("empty", (), "und")


def test_the_only_line_of_a_page_is_text() -> None:
    assert [each.id for each in page("灯塔修好了").passages] == ["t1.1"]


@pytest.mark.shared
@needs_shared
@pytest.mark.parametrize("kind", ["zh_mfa_html", "en_kremlin_html", "pt_blog_html", "zhhant_sayit_md", "pt_cpi_txt"])
def test_nothing_of_the_given_pages_is_lost(kind: str) -> None:
    for path in sorted((SHARED / "data" / "transcripts" / kind).iterdir()):
        for extract in READERS[path.suffix](path.read_bytes()).items:
            document = segment(extract, Source(path.name), path.name, "page")
            assert broken(document) == [], path.name
            assert lost_words(document) == [], path.name


NOISE = st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="<&"), max_size=8)
WORDS = st.sampled_from(
    ["问：", "答:", "Pergunta: ", "韩知远：", "Rui Penalva – ", "【安然】", "地址：", "电话: +000 5550 0141", "O SR. ANA (X) – ", "### ", "**", "- ", "•", "-",
     "修好了吗？", "修好了。", "Reabre em maio.", "Why?", "\n", "\n\n", " ", "\u00a0", "\u200b", "\ufeff", "2031年9月18日", "41-18-09-2031",
     "分享到", "Fotos", "(完)", "[10:29]", "“", "”", "。", "…", "\t", "\u2028", "https://x.example/", "a@b.example", "Q: ", "A: ", "\ud7ff", "𠀀"]
)  # fmt: skip


@given(st.lists(st.one_of(WORDS, NOISE), max_size=60), st.sampled_from(["txt", "md"]))
def test_nothing_of_a_random_page_is_lost(words: list[str], form: str) -> None:
    document = page("Titel\n" + "".join(words), form)
    assert broken(document) == []
    assert lost_words(document) == []
    ids = [passage.id for passage in document.passages]
    assert len(ids) == len(set(ids))
    assert all(turn.role is Role.ANSWER for turn in document.turns if turn.replies_to)


@given(st.lists(st.one_of(WORDS, NOISE), max_size=25))
def test_nothing_of_a_random_html_page_is_lost(words: list[str]) -> None:
    document = html("O canal reabriu.", *words)
    assert broken(document) == []
    assert lost_words(document) == []
    assert set(roles(document)) <= set("sqam")


def test_answers_without_a_name_are_the_one_person_s_whom_the_front_matter_names() -> None:
    document = page(
        "---\ntitle: Conferência de imprensa\nspeakers:\n  - name: Aurélio Quental\n    role: porta-voz\n---\n\n"
        "# Conferência de imprensa do Conselho das Barras (n.º 3), Cidade de Areal, 4 de maio de 2031\n\n"
        "O porta-voz recebeu os jornalistas.\n\n**Pergunta:** Quando reabre a barra?\n\n**Resposta:** Na terça.\n",
        "md",
    )
    assert [speaker.name for speaker in document.speakers] == ["Aurélio Quental"]
    answer = next(turn for turn in document.turns if turn.role is Role.ANSWER)
    assert document.speaker(answer.speaker) is not None
    assert answer.speaker_source is SpeakerSource.RECORD


def test_a_town_in_a_title_speaks_for_nobody() -> None:
    document = page(
        "Conferência de imprensa do Conselho das Barras, Cidade de Areal\n\n"
        "Pergunta: Quando reabre a barra?\n\nResposta: Na terça.\n"
    )
    assert document.speakers == ()

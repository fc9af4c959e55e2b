"""Of an HTML page every visible line is in the text, nothing hidden is, and the layout is kept beside it."""

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.readers.extract import Block, Extract, LayoutLine, Region, TextStyle
from indexer.readers.html import declared_charset, read_html
from search.errors import UnreadableFile
from tests.shared import SHARED, needs_shared


def page(body: str, head: str = "", root: str = "<html>") -> Extract:
    return read_html(f"<!doctype html>{root}<head>{head}</head><body>{body}</body></html>".encode()).items[0]


def line_of(extract: Extract, words: str) -> LayoutLine:
    return next(line for line in extract.lines if words in line.span.of(extract.text))


def marked(extract: Extract, style: TextStyle) -> list[str]:
    return [emphasis.span.of(extract.text) for emphasis in extract.emphases if emphasis.style is style]


def test_blocks_begin_lines_and_paragraphs_are_parted_by_an_empty_one() -> None:
    assert page("<h1>Porto</h1><p>Um.</p><p>Dois.</p><div>a</div><div>b</div>").text == "Porto\n\nUm.\n\nDois.\n\na\nb"


def test_br_begins_a_line_and_two_begin_a_paragraph() -> None:
    extract = page("<p>um<br>dois<br><br>três</p>")
    assert extract.text == "um\ndois\n\ntrês"
    one, two, three = (line_of(extract, word).paragraph for word in ("um", "dois", "três"))
    assert one == two != three


def test_inline_pieces_of_a_word_are_one_word() -> None:
    assert page("<p>Minist<span style='x:y'>r</span><b>y</b> of F<i></i>isheries</p>").text == "Ministry of Fisheries"


def test_words_that_the_style_sheet_parts_are_not_glued() -> None:
    assert page("<nav><a href=1>Início</a><a href=2>Notícias</a></nav>").text == "Início Notícias"
    assert page("<p><span class=t>Porto</span><span class=d>2031</span></p>").text == "Porto 2031"
    assert page("<p>antes<img src=x>depois<button>Ir</button>fim</p>").text == "antes depois Ir fim"


def test_cells_of_a_row_are_parted_by_a_tab() -> None:
    extract = page("<table><tr><td>电话</td><td>+853 2800</td></tr><tr><td>传真</td><td>-</td></tr></table>")
    assert extract.text == "电话\t+853 2800\n传真\t-"
    assert {line.block for line in extract.lines} == {Block.CELL}


def test_a_table_that_only_lays_out_the_page_is_no_table() -> None:
    extract = page("<table><tr><td><p>Um.</p><p>Dois.</p></td><td><p>Três.</p></td></tr></table>")
    assert extract.text == "Um.\n\nDois.\n\nTrês."
    assert {line.block for line in extract.lines} == {Block.TEXT}


def test_lists_keep_their_depth() -> None:
    extract = page("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>")
    assert extract.text == "a\nb\nc"
    assert [(line.block, line.level) for line in extract.lines] == [(Block.ITEM, 1), (Block.ITEM, 2), (Block.ITEM, 1)]


def test_preformatted_text_keeps_its_lines_and_blanks() -> None:
    assert page("<pre>问:  港口?\n\n答:  三月。</pre>").text == "问:  港口?\n\n答:  三月。"


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>segredo</script>",
        "<style>segredo{}</style>",
        "<template>segredo</template>",
        "<noscript>segredo</noscript>",
        "<p hidden>segredo</p>",
        "<p style='display: none'>segredo</p>",
        "<div style='VISIBILITY:hidden;color:red'><p>segredo</p></div>",
        "<!-- segredo -->",
        "<input type=hidden value=segredo>",
        "<dialog>segredo</dialog>",
        "<svg><title>segredo</title></svg>",
        "<iframe>segredo</iframe>",
        "<video>segredo</video>",
    ],
)
def test_what_nobody_sees_is_not_in_the_text(hidden: str) -> None:
    assert page(f"<p>à vista</p>{hidden}").text == "à vista"


@pytest.mark.parametrize(
    "shown",
    [
        "<details><summary>x</summary>à vista</details>",
        "<dialog open>à vista</dialog>",
        "<input type=submit value='à vista'>",
        "<select><option>à vista</select>",
        "<textarea>à vista</textarea>",
        "<font color=red><marquee>à vista</marquee></font>",
        "<unknown-element>à vista</unknown-element>",
        "<p style='display:block'>à vista",
        "<table><tr><td>à vista",
        "&agrave; vi<!-- nota -->sta",
    ],
)
def test_whatever_is_seen_is_in_the_text(shown: str) -> None:
    assert "à vista" in page(shown).text


def test_entities_are_characters() -> None:
    assert page("<p>a&ccedil;&atilde;o &amp; &#38480;&#x9898; &lt;b&gt;</p>").text == "ação & 限题 <b>"


def test_blanks_collapse_and_lines_of_nbsp_alone_are_no_lines() -> None:
    assert page("<p>um \n\t dois</p><p>&nbsp;</p><p>  três&nbsp;quatro </p>").text == "um dois\n\ntrês\xa0quatro"


def test_a_line_break_of_the_source_between_han_is_no_blank() -> None:
    assert page("<p>港口将于\n三月开放</p><p>the\nport</p>").text == "港口将于三月开放\n\nthe port"
    assert page("<a href=1>要闻</a>\n<a href=2>港口</a>").text == "要闻 港口"
    assert page("<p>등대는\n밤에</p>").text == "등대는 밤에"  # Korean parts its words


def test_lines_cover_the_text_and_touch_no_blank() -> None:
    extract = page("<nav>a b</nav><h2> c </h2><p>d<br> e <br></p><table><tr><td>f<td>g</table><pre> h\n  i </pre>")
    covered = [line.span.of(extract.text) for line in extract.lines]
    assert covered == [line.strip() for line in extract.text.split("\n") if line.strip()]


def test_regions_and_links_are_told() -> None:
    extract = page(
        "<header>t</header><nav class='Menu Top' id=m><a href=x>Início</a></nav><main><p>corpo <a href=y>cá</a></p>"
        "<article><header>título</header></article></main><div role=complementary>lado</div><footer>pé</footer>"
    )
    assert line_of(extract, "Início").region is Region.NAV
    assert line_of(extract, "Início").names == ("menu", "top", "m")
    assert line_of(extract, "Início").linked == len("Início")
    assert line_of(extract, "corpo").region is Region.MAIN
    assert line_of(extract, "corpo").linked == 2
    assert line_of(extract, "título").region is Region.MAIN
    assert line_of(extract, "lado").region is Region.ASIDE
    assert line_of(extract, "pé").region is Region.FOOTER


def test_a_form_around_the_whole_page_is_no_furniture() -> None:
    extract = page("<form id=aspnetForm><p>corpo</p><button>Ir</button></form>")
    assert line_of(extract, "corpo").region is Region.MAIN
    assert line_of(extract, "Ir").region is Region.FORM


def test_what_stands_out_is_told_and_neighbours_are_joined() -> None:
    extract = page(
        "<p><b>问</b><strong>：</strong> 港口？</p><p><span style='color:#c00;font-weight:700'>P.:</span> sim"
        " <font color=black>não</font> <em>talvez</em></p><h2>Título</h2><p style='font-weight:bold'>a"
        "<span style='font-weight:normal'>b</span></p>"
    )
    assert marked(extract, TextStyle.BOLD) == ["问：", "P.:", "a"]
    assert marked(extract, TextStyle.COLOUR) == ["P.:"]
    assert marked(extract, TextStyle.ITALIC) == ["talvez"]


def test_the_head_is_read() -> None:
    data = json.dumps({"@type": "NewsArticle", "headline": "Porto"})
    head = (
        "<title>Porto\n abre — Portal</title><meta property='og:title' content='Porto abre'>"
        "<meta name=PubDate content='2031-09-18 10:00'><meta name=SiteName content='Portal das Ilhas'>"
        f"<link rel=canonical href='https://example.org/41'><script type='application/ld+json'>{data}</script>"
        "<script type='application/ld+json'>{broken</script>"
    )
    extract = page("<h1>Porto abre</h1><p>x", head, "<html lang=pt-PT>")
    assert (extract.page_title, extract.title) == ("Porto abre — Portal", "Porto abre")
    assert (extract.date, extract.publisher, extract.lang) == ("2031-09-18 10:00", "Portal das Ilhas", "pt-PT")
    assert extract.source_url == "https://example.org/41"
    assert extract.linked_data == (data,)
    assert extract.title_span is not None
    assert extract.title_span.of(extract.text) == "Porto abre"


def test_two_first_headings_are_no_title() -> None:
    assert page("<h1>um</h1><h1>dois</h1>").title_span is None


def test_a_saved_page_tells_its_address_in_a_comment() -> None:
    data = b"<!-- saved from url=(0029)https://example.org/briefing/41 -->\n<html><body>x</body></html>"
    assert read_html(data).items[0].source_url == "https://example.org/briefing/41"


@pytest.mark.parametrize(
    ("start", "label"),
    [
        (b"<meta charset=GB2312>", "GB2312"),
        (b'<META http-equiv="Content-Type" content="text/html; charset=big5">', "big5"),
        (b"<?xml version='1.0' encoding='windows-1251'?><html>", "windows-1251"),
        (b"<html><head></head>", ""),
    ],
)
def test_the_declared_charset_is_found(start: bytes, label: str) -> None:
    assert declared_charset(start) == label


def test_a_page_whose_charset_lies_is_read_all_the_same() -> None:
    text = "<html><meta charset=gb2312><body><p>部長今天宣布，港口將於明年三月開放，漁民可以申請補貼。"
    extracts = read_html(text.encode("big5hkscs"))
    assert "港口將於明年三月開放" in extracts.items[0].text
    assert (extracts.encoding, extracts.declared) == ("big5hkscs", "gb2312")


def test_broken_markup_loses_no_words() -> None:
    extract = page("<p><FONT size=2></p><p><P>Um.</P></p><B><p><P>Blog - Dois?</P></B></p><p>Três</td></tr></div>.")
    assert extract.text == "Um.\n\nBlog - Dois?\n\nTrês."


@pytest.mark.parametrize("data", [b"", b"<html></html>", b"<script>x</script>", b"<body>&nbsp;</body>"])
def test_a_page_without_visible_text_is_an_error(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="no visible text"):
        read_html(data)


def test_nesting_of_ten_thousand_elements_is_read() -> None:
    assert read_html(b"<div>" * 10_000 + b"fundo").items[0].text == "fundo"


def test_a_huge_single_line_is_read_in_time() -> None:
    began = time.perf_counter()
    extract = read_html(("<p>" + "porto " * 500_000).encode()).items[0]
    assert len(extract.lines) == 1
    assert time.perf_counter() - began < 10


def test_ruby_and_nul_and_surrogates_do_no_harm() -> None:
    extract = page("<p>a\x00b &#xD800; c</p>")
    extract.text.encode("utf-8")


@needs_shared
def test_real_pages_keep_all_their_lines() -> None:
    for path in sorted((SHARED / "data" / "transcripts").glob("*_html/*"))[::8]:
        extract = read_html(path.read_bytes()).items[0]
        covered = [line.span.of(extract.text) for line in extract.lines]
        assert covered == [line.strip() for line in extract.text.split("\n") if line.strip()], path.name
        assert list(extract.emphases) == sorted(extract.emphases)


@settings(max_examples=150)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                [
                    f"<{tag}>"
                    for tag in [
                        "p",
                        "b",
                        "div",
                        "table",
                        "tr",
                        "td",
                        "ul",
                        "li",
                        "pre",
                        "br",
                        "a",
                        "span",
                        "h1",
                        "nav",
                        "textarea",
                        "font",
                    ]
                ]
            ),
            st.sampled_from(
                [
                    f"</{tag}>"
                    for tag in [
                        "p",
                        "b",
                        "div",
                        "table",
                        "tr",
                        "td",
                        "ul",
                        "li",
                        "pre",
                        "a",
                        "span",
                        "h1",
                        "nav",
                        "textarea",
                    ]
                ]
            ),
            st.text(alphabet="ab港口。 \n\t\xa0\u3000", max_size=6),
            st.sampled_from(
                ["<a class=x href=1>", "<span class=y>", "<i style='color:red'>", "<!-- x -->", "&amp;", "<"]
            ),
        ),
        max_size=25,
    )
)
def test_any_markup_gives_lines_that_cover_the_text(pieces: list[str]) -> None:
    try:
        extract = page("".join(pieces))
    except UnreadableFile:
        return
    covered = [line.span.of(extract.text) for line in extract.lines]
    assert covered == [line.strip() for line in extract.text.split("\n") if line.strip()]
    for emphasis in extract.emphases:
        assert any(
            line.span.start <= emphasis.span.start < emphasis.span.end <= line.span.end for line in extract.lines
        )


def test_a_tooltip_is_left_out_only_where_it_is_marked_hidden() -> None:
    name = '<a>Bedu Almerim<span class="{}" {}><span>Almerim Bedu</span></span></a>: Good morning.'
    for classes, more in (("read__tooltip hidden", ""), ("popover", 'aria-hidden="true"'), ("d-none hint", "")):
        (page,) = read_html(f"<p>{name.format(classes, more)}</p>".encode()).items
        assert page.text == "Bedu Almerim: Good morning."
    for classes, more in (("hidden", ""), ("tooltip", ""), ("note", 'aria-hidden="true"')):
        (page,) = read_html(f"<p>{name.format(classes, more)}</p>".encode()).items
        assert "Almerim Bedu" in page.text

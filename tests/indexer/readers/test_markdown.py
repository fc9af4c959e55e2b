"""A .md file is its own text; front matter and signs say what its lines are."""

import pytest

from indexer.readers.extract import Block, Extract
from indexer.readers.markdown import read_markdown
from search.errors import BadRecord


def read(text: str) -> Extract:
    return read_markdown(text.encode()).items[0]


def test_the_text_is_the_file_itself() -> None:
    text = "---\ntitle: Porto\n---\n# Porto\r\n\r\n**问：** 港口？\n"
    assert read(text).text == text
    assert read_markdown(b"\xef\xbb\xbf# x").items[0].text == "# x"


def test_front_matter_says_what_a_record_would() -> None:
    extract = read(
        "---\nid: kf-41\ntitle: Porto abre\ndate: 2031-09-18\nlang: pt\nspeakers:\n- {name: Ana, role: ministra}\n"
        "editor: Rui\nseen: 2031-09-19\n---\nCorpo.\n"
    )
    assert (extract.key, extract.title, extract.date, extract.lang) == ("kf-41", "Porto abre", "2031-09-18", "pt")
    assert extract.speakers[0].name == "Ana"
    assert extract.metadata == {"editor": "Rui", "seen": "2031-09-19"}
    assert extract.front is not None
    assert extract.front.of(extract.text).endswith("\n---")
    assert [line.span.of(extract.text) for line in extract.lines] == ["Corpo."]


@pytest.mark.parametrize("text", ["---\n\nCorpo.\n", "---\nSó um traço.\n---\nCorpo.\n", "Corpo.\n---\nx: y\n---\n"])
def test_a_rule_is_no_front_matter(text: str) -> None:
    extract = read(text)
    assert extract.front is None
    assert "Corpo." in [line.span.of(text) for line in extract.lines]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("---\ntitle: a\ndate: [\n---\nx", "line 4: the front matter is not YAML"),
        ("---\ntitle: [a]\n---\nx", "front matter: title is a list"),
        ("---\nbody: x\n---\nx", "front matter: body does not belong"),
        ("---\ngenre: speech\n---\nx", "front matter: genre is the text 'speech'"),
    ],
)
def test_wrong_front_matter_names_the_place(text: str, named: str) -> None:
    with pytest.raises(BadRecord) as error:
        read(text)
    assert error.value.problem.startswith(named)


def test_lines_tell_headings_quotes_items_and_code() -> None:
    extract = read("# Porto\n\n### Ana：\nTexto\nmais\n\n> nota\n\n- um\n  - dois\n1. três\n\n```\n# x\n```\n")
    told = [(line.block, line.level, line.span.of(extract.text)) for line in extract.lines]
    assert told == [
        (Block.HEADING, 1, "# Porto"),
        (Block.HEADING, 3, "### Ana："),
        (Block.TEXT, 0, "Texto"),
        (Block.TEXT, 0, "mais"),
        (Block.QUOTE, 0, "> nota"),
        (Block.ITEM, 1, "- um"),
        (Block.ITEM, 2, "- dois"),
        (Block.ITEM, 1, "1. três"),
        (Block.CODE, 0, "```"),
        (Block.CODE, 0, "# x"),
        (Block.CODE, 0, "```"),
    ]
    text, more = extract.lines[2], extract.lines[3]
    assert text.paragraph == more.paragraph != extract.lines[4].paragraph


def test_the_only_first_heading_is_the_title() -> None:
    extract = read("# Porto abre #\n\ntexto")
    assert extract.title_span is not None
    assert extract.title_span.of(extract.text) == "Porto abre"
    assert read("# um\n# dois").title_span is None


def test_bold_runs_are_told() -> None:
    extract = read("**问：** 港口？ __Ana:__ sim ** não **\n")
    assert [emphasis.span.of(extract.text) for emphasis in extract.emphases] == ["问：", "Ana:"]

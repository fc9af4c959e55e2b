"""Turns of the given transcripts by their own markup, found without the segmentation's rules: the gold of the bench.

Each reading returns the beginnings of the turns (the first `HEAD` letters and digits behind the label) and, where
the markup tells it, the speaker as written.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from indexer.readers.extract import TextStyle
from indexer.readers.html import read_html

HEAD = 14  # letters and digits that identify the beginning of a turn in its page

Gold = list[tuple[str, str]]  # (head of the turn's words, speaker or question word as written)

_BREAKS = re.compile(r"</?(?:p|br|div|li|h\d|tr|td|table|ul|dd|dt)\b[^>]*>", re.IGNORECASE)
_TAGS = re.compile(r"<[^>]*>")
_BOLD = re.compile(r"<(/?)(?:b|strong)(?:\s[^>]*)?>", re.IGNORECASE)
_HIDDEN = re.compile(r"<(script|style)\b.*?</\1>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_TOOLTIP = re.compile(r'<span class="read__tooltip[^"]* hidden .*?(?=</a>)')  # in a link, shown when it is touched


def head_of(text: str) -> str:
    """The first letters and digits of a text, lower case."""
    return re.sub(r"[\W_]", "", text).lower()[:HEAD]


def ministry(raw: str, _name: str) -> Gold:
    """Chinese ministry pages: a paragraph of the article that begins with a journalist, 问, 答 or the spokesman."""
    title = re.search(r'name="ArticleTitle" content="([^"]*)"', raw)
    named = re.search(r"发言人([一-鿿]{2,3}?)(?:主持|就|答|宣布|介绍)", title[1] if title else "")
    official = named[1] if named else "\0"
    turns: Gold = []
    for line, _ in _lines(raw):
        match = re.match(r"(?:[一二三四五六七八九十]、)?([^。，？！；：]{1,30})：", line)
        label = match[1].strip() if match else ""
        if match and (label in ("问", "答", "追问", official) or label.endswith("记者")):
            turns.append((head_of(line[match.end() :]), label))
    return turns


def kremlin(raw: str, _name: str) -> Gold:
    """Kremlin pages: a paragraph that begins with a bold run that ends in a colon."""
    turns: Gold = []
    for line, bold in _lines(raw):
        match = re.match(r"([^:]{2,90}):\s*", line)
        if match and bold and bold.rstrip(": ").startswith(match[1].strip()[:12]) and match[1].strip()[:1].isupper():
            turns.append((head_of(line[match.end() :]), match[1].strip()))
    return turns


def sayit(raw: str, _name: str) -> Gold:
    """Transcripts in Markdown: `### name：` and the text under it."""
    turns: Gold = []
    for block in re.split(r"^### ", raw, flags=re.MULTILINE)[1:]:
        name, _, body = block.partition("\n")
        if re.search(r"[：:]\s*$", name):
            turns.append((head_of(re.sub(r"^> ?.*$", "", body, flags=re.MULTILINE)), name.strip(" ：:")))
    return turns


def chamber(raw: str, _name: str) -> Gold:
    """Sessions of the Brazilian senate: `O SR./A SRA. NAME (party) –` at the beginning of a line."""
    pattern = re.compile(r"^(?:O SR\.|A SRA\.|O SR\./A SRA\.)\s+([^–(]+?)\s*(?:\([^)]*\))?\s*–\s*(.*)$", re.MULTILINE)
    return [(head_of(match[2]), match[1]) for match in pattern.finditer(raw)]


def blog(raw: str, name: str) -> Gold:
    """Blog interviews, by the conventions marked by eye in `segmentation_blog.yaml`."""
    page = _blog_pages()[re.search(r"(\d{8})\.html$", name)[1]]  # type: ignore[index]
    labels = sorted(page.get("labels", ()), key=len, reverse=True)
    labelled = re.compile(rf"(?:{'|'.join(map(re.escape, labels)) or '(?!)'})(?P<more>[^-–—:]{{0,70}}?)\s*[-–—:|]+\s*")
    lines = list(_read_lines(raw))
    turns: Gold = []
    for at, (line, bold) in enumerate(lines):
        match = labelled.match(line)
        asks = bool(re.search(r"[?？][\s\"”)]*$", line))
        previous = lines[at - 1] if at else ("", "")
        following = lines[at + 1][0] if at + 1 < len(lines) else ""
        if match and (page.get("before") or len(match["more"]) < 3 or match[0].startswith("Pergunta")):
            turns.append((head_of(line[match.end() :]), match[0].rstrip(" -–—:")))
        elif page.get("before") and labelled.match(following) and (asks or bold):
            turns.append((head_of(line), "?"))
        elif page.get("after") and labelled.match(previous[0]):
            turns.append((head_of(line), "!"))
        elif (page.get("bold") and bold == line and (asks or line.endswith("..."))) or (
            page.get("plain") and asks and len(line) < 700
        ):
            turns.append((head_of(line), "?"))
        elif (
            (page.get("bold") or page.get("plain")) and turns and turns[-1] == (head_of(previous[0]), "?") and not bold
        ):
            turns.append((head_of(line), "!"))
    return turns


KINDS: Mapping[str, tuple[str, Callable[[str, str], Gold]]] = {
    "zh_mfa_html": ("*.html", ministry),
    "en_kremlin_html": ("*.html", kremlin),
    "pt_blog_html": ("*.html", blog),
    "zhhant_sayit_md": ("*.md", sayit),
    "pt_cpi_txt": ("*.txt", chamber),
}


def pages(folder: Path, kind: str) -> Iterator[tuple[Path, Gold]]:
    """The pages of a kind with their gold."""
    pattern, reading = KINDS[kind]
    for path in sorted((folder / kind).glob(pattern)):
        yield path, [turn for turn in reading(path.read_text("utf-8", errors="replace"), path.name) if turn[0]]


def _lines(raw: str) -> Iterator[tuple[str, str]]:
    """(visible line, its bold beginning) of an HTML page."""
    body = _TOOLTIP.sub("", _HIDDEN.sub(" ", raw).replace("\n", " "))
    for part in re.split(_BREAKS, body):
        marked = html.unescape(_TAGS.sub("", _BOLD.sub(lambda tag: "\x02" if tag[1] else "\x01", part)))
        bold = re.match("[\\s\x02]*\x01([^\x02]*)", marked)
        line = re.sub(r"\s+", " ", re.sub("[\x01\x02]", "", marked)).strip(" \u3000")
        if line:
            yield line, re.sub(r"\s+", " ", bold[1].replace("\x01", "")).strip(" \u3000") if bold else ""


def _read_lines(raw: str) -> Iterator[tuple[str, str]]:
    """(line, the line again where all of it is bold) as the reader sees a page whose bold runs cross paragraphs."""
    extract = read_html(raw.encode()).items[0]
    bold = [each.span for each in extract.emphases if each.style is TextStyle.BOLD]
    for line in extract.lines:
        words = line.span.of(extract.text)
        covered = any(run.start <= line.span.start + 1 and run.end >= line.span.end - 2 for run in bold)
        if re.search(r"\w", words):
            yield words, words if covered else ""


@cache
def _blog_pages() -> Mapping[str, Mapping[str, Any]]:
    """Page number -> its conventions (Any: lists and flags, as the YAML has them)."""
    loaded: Mapping[str, Mapping[str, Any]] = yaml.safe_load(
        Path(__file__).with_name("segmentation_blog.yaml").read_text("utf-8")
    )
    return loaded

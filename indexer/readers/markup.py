"""What an HTML element means for the text inside it: where lines break, what is hidden, what stands out."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from indexer.readers.extract import Block, Region, TextStyle

# selectolax is typed without its nodes' fields being exact; Any stands for a LexborNode here.
Node = Any

_HIDDEN = (
    "head script style template noscript iframe object embed canvas video audio datalist rp title desc metadata defs"
    " annotation param source track area base link meta col colgroup noframes"
)
_PARAGRAPHS = "p h1 h2 h3 h4 h5 h6 blockquote pre figure table ul ol dl hr"
_BLOCKS = (
    "html body div section article main nav header footer aside form fieldset legend address center details summary"
    " dialog dir menu li dt dd tr thead tbody tfoot caption figcaption option optgroup hgroup search listing xmp"
    " plaintext marquee frameset"
)
HIDDEN = frozenset(_HIDDEN.split())
PARAGRAPHS = frozenset(_PARAGRAPHS.split())
BLOCKS = PARAGRAPHS | frozenset(_BLOCKS.split())
CELLS = frozenset({"td", "th"})
# Elements that are set apart from the words beside them without a line break.
APART = frozenset({"button", "select", "textarea", "img", "input", "svg"})

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_KINDS = {
    "li": Block.ITEM,
    "dt": Block.ITEM,
    "dd": Block.ITEM,
    "option": Block.ITEM,
    "blockquote": Block.QUOTE,
    "figcaption": Block.CAPTION,
    "caption": Block.CAPTION,
    "legend": Block.CAPTION,
    "pre": Block.CODE,
}
_REGIONS = {
    "nav": Region.NAV,
    "header": Region.HEADER,
    "footer": Region.FOOTER,
    "aside": Region.ASIDE,
    "button": Region.FORM,
    "select": Region.FORM,
    "textarea": Region.FORM,
    "label": Region.FORM,
    "main": Region.MAIN,
    "article": Region.MAIN,
}
_ROLES = {
    "navigation": Region.NAV,
    "banner": Region.HEADER,
    "contentinfo": Region.FOOTER,
    "complementary": Region.ASIDE,
    "search": Region.FORM,
    "main": Region.MAIN,
    "article": Region.MAIN,
}
_STYLES = {
    "b": TextStyle.BOLD,
    "strong": TextStyle.BOLD,
    "i": TextStyle.ITALIC,
    "em": TextStyle.ITALIC,
    "u": TextStyle.UNDERLINE,
}
_LISTS = frozenset({"ul", "ol", "dl", "dir", "menu"})
_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
_TOOLTIP = re.compile(r"(?<![a-z])(?:tooltip|popover|popup|hovercard|hint)(?![a-z])")
_HIDDEN_NAMES = frozenset({"hidden", "hide", "is-hidden", "d-none", "invisible", "visually-hidden", "sr-only"})
_BOLD = re.compile(r"font-weight\s*:\s*(bold|[6-9]00|normal|[1-5]00)", re.IGNORECASE)
_SLANT = re.compile(r"font-style\s*:\s*(?:italic|oblique)", re.IGNORECASE)
_LINE_BELOW = re.compile(r"text-decoration(?:-line)?\s*:[^;]*underline", re.IGNORECASE)
_COLOUR = re.compile(r"(?<![\w-])color\s*:\s*([^;]+)", re.IGNORECASE)
_KEPT_BLANKS = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
_PLAIN_COLOURS = frozenset(
    {"", "black", "#000", "#000000", "rgb(0,0,0)", "windowtext", "inherit", "initial", "currentcolor", "auto"}
)
_SHOWN_INPUTS = frozenset({"submit", "button", "reset"})
_LARGEST_NAMES = 24  # names of enclosing elements kept for a line
_INNER_BLOCKS = "p, div, table, ul, ol, dl, h1, h2, h3, h4, h5, h6, blockquote, pre"


@dataclass(frozen=True, slots=True)
class ElementContext:
    """What the elements around a text say about it. `border` is how the innermost element is separated from its
    neighbours: 0 not at all, 1 by a line, 2 by an empty line; a `cell` stands beside its neighbours on a line.
    `own` are the innermost element's class names, `label` a text that the element itself shows (a submit button)."""

    tag: str = ""
    border: int = 0
    cell: bool = False
    apart: bool = False
    block: Block = Block.TEXT
    level: int = 0
    region: Region = Region.MAIN
    linked: bool = False
    keeps_blanks: bool = False
    styles: frozenset[TextStyle] = frozenset()
    names: tuple[str, ...] = ()
    own: str = ""
    lists: int = 0
    in_article: bool = False
    label: str = ""


def context_of(node: Node, tag: str, outer: ElementContext) -> ElementContext | None:
    """The context inside an element; None when the element is not shown."""
    attributes: dict[str, str | None] = node.attributes
    style = attributes.get("style") or ""
    if "hidden" in attributes or (style and _NOT_SHOWN.search(style)):
        return None
    if tag == "input" and (attributes.get("type") or "").lower() == "hidden":
        return None
    if _is_closed_tooltip(attributes):
        return None
    if tag == "dialog" and "open" not in attributes:
        return None
    if not attributes and tag in {"span", "font", "tbody"}:
        return replace(outer, tag=tag, border=0, cell=False, apart=False, own="", label="")
    block, level = _block(node, tag, outer)
    lists = outer.lists + (tag in _LISTS)
    return ElementContext(
        tag=tag,
        border=_border(tag, outer),
        cell=tag in CELLS,
        apart=tag in APART,
        block=block,
        level=lists if tag in {"li", "dt", "dd"} else level,
        region=_region(tag, (attributes.get("role") or "").strip().lower(), outer),
        linked=outer.linked or (tag == "a" and "href" in attributes),
        keeps_blanks=outer.keeps_blanks or tag in {"pre", "textarea"} or bool(style and _KEPT_BLANKS.search(style)),
        styles=_styles(tag, style, attributes, outer.styles),
        names=_names(attributes, outer.names),
        own=attributes.get("class") or "",
        lists=lists,
        in_article=outer.in_article or tag in {"article", "main"},
        label=_label(tag, attributes),
    )


def _is_closed_tooltip(attributes: dict[str, str | None]) -> bool:
    """Whether an element is a tooltip that the page opens on demand: named so by class or role, and marked hidden. One
    of the two alone is not enough: `hidden` often stands on what a narrow screen folds away."""
    named = (attributes.get("class") or "").lower()
    if not named and "role" not in attributes:
        return False
    tooltip = attributes.get("role") == "tooltip" or _TOOLTIP.search(named)
    return bool(tooltip) and (attributes.get("aria-hidden") == "true" or not _HIDDEN_NAMES.isdisjoint(named.split()))


def _border(tag: str, outer: ElementContext) -> int:
    """Newlines around the element; there is no empty line around a list within a list."""
    if tag in _LISTS and outer.lists:
        return 1
    return 2 if tag in PARAGRAPHS else 1 if tag in BLOCKS else 0


def _block(node: Node, tag: str, outer: ElementContext) -> tuple[Block, int]:
    """The kind of block; a cell that holds blocks is only layout."""
    if tag in _HEADINGS:
        return Block.HEADING, _HEADINGS[tag]
    if tag in _KINDS:
        return _KINDS[tag], 0
    if tag in CELLS:
        return (Block.TEXT, 0) if node.css_first(_INNER_BLOCKS) is not None else (Block.CELL, 0)
    return outer.block, outer.level


def _region(tag: str, role: str, outer: ElementContext) -> Region:
    if role in _ROLES:
        return _ROLES[role]
    if tag in {"header", "footer"} and outer.in_article:
        return outer.region
    if tag in {"main", "article"} and outer.region is not Region.HEADER:
        return outer.region
    return _REGIONS.get(tag, outer.region)


def _styles(
    tag: str, style: str, attributes: dict[str, str | None], outer: frozenset[TextStyle]
) -> frozenset[TextStyle]:
    """How the text stands out, with what the element adds or takes back."""
    found = set(outer)
    if tag in _STYLES:
        found.add(_STYLES[tag])
    if tag == "font" and _plain(attributes.get("color")) not in _PLAIN_COLOURS:
        found.add(TextStyle.COLOUR)
    if style:
        weight = _BOLD.search(style)
        if weight and weight[1].lower() in {"normal", "100", "200", "300", "400", "500"}:
            found.discard(TextStyle.BOLD)
        elif weight:
            found.add(TextStyle.BOLD)
        if _SLANT.search(style):
            found.add(TextStyle.ITALIC)
        if _LINE_BELOW.search(style):
            found.add(TextStyle.UNDERLINE)
        colour = _COLOUR.search(style)
        if colour and _plain(colour[1]) not in _PLAIN_COLOURS:
            found.add(TextStyle.COLOUR)
    return outer if found == outer else frozenset(found)


def _plain(colour: str | None) -> str:
    return re.sub(r"\s|!important", "", (colour or "").lower())


def _names(attributes: dict[str, str | None], outer: tuple[str, ...]) -> tuple[str, ...]:
    own = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower().split()
    return (*own, *outer)[:_LARGEST_NAMES] if own else outer


def _label(tag: str, attributes: dict[str, str | None]) -> str:
    """What a submit button shows."""
    shown = tag == "input" and (attributes.get("type") or "").lower() in _SHOWN_INPUTS
    return (attributes.get("value") or "") if shown else ""

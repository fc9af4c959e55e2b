"""What TEI and Akoma Ntoso share: text that XML can hold, ids that XML accepts, elements with their language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree import ElementTree

from search.model import Document

Element = ElementTree.Element
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"

# XML 1.0, production 2: everything that no document may hold, not even as a reference.
_ILLEGAL = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_START = (
    "A-Za-z_\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NOT_IN_NAMES = re.compile(f"[^{_START}0-9.\u00b7\u0300-\u036f\u203f\u2040-]")
_STARTS_NAMES = re.compile(f"[{_START}]")


def xml_text(text: str) -> str:
    """The text with U+FFFD in place of what XML cannot hold (control characters, lone surrogates)."""
    return _ILLEGAL.sub("\ufffd", text)


def count_replaced(document: Document) -> int:
    """How many characters of the document's text `legal` would replace."""
    return sum(1 for _ in _ILLEGAL.finditer(document.text))


def xml_name(text: str) -> str:
    """The text as an NCName (XML Namespaces 1.0): other signs as `_hex_`, an underscore in front of a digit. Turn and
    document ids pass through unchanged where they begin with a letter."""
    name = _NOT_IN_NAMES.sub(lambda match: f"_{ord(match.group()):x}_", text)
    return name if _STARTS_NAMES.match(name) else f"_{name}"


def element(tag: str, *content: str | Element, lang: str = "", attributes: Mapping[str, str] | None = None) -> Element:
    """An element with a text, or with children. Attributes without a value are left out, an unknown language (`und`)
    too."""
    given = {**(attributes or {}), XML_LANG: "" if lang == "und" else lang}
    node = Element(tag, {name: xml_text(value) for name, value in given.items() if value})
    for item in content:
        if isinstance(item, str):
            node.text = xml_text(item) or None
        else:
            node.append(item)
    return node


def to_bytes(node: Element) -> bytes:
    """UTF-8, without a declaration, ended by a newline."""
    return ElementTree.tostring(node, encoding="unicode").encode("utf-8") + b"\n"

"""The language of a passage."""

from __future__ import annotations

import re

_HAN = re.compile(r"[㐀-鿿]")
_CYRILLIC = re.compile(r"[Ѐ-ԯ]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")


def identify(text: str, prior: str = "") -> str:
    """The BCP 47 tag of a passage: zh-Hans, zh-Hant, pt, ru, en, es or und. `prior` is the document's language."""
    han, cyrillic, latin = (len(script.findall(text)) for script in (_HAN, _CYRILLIC, _LATIN))
    if not han and not cyrillic and not latin:
        return "und"
    if han * 3 >= latin + cyrillic:
        return "zh-Hans"
    if cyrillic * 2 >= latin:
        return "ru"
    return prior or "pt"

"""GB/T 7714—2015, the Chinese standard: an online document, [EB/OL].

The prescribed signs are half-width with a blank behind `.`, `,` and `:`; the title keeps its own, full-width or not.
For online documents the standard lets place and publisher be left out when they are not known (8.4).
"""

from __future__ import annotations

from search.citations.person import CitedName
from search.citations.reference import Reference


def gbt7714(reference: Reference) -> str:
    """`责任者. 题名: 编号[EB/OL]. 出版者, 年(更新日期)[引用日期]. URL.`"""
    title = reference.title.rstrip("。.") + (f": {reference.number}" if reference.number else "")
    author = f"{_author(reference.author).rstrip('.。')}. " if reference.author else ""
    issued = _issued(reference)
    return f"{author}{title}[EB/OL]. {f'{issued}. ' if issued else ''}{reference.url}."


def _issued(reference: Reference) -> str:
    """`出版者, 2031(2031-09-18)[2031-10-02]`, less what is not known; a bare year has no day in brackets."""
    published = ", ".join(part for part in (reference.publisher, reference.year if reference.publisher else "") if part)
    if len(reference.date) > 4:
        published += f"({reference.date})"
    elif reference.date and not reference.publisher:
        published = reference.year
    return published + (f"[{reference.accessed}]" if reference.accessed else "")


def _author(person: CitedName) -> str:
    """Family name in capitals, initials without full stops (FALCATO B); a Han name as it stands."""
    return person.whole or " ".join([person.family.upper(), *(each.replace("-", " ") for each in person.initials)])

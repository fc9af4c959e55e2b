"""APA style, 7th edition (2020), chapter 10.16: a page on a website. Plain text: italics are left to who shows it."""

from __future__ import annotations

from search.citations.person import CitedName
from search.citations.reference import GENRE_NAMES, Reference

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def apa(reference: Reference) -> str:
    """`Author, A. (2031, September 18). Title (No. 41) [Press conference transcript]. Site. Retrieved ..., from URL`"""
    title = reference.title.rstrip("。.") + (f" (No. {reference.number})" if reference.number else "")
    if GENRE_NAMES[reference.genre]:
        title += f" [{GENRE_NAMES[reference.genre]}]"
    date = f"({_date(reference.date)})."
    # Without an author the title takes its place, before the date.
    opening = [_author(reference.author), date, title] if reference.author else [title, date]
    sentences = [part for part in (*opening, reference.publisher) if part]
    return " ".join([*map(_with_full_stop, sentences), _retrieved(reference)])


def _author(person: CitedName) -> str:
    """`Falcato, B. M.`, `Silva, J. da`; an undivided name as it stands."""
    if person.whole:
        return person.whole
    initials = [each.replace("-", ".-") + "." for each in person.initials]
    return f"{person.family}, " + " ".join([*initials, *([person.particles] if person.particles else [])])


def _date(iso: str) -> str:
    """`2031, September 18`, `2031, September`, `2031`, `n.d.`"""
    year, *rest = iso.split("-")
    if not rest:
        return year or "n.d."
    return f"{year}, {' '.join([_MONTHS[int(rest[0]) - 1], *(str(int(day)) for day in rest[1:])])}"


def _retrieved(reference: Reference) -> str:
    if not reference.accessed:
        return reference.url
    year, month, day = reference.accessed.split("-")
    return f"Retrieved {_MONTHS[int(month) - 1]} {int(day)}, {year}, from {reference.url}"


def _with_full_stop(sentence: str) -> str:
    return sentence if sentence.endswith((".", "?", "!", "？", "！")) else f"{sentence}."

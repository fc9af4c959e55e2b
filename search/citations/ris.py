"""RIS (Research Information Systems, specification of 2011): an ELEC record, lines ended by CR LF, UTF-8."""

from __future__ import annotations

from search.citations.person import CitedName
from search.citations.reference import GENRE_NAMES, Reference

LINE_END = "\r\n"


def ris(reference: Reference) -> str:
    """One record, tags without a value left out; `ER` closes it."""
    tags = [
        ("TY", "ELEC"),
        ("ID", reference.id),
        ("AU", _author(reference.author) if reference.author else ""),
        ("TI", reference.title),
        ("PY", reference.year),
        ("DA", _date(reference.date)),
        ("PB", reference.publisher),
        ("CY", reference.place),
        ("M1", reference.number),
        ("M3", GENRE_NAMES[reference.genre]),
        ("LA", reference.lang if reference.lang != "und" else ""),
        ("UR", reference.url),
        ("Y2", _date(reference.accessed)),
    ]
    lines = [f"{tag}  - {value}" for tag, value in tags if value]
    return LINE_END.join([*lines, "ER  - ", ""])


def _author(person: CitedName) -> str:
    return ", ".join(part for part in (person.family, person.given) if part) or person.whole


def _date(iso: str) -> str:
    """`2031/09/18/`: year, month, day, each empty when not known, and an empty remark."""
    if not iso:
        return ""
    parts = iso.split("-")
    return "/".join([*parts, *[""] * (3 - len(parts)), ""])

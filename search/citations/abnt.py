"""ABNT NBR 6023:2018, the Brazilian standard: a document on the web.

Plain text: the standard's bold for the title is left to who shows it. What is not known is left out rather than
written `[S. l.]`, `[s. n.]`.
"""

from __future__ import annotations

from search.citations.person import CitedName
from search.citations.reference import Reference
from search.languages import BY_TAG, every_word

_ARTICLES = frozenset(every_word("articles"))
_STANDARD = "pt"  # the language that the standard is written in


def abnt(reference: Reference) -> str:
    """`SOBRENOME, Nome. Título. Local: Editora, 18 set. 2031. N.º. Disponível em: URL. Acesso em: 2 out. 2031.`"""
    title = reference.title if reference.author else _entry_word(reference.title)
    issued = ": ".join(part for part in (reference.place, reference.publisher) if part)
    dated = ", ".join(part for part in (issued, _date(reference.date, reference.lang)) if part)
    sentences = [_author(reference.author) if reference.author else "", title, dated]
    if reference.number:
        sentences.append(f"N. {reference.number}")
    sentences.append(f"Disponível em: {reference.url}")
    if reference.accessed:
        sentences.append(f"Acesso em: {_date(reference.accessed, _STANDARD)}")
    return " ".join(_with_full_stop(sentence) for sentence in sentences if sentence)


def _author(person: CitedName) -> str:
    """`SILVA JÚNIOR, João da`; a body or an undivided name in capitals (Han has none)."""
    return f"{person.family.upper()}, {person.given}" if person.family else person.whole.upper()


def _entry_word(title: str) -> str:
    """A title that opens the reference: its first word in capitals, the word after an article too."""
    parts = title.split(" ")
    count = 2 if parts[0].lower() in _ARTICLES else 1
    return " ".join([part.upper() for part in parts[:count]] + parts[count:])


def _date(iso: str, lang: str) -> str:
    """`18 set. 2031`, `set. 2031`, `2031`."""
    year, *rest = iso.split("-")
    if not rest:
        return year
    # NBR 6023 writes the month in the publication's language, but lists no abbreviations for Chinese or Russian.
    own = BY_TAG.get(lang.partition("-")[0], BY_TAG[_STANDARD])
    month = (own.words("cited_months") or BY_TAG[_STANDARD].words("cited_months"))[int(rest[0]) - 1]
    return " ".join([*([str(int(rest[1]))] if len(rest) > 1 else []), month, year])


def _with_full_stop(sentence: str) -> str:
    return sentence if sentence.endswith((".", "?", "!", "。", "？", "！")) else f"{sentence}."

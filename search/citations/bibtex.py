"""BibTeX for biblatex with biber: an @online entry in UTF-8, letters of every script as they are.

Only the signs that TeX reads as commands are escaped. Plain BibTeX 8-bit styles would sort Han names wrongly; biber
does not, so Unicode stays Unicode.
"""

from __future__ import annotations

import re

from search.citations.person import CitedName
from search.citations.reference import GENRE_NAMES, Reference
from search.languages import LANGUAGES

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # BibTeX counts escaped braces too, so a lone one would never close
    "}": r"\textbraceright{}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
}
_ESCAPE = str.maketrans(_SPECIAL)
# In a URL, which biblatex reads verbatim, only signs that would end the field or the argument need another form.
_URL_ESCAPE = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"})
_LANGUAGES = {tag: name for language in LANGUAGES for tag, name in language.biblatex.items()}


def bibtex(reference: Reference) -> str:
    """One entry, fields without a value left out, ending with a newline."""
    fields = {
        "author": _author(reference.author) if reference.author else "",
        "title": f"{{{reference.title.translate(_ESCAPE)}}}",
        "titleaddon": GENRE_NAMES[reference.genre],
        "date": reference.date,
        "organization": reference.publisher.translate(_ESCAPE),
        "location": reference.place.translate(_ESCAPE),
        "number": reference.number.translate(_ESCAPE),
        "url": reference.url.translate(_URL_ESCAPE),
        "urldate": reference.accessed,
        "langid": _LANGUAGES.get(reference.lang, _LANGUAGES.get(reference.lang.partition("-")[0], "")),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@online{{{_key(reference.id)},", *lines, "}", ""])


def _author(person: CitedName) -> str:
    """`{Silva Júnior}, {João da}`: braces keep compound names together and `and`, commas out of biber's hands."""
    if person.whole:
        return f"{{{person.whole.translate(_ESCAPE)}}}"
    return f"{{{person.family.translate(_ESCAPE)}}}, {person.given.translate(_ESCAPE)}"


def _key(name: str) -> str:
    """A citation key: ASCII letters, digits, `-`, `.`, `:`."""
    return re.sub(r"[^A-Za-z0-9.:-]", "-", name.replace("#", ":"))

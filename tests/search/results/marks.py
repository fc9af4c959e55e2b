"""What is marked, as text: `[拉夫]罗夫` shows the marks of a passage."""

from search.archive import Archive
from search.model import Document
from search.request import Mark, Match, Result, SearchRequest
from tests.build import archive_of, statement
from tests.build import document as page


def bracketed(text: str, marks: tuple[Mark, ...]) -> str:
    """The text with brackets around its marks."""
    out, done = "", 0
    for mark in marks:
        out += f"{text[done : mark.start]}[{text[mark.start : mark.end]}]"
        done = mark.end
    return out + text[done:]


def hits(archive: Archive, query: str, match: Match = Match.ALL) -> tuple[Result, ...]:
    """The first page for a query."""
    return archive.search(SearchRequest(text=query, match=match, size=100)).items


def marked(query: str, text: str, lang: str = "zh-Hans", match: Match = Match.ALL) -> str:
    """The only passage of an archive, with its marks; empty when the query does not find it."""
    found = hits(archive_of(one(text, lang)), query, match)
    return bracketed(found[0].shown.text, found[0].shown.marks) if found else ""


def one(text: str, lang: str = "zh-Hans") -> Document:
    """A document of one paragraph and no title."""
    return page("d1", statement(text), lang=lang)

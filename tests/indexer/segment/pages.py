"""Pages of the tests, read and segmented."""

from indexer.readers.html import read_html
from indexer.readers.markdown import read_markdown
from indexer.readers.text import read_text
from indexer.segment.document import segment
from search.model import Document, Source

READERS = {"txt": read_text, "html": read_html, "md": read_markdown}


def page(text: str, form: str = "txt") -> Document:
    """The document of a page given as text in one of the formats txt, html, md."""
    (extract,) = READERS[form](text.encode()).items
    return segment(extract, Source(f"page.{form}"), f"page.{form}", "page")


def html(*paragraphs: str, title: str = "") -> Document:
    """The document of an HTML page with these paragraphs."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return page(f"<html><head><title>{title}</title></head><body>{body}</body></html>", "html")


def turns(document: Document) -> list[tuple[str, str, str]]:
    """(role, speaker's name, words) of every turn."""
    found = []
    for turn in document.turns:
        speaker = document.speaker(turn.speaker)
        words = "|".join(span.of(document.text) for span in turn.paragraphs)
        found.append((str(turn.role), speaker.name if speaker else "", words))
    return found


def roles(document: Document) -> str:
    """The first letters of the turns' roles: `sqaqa`."""
    return "".join(turn.role[0] for turn in document.turns)

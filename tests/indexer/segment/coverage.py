"""The law that nothing of a page is lost, as a check on a document."""

from itertools import pairwise

from indexer.segment.lines import plain
from search.model import Document, Span


def broken(document: Document) -> list[str]:
    """What breaks the law in a document: lines that nothing covers, passages that overlap, offsets out of range."""
    spans = [span for passage in document.passages for span in passage.spans]
    labels = [turn.label for turn in document.turns if turn.label]
    chrome = [chrome.span for chrome in document.chrome]
    covering = [*spans, *labels, *chrome, document.title]
    faults = [f"{span} is out of range" for span in covering if not 0 <= span.start <= span.end <= len(document.text)]
    faults += [f"passage {span} is empty" for span in spans if span.start == span.end]
    faults += [f"{one} and {other} overlap" for one, other in _neighbours(spans) if other.start < one.end]
    covered = bytearray(len(document.text) + 1)
    for span in covering:
        covered[span.start : span.end] = b"\1" * (span.end - span.start)
    start = 0
    for number, line in enumerate(document.text.split("\n"), start=1):
        shown = any(not sign.isspace() for sign in plain(line))
        if shown and not any(covered[start : start + len(line)]):
            faults.append(f"line {number} is lost: {line[:60]!r}")
        start += len(line) + 1
    return faults


def lost_words(document: Document) -> list[str]:
    """Runs of letters and digits that stand in no passage, label, title or furniture."""
    covered = bytearray(len(document.text) + 1)
    labels = [turn.label for turn in document.turns if turn.label]
    everything = [span for passage in document.passages for span in passage.spans]
    everything += [*labels, *(chrome.span for chrome in document.chrome), document.title]
    for span in everything:
        covered[span.start : span.end] = b"\1" * (span.end - span.start)
    lost = "".join(sign if not covered[at] and sign.isalnum() else " " for at, sign in enumerate(document.text))
    return lost.split()


def _neighbours(spans: list[Span]) -> list[tuple[Span, Span]]:
    ordered = sorted(spans)
    return list(pairwise(ordered))

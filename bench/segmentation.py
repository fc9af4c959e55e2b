"""How well turns are found: `python -m bench.segmentation [--pages KIND]`.

Compares the turns of every page under ../shared/data/transcripts with the gold of `bench.segmentation_gold` and
prints, for each kind, pages, gold turns, precision, recall, the share of right speakers, and text lost (code points).
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from bench.segmentation_gold import HEAD, KINDS, Gold, head_of, pages
from indexer.readers.registry import READERS
from indexer.segment.document import segment
from search.model import Document, Source
from search.names import same_person, speaker_key

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "transcripts"


@dataclass(slots=True)
class Score:
    """Counts over the pages of a kind."""

    pages: int = 0
    gold: int = 0
    found: int = 0
    right: int = 0
    named: int = 0
    named_right: int = 0
    chars: int = 0
    seconds: float = 0.0

    def __str__(self) -> str:
        precision = self.right / max(1, self.found)
        recall = self.right / max(1, self.gold)
        named = self.named_right / max(1, self.named)
        speed = self.chars / 1e6 / max(1e-9, self.seconds)
        return (
            f"{self.pages:5} pages {self.gold:6} turns   precision {precision:.3f}   recall {recall:.3f}   "
            f"speakers {named:.3f}   {speed:.1f} Mchar/s"
        )


def turns_of(document: Document) -> Gold:
    """The turns of a document that a label or a convention opens: all but unlabelled statements."""
    found: Gold = []
    for turn in document.turns:
        if turn.label is None and turn.role.value == "statement":
            continue
        words = turn.paragraphs[0].of(document.text) if turn.paragraphs else ""
        speaker = document.speaker(turn.speaker)
        found.append((head_of(words), speaker.name if speaker else ""))
    return [turn for turn in found if turn[0]]


def score_page(score: Score, gold: Gold, found: Gold) -> tuple[list[str], list[str]]:
    """Adds one page to the score; the heads that were missed and those that were invented."""
    missed: list[str] = []
    left: dict[str, list[str]] = defaultdict(list)
    for head, name in found:
        left[head].append(name)
    for head, name in gold:
        if not left[head]:
            missed.append(f"{name}|{head}")
            continue
        speaker = left[head].pop(0)
        score.right += 1
        if len(speaker_key(name)) > 2:
            score.named += 1
            score.named_right += _same(name, speaker)
            missed.extend([] if _same(name, speaker) else [f"{name}={speaker}"])
    invented = [head for head, names in left.items() for _ in names]
    score.gold += len(gold)
    score.found += len(found)
    return missed, invented


def _same(written: str, found: str) -> bool:
    """Whether the speaker found is the one written; a label that names nobody needs none."""
    equal = speaker_key(written) == speaker_key(found)
    return not found or equal or same_person(written, found) or same_person(found, written)


def main() -> None:
    """Prints a line for each kind; with `--pages KIND` every page with mistakes as well."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", metavar="KIND", default="", help="list the mistakes of this kind, page by page")
    arguments = parser.parse_args()
    print(f"turn heads of {HEAD} letters and digits; data: {DATA.name}")
    for kind in KINDS:
        score = Score()
        for path, gold in pages(DATA, kind):
            extract = READERS[path.suffix](path.read_bytes()).items[0]
            start = time.process_time()
            document = segment(extract, Source(path.name), path.name, path.stem)
            score.seconds += time.process_time() - start
            score.chars += len(document.text)
            score.pages += 1
            missed, invented = score_page(score, gold, turns_of(document))
            if arguments.pages == kind and (missed or invented):
                print(f"{path.name}: missed {missed}; invented {invented}")
        print(f"{kind:16} {score}")


if __name__ == "__main__":
    main()

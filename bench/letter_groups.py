"""Writes `search/analysis/tables/latin.txt`, by which texts in Latin letters are told apart.

`python -m bench.letter_groups FOLDER`, a folder into which these packages are unpacked:

- snowball-data 0+20210120-1 (Debian; BSD but for some languages): `usr/share/snowball/data/*/voc.txt`;
- wpolish 20220301-1 (Debian; one may choose Apache-2.0): `usr/share/dict/polish`;
- rust-stemmers 1.2.0 (crates.io; MIT): `rust-stemmers-1.2.0/test_data/voc_fr.txt`;
- lucene-analysis-common 9.12.3 (Maven Central; stop words BSD): `org/apache/lucene/analysis/snowball/*_stop.txt`;
- langdetect 1.0.9 (PyPI; Apache-2.0): `langdetect/profiles`.

Another column is a row of `COLUMNS`; it needs a vocabulary and a profile there.
"""

from __future__ import annotations

import json
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

# The languages of the archive first, then those that it may meet and does not know.
COLUMNS: Mapping[str, str] = {
    "pt": "portuguese", "en": "english", "es": "spanish", "fr": "french", "de": "german", "it": "italian",
    "nl": "dutch", "sv": "swedish", "no": "norwegian", "da": "danish", "fi": "finnish", "hu": "hungarian",
    "ro": "romanian", "pl": "polish", "tr": "turkish",
}  # fmt: skip
SNOWBALL = "usr/share/snowball/data/{name}/voc.txt"
# snowball-data has no Polish list, and its French one is CC BY-SA: the crate has the former one, under BSD.
VOCABULARIES = {"fr": "rust-stemmers-1.2.0/test_data/voc_fr.txt", "pl": "usr/share/dict/polish"}
STOP_WORDS = "org/apache/lucene/analysis/snowball/{name}_stop.txt"
PROFILES = "langdetect/profiles"
LONGEST = 4  # letters of a group, word edges included
FUNCTION_WORDS = 0.45  # of all words of a text, by tokens; best of .3 to .6 on sentences cut to 30 characters
PROFILE = 0.5  # share of the token counts of running text, beside the word lists; best of .3 to .85
FLOOR = 1e-6  # probability of a group that was never seen
LEAST = 1e-4  # probability below which a group tells too seldom; 2e-4 costs .01 of short Spanish sentences
SPREAD = 10  # tenths of nats by which a group must differ between languages
MOST = 93  # tenths of nats: one printable sign holds it
_LETTERS = re.compile(r"[a-zà-öø-ɏ]+")
_TARGET = Path("search/analysis/tables/latin.txt")
_HEAD = """\
# How much rarer each letter group (_ is a word's edge) is in a language than where it is commonest: one sign a
# language, ! for 0, each further one a tenth of a nat. Written by `python -m bench.letter_groups` from vocabularies and
# stop words of Snowball (BSD), the Polish words of sjp.pl and the profiles of langdetect (both Apache-2.0): see NOTICE.
# columns: {columns}
"""


def groups_of(word: str) -> Iterator[str]:
    """The groups of 1 to `LONGEST` signs of a word with its edges."""
    edged = f"_{word}_"
    for at in range(len(edged)):
        for size in range(1, min(LONGEST, len(edged) - at) + 1):
            yield edged[at : at + size]


def profile(path: Path) -> dict[str, float]:
    """Group of up to three signs -> its share of the running text that a langdetect profile counts."""
    counts: Counter[str] = Counter()
    for group, count in json.loads(path.read_text("utf-8"))["freq"].items():
        key = group.lower().replace(" ", "_")
        if re.fullmatch(r"_?[a-zà-öø-ɏ]+_?", key):
            counts[key] += count
    return _shares(counts)


def word_lists(vocabulary: Iterable[str], function_words: Iterable[str], text: Mapping[str, float]) -> dict[str, float]:
    """Group -> its share, where vocabulary words are alike common and function words as their rarest group of three
    signs is in running text, together `FUNCTION_WORDS` of it."""
    words = dict.fromkeys(filter(_LETTERS.fullmatch, vocabulary), 1.0)
    often = {word: _rarest(word, text) for word in filter(_LETTERS.fullmatch, function_words)}
    scale = FUNCTION_WORDS / (1 - FUNCTION_WORDS) * len(words) / sum(often.values()) if often else 0.0
    for word, share in often.items():
        words[word] = words.get(word, 0.0) + share * scale
    counts: defaultdict[str, float] = defaultdict(float)
    for word, count in words.items():
        for group in groups_of(word):
            counts[group] += count
    return _shares(counts)


def table(models: Sequence[Mapping[str, float]]) -> Iterator[str]:
    """The lines of the table, sorted; groups that are rare or alike everywhere left out."""
    for group in sorted(set().union(*models)):
        shares = [max(model.get(group, 0.0), FLOOR) for model in models]
        rarities = [min(MOST, round(10 * math.log(max(shares) / share))) for share in shares]
        if max(shares) >= LEAST and max(rarities) >= SPREAD:
            yield f"{group} {''.join(chr(ord('!') + rarity) for rarity in rarities)}"


def main() -> None:
    """Write the table."""
    folder = Path(sys.argv[1])
    models = []
    for tag, name in COLUMNS.items():
        text = profile(folder / PROFILES / tag)
        vocabulary = folder / VOCABULARIES.get(tag, SNOWBALL.format(name=name))
        words = word_lists(
            vocabulary.read_text("utf-8").lower().split(), _stop_words(folder / STOP_WORDS.format(name=name)), text
        )
        models.append(
            {
                group: words.get(group, 0.0)
                if len(group) == LONGEST
                else (1 - PROFILE) * words.get(group, 0.0) + PROFILE * text.get(group, 0.0)
                for group in words.keys() | text.keys()
            }
        )
    lines = [_HEAD.format(columns=" ".join(COLUMNS)), *(f"{line}\n" for line in table(models))]
    _TARGET.write_text("".join(lines), "utf-8")
    print(f"{_TARGET}: {len(lines) - 1} groups, {len(COLUMNS)} languages")


def _stop_words(path: Path) -> list[str]:
    """The words of a stop list, remarks behind | left out; none where there is no list (Polish, Romanian, Turkish)."""
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    return [word for line in lines for word in line.partition("|")[0].split()]


def _rarest(word: str, text: Mapping[str, float]) -> float:
    edged = f"_{word}_"
    return max(min(text.get(edged[at : at + 3], 0.0) for at in range(len(edged) - 2)), 1e-7)


def _shares(counts: Mapping[str, float]) -> dict[str, float]:
    """Counts as shares of all single signs."""
    total = sum(count for group, count in counts.items() if len(group) == 1)
    return {group: count / total for group, count in counts.items()}


if __name__ == "__main__":
    main()

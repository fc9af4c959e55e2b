"""A large archive of questions and answers for `bench.load`: `python -m bench.records PASSAGES FOLDER [--shared DIR]`.

Takes the bulk passages of the evaluation data (`shared/data/bulk` beside the checkout) and, beyond their number, halves
of two of a language joined. Writes them as records: documents of 3 to 21 turns in one language, a statement and then
questions and answers, with invented people, outlets and dates. The first document of every language has the same number
and date, the second another, and so on: most have a version to be shown beside them, as in a bilingual archive.
The same passages each time.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import count, islice
from pathlib import Path

from bench.speed.corpus import BULK

SHARED = Path(__file__).resolve().parents[2] / "shared"
SIZES = (3, 5, 7, 9, 11, 15, 21)  # turns of a document
PER_FILE = 500
TITLE = {"zh": 28}  # characters of a title; of other languages 60
GENRES = ("press_conference", "interview", "statement", "communique")
PEOPLE = {
    "zh": ("林若川", "沈映秋", "何砚青", "顾维舟", "宋知遥", "陆景行"),
    "pt": ("Helena Marcondes", "Rui Caldeira", "Inês Valadas", "Tomás Arruda", "Beatriz Falcão"),
    "ru": ("Вера Соколенко", "Глеб Тарханов"),
    "en": ("Clara Whitlock", "Owen Farris", "June Aldous"),
}
OUTLETS = {
    "zh": ("海潮通讯", "北岸日报", "云港电视台"),
    "pt": ("Rádio Maré Alta", "Jornal da Enseada", "TV Planalto Azul"),
    "ru": ("Вестник Залива",),
    "en": ("Harbour Wire",),
}

Record = dict[str, object]


def main() -> None:
    """Read, make, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("passages", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--shared", type=Path, default=SHARED, help="the evaluation data")
    given = parser.parse_args()
    chance = random.Random(5)
    texts = passages(given.shared, given.passages, chance)
    records = [record for lang in texts for record in records_of(lang, texts[lang], chance)]
    chance.shuffle(records)
    given.folder.mkdir(parents=True, exist_ok=True)
    for number, at in enumerate(range(0, len(records), PER_FILE)):
        lines = (json.dumps({"id": f"d{at + turn}", **one}) for turn, one in enumerate(records[at : at + PER_FILE]))
        (given.folder / f"part{number:03d}.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{sum(map(len, texts.values()))} passages in {len(records)} documents")


def passages(shared: Path, count: int, chance: random.Random) -> Mapping[str, list[str]]:
    """So many texts, by language."""
    texts: dict[str, list[str]] = defaultdict(list)
    with gzip.open(shared / BULK, "rt", encoding="utf-8") as lines:
        for line in islice(lines, count):
            read = json.loads(line)
            texts[read["lang"]].append(" ".join(read["text"].split()))
    given = {lang: list(some) for lang, some in texts.items()}
    langs = [lang for lang in given for _ in given[lang]]
    for _ in range(count - len(langs)):
        lang = chance.choice(langs)
        one, other = chance.choice(given[lang]), chance.choice(given[lang])
        texts[lang].append(one[: len(one) // 2] + other[len(other) // 2 :])
    return texts


def records_of(lang: str, texts: Sequence[str], chance: random.Random) -> Iterator[Record]:
    """Documents of one language."""
    base = next((base for base in PEOPLE if lang.startswith(base)), "en")
    chosen = iter(texts)
    for number in count():
        own = list(islice(chosen, chance.choice(SIZES)))
        if not own:
            return
        day = random.Random(number)
        speaker, outlets = chance.choice(PEOPLE[base]), OUTLETS[base]
        turns = [{"role": "statement", "speaker": speaker, "text": own[0]}]
        for at, text in enumerate(own[1:]):
            asks = at % 2 == 0
            name = chance.choice(outlets) if asks else speaker
            turns.append({"role": "question" if asks else "answer", "speaker": name, "text": text})
        yield {
            "title": own[0][: TITLE.get(base, 60)],
            "number": f"No. {number}",
            "date": f"{day.randint(2015, 2034)}-{day.randint(1, 12):02d}-{day.randint(1, 28):02d}",
            "source": chance.choice(outlets),
            "genre": chance.choice(GENRES),
            "turns": turns,
        }


if __name__ == "__main__":
    main()

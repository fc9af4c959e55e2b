"""Names across languages: of the sentences that name a CLDR country, in how many does another name of it that Wenda
searches stand in the professional translation?

`python -m bench.names [--misses N]` reads the NTREX pairs beside the checkout. A pair is one country in one sentence.
`forms` counts the inflections searched, `listed` only the names as shown to the user, as a substring.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
from babel import Locale

from search.analysis.analyze import Analyzer
from search.analysis.fold import fold, strip_accents
from search.glossary.cldr import LOCALES
from search.glossary.glossary import Glossary
from search.glossary.load import load_glossary
from search.glossary.tables import country_id
from search.query.expand import expand
from search.scripts import HAN

SETS = Path(__file__).resolve().parents[2] / "shared" / "data" / "relevance"
DIRECTIONS = (("pt", "zh", 0.95), ("en", "zh", 0.94), ("zh", "pt", 0.75), ("ru", "zh", 0.0))
_NO_COUNTRY = re.compile("[XZ][ABZ]|QO|EZ|EU|UN")


@dataclass(frozen=True, slots=True)
class Pair:
    """A country named in a sentence, and the sentence's translation; `forms`, `listed`: whether it is covered."""

    country: str
    source: str
    target: str
    found: bool
    forms: bool
    listed: bool


def read_pairs(source: str, target: str) -> Iterator[tuple[str, str]]:
    """(sentence, translation) of one direction."""
    folder = SETS / f"ntrex_x_{source}_to_{target}"
    with gzip.open(folder / "passages.jsonl.gz", "rt", encoding="utf-8") as lines:
        passages = {record["id"]: record["text"] for record in map(json.loads, lines)}
    with gzip.open(folder / "queries.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from ((record["text"], passages[record["gold"][0]]) for record in map(json.loads, lines))


def cldr_pattern(lang: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern of the CLDR names of one language, longest first, and the id of each; Russian in any ending."""
    ids: dict[str, str] = {}
    for locale in LOCALES[lang]:
        for code, name in Locale.parse(locale).territories.items():
            if len(str(code)) == 2 and not _NO_COUNTRY.fullmatch(str(code)):
                ids[str(name)] = country_id(str(code))
    names = "|".join(re.escape(name) for name in sorted(ids, key=len, reverse=True))
    if lang == "ru":
        ids = {name.rstrip("аяйьыи"): key for name, key in ids.items() if len(name) > 4}
        names = "|".join(re.escape(name) for name in sorted(ids, key=len, reverse=True))
        return re.compile(rf"\b({names})[аяйьыиеюуом]{{0,3}}\b"), ids
    return re.compile(names if lang == "zh" else rf"\b({names})\b"), ids


def measure(source: str, target: str, glossary: Glossary, analyzer: Analyzer) -> list[Pair]:
    """The pairs of one direction."""
    pattern, ids = cldr_pattern(source)
    pairs = []
    for sentence, translation in read_pairs(source, target):
        for match in pattern.finditer(sentence):
            country = ids[match[1] if pattern.groups else match[0]]
            entities = expand(sentence, glossary, cut=analyzer.words)
            meant = [each for each in entities if each.span.start < match.end() and match.start() < each.span.end]
            aliases = [alias for each in meant for alias in each.aliases if alias.lang == target]
            forms = any(stands(form, translation, alias.longer_names) for alias in aliases for form in alias.forms)
            listed = any(alias.text.lower() in translation.lower() for alias in aliases)
            pairs.append(Pair(country, sentence, translation, bool(meant), forms, listed))
    return pairs


def stands(name: str, text: str, apart: Sequence[str] = ()) -> bool:
    """Whether the folded name stands in the folded text outside of the longer names, as whole words where words have
    blanks."""
    key, line = fold(name).text, fold(text).text
    for longer in apart:
        line = (
            re.sub(re.escape(longer).replace(r"\ ", "."), "|", strip_accents(line))
            if strip_accents(key) in longer
            else line
        )
    if re.search(f"[{HAN}]", key):
        return key in line
    return re.search(rf"(?<!\w){re.escape(strip_accents(key))}(?!\w)", strip_accents(line)) is not None


@click.command()
@click.option("--misses", default=0, help="Print so many misses of each direction.")
def main(misses: int) -> None:
    """Print the coverage of every direction against its target."""
    glossary, analyzer = load_glossary(), Analyzer()
    click.echo("direction  pairs  found  forms  listed  target")
    for source, target, goal in DIRECTIONS:
        pairs = measure(source, target, glossary, analyzer)
        found, forms, listed = (
            sum(getattr(pair, key) for pair in pairs) / len(pairs) for key in ("found", "forms", "listed")
        )
        click.echo(f"{source} -> {target}   {len(pairs):5}  {found:.3f}  {forms:.3f}  {listed:.3f}   {goal or '-'}")
        for pair in [pair for pair in pairs if not pair.forms][:misses]:
            click.echo(f"  {pair.country}{'' if pair.found else ' NOT FOUND'}: {pair.source}\n      {pair.target}")


if __name__ == "__main__":
    main()

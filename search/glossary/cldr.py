"""Writes `tables/cldr.tsv`: names of territories and of cities that stand for time zones, from Babel's copy of CLDR.

`python -m search.glossary.cldr` after an update of Babel. The data are under the Unicode License v3; it fetches
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib import resources
from pathlib import Path

import babel
from babel import Locale

from search.analysis.fold import fold
from search.glossary.tables import capital_id, read_words
from search.languages import BY_TAG, LANGUAGES

LOCALES = {language.tag: language.locales for language in LANGUAGES if language.locales}
# Not places (pseudo locales, unknown, Eurozone), and the two that the table of organisations holds.
_TWO_LETTERS = re.compile("(?!XA|XB|ZZ|QO|EZ|EU|UN)[A-Z]{2}")
_ASIDE = re.compile(r"^(.+?) \((.+)\)$")
# Only countries whose second name stands in brackets; other brackets say whose territory it is.
_SECOND_NAME = {"CI", "MF", "MM", "SX"}
_UNLIKE_SPEECH = re.compile(r"[,，(（]| - ")


def territory_names(lang: str, code: str) -> tuple[str, ...]:
    """The names of a territory (two letters) in one language, as people write them; empty when CLDR has none."""
    names: list[str] = []
    for locale in LOCALES[lang]:
        name = Locale.parse(locale).territories.get(code, "")
        aside = _ASIDE.match(name) if code in _SECOND_NAME else None
        for one in aside.groups() if aside else (name,):
            if one and not _UNLIKE_SPEECH.search(one):
                names.extend((one, *_spelled_out(lang, one)))
    return _distinct(names)


def city_names(lang: str, zone: str) -> tuple[str, ...]:
    """The names of a time zone's city in one language; in English that of the zone's id where CLDR has none."""
    names = [Locale.parse(locale).time_zones.get(zone, {}).get("city", "") for locale in LOCALES[lang]]
    if lang == "en":
        names.append(zone.rpartition("/")[2].replace("_", " "))
    return _distinct(name for name in names if name and not _UNLIKE_SPEECH.search(name))


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    """The names of which none folds to one before it: a traditional name that only differs in script goes."""
    by_key: dict[str, str] = {}
    for name in names:
        by_key.setdefault(fold(name).text, name)
    return tuple(by_key.values())


def _spelled_out(lang: str, name: str) -> tuple[str, ...]:
    """The name with its abbreviated words in full, where it has any."""
    in_full = dict(pair.split("=") for pair in BY_TAG[lang].words("spelled_out"))
    full = " ".join(in_full.get(word, word) for word in name.split(" "))
    return () if full == name else (full,)


def rows() -> list[str]:
    """The lines of the table: id, then a column of names for each language, `|` between names."""
    codes = sorted(code for code in map(str, Locale.parse("en").territories) if _TWO_LETTERS.fullmatch(code))
    lines = ["\t".join((code, *("|".join(territory_names(lang, code)) for lang in LOCALES))) for code in codes]
    # Zones are also named after county towns and research stations: the hand-made tables say which cities matter.
    known = _known_cities()
    for zone in sorted(Locale.parse("ru").time_zones):
        key = next((known[name] for name in city_names("en", zone) if name in known), "")
        if key:
            lines.append("\t".join((key, *("|".join(city_names(lang, zone)) for lang in LOCALES))))
    return lines


def _known_cities() -> dict[str, str]:
    """English name -> id, of the capitals and cities in the hand-made tables."""
    known: dict[str, str] = {}
    capitals = ((capital_id(code), names) for code, names, _, _ in read_words("capitals"))
    cities = ((key, names) for key, names, _, _ in read_words("cities") if key.startswith("city/"))
    for key, names in (*capitals, *cities):
        known.update((name.lstrip("^%!"), key) for name in names.get("en", ()))
    return known


def main() -> None:
    """Write the table beside this module."""
    head = (
        f"# Unicode CLDR data by Babel {babel.__version__}, Unicode License v3 (LICENSE.unicode).\n"
        "# Written by `python -m search.glossary.cldr`; hand-made names stand in the other tables.\n"
        f"# id\t{chr(9).join(LOCALES)}\n"
    )
    path = Path(str(resources.files("search.glossary").joinpath("tables/cldr.tsv")))
    path.write_text(head + "\n".join(rows()) + "\n", "utf-8")


if __name__ == "__main__":
    main()

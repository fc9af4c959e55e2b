"""The other names of what a query text names, with their weights."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from search.analysis.fold import fold
from search.glossary.entry import LANGUAGES, GlossaryEntry
from search.glossary.find import Cut, Found, find
from search.glossary.glossary import Glossary, keys_of
from search.glossary.inflect import all_forms, shown_forms
from search.query.how import Alias, Entity

# A name as typed weighs 1.
SAME_LANGUAGE = 0.8
OTHER_LANGUAGE = 0.6
# presidente americano says less of the country than its name does: half a name's weight
ADJECTIVE = 0.5
# Names and adjectives of one language that are searched, preferred ones first: each is a phrase to look up.
MOST_NAMES = 6
MOST_ADJECTIVES = 5


def expand(
    text: str,
    glossary: Glossary,
    languages: Sequence[str] = LANGUAGES,
    noexp: Collection[str] = (),
    cut: Cut | None = None,
) -> tuple[Entity, ...]:
    """The entities that a text of plain words names, in order and never overlapping, with their other names.

    `languages` are the subtags in which the archive has passages, commonest first; other names are of no use to it.
    Entities whose id is in `noexp` are left out. `cut` is the archive's Han segmenter. A name of two entities (Congo)
    is one entity here, under the id of the first, with the names of both.
    """
    by_span: dict[tuple[int, int], list[Found]] = {}
    for found in find(text, glossary, cut):
        if found.entry.id not in noexp:
            by_span.setdefault((found.span.start, found.span.end), []).append(found)
    entities = []
    for group in by_span.values():
        aliases = _distinct(group[0].span.of(text), [alias for found in group for alias in _aliases(found, languages)])
        if aliases:
            entities.append(Entity(group[0].entry.id, group[0].span, aliases))
    return tuple(entities)


def _aliases(found: Found, languages: Sequence[str]) -> Iterator[Alias]:
    """The names of an entry by language, then its adjectives, each kind capped for each language."""
    for lang in languages:
        weight = SAME_LANGUAGE if lang in found.langs else OTHER_LANGUAGE
        for name in _names(found.entry, lang)[:MOST_NAMES]:
            yield Alias(name, lang, weight, all_forms(lang, name))
    for lang in languages:
        weight = (SAME_LANGUAGE if lang in found.langs else OTHER_LANGUAGE) * ADJECTIVE
        for word in _adjectives(found.entry, lang)[:MOST_ADJECTIVES]:
            yield from _shown(word, lang, weight)


def _shown(word: str, lang: str, weight: float) -> Iterator[Alias]:
    """An adjective's dictionary forms, each with the inflections that it begins; the others stand with the first."""
    shown = shown_forms(lang, word)
    left = list(all_forms(lang, word))
    own = {form: [each for each in left if each == form] for form in shown}
    for each in left:
        if each not in own:
            own[max((form for form in shown if each.startswith(form)), key=len, default=shown[0])].append(each)
    yield from (Alias(form, lang, weight, tuple(forms)) for form, forms in own.items())


def _names(entry: GlossaryEntry, lang: str) -> list[str]:
    """Full names with the abbreviations after the first, those that are the archive's own script before others."""
    names = list(entry.names.get(lang, ()))
    if lang == "zh":
        names.sort(key=lambda name: fold(name).text != name)
    listed = [*names[:1], *entry.abbr.get(lang, ()), *names[1:]]
    return [name for name in listed if name not in entry.unsearched]


def _adjectives(entry: GlossaryEntry, lang: str) -> list[str]:
    return [word for word in entry.adj.get(lang, ()) if word not in entry.unsearched]


def _distinct(typed: str, aliases: Sequence[Alias]) -> tuple[Alias, ...]:
    """The aliases by falling weight, without those that fold to what was typed or to one before."""
    ranked = sorted(aliases, key=lambda alias: -alias.weight)
    seen = set(keys_of([typed]))
    kept = []
    for alias, key in zip(ranked, keys_of([alias.text for alias in ranked]), strict=True):
        if key not in seen:
            seen.add(key)
            kept.append(alias)
    return tuple(kept)

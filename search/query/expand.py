"""The other names of what a query text names, with their weights."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from search.analysis.fold import fold
from search.glossary.entry import GlossaryEntry
from search.glossary.find import Cut, Mention, find
from search.glossary.glossary import Glossary, keys_of
from search.glossary.inflect import all_forms, shown_forms
from search.glossary.longer import longer_names
from search.languages import BY_TAG, TAGS
from search.query.context import Alias, Entity
from search.scripts import Script

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
    languages: Sequence[str] = TAGS,
    noexp: Collection[str] = (),
    cut: Cut | None = None,
) -> tuple[Entity, ...]:
    """The entities that a text of plain words names, in order and never overlapping, with their other names.

    `languages` are the subtags in which the archive has passages, commonest first; other names are of no use to it.
    Entities whose id is in `noexp` are left out. `cut` is the archive's Han segmenter. A name of two entities (Congo)
    is one entity here, under the id of the first, with the names of both.
    """
    by_span: dict[tuple[int, int], list[Mention]] = {}
    for found in find(text, glossary, cut):
        if found.entry.id not in noexp:
            by_span.setdefault((found.span.start, found.span.end), []).append(found)
    entities = []
    for group in by_span.values():
        aliases = _distinct(group[0].span.of(text), [alias for found in group for alias in _aliases(found, languages)])
        if aliases:
            typed = group[0].span.of(text)
            entities.append(Entity(group[0].entry.id, group[0].span, _with_exclusions(aliases, glossary), typed))
    return tuple(entities)


def _aliases(found: Mention, languages: Sequence[str]) -> Iterator[Alias]:
    """The names of an entry by language, then its adjectives, each kind capped for each language."""
    for factor, listed, most in ((1.0, _names, MOST_NAMES), (ADJECTIVE, _adjectives, MOST_ADJECTIVES)):
        for lang in languages:
            weight = factor * (SAME_LANGUAGE if lang in found.langs else OTHER_LANGUAGE)
            for word in listed(found.entry, lang)[:most]:
                yield from (Alias(form, lang, weight, forms) for form, forms in _inflected(lang, word))


def _with_exclusions(aliases: Sequence[Alias], glossary: Glossary) -> tuple[Alias, ...]:
    """The aliases, each with the longer names that mean something else."""
    return tuple(replace(alias, longer_names=_longer_names(alias.forms, glossary)) for alias in aliases)


@lru_cache(maxsize=4096)
def _longer_names(forms: tuple[str, ...], glossary: Glossary) -> tuple[str, ...]:
    longer = longer_names(glossary)
    return tuple(name for key in keys_of(forms) for name in longer.get(key, ()))


@lru_cache(maxsize=4096)
def _inflected(lang: str, word: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The forms to show, each with the inflections that continue it; the first also has all others."""
    shown = shown_forms(lang, word)
    forms: dict[str, list[str]] = {form: [form] for form in shown}
    for form in all_forms(lang, word):
        if form not in forms:
            forms[max((each for each in shown if form.startswith(each)), key=len, default=shown[0])].append(form)
    return tuple((form, tuple(own)) for form, own in forms.items())


def _names(entry: GlossaryEntry, lang: str) -> list[str]:
    """Full names with the abbreviations after the first, those that are the archive's own script before others."""
    names = list(entry.names.get(lang, ()))
    if BY_TAG[lang].script is Script.JOINED:
        names.sort(key=lambda name: fold(name).text != name)
    listed = [*names[:1], *entry.abbr.get(lang, ()), *names[1:]]
    return [name for name in listed if name not in entry.unsearched]


def _adjectives(entry: GlossaryEntry, lang: str) -> list[str]:
    return [word for word in entry.adj.get(lang, ()) if word not in entry.unsearched]


def _distinct(typed: str, aliases: Sequence[Alias]) -> tuple[Alias, ...]:
    """The aliases by falling weight, none that folds to what was typed or to one before; its forms go to that one."""
    by_key: dict[tuple[str, ...], Alias] = {}
    ranked = sorted(aliases, key=lambda alias: -alias.weight)
    own = keys_of([typed])[0]
    for alias, key in zip(ranked, keys_of([alias.text for alias in ranked]), strict=True):
        known = by_key.get(key)
        if known is not None:
            by_key[key] = replace(known, forms=tuple(dict.fromkeys((*known.forms, *alias.forms))))
        elif key != own:
            by_key[key] = alias
        elif len(alias.forms) > 1:
            # síria is the typed name again, but sírias is not
            by_key[key] = replace(alias, text=alias.forms[1], forms=alias.forms[1:])
    return tuple(by_key.values())

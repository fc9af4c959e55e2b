"""Longer names in which a name means something else: 印度 in 印度尼西亚, Guiné in Guiné-Bissau."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from search.glossary.entry import EntryType
from search.glossary.glossary import Glossary, Key, NameKind
from search.scripts import IS_HAN

# A body named after a place does name it (中国外交部, Fórum de Macau); another place does not.
_PLACES = frozenset({EntryType.COUNTRY, EntryType.TERRITORY, EntryType.CAPITAL, EntryType.CITY, EntryType.REGION})


@lru_cache(maxsize=8)
def longer_names(glossary: Glossary) -> Mapping[Key, tuple[str, ...]]:
    """Key of a name -> the folded shortest names of other things that hold it. Where the rest of the longer name is
    itself a name of the thing, as in 中国香港, the shorter one means what it says."""
    found: dict[Key, list[Key]] = {}
    for key in sorted((key for key in glossary.aliases if len(key) > 1), key=len):
        others = _others(key, glossary)
        for part in _parts(key) if others else ():
            known = glossary.aliases.get(part, ())
            means_it = {alias.entry.id for alias in known} & others or _is_qualified(key, part, others, glossary)
            held = found.get(part, [])
            if known and not means_it and not any(_holds(key, shorter) for shorter in held):
                found.setdefault(part, held).append(key)
    return {part: tuple(map(_text, keys)) for part, keys in found.items()}


def _others(key: Key, glossary: Glossary) -> set[str]:
    """The ids of the places that the key names; an id of no entry where the key is a word that is listed as no name."""
    aliases = glossary.aliases[key]
    blocked = {f"not {alias.entry.id}" for alias in aliases if alias.kind is NameKind.BLOCKED}
    places = {
        alias.entry.id
        for alias in aliases
        if alias.kind in (NameKind.NAME, NameKind.ABBR) and alias.entry.type in _PLACES
    }  # fmt: skip
    return blocked | places


def _parts(key: Key) -> Iterator[Key]:
    """The shorter stretches of a key."""
    for size in range(1, len(key)):
        yield from (key[at : at + size] for at in range(len(key) - size + 1))


def _is_qualified(key: Key, part: Key, others: Iterable[str], glossary: Glossary) -> bool:
    """Whether what stands before or behind the part names the same thing as the whole."""
    rest = key[len(part) :] if key[: len(part)] == part else key[: -len(part)]
    return any(alias.entry.id in others for alias in glossary.aliases.get(rest, ()))


def _holds(longer: Key, shorter: Key) -> bool:
    return shorter in _parts(longer)


def _text(key: Key) -> str:
    """A name of this key, as it may be searched."""
    return "".join(key) if IS_HAN.match(key[0]) else " ".join(key)

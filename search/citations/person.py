"""A speaker's name taken apart for a reference list, or left whole where taking it apart would be wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass

from search.languages import every_word
from search.names import name_words
from search.scripts import HAN, IS_HAN

_UNDIVIDED = re.compile(rf"[{HAN}\d/&()]")
_INITIALS = re.compile(r"(?:[^\W\d_]\.\s?-?)+")
_PINYIN = re.compile(
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iong|iang|uang|iao|ian|ing|ang|eng|ong|uai|uan|ai|ei|ao|ou|an|en|er|ia|ie|iu|in|ua|uo|ui|un|ue|üe|[aoeiuü])"
    r"['’-]?)+"
)
_PALLADIUS = re.compile(
    r"(?:(?:цз|чж|[бпмфдтнлгкхцсчшжрв])?"
    r"(?:юань|уань|юнь|янь|инь|ань|энь|унь|ень|уан|уай|яо|ян|ин|юй|юэ|юн|ай|ан|ао|оу|эй|эн|эр|уа|уй|уэ|уо|ун|ие|ию|"
    r"[аоэиуяеёюы])"
    r"ъ?-?)+"
)

_OF = frozenset({*every_word("of"), "from"})


@dataclass(frozen=True, slots=True)
class CitedName:
    """A name in a reference. Either `family` (and perhaps `given`) or `whole`: a name that is never inverted, such as
    a Han name, a single word, an office or an outlet."""

    family: str = ""
    given: str = ""
    whole: str = ""

    @property
    def initials(self) -> tuple[str, ...]:
        """The initials of the given names without full stops, hyphens kept (`J-P`); particles left out."""
        words = re.sub(r"\.(?=\w)", ". ", self.given).split()
        return tuple(
            "-".join(part[0].upper() for part in re.split(r"[-‐‑]", word) if part)
            for word in words
            if word.lower() not in {*every_word("trailing_particles"), *every_word("family_particles")}
        )

    @property
    def particles(self) -> str:
        """The particles that follow the given names: `da` of SILVA, João da."""
        return " ".join(word for word in self.given.split() if word in every_word("trailing_particles"))


def cited_name(name: str, outlet: str = "") -> CitedName:
    """The parts of a name as written. `outlet` is the speaker's outlet: a name equal to it is no person's."""
    name = _without_office(" ".join(name.split()))
    if "," in name and not _UNDIVIDED.search(name):
        family, _, given = (part.strip() for part in name.partition(","))
        return CitedName(family, given) if family and given else CitedName(whole=name)
    words = name.split()
    if len(words) < 2 or name == outlet or _is_undivided(name, words):
        return CitedName(whole=name)
    if _INITIALS.fullmatch(words[-1]) and not _INITIALS.fullmatch(words[0]):
        return _family_first(words)
    if _is_chinese(words):
        return CitedName(words[0], " ".join(words[1:]))
    return _family_last(words)


def _without_office(name: str) -> str:
    """The name less the office, title or bracket beside it (`Ministro Ana Marlo`, `韩致远发言人`): the shortest piece
    that names the same person. A name that is all office stays."""
    wanted = name_words(name)
    if not wanted:
        return name
    blank = "" if IS_HAN.search(name) else " "
    parts = list(name) if not blank else name.split(blank)
    first = max(at for at in range(len(parts)) if name_words(blank.join(parts[at:])) == wanted)
    last = min(at for at in range(first + 1, len(parts) + 1) if name_words(blank.join(parts[first:at])) == wanted)
    if first and parts[first - 1].lower() in _OF:
        return name
    return blank.join(parts[first:last]).strip()


def _is_undivided(name: str, words: list[str]) -> bool:
    """Whether the name is undivided by nature: Han, numbered, an office, an institution, somebody of an outlet."""
    if not name_words(words[0]) and words[1].lower() in _OF:
        return True
    if _UNDIVIDED.search(name) or not name_words(name):
        return True
    return any(word.lower().strip(".,«»“”\"'") in every_word("institutions") for word in words)


def _family_first(words: list[str]) -> CitedName:
    """`Лавров С. В.`: initials behind the family name."""
    start = next(at for at in range(len(words)) if all(_INITIALS.fullmatch(word) for word in words[at:]))
    return CitedName(" ".join(words[:start]), " ".join(words[start:]))


def _is_chinese(words: list[str]) -> bool:
    """Whether a name in Latin or Cyrillic letters is a Chinese one, family name first."""
    first, *rest = (word.lower() for word in words)
    return len(words) <= 3 and any(
        first in every_word(families) and all(syllables.fullmatch(word) for word in rest)
        for families, syllables in (("families", _PINYIN), ("chinese_families", _PALLADIUS))
    )


def _family_last(words: list[str]) -> CitedName:
    """The last word is the family name, with `Júnior`, `Filho`, `Neto` behind it and `van`, `de la` before it."""
    start = len(words) - 1
    if words[start].lower() in every_word("name_suffixes") and start >= 2:
        start -= 1
    before = start
    while before > 1 and words[before - 1].lower() in {
        *every_word("trailing_particles"),
        *every_word("family_particles"),
    }:
        before -= 1
    if any(word.lower() in every_word("family_particles") for word in words[before:start]):
        return CitedName(" ".join(words[before:]), " ".join(words[:before]))
    return CitedName(" ".join(words[start:]), " ".join(words[:start]))

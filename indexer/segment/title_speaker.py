"""The official whom a page's title names: `<office><name><verb>`, `Interview with <office> <name>`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.segment.labels import Label, LabelKind, looks_like_person
from indexer.segment.lexicon import any_of, lexicon, says
from search.names import name_words, names_office, roles_after, same_person, split_name
from search.scripts import HAN, IS_HAN, is_han

_HAN_TITLE_NAME = rf"(?P<name>[{HAN}]{{1,8}}(?:[•·‧・∙．][{HAN}]{{1,12}})+|[{HAN}]{{2,4}}?)"
_UNDATED = re.compile(r"^(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?|^[年月日]+")
_LATIN_NAME = re.compile(
    r"[A-ZÀ-ÞА-ЯЁ][\w-]+(?:\s+(?:d[aeo]s?|del|de la|von|van|e|of)\s+(?=[A-ZÀ-ÞА-ЯЁ])|\s+)[A-ZÀ-ÞА-ЯЁ][\w-]+"
    r"(?:(?:\s+(?:d[aeo]s?|del|de la|von|van|e)\s+|\s+)[A-ZÀ-ÞА-ЯЁ][\w-]+)*"
)
_POSSESSED = re.compile(rf"[’']s\s+(?:{any_of(lexicon().possessed)})")
# `Declarações e respostas à imprensa do …`: what belongs to the lead and not to the office.
_LEAD_ON = re.compile(rf"^\W*(?:{any_of(lexicon().conjunctions)})\s.{{0,40}}?(?:{any_of(lexicon().audience)})(?!\w)")
_CYRILLIC = re.compile(r"[а-яА-Я]")
_OFFICE_OF = re.compile(rf"\w\s+(?:{any_of(lexicon().of)})\s+$")
_GIVEN_BY = re.compile(rf"^.*?(?<!\w)(?:{any_of(lexicon().given_by)})(?!\w)\s*", re.IGNORECASE)
_JOINING = any_of((*lexicon().of, *lexicon().given_by, *lexicon().linking))
_LINKING = re.compile(rf"^\W*(?:(?:{_JOINING})(?!\w)\s*)+", re.IGNORECASE)
_FOLLOWED = any_of(lexicon().title_after)


@dataclass(frozen=True, slots=True)
class TitleSpeaker:
    """A person that the title names as speaker: name as written, and the office in front of it."""

    name: str
    role: str = ""


def title_speaker(title: str, labels: Sequence[Label], given: Sequence[str] = ()) -> TitleSpeaker | None:
    """The one official that a title names: a person labelled on the page, or the name between office and verb. Where
    the page's metadata name its speakers (`given`), nobody else."""
    named = _named_in(title, labels)
    if named and given and not any(same_person(named.name, one) or same_person(one, named.name) for one in given):
        return None
    return named


def _named_in(title: str, labels: Sequence[Label]) -> TitleSpeaker | None:
    names = list(dict.fromkeys(label.name for label in labels if label.kind is LabelKind.NAME))
    places = {name: at for name in names if name_words(name) and (at := _find_name(name, title)) is not None}
    for name, at in sorted(places.items(), key=lambda place: place[1]):
        if is_han(title[at:]):
            return TitleSpeaker(split_name(name).person, split_name(name).office or _office_before(title, at))
        whole = _latin_official(title)
        if whole is not None and same_person(name, whole.name):
            return whole
        return TitleSpeaker(split_name(name).person, split_name(name).office)
    return _han_official(title) or _latin_official(title)


def _find_name(name: str, title: str) -> int | None:
    """Where a title has a name, dots and case folded; None when it has not."""
    dots = r"[•·‧・∙．.\s-]*"
    if IS_HAN.search(name):
        wanted = dots.join(map(re.escape, re.sub(r"[•·‧・∙．.\s-]", "", name)))
        found = re.search(wanted, title)
        return found.start() if found else None
    words = name_words(name)
    if not words:
        return None
    return next(
        (match.start() for match in re.finditer(r"\w[\w’'-]+", title) if name_words(match[0]) == words[-1:]), None
    )


def _office_before(title: str, at: int) -> str:
    """The office in front of a name in a Han title: the last clause up to the name."""
    before = re.split(rf"[,，、;；:：。\s（(「《]|{_FOLLOWED}", title[:at])[-1]
    office = _UNDATED.sub("", before).strip()
    return office if office.endswith(roles_after()) else ""


def _han_official(title: str) -> TitleSpeaker | None:
    """The name behind an office in a Han title (`<office><name><verb>`)."""
    offices = "|".join(map(re.escape, roles_after()))
    verbs = "|".join(map(re.escape, sorted(lexicon().title_verbs, key=len, reverse=True)))
    pattern = re.compile(rf"(?P<office>[{HAN}]{{0,16}}?(?:{offices})){_HAN_TITLE_NAME}(?=(?:{verbs})|[,，:：\s]|\d|$)")
    for found in pattern.finditer(title):
        if looks_like_person(found["name"]) and not says(found["name"], lexicon().press):
            return TitleSpeaker(found["name"], _UNDATED.sub("", found["office"]))
    before = re.compile(rf"(?P<name>[{HAN}]{{2,4}}?)(?P<office>{offices})(?=(?:{verbs}))")
    named = before.match(title)
    if named and looks_like_person(named["name"]) and len(named["name"]) > 2:
        return TitleSpeaker(named["name"], named["office"])
    return None


def _latin_official(title: str) -> TitleSpeaker | None:
    """The first person behind a lead (`Interview with …`, `Discurso do Presidente …`) or in front of `’s remarks`."""
    if _CYRILLIC.search(title):
        return None  # a Russian title has the name in another case than the labels, which find it by themselves
    lead = re.search(rf"(?<!\w)(?:{'|'.join(map(re.escape, lexicon().title_lead))})(?!\w)", title, re.IGNORECASE)
    start = lead.end() if lead else 0
    for match in _LATIN_NAME.finditer(title, start):
        parts = split_name(match[0])
        follows = _POSSESSED.match(title, match.end())
        if _OFFICE_OF.search(title, start, match.start()) and re.match(r",\s*[A-ZÀ-Þ]", title[match.end() :]):
            continue  # `presidente da Autoridade do Cais, Rui Penalva`: the body, and then the person
        if (lead or follows) and len(parts.person.split()) >= 2 and not says(match[0], lexicon().bodies):
            before = _GIVEN_BY.sub("", _LINKING.sub("", _LEAD_ON.sub("", title[start : match.start()]))).strip(" ,:–—-")
            office = f"{before} {parts.office}".strip()
            return TitleSpeaker(parts.person, office if names_office(office) else "")
    return None

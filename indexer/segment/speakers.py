"""Who speaks: the labels of one page merged to persons, and the official whom only the title names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from indexer.readers.extract import Extract
from indexer.segment.labels import Label, LabelKind
from indexer.segment.lexicon import any_of, key_of, lexicon, says
from indexer.segment.title_speaker import TitleSpeaker
from indexer.segment.turn_draft import TurnDraft
from search.model import Role, Speaker, SpeakerSource
from search.names import (
    NameParts,
    merge_names,
    name_words,
    names_office,
    roles_after,
    same_person,
    speaker_key,
    split_name,
)
from search.scripts import IS_HAN

_QUOTES = ' 《》〈〉“”"«»「」『』'
_PAIRS = (("《", "》"), ("〈", "〉"), ("“", "”"), ("«", "»"), ("「", "」"), ("『", "』"))
_OF_THE_SPEECH = re.compile(rf"(?:{any_of(lexicon().of_the_speech)})(?!\w)", re.IGNORECASE)
_NUMBERED = re.compile(rf"\W*|(?:{any_of(lexicon().numbered)})\s*\w{{0,3}}")
# `Pergunta de quem assinou …`, `Pergunta de um leitor`: somebody asks and stays unnamed.
_UNNAMED = re.compile(
    rf"(?:{any_of(lexicon().numbered)})s?\s+(?:{any_of(lexicon().asked_by)})\s+(?:{any_of(lexicon().somebody)})(?!\w)"
)


def name_turns(
    drafts: Sequence[TurnDraft], extract: Extract, title: TitleSpeaker | None, interview: bool
) -> tuple[tuple[Speaker, ...], tuple[tuple[str, SpeakerSource], ...]]:
    """The speakers of a page, and for each draft its speaker id and how it is known.

    What stands before an interview is by the editors. Labels that only say answer, and statements without label, are
    the title's official where it names one.
    """
    named = [draft.label.name for draft in drafts if draft.label and _is_person(draft.label)]
    everyone = [*named, *([title.name] if title else []), *(speaker.name for speaker in extract.speakers)]
    fullest = {**merge_names(everyone), **_by_office(named, title)}
    speakers: dict[str, Speaker] = {}
    sources: list[tuple[str, SpeakerSource]] = []
    single, how = _answering(drafts, extract, fullest, title)
    own = title is not None and not interview and _speaks_first(drafts, title, extract.text)
    for at, draft in enumerate(drafts):
        speaker, source = _speaker_of(draft, at == 0 and own, fullest, title, (single, how))
        if speaker is not None:
            earlier = speakers.get(speaker.id)
            speakers[speaker.id] = _merged(earlier, speaker) if earlier else speaker
        sources.append((speaker.id if speaker else "", source))
    speakers.update(_who_mostly_ask(speakers, sources, drafts))
    for given in extract.speakers:
        speaker_id = speaker_key(fullest.get(given.name, given.name))
        speaker = speakers.get(speaker_id, Speaker(speaker_id, given.name, side="official"))
        speakers[speaker_id] = replace(speaker, role=speaker.role or given.role)
    return tuple(speakers.values()), tuple(sources)


def _by_office(names: Sequence[str], title: TitleSpeaker | None) -> Mapping[str, str]:
    """Labels that say no more than an office (`Presidente`) and are that of the title's official -> his name."""
    if title is None:
        return {}
    if IS_HAN.search(title.role):
        return {name: title.name for name in names if name in roles_after() and title.role.endswith(name)}
    office = set(key_of(title.role).split())
    return {name: title.name for name in names if not name_words(name) and set(key_of(name).split()) <= office}


def _who_mostly_ask(
    speakers: Mapping[str, Speaker], sources: Sequence[tuple[str, SpeakerSource]], drafts: Sequence[TurnDraft]
) -> Mapping[str, Speaker]:
    """The speakers who once answered, so that they count as officials, and more often asked: on no side for certain."""
    balance: Counter[str] = Counter()
    for (speaker, _), draft in zip(sources, drafts, strict=True):
        balance[speaker] += {Role.QUESTION: 1, Role.ANSWER: -1}.get(draft.role, 0)
    asking = [person for person in speakers.values() if person.side == "official" and balance[person.id] > 0]
    return {person.id: replace(person, side="") for person in asking}


def _speaker_of(
    draft: TurnDraft,
    first: bool,
    fullest: Mapping[str, str],
    title: TitleSpeaker | None,
    answering: tuple[TitleSpeaker | None, SpeakerSource],
) -> tuple[Speaker | None, SpeakerSource]:
    """The speaker of one turn. `first`: an unlabelled statement in front of everything, which is the official's own
    unless a label gives him the word later."""
    label = draft.label
    if label is not None and _is_person(label):
        return _labelled(draft, label, fullest, title), SpeakerSource.LABEL
    official = None
    if label is not None and label.kind in (LabelKind.ANSWER, LabelKind.STATEMENT, LabelKind.NAME):
        official, source = answering
    elif label is None and title is not None and not draft.heading and _is_his(draft, first):
        official, source = title, SpeakerSource.TITLE
    if official is None:
        return None, SpeakerSource.NONE
    key = speaker_key(fullest.get(official.name, official.name))
    return Speaker(key, official.name, official.role, side="official"), source


def _is_his(draft: TurnDraft, first: bool) -> bool:
    """Whether a turn without label is the title's official: an answer, or the `first` statement."""
    return draft.role is Role.ANSWER or (first and draft.role is Role.STATEMENT)


def _labelled(draft: TurnDraft, label: Label, fullest: Mapping[str, str], title: TitleSpeaker | None) -> Speaker:
    """The speaker that a label names. Of the press the outlet is kept apart, of others the office."""
    unnamed = label.kind is LabelKind.QUESTION and bool(label.note) and not split_name(label.name).person
    written = label.name if unnamed else fullest.get(label.name, label.name)
    parts, own = split_name(written), split_name(label.name)
    side = _side(draft)
    note = ", ".join(part for part in (parts.rest, label.note) if part)
    if side == "press":
        return _journalist(written, parts, note)
    if label.form == "chamber":
        note = _standing(note)
        if not parts.person and note:
            person = re.split(r"[.,;]", note)[0].strip()
            return Speaker(speaker_key(person), person, label.name, "", side)
    elif says(note, lexicon().remarks):
        note = ""
    office = next((name for name in (parts.office, own.office) if names_office(name) or IS_HAN.search(name)), "")
    if title and not office and same_person(title.name, parts.person):
        office = title.role
    return Speaker(speaker_key(written), parts.person or label.name, office or note, "", side)


def _standing(note: str) -> str:
    """What a note says of the speaker, without what it says of this one speech: `Para depor`, `Fora do microfone`."""
    parts = [part.strip() for part in re.split(r"\.(?:\s+|$)", note)]
    return ". ".join(part for part in parts if part and not _OF_THE_SPEECH.match(part))


def _journalist(written: str, parts: NameParts, note: str) -> Speaker:
    """A journalist or outlet: `《X报》记者苏禾`, `Jornalista Fulana (Rádio X)`, `Jornalista (Fulana, Rádio X)`."""
    outlet = note
    person = parts.person
    if not person and note:
        first, comma, rest = note.partition(",")
        person, outlet = first.strip(), rest.strip() if comma else first.strip()
    elif re.search(r"[记記]者$", parts.office) and person:
        before = re.sub(r"[记記]者$", "", parts.office).strip()
        outlet = outlet or before or person
    elif says(person, lexicon().outlets):
        outlet = outlet or person
    name = _unquoted(person or written)
    return Speaker(speaker_key(name), name, "", _unquoted(outlet), "press")


def _unquoted(name: str) -> str:
    """A name without the quotation marks around it; those around a part of it stay (`加拿大《环球邮报》`)."""
    bare = name.strip(_QUOTES)
    return bare if all(bare.count(one) == bare.count(other) for one, other in _PAIRS) else name.strip()


def _is_person(label: Label) -> bool:
    """Whether a label names somebody, rather than only saying what the turn is."""
    key = key_of(label.name)
    if label.kind in (LabelKind.ANSWER, LabelKind.VOICE):
        return False
    if key in lexicon().question or key in lexicon().answer or key in lexicon().statement or label.form == "letter":
        return False
    unnamed = key in lexicon().press or key in lexicon().media or bool(_UNNAMED.match(key))
    if label.kind is LabelKind.QUESTION and not label.note and unnamed:
        return False
    return not _NUMBERED.fullmatch(key)


def _side(draft: TurnDraft) -> str:
    """Which side of the table the speaker of a turn sits on, as the label says."""
    kind = draft.label.kind if draft.label else None
    asks = draft.role is Role.QUESTION and draft.label is not None
    if kind is LabelKind.QUESTION or (asks and draft.label and says(draft.label.name, lexicon().outlets)):
        return "press"
    if kind is LabelKind.MODERATOR or draft.role is Role.MODERATOR:
        return "moderator"
    return "official" if draft.role is Role.ANSWER else ""


def _speaks_first(drafts: Sequence[TurnDraft], title: TitleSpeaker, text: str) -> bool:
    """Whether what stands before the first label is said by the title's official: nobody else is given the word
    before a question, and the words do not speak of him by name."""
    labels = [draft.label for draft in drafts if draft.label]
    if labels and labels[0].kind in (LabelKind.NAME, LabelKind.STATEMENT, LabelKind.MODERATOR):
        return False
    last = re.split(r"[\s•·‧・∙．.]", title.name.strip())[-1]
    words = "\n".join(span.of(text) for span in drafts[0].paragraphs)
    office = title.role.split()[0] if title.role and not IS_HAN.search(title.role) else ""
    spoken_of = [last] + ([office] if labels and len(office) > 3 else [])
    return not any(
        re.search(re.escape(word) if IS_HAN.search(word) else rf"(?<!\w){re.escape(word)}(?!\w)", words, re.IGNORECASE)
        for word in spoken_of
    )


def _merged(earlier: Speaker, other: Speaker) -> Speaker:
    """One speaker of two mentions: what the first did not say, the second may."""
    return replace(
        earlier, role=earlier.role or other.role, outlet=earlier.outlet or other.outlet, side=earlier.side or other.side
    )


def _answering(
    drafts: Sequence[TurnDraft], extract: Extract, fullest: Mapping[str, str], title: TitleSpeaker | None
) -> tuple[TitleSpeaker | None, SpeakerSource]:
    """Who gives the answers that name nobody, and how that is known: the title's official, the one person whom the
    page's metadata name, the one who answers under a name elsewhere on the page."""
    if title is not None:
        return title, SpeakerSource.TITLE
    if len(extract.speakers) == 1:
        return TitleSpeaker(extract.speakers[0].name, extract.speakers[0].role), SpeakerSource.RECORD
    return _single_answerer(drafts, fullest), SpeakerSource.CARRIED


def _single_answerer(drafts: Sequence[TurnDraft], fullest: Mapping[str, str]) -> TitleSpeaker | None:
    """The one person that answers on this page under a name, if there is exactly one."""
    names = {
        fullest.get(draft.label.name, draft.label.name)
        for draft in drafts
        if draft.label
        and draft.label.kind is LabelKind.NAME
        and draft.role is not Role.QUESTION
        and _is_person(draft.label)
    }
    return TitleSpeaker(names.pop()) if len(names) == 1 else None

"""The role of each turn: question, answer, statement, moderation; from labels where they tell, else from who asks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from indexer.segment.labels import Label, LabelKind
from indexer.segment.lexicon import lexicon, says
from indexer.segment.turn_draft import TurnDraft
from search.model import Role
from search.names import merge_names, same_person

ASKS = 0.5  # share of a speaker's turns that end in a question from which all of them count as questions
ASKS_OF_TWO = 0.3  # the same where only two speak and the other asks less

# Three and more are a closing quote that was lost in another encoding.
HUB = 0.7  # turns of the one whom all others ask, for each turn of theirs

_QUESTION_END = re.compile(r"(?<![?？])[?？]{1,2}[\s)）\]】”\"'’»」』]*$")
_SENTENCE = re.compile(r"[^。！？.!?…]+[。！？.!?…]*")
_LAST_SENTENCES = 2  # a question may end in one sentence of thanks
_FIXED = {
    LabelKind.QUESTION: Role.QUESTION,
    LabelKind.ANSWER: Role.ANSWER,
    LabelKind.MODERATOR: Role.MODERATOR,
    LabelKind.STATEMENT: Role.STATEMENT,
}


def with_roles(
    drafts: Sequence[TurnDraft], text: str, officials: Sequence[str], leading: Sequence[str] = ()
) -> tuple[TurnDraft, ...]:
    """The drafts with their roles. `officials` are the names that the title or the format calls speakers, `leading`
    those whom the head names as moderators.

    A named speaker who mostly asks is an asker; another's turn after an open question answers it; a turn of neither
    kind is a statement and closes the exchange.
    """
    persons = merge_names([draft.label.name for draft in drafts if draft.label])
    cast = _cast(drafts, persons, text, officials, leading)
    found: list[TurnDraft] = []
    open_question, answered, asker, answerer = False, False, "", ""
    for draft in drafts:
        person = persons[draft.label.name] if draft.label else ""
        # Where no label says who is of the press, only the first to speak after a question surely answers it.
        answering = open_question and person != asker and (cast.labelled or not answered or person == answerer)
        role = _role(draft, person, cast, answering, answered, text)
        if role is Role.QUESTION:
            open_question, answered, asker = True, False, person
        elif role is Role.ANSWER:
            answered, answerer = True, person
        elif role is Role.STATEMENT and draft.label is not None and draft.label.kind is not LabelKind.VOICE:
            open_question = False
        found.append(replace(draft, role=role))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Cast:
    """Who does what on a page: those who ask, who answer and who moderate, by merged name; whether labels tell the
    press apart."""

    askers: frozenset[str]
    officials: frozenset[str]
    moderators: frozenset[str]
    labelled: bool


def _cast(
    drafts: Sequence[TurnDraft], persons: Mapping[str, str], text: str, officials: Sequence[str], leading: Sequence[str]
) -> _Cast:
    """The cast of a page."""
    labels = [draft.label for draft in drafts if draft.label]
    answerers = _answerers(drafts, persons)
    named = {
        person for person in persons.values()
        if any(same_person(person, name) or same_person(name, person) for name in officials)
    }  # fmt: skip
    moderators = {persons[label.name] for label in labels if _moderates(label)}
    moderators |= {person for person in persons.values() if any(same_person(person, name) for name in leading)}
    askers = _askers(drafts, persons, text) - answerers - named - moderators
    labelled = any(label.certain and label.kind is LabelKind.QUESTION for label in labels)
    return _Cast(frozenset(askers), frozenset(answerers | named), frozenset(moderators), labelled)


def _moderates(label: Label) -> bool:
    """Whether a label says that its speaker leads the meeting."""
    if label.kind is LabelKind.MODERATOR or says(label.note, lexicon().moderator):
        return True
    return label.form == "chamber" and bool(re.search(r"presidente", f"{label.name} {label.note}", re.IGNORECASE))


def asks(text: str) -> bool:
    """Whether words end in a question, or nearly."""
    sentences = [part for part in _SENTENCE.findall(text) if re.search(r"\w", part)]
    return any(_QUESTION_END.search(sentence.strip()) for sentence in sentences[-_LAST_SENTENCES:])


def _role(draft: TurnDraft, person: str, cast: _Cast, answering: bool, answered: bool, text: str) -> Role:
    """What one turn does. `answering`: a question of somebody else is open to this speaker."""
    label = draft.label
    if label is None:
        return draft.role
    if person in cast.moderators and label.kind in (LabelKind.NAME, LabelKind.MODERATOR):
        return Role.MODERATOR
    if label.kind in _FIXED:
        return _FIXED[label.kind]
    asking = asks(words_of(draft, text))
    if label.kind is LabelKind.VOICE:
        return Role.QUESTION if asking else Role.STATEMENT
    if person in cast.askers or (answered and asking and not cast.labelled and person not in cast.officials):
        return Role.QUESTION
    if answering:
        return Role.ANSWER
    return Role.QUESTION if asking and person not in cast.officials else Role.STATEMENT


def words_of(draft: TurnDraft, text: str) -> str:
    """What is said in a draft."""
    return "\n".join(span.of(text) for span in draft.paragraphs)


def _answerers(drafts: Sequence[TurnDraft], persons: Mapping[str, str]) -> frozenset[str]:
    """The named persons who mostly speak right after a turn that its label or its place calls a question."""
    after: dict[str, list[bool]] = defaultdict(list)
    for before, draft in zip((None, *drafts), drafts, strict=False):
        if draft.label and draft.label.kind is LabelKind.NAME:
            asked = before is not None and (
                before.label.kind is LabelKind.QUESTION if before.label else before.role is Role.QUESTION
            )
            after[persons[draft.label.name]].append(asked)
    return frozenset(person for person, turns in after.items() if 2 * sum(turns) > len(turns))


def _askers(drafts: Sequence[TurnDraft], persons: Mapping[str, str], text: str) -> set[str]:
    """The named persons who mostly ask; and all who speak with one who hardly asks and has the most turns, if they
    mostly ask among them."""
    asked: dict[str, list[bool]] = defaultdict(list)
    for draft in drafts:
        if draft.label and draft.label.kind is LabelKind.NAME:
            asked[persons[draft.label.name]].append(asks(words_of(draft, text)))
    shares = {person: sum(turns) / len(turns) for person, turns in asked.items()}
    found = {person for person, share in shares.items() if share >= ASKS and len(asked[person]) >= 2}
    if not found and len(shares) == 2:
        (low, high) = sorted(shares, key=lambda person: shares[person])
        found = {high} if shares[high] >= ASKS_OF_TWO and shares[low] < shares[high] else set()
    if len(found) == len(shares) and len(found) > 1:
        found.discard(min(found, key=lambda person: shares[person]))
    hub = max(asked, key=lambda person: len(asked[person]), default="")
    others = [ask for person, turns in asked.items() if person != hub for ask in turns]
    if others and len(asked[hub]) >= HUB * len(others) and shares[hub] < ASKS_OF_TWO and 2 * sum(others) >= len(others):
        found |= set(asked) - {hub}
    return found

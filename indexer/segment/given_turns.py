"""Turns that the format gives; nothing is guessed."""

from __future__ import annotations

from indexer.readers.extract import Extract
from indexer.segment.links import link_turns
from indexer.segment.remarks import remarks_in
from search.model import Role, Speaker, SpeakerSource, Turn
from search.names import speaker_key

_SIDES = {Role.QUESTION: "press", Role.ANSWER: "official", Role.MODERATOR: "moderator"}


def given_turns(extract: Extract) -> tuple[tuple[Turn, ...], tuple[Speaker, ...]]:
    """The given turns with ids `t1`..., linked, and their speakers in the order in which they first speak."""
    roles = {speaker_key(given.name): given.role for given in extract.speakers}
    speakers: dict[str, Speaker] = {}
    ids = [f"t{at}" for at in range(1, len(extract.turns) + 1)]
    links = link_turns([turn.role for turn in extract.turns], ids)
    turns: list[Turn] = []
    for turn, turn_id, replies in zip(extract.turns, ids, links, strict=True):
        key = speaker_key(turn.speaker) if turn.speaker else ""
        if key:
            speakers.setdefault(key, Speaker(key, turn.speaker, roles.get(key, ""), side=_SIDES.get(turn.role, "")))
        turns.append(
            Turn(
                id=turn_id,
                role=turn.role,
                paragraphs=turn.paragraphs,
                speaker=key,
                speaker_source=SpeakerSource.RECORD if key else SpeakerSource.NONE,
                remarks=remarks_in(turn.paragraphs, extract.text),
                replies_to=replies,
            )
        )
    for given in extract.speakers:
        speakers.setdefault(speaker_key(given.name), Speaker(speaker_key(given.name), given.name, given.role))
    return tuple(turns), tuple(speakers.values())

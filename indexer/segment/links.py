"""Questions and their answers: which turn replies to which."""

from __future__ import annotations

from collections.abc import Sequence

from search.model import Role


def link_turns(roles: Sequence[Role], ids: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """For each turn the ids of the turns it replies to; equal lengths.

    An answer replies to all questions since the last answer; a further answerer replies to the same ones;
    a moderator changes nothing; a new question after an answer opens a new exchange.
    """
    replies: list[tuple[str, ...]] = []
    open_questions: list[str] = []
    answered = False
    for role, turn_id in zip(roles, ids, strict=True):
        if role is Role.QUESTION:
            open_questions = [*([] if answered else open_questions), turn_id]
            answered = False
        replies.append(tuple(open_questions) if role is Role.ANSWER else ())
        answered = answered or role is Role.ANSWER
    return tuple(replies)

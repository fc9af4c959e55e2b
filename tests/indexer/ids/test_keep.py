"""Ids last: of documents by their key, of turns by their words."""

import re
from dataclasses import replace

import pytest

from indexer.ids.keep import document_id, keep_ids, ledger_entry
from search.model import Document, Role, Source
from tests.build import answer, document, question, statement

URL_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


@pytest.mark.parametrize("key", ["kf-2031-041", "p123", "A_b-9"])
def test_a_plain_key_is_its_own_id(key: str) -> None:
    assert document_id(key) == key


@pytest.mark.parametrize(
    "key", ["a/b c.txt", "记者会.html", "x.md", "..", "", "-x", "a#1", "a\nb", "ç" * 300, "x" * 65, "\udcff.txt", "a~1"]
)
def test_any_other_key_gives_a_url_safe_id(key: str) -> None:
    assert URL_SAFE.fullmatch(document_id(key))
    assert len(document_id(key)) <= 72
    assert document_id(key) == document_id(key)


def test_ids_stay_readable_and_apart() -> None:
    assert document_id("pescas/2031-09 opinião.txt").startswith("pescas-2031-09-opiniao-")
    keys = ["a/b.txt", "a-b.txt", "a b.txt", "a/b.html", "a/b.txt#1", "a/b.txt#2", "记者会", "记者會"]
    assert len({document_id(key) for key in keys}) == len(keys)


def kept(old: Document, new: Document) -> list[str]:
    return [turn.id for turn in keep_ids(ledger_entry(old), new).turns]


OLD = document(
    "doc",
    statement("O porto abre em março. Temos orgulho disso."),
    question("Quando será a festa? E quem convida?", "Jornal"),
    answer("A festa será em abril. O ministro convida.", "Ana Prado"),
    question("Sim?"),
    answer("Sim."),
)
TURNS = [
    statement("O porto abre em março. Temos orgulho disso."),
    question("Quando será a festa? E quem convida?", "Jornal"),
    answer("A festa será em abril. O ministro convida.", "Ana Prado"),
    question("Sim?"),
    answer("Sim."),
]


def test_the_same_page_keeps_its_ids() -> None:
    assert kept(OLD, document("doc", *TURNS)) == ["t1", "t2", "t3", "t4", "t5"]


def test_a_question_put_in_front_takes_a_new_number() -> None:
    more = [TURNS[0], question("Uma pergunta nova?"), answer("Uma resposta nova."), *TURNS[1:]]
    assert kept(OLD, document("doc", *more)) == ["t1", "t6", "t7", "t2", "t3", "t4", "t5"]


def test_a_corrected_word_changes_no_id() -> None:
    corrected = [*TURNS[:2], answer("A festa será em maio. O ministro convida."), *TURNS[3:]]
    assert kept(OLD, document("doc", *corrected)) == ["t1", "t2", "t3", "t4", "t5"]


def test_a_corrected_turn_beside_a_new_one_is_told_by_its_words() -> None:
    changed = [TURNS[0], question("Nova?"), question("Quando será a festa? E quem paga?"), *TURNS[2:]]
    assert kept(OLD, document("doc", *changed)) == ["t1", "t6", "t2", "t3", "t4", "t5"]


def test_a_number_is_never_given_twice() -> None:
    shorter = document("doc", *TURNS[:3])
    known = replace(ledger_entry(keep_ids(ledger_entry(OLD), shorter), ledger_entry(OLD)))
    assert known.next_turn == 6
    again = document("doc", *TURNS[:3], question("Outra?"))
    assert [turn.id for turn in keep_ids(known, again).turns] == ["t1", "t2", "t3", "t6"]


def test_passages_pairs_and_replies_follow_their_turns() -> None:
    more = document("doc", question("Uma pergunta nova?"), answer("Uma resposta nova."), *TURNS)
    result = keep_ids(ledger_entry(OLD), more)
    for turn in result.turns:
        assert all(result.turn(other) for other in turn.replies_to)
    for passage in result.passages:
        assert passage.id.split(".")[0].split("~")[0] == passage.turn
        assert all(result.turn(other) for other in passage.pairs)
    answered = next(turn for turn in result.turns if turn.id == "t3")
    assert (answered.role, answered.replies_to) == (Role.ANSWER, ("t2",))


def test_two_thousand_like_turns_are_aligned_in_time() -> None:
    old = document("doc", *(question(f"Pergunta {number % 7}?") for number in range(2000)))
    new = document("doc", question("Nova?"), *(question(f"Pergunta {number % 7}?") for number in range(2000)))
    assert kept(old, new)[-1] == "t2000"


def test_what_is_remembered_names_the_file() -> None:
    known = ledger_entry(replace(OLD, source=Source("a/b.txt", "abc")))
    assert (known.path, known.sha256, known.key, known.next_turn) == ("a/b.txt", "abc", OLD.key, 6)

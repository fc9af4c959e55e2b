"""Terms and their numbers: one each, whatever way a field is numbered in."""

import random

import pytest

from search.engines.whoosh.codec.term_ids import TermIds

SIGNS = ["问", "答", "記", "𠮷", "a", "é", "\0", "\ud83d", "\U0010ffff", "\x1f"]
SHORT = ["问答 问 答 问 问答会", "答", "会场 问答 会 会场 记者会 问"]
LONG = ["ministro respondeu ministro", "respondeu à imprensa", "à"]


def spelled(texts: list[str]) -> list[bytes]:
    """Every term of the texts, found again by its number."""
    numbering = TermIds()
    numbers = [number for text in texts for number in numbering.ids_of(text, len(text.split(" "))).tolist()]
    terms = numbering.terms()
    assert len(set(terms)) == len(terms), "a term has one number"
    assert set(numbers) == set(range(len(terms))), "no number is left out"
    return [terms[number] for number in numbers]


def written(texts: list[str]) -> list[bytes]:
    return [term.encode("utf-8", "surrogatepass") for text in texts for term in text.split(" ")]


@pytest.mark.parametrize("texts", [SHORT, LONG, SHORT + LONG, LONG + SHORT])
def test_a_number_names_its_term(texts: list[str]) -> None:
    assert spelled(texts) == written(texts)


def test_short_terms_of_any_sign_are_kept_apart() -> None:
    pairs = [one + other for one in SIGNS for other in ["", *SIGNS]]
    assert spelled([" ".join(pairs), " ".join(reversed(pairs))]) == written(
        [" ".join(pairs), " ".join(reversed(pairs))]
    )


def test_terms_that_come_in_many_goes() -> None:
    chance = random.Random(8)
    texts = [
        " ".join(
            "".join(chance.choices(SIGNS, k=chance.choice((1, 2, 2, 2, 2, 3)))) for _ in range(chance.randint(1, 40))
        )
        for _ in range(60)
    ]
    assert spelled(texts) == written(texts)

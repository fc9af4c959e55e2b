"""Copies of a text have one fingerprint, other texts another."""

from search.analysis.fingerprint import text_fingerprint

CARD = "Consulado do Porto Alto\nEndereço: Rua do Cais, 7\nTelefone: +99 312 61-09-05"


def test_white_space_punctuation_width_and_case_do_not_count() -> None:
    other = "CONSULADO do Porto Alto — Endereço Rua do Cais ７\u00a0Telefone (+99) 312 61 09 05"
    assert text_fingerprint(CARD) == text_fingerprint(other) != ""


def test_a_changed_digit_counts() -> None:
    assert text_fingerprint(CARD) != text_fingerprint(CARD.replace("05", "06"))


def test_traditional_and_simplified_copies_are_one() -> None:
    assert text_fingerprint("港務部長說新碼頭明年將會啟用") == text_fingerprint("港务部长说新码头明年将会启用")


def test_short_texts_are_no_copies() -> None:
    assert text_fingerprint("谢谢。") == text_fingerprint("Obrigado.") == ""

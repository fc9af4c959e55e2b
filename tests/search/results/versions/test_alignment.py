"""Two versions of a document, turn beside turn."""

from search.model import Document, Role
from search.outline import letters, outline_of
from search.results.versions.alignment import AlignmentRow, counterparts, rows_of, surprise
from tests.build import answer, document, question, statement

ZH = document(
    "zh",
    question("渡轮的夜航会延长吗？"),
    answer("会的。夜航延长到零点，票价不变，码头的灯整夜亮着。"),
    question("雾天怎么办？"),
    answer("敲钟。"),
)


def shape(rows: tuple[AlignmentRow, ...]) -> list[tuple[str, str]]:
    """The anchors of each row; a blank where a version has nothing."""
    return [(row.left.anchor if row.left else "", row.right.anchor if row.right else "") for row in rows]


def pt(*turns: object) -> Document:
    return document("pt", *turns, lang="pt")  # type: ignore[arg-type]  # the builder's turns


def test_the_same_roles_in_the_same_order_answer_to_one_another_whatever_their_lengths() -> None:
    other = pt(question("E a noite?"), answer("Sim."), question("E o nevoeiro, que é tanto?"), answer("O sino."))
    assert shape(rows_of(ZH, other)) == [("t1", "t1"), ("t2", "t2"), ("t3", "t3"), ("t4", "t4")]


def test_a_turn_that_one_version_lacks_stands_alone() -> None:
    other = pt(
        statement("Bom dia a todos."),
        question("A travessia noturna vai ser alargada?"),
        answer("Vai. O barco passa a andar até à meia-noite, o bilhete não muda, e as luzes do cais ficam acesas."),
        question("E nos dias de nevoeiro?"),
        answer("Toca o sino."),
    )
    assert shape(rows_of(ZH, other)) == [("", "t1"), ("t1", "t2"), ("t2", "t3"), ("t3", "t4"), ("t4", "t5")]


def test_lengths_tell_which_exchange_is_missing() -> None:
    other = pt(question("E nos dias de nevoeiro?"), answer("Toca o sino."))
    assert shape(rows_of(ZH, other)) == [("t1", ""), ("t2", ""), ("t3", "t1"), ("t4", "t2")]


def test_a_second_answer_by_the_same_person_is_not_taken_for_the_first() -> None:
    left = document(
        "zh", question("何时？", "苏禾"), answer("明天上午。", "沈若棠"), answer("补充一句：带伞。", "莫岚")
    )
    other = pt(question("Quando?", "Su He"), answer("Levem guarda-chuva, acrescento.", "莫岚"))
    assert shape(rows_of(left, other)) == [("t1", "t1"), ("t2", ""), ("t3", "t2")]


def test_unlike_roles_never_answer_to_one_another() -> None:
    rows = rows_of(document("zh", question("何时？")), pt(answer("Amanhã.")))
    assert [(row.role, row.left is None) for row in rows] == [(Role.QUESTION, False), (Role.ANSWER, True)]


def test_the_paragraphs_of_a_statement_are_aligned_by_length() -> None:
    left = document("zh", statement("各位好。\n灯塔署今天起开放第三码头，夜里由三盏灯照着。\n谢谢。"))
    other = pt(
        statement(
            "Bom dia a todos.\nA Direção dos Faróis abre hoje o terceiro cais.\n"
            "De noite, o cais é iluminado por três luzes.\nObrigado."
        )
    )
    rows = rows_of(left, other)
    assert shape(rows) == [("t1", "t1"), ("t1.2", "t1.2"), ("t1.3", "t1.4")]
    assert [len(row.right.paragraphs) for row in rows if row.right] == [1, 2, 1]


def test_a_paragraph_without_counterpart_stands_alone() -> None:
    left = document("zh", statement("灯塔署今天起开放第三码头，夜里由三盏灯照着，请大家注意安全。"))
    other = pt(
        statement(
            "A Direção dos Faróis abre hoje o terceiro cais, iluminado de noite por três luzes; tenham cuidado.\n"
            "O guia para os armadores, com os novos horários e as regras de acostagem, sai no mês de outubro, em "
            "português e em crioulo, e pode ser pedido na receção da Direção, na rua do Sino, todos os dias úteis."
        )
    )
    assert shape(rows_of(left, other)) == [("t1", "t1"), ("", "t1.2")]


def test_every_turn_stands_once() -> None:
    other = pt(answer("Não."), question("Quando?"), statement("Um.\nDois."), answer("Hoje."))
    rows = rows_of(ZH, other)
    assert {row.left.turn.id for row in rows if row.left} == {"t1", "t2", "t3", "t4"}
    assert [row.right.turn.id for row in rows if row.right] == ["t1", "t2", "t3", "t4"]


def test_the_counterparts_of_turns() -> None:
    other = pt(statement("Bom dia."), question("A travessia vai ser alargada?"), answer("Vai."))
    assert counterparts(outline_of(ZH), outline_of(other)) == ("t2", "", "", "t3")
    assert counterparts(outline_of(other), outline_of(ZH)) == ("", "t1", "t4")


def test_a_han_character_weighs_as_the_letters_it_stands_for() -> None:
    assert letters("灯塔") == letters("abcdefg") + 0.2
    assert surprise(100, 100) == 0
    assert surprise(100, 110) < surprise(100, 300)

"""One numbering of positions for all layers."""

from search.analysis.runs import cut_runs, split_runs
from search.scripts import Script


def places(text: str) -> list[tuple[str, int]]:
    return [(run.text, run.position) for run in cut_runs(text)]


def test_each_han_character_and_each_word_is_one_position() -> None:
    assert places("港口g20峰会") == [("港口", 0), ("g20", 2), ("峰会", 3)]


def test_white_space_adds_no_position() -> None:
    assert places("g20 峰会 paz") == [("g20", 0), ("峰会", 1), ("paz", 3)]


def test_punctuation_adds_one_however_many_signs() -> None:
    assert places("paz, pão ... sim") == [("paz", 0), ("pão", 2), ("sim", 4)]
    assert places("港口，码头") == [("港口", 0), ("码头", 3)]


def test_a_line_break_is_white_space_and_a_blank_line_a_break() -> None:
    assert places("o\nporto\n\no cais") == [("o", 0), ("porto", 1), ("o", 3), ("cais", 4)]


def test_hyphens_and_signs_inside_numbers_add_none() -> None:
    assert places("luso-chinês d'água 27/11/2031 3,5 61-09-05") == [
        ("luso", 0), ("chinês", 1), ("d", 2), ("água", 3), ("27", 4), ("11", 5), ("2031", 6), ("3", 7), ("5", 8),
        ("61", 9), ("09", 10), ("05", 11),
    ]  # fmt: skip


def test_a_dash_between_words_is_punctuation() -> None:
    assert places("porto – cais") == [("porto", 0), ("cais", 2)]


def test_scripts_are_told_apart() -> None:
    scripts = [run.script for run in cut_runs("港 porto порт 42 בית g20")]
    assert scripts == [Script.JOINED, Script.LATIN, Script.CYRILLIC, Script.NUMBER, Script.OTHER, Script.LATIN]


def test_texts_of_latin_letters_alone_are_cut_as_all_texts_are() -> None:
    signs = [*map(chr, range(0x100)), *"–—“”‘’…•€"]
    western = "".join(f"a{sign}1{sign}{sign}é " for sign in signs)
    runs, befores = split_runs(western)
    assert (runs, befores) == tuple(pieces[: len(runs)] for pieces in split_runs(f"{western}问"))

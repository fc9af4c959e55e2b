"""Folding makes one key of what people write in many ways, and knows where each character of it came from."""

import pytest

from search.analysis.fold import fold, fold_any, strip_accents


def key(text: str) -> str:
    return fold(text).text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("关系", "關係"),
        ("发展", "發展"),
        ("以后", "以後"),
        ("这里", "這裡"),
        ("这里", "這裏"),
        ("看着", "看著"),
        ("了解", "瞭解"),
        ("计划", "計畫"),
        ("答复", "答覆"),
        ("说明", "説明"),
        ("卫生", "衞生"),
        ("乾隆", "乾隆"),
        ("G20", "Ｇ２０"),
        ("海港部", "海 港 部"),
        ("海港部", "海　港\u00a0部"),
        ("海港\n部", "海港部"),
        ("joão", "joa\u0303o"),
        ("cooperação", "COOPERAÇÃO"),
        ("ação", "a\u00adção"),
        ("ação", "\ufeffa\u200bção"),
        ("ガ", "ｶﾞ"),
        ("ἀσ", "ἈΣ"),
    ],
)
def test_two_ways_to_write_one_thing_have_one_key(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize("dot", "•·‧∙・･⋅．﹒.")
def test_a_name_is_the_same_with_any_dot_and_without(dot: str) -> None:
    assert key(f"安娜{dot}索萨") == key("安娜索萨") == key(f"安娜 {dot} 索萨")


def test_dots_and_hyphens_beside_other_letters_stay() -> None:
    assert key("С.В. 3.5 a-b 1-2") == "с.в. 3.5 a-b 1-2"


def test_a_bullet_on_its_own_line_joins_nothing() -> None:
    assert key("港口\n• 码头") == "港口\n• 码头"


def test_a_blank_line_between_han_is_kept() -> None:
    assert key("港口\n\n码头") == "港口\n\n码头"


def test_an_enclosed_number_is_not_glued_to_the_number_after_it() -> None:
    assert key("①２０３１年") == " 1 2031年"
    assert key("nota²") == "nota 2 "


def test_a_chemical_formula_stays_one_word() -> None:
    assert key("CO₂") == "co2"


def test_punctuation_is_not_multiplied() -> None:
    assert key("好…") == "好…"


def test_folding_a_key_again_changes_nothing() -> None:
    for text in ("謝爾蓋・拉 夫", "Ⅳ №5 ½ ﬁm", "①②③", "İstanbul", "ｶﾞｷﾞ"):
        once = key(text)
        assert key(once) == once


def test_a_part_folds_like_the_same_part_of_a_longer_text() -> None:
    for text in ("際的瞭解與乾隆", "憑藉答覆計畫後面"):
        for start in range(len(text)):
            for end in range(start + 1, len(text) + 1):
                assert key(text[start:end]) == key(text)[start:end]


def test_a_span_of_the_key_is_the_slice_it_came_from() -> None:
    text = "訪：安娜•索 萨 e\u0301té ﬁm"
    folded = fold(text)
    at = folded.text.index("娜索萨")
    assert text[slice(*folded.span(at, at + 3))] == "娜•索 萨"
    at = folded.text.index("été")
    assert text[slice(*folded.span(at, at + 1))] == "e\u0301"
    at = folded.text.index("fim")
    assert text[slice(*folded.span(at, at + 3))] == "ﬁm"


def test_an_invisible_sign_belongs_to_no_span() -> None:
    text = "\ufeff港\u200b口\u200b"
    folded = fold(text)
    assert folded.span(0, 2) == (1, 4)


def test_plain_takes_accents_and_keeps_letters() -> None:
    assert strip_accents("ação") == "acao"
    assert strip_accents("ещё") == "еще"
    assert strip_accents("трамвай") == "трамвай"
    assert strip_accents("за\u0301мок") == "замок"
    assert strip_accents("straße") == "strasse"
    assert strip_accents("が") == "が"


def test_lone_surrogates_pass_through() -> None:
    assert key("a\ud800b") == "a\ud800b"


def test_western_signs_fold_alike_alone_and_among_all_others() -> None:
    signs = "".join(map(chr, range(0x20, 0x2100)))
    together = fold(signs + "港")
    for sign in signs:
        assert fold(sign) == fold_any(sign)
        assert fold(f"“{sign} é") == fold_any(f"“{sign} é")
    assert together == fold_any(signs + "港")

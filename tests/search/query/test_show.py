"""The query as understood reads as the query that was understood."""

import pytest

from search.query.parse import parse
from search.query.show import show
from tests.search.query.bare import bare


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("渔业部  配额", "渔业部  配额"),
        ("（a 或 b） -c", "(a OR b) -c"),
        ("问者：“李 明”", 'asker:"李 明"'),
        ("「a\"b」", "「a\"b」"),
        ("从:2031 至:2032-3", "from:2031 to:2032-03"),
        ("NOT (a b)", "-(a b)"),
        ("(a) (b)", "a AND b"),
        ("pesc＊", "pesc*"),
        ("a NEAR/2 b", "a NEAR/2 b"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_tree_is_shown_in_one_spelling(typed: str, shown: str) -> None:
    assert show(parse(typed).tree) == shown


@pytest.mark.parametrize(
    "typed",
    [
        '"a"OR b', '"a"-b', "---a", "-(--a)", 'a -"" b', "speaker:(a b)", "a ( OR ) b", '(a 12") OR b', "a - b",
        "speaker:\"a”b", "a*b*", "pós-guerr*", "a AND OR b", "-OR x", "from:2031 from:2032", "-(from:2031 to:2032)",
        "「a“b”c«d»", "a (b (c d) e)", "OR) a", "lang:葡文 kind:“答”", "NOT", "-a NEAR/2 b NEAR/3 c",
    ],
)  # fmt: skip
def test_what_is_shown_reads_the_same(typed: str) -> None:
    tree = parse(typed).tree
    assert bare(parse(show(tree)).tree) == bare(tree)

"""Random query texts: the parser never raises, what it shows reads the same, spans lie on the text."""

import random

from search.query.parse import parse
from search.query.show import show
from search.query.tree import And, Empty, Not, Or, Query
from tests.search.query.bare import bare

PIECES = (
    "OR", "AND", "NOT", "或", "OU", "NEAR/3", "NEAR/0", "(", ")", "（", "）", '"', "“", "”", "«", "»", "「", "」", "-", "－",
    "--", "*", "＊", ":", "：", "speaker:", "问者：", "from:", "to:", "from:2031", "to:2030-05", "lang:葡文", "foo:", "a", "b",
    "quota", "cooperação", "鱼", "渔业部", "配额", "12", "10:30", "+55", "(11)", "https://x.y/z", "рыба", "e\u0301",
    "\u200b", "\U0001f41f", "'", "?", "，", "。", "《", "|", "\\", "/", "12\"", "\x00", "\ud800",
)  # fmt: skip
ROUNDS = 6000


def texts(seed: int) -> list[str]:
    rng = random.Random(seed)
    found = []
    for _ in range(ROUNDS):
        glue = rng.choice((" ", " ", "", "　", "\n"))
        pieces = [rng.choice(PIECES) for _ in range(rng.randint(1, 14))]
        found.append("".join(piece + (glue if rng.random() < 0.7 else "") for piece in pieces))
    found += [
        "".join(
            chr(rng.choice((rng.randint(32, 126), rng.randint(0x2000, 0x9FFF), rng.randint(0, 0x1FFFF))))
            for _ in range(rng.randint(0, 60))
        )
        for _ in range(ROUNDS // 4)
    ]
    return found


def spans_hold(tree: Query, length: int) -> bool:
    match tree:
        case And(children) | Or(children):
            return all(spans_hold(child, length) for child in children)
        case Not(child):
            return spans_hold(child, length)
        case Empty():
            return True
    return 0 <= tree.span.start < tree.span.end <= length


def test_any_text_parses_and_what_is_shown_reads_the_same() -> None:
    for text in texts(seed=20310918):
        parsed = parse(text)
        shown = show(parsed.tree)
        again = parse(shown, 10_000)
        assert bare(again.tree) == bare(parsed.tree), (text, shown)
        assert spans_hold(parsed.tree, len(text)), ascii(text)


def test_a_repair_is_always_named() -> None:
    for text in texts(seed=7):
        parsed = parse(text)
        assert not parsed.repaired or parsed.notes, ascii(text)

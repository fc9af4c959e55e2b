"""Hostile query texts, from a seed: what a grammar of operators, scripts and broken input makes, and what broke others."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from search.query.field_names import FIELDS, FROM, TO

SEED = 20310918
PIECES = (
    "OR", "AND", "NOT", "或", "OU", "ИЛИ", "NEAR/3", "NEAR/0", "NEAR/99999", "(", ")", "（", "）", '"', "“", "”", "«", "»",
    "「", "」", "-", "－", "--", "*", "＊", "?", "~", "^2", "[a TO z]", "{a TO b}", "id:*", "*:*", ":", "：", "speaker:", "发言人:", "from:",
    "to:", "from:2031", "to:2030-05", "from:0000", "lang:zh", "number:", "foo:", "a", "b", "的", "quota", "quot*", "cooperação",
    "cooperac\u0327a\u0303o", "鱼", "渔业部", "配额", "舍利 -舍利弗", "12", "10:30", "+55", "(11)", "https://x.y/z", "рыба", "Ёлка",
    "\u200b", "\u202e", "\ufeff", "\u0301", "\U0001f41f", "𠮷", "'", "，", "。", "《", "|", "\\", "/", "&&", "||", "!", "<script>", "%00",
    "${x}", "{{7*7}}", "\x00", "\x1b[31m", "\t", "\n", "\r\n", "\ud800", "ﬁ", "Ｑ",
)  # fmt: skip
GIANTS = (
    "(" * 1000, "NOT " * 1000, "-" * 1000, '"' * 999, "“" + "渔" * 800 + "”", "渔业配额 " * 4000, "a OR " * 500, "a AND " * 500,
    "((((" * 50 + "a" + "))))" * 50, "*" * 500, "a* " * 200, "a NEAR/5 " * 100 + "b", "speaker:" * 200, "from:" * 200,
    "渔" * 20_000, "e" + "\u0301" * 5000, "\U0001f41f" * 3000, "的 " * 300, "1" * 5000, "-a " * 300, '"a" ' * 300, "\\" * 2000,
    "(a OR (b AND (c OR (d AND (e OR (f AND (g OR (h AND (i OR j)))))))))", "渔业 -" + "渔业部" * 80, "quota* cooperação* " * 60,
    "-" + '"a' * 2000, "的* " * 120, "о* OR " * 80 + "о*", "*?????*", "/(.*a){2000}/", "c* NEAR/999 d* " * 20, "\u200d" * 9000,
    "ا" * 10_000, "क्षि" * 3000, "１２３" * 3000, "lang:zh " * 400, "《" * 300 + "渔" + "》" * 300, "a-" * 5000, "a." * 5000,
    "：" * 2000, "from:2031 " * 300, "1-" * 4000, "x@y." * 3000, "http://" * 2000, '-"' + "渔业" * 120 + '"', "\u0301" * 4000,
)  # fmt: skip
_GLUE = (" ", " ", "", "　", "\n")
_WORDS = (
    "渔业", "渔业部", "配额", "舍利弗", "联合公报", "後", "鱼", "的", "a", "o", "de", "quota", "COOPERAÇÃO", "declarações",
    "рыба", "ёлка", "G20峰会", "C919", "press@example.org", "+55 11 5555-0101", "10:30", "2031年9月18日", "Ｇ２０", "d’água",
    "\u0645\u0631\u062d\u0628\u0627", "\u05e9\u05dc\u05d5\u05dd", "ไทย", "カタカナ", "é\u0323\u0301", "ﬀ", "①", "㎞", "½", "𠮷野家",
)  # fmt: skip
_MARKS = (("“", "”"), ('"', '"'), ("「", "」"), ("«", "»"), ("＂", "＂"), ("『", "』"))
_DATES = (
    "2031", "2031-13", "2031-02-30", "0000-00-00", "９９９９", "2031年13月", "-1", "31/12/2030", "12/31/2030", "ontem", "昨天",
    "2030-05-", "1e9", "2031-9-8", "18.09.2031", "１９９９年９月９日",
)  # fmt: skip
_NAMES = (*FIELDS, *FROM, *TO, "foo", "FIELD", "\u202efield")


def queries(seed: int = SEED) -> Iterator[str]:
    """Texts without end: first the giants, then sentences of the grammar, whole and broken, and now and then any
    characters."""
    yield from GIANTS
    rng = random.Random(seed)
    while True:
        yield rng.choices(_MAKERS, _SHARES)[0](rng)


def _jumble(rng: random.Random) -> str:
    """Pieces in any order."""
    glue = rng.choice(_GLUE)
    size = rng.randint(1, 14) if rng.random() < 0.95 else rng.randint(15, 400)
    return "".join(rng.choice(PIECES) + (glue if rng.random() < 0.7 else "") for _ in range(size))


def _sentence(rng: random.Random) -> str:
    """A query as the grammar has it, nested up to twelve deep."""
    return _clause(rng, rng.randint(0, 12))


def _broken(rng: random.Random) -> str:
    """A sentence with a few of its characters lost, doubled, exchanged, or put in."""
    text = _sentence(rng)
    for _ in range(rng.randint(1, 5)):
        at = rng.randint(0, len(text))
        put = rng.choice(("", text[at : at + 1] * 2, rng.choice(PIECES), _any_character(rng)))
        text = text[:at] + put + text[at + 1 :]
    return text


def _noise(rng: random.Random) -> str:
    return "".join(_any_character(rng) for _ in range(rng.randint(0, 300)))


_MAKERS: tuple[Callable[[random.Random], str], ...] = (_jumble, _sentence, _broken, _noise)
_SHARES = (5, 2, 2, 1)


def _clause(rng: random.Random, depth: int) -> str:
    if not depth:
        return _leaf(rng)
    inner = [_clause(rng, depth - 1), *(_leaf(rng) for _ in range(rng.randint(0, 2)))]
    rng.shuffle(inner)
    opening, closing = rng.choice(("()", "（）", "﹙﹚"))
    match rng.randint(0, 5):
        case 0:
            return rng.choice((" OR ", " 或 ", " OU ", "|", " ИЛИ ")).join(inner)
        case 1:
            return " AND ".join(inner)
        case 2:
            return f"{opening}{' '.join(inner)}{closing}"
        case 3:
            return f"-{opening}{inner[0]}{closing}"
        case 4:
            return f"NOT {inner[0]}"
        case _:
            return f" NEAR/{rng.choice((0, 1, 5, 50, 999, 123456))} ".join(inner)


def _leaf(rng: random.Random) -> str:
    word = rng.choice(_WORDS)
    opening, closing = rng.choice(_MARKS)
    match rng.randint(0, 6):
        case 0:
            return f"{opening}{' '.join(rng.choices(_WORDS, k=rng.randint(1, 5)))}{closing}"
        case 1:
            return f"{rng.choice('-－−')}{opening}{word}{closing}"
        case 2:
            return word[: rng.randint(1, 3)] + rng.choice("*＊﹡")
        case 3:
            return f"{rng.choice(_NAMES)}{rng.choice(':：')}{rng.choice((word, f'{opening}{word}{closing}', ''))}"
        case 4:
            return f"{rng.choice((*FROM, *TO))}{rng.choice(':：')}{rng.choice(_DATES)}"
        case _:
            return word


def _any_character(rng: random.Random) -> str:
    return chr(rng.choice((rng.randint(0, 126), rng.randint(0x2000, 0x9FFF), rng.randint(0, 0x10FFFF))))

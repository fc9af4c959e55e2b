"""Random text that is hard on analysis: every script, odd signs, combining marks, broken pieces. Seeded."""

from __future__ import annotations

import random
from collections.abc import Iterator

_ALPHABETS = (
    "港口码头海港部发言人计划关系的了在是",
    "發展關係瞭解計畫後著裡𠀀㐀々〇",
    "abcdeçãõéíóúÀÉABCß",
    "абвгдеёйАБВГ\u0301\u0306",
    "0123456789０１２３",
    " \u3000\u00a0\t",
    "\n\r\n",
    "•·‧∙・･⋅．﹒.",
    "，。：；？！、—…“”《》()[]{}-–'’_/@+%",
    "①②⑳½Ⅳ№℃㎏ﬁ²₂ªº㏠",
    "\u200b\ufeff\u00ad\u200e\u2060\ufe0f",
    "\u0301\u0303\u0327\u0308",
    "カガｶﾞひがㄅ한국\u1100\u1161",
    "😀𝔸\ud800é\u0000\u001f",
    "ІїґŁøİıΑΣς",
)


def random_texts(count: int, seed: int = 1) -> Iterator[str]:
    """So many texts of up to 60 signs: stretches of one alphabet, mixed."""
    chance = random.Random(seed)
    for _ in range(count):
        pieces = []
        for _ in range(chance.randint(1, 8)):
            alphabet = chance.choice(_ALPHABETS)
            pieces.extend(chance.choice(alphabet) for _ in range(chance.randint(1, 8)))
        yield "".join(pieces)

"""The segmenter and its fallback cut alike."""

import random
import tempfile
from pathlib import Path

from search.analysis import han_segmenter
from search.analysis.han_segmenter import segmenter

_SIGNS = "外交部发言人说明计划海港合作协议的了在是我们中国际关系一二三年月日着名复盖々〇㐀𠀀"


def test_rjieba_and_jieba_cut_alike() -> None:
    words = [*han_segmenter._folded_words().items(), ("青屿港", han_segmenter._USER_FREQUENCY)]
    fast, slow = han_segmenter._rjieba_cut(words), han_segmenter._jieba_cut(words)
    chance = random.Random(1)
    for _ in range(2000):
        text = "".join(chance.choices(_SIGNS + "青屿港", k=chance.randint(1, 20)))
        assert list(fast(text)) == list(slow(text)), text


def test_nothing_is_lost() -> None:
    cut = segmenter()
    chance = random.Random(2)
    for _ in range(500):
        text = "".join(chance.choices(_SIGNS, k=chance.randint(1, 30)))
        assert "".join(cut(text)) == text


def test_the_fallback_leaves_no_cache_in_the_shared_temporary_folder() -> None:
    cache = Path(tempfile.gettempdir()) / "jieba.cache"
    before = cache.stat().st_mtime_ns if cache.exists() else None
    han_segmenter._jieba_cut([])("海港")
    assert (cache.stat().st_mtime_ns if cache.exists() else None) == before

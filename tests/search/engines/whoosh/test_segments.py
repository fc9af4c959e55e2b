"""Which segments are kept apart, and which are written again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from search.engines.whoosh.engine import WhooshEngine
from search.engines.whoosh.reader.segment_reader import SegmentReader
from tests.contract.small import put


def grown(folder: Path, sizes: Sequence[int], dropped: Sequence[int] = ()) -> list[int]:
    """How many rows the segments have after runs that add so many documents each, and one that drops some."""
    engine = WhooshEngine(folder)
    base, added = None, 0
    for size in sizes:
        draft = engine.draft("analysis-1", base)
        for number in range(added, added + size):
            put(draft, f"d{number}", "x")
        added += size
        draft.seal()
        base = draft.publish().name
    if dropped:
        draft = engine.draft("analysis-1", base)
        for number in dropped:
            draft.drop(f"d{number}")
        draft.seal()
        draft.publish()
    segments: Sequence[SegmentReader] = engine.open()._reader.segments
    return sorted((segment.size for segment in segments), reverse=True)


@pytest.mark.parametrize(
    ("sizes", "left"),
    [
        ([40], [40]),
        ([40, 40], [80]),
        ([40, 10], [40, 10]),
        ([40, 11], [51]),
        ([80, 16, 4], [80, 16, 4]),
        ([80, 16, 1, 1], [80, 16, 2]),
        ([80, 16, 3, 2], [101]),
        ([80, 14, 3, 2], [80, 19]),
        ([1] * 30, [29, 1]),
    ],
)
def test_a_segment_stays_that_is_four_times_as_large_as_all_smaller_ones(
    sizes: list[int], left: list[int], tmp_path: Path
) -> None:
    assert grown(tmp_path, sizes) == left


def test_a_segment_more_than_half_deleted_is_written_again(tmp_path: Path) -> None:
    assert grown(tmp_path / "half", [40, 4], dropped=range(20)) == [40, 4]
    assert grown(tmp_path / "more", [40, 4], dropped=range(21)) == [19, 4]

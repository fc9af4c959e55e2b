"""Which segments are merged when a run is finished (Lucene: a tiered merge policy)."""

from __future__ import annotations

from typing import Any

from whoosh.reading import SegmentReader

MAX_SEGMENTS = 3  # each clause of a query costs some calls for every segment
# A segment is kept if it is this many times as large as all smaller ones together. If an archive grows in a thousand
# equal parts, each passage is then written 13 times; with 2 it is written 20 times, with 8 16 times.
KEEP_RATIO = 4


def merge_policy(writer: Any, segments: list[Any]) -> list[Any]:
    """Whoosh's hook (untyped): merges segments into the one being written; returns those that are kept, at most
    MAX_SEGMENTS - 1. A segment is kept if it is KEEP_RATIO times as large as all smaller ones together, and at most
    half deleted. So a full run leaves one segment, and a passage is written again only after the archive has grown by
    a part of its size."""
    by_size = sorted((one for one in segments if one.doc_count() > 0), key=lambda one: -one.doc_count())
    rest = writer.docnum + sum(one.doc_count() for one in by_size)
    kept: list[Any] = []
    for segment in by_size[: MAX_SEGMENTS - 1]:
        rest -= segment.doc_count()
        if segment.doc_count() < KEEP_RATIO * rest:
            break
        if segment.deleted_count() * 2 <= segment.doc_count_all():
            kept.append(segment)
    for segment in by_size:
        if segment not in kept:
            reader = SegmentReader(writer.storage, writer.schema, segment)
            writer.add_reader(reader)
            reader.close()
    return kept

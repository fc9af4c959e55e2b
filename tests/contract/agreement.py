"""What it means that two engines agree on a page."""

from __future__ import annotations

import pytest

from search.port.lookup import Page


def assert_same(page: Page, wanted: Page) -> None:
    """Same hits in the same order, scores to 1e-5, totals, groups and facets."""
    assert [hit.passage for hit in page.hits] == [hit.passage for hit in wanted.hits]
    assert [hit.document for hit in page.hits] == [hit.document for hit in wanted.hits]
    assert [hit.copies for hit in page.hits] == [hit.copies for hit in wanted.hits]
    assert [hit.score for hit in page.hits] == pytest.approx([hit.score for hit in wanted.hits], rel=1e-5, abs=1e-5)
    assert (page.total, page.groups) == (wanted.total, wanted.groups)
    assert page.facets == wanted.facets
    assert page.partial == wanted.partial

"""All documents by id, for site maps."""

from dataclasses import replace

from search.model import Source
from search.request import Twin
from tests.build import archive_of, document, statement

_DAY_NS = 86_400 * 10**9
PAGES = [
    document("b", statement("渔业账目。"), number="7", date="2031-01-02"),
    document("a", statement("As contas."), number="7", date="2031-01-02", lang="pt"),
    document("c", statement("另一件事。")),
]


def test_documents_come_by_id_in_slices() -> None:
    archive = archive_of(*PAGES)
    assert [row.id for row in archive.catalogue(0, 2)] == ["a", "b"]
    assert [row.id for row in archive.catalogue(2, 2)] == ["c"]
    assert list(archive.catalogue(3, 2)) == []


def test_a_document_is_listed_with_its_versions_and_the_day_of_its_file() -> None:
    changed = replace(PAGES[0], source=Source("b.txt", mtime_ns=3 * _DAY_NS))
    rows = {row.id: row for row in archive_of(changed, *PAGES[1:]).catalogue(0, 9)}
    assert rows["b"].twins == (Twin("pt", "a"),)
    assert (rows["b"].lang, rows["b"].changed) == ("zh-Hans", "1970-01-04")
    assert (rows["c"].twins, rows["c"].changed) == ((), "")

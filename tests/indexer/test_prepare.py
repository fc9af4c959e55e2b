"""From a file to documents: hostile files give a named failure, never a crash and never an empty document."""

from pathlib import Path

import pytest

from indexer.corpus import SourceFile
from indexer.ids.keep import document_id
from indexer.prepare import FileExtracts, Identity, Task, TaskResult, prepare, read_safely
from indexer.readers.registry import PAGES, RECORDS
from search.analysis.analyze import Analyzer
from search.serial import pack, unpack
from tests.indexer.runs import PAGE, TALK

ANALYZER = Analyzer()


def prepare_bytes(folder: Path, data: bytes, suffix: str = ".txt") -> TaskResult:
    path = folder / f"page{suffix}"
    path.write_bytes(data)
    file = SourceFile(path, path.name, suffix, len(data), 1)
    return prepare(Task(file, (Identity(path.name, document_id(path.name)),)), ANALYZER)


HOSTILE = {
    "nothing": b"",
    "blanks": b" \n\xc2\xa0\n",
    "nul": b"\x00" * 5000,
    "picture": bytes(range(256)) * 50,
    "one sign": b"?",
    "one label": "问:".encode(),
    "labels without end": "问:答:".encode() * 20_000,
    "colons": b":" * 100_000,
    "newlines": b"\n" * 200_000 + b"x",
    "no line break": "港口".encode() * 20_000,
    "no blank": b"a" * 100_000,
    "brackets": b"[" * 50_000,
    "combining": ("a" + "\u0301" * 50_000).encode(),
    "controls": b"a\x01b\x7fc" + PAGE.encode(),
    "right to left": "\u202eabc\u202c مرحبا\n".encode() * 50,
    "surrogate": "a\ud800b".encode("utf-8", "surrogatepass") + PAGE.encode(),
    "carriage returns": TALK.replace("\n", "\r").encode(),
    "windows lines": TALK.replace("\n", "\r\n").encode(),
    "separators": TALK.replace("\n", "\u2028").encode(),
    "form feeds": TALK.replace("\n\n", "\x0c").encode(),
    "cut": TALK.encode()[:-2],
}


@pytest.mark.parametrize("suffix", sorted(PAGES))
@pytest.mark.parametrize("name", HOSTILE)
def test_no_bytes_of_a_page_crash_a_worker(tmp_path: Path, name: str, suffix: str) -> None:
    done = prepare_bytes(tmp_path, HOSTILE[name], suffix)
    assert all("fault in Wenda" not in failure.mend for failure in done.failures), done.failures
    for failure in done.failures:
        assert failure.name == f"page{suffix}"
        assert failure.reason
        assert failure.mend
    for ready in done.documents:
        assert unpack(pack(ready.document)) == ready.document


@pytest.mark.parametrize("suffix", sorted(RECORDS))
@pytest.mark.parametrize("name", HOSTILE)
def test_no_bytes_of_a_record_file_crash_the_run(tmp_path: Path, name: str, suffix: str) -> None:
    path = tmp_path / f"page{suffix}"
    path.write_bytes(HOSTILE[name])
    read = read_safely(SourceFile(path, path.name, suffix, len(HOSTILE[name]), 1))
    if isinstance(read, FileExtracts):
        assert read.extracts.failures
        assert not read.extracts.items
    else:
        assert "fault in Wenda" not in read.mend


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
def test_what_was_prepared_covers_every_line(tmp_path: Path, suffix: str) -> None:
    document = prepare_bytes(tmp_path, TALK.encode(), suffix).documents[0].document
    covered = bytearray(len(document.text))
    spans = [document.title, *(part.span for part in document.chrome)]
    spans += [turn.label for turn in document.turns if turn.label]
    spans += [span for passage in document.passages for span in passage.spans]
    for span in spans:
        covered[span.start : span.end] = b"\x01" * (span.end - span.start)
    missed = "".join(sign for sign, seen in zip(document.text, covered, strict=True) if not seen)
    assert missed.strip() == ""


def test_the_source_names_bytes_and_encoding(tmp_path: Path) -> None:
    source = prepare_bytes(tmp_path, TALK.encode("gb18030")).documents[0].document.source
    assert (source.path, source.encoding, source.size) == ("page.txt", "gb18030", len(TALK.encode("gb18030")))
    assert len(source.sha256) == 64


def test_a_file_that_vanished_is_a_failure(tmp_path: Path) -> None:
    file = SourceFile(tmp_path / "x.txt", "x.txt", ".txt", 1, 1)
    failure = prepare(Task(file, (Identity("x.txt", "x"),)), ANALYZER).failures[0]
    assert (failure.name, "nothing behind this name" in failure.reason) == ("x.txt", True)


def test_a_fault_of_our_own_is_named_and_asked_to_be_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise IndexError("list index out of range")

    monkeypatch.setattr("indexer.prepare.segment", broken)
    failure = prepare_bytes(tmp_path, PAGE.encode()).failures[0]
    assert "IndexError" in failure.reason
    assert "report" in failure.mend

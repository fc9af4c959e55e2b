"""What a person and a program are told of a run."""

import json

from indexer.failure import Failure
from indexer.report import Report, as_json, printable, show

REPORT = Report(
    files={"new": 3, "same": 0},
    skipped={"hidden": 2},
    generation="g1",
    documents=3,
    passages=7,
    kinds={"answer": 4, "question": 3},
    langs={"pt": 7},
    failures=(Failure("a.txt", "the file is empty", "remove it"), Failure("b.txt", "the file is empty", "remove it")),
    seconds=1.25,
)


def test_everything_that_counts_is_told_once() -> None:
    assert show(REPORT).split("\n") == [
        "published generation g1 in 1.2 s, 2 failed",
        "files: 3 new",
        "skipped: 2 hidden",
        "index: 3 documents, 7 passages",
        "  kinds: 4 answer, 3 question",
        "  languages: 7 pt",
        "FAILED 2 files: the file is empty",
        "  a.txt",
        "  b.txt",
        "       remove it",
    ]


def test_the_json_is_plain_data() -> None:
    data = json.loads(json.dumps(as_json(REPORT)))
    assert data["failures"][0] == {"name": "a.txt", "reason": "the file is empty", "mend": "remove it"}
    assert (data["exit_code"], data["generation"]) == (1, "g1")


def test_a_name_stays_on_its_line() -> None:
    assert printable("a\nb\x1b[31m 记者会.txt") == "a\\nb\\x1b[31m 记者会.txt"

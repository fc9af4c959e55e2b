"""Complaints about the service: writers and readers in one another's way, damage, deep pages, files left behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from search.archive import Archive, open_archive
from search.config import SearchConfig
from search.engines.whoosh.engine import WhooshEngine
from search.entries import entries_of
from search.errors import WendaError
from search.exits import exit_code
from search.request import SearchRequest
from tests.architecture.modules import ROOT
from tests.build import ANALYZER, archive_of, document, publish, statement
from tests.web.page import get
from web.app import create_app
from web.config import WebConfig
from wenda import cli

PAGE = "灯塔署例行记者会\n2031-09-18\n\n问：渡轮夜航会延长吗？\n\n答：会的，延长到零点。\n"
PUBLISHED = 12  # generations one after the other


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "a.txt").write_text(PAGE, encoding="utf-8")
    return folder


def run(*arguments: str) -> tuple[int, str]:
    """Exit code and output, as the script ends."""
    done = CliRunner().invoke(cli, list(arguments))
    if isinstance(done.exception, WendaError):
        return exit_code(done.exception), f"{done.exception.problem}: {done.exception.mend}"
    return done.exit_code, done.output


def site(index: Path) -> FlaskClient:
    return create_app(open_archive(SearchConfig(index=str(index))), WebConfig()).test_client()


@pytest.mark.parametrize(("page", "status"), [("-1", 400), ("0", 400), ("abc", 400), ("999999", 400), ("7", 200)])
def test_22_a_page_beyond_the_last_is_an_answer_not_an_error(page: str, status: int) -> None:
    client = create_app(archive_of(document("d", statement("配额不变。"))), WebConfig()).test_client()
    for path in ("/search", "/api/v1/search"):
        answer = client.get(f"{path}?q=配额&page={page}")
        assert answer.status_code == status, path
        assert status == 200 or "page" in answer.text


def test_22_an_export_has_no_ten_thousandth_hit_at_which_it_ends() -> None:
    pages = (document(f"d{i}", statement("\n".join(f"配额{i}之{j}" for j in range(100)))) for i in range(101))
    client = create_app(archive_of(*pages), WebConfig()).test_client()
    lines = client.get("/api/v1/export?q=配额&format=jsonl").text.splitlines()
    passages = sum(len(json.loads(line).get("turns", [{}])[0].get("text", "").split("\n")) for line in lines)
    assert passages >= 10_100


def test_23_a_second_run_says_that_the_first_is_at_work_and_searches_go_on(source: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    assert run("reindex", "--source", str(source), "--index", str(index), "--jobs", "1")[0] == 0
    draft = WhooshEngine(index, ANALYZER.fingerprint).draft(ANALYZER.fingerprint)
    (source / "b.txt").write_text(PAGE + "。", encoding="utf-8")
    code, said = run("reindex", "--source", str(source), "--index", str(index), "--jobs", "1")
    assert code == 75
    assert "another run" in said
    assert site(index).get("/search?q=夜航").status_code == 200
    draft.abandon()
    assert run("reindex", "--source", str(source), "--index", str(index), "--jobs", "1")[0] == 0


def test_24_readers_lose_no_file_while_generations_are_published_and_pruned(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path / "index", ANALYZER.fingerprint)
    publish(engine, document("d", statement("配额不变。")))  # type: ignore[arg-type]  # any engine will do
    archive = Archive(
        WhooshEngine(tmp_path / "index", ANALYZER.fingerprint), ANALYZER, SearchConfig(deadline_ms=60_000)
    )
    wrong: list[object] = []
    asked = 0
    over = threading.Event()

    def ask() -> None:
        nonlocal asked
        while not over.is_set():
            try:
                total = archive.search(SearchRequest("配额")).total
                if total not in (1, 2):
                    wrong.append(total)
            except Exception as error:  # whatever it is, it would have been a 500
                wrong.append(error)
            asked += 1

    readers = [threading.Thread(target=ask) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in range(PUBLISHED):
        more = [document("e", statement("配额照旧。"))] if number % 2 else []
        publish(engine, document("d", statement("配额不变。")), *more)  # type: ignore[arg-type]  # any engine will do
        engine.prune(1)
        enough = asked + len(readers)  # every generation is read from before the next one comes
        while asked < enough and any(reader.is_alive() for reader in readers):
            time.sleep(0.001)
    over.set()
    for reader in readers:
        reader.join()
    archive.close()
    assert wrong == []
    assert asked >= PUBLISHED * len(readers)


@pytest.mark.parametrize("damage", ["cut", "changed", "gone"])
def test_25_a_damaged_index_is_unready_never_an_empty_answer_and_nothing_is_deleted(
    tmp_path: Path, damage: str
) -> None:
    publish(WhooshEngine(tmp_path, ANALYZER.fingerprint), document("d", statement("配额不变。")))  # type: ignore[arg-type]
    files = sorted(path for path in (tmp_path / "generations").rglob("*") if path.is_file() and path.stat().st_size)
    assert len(files) > 4
    for path in files:
        whole = path.read_bytes()
        match damage:
            case "cut":
                path.write_bytes(whole[:-1])
            case "changed":
                path.write_bytes(
                    whole[: len(whole) // 2] + bytes([whole[len(whole) // 2] ^ 1]) + whole[len(whole) // 2 + 1 :]
                )
            case _:
                path.unlink()
        client = site(tmp_path)
        for address in ("/search?q=配额", "/api/v1/search?q=配额", "/healthz/ready"):
            answer = client.get(address)
            assert answer.status_code == 503, (path.name, address)
        assert "reindex" in client.get("/search?q=配额").text
        assert [each for each in files if each != path and not each.exists()] == []
        path.write_bytes(whole)
    assert site(tmp_path).get("/healthz/ready").status_code == 200


def test_42_an_index_of_an_older_version_asks_to_be_built_anew(tmp_path: Path) -> None:
    page = document("d", statement("配额不变。"))
    draft = WhooshEngine(tmp_path).draft("an older analysis")
    draft.put(page, entries_of(page, ANALYZER))
    draft.seal()
    draft.publish()
    client = site(tmp_path)
    for address in ("/search?q=配额", "/api/v1/search?q=配额"):
        answer = client.get(address)
        assert answer.status_code == 503
        assert "wenda reindex" in answer.text
    assert client.get("/healthz/ready").status_code == 503
    assert client.get("/healthz/live").status_code == 200


WATCHED = """
import os, sys
written = []
def watch(event, arguments):
    if event == "open":
        path, mode, flags = arguments
        if isinstance(path, (str, bytes)) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            written.append(os.fsdecode(path))
    elif event in ("os.mkdir", "os.rename", "os.link", "os.symlink"):
        written.append(os.fsdecode(arguments[1 if event in ("os.rename", "os.link") else 0]))
sys.addaudithook(watch)
sys.modules["pkg_resources"] = None  # the newest setuptools has none
from wenda import cli
pages, index = sys.argv[1:]
for command in (["reindex", "--source", pages, "--index", index, "--jobs", "1"], ["search", "夜航", "--index", index]):
    try:
        cli(command, standalone_mode=False)
    except SystemExit as end:
        assert not end.code, end.code
outside = [path for path in written if not os.path.abspath(path).startswith(index) and path != os.devnull]
print("OUTSIDE", outside)
"""


def test_40_nothing_is_written_outside_the_index(source: Path, tmp_path: Path) -> None:
    """What another user or a read-only disk would refuse is not tried: no cache of the dictionary, no temporary file."""
    index = tmp_path / "index"
    nowhere = str(tmp_path / "nowhere")
    environment = {"PATH": os.environ["PATH"], "TMPDIR": nowhere, "HOME": nowhere, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, str(source), str(index)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "OUTSIDE []", done.stdout
    assert "夜航" in done.stdout


def others_may_run(program: Path) -> bool:
    """Whether another user reaches a program."""
    return all(folder.stat().st_mode & 0o001 for folder in (program, *program.parents))


@pytest.mark.skipif(os.geteuid() != 0, reason="becoming another user needs root")
@pytest.mark.skipif(not others_may_run(Path(sys.executable).resolve()), reason="Python lies in a folder of one user")
def test_40_two_users_search_one_machine(source: Path, tmp_path: Path) -> None:
    """Each with an index of their own; what the first left behind is not in the second's way."""
    for path in (source, *source.iterdir()):
        path.chmod(0o755)
    for number in (0, 65534):
        home = tmp_path / f"user{number}"
        home.mkdir()
        os.chown(home, number, number)
        for folder in (tmp_path, *list(tmp_path.parents)[:2]):
            folder.chmod(0o755)
        done = subprocess.run(
            [sys.executable, "-c", WATCHED, str(source), str(home / "index")],
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], "HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1"},
            user=number,
            group=number,
            extra_groups=[],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert "OUTSIDE []" in done.stdout


def test_35_links_to_turns_lead_to_the_same_words_after_the_page_has_grown(source: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    how = ("reindex", "--source", str(source), "--index", str(index), "--jobs", "1")
    assert run(*how)[0] == 0
    before = get(site(index), "/search?q=零点 OR 夜航").links(".hit h2 a")
    assert before
    grown = PAGE.replace("问：", "问：码头何时开放？\n\n答：下月。\n\n问：", 1)
    (source / "a.txt").write_text(grown, encoding="utf-8")
    assert run(*how)[0] == 0
    client = site(index)
    for link in before:
        page = get(client, link.partition("#")[0])
        assert "夜航" in page.text(f"#{link.partition('#')[2]}") or "零点" in page.text(f"#{link.partition('#')[2]}")
        assert page.all(".doc-head .note") == [], "the words are those that were linked to"


def test_36_a_full_run_sends_no_feed_again(source: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    how = ("reindex", "--source", str(source), "--index", str(index), "--jobs", "1")
    assert run(*how)[0] == 0
    before = site(index).get("/feed.atom?q=夜航")
    assert "<entry" in before.text
    assert run(*how, "--full")[0] == 0
    assert site(index).get("/feed.atom?q=夜航").text == before.text


def test_37_no_link_that_only_narrows_is_for_robots_to_follow() -> None:
    pages = (
        document(f"d{i}", statement("配额不变。", "沈若棠"), date=f"203{i}-01-02", lang=lang)
        for i, lang in enumerate(("zh-Hans", "zh-Hant"))
    )
    client = create_app(archive_of(*pages), WebConfig()).test_client()
    links = [
        link
        for link in get(client, "/search?q=配额").all("a")
        if (link.attributes.get("href") or "").startswith("/search?")
    ]
    assert len(links) > 4
    assert [link.html for link in links if "nofollow" not in (link.attributes.get("rel") or "")] == []


def test_39_the_count_is_announced_and_every_text_names_its_language() -> None:
    client = create_app(archive_of(document("d", statement("配额不变。"), title="记者会")), WebConfig()).test_client()
    page = get(client, "/search?q=配额")
    assert page.text("[role=status] h1") == "1 passage"
    for hit in page.all(".hit"):
        assert all(mark.css_matches("[lang=zh-Hans] *") for mark in hit.css("mark"))
        assert hit.css_first("mark") is not None

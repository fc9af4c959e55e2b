"""The doctor looks and tells; it never raises, and what it calls bad comes with the mend."""

from pathlib import Path

from click.testing import CliRunner

from search.config import SearchConfig
from search.doctor import examine
from wenda import cli

PAGE = "灯塔署例行记者会，云屿市，2031年9月18日\n\n问：雾天怎么办？\n\n答：雾天敲钟。\n"


def _built(folder: Path) -> SearchConfig:
    (folder / "pages").mkdir()
    (folder / "pages" / "briefing.txt").write_text(PAGE, encoding="utf-8")
    arguments = ["reindex", "--source", str(folder / "pages"), "--index", str(folder / "index"), "--jobs", "1"]
    done = CliRunner().invoke(cli, arguments)
    assert done.exit_code == 0, done.output
    return SearchConfig(index=str(folder / "index"))


def test_a_sound_index_is_found_sound(tmp_path: Path) -> None:
    assert [finding.text for finding in examine(_built(tmp_path)) if not finding.good] == []


def test_an_index_that_is_not_there_is_bad_and_says_how_to_build_it(tmp_path: Path) -> None:
    bad = [finding for finding in examine(SearchConfig(index=str(tmp_path / "none"))) if not finding.good]
    assert [finding.subject for finding in bad] == ["folder", "index"]
    assert all("wenda reindex" in finding.mend for finding in bad)


def test_a_folder_open_to_others_is_bad(tmp_path: Path) -> None:
    section = _built(tmp_path)
    Path(section.index).chmod(0o755)
    finding = examine(section)[0]
    assert not finding.good
    assert "chmod 700" in finding.mend


def test_a_glossary_that_is_not_there_is_named(tmp_path: Path) -> None:
    found = examine(SearchConfig(index=str(tmp_path), glossary=(str(tmp_path / "names.yaml"),)))
    assert any("names.yaml" in finding.text and not finding.good for finding in found)


def test_a_damaged_file_of_the_index_is_named(tmp_path: Path) -> None:
    section = _built(tmp_path)
    file = next(Path(section.index).rglob("*.wposts"))
    file.write_bytes(file.read_bytes()[:-9] + b"123456789")
    bad = [finding for finding in examine(section) if not finding.good]
    assert len(bad) == 1
    assert file.name in bad[0].text

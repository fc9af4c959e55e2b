"""Documents that lie are worse than none: what README and ARCHITECTURE name must be there."""

import ast
import re
import tokenize
from collections.abc import Iterator
from io import StringIO

import pytest
from click.testing import CliRunner

from search.engines.whoosh.schema import FORMAT
from tests.architecture.modules import PACKAGES, ROOT, Module, modules
from wenda import cli

README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = [
    *ROOT.glob("*.md"),
    *(ROOT / "docs").glob("*.md"),
    *(ROOT / each / "README.md" for each in ("deploy", "index_data")),
]
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")


def test_every_command_in_the_readme_exists() -> None:
    named = set(re.findall(r"\bwenda ([a-z]+)", README)) - {"问答"}
    assert named
    assert named - set(cli.commands) == set()


def test_every_make_target_in_the_readme_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z][a-z-]*)\b", README)) - {"and"} - targets == set()


def test_every_image_and_local_link_of_the_readme_exists() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / target).is_file(), target


@pytest.mark.parametrize(
    "path", sorted(set(re.findall(r"`((?:search|indexer|web|tests|bench)/[\w/]+\.py)`", ARCHITECTURE)))
)
def test_every_file_the_map_names_exists(path: str) -> None:
    assert (ROOT / path).is_file()


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`(\w+\.py)`", ARCHITECTURE))))
def test_every_module_the_map_names_exists(name: str) -> None:
    assert any(module.path.name == name for module in modules())


def test_the_drawing_of_the_floors_is_true() -> None:
    """Every module stands on a floor, and imports of other rooms go down."""
    drawing = ARCHITECTURE.split("## Floors")[1].split("```")[1]
    floors = {
        room.removesuffix("/").removesuffix(".py").replace("/", "."): int(line[:2])
        for line in drawing.strip("\n").splitlines()
        for room in re.findall(r"(?:search|web|indexer)/\w*|wenda\.py", line)
    }

    def room_of(name: str) -> str:
        return max((room for room in floors if f"{name}.".startswith(f"{room}.")), key=len, default="")

    assert [module.name for module in modules() if not room_of(module.name) and module.name not in PACKAGES] == []
    wrong = [
        f"{module.name} imports {imported}"
        for module in modules()
        for imported in module.imports
        if (below := room_of(imported)) != (room := room_of(module.name)) and below and floors[below] >= floors[room]
    ]
    assert wrong == []


def test_every_room_the_map_names_exists() -> None:
    rooms = set(re.findall(r"`((?:search|indexer|web)/[a-z_]+)`", ARCHITECTURE))
    assert rooms
    assert [room for room in rooms if not (ROOT / room).is_dir()] == []


def test_every_measure_the_map_names_exists() -> None:
    for module in re.findall(r"`python -m bench\.(\w+)`", ARCHITECTURE):
        assert (ROOT / "bench" / f"{module}.py").is_file() or (ROOT / "bench" / module / "__main__.py").is_file(), (
            module
        )


def test_every_dependency_is_justified_in_one_line() -> None:
    declared = re.findall(r'^    "([A-Za-z0-9_-]+)[><=]', _section("dependencies"), re.MULTILINE)
    assert declared
    table = ARCHITECTURE.split("## Dependencies")[1].split("\n## ")[0].lower()
    assert [name for name in declared if name.lower() not in table] == []


def test_help_teaches_without_an_index() -> None:
    for arguments in ([], *([name] for name in cli.commands)):
        done = CliRunner().invoke(cli, [*arguments, "--help"])
        assert done.exit_code == 0, done.output
        assert "Usage:" in done.output


def test_no_sentence_cites_a_document_that_is_not_here() -> None:
    """Documents are cited by name: in Markdown in `code`, in the code in comments and docstrings."""
    cited = [
        (path.name, name) for path in DOCUMENTS for name in re.findall(r"`([\w./-]+\.md)`", path.read_text("utf-8"))
    ]
    for module in modules():
        said = "\n".join(_comments_and_docstrings(module))
        cited += [(module.name, name) for name in re.findall(r"(?<![\w/])[\w./-]+\.md\b", said)]
    assert len(cited) > 10
    places = (ROOT, ROOT / "docs", ROOT / "index_data" / "corpus")
    assert [each for each in cited if not any((place / each[1]).is_file() for place in places)] == []


def _comments_and_docstrings(module: Module) -> Iterator[str]:
    for token in tokenize.generate_tokens(StringIO(module.path.read_text("utf-8")).readline):
        if token.type == tokenize.COMMENT:
            yield token.string
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            yield ast.get_docstring(node) or ""


def _section(name: str) -> str:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    return text.split(f"\n{name} = [")[1].split("\n]")[0]


def test_the_index_format_described_is_the_one_written() -> None:
    described = (ROOT / "docs" / "index-format.md").read_text(encoding="utf-8")
    assert f"Format {FORMAT} " in described
    for name in set(re.findall(r"`(\w+\.py)`", described)):
        assert list((ROOT / "search" / "engines").rglob(name)), name

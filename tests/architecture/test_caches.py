"""The page of caches names every cache there is."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.modules import ROOT, Module, modules

PAGE = (ROOT / "docs" / "caches.md").read_text("utf-8")
CLASSES = {"ByteCache", "BoundedCache", "Memo", "OccurrenceCache"}
DECORATORS = {"cache", "lru_cache", "cached_property"}


def test_every_cache_stands_in_the_row_of_its_file() -> None:
    rows = _rows()
    missing = [
        f"{file}: {name}"
        for module in modules()
        for file, name in {(module.path.relative_to(ROOT).as_posix(), name) for name in _caches(module)}
        if not re.search(rf"`{name}`", rows.get(file, ""))
    ]
    assert missing == []


@pytest.mark.parametrize("file", sorted(set(re.findall(r"`((?:search|indexer|web)/[\w/]+\.py)`", PAGE))))
def test_a_file_that_the_page_names_exists(file: str) -> None:
    assert (ROOT / file).is_file()


def test_the_page_names_no_function_that_is_not_cached() -> None:
    cached = {name for module in modules() for name in _caches(module)}
    named = {name for row in PAGE.splitlines() if row.startswith("| ") for name in re.findall(r"`(\w+)`", row)}
    assert named - cached == set()


def _caches(module: Module) -> Iterator[str]:
    """The cached functions of a module, and the cache classes of which it makes tables."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef):
            if {_called(each) for each in node.decorator_list} & DECORATORS:
                yield node.name
        elif isinstance(node, ast.Call) and _called(node) in CLASSES | {"cache"}:
            yield _called(node)
        elif isinstance(node, ast.keyword) and node.arg == "default_factory" and _called(node.value) in CLASSES:
            yield _called(node.value)


def _called(node: ast.expr) -> str:
    """The name of a decorator, a function or a class, called or not."""
    while isinstance(node, ast.Call | ast.Subscript):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _rows() -> dict[str, str]:
    """File -> its rows in the tables; a row that names no file belongs to the one before."""
    rows: dict[str, str] = {}
    files: list[str] = []
    for line in PAGE.splitlines():
        if not line.startswith("| "):
            continue
        first = line.split(" | ")[0]
        files = re.findall(r"`([\w/]+\.py)`", first) or files
        for file in files:
            rows[file] = f"{rows.get(file, '')}{line}\n"
    return rows

"""What the house rules say that a machine can check."""

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.modules import PACKAGES, ROOT, Module, modules

VAGUE = {"utils", "util", "helpers", "helper", "common", "base", "manager", "service", "misc", "tools"}
MODULE_LINES = 300
FUNCTION_LINES = 40  # without the docstring


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_opens_with_a_docstring_and_nothing_else(package: str) -> None:
    body = ast.parse((ROOT / package / "__init__.py").read_text(encoding="utf-8")).body
    assert len(body) == 1
    assert isinstance(body[0], ast.Expr)
    assert isinstance(body[0].value, ast.Constant)


def test_a_module_fits_its_length() -> None:
    long = {module.name: lines for module in modules() if (lines := _lines(module.path)) > MODULE_LINES}
    assert long == {}


def test_a_function_fits_a_screen() -> None:
    long = {
        f"{module.name}.{function.name}": size
        for module in modules()
        for function in _functions(module)
        if (size := _body_lines(function)) > FUNCTION_LINES
    }
    assert long == {}


def test_no_file_is_called_by_a_vague_name() -> None:
    assert [module.name for module in modules() if module.name.rpartition(".")[2] in VAGUE] == []


def test_every_module_and_public_function_says_what_it_is() -> None:
    silent = [module.name for module in modules() if not ast.get_docstring(module.tree) and module.tree.body]
    silent += [
        f"{module.name}.{node.name}"
        for module in modules()
        for node in module.tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert silent == []


def test_nothing_is_left_for_later_and_every_silenced_check_has_its_reason() -> None:
    left = [
        f"{module.name}: {line.strip()}"
        for module in modules()
        for line in module.path.read_text(encoding="utf-8").splitlines()
        if re.search(r"\b(TODO|FIXME|HACK)\b|NotImplementedError", line)
        or re.search(r"#\s*(type:\s*ignore(\[[^\]]*\])?|noqa(:\s*\w+)?)\s*$", line)
    ]
    assert left == []


def test_the_mend_of_an_index_is_worded_once() -> None:
    wording = "reindex --full"
    assert [module.name for module in modules() if wording in module.path.read_text("utf-8")] == ["search.errors"]


def test_no_broad_except_swallows_an_error() -> None:
    silent = [
        f"{module.name}:{node.lineno}"
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ExceptHandler)
        and all(isinstance(step, ast.Pass) for step in node.body)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id in {"Exception", "BaseException"}))
    ]
    assert silent == []


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def _functions(module: Module) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(module.tree) if isinstance(node, ast.FunctionDef)]


def _body_lines(function: ast.FunctionDef) -> int:
    first = function.body[1] if ast.get_docstring(function) and len(function.body) > 1 else function.body[0]
    return (function.end_lineno or first.lineno) - first.lineno + 1

"""The modules of the project, as the architecture tests see them: read as text, never imported."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("search", "indexer", "web")


@dataclass(frozen=True)
class Module:
    """A source file: dotted name, path, syntax tree, and the project modules it imports, wherever the import stands."""

    name: str
    path: Path
    tree: ast.Module
    imports: frozenset[str]


@cache
def modules() -> tuple[Module, ...]:
    """Every module of the three packages and the front door."""
    files = [ROOT / "wenda.py", *(file for package in PACKAGES for file in sorted((ROOT / package).rglob("*.py")))]
    names = {_name(file) for file in files}
    return tuple(_module(file, names) for file in files)


def _name(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _module(file: Path, names: set[str]) -> Module:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    imported: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            imported.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                imported.add(full if full in names else node.module)
    return Module(_name(file), file, tree, frozenset(imported))

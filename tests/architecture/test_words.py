"""One word for one thing: names that stand for two, and names that were given up, do not come back."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from functools import cache

from tests.architecture.modules import ROOT, modules

GLOSSARY = (ROOT / "docs" / "glossary.md").read_text("utf-8")


def test_every_class_that_the_glossary_names_exists() -> None:
    named = re.findall(r"\| `(\w+)` \|$", GLOSSARY, re.MULTILINE)
    assert len(named) > 20
    assert set(named) - {name for _, name in _classes()} == set()


def test_a_word_is_explained_once() -> None:
    words = re.findall(r"^\| ([a-z ]+) \| ", GLOSSARY, re.MULTILINE)
    assert len(words) - words.count("word") > 40
    assert {word for word in words if words.count(word) > 1} == {"word"}


@cache
def _classes() -> dict[tuple[str, str], list[str]]:
    """(package, class name without underscore) -> the modules that define one."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for module in modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ClassDef):
                found[module.name.partition(".")[0], node.name.lstrip("_")].append(module.name)
    return found

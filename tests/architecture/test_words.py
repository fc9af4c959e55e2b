"""One word for one thing: names that stand for two, and names that were given up, do not come back."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from functools import cache

import pytest

from tests.architecture.modules import ROOT, modules

GLOSSARY = (ROOT / "docs" / "glossary.md").read_text("utf-8")

# A class name that two modules of a package use, and why that is right.
SHARED: dict[str, str] = {}

# A name that was given up, of a module, a class or a function -> the name that says it.
RETIRED = {
    "afford": "read_budget",
    "analysed": "passage_tokens",
    "collected": "TokenBuffer",
    "done": "BulkScores",
    "each": "the noun",
    "fetched": "QueryPostings",
    "gather": "build_table, Occurrences",
    "gathering": "Occurrences",
    "given": "given_turns",
    "glance": "highlight_window",
    "having": "TermLocation",
    "holding": "overview",
    "holdings": "ArchiveOverview",
    "how": "LoweringContext",
    "lease": "SearcherRef",
    "leases": "SearcherManager",
    "lex": "lexer",
    "lexeme": "tokens",
    "own": "the noun",
    "probe": "CandidateScorer",
    "reading": "document_view",
    "remembered": "Memo",
    "served": "Searcher",
    "settle": "freeze (caches), round (scores), resolve_missing (documents)",
    "settled": "rounded, frozen",
    "summing": "BulkScorer",
    "tell": "with_parts",
    "told": "matched_parts",
}
# The same of modules and classes alone: as a function's name the word may be the right one.
RETIRED_NOUNS = {
    "addresses": "urls",
    "alike": "ConstantMatches",
    "answering": "results_page",
    "bounded": "BoundedCache",
    "emptied": "no_results",
    "faults": "error_pages",
    "found": "the noun: Mention, Highlights",
    "held": "MemorySource",
    "kept": "the noun",
    "known": "column_values, previous_table",
    "limits": "rate_limit, read_budget, size_limits",
    "line_file": "concordance_csv",
    "listed": "RowMatches",
    "listing": "catalogue",
    "narrowing": "facet_links",
    "one": "the noun",
    "over_time": "time_facet",
    "places": "PhrasePositions",
    "said": "the noun",
    "shape": "page_form",
    "sought": "TermFilter",
    "standing": "matched_parts",
    "unit": "passage",
    "wording": "labels",
    "written": "the noun",
}


def test_a_class_name_is_used_once_in_a_package() -> None:
    twice = {name: where for name, where in _classes().items() if len(where) > 1 and name[1] not in SHARED}
    assert twice == {}


def test_every_exception_is_still_one() -> None:
    shared = {name for (_, name), where in _classes().items() if len(where) > 1}
    assert set(SHARED) - shared == set()


@pytest.mark.parametrize("word", RETIRED | RETIRED_NOUNS)
def test_a_name_that_was_given_up_is_no_name(word: str) -> None:
    found = [
        where for where, name, is_function in _names() if name == word and not (is_function and word in RETIRED_NOUNS)
    ]
    assert found == [], f"say {(RETIRED | RETIRED_NOUNS)[word]}"


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


@cache
def _names() -> tuple[tuple[str, str, bool], ...]:
    """Of every module, class and function: where it is, its name in lower case without underscores around it, and
    whether it is a function."""
    found = [(module.name, module.name.rpartition(".")[2], False) for module in modules()]
    for module in modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ClassDef | ast.FunctionDef):
                name = node.name.strip("_").lower()
                found.append((f"{module.name}:{node.lineno}", name, isinstance(node, ast.FunctionDef)))
    return tuple(found)

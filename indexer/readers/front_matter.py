"""Front matter: YAML between `---` lines at the head of a page, as site generators write it."""

from __future__ import annotations

import re
from collections.abc import Mapping

import yaml

from indexer.readers.fields import GivenFields, clean, clean_text, given_fields
from search.errors import BadRecord
from search.model import Span

_FRONT = re.compile(r"\s*---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_FLAT = re.compile(r"---\s+(?=[\w-]+:\s)(.*?)\s---(?:\s*\{%.*%\})?")
_FLAT_KEY = re.compile(r"(?:^|\s)([a-z_][\w-]*):\s+")
_PAGE_KEYS_ONLY = frozenset({"body", "turns"})
_PAGE_KEYS = ("title", "date", "place", "source", "lang", "genre")  # others mean something else to a site generator


def front_matter(text: str) -> tuple[Span | None, Mapping[str, object]]:
    """The span of the front matter, fences included, and its keys; a rule `---` on top is no front matter.
    Raises BadRecord naming the line when it is no YAML or holds what belongs into the text."""
    match = _FRONT.match(text)
    if not match:
        return None, {}
    try:
        values = yaml.safe_load(match[1])
    except yaml.MarkedYAMLError as error:
        line = (error.problem_mark.line if error.problem_mark else 0) + 2
        raise BadRecord(
            f"line {line}: the front matter is not YAML: {error.problem or error.context}",
            "correct that line, or remove the front matter (the lines between ---)",
        ) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise BadRecord(
            f"line 2: the front matter is not YAML: {' '.join(str(error).split())}",
            "correct it, or remove the front matter (the lines between ---)",
        ) from error
    if values is not None and not isinstance(values, dict):
        return None, {}
    values = values or {}
    structure = _PAGE_KEYS_ONLY & values.keys()
    if structure:
        raise BadRecord(
            f"front matter: {min(structure)} does not belong into a page", "write the text below the front matter"
        )
    return Span(match.start(), match.end()), {str(key): value for key, value in values.items()}


def flat_front_matter(line: str) -> Mapping[str, object]:
    """The keys of front matter that a program joined to one line, `--- title: … date: … ---`; empty when the line is
    none. Never raises."""
    match = _FLAT.fullmatch(line.strip())
    if not match:
        return {}
    keys = list(_FLAT_KEY.finditer(match[1]))
    ends = [*(key.start() for key in keys[1:]), len(match[1])]
    return {key[1]: _scalar(match[1][key.end() : end].strip()) for key, end in zip(keys, ends, strict=True)}


def page_fields(values: Mapping[str, object]) -> GivenFields:
    """What front matter of an HTML page says. A value of a wrong type is kept as metadata: the page comes from a site
    generator, whose keys are not ours, and must not fail for them."""
    known: dict[str, object] = {}
    for name in _PAGE_KEYS:
        if values.get(name):
            try:
                given_fields({name: values[name]}, "")
            except BadRecord:
                continue
            known[name] = values[name]
    others = {clean_text(f"front.{key}"): clean(value) for key, value in values.items() if value and key not in known}
    return given_fields({**known, **others}, "")


def _scalar(text: str) -> object:
    """A value as YAML reads it; the text itself where it is none."""
    try:
        value = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError):
        return text
    return text if isinstance(value, dict) else value

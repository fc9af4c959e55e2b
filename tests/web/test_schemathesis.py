"""schemathesis asks the API what its description allows, and what it does not: every answer is as described.

A few examples for each endpoint belong to the tests; `API_EXAMPLES=1000` asks more.
"""

from __future__ import annotations

import os
from typing import Any

import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from search.links import LINES
from tests.build import archive_of
from tests.web.conftest import BRIEFING, INTERVIEW, UNDATED
from web.app import create_app
from web.config import WebConfig
from web.search_parameters import DEEPEST

EXAMPLES = int(os.environ.get("API_EXAMPLES", "15"))
DOCUMENTS = (BRIEFING, INTERVIEW, UNDATED)


def loosened(node: Any) -> Any:
    """The description without the order inside tuples: schemathesis 4.32 rewrites `prefixItems` as draft 7 had it and
    then refuses what it wrote. `test_openapi` holds the replies to the order."""
    if isinstance(node, list):
        return [loosened(each) for each in node]
    if not isinstance(node, dict):
        return node
    made = {name: loosened(value) for name, value in node.items()}
    order = made.pop("prefixItems", None)
    return {**made, "items": {"anyOf": order}} if order else made


@schemathesis.hook
def before_load_schema(_context: schemathesis.HookContext, raw_schema: dict[str, Any]) -> None:
    raw_schema["components"] = loosened(raw_schema["components"])


schema = schemathesis.openapi.from_wsgi("/openapi.json", create_app(archive_of(*DOCUMENTS), WebConfig()))


def refused_for_a_reason(query: dict[str, Any]) -> bool:
    """What no schema can say: a cursor is one that the API gave and portions are of JSON Lines, a format holds hits or
    documents and not each either, a turn stands in the document, page times size has an end, and 10.0 is no way to write
    a whole number in an address."""
    texts = [str(query.get(name) or usual) for name, usual in (("page", 1), ("size", LINES), ("limit", 1))]
    numbers = [int(text) if text.isdecimal() else DEEPEST + 1 for text in texts]
    return bool({"cursor", "limit", "turn", "of"} & set(query)) or numbers[0] * numbers[1] > DEEPEST


@schema.parametrize()
@settings(max_examples=EXAMPLES, derandomize=True, suppress_health_check=list(HealthCheck))
def test_the_api_answers_as_described(case: schemathesis.Case) -> None:
    path = case.path_parameters or {}
    if "id" in path and len(str(path["id"])) % 2:  # an invented id finds no reply to check
        path["id"] = BRIEFING.id
    excluded = [positive_data_acceptance] if refused_for_a_reason(dict(case.query or {})) else []
    case.call_and_validate(excluded_checks=excluded)

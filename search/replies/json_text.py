"""A reply as a text: for terminals, files and people who read JSON."""

from __future__ import annotations

import json

from msgspec import to_builtins


def json_text(reply: object, indent: int | None = None) -> str:
    """The JSON of a reply. Half characters (lone surrogates), which msgspec does not encode, stay as they are."""
    return json.dumps(to_builtins(reply), ensure_ascii=False, indent=indent)

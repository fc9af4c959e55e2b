"""The few shapes that JSON Schemas of replies are built from. Every named property is required: unknown is null."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

Schema = dict[str, object]

STRING: Schema = {"type": "string"}
WHOLE: Schema = {"type": "integer", "minimum": 0}
NUMBER: Schema = {"type": "number"}
YES_OR_NO: Schema = {"type": "boolean"}
ADDRESS: Schema = {"type": "string", "description": "an address on this site"}
DAY: Schema = {
    "type": "string",
    "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$",
    "description": "ISO 8601, as precise as known",
}


def record(about: str = "", /, **properties: Schema) -> Schema:
    """An object with these properties, all of them present. More may be added in time."""
    made: Schema = {"type": "object", "properties": properties, "required": list(properties)}
    return {**made, "description": about} if about else made


def loose(made: Schema, *optional: str) -> Schema:
    """The same object, where these properties may be missing."""
    required = [name for name in cast("list[str]", made["required"]) if name not in optional]
    return {**made, "required": required}


def many(item: Schema, about: str = "") -> Schema:
    """A list."""
    made: Schema = {"type": "array", "items": item}
    return {**made, "description": about} if about else made


def exactly(*items: Schema, about: str = "") -> Schema:
    """A list of so many, each with its own schema."""
    made: Schema = {"type": "array", "prefixItems": list(items), "minItems": len(items), "maxItems": len(items)}
    return {**made, "description": about} if about else made


def table(value: Schema, about: str = "") -> Schema:
    """An object whose keys are data."""
    made: Schema = {"type": "object", "additionalProperties": value}
    return {**made, "description": about} if about else made


def one_of_words(words: Iterable[str]) -> Schema:
    """One of a few words."""
    return {"type": "string", "enum": [str(word) for word in words]}


def or_null(schema: Schema) -> Schema:
    """The same, or null where nothing is known."""
    return {"anyOf": [schema, {"type": "null"}]}


def named(name: str) -> Schema:
    """A component of the description, by name."""
    return {"$ref": f"#/components/schemas/{name}"}

"""The JSON that others build on: one shape a class, from which the JSON and its JSON Schema are both made."""

"""The interface between Wenda and an engine. Nothing here parses, analyses or highlights."""

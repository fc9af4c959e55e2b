"""Hits and documents taken along: one format a file."""

"""Hits and documents as files: one format a module."""

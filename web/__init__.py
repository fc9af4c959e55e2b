"""Wenda's web front: pages and JSON over `search.archive`. Imports `search`, never `indexer`."""

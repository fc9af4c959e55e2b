"""Wenda's indexer: from files on disk to a published generation of the index. Imports `search`, never `web`."""

"""Ids of documents and turns: assigned once, kept when a page comes again, remembered in a file."""

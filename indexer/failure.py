"""A file or record that could not be indexed: which, why, and what to do."""

from __future__ import annotations

from dataclasses import dataclass

from search.errors import WendaError


@dataclass(frozen=True, slots=True, order=True)
class Failure:
    """`name` is the file's name in the corpus; `reason` and `mend` are sentences for a person."""

    name: str
    reason: str
    mend: str

    @classmethod
    def of(cls, name: str, error: WendaError) -> Failure:
        """A failure from an error that knows its mend."""
        return cls(name, error.problem, error.mend)

    @classmethod
    def unreadable(cls, name: str, error: OSError) -> Failure:
        """A failure of the file system, in words for a person."""
        if isinstance(error, PermissionError):
            return cls(
                name, "it may not be read (permission denied)", "give the user who runs wenda the right to read it"
            )
        if isinstance(error, FileNotFoundError):
            return cls(
                name, "there is nothing behind this name (a broken link?)", "remove it, or restore what it points to"
            )
        return cls(
            name, f"it cannot be read: {error.strerror or error}", "check the file and the disk, then reindex again"
        )

"""What an error means to a shell: exit codes, after sysexits.h where it has one."""

from __future__ import annotations

from search.errors import (
    BadRecord,
    ConfigError,
    DamagedIndex,
    EngineUnreachable,
    IndexBusy,
    NoGeneration,
    NoSources,
    NotSupported,
    StaleIndex,
    UnreadableFile,
    WendaError,
)

DONE = 0
FAILURES = 1  # done, but something was left out and is named
USAGE = 2  # bad usage, configuration, or a source that is missing or empty
UNREACHABLE = 69  # EX_UNAVAILABLE: the engine does not answer
NOTHING = 70  # EX_SOFTWARE: nothing published, or nothing that can be opened
BUSY = 75  # EX_TEMPFAIL: another run holds the lock

_CODES: tuple[tuple[type[WendaError], int], ...] = (
    (ConfigError, USAGE),
    (NoSources, USAGE),
    (UnreadableFile, USAGE),
    (BadRecord, USAGE),
    (NotSupported, USAGE),
    (EngineUnreachable, UNREACHABLE),
    (NoGeneration, NOTHING),
    (StaleIndex, NOTHING),
    (DamagedIndex, NOTHING),
    (IndexBusy, BUSY),
)


def exit_code(error: WendaError) -> int:
    """The exit code of a command that ends with this error."""
    return next((code for kind, code in _CODES if isinstance(error, kind)), NOTHING)

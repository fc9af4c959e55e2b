"""What can go wrong, said in two lines: the problem, and how to mend it."""

REBUILD = "run: wenda reindex --full"  # the mend of every index that cannot be used as it is


class WendaError(Exception):
    """An error that a user can act on.

    `problem` names the thing (a file, a key, an address); `mend` says what to do next. `str()` is both, in two lines.
    """

    def __init__(self, problem: str, mend: str) -> None:
        super().__init__(problem, mend)
        self.problem = problem
        self.mend = mend

    def __str__(self) -> str:
        return f"{self.problem}\n{self.mend}" if self.mend else self.problem


class ConfigError(WendaError):
    """A key or a value of the configuration is wrong."""


class UnreadableFile(WendaError):
    """A source file cannot be read or decoded."""


class BadRecord(WendaError):
    """A record of a .json or .jsonl file does not follow the schema."""


class NoSources(WendaError):
    """A source folder is missing or holds no page, or most known documents are gone."""


class NoGeneration(WendaError):
    """Nothing has been published yet."""


class StaleIndex(WendaError):
    """The index was written by another version of the analysis or of the format."""


class DamagedIndex(WendaError):
    """A file of the index is missing, short or altered."""


class IndexBusy(WendaError):
    """Another run holds the writer's lock."""


class EngineUnreachable(WendaError):
    """The engine does not answer."""


class NotSupported(WendaError):
    """The engine cannot do what was asked of it: it says so, and never returns fewer hits instead."""

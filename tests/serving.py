"""The real program in processes of its own: an index built and a site served as a user would."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_START_SECONDS = 60.0
_WENDA = (sys.executable, "-c", "import wenda; wenda.main()")
_ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}


@dataclass(frozen=True, slots=True)
class Site:
    """A served site: its address without a slash at the end, and the process that was started."""

    address: str
    process: int


def reindex(source: Path, index: Path) -> None:
    """Read the folder `source` into an index."""
    command = [*_WENDA, "reindex", "--source", str(source), "--index", str(index)]
    built = subprocess.run(command, env=_ENVIRONMENT, cwd=index.parent, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr


@contextmanager
def serving(index: Path, workers: int) -> Iterator[Site]:
    """A site over an index, stopped afterwards."""
    command = [*_WENDA, "serve", "--index", str(index), "--port", "0", "--workers", str(workers)]
    with subprocess.Popen(command, env=_ENVIRONMENT, cwd=index.parent, stdout=subprocess.PIPE, text=True) as server:
        give_up = threading.Timer(_START_SECONDS, server.kill)
        give_up.start()
        try:
            assert server.stdout is not None
            found = re.search(r"http://\S+", server.stdout.readline())
            assert found, "the server did not say that it answers"
            give_up.cancel()
            yield Site(found.group().rstrip("/"), server.pid)
        finally:
            give_up.cancel()
            server.terminate()

"""Gunicorn, run in-process: the application is made here and handed over, never looked up by a module's name.

The socket is opened before anything else, so that a busy port is one clear sentence. Code, dictionaries and the index
are loaded before the workers fork and shared by them: an index is read from mapped files alone, which have no place to
read on from. A generation published later the parent opens too, while the workers serve the old one, and has them
replaced: no reader waits for it, and it is shared like the first.
"""

from __future__ import annotations

import ctypes
import errno
import gc
import os
import signal
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from search.errors import ConfigError

# Per worker: slow readers must not hold up the next one. A worker takes as many connections and no more: those that
# wait do so where the next free worker finds them, not behind one that is busy while another is idle.
_THREADS = 4
_LOOKED_FOR_AFTER_SECONDS = 1.0  # a new generation
_GRACE_SECONDS = 20  # a stopping worker finishes what it began
_LONGEST_REQUEST_LINE = 8190
# Objects made before the collector looks for cycles: a page of results makes thousands, and none. Python's own 700 let
# it look fifty times a page, for a twelfth of the processor time.
_COLLECTED_AFTER = (20_000, 20, 20)
_M_ARENA_MAX = -8  # mallopt(3)
# Where workers show that they live: memory, so that the disk may be read-only and a slow one delays nobody.
_SHARED_MEMORY = "/dev/shm"


def listen(host: str, port: int) -> socket.socket:
    """A listening socket. Raises ConfigError when the address is taken or not ours."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=512)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            problem = f"{host}:{port} is in use by another program"
            raise ConfigError(problem, f"stop it, or take another port: wenda serve --port {port + 1}") from error
        if error.errno == errno.EACCES:
            raise ConfigError(f"port {port} needs more rights", "take a port from 1024 up") from error
        raise ConfigError(
            f"cannot listen on {host}:{port}: {error.strerror or error}", "set web.host to an address of this machine"
        ) from error


def address_of(listener: socket.socket) -> str:
    """The address to open in a browser."""
    host, port = listener.getsockname()[:2]
    if host in ("0.0.0.0", "::"):
        host = "localhost"
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


@dataclass(frozen=True, slots=True)
class Steps:
    """What a site does besides answering. `prepare` loads what all workers share, at first and for every new
    generation; `begin` runs in each worker before it accepts; `ready` once, when the first answers; `awaited` names
    the generation that is published and not loaded, else nothing."""

    prepare: Callable[[], None]
    begin: Callable[[], object]
    ready: Callable[[], None]
    awaited: Callable[[], str]


def run(app: Flask, listener: socket.socket, workers: int, steps: Steps) -> None:
    """Serve until told to stop."""
    share_heap()
    _load(steps)
    _Server(app, listener, workers, steps).run()


def share_heap() -> None:
    """One heap for all threads of this process and of those forked from it, where the C library is glibc. Searches of a
    process take turns, so that a heap for each thread saves no waiting and keeps memory that the others cannot use."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(_M_ARENA_MAX, 1)


def _watch(awaited: Callable[[], str]) -> None:
    """Have the site load what is awaited, once for each generation: what cannot be opened is left to the workers."""
    told = ""
    while True:
        time.sleep(_LOOKED_FOR_AFTER_SECONDS)
        name = awaited()
        if name and name != told:
            told = name
            os.kill(os.getpid(), signal.SIGHUP)


def _load(steps: Steps) -> None:
    """Load what is published, and let what was loaded before be collected."""
    gc.unfreeze()
    steps.prepare()
    _freeze_collector()


def _freeze_collector() -> None:
    """Take what is loaded by now out of the collector's rounds: they take time, and would copy every page that the
    workers share with their parent."""
    gc.collect()
    gc.freeze()


class _Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """Gunicorn's own way in: settings by `load_config`, the application by `load`."""

    def __init__(self, app: Flask, listener: socket.socket, workers: int, steps: Steps) -> None:
        self._app = app
        self._listener = listener
        self._workers = workers
        self._steps = steps
        super().__init__()

    def load_config(self) -> None:
        """Gunicorn's settings."""
        settings: dict[str, Any] = {
            "bind": [f"fd://{self._listener.fileno()}"],
            "workers": self._workers,
            "worker_class": "gthread",
            "threads": _THREADS,
            "worker_connections": _THREADS,
            "preload_app": True,
            "graceful_timeout": _GRACE_SECONDS,
            "keepalive": 0,
            "limit_request_line": _LONGEST_REQUEST_LINE,
            "worker_tmp_dir": _SHARED_MEMORY if os.access(_SHARED_MEMORY, os.W_OK) else None,
            "loglevel": "warning",
            "control_socket_disable": True,
            "when_ready": self._parent_begins,
            "post_worker_init": self._worker_begins,
        }
        for name, value in settings.items():
            if name in self.cfg.settings:  # older gunicorns have no control socket
                self.cfg.set(name, value)

    def load(self) -> Flask:
        """The application."""
        return self._app

    def reload(self) -> None:
        """The parent was sent SIGHUP: load what is published; gunicorn then forks new workers and ends the old ones."""
        super().reload()
        _load(self._steps)

    def _parent_begins(self, _: Any) -> None:
        """The parent has its signal handlers and no worker yet (Any: gunicorn's)."""
        threading.Thread(target=_watch, args=(self._steps.awaited,), daemon=True).start()

    def _worker_begins(self, worker: Any) -> None:
        """A worker is about to accept; only the first of all says so (Any: gunicorn's)."""
        self._steps.begin()
        _freeze_collector()
        gc.set_threshold(*_COLLECTED_AFTER)
        if worker.age == 1:
            self._steps.ready()

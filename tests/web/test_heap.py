"""Threads of a worker share one heap: what one of them lets go, the others use."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.serving import ROOT

# Has four threads allocate at the same time, then asks the C library how many heaps there are (malloc_info(3)).
PROGRAM = """
import ctypes, sys, threading
from web.server import share_heap
if sys.argv[1] == "shared":
    share_heap()
libc = ctypes.CDLL(None)
libc.malloc.restype = libc.fopen.restype = ctypes.c_void_p
together = threading.Barrier(4)
def work():
    together.wait()
    held = [libc.malloc(1000) for _ in range(1000)]
    together.wait()
threads = [threading.Thread(target=work) for _ in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
file = libc.fopen(sys.argv[2].encode(), b"w")
libc.malloc_info(0, ctypes.c_void_p(file))
libc.fclose(ctypes.c_void_p(file))
"""


def heaps(folder: Path, how: str) -> int:
    told = folder / f"{how}.xml"
    subprocess.run([sys.executable, "-c", PROGRAM, how, str(told)], cwd=ROOT, check=True, timeout=60)
    return told.read_text(encoding="ascii").count("<heap nr=")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="heaps are counted as glibc counts them")
def test_the_threads_of_a_process_share_one_heap(tmp_path: Path) -> None:
    assert heaps(tmp_path, "apart") > 1
    assert heaps(tmp_path, "shared") == 1

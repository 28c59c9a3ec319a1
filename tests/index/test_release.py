"""Freed memory goes back to the system where the C library can be told to."""

import ctypes
import sys
from pathlib import Path

import pytest

from searcher.index.writing import release


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_what_was_freed_goes_back() -> None:
    """Small pieces below one that is still in use stay with the C library otherwise."""
    if release._trim() is None:
        pytest.skip("not glibc")
    libc = ctypes.CDLL(None)
    libc.malloc.restype, libc.free.argtypes = ctypes.c_void_p, (ctypes.c_void_p,)
    pieces = [libc.malloc(1 << 16) for _ in range(1_000)]
    for piece in pieces:
        ctypes.memset(piece, 1, 1 << 16)
    last = libc.malloc(1 << 16)
    for piece in pieces:
        libc.free(piece)
    before = _own()
    release.release()
    libc.free(last)
    assert before - _own() > 40 << 20


def _own() -> int:
    status = Path("/proc/self/status").read_text("utf-8")
    return int(status.split("RssAnon:")[1].split()[0]) << 10


def test_other_c_libraries_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the function nothing is done."""
    monkeypatch.setattr(release, "_trim", lambda: None)
    release.release()

"""Memory that was freed goes back to the system; glibc would keep a quarter of a gigabyte of it."""

import ctypes
from collections.abc import Callable
from functools import cache


def release() -> None:
    """Give back what is free, where the C library can be told to: some 20 ms."""
    trim = _trim()
    if trim is not None:
        trim(0)


@cache
def _trim() -> Callable[[int], int] | None:
    try:
        # Of the running process; Windows takes no None, other C libraries have no such function.
        return ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):
        return None

"""How many processors may this process use? Fewer than the machine has, where it was told so."""

import os


def usable() -> int:
    """Give their number, 1 where nobody knows it."""
    if hasattr(os, "sched_getaffinity"):  # only Linux tells
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1

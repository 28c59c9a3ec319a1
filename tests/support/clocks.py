"""How long something takes, where other things go on: in seconds of this thread's work."""

import gc
import time
from collections.abc import Callable


def work(call: Callable[[], object]) -> float:
    """Do it once; nothing is looked through for garbage meanwhile."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        began = time.thread_time()
        call()
        return time.thread_time() - began
    finally:
        if enabled:
            gc.enable()

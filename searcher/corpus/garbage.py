"""How often is garbage collected while articles are read and written? Seldom.

Thousands a second are made and given away: to look for cycles among them as often as Python does
finds none, and takes 2 % of the time of an ingest.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

SELDOM: Final = (20_000, 20, 50)


@contextmanager
def seldom() -> Iterator[None]:
    """Collect seldom in this block, unless it was more seldom before."""
    before = gc.get_threshold()
    if 0 < before[0] < SELDOM[0]:
        gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)

"""How is JSON read that we wrote? By orjson, once there is much of it.

Loading that takes 3 ms of the 70 that a search takes, which reads ten articles: the first are read
by the standard library, a hundredth of a millisecond later each.
"""

import json
from collections.abc import Callable
from typing import Any

_left = 64  # to be read before orjson is worth loading
_loads: Callable[[bytes], Any] = json.loads


def read_json(text: bytes, articles: int = 1) -> Any:
    """Read one value, of so many articles; raises `ValueError` for what is none."""
    global _left, _loads  # noqa: PLW0603 - they count for the process
    if _left > 0:
        _left -= articles
    elif _loads is json.loads:
        import orjson

        _loads = orjson.loads
    try:
        return _loads(text)
    except (ValueError, RecursionError) as problem:
        # Raised here, whatever reads it: what was stored is damaged.
        raise ValueError(f"no JSON: {problem}") from problem

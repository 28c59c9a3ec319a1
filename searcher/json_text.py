"""How is JSON read that we wrote? By orjson, once there is much of it.

Loading that takes 3 ms of the 70 that a search takes, which reads ten articles: the first are read
by the standard library, a hundredth of a millisecond later each.
"""

import json
from typing import Any

_left = 64  # to be read before orjson is worth loading


def read_json(text: bytes) -> Any:
    """Read one value; raises `ValueError` for what is none."""
    global _left  # noqa: PLW0603 - it counts for the process
    try:
        if _left > 0:
            _left -= 1
            return json.loads(text)
        import orjson

        return orjson.loads(text)
    except (ValueError, RecursionError) as problem:
        # Raised here, whatever reads it: what was stored is damaged.
        raise ValueError(f"no JSON: {problem}") from problem

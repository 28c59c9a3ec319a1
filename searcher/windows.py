"""What does Windows refuse that other systems allow, and how is it done there?

It neither deletes nor replaces a file that anybody has open: as whoever sees a commit has the
engine's description for an instant, and what looks for viruses has every new file. A moment later
it can be done.
"""

import os
import time
from collections.abc import Callable
from typing import Final, TypeVar

T = TypeVar("T")

HERE: bool = os.name == "nt"
_WAITS: Final = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0)  # seconds
# As the engine has them: no access, and in use by another.
_REFUSED: Final = ("(os error 5)", "(os error 32)")


def patiently(act: Callable[[], T]) -> T:
    """Do what is refused while another has the file open: again and again, for two seconds."""
    for wait in _WAITS if HERE else ():
        try:
            return act()
        except (PermissionError, ValueError) as problem:
            refused = any(sign in str(problem) for sign in _REFUSED)
            if not (isinstance(problem, PermissionError) or refused):
                raise
        time.sleep(wait)
    return act()

"""How is a file of an index opened? An index may come from anyone.

No link leads to a file elsewhere, and no pipe keeps us waiting.
"""

import os
import stat
from pathlib import Path
from typing import BinaryIO, Final

# Windows would end lines in its own way.
_OWN: Final = (
    getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
)


def append_to(path: Path) -> int:
    """Open a file behind all that is in it, or make it; raises OSError."""
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | _OWN, 0o666)


def read_from(path: Path) -> BinaryIO:
    """Open a file to read it; raises OSError for a link too, and for what is no file."""
    number = os.open(path, os.O_RDONLY | _OWN)
    try:
        if stat.S_ISREG(os.fstat(number).st_mode):
            return os.fdopen(number, "rb")
    except BaseException:
        os.close(number)
        raise
    os.close(number)
    raise OSError(f"{path}: no file")

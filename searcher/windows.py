"""What does Windows refuse that other systems allow, and how is it done there?

It neither deletes nor replaces a file that anybody has open: as whoever sees a commit has the
engine's description for an instant, and what looks for viruses has every new file. A moment later
it can be done.
"""

import os
import sys
import time
from collections.abc import Callable
from pathlib import PurePath
from typing import Final, TextIO, TypeVar

T = TypeVar("T")

HERE: bool = os.name == "nt"
_WAITS: Final = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0)  # seconds
# As the engine has them: no access, and in use by another.
_REFUSED: Final = ("(os error 5)", "(os error 32)")
_ESCAPES: Final = 4  # ENABLE_VIRTUAL_TERMINAL_PROCESSING


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


def sqlite_address(path: PurePath) -> str:
    """Give the address of a database for SQLite, which lets no server stand in it."""
    address = path.as_uri()
    # `file://server/share/x`, of a path on a network, is `file:////server/share/x` there.
    return address if address.startswith("file:///") else address.replace("file:", "file://", 1)


def understands_escapes(stream: TextIO) -> bool:
    """Have a terminal understand colours and how lines are rubbed out; False where it never will.

    Elsewhere all do; an older console of Windows has to be told.
    """
    if sys.platform == "win32":
        import ctypes
        import msvcrt

        try:
            console = ctypes.c_void_p(msvcrt.get_osfhandle(stream.fileno()))
        except (OSError, ValueError):
            return False
        mode = ctypes.c_ulong()
        system = ctypes.windll.kernel32
        if not system.GetConsoleMode(console, ctypes.byref(mode)):
            return False
        return bool(system.SetConsoleMode(console, mode.value | _ESCAPES))
    return True

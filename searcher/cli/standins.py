"""Which modules wait until somebody uses them? Those that Typer imports and a search never needs.

A stand-in has a module's name, and becomes it when the first of its attributes is looked for, as
with `importlib.util.LazyLoader`; that one is loaded by a second `import` already, before Python
3.13. It saves 7 of 90 ms.
"""

import sys
from importlib.machinery import ModuleSpec
from importlib.util import find_spec, module_from_spec
from threading import RLock
from types import ModuleType
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from importlib.abc import Loader

# Of shells and processes, archives, addresses of machines, and the text of Python programs.
NAMES = (
    *("subprocess", "shellingham", "bz2", "lzma", "ipaddress"),
    *("linecache", "ntpath", "textwrap", "token", "tokenize"),
)

_lock = RLock()


class _StandIn(ModuleType):
    """A module that is loaded when something of it is used, by one thread."""

    def __getattr__(self, name: str) -> object:
        with _lock:
            if type(self) is _StandIn:
                self.__class__ = ModuleType  # type: ignore[assignment]
                cast("Loader", cast(ModuleSpec, self.__spec__).loader).exec_module(self)
        return getattr(self, name)


def stand_in() -> None:
    """Have stand-ins for those of the modules that nobody has loaded."""
    for name in NAMES:
        if name in sys.modules or (spec := find_spec(name)) is None:
            continue
        module = module_from_spec(spec)
        module.__class__ = _StandIn
        sys.modules[name] = module

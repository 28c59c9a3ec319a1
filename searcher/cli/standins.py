"""Which modules wait until somebody uses them? Those that Typer imports and a search never needs.

While Typer loads, an empty module stands in for each of them. It passes on to the module itself
what is asked of it, and what Typer takes from a module by name passes on its calls. Then they are
gone from `sys.modules`: who comes later imports as ever. It saves 14 of 77 ms.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

# Of shells, processes and platforms, the text of Python programs, files, translations, traces of
# errors; and what is taken from them by name, to be called some time.
WAITING: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("subprocess", "shellingham", "platform", "fnmatch", "ntpath"), ()),
    # Before Python 3.13 `inspect` looks into `ast` at once, and has it loaded.
    **dict.fromkeys(("ast", "linecache", "token", "tokenize"), ()),
    "difflib": ("get_close_matches",),
    "gettext": ("gettext",),
    "shutil": ("get_terminal_size",),
    "traceback": ("FrameSummary", "StackSummary"),
    "urllib.parse": ("quote_from_bytes",),
    "uuid": ("UUID",),
}


def stand_in() -> None:
    """Have stand-ins for those of the modules that nobody has loaded."""
    for name in WAITING:
        sys.modules.setdefault(name, _StandIn(name))


def give_way() -> None:
    """Have the next import of each module load it."""
    for name in WAITING:
        _give_way(name)


def _give_way(name: str) -> None:
    if type(sys.modules.get(name)) is _StandIn:
        del sys.modules[name]


def _found(module: str, name: str) -> Any:
    _give_way(module)
    return getattr(import_module(module), name)


class _StandIn(ModuleType):
    """Stands in for a module, for whoever has imported it meanwhile."""

    def __getattr__(self, name: str) -> object:
        if name == "__path__":  # asked for by `from`; none of them is a package
            raise AttributeError(name)
        if name in WAITING[self.__name__]:
            return _Taken(self.__name__, name)
        return _found(self.__name__, name)


class _Taken:
    """Stands in for a function or a class of a module that waits."""

    def __init__(self, module: str, name: str) -> None:
        self._module, self._name = module, name

    def __call__(self, *values: Any, **named: Any) -> Any:
        return _found(self._module, self._name)(*values, **named)

    def __getattr__(self, name: str) -> Any:
        return getattr(_found(self._module, self._name), name)

"""What do all records share? Being compared, hashed, shown and never changed, by their fields.

A frozen dataclass writes, compiles and runs six functions for itself when its module is loaded.
Those that do the same for every class stand here once; the one that fills the fields is made when
the first record of a class is, since most classes that a program loads it never uses. A class is
made in 0.03 ms in place of 0.3; a `search` loads some 50 as it starts, which takes it 0.1 s.
"""

from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast, dataclass_transform

T = TypeVar("T")
_set = object.__setattr__


class Record:
    """Base of classes that `record` makes."""

    __slots__ = ()

    if TYPE_CHECKING:
        __dataclass_fields__: ClassVar[dict[str, Any]]

    def _values(self) -> tuple[object, ...]:
        names: tuple[str, ...] = type(self).__slots__
        return tuple([getattr(self, name) for name in names])

    def __eq__(self, other: object) -> bool:
        """Compare field by field; another class is never equal."""
        if type(self) is not type(other):
            return NotImplemented
        return self._values() == other._values()

    def __hash__(self) -> int:
        """Hash all fields."""
        return hash(self._values())

    def __repr__(self) -> str:
        """Show the class with its fields, as a dataclass does."""
        names: tuple[str, ...] = type(self).__slots__
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{type(self).__qualname__}({shown})"

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse: records stay as they are."""
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> None:
        """Refuse: records stay as they are."""
        raise FrozenInstanceError(f"cannot delete field {name!r}")

    def __getstate__(self) -> tuple[object, ...]:
        """Give the fields' values, for another process."""
        return self._values()

    def __setstate__(self, values: tuple[object, ...]) -> None:
        """Fill the fields of a record that another process sent."""
        names: tuple[str, ...] = type(self).__slots__
        for name, value in zip(names, values, strict=True):
            _set(self, name, value)


@dataclass_transform(eq_default=False, frozen_default=True, field_specifiers=(field,))
def record(made: type[T]) -> type[T]:
    """Make a frozen dataclass with slots of a class that derives from `Record`."""
    finished: Any = dataclass(init=False, eq=False, repr=False, slots=True)(made)

    def first(self: T, *values: object, **named: object) -> None:
        finished.__init__ = _filler(finished)
        finished.__init__(self, *values, **named)

    finished.__init__ = first
    return cast(type[T], finished)


def _filler(made: type) -> Callable[..., None]:
    """Write the `__init__` that a frozen dataclass would have."""
    given: dict[str, Any] = {"_set": _set, "_missing": MISSING}
    parameters, lines = ["self"], [" pass"]
    for one in fields(made):
        name, value = one.name, one.name
        if one.default is not MISSING:
            given[f"_{name}"] = one.default
            parameters.append(f"{name}=_{name}")
        elif one.default_factory is not MISSING:
            given[f"_{name}"] = one.default_factory
            parameters.append(f"{name}=_missing")
            value = f"_{name}() if {name} is _missing else {name}"
        else:
            parameters.append(name)
        lines.append(f" _set(self, {name!r}, {value})")
    exec(f"def __init__({', '.join(parameters)}):\n" + "\n".join(lines), given)  # noqa: S102
    filler: Callable[..., None] = given["__init__"]
    filler.__qualname__ = f"{made.__qualname__}.__init__"
    return filler

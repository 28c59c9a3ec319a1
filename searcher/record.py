"""What do all records share? Being compared, hashed and shown by their fields.

A frozen dataclass writes, compiles and runs six functions for itself when its module is loaded;
three of them do the same for every class, and stand here once. Of the time that a `search` takes
to start that saved a tenth.
"""


class Record:
    """Base of frozen dataclasses with slots that say `eq=False, repr=False`."""

    __slots__ = ()

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

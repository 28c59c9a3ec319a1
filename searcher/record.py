"""What do all records share? Being compared, hashed, shown and never changed, by their fields.

A frozen dataclass writes, compiles and runs six functions for itself when its module is loaded.
Those that do the same for every class stand here once. What tools ask a dataclass for is worked out
when they ask, and a class of which many records are made has a function of its own written, that
fills the fields four times as fast. So a class is made in 0.02 ms in place of 0.3; a `search` loads
some 50 as it starts, and makes few records of each.
"""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast, dataclass_transform, overload

if TYPE_CHECKING:
    from dataclasses import Field, replace

__all__ = ["Late", "Record", "field", "record", "replace"]

T = TypeVar("T")
_set = object.__setattr__

# Records of a class up to which writing a function for them would take longer than it saves.
_FEW = 16
_MISSING: Any = object()
_made: dict[type, int] = {}


class _Made:
    """What a field is by default is made for each record."""

    def __init__(self, make: Callable[[], object]) -> None:
        self.make = make


class _Later:
    """An attribute of a class that is worked out when somebody looks for it."""

    def __init__(self, name: str, make: Callable[[type], object]) -> None:
        self._name, self._make = name, make

    def __get__(self, instance: object, owner: type) -> object:
        value = self._make(owner)
        setattr(owner, self._name, value)
        return value


def _fields(owner: type) -> "Mapping[str, Field[Any]]":
    """Give what dataclasses know of their fields."""
    from dataclasses import dataclass
    from dataclasses import field as described

    given: dict[str, Any] = {
        name: described(default_factory=one.make) if isinstance(one, _Made) else one
        for name, one in getattr(owner, "__given__", {}).items()
    }
    # A class without a docstring is given one, which takes longer than all the rest.
    body = {"__annotations__": owner.__annotations__, "__doc__": "A twin.", **given}
    twin = type(owner.__name__, (), body)
    twin.__module__ = owner.__module__
    made: Any = dataclass(init=False, eq=False, repr=False)(twin)
    known: Mapping[str, Field[Any]] = made.__dataclass_fields__
    return known


def _params(_owner: type) -> object:
    """Say how they would have been made, as `pprint` asks."""
    from dataclasses import dataclass

    twin: Any = dataclass(frozen=True)(type("_Twin", (), {"__doc__": "A twin."}))
    return twin.__dataclass_params__


def _signature(owner: type) -> object:
    import inspect

    full = inspect.signature(_filler(owner))
    return full.replace(parameters=list(full.parameters.values())[1:])


class _Slotted(type):
    """Gives a class slots for its fields; what these are by default is kept beside them."""

    def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> "_Slotted":
        if "__slots__" not in body:
            names = tuple(_annotated(body))
            body["__given__"] = {name: body.pop(name) for name in names if name in body}
            body["__slots__"] = body["__match_args__"] = names
        return super().__new__(cls, name, bases, body)


def _annotated(body: dict[str, Any]) -> dict[str, Any]:
    """Name the fields of a class that is being made."""
    annotate = body.get("__annotate_func__") or body.get("__annotate__")  # since Python 3.14
    if annotate is None:
        return cast(dict[str, Any], body.get("__annotations__", {}))
    lib: Any = import_module("annotationlib")
    return cast(dict[str, Any], lib.call_annotate_function(annotate, lib.Format.FORWARDREF))


class Record(metaclass=_Slotted):
    """Base of classes that `record` makes."""

    __slots__ = ()

    if TYPE_CHECKING:
        __dataclass_fields__: ClassVar[dict[str, Any]]
    else:
        __dataclass_fields__ = _Later("__dataclass_fields__", _fields)
        __dataclass_params__ = _Later("__dataclass_params__", _params)
        __signature__ = _Later("__signature__", _signature)

    def __init__(self, *values: object, **named: object) -> None:
        """Fill the fields, if this is one of the first records of its class."""
        kind: Any = type(self)
        _made[kind] = _made.get(kind, 0) + 1
        if _made[kind] > _FEW or not _fill(self, values, named):
            # What does not fit is refused by a function as by any.
            kind.__init__ = _filler(kind)
            kind.__init__(self, *values, **named)

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
        from dataclasses import FrozenInstanceError

        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> None:
        """Refuse: records stay as they are."""
        from dataclasses import FrozenInstanceError

        raise FrozenInstanceError(f"cannot delete field {name!r}")

    def __getstate__(self) -> tuple[object, ...]:
        """Give the fields' values, for another process."""
        return self._values()

    def __setstate__(self, values: tuple[object, ...]) -> None:
        """Fill the fields of a record that another process sent."""
        names: tuple[str, ...] = type(self).__slots__
        for name, value in zip(names, values, strict=True):
            _set(self, name, value)


class _Plain:
    """What dataclasses know of the class that another one stands for."""

    def __get__(self, one: object, owner: "type[Late]") -> Any:
        return owner.stands_for.__dataclass_fields__


class Late(Record):
    """A record whose fields are found out when they are first looked at.

    Equal to, shown and copied as, the plain record that it stands for.
    """

    __slots__ = ()
    stands_for: ClassVar[type[Record]]
    if not TYPE_CHECKING:
        __dataclass_fields__ = _Plain()

    def __new__(cls, *values: object, **named: object) -> Any:
        """Make a plain record of what is known: to change one is to copy it."""
        return cls.stands_for(*values, **named)

    def _values(self) -> tuple[object, ...]:
        names: tuple[str, ...] = self.stands_for.__slots__
        return tuple([getattr(self, name) for name in names])

    def __eq__(self, other: object) -> bool:
        """Compare as a plain record."""
        if not isinstance(other, self.stands_for):
            return NotImplemented
        return self._values() == other._values()

    __hash__ = Record.__hash__

    def __repr__(self) -> str:
        """Show the plain record."""
        return repr(self.stands_for(*self._values()))

    def __reduce__(self) -> tuple[type[Record], tuple[object, ...]]:
        """Copy and pickle as what it stands for."""
        return self.stands_for, self._values()


def field(*, default_factory: Callable[[], T]) -> T:
    """Have a field whose default is made for each record, as in a dataclass."""
    made: Any = _Made(default_factory)
    described: T = made
    return described


if not TYPE_CHECKING:

    def replace(one: T, **changes: object) -> T:
        """Give a record with other values, as `dataclasses` does, and in a third of the time."""
        kind = getattr(type(one), "stands_for", type(one))  # some stand for one of another class
        return kind(**({name: getattr(one, name) for name in kind.__slots__} | changes))


@overload
@dataclass_transform(eq_default=False, frozen_default=True, field_specifiers=(field,))
def record(made: type[T]) -> type[T]: ...
@overload
@dataclass_transform(eq_default=False, frozen_default=True, field_specifiers=(field,))
def record(*, kw_only: bool) -> Callable[[type[T]], type[T]]: ...


def record(
    made: type[T] | None = None, *, kw_only: bool = False
) -> type[T] | Callable[[type[T]], type[T]]:
    """Make a frozen dataclass with slots of a class that derives from `Record`."""
    return (lambda one: _finished(one, kw_only)) if made is None else _finished(made, kw_only)


def _finished(made: Any, kw_only: bool) -> Any:
    if kw_only:
        made.__match_args__ = ()  # type: ignore[misc]
    return made


def _fill(record: object, values: Sequence[object], named: dict[str, object]) -> bool:
    """Fill the fields of a record; False where the values do not fit."""
    kind: Any = type(record)
    names, given = kind.__slots__, kind.__given__
    told = dict(zip(names, values, strict=False)) | named
    if len(told) < len(values) + len(named) or (values and not kind.__match_args__):
        return False
    left = len(told)
    for name in names:
        if name in told:
            left -= 1
            value = told[name]
        elif name in given:
            value = given[name]
            if type(value) is _Made:
                value = value.make()
            elif type(value).__module__ == "dataclasses":
                raise TypeError(f"{name}: use searcher.record.field")
        else:
            return False
        _set(record, name, value)
    return not left


def _filler(made: Any) -> Callable[..., None]:
    """Write the `__init__` that a frozen dataclass would have."""
    names: dict[str, Any] = {"_missing": _MISSING}
    by_place = made.__match_args__ == made.__slots__
    parameters, lines = ["self"] if by_place else ["self", "*"], [" pass"]
    for name in made.__slots__:
        value, given = name, made.__given__.get(name, _MISSING)
        if given is _MISSING:
            parameters.append(name)
        elif isinstance(given, _Made):
            names[f"_{name}"] = given.make
            parameters.append(f"{name}=_missing")
            value = f"_{name}() if {name} is _missing else {name}"
        else:
            names[f"_{name}"] = given
            parameters.append(f"{name}=_{name}")
        names[f"_set_{name}"] = getattr(made, name).__set__  # of the slot: no name is looked up
        lines.append(f" _set_{name}(self, {value})")
    exec(f"def __init__({', '.join(parameters)}):\n" + "\n".join(lines), names)  # noqa: S102
    filler: Callable[..., None] = names["__init__"]
    filler.__qualname__ = f"{made.__qualname__}.__init__"
    return filler

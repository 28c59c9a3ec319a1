"""Records are frozen dataclasses in all that can be seen of them."""

import copy
import dataclasses
import inspect
import pickle
import pprint
from dataclasses import FrozenInstanceError, fields
from typing import Any

import pytest

from searcher.record import Record, field, record, replace


@record
class Point(Record):
    """A record with all kinds of fields."""

    x: int
    y: int = 2
    names: list[str] = field(default_factory=list)


@record
class Nothing(Record):
    """A record without fields."""


def test_fields_are_filled_as_a_dataclass_fills_them() -> None:
    """By place and by name, with defaults; what is made by default is made for each."""
    first, second = Point(1), Point(y=4, x=3, names=["a"])
    assert (1, 2, []) == (first.x, first.y, first.names)
    assert (3, 4, ["a"]) == (second.x, second.y, second.names)
    assert first.names is not Point(1).names
    assert ["x", "y", "names"] == [one.name for one in fields(Point)]
    assert Nothing() == Nothing()


@pytest.mark.parametrize(("values", "named"), [((), {}), ((1, 2, [], 4), {}), ((1,), {"z": 1})])
def test_what_does_not_fit_is_refused(values: tuple[Any, ...], named: dict[str, Any]) -> None:
    """As by any function, also once records have been made."""
    for _ in range(2):
        with pytest.raises(TypeError, match=r"Point\.__init__"):
            Point(*values, **named)
        Point(1)


def test_records_are_compared_hashed_and_shown_by_their_fields() -> None:
    """Records of other classes are never equal."""

    @record
    class Other(Record):
        x: int
        y: int = 2

    assert Point(1) == Point(1, 2)
    assert Point(1) != Point(2)
    assert Point(1) != Other(1)
    assert hash(Other(1)) == hash(Other(1, 2))
    assert "Point(x=1, y=2, names=[])" == repr(Point(1))


def test_dataclasses_know_records() -> None:
    """As dataclasses: their fields, their copies with other values, their values by name."""
    point = Point(1, names=["a"])
    assert Point(2, names=["a"]) == dataclasses.replace(point, x=2) == replace(point, x=2)
    assert {"x": 1, "y": 2, "names": ["a"]} == dataclasses.asdict(point)
    assert [True, True] == [dataclasses.is_dataclass(one) for one in (Point, point)]
    with pytest.raises(TypeError, match=r"Point\.__init__"):
        replace(point, z=2)  # type: ignore[call-arg]
    long = Point(1, names=["a long name"] * 20)
    assert repr(long) == pprint.pformat(long)


def test_a_field_of_dataclasses_is_refused() -> None:
    """It would be taken for a value."""

    @record
    class Wrong(Record):
        names: list[str] = dataclasses.field(default_factory=list)

    with pytest.raises(TypeError, match=r"names: use searcher\.record\.field"):
        Wrong()


def test_records_stay_as_they_are() -> None:
    """There is no place for anything else, either."""
    point = Point(1)
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'x'"):
        point.x = 2  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'x'"):
        del point.x
    with pytest.raises(FrozenInstanceError):
        point.z = 2
    assert not hasattr(point, "__dict__")
    assert Point(7) == replace(point, x=7)


def test_records_go_to_other_processes() -> None:
    """And are copied, without being filled anew."""
    point = Point(1, names=["a"])
    assert point == pickle.loads(pickle.dumps(point))  # noqa: S301
    assert point == copy.deepcopy(point)
    assert point.names is not copy.deepcopy(point).names


def test_a_record_has_the_signature_of_a_dataclass() -> None:
    """Before and after a function of its own is written for it."""
    for _ in range(2):
        assert ["x", "y", "names"] == list(inspect.signature(Point).parameters)
        assert [Point(number) for number in range(100)][3] == Point(3)


def test_a_record_may_take_its_values_by_name_alone() -> None:
    """The first ones as well as the hundredth; they have no places in a `match` either."""

    @record(kw_only=True)
    class Named(Record):
        x: int
        y: int = 2

    for _ in range(100):
        assert (1, 2) == (Named(x=1).x, Named(x=1).y)
        with pytest.raises(TypeError, match=r"Named\.__init__"):
            Named(1)  # type: ignore[call-arg]
    assert () == Named.__match_args__
    assert Named(x=1, y=3) == replace(Named(x=1), y=3)


@pytest.mark.parametrize(
    ("values", "named"),
    [((), {"x": 1, "z": 2}), ((1,), {"x": 1, "y": 2}), ((1, 2, 3, 4), {}), ((1,), {})],
)
def test_the_first_records_refuse_what_any_function_refuses(
    values: tuple[Any, ...], named: dict[str, Any]
) -> None:
    """A name that is not known, one that is given twice, too many, too few."""

    @record
    class Fresh(Record):
        x: int
        y: int
        w: int = 1

    with pytest.raises(TypeError, match=r"Fresh\.__init__"):
        Fresh(*values, **named)

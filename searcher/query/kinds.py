"""Is an argument of the kind that it should be? Callers in Python may be unchecked."""

import datetime as dt
from collections.abc import Iterable
from typing import TypeVar

from searcher.errors import UsageError

T = TypeVar("T")


def of_kind(kind: type[T], name: str, value: object, wanted: str) -> T:
    """Give the value, if it is what the name needs; raises `UsageError`."""
    # To Python a bool is a number, which no number here is meant to be.
    if isinstance(value, kind) and (kind is bool or not isinstance(value, bool)):
        return value
    raise UsageError(f"{name} needs {wanted}, not {value!r:.40}.")


def whole(name: str, value: object, wanted: str = "a whole number") -> int:
    """Give a whole number; raises `UsageError` for anything else."""
    return of_kind(int, name, value, wanted)


def count_of(name: str, value: object, hint: str = "") -> int:
    """Give a whole number from 0; raises `UsageError` for anything else."""
    number = whole(name, value, "a whole number from 0")
    if number < 0:
        raise UsageError(f"--{name.replace('_', '-')} cannot be negative, as {number} is.{hint}")
    return number


def listed(name: str, values: Iterable[T], wanted: str) -> list[T]:
    """Give several values as a list; raises `UsageError` for what is none."""
    return [*of_kind(Iterable, name, values, wanted)]  # type: ignore[type-abstract]


def seconds_of(name: str, value: object) -> float:
    """Give a time in seconds; raises `UsageError` for anything else."""
    if isinstance(value, float):
        return value
    return whole(name, value, "a number of seconds")


def day_of(name: str, value: object, wanted: str = "a datetime.date") -> dt.date:
    """Give a day, of a moment too; raises `UsageError` for anything else."""
    day = of_kind(dt.date, name, value, wanted)
    return day.date() if isinstance(day, dt.datetime) else day


def words_of(name: str, value: object) -> str:
    """Give a text; raises `UsageError` for anything else."""
    return of_kind(str, name, value, "a text")

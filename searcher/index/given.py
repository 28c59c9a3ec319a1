"""What was an ingest given? A mistake is found before the first file, and not in every record."""

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from searcher.errors import UsageError
from searcher.query.kinds import count_of, day_of, seconds_of, words_of
from searcher.readers.base import ReadOptions
from searcher.readers.records.fields import Fields


def read_options(fields: Mapping[str, str] | None) -> ReadOptions:
    """Understand which field holds what; raises `UsageError`, `ValueNotKnown` for an attribute."""
    if fields is not None and not isinstance(fields, Mapping):
        raise UsageError(f"fields needs a mapping such as {{'title': 'headline'}}, not {fields!r}.")
    given = dict(fields or {})
    for attribute, name in given.items():
        words_of("fields", attribute)
        words_of(f"fields: {attribute}", name)
    options = ReadOptions(fields=given)
    Fields(options)
    return options


def reference_of(given: dt.date | Literal["file"] | None) -> dt.date | Literal["file"] | None:
    """Understand what dates are held against; of a moment its day. Raises `UsageError`."""
    if given is None or given == "file":
        return given
    return day_of("reference_date", given, "a datetime.date or 'file'")


def paths_of(given: str | Path | Sequence[str | Path]) -> list[str | Path]:
    """Give what is read as a list; raises `UsageError` for what is no path."""
    if isinstance(given, str | Path):
        return [given]
    try:
        paths = list(given)
    except TypeError:
        raise UsageError(f"paths needs paths, not {given!r:.40}.") from None
    for path in paths:
        if not isinstance(path, str | Path):
            raise UsageError(f"paths needs paths, not {path!r:.40}.")
    return paths


def check_limits(max_seconds: float | None, **counts: int | None) -> None:
    """Raise `UsageError` for what is no number, or a negative one."""
    for name, count in counts.items():
        if count is not None:
            count_of(name, count)
    if max_seconds is not None:
        seconds_of("max_seconds", max_seconds)

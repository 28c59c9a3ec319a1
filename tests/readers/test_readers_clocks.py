"""Two clocks tell the zone of a time, and nothing else does."""

import pytest

from searcher.readers.records.clocks import epoch, moment

LOCAL = "2026-01-30T08:30:00"


@pytest.mark.parametrize(
    ("utc", "expected"),
    [
        ("2026-01-30T06:30:00", f"{LOCAL}+02:00"),
        ("2026-01-30T13:30:00", f"{LOCAL}-05:00"),
        ("2026-01-30 03:00:00", f"{LOCAL}+05:30"),
        (LOCAL, f"{LOCAL}+00:00"),
        ("2026-01-30T06:31:00", None),  # no zone differs so
        ("2026-01-31T06:30:00", None),
        ("0000-00-00T00:00:00", None),
        ("2026-01-30T06:30:00Z", None),
        (None, None),
        (5, None),
    ],
)
def test_moments(utc: object, expected: str | None) -> None:
    """Where the two cannot be of one moment, none is said."""
    assert moment(LOCAL, utc) == expected


def test_epochs() -> None:
    """Digits alone are a number of seconds."""
    assert epoch("1769754600") == "2026-01-30T06:30:00"
    assert epoch(1769754600) == "2026-01-30T06:30:00"
    assert [epoch(bad) for bad in ("9" * 30, "x", "-1", None, 1.5, "١")] == [None] * 6


def test_a_day_is_no_clock() -> None:
    """From a day and a moment no zone is known."""
    assert moment("2026-01-30", "2026-01-29T12:00:00") is None
    assert moment("2026-01-30T08:00:00", "2026-01-30") is None

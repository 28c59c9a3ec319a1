"""`--half-life` and `--expand`, as they are typed."""

import datetime as dt

import pytest

from searcher.errors import UsageError
from searcher.query.describe import describe, request_record
from searcher.query.model import Recency
from searcher.query.params import build, from_params, to_params
from searcher.query.typed_values import to_flags

TODAY = dt.date(2026, 2, 1)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("30d", Recency(30, TODAY)),
        (" 6W ", Recency(42, TODAY)),
        ("3 m", Recency(90, TODAY)),
        ("1y", Recency(365, TODAY)),
        ("30d@2008-12-01", Recency(30, dt.date(2008, 12, 1))),
    ],
)
def test_times(typed: str, expected: Recency) -> None:
    """Days, weeks, months of 30 days and years, from today or the day that is given."""
    assert expected == build("a", half_life=typed, today=TODAY).recency


@pytest.mark.parametrize(
    "wrong", ["", "30", "d", "0d", "-3d", "101y", "3.5d", "30d@", "30d@yesterday", "٣d", "30d\n1"]
)
def test_what_is_no_time(wrong: str) -> None:
    """An error with examples."""
    with pytest.raises(UsageError, match="as in 30d, 6w, 3m or 1y"):
        build("a", half_life=wrong)


def test_a_day_that_is_none() -> None:
    """The form is right, the calendar has no such day."""
    with pytest.raises(UsageError, match="no day 2026-02-30"):
        build("a", half_life="1d@2026-02-30")


@pytest.mark.parametrize("option", [{"expand": True}, {"half_life": "30d"}])
@pytest.mark.parametrize("sort", ["newest", "oldest"])
def test_another_order_leaves_them_no_meaning(option: dict[str, object], sort: str) -> None:
    """Rather an error than a word without effect."""
    with pytest.raises(UsageError, match="about the order by relevance"):
        build("a", sort=sort, **option)  # type: ignore[arg-type]


@pytest.mark.parametrize("wrong", [1, 30, dt.timedelta(3)])
def test_unchecked_callers(wrong: object) -> None:
    """Other types are refused by name."""
    with pytest.raises(UsageError, match="half-life"):
        build("a", half_life=wrong)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="expand"):
        build("a", expand=wrong)  # type: ignore[arg-type]


def test_links_keep_the_day() -> None:
    """A saved search orders its hits tomorrow as it does today."""
    request = build("a", expand=True, half_life="2w", today=TODAY)
    params = to_params(request)
    assert {"q": ["a"], "expand": ["1"], "half-life": ["14d@2026-02-01"]} == params
    assert request == from_params(params)
    assert request == from_params({"q": "a", "expand": "yes", "half_life": "2w"}, today=TODAY)
    assert ["--q=a", "--expand", "--half-life=14d@2026-02-01"] == to_flags(params)


def test_it_is_described() -> None:
    """For people and for programs."""
    request = build("a", expand=True, half_life="2w", today=TODAY)
    said = "\n".join(describe(request))
    assert "ranked by the words of the best hits too" in said
    assert "half the reward every 14 days before 2026-02-01" in said
    record = request_record(request)
    assert (True, "14d@2026-02-01") == (record["expand"], record["half_life"])

"""The local day of a time in UTC: by a twin stamp or by the address."""

import datetime as dt

import pytest

from searcher.dates import day_of_address, parse_published, with_local_day

UTC = "2024-05-07T03:28:35Z"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://paper.example/2024/05/07/weir-opens/", dt.date(2024, 5, 7)),
        ("https://paper.example/2024/may/7/weir-opens", dt.date(2024, 5, 7)),
        ("https://paper.example/news/weir-2024-05-07.html", dt.date(2024, 5, 7)),
        ("https://paper.example/20240507_weir", dt.date(2024, 5, 7)),
        ("https://paper.example/2024/02/30/weir/", None),
        ("https://paper.example/2024/13/07/weir/", None),
        ("https://paper.example/2024/05/weir/", None),
        ("https://paper.example/a120240507123/weir", None),
        ("https://paper.example/weir?day=2024-05-07", None),
        ("https://paper.example/2024/05/07/as-of-2023-01-02/", None),
        ("https://[paper/2024/05/07/", None),
        (None, None),
        ("https://paper.example/" + "2024/" * 1_000, None),
    ],
)
def test_day_of_address(url: str | None, expected: dt.date | None) -> None:
    """Only the path counts, and only if it names one day that exists."""
    assert expected == day_of_address(url)


@pytest.mark.parametrize(
    "twin",
    ["2024-05-06T22:28:35-05:00", "2024-05-06 22:28:35", "Mon, 06 May 2024 22:28:35 -0500"],
)
def test_a_twin_tells_the_local_day(twin: str) -> None:
    """The same moment by another clock, with its offset or without."""
    found = with_local_day(parse_published(UTC), [twin], None)
    assert (dt.date(2024, 5, 6), ("local-day",)) == (found.date, found.flags)
    assert parse_published(UTC).instant == found.instant


@pytest.mark.parametrize(
    "twin",
    [
        "2024-05-06T22:28:36-05:00",  # another moment
        "2024-05-06 22:21:35",  # no zone is seven minutes off
        "2024-05-04 22:28:35",  # none is two days away
        "2024-05-06",
        "2024-05-06T22",
        "2024-05-06T23:28:35+60:00",
        "soon",
        "9" * 200,
    ],
)
def test_another_moment_tells_nothing(twin: str) -> None:
    """What is not the same moment leaves the declared day alone."""
    assert parse_published(UTC) == with_local_day(parse_published(UTC), [twin], None)


def test_the_address_tells_the_local_day() -> None:
    """A day that some place on earth had at that moment."""
    address = "https://paper.example/2024/05/{:02}/weir"
    days = [
        with_local_day(parse_published(UTC), [], address.format(day)).date for day in (6, 7, 8, 5)
    ]
    assert [dt.date(2024, 5, day) for day in (6, 7, 7, 7)] == days
    slug = "https://paper.example/weir-20240506.html"
    assert parse_published(UTC) == with_local_day(parse_published(UTC), [], slug)


@pytest.mark.parametrize("declared", ["2024-05-07T03:28:35+02:00", "2024-05-07T03:28:35", "2024"])
def test_a_local_time_needs_no_twin(declared: str) -> None:
    """Only UTC leaves the local day open."""
    found = with_local_day(parse_published(declared), [], "https://paper.example/2024/05/06/weir")
    assert parse_published(declared) == found

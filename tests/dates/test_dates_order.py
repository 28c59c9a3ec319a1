"""Day or month first: evidence from one file."""

import pytest

from searcher.dates import DayMonthOrder
from searcher.dates.order import needs_century, needs_order


@pytest.mark.parametrize(
    ("seen", "order"),
    [
        ([], None),
        (["02/03/2024", "2024-01-30", "Jan 30, 2026", ""], None),
        (["02/03/2024", "13/03/2024"], "dmy"),
        (["02/03/2024", "03-14-2024"], "mdy"),
        (["Posted 31.03.2024, 10:15"], "dmy"),
        (["13/03/2024", "03/14/2024"], None),
        (["5/31/18 7:00"], "mdy"),
        (["26/01/30"], None),
        (["30/01/98"], "dmy"),
        (["99/99/2024", "0/31/2024", "2024/31/01"], None),
    ],
)
def test_evidence(seen: list[str], order: str | None) -> None:
    """Only a number that can be no month proves anything; a contradiction proves nothing."""
    evidence = DayMonthOrder()
    for raw in seen:
        evidence.see(raw)
    assert order == evidence.order


@pytest.mark.parametrize(
    ("raw", "needed"),
    [
        ("02/03/2024", True),
        ("2.3.2024 10:15", True),
        ("1/2/18", True),
        ("02/02/2024", False),
        ("13/03/2024", False),
        ("2024-02-03", False),
        ("00/03/2024", False),
        ("Jan 2, 2024", False),
        ("\0" * 10_000, False),
        ("", False),
    ],
)
def test_needs_order(raw: str, needed: bool) -> None:
    """An order is needed exactly where both readings are days, and different ones."""
    assert needed is needs_order(raw)


@pytest.mark.parametrize(
    ("seen", "years"),
    [
        ([], None),
        (["14-Feb-18", "Jan 30, Fri", "12345", "+49 20181"], None),
        (["December 31, 2017", "2015-03-31T10:00:00Z", "14-Feb-18"], (2015, 2017)),
        (["x" * 200 + " 2017"], None),
    ],
)
def test_years_that_are_printed_in_full(seen: list[str], years: tuple[int, int] | None) -> None:
    """From the first to the last; two digits are none."""
    evidence = DayMonthOrder()
    for raw in seen:
        evidence.see(raw)
    assert years == evidence.years


@pytest.mark.parametrize(
    ("raw", "needed"),
    [
        ("14-Feb-18", True),
        ("1/2/18 5:30 AM", True),
        ("14 février 18", True),
        ("14-Feb-2018", False),
        ("2018-02-14", False),
        ("Jan 30, Fri", False),
        ("14 dogs ran 18 miles", False),
        ("1518652800", False),
        ("\0" * 10_000, False),
        ("", False),
    ],
)
def test_needs_century(raw: str, needed: bool) -> None:
    """Where a year has two digits."""
    assert needed is needs_century(raw)

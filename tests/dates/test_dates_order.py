"""Day or month first: evidence from one file."""

import pytest

from searcher.dates import DayMonthOrder, needs_order


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

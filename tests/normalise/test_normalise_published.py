"""The date of publication: candidates, references, conflicts."""

import datetime as dt

import pytest

from searcher.article import Provenance, RawArticle, RawDate
from searcher.dates import Published
from searcher.normalise.published import publication

WHERE = Provenance(file="a.txt", reader="text")
REFERENCE = (dt.date(2026, 2, 1), "option")


def settle(
    *dates: str | RawDate,
    captured: str | None = None,
    stamp: str | None = None,
    reference: tuple[dt.date, str] | None = None,
) -> tuple[Published | None, str | None]:
    candidates = tuple(d if isinstance(d, RawDate) else RawDate(d) for d in dates)
    raw = RawArticle(WHERE, dates=candidates, captured=captured, stamp=stamp)
    return publication(raw, reference=reference, order=None, language="en")


def test_no_candidate_is_no_date() -> None:
    """Where nothing was printed nothing is said, whatever the reference."""
    assert (None, None) == settle(reference=REFERENCE)
    assert (None, None) == settle(" ", reference=REFERENCE)


def test_a_yearless_date_is_held_against_the_reference() -> None:
    """The reference and its origin are recorded where they were used."""
    published, held = settle("Jan 30, Fri", reference=REFERENCE)
    assert published is not None
    assert dt.date(2026, 1, 30) == published.date
    assert "weekday" == published.method
    assert "2026-02-01 (option)" == held


def test_a_full_date_needs_no_reference() -> None:
    """A reference that was not used is not recorded."""
    published, held = settle("2024-05-06", reference=REFERENCE)
    assert published is not None
    assert "2024-05-06" == published.text
    assert held is None


@pytest.mark.parametrize(
    ("captured", "stamp", "held"),
    [
        ("2026-02-03T10:00:00Z", "2026-02-02", "2026-02-03 (captured)"),
        (None, "2026-02-02", "2026-02-02 (stamp)"),
        ("not a date", "2026-02-02", "2026-02-02 (stamp)"),
        ("2026", None, "2026-02-01 (option)"),
        ("", " ", "2026-02-01 (option)"),
    ],
)
def test_the_record_itself_is_the_first_reference(
    captured: str | None, stamp: str | None, held: str
) -> None:
    """Capture, then stamp, then what the user said; a mere year is no reference."""
    published, recorded = settle("Jan 30, Fri", captured=captured, stamp=stamp, reference=REFERENCE)
    assert published is not None
    assert dt.date(2026, 1, 30) == published.date
    assert held == recorded


def test_without_a_reference_the_text_is_kept() -> None:
    """A date without a year stays unsettled, its text and the reason beside it."""
    published, held = settle("Jan 30, Fri")
    assert published is not None
    assert published.date is None
    assert "Jan 30, Fri" == published.raw
    assert published.flags
    assert held is None


def test_the_first_settled_candidate_wins() -> None:
    """An unsettled candidate gives way to a settled one; without any the first is kept."""
    published, _ = settle("soon", "2024-05-06", "2024-05-07")
    assert published is not None
    assert "2024-05-06" == published.raw
    assert "conflict" not in published.flags
    unsettled, _ = settle("soon", "later")
    assert unsettled is not None
    assert "soon" == unsettled.raw


@pytest.mark.parametrize(
    ("other", "conflict"),
    [("2024-05-07", False), ("2024-05-08", True), ("2024", False), ("2023", True), ("soon", False)],
)
def test_a_conflict_is_flagged(other: str, conflict: bool) -> None:
    """Settled candidates two days apart contradict each other; a day's slack is none."""
    published, _ = settle("2024-05-06", other)
    assert published is not None
    assert conflict == ("conflict" in published.flags)


def test_a_guess_is_of_low_confidence_and_contradicts_nobody() -> None:
    """What a heuristic found on a page stands only where nothing was declared."""
    published, _ = settle(RawDate("2024-05-06", "guess"))
    assert published is not None
    assert "low" == published.confidence
    declared, _ = settle(RawDate("2024-05-06", "meta"), RawDate("2020-01-01", "guess"))
    assert declared is not None
    assert declared.confidence != "low"
    assert "conflict" not in declared.flags


def test_the_shown_time_decides_between_declared_days() -> None:
    """JSON-LD and meta tags disagree: what readers saw is right, and the conflict stays flagged."""
    old, new = RawDate("2024-05-06", "json-ld"), RawDate("2026-05-06T10:00:00Z", "meta")
    shown, _ = settle(old, new, RawDate("2026-05-06", "time"))
    assert shown is not None
    assert ("2026-05-06", ("conflict",)) == (shown.text, shown.flags)
    neither, _ = settle(old, new, RawDate("2025-01-01", "time"))
    assert neither is not None
    assert "2024-05-06" == neither.text
    unsure, _ = settle(old, RawDate("2026-05-06", "time"))
    assert unsure is not None
    assert "2024-05-06" == unsure.text


def test_an_open_order_is_settled_by_another_stamp() -> None:
    """`05/06/2024` may be two days; one that is named elsewhere is that one, a guess's day none."""
    found, _ = settle(RawDate("05/06/2024", "meta"), RawDate("5. Juni 2024", "shown"))
    assert found is not None
    assert ("2024-06-05", "medium") == (found.text, found.confidence)
    open_, _ = settle(RawDate("05/06/2024", "meta"), RawDate("2024-06-05", "guess"))
    assert open_ is not None
    assert "2024" == open_.text


def test_the_local_day_of_utc() -> None:
    """A twin with an offset tells on which day readers saw it."""
    found, _ = settle("2024-05-07T03:28:35Z", "2024-05-06T22:28:35-05:00")
    assert found is not None
    assert ("2024-05-06", ("local-day",)) == (found.text, found.flags)

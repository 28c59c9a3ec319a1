"""dateparser behind its gate, and its traps."""

import subprocess
import sys

import pytest

from searcher.dates import fallback, parse_published


@pytest.mark.parametrize(
    "text",
    [
        "12",
        "A",
        "3.14",
        "2021",
        "2024-13-01",
        "9999-12-31",
        "By Mark May",
        "By Mark May 12",
        "Jan 2, Mon",
        "Jan 30, Fri",
        "1706601600",
        "2 hours ago",
        "tomorrow 10:00",
        "2021 may 99",
        "Published 5 Jan 2026, 6 Feb 2027",
        "x" * 61 + " 5 Jan 2026",
    ],
)
def test_the_gate_holds(text: str) -> None:
    """What dateparser would invent is never asked or never taken."""
    assert fallback.read(text, "en") is None


@pytest.mark.parametrize(
    ("raw", "language", "text", "precision"),
    [
        ("30 ஜனவரி 2026", "ta", "2026-01-30", "day"),
        ("30 იანვარი 2026, 10:15", "ka-GE", "2026-01-30", "day"),
        ("იანვარი 2026", "ka", "2026-01", "month"),
    ],
)
def test_a_language_beyond_our_tables(raw: str, language: str, text: str, precision: str) -> None:
    """The answer is never more precise than a day, and less sure than our own."""
    found = parse_published(raw, language=language)
    assert (text, precision, "dateparser", "medium", None) == (
        found.text,
        found.precision,
        found.method,
        found.confidence,
        found.instant,
    )


@pytest.mark.parametrize("language", ["xx", "zz", None])
def test_unknown_languages_fall_back_to_english(language: str | None) -> None:
    """A code that dateparser does not know is no error."""
    assert fallback.read("30 qwertz 2026", language) is None


def test_no_parser_is_loaded_before_it_is_needed() -> None:
    """A search by date imports neither dateparser nor the tables of names."""
    code = (
        "import sys, searcher.dates\n"
        "searcher.dates.parse_when('2026')\n"
        "heavy = {'dateparser', 'zoneinfo', 'searcher.dates.names', 'searcher.dates.published'}\n"
        "print(sorted(heavy & sys.modules.keys()))\n"
        "searcher.dates.parse_published('Jan 30, 2026')\n"
        "print('dateparser' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ["[]", "False"] == done.stdout.split()

"""Stories in the order of time, for people and programs."""

import csv
import io
import json
from dataclasses import replace

import pytest

from searcher.render import TIMELINE_FORMATS, Format, Look, format_named
from searcher.render.columns import width
from searcher.render.headline import headline
from searcher.render.safety import safe_data
from searcher.testing import article
from searcher.trends import Timeline
from times import hostile_timeline, told


def printed(form: str, timeline: Timeline, columns: int = 72) -> list[str]:
    """Print in a format."""
    return list(format_named(form, TIMELINE_FORMATS).render(timeline, Look(columns)))


def test_headings_are_times_and_the_undated_come_last() -> None:
    """Each once."""
    lines = printed("table", told())
    assert ["2025", "2026-01", "undated"] == [
        line for line in lines if line and line[1:2] != " " and line[0] in "2u"
    ]
    assert "1-4 of 9 stories, 12 ms" == lines[-1]


@pytest.mark.parametrize("form", ["table", "markdown"])
def test_by_copies_there_are_no_headings(form: str) -> None:
    """Each story says its own date, also that which a heading would have said."""
    lines = printed(form, replace(told(), sort="copies"))
    assert [] == [line for line in lines if line.startswith(("20", "## ", "undated"))]
    assert 1 == sum("2025 ·" in line for line in lines)


@pytest.mark.parametrize(
    ("expected", "title", "body"),
    [
        ("Tide", "Tide", "It rose."),
        ("“It rose.”", "  ", "It\n rose."),
        (f"“{'wave ' * 19}wave…”", "", "wave " * 1_000),
        ("(untitled)", "", " \n"),
    ],
)
def test_a_text_without_a_title_is_known_by_its_begin(expected: str, title: str, body: str) -> None:
    """In quotation marks, since nobody gave it that title."""
    assert expected == headline(article(title=title, body=body))


def test_growth_is_told() -> None:
    """How many there are, how soon they came, and which of them no day is known of."""
    text = " ".join(printed("table", told(), 120))
    assert (
        "+ 6 copies: 3 of 7 on 2026-01-30, 5 within a week, the last after 40 days, "
        "1 of no known day" in text
    )
    assert "+ 1 copy, of no known day" in text
    assert "Quay 1, Quay 2, Quay 3 and 2 more" in text


def test_rows_have_every_number() -> None:
    """Growth is empty where no day is known."""
    rows = list(csv.DictReader(io.StringIO("\n".join(printed("csv", told())))))
    assert ["2", "7", "6", "5"] == [
        rows[1][name] for name in ("rank", "articles", "copies", "outlets")
    ]
    soon = ("within_day", "within_week", "within_month")
    assert ["3", "5", "5"] == [rows[1][name] for name in soon]
    assert ["", "", ""] == [rows[0][name] for name in soon]
    assert ("2026-01-30", "2026-03-11") == (rows[1]["first"], rows[1]["last"])


def test_the_record_has_every_outlet_and_day() -> None:
    """Whatever is clipped for people."""
    record = json.loads("\n".join(printed("json", told())))
    story = record["stories"][1]
    assert 5 == len(story["sources"])
    assert {"date": "2026-02-02", "articles": 2} == story["days"][1]
    assert 9 == record["total"]


@pytest.mark.parametrize("form", TIMELINE_FORMATS, ids=[row.name for row in TIMELINE_FORMATS])
def test_hostile_titles_break_no_format(form: Format) -> None:
    """For people nothing dangerous is left in it."""
    lines = printed(form.name, hostile_timeline())
    assert len(lines) >= len(hostile_timeline().stories)
    if not form.data or form.name == "markdown":
        assert [] == [line for line in lines if line != safe_data(line) or "\n" in line]
    if not form.data:
        assert 72 >= max(map(width, lines))

"""Counts over time for people and programs."""

import csv
import io
import json
from dataclasses import replace

import pytest

from searcher.render import TREND_FORMATS, Format, Look, format_named
from searcher.render.columns import width
from searcher.render.safety import safe_data
from searcher.render.trend import percent, trend_table
from searcher.trends import Trend
from times import hostile_trend, one_series, several, shares, tally


def table(trend: Trend, columns: int = 60) -> list[str]:
    """Print for people."""
    return list(trend_table(trend, Look(columns)))


def rows(trend: Trend) -> list[dict[str, str]]:
    """Print as CSV, and read."""
    lines = format_named("csv", TREND_FORMATS).render(trend, Look())
    csv.field_size_limit(2_000_000)
    return list(csv.DictReader(io.StringIO("\n".join(lines))))


def test_a_month_without_articles_has_a_line_and_no_bar() -> None:
    """So have the undated and those too rough, which are no part of the course."""
    assert [
        "tide: articles by month",
        "  2026-01     3  ━━━━━━━━━━",
        "  2026-02     0",
        "  2026-03    12  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━",
        "  2026-04     1  ━━━━",
        "  undated     4",
        "  year only   2",
    ] == [line.rstrip() for line in table(replace(one_series()), 70)[:-2]]


def test_a_share_shows_what_it_is_of() -> None:
    """Of nothing there is no share, which is not 0."""
    lines = table(shares())
    assert "3 of 40   7.5 %  ━" in lines[1]
    assert lines[2].endswith("0 of  8   0.0 %")
    assert lines[3].endswith("0 of  0       –")
    assert lines[4].startswith("  undated  1 of  2  50.0 %")


@pytest.mark.parametrize(
    ("expected", "part"),
    [
        ("–", None),
        ("0.0 %", 0.0),
        ("7.5 %", 0.075),
        ("0.0012 %", 0.000012),
        ("100.0 %", 1.0),
    ],
)
def test_small_shares_are_no_zeros(expected: str, part: float | None) -> None:
    """Two digits that say something."""
    assert expected == percent(part)


def test_series_stand_side_by_side() -> None:
    """With their totals; a page that is too narrow has several blocks, and loses none."""
    wide = table(several(), 80)
    assert "           Quay  Harbour Ledger  no source  other" == wide[1]
    assert "  all         6           1,500          4     15" == wide[6]
    narrow = table(several(), 34)
    assert max(map(width, narrow)) <= 34
    assert 2 == sum(line.startswith("  2026-02") for line in narrow)


def test_rows_are_complete() -> None:
    """Each series has a row for each period, and one for each kind of what lies in none."""
    found = rows(shares())
    assert ["2026-01", "2026-02", "2026-03", "undated", "rough"] == [one["period"] for one in found]
    assert ["3", "40", "0.075000"] == [found[0][name] for name in ("count", "base", "share")]
    assert ["0", "0", ""] == [found[2][name] for name in ("count", "base", "share")]
    assert ["2026-01-01", "2026-01-31"] == [found[0]["first"], found[0]["last"]]
    assert 4 * 5 == len(rows(several()))


def test_the_record_says_what_shares_are_of() -> None:
    """Numerators and denominators stand beside them."""
    record = json.loads("".join(format_named("json", TREND_FORMATS).render(shares(), Look())))
    (one,) = record["series"]
    assert "filters" == one["share_of"]
    assert ([3, 0, 0], [40, 8, 0]) == (one["counts"], one["base"]["counts"])
    assert [0.075, 0.0, None] == one["shares"]
    assert {"label": "2026-01", "first": "2026-01-01", "last": "2026-01-31"} == record["periods"][0]


@pytest.mark.parametrize("form", TREND_FORMATS, ids=[row.name for row in TREND_FORMATS])
def test_hostile_names_break_no_format(form: Format) -> None:
    """For people nothing dangerous is left, and no line is too long."""
    lines = list(form.render(hostile_trend(), Look(72)))
    if not form.data:
        assert [] == [line for line in lines if line != safe_data(line) or "\n" in line]
        assert 72 >= max(map(width, lines))
    if form.name == "csv":
        assert 14 * 5 == len(rows(hostile_trend()))


def test_formulas_are_disarmed() -> None:
    """A series may be called what a spreadsheet would run."""
    (one,) = one_series().series
    made = replace(one_series(), series=(replace(one, name="=1+1"),))
    assert "'=1+1" == rows(made)[0]["series"]


@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_control_characters_are_shown_in_rows(name: str) -> None:
    """A link may hold them in its words; a file of rows is looked at in a terminal."""
    (one,) = one_series().series
    made = replace(one_series(), series=(replace(one, name="\x1b[31mbank\x07 \u202etxt"),))
    lines = list(format_named(name, TREND_FORMATS).render(made, Look()))
    assert lines == [safe_data(line) for line in lines]
    assert "\u241b[31mbank\u2407 \ufffdtxt" in lines[1]


def test_no_periods_are_no_error() -> None:
    """Nothing was found: it is said."""
    (one,) = one_series().series
    empty = replace(one_series(), periods=(), series=(replace(one, found=tally()),))
    assert "0 articles, 0 months, 1.5 ms" == table(empty)[-1]
    assert 2 == len(rows(empty))

"""The drawing of a trend: whole, legible, escaped."""

import datetime as dt
from dataclasses import replace
from itertools import islice
from xml.etree import ElementTree as ET

import pytest

from searcher.dates.periods import Unit, period_of, periods
from searcher.render.look import Look
from searcher.render.plot import COLOURS, DARK, MOST_BARS, drawing, trend_svg
from searcher.render.plot_scale import marks_of, nice, places_of
from searcher.trends import Trend
from times import hostile_trend, one_series, several, shares, tally, trend

SVG = "{http://www.w3.org/2000/svg}"


def drawn(made: Trend) -> ET.Element:
    """Draw and read."""
    return ET.fromstring("\n".join(trend_svg(made, Look())))  # noqa: S314 - our own


def texts(made: Trend) -> list[str]:
    """List the texts that are written in it."""
    return [element.text or "" for element in drawn(made).iter(f"{SVG}text")]


def bars(made: Trend) -> list[ET.Element]:
    """List the bars."""
    return [one for one in drawn(made).iter(f"{SVG}rect") if one.get("class") == "f0"]


def luminance(colour: str) -> float:
    """Give the relative luminance of WCAG 2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(("colours", "ground"), [(COLOURS, "#ffffff"), (DARK, "#15181c")])
def test_every_colour_stands_out(colours: tuple[str, ...], ground: str) -> None:
    """Three to one at least, as WCAG asks of graphics."""
    for colour in colours:
        light, dark = sorted((luminance(colour), luminance(ground)), reverse=True)
        assert 3 <= (light + 0.05) / (dark + 0.05), colour


def test_the_question_is_the_title_and_the_axes_have_labels() -> None:
    """What is not drawn is said, and which corpus it is."""
    written = texts(one_series())
    assert "tide: articles by month" == written[0]
    assert "articles a month" in written
    assert {"0", "5", "10", "15", "2026-01"} <= set(written)
    foot = "Not drawn: 4 undated and 2 with year only. Corpus: 24 articles, abababababab."
    assert foot == written[-1]


def test_bars_are_as_high_as_their_counts() -> None:
    """What is 0 has none."""
    heights = [float(one.get("height") or 0) for one in bars(one_series())]
    assert 3 == len(heights)
    assert heights[0] == pytest.approx(heights[2] * 3, rel=0.01)
    assert heights[1] == pytest.approx(heights[2] * 12, rel=0.01)


def test_a_share_of_nothing_is_a_gap() -> None:
    """Grey ground, not a bar of 0; and it is said."""
    gaps = [one for one in drawn(shares()).iter(f"{SVG}rect") if one.get("class") == "gap"]
    assert 1 == len(gaps)
    assert "Grey: nothing to be a share of." in texts(shares())[-1]


def test_lines_break_where_there_is_no_share() -> None:
    """A line across a gap would invent what was there."""
    (one,) = shares().series
    first = replace(one, found=tally(1, 0, 1), base=tally(2, 0, 2))
    made = trend(first, replace(first, name="other"), shares=True)
    paths = [path for path in drawn(made).iter(f"{SVG}path") if path.get("class") == "s0"]
    assert 2 == (paths[0].get("d") or "").count("M")
    assert "L" not in (paths[0].get("d") or "")


def test_several_series_have_a_legend() -> None:
    """Every one is named."""
    assert {"Quay", "Harbour Ledger", "no source", "other"} <= set(texts(several()))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("product-and-project-management", "product-and-project-mana…"),
        ("中央銀行の国債保有に関する報告", "中央銀行の国債保有に関す…"),
        ("user-experience-and-so-on", "user-experience-and-so-on"),
    ],
)
def test_a_name_of_the_legend_ends_before_the_next(name: str, shown: str) -> None:
    """Wide characters have the room of two."""
    made = several()
    first, *others = made.series
    assert shown in texts(replace(made, series=(replace(first, name=name), *others)))


def test_hostile_names_are_texts() -> None:
    """It is well-formed, and holds no script, link or handler."""
    root = drawn(hostile_trend())
    assert {"svg", "title", "style", "rect", "text", "path", "circle"} >= {
        element.tag.removeprefix(SVG) for element in root.iter()
    }
    assert not [name for element in root.iter() for name in element.attrib if name.startswith("on")]
    assert max(map(len, texts(hostile_trend()))) < 120
    assert max(len(title.text or "") for title in root.iter(f"{SVG}title")) < 240


@pytest.mark.parametrize("by", ["day", "week", "month", "quarter", "year"])
@pytest.mark.parametrize("count", [0, 1, 2, 500, 3_000, 50_000])
def test_any_number_of_periods_is_drawn(by: Unit, count: int) -> None:
    """Few are bars, many one path; marks never crowd."""
    walked = tuple(islice(periods(by, dt.date.min, dt.date.max), count))
    (one,) = one_series().series
    count = len(walked)
    found = tally(*(n % 7 + 1 for n in range(count)))
    made = replace(one_series(), by=by, periods=walked, series=(replace(one, found=found),))
    assert len(bars(made)) == (count if count <= MOST_BARS else 0)
    assert len(texts(made)) < 30


def test_links_lead_from_bars() -> None:
    """In a page; their addresses are escaped."""
    lines = "\n".join(drawing(one_series(), links=lambda _, at: f'?a="{at}"&b', alone=False))
    root = ET.fromstring(lines)  # noqa: S314 - our own
    assert ['?a="0"&b', '?a="2"&b', '?a="3"&b'] == [
        link.get("href") for link in root.iter(f"{SVG}a")
    ]
    assert "<style>" not in lines


@pytest.mark.parametrize(
    ("expected", "most", "whole"),
    [
        ((1.0, 1.0), 0, True),
        ((1.0, 1.0), 1, True),
        ((3.0, 1.0), 3, True),
        ((15.0, 5.0), 12, True),
        ((80_000.0, 20_000.0), 72_644, True),
        ((600.0, 200.0), 501, True),
        ((1.0, 0.2), 1.0, False),
        ((0.08, 0.02), 0.075, False),
    ],
)
def test_axes_end_at_round_numbers(expected: tuple[float, float], most: float, whole: bool) -> None:
    """And have few marks."""
    found = nice(most, whole=whole)
    assert expected == pytest.approx(found)
    assert found[0] >= most
    assert 2 <= len(list(marks_of(*found))) <= 7


def test_times_are_named_at_round_distances() -> None:
    """Januaries, fifth years; never more than there is room for."""
    walked = list(periods("month", dt.date(2019, 6, 1), dt.date(2026, 1, 1)))
    named = [walked[at].label for at in places_of(walked, 9)]
    assert [f"{year}-01" for year in range(2020, 2027)] == named
    years = list(periods("year", dt.date(1851, 1, 1), dt.date(2020, 1, 1)))
    assert "1860" == years[places_of(years, 9)[0]].label
    alone = [period_of("day", dt.date(2026, 1, 30))]
    assert [0] == places_of(alone, 9)

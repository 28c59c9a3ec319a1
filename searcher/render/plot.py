"""A trend as a drawing: SVG of our own, legible in light and dark, with nothing alive in it.

One series is drawn as bars, several as lines. Where there is no share, bars and lines have a gap
with a grey ground; a share of nothing is not nothing.
"""

import html
import re
from collections.abc import Callable, Iterator, Sequence

from searcher.record import Record, record
from searcher.render.columns import fit, width
from searcher.render.look import Look
from searcher.render.plot_scale import marks_of, nice, places_of
from searcher.render.safety import one_line
from searcher.render.trend import ROUGH, heading, percent
from searcher.trends import Series, Trend

# What XML 1.0 has no place for.
_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
WIDTH, HEIGHT = 960, 400
_LEFT, _RIGHT, _TOP, _BOTTOM = 76, 36, 64, 74
_LINE = 18  # of text
_HEAD = 34  # of the title, which a page has of its own
_TITLE, _NAME = 96, 25  # columns shown: wide characters take two
_LEGEND_EVERY = 236  # a name of the legend takes
# Bars thinner than this have no gap between, and more of them than this are one path.
_GAPPED, MOST_BARS = 4.0, 480
# Lines with so few points show them.
_DOTTED = 60
# Each is three times as light or dark as its ground; the second half is dashed. The two that are
# likest, both blue, are farthest apart; behind the five series of most trends *other* is grey.
COLOURS = (
    *("#0b62a4", "#b5420b", "#046c4e", "#8f2d86", "#7a5500", "#55595e", "#6b3f2a", "#2f6f8f"),
)
DARK = (*("#6cb2f2", "#ff9a62", "#4fd1a1", "#e08fd6", "#e0b34a", "#b4b9bf", "#d0a48c", "#86c5de"),)
_GROUND, _INK, _SOFT, _RULE = "#ffffff", "#1c1f23", "#5a6068", "#d9dce0"
_DARK_GROUND, _DARK_INK, _DARK_SOFT, _DARK_RULE = "#15181c", "#e8eaed", "#a6adb5", "#3a4047"

# Where the link of a bar leads: of which series, and the place of its period.
Links = Callable[[int, int], str | None]


@record
class _Frame(Record):
    """Where things stand: the plot's own rectangle, and its scales."""

    height: int
    bottom: float
    step: float
    most: float

    def x(self, place: float) -> float:
        return _LEFT + place * self.step

    def y(self, size: float) -> float:
        return self.bottom - size / self.most * (self.bottom - _TOP)


def trend_svg(trend: Trend, _look: Look) -> Iterator[str]:
    """Give a file."""
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield from drawing(trend)


def drawing(trend: Trend, *, links: Links | None = None, alone: bool = True) -> Iterator[str]:
    """Give the lines of an SVG element; in a page (not `alone`) that page gives style and title.

    `links` leads from bars to what they count.
    """
    shown = [one for one in trend.series if one.found.total or len(trend.series) == 1]
    rows = -(-len(shown) // ((WIDTH - _LEFT - _RIGHT) // _LEGEND_EVERY)) if len(shown) > 1 else 0
    height = HEIGHT + rows * _LINE
    sizes = [value for one in shown for value in _sizes(one, trend) if value]
    most, every = nice(max(sizes, default=0), whole=not trend.shares)
    step = (WIDTH - _LEFT - _RIGHT) / max(len(trend.periods), 1)
    frame = _Frame(height, height - _BOTTOM - rows * _LINE, step, most)
    title = _escaped(heading(trend))
    top = 0 if alone else _HEAD
    yield (
        '<svg xmlns="http://www.w3.org/2000/svg" class="plot" '
        f'viewBox="0 {top} {WIDTH} {height - top}" '
        + (f'width="{WIDTH}" height="{height}" ' if alone else "")
        + f'role="{"img" if links is None else "group"}" aria-label="{title}">'
    )
    if alone:
        yield f"<title>{title}</title>"
        yield f"<style>{style()}</style>"
        yield f'<rect class="ground" width="{WIDTH}" height="{height}" fill="{_GROUND}"/>'
        yield _text(_LEFT, 26, _clipped(heading(trend), _TITLE), "head", _INK, size=17)
    yield from _axes(trend, frame, every)
    yield from _gaps(trend, shown, frame)
    if len(shown) == 1:
        yield from _bars(trend, trend.series.index(shown[0]), frame, links)
    else:
        for number, one in enumerate(shown):
            yield from _line(_sizes(one, trend), number, frame)
        # Above all lines, so that none lies over another's point.
        for number, one in enumerate(shown if len(trend.periods) <= _DOTTED else ()):
            yield from _points(trend, trend.series.index(one), number, frame, links)
        yield from _legend(shown, frame)
    yield _text(_LEFT, height - 12, _foot(trend), "soft", _SOFT)
    yield "</svg>"


def style() -> str:
    """Give the rules of a drawing that stands alone: dark where its reader's screen is."""
    rules = [
        ".plot text{font:13px system-ui,sans-serif}",
        ".plot .head{font-size:17px;font-weight:600}",
    ]
    dark = [
        f".plot .ground{{fill:{_DARK_GROUND}}}.plot text{{fill:{_DARK_INK}}}",
        f".plot .soft{{fill:{_DARK_SOFT}}}.plot .rule{{stroke:{_DARK_RULE}}}",
        f".plot .gap{{fill:{_DARK_RULE}}}",
    ]
    for number, colour in enumerate(DARK):
        dark.append(f".plot .s{number}{{stroke:{colour}}}.plot .f{number}{{fill:{colour}}}")
    return f"{''.join(rules)}@media (prefers-color-scheme:dark){{{''.join(dark)}}}"


def _sizes(one: Series, trend: Trend) -> list[float | None]:
    places = range(len(trend.periods))
    if trend.shares:
        return [one.share(place) for place in places]
    return [float(count) for count in one.found.counts]


def _axes(trend: Trend, frame: _Frame, every: float) -> Iterator[str]:
    what = f"share of {trend.request.count}" if trend.shares else trend.request.count
    yield _text(_LEFT, _TOP - 14, f"{what} a {trend.by}", "soft", _SOFT)
    right = WIDTH - _RIGHT
    for mark in marks_of(frame.most, every):
        y = _n(frame.y(mark))
        yield f'<path class="rule" d="M{_LEFT} {y}H{right}" stroke="{_RULE}"/>'
        named = f"{round(mark * 100, 6):g} %" if trend.shares else f"{mark:,.0f}"
        yield _text(_LEFT - 8, frame.y(mark) + 4, named, "soft", _SOFT, anchor="end")
    for place in places_of(trend.periods, (right - _LEFT) // 92):
        middle = frame.x(place + 0.5)
        y = _n(frame.bottom)
        yield f'<path class="rule" d="M{_n(middle)} {y}v5" stroke="{_RULE}"/>'
        label = trend.periods[place].label
        yield _text(middle, frame.bottom + 20, label, "soft", _SOFT, anchor="middle")


def _gaps(trend: Trend, shown: Sequence[Series], frame: _Frame) -> Iterator[str]:
    """Mark the periods in which no series has a share."""
    if not trend.shares:
        return
    start: int | None = None
    for place in range(len(trend.periods) + 1):
        inside = place < len(trend.periods)
        empty = inside and all(one.share(place) is None for one in shown)
        if empty and start is None:
            start = place
        elif not empty and start is not None:
            wide = _n(frame.x(place) - frame.x(start))
            yield (
                f'<rect class="gap" x="{_n(frame.x(start))}" y="{_TOP}" width="{wide}" '
                f'height="{_n(frame.bottom - _TOP)}" fill="{_RULE}" opacity=".45"/>'
            )
            start = None


def _bars(trend: Trend, number: int, frame: _Frame, links: Links | None) -> Iterator[str]:
    sizes = _sizes(trend.series[number], trend)
    gap = 1.0 if frame.step >= _GAPPED else 0.0
    wide = _n(max(frame.step - gap, 0.4))
    if len(sizes) > MOST_BARS:
        path = "".join(
            f"M{_n(frame.x(place))} {_n(frame.bottom)}V{_n(_top(frame, size))}h{wide}"
            f"V{_n(frame.bottom)}z"
            for place, size in enumerate(sizes)
            if size
        )
        yield f'<path class="f0" d="{path}" fill="{COLOURS[0]}"/>'
        return
    for place, size in enumerate(sizes):
        if not size:
            continue
        x, top = _n(frame.x(place) + gap / 2), _top(frame, size)
        said = _escaped(_said(trend, number, place))
        bar = (
            f'<rect class="f0" x="{x}" y="{_n(top)}" width="{wide}" '
            f'height="{_n(frame.bottom - top)}" fill="{COLOURS[0]}"><title>{said}</title></rect>'
        )
        href = links(number, place) if links else None
        if href is None:
            yield bar
            continue
        back = (
            f'<rect class="back" x="{x}" y="{_TOP}" width="{wide}" '
            f'height="{_n(frame.bottom - _TOP)}" fill="transparent"/>'
        )
        yield f'<a href="{html.escape(href)}" aria-label="{said}">{back}{bar}</a>'


def _top(frame: _Frame, size: float) -> float:
    """Give the top of a bar: what is there is seen, however little it is."""
    return min(frame.y(size), frame.bottom - 1)


def _said(trend: Trend, number: int, place: int) -> str:
    one, label = trend.series[number], trend.periods[place].label
    count = f"{one.found.counts[place]:,}"
    if one.base is None:
        return f"{label}: {count}"
    return f"{label}: {percent(one.share(place))} ({count} of {one.base.counts[place]:,})"


def _line(sizes: Sequence[float | None], number: int, frame: _Frame) -> Iterator[str]:
    path, drawing_on = "", False
    for place, size in enumerate(sizes):
        if size is None:
            drawing_on = False
            continue
        path += f"{'L' if drawing_on else 'M'}{_n(frame.x(place + 0.5))} {_n(frame.y(size))}"
        drawing_on = True
    colour, dash = _ink(number)
    if path:
        yield (
            f'<path class="s{number % len(COLOURS)}" d="{path}" fill="none" stroke="{colour}" '
            f'stroke-width="2" stroke-linejoin="round"{dash}/>'
        )


def _points(
    trend: Trend, series: int, number: int, frame: _Frame, links: Links | None
) -> Iterator[str]:
    """Give the points of a line, each with what it says, and in a page with where it leads."""
    colour, _ = _ink(number)
    for place, size in enumerate(_sizes(trend.series[series], trend)):
        if size is None:
            continue
        name = _clipped(trend.series[series].name, _TITLE)
        said = _escaped(f"{name}, {_said(trend, series, place)}")
        at = f'cx="{_n(frame.x(place + 0.5))}" cy="{_n(frame.y(size))}"'
        point = (
            f'<circle class="f{number % len(COLOURS)}" {at} r="2.6" fill="{colour}">'
            f"<title>{said}</title></circle>"
        )
        href = links(series, place) if links else None
        if href is None:
            yield point
            continue
        # As wide as a pointer needs, and no wider than its period.
        reach = _n(min(max(frame.step / 2, 3), 9))
        back = f'<circle class="back" {at} r="{reach}" fill="transparent"/>'
        yield f'<a href="{html.escape(href)}" aria-label="{said}">{back}{point}</a>'


def _legend(shown: Sequence[Series], frame: _Frame) -> Iterator[str]:
    beside = (WIDTH - _LEFT - _RIGHT) // _LEGEND_EVERY
    for number, one in enumerate(shown):
        x = _LEFT + number % beside * _LEGEND_EVERY
        y = frame.bottom + 44 + number // beside * _LINE
        colour, dash = _ink(number)
        yield (
            f'<path class="s{number % len(COLOURS)}" d="M{x} {_n(y - 4)}h24" '
            f'stroke="{colour}" stroke-width="3"{dash}/>'
        )
        yield _text(x + 30, y, _clipped(one.name, _NAME), "", _INK)


def _ink(number: int) -> tuple[str, str]:
    dash = ("", ' stroke-dasharray="6 4"', ' stroke-dasharray="2 3"')[number // len(COLOURS) % 3]
    return COLOURS[number % len(COLOURS)], dash


def _foot(trend: Trend) -> str:
    """Say what is not drawn, and of which corpus it is."""
    corpus = f"{trend.corpus.articles:,} articles, {trend.corpus.digest[:12]}"
    undated = max((one.found.undated for one in trend.series), default=0)
    rough = max((one.found.rough for one in trend.series), default=0)
    several = len(trend.series) > 1
    parts = []
    if undated:
        parts.append(f"{'up to ' if several else ''}{undated:,} undated")
    if rough:
        parts.append(f"{'up to ' if several else ''}{rough:,} with {ROUGH[trend.by]}")
    each = " a series" if several else ""
    missing = f"Not drawn: {' and '.join(parts)}{each}. " if parts else ""
    bases = [one.base.counts for one in trend.series if one.base]
    empty = any(not any(counts) for counts in zip(*bases, strict=True))
    grey = "Grey: nothing to be a share of. " if empty else ""
    return f"{missing}{grey}Corpus: {corpus}."


def _text(
    x: float, y: float, text: str, kind: str, fill: str, *, anchor: str = "", size: int = 13
) -> str:
    placed = f' text-anchor="{anchor}"' if anchor else ""
    named = f' class="{kind}"' if kind else ""
    fonts = f'font-family="system-ui,sans-serif" font-size="{size}"'
    return (
        f'<text{named} x="{_n(x)}" y="{_n(y)}" fill="{fill}" {fonts}{placed}>'
        f"{_escaped(text)}</text>"
    )


def _clipped(text: str, columns: int) -> str:
    line = one_line(text)
    if len(line) <= columns and width(line) <= columns:
        return line
    # Marks take no column, and are cut as any character.
    return f"{line[: min(fit(line, columns - 1), columns - 1)].rstrip()}…"


def _escaped(text: str) -> str:
    return html.escape(_NO_XML.sub("\N{REPLACEMENT CHARACTER}", one_line(text)))


def _n(number: float) -> str:
    """Write a coordinate: a hundredth is finer than any screen."""
    return f"{number:.2f}".rstrip("0").rstrip(".")

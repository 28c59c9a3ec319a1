"""How does a run look? Answers on a scale of powers, whole systems as bars; drawings of our own.

Less is better where the scale says so. Colours and the dark ground are those of trends.
"""

import html
import math
from collections.abc import Iterator, Sequence

from compare.record import Run
from compare.table import TITLES, WHOLE
from searcher.render.plot import COLOURS, style

_WIDTH, _LEFT, _RIGHT, _TOP = 960, 300, 30, 64
_ROW, _LINE = 46, 18
_INK, _SOFT, _RULE = "#1c1f23", "#5a6068", "#d9dce0"
_LEGEND = 170  # that a name takes
_HOLLOW = ("tree", "tree, exact")  # the bare twins of ours, which have their colours


def answers(run: Run) -> Iterator[str]:
    """Draw p50 of each row as dots, lines reaching to p95."""
    names = run.systems()
    shown = [(row, by_system) for row, by_system in run.times.items() if by_system]
    points = [
        value
        for row, by_system in shown
        for name in by_system
        for share in (50, 95)
        if (value := run.p(row, name, share))
    ]
    low = math.floor(math.log10(min(points)))
    high = max(math.ceil(math.log10(max(points))), low + 1)
    wide = _WIDTH - _LEFT - _RIGHT

    def x(value: float) -> float:
        return _LEFT + (math.log10(max(value, 10**low)) - low) / (high - low) * wide

    bottom = _TOP + len(shown) * _ROW
    rows = -(-len(names) // ((_WIDTH - 40) // _LEGEND))
    yield from _head(
        run, "p50 (dots) to p95 (lines), ms; less is better", bottom + 56 + rows * _LINE
    )
    for power in range(low, high + 1):
        at = _n(x(10**power))
        yield f'<path class="rule" d="M{at} {_TOP}V{bottom}" stroke="{_RULE}"/>'
        yield _text(x(10**power), bottom + 18, f"{10**power:g}", "soft", _SOFT, anchor="middle")
    for number, (row, by_system) in enumerate(shown):
        middle = _TOP + number * _ROW + _ROW / 2
        if number:
            at = _n(_TOP + number * _ROW)
            yield f'<path class="rule" d="M20 {at}H{_WIDTH - _RIGHT}" stroke="{_RULE}"/>'
        yield _text(_LEFT - 12, middle + 4, TITLES.get(row, row), "", _INK, anchor="end")
        step = (_ROW - 8) / max(len(names), 1)
        for place, name in enumerate(names):
            if name not in by_system:
                continue
            y = _TOP + number * _ROW + 4 + step * (place + 0.5)
            half, tail = run.p(row, name) or 0, run.p(row, name, 95) or 0
            colour, kind = _ink(names, name)
            yield (
                f'<path class="s{kind}" d="M{_n(x(half))} {_n(y)}H{_n(x(tail))}" '
                f'stroke="{colour}" opacity=".5"/>'
            )
            said = f"{name}: {half:.3f}, p95 {tail:.3f} ms"
            yield _dot(x(half), y, names, name, said)
    yield from _legend(names, bottom + 44)
    yield "</svg>"


def wholes(run: Run) -> Iterator[str]:
    """Draw what is measured of whole systems, each measure with a scale of its own."""
    panels = [
        (measure, title, [name for name in run.whole[measure] if run.middle(measure, name)])
        for measure, title, _ in WHOLE
        if run.whole.get(measure)
    ]
    tall = sum(len(names) * _LINE + 44 for _, _, names in panels)
    yield from _head(run, "whole systems", _TOP + tall)
    y = _TOP
    for measure, title, names in panels:
        better = "more is better" if measure in ("ingest", "export") else "less is better"
        yield _text(_LEFT, y + 6, f"{title}; {better}", "soft", _SOFT)
        most = max(run.middle(measure, name) or 0 for name in names)
        for number, name in enumerate(names):
            value = run.middle(measure, name) or 0
            top = y + 16 + number * _LINE
            wide = (_WIDTH - _LEFT - _RIGHT - 80) * value / most
            colour, kind = _ink(run.systems(), name)
            yield _text(_LEFT - 12, top + 11, name, "", _INK, anchor="end")
            yield (
                f'<rect class="f{kind}" x="{_LEFT}" y="{_n(top)}" width="{_n(max(wide, 1))}" '
                f'height="{_LINE - 5}" fill="{colour}"/>'
            )
            said = f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
            yield _text(_LEFT + wide + 8, top + 11, said, "soft", _SOFT)
        y += len(names) * _LINE + 44
    yield "</svg>"


def _head(run: Run, what: str, height: float) -> Iterator[str]:
    title = f"{run.articles:,} articles, {what}"
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="plot" viewBox="0 0 {_WIDTH} {_n(height)}" '
        f'width="{_WIDTH}" height="{_n(height)}" role="img" aria-label="{html.escape(title)}">'
    )
    yield f"<title>{html.escape(title)}</title><style>{style()}</style>"
    yield f'<rect class="ground" width="{_WIDTH}" height="{_n(height)}" fill="#ffffff"/>'
    yield _text(20, 28, title, "head", _INK)


def _legend(names: Sequence[str], y: float) -> Iterator[str]:
    beside = (_WIDTH - 40) // _LEGEND
    for number, name in enumerate(names):
        left, top = 24 + number % beside * _LEGEND, y + number // beside * _LINE
        yield _dot(left, top - 4, names, name, name)
        yield _text(left + 10, top, name, "", _INK)


def _owner(names: Sequence[str], name: str) -> str:
    """Give the system whose colour a system has: a bare tree that of the one above it."""
    return names[max(0, [*names].index(name) - 1)] if name in _HOLLOW else name


def _ink(names: Sequence[str], name: str) -> tuple[str, int]:
    """Give a colour and its number; what is no system has the last."""
    owners = [one for one in names if one not in _HOLLOW]
    owner = _owner(names, name) if name in names else name
    kind = owners.index(owner) % len(COLOURS) if owner in owners else len(COLOURS) - 1
    return COLOURS[kind], kind


def _dot(x: float, y: float, names: Sequence[str], name: str, said: str) -> str:
    """Draw a dot, hollow for bare twins, and a square where colours begin again."""
    colour, kind = _ink(names, name)
    fill = f'class="f{kind}" fill="{colour}"'
    if name in _HOLLOW:
        fill = f'class="s{kind}" fill="none" stroke="{colour}"'
    title = f"<title>{html.escape(said)}</title>"
    if [one for one in names if one not in _HOLLOW].index(_owner(names, name)) < len(COLOURS):
        return f'<circle {fill} cx="{_n(x)}" cy="{_n(y)}" r="3">{title}</circle>'
    return f'<rect {fill} x="{_n(x - 3)}" y="{_n(y - 3)}" width="6" height="6">{title}</rect>'


def _text(x: float, y: float, text: str, kind: str, fill: str, *, anchor: str = "start") -> str:
    return (
        f'<text class="{kind}" x="{_n(x)}" y="{_n(y)}" fill="{fill}" text-anchor="{anchor}" '
        f'font-family="system-ui,sans-serif" font-size="13">{html.escape(text)}</text>'
    )


def _n(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")

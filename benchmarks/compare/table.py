"""How are numbers of a run shown? As Markdown tables, the same for the same run."""

from collections.abc import Callable, Iterator, Sequence

from compare.measure import PYTHON
from compare.record import Run
from compare.workload import ROWS

OURS = ("searcher", "searcher, exact")
BASES = {"searcher": "tree", "searcher, exact": "tree, exact"}
TITLES = {row.key: row.title for row in ROWS}
WHOLE = (
    ("ingest", "indexing, articles/s", "{:,.0f}"),
    ("size", "index / raw", "{:.2f}"),
    ("export", "all ids and titles, articles/s", "{:,.0f}"),
    ("cold", "a process: open, ask, end, s", "{:.3f}"),
)
_NONE = "–"


def lines(run: Run) -> Iterator[str]:
    """Walk all tables of a run."""
    yield f"{run.articles:,} articles of {run.raw / run.articles:,.0f} bytes: {run.corpus}."
    made = f"{run.date}, {run.machine}, Python {run.python}; seed {run.seed}"
    yield f"{made}; {_rounds(run)}, {run.clock} time."
    yield f"{'; '.join(f'{name} {version}' for name, version in run.versions.items())}."
    yield ""
    yield "**p50, ms**"
    yield ""
    yield from _table(run, run.systems(), lambda row, system: _ms(run.p(row, system)))
    yield ""
    yield "**p95 / p99, ms**"
    yield ""
    yield from _table(run, run.systems(), lambda row, system: _tails(run, row, system))
    yield ""
    yield "**p50 by p50**"
    yield ""
    yield from _ratios(run)
    yield ""
    yield "**p50, ms, between answers of others**"
    yield ""
    yield from _table(run, run.systems(), lambda row, system: _ms(run.p(row, system, between=True)))
    yield ""
    yield "**p50 by p50, between answers of others**"
    yield ""
    yield from _ratios(run, between=True)
    yield ""
    yield "**Whole systems**"
    yield ""
    yield from _wholes(run)
    yield ""
    yield from _agreement(run)
    yield ""
    yield from _left_out(run)


def _rounds(run: Run) -> str:
    asked = max((len(several) for several in run.queries.values()), default=0)
    return f"up to {asked} queries a row, each {run.repetitions} times"


def ratios(run: Run) -> dict[str, float]:
    """Give what regressions are looked for in: named ratios, of which less is better."""
    found: dict[str, float] = {}
    for row in run.times:
        for system in OURS:
            for base in (BASES[system], "tantivy"):
                ours, theirs = run.p(row, system), run.p(row, base)
                if ours and theirs:
                    found[f"{TITLES.get(row, row)}: {system} / {base}"] = ours / theirs
    for measure, title, _ in WHOLE:
        ours, theirs = run.middle(measure, "searcher"), run.middle(measure, "tantivy")
        if ours and theirs:
            ratio = theirs / ours if measure in ("ingest", "export") else ours / theirs
            turned = (
                "tantivy / searcher" if measure in ("ingest", "export") else "searcher / tantivy"
            )
            found[f"{title}: {turned}"] = ratio
    return found


def _ms(value: float | None) -> str:
    if value is None:
        return _NONE
    return f"{value:.3f}" if value < 1 else f"{value:.2f}" if value < 10 else f"{value:.1f}"


def _tails(run: Run, row: str, system: str) -> str:
    if run.p(row, system) is None:
        return _NONE
    return f"{_ms(run.p(row, system, 95))} / {_ms(run.p(row, system, 99))}"


def _line(first: str, cells: Sequence[str]) -> str:
    return f"| {first} | {' | '.join(cells)} |"


def _head(first: str, names: Sequence[str]) -> Iterator[str]:
    yield _line(first, names)
    yield f"|---|{'---:|' * len(names)}"


def _table(run: Run, names: Sequence[str], cell: Callable[[str, str], str]) -> Iterator[str]:
    yield from _head("query", names)
    for row in run.times:
        yield _line(TITLES.get(row, row), [cell(row, name) for name in names])


def _ratios(run: Run, *, between: bool = False) -> Iterator[str]:
    """Ours by its bare tree and by bare tantivy; peers by `searcher, exact`."""
    peers = [name for name in run.systems() if name not in (*OURS, *BASES.values(), "tantivy")]
    pairs = [(one, BASES[one]) for one in OURS] + [(one, "tantivy") for one in OURS]
    pairs += [(peer, "searcher, exact") for peer in peers]
    yield from _head("query", [f"{one} / {base}" for one, base in pairs])
    for row in run.times:
        cells = []
        for one, base in pairs:
            above, below = (run.p(row, name, between=between) for name in (one, base))
            cells.append(f"{above / below:.2f}" if above and below else _NONE)
        yield _line(TITLES.get(row, row), cells)


def _wholes(run: Run) -> Iterator[str]:
    names = [*run.systems(), PYTHON]
    yield from _head("measure", names)
    for measure, title, form in WHOLE:
        values = [run.middle(measure, name) for name in names]
        yield _line(title, [_NONE if value is None else form.format(value) for value in values])


def _agreement(run: Run) -> Iterator[str]:
    compared = sum(one["queries"] for row in run.differences.values() for one in row.values())
    wrong = [
        (row, name, one)
        for row, by_system in run.differences.items()
        for name, one in by_system.items()
        if one["differ"]
    ]
    differ = sum(one["differ"] for _, _, one in wrong)
    yield f"Totals compared: {compared:,}; {differ:,} differ."
    if wrong:
        yield ""
        yield from ("| query | system | differ | for example |", "|---|---|---:|---|")
        for row, name, one in wrong:
            many = f"{one['differ']} of {one['queries']}"
            said = f"{name}, against {one['against']}"
            yield _line(TITLES.get(row, row), [said, many, one["example"]])


def _left_out(run: Run) -> Iterator[str]:
    for name, reason in run.left_out.items():
        yield f"Left out: {name} ({reason})."

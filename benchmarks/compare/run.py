"""The command: build, ask, show; `scripts/benchmark --help` lists the options."""

import argparse
import datetime as dt
import platform
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from compare import check, measure, plots, table, workload
from compare.article import read
from compare.bare import Bare
from compare.corpora import MODEL, generated
from compare.lance import Lance
from compare.lucene import Lucene
from compare.ours import Searcher, SearcherExact, Tree, TreeExact
from compare.record import Run, comparable, machine
from compare.scores import Scores
from compare.sqlite import Sqlite
from compare.system import System
from compare.whoosh import Whoosh
from compare.xapian import Xapian

# `searcher` first: all others get the articles of its index. The tables' order too.
SYSTEMS: tuple[type[System], ...] = (
    *(Searcher, Tree, SearcherExact, TreeExact, Bare),
    *(Lucene, Sqlite, Xapian, Lance, Scores, Whoosh),
)


RUNS = Path(__file__).resolve().parents[1] / "runs"


def say(text: str) -> None:
    """Tell how far it is."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="scripts/benchmark", description=(__doc__ or ""))
    parser.add_argument("--articles", type=int, default=10_000, help="how many are generated")
    parser.add_argument("--corpus", type=Path, metavar="FILE", help="JSON lines of your own")
    parser.add_argument("--systems", nargs="*", metavar="NAME", help="only these, beside our own")
    parser.add_argument("--queries", type=int, default=30, help="different ones a row")
    parser.add_argument("--rounds", type=int, default=5, help="how often each is asked")
    parser.add_argument("--builds", type=int, default=1, help="how often each index is built")
    parser.add_argument("--processes", type=int, default=10, help="started cold")
    parser.add_argument("--seed", type=int, default=workload.SEED, help="of the queries")
    parser.add_argument("--clock", choices=[*measure.CLOCKS], default="wall", help="of queries")
    parser.add_argument("--check", action="store_true", help="hold ratios against the last run")
    parser.add_argument(
        "--tolerance", type=float, default=check.TOLERANCE, help="by which a ratio may grow (0.15)"
    )
    parser.add_argument("--runs", type=Path, default=RUNS, help="where runs are kept")
    parser.add_argument("--work", type=Path, help="where indexes are built (a temporary folder)")
    return parser.parse_args(given)


def run(options: argparse.Namespace, work: Path) -> Run:
    """Measure."""
    chosen = [kind for kind in SYSTEMS if _is_chosen(kind, options.systems)]
    left_out = {kind.name: "not asked for" for kind in SYSTEMS if kind not in chosen}
    left_out |= {kind.name: reason for kind in chosen if (reason := kind.missing())}
    systems = [
        kind(work / ("searcher" if kind.borrowed else kind.__name__.lower()))
        for kind in chosen
        if kind.name not in left_out
    ]
    work.mkdir(parents=True, exist_ok=True)
    lines: Path = options.corpus or work / "corpus.jsonl"
    if options.corpus is None:
        generated(lines, options.articles)
    corpus, ingest = measure.built(systems, lines, work, builds=options.builds, say=say)
    sample = workload.sampled(read(corpus.entries), corpus.articles, seed=options.seed)
    queries = workload.drawn(sample, options.queries, seed=options.seed)
    for system in systems:
        system.open()
    times, between, totals = measure.asked(
        systems, queries, repetitions=options.rounds, clock=options.clock, say=say
    )
    whole = {
        "ingest": ingest,
        "size": {one.name: [one.size() / corpus.raw] for one in systems if not one.borrowed},
        "export": measure.exported(systems, corpus.articles, repetitions=3),
        "cold": measure.cold(systems, queries["word"][0], processes=options.processes),
    }
    versions = {system.name: system.version() for system in systems}
    for system in systems:
        system.close()
    return Run(
        date=dt.datetime.now(tz=dt.UTC).date().isoformat(),
        machine=machine(),
        python=platform.python_version(),
        corpus=MODEL if options.corpus is None else "JSON lines of the user's own",
        articles=corpus.articles,
        raw=corpus.raw,
        seed=options.seed,
        repetitions=options.rounds,
        clock=options.clock,
        versions=versions,
        left_out=left_out,
        queries={row: [query.said for query in several] for row, several in queries.items()},
        times=times,
        between=between,
        whole=whole,
        differences=measure.differing(systems, queries, totals),
    )


def _is_chosen(kind: type[System], names: Sequence[str] | None) -> bool:
    own = kind in (Searcher, SearcherExact, Tree, TreeExact, Bare)
    return own or names is None or any(name.lower() in kind.name.lower() for name in names)


def keep(found: Run, runs: Path) -> Path:
    """Write numbers, tables and drawings into the run's folder."""
    folder = runs / found.folder
    folder.mkdir(parents=True, exist_ok=True)
    found.write(folder)
    for name, lines in (
        ("table.md", table.lines(found)),
        ("answers.svg", plots.answers(found)),
        ("systems.svg", plots.wholes(found)),
    ):
        (folder / name).write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return folder


def checked(found: Run, runs: Path, tolerance: float) -> int:
    """Name what got worse; 1: something did, 2: no run of this corpus and size is kept."""
    before = comparable(found, runs)
    if before is None:
        say(f"No run of {found.articles:,} such articles is kept in {runs}: nothing to compare.")
        return 2
    names = [*check.worse(found, before, tolerance)]
    for name in names:
        sys.stdout.write(f"worse: {name}\n")
    sys.stdout.write(f"{len(names)} worse than in {before.folder} by more than {tolerance:.0%}.\n")
    return int(bool(names))


def main(given: Sequence[str] | None = None) -> int:
    """Run and print the tables; then keep the run, or check it."""
    options = arguments(given)
    with tempfile.TemporaryDirectory(prefix="searcher-compare-") as temporary:
        found = run(options, options.work or Path(temporary))
    for line in table.lines(found):
        sys.stdout.write(f"{line}\n")
    if options.check:
        return checked(found, options.runs, options.tolerance)
    say(f"kept in {keep(found, options.runs)}")
    return 0

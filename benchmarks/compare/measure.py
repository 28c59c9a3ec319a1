"""How are systems measured? All in one run, taking turns, so that what disturbs disturbs all."""

import gc
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import orjson

import searcher
from compare import article, ours
from compare.record import Difference, Samples
from compare.system import Answer, Corpus, Query, System
from compare.workload import ROWS

Say = Callable[[str], None]
PYTHON = "Python alone"
# `processor`: of all threads here; systems that take the time themselves take the wall's.
CLOCKS: dict[str, Callable[[], float]] = {
    "wall": time.perf_counter,
    "processor": time.process_time,
}
_HERE = Path(__file__).resolve().parent


def built(
    systems: Sequence[System], lines: Path, work: Path, *, builds: int, say: Say
) -> tuple[Corpus, Samples]:
    """Build all indexes `builds` times in turn; give the corpus, and articles a second.

    The first system must be `searcher`: of its index the others' articles are read.
    """
    rates: Samples = {}
    corpus = Corpus(lines, work / "entries.jsonl", 0, 0)
    for number in range(builds):
        for system in systems:
            if system.borrowed:
                continue
            shutil.rmtree(system.folder, ignore_errors=True)
            system.ready(corpus)
            started = time.perf_counter()
            system.build(corpus)
            seconds = time.perf_counter() - started
            if not corpus.articles:
                assert isinstance(system, ours.Searcher)
                with searcher.Index.open(system.folder) as index:
                    count, size = article.write(corpus.entries, index.scan(order="stored"))
                corpus = Corpus(lines, corpus.entries, count, size)
            rates.setdefault(system.name, []).append(corpus.articles / seconds)
            say(f"build {number + 1}/{builds}: {system.name} {seconds:.1f} s")
    return corpus, rates


def turns(systems: Sequence[System], number: int) -> Iterator[System]:
    """Walk the systems, each time beginning with the next, forwards and then backwards.

    Who is asked just after another finds the processor's memory as that one left it: warm after one
    that shares the index, cold after others.
    """
    way, start = divmod(number, max(len(systems), 1))
    order = [*systems[start:], *systems[:start]]
    yield from order if way % 2 == 0 else reversed(order)


Times = dict[str, Samples]  # by row
Totals = dict[str, dict[str, list[int | None]]]  # by row and system


def asked(
    systems: Sequence[System],
    queries: dict[str, list[Query]],
    *,
    repetitions: int,
    clock: str,
    say: Say,
) -> tuple[Times, Times, Totals]:
    """Ask all systems in turn; give milliseconds of two ways, and totals, by row and system.

    First a system answers the queries of a row one after the other, as a process that searches;
    then each query is asked of all before the next one, so that everyone answers between others. A
    round before the first warms up and gives the totals.
    """
    alone = {row.key for row in ROWS if row.alone}
    ready: dict[tuple[str, str], list[Callable[[], Answer]]] = {}
    totals: Totals = {row: {} for row in queries}
    for row, several in queries.items():
        for system in systems:
            if row in alone and not isinstance(system, ours.Searcher | ours.Tree):
                continue
            if row in alone and system.analysis == "exact":
                continue
            calls = [system.prepared(query) for query in several]
            given = [call for call in calls if call is not None]
            if len(given) == len(several):
                ready[row, system.name] = given
                for _ in range(1, system.warming):
                    [call() for call in given]
                totals[row][system.name] = [
                    system.total(query) if (total := call().total) is None else total
                    for query, call in zip(several, given, strict=True)
                ]
    now = CLOCKS[clock]
    answering = {
        row: [system for system in systems if (row, system.name) in ready] for row in queries
    }
    in_rows: Times = {row: {one.name: [] for one in able} for row, able in answering.items()}
    between: Times = {row: {one.name: [] for one in able} for row, able in answering.items()}
    gc.collect()
    gc.freeze()
    for repetition in range(repetitions):
        for row, several in queries.items():
            able = answering[row]
            for system in turns(able, repetition):
                in_rows[row][system.name] += [
                    _milliseconds(call, now) for call in ready[row, system.name]
                ]
            for number in range(len(several)):
                for system in turns(able, repetition + number):
                    call = ready[row, system.name][number]
                    between[row][system.name].append(_milliseconds(call, now))
        say(f"round {repetition + 1}/{repetitions}")
    gc.unfreeze()
    return in_rows, between, totals


def _milliseconds(call: Callable[[], Answer], now: Callable[[], float]) -> float:
    started = now()
    answer = call()
    seconds = now() - started
    return round((seconds if answer.seconds is None else answer.seconds) * 1e3, 4)


def differing(
    systems: Sequence[System], queries: dict[str, list[Query]], totals: Totals
) -> dict[str, dict[str, Difference]]:
    """Hold totals against those of the first system that looks at the same forms of words."""
    found: dict[str, dict[str, Difference]] = {}
    for row, by_system in totals.items():
        for system in systems:
            first = next(
                one.name
                for one in systems
                if one.analysis == system.analysis and (one.name in by_system or one is system)
            )
            if system.name == first or system.name not in by_system:
                continue
            wrong = [
                (query, expected, total)
                for query, expected, total in zip(
                    queries[row], by_system[first], by_system[system.name], strict=True
                )
                if expected != total
            ]
            example = ""
            if wrong:
                query, expected, total = wrong[0]
                example = f"{query.said}: {total} instead of {expected}"
            found.setdefault(row, {})[system.name] = {
                "against": first,
                "queries": len(queries[row]),
                "differ": len(wrong),
                "example": example,
            }
    return found


def exported(systems: Sequence[System], articles: int, *, repetitions: int) -> Samples:
    """Read all ids and titles in turn; articles a second."""
    rates: Samples = {}
    for repetition in range(repetitions):
        for system in turns(systems, repetition):
            started = time.perf_counter()
            count = system.export()
            seconds = time.perf_counter() - started
            assert articles == count, (system.name, count)
            rates.setdefault(system.name, []).append(articles / seconds)
    return rates


def cold(systems: Sequence[System], query: Query, *, processes: int) -> Samples:
    """Start a process that opens the index, asks once and ends; seconds, in turn."""
    seconds: Samples = {}
    paths = [str(_HERE.parent), str(_HERE.parents[1])]
    for number in range(processes):
        _timed(seconds, PYTHON, "pass", [])
        for system in turns(systems, number):
            kind = type(system)
            code = (
                "import json, sys; from pathlib import Path\n"
                f"sys.path[:0] = {paths!r}\n"
                f"from {kind.__module__} import {kind.__name__} as System\n"
                "from compare.system import Query\n"
                "system = System(Path(sys.argv[1])); system.open()\n"
                "system.prepared(Query(**json.loads(sys.argv[2])))(); system.close()\n"
            )
            given = orjson.dumps(query._asdict()).decode()
            _timed(seconds, system.name, code, [str(system.folder), given])
    return seconds


def _timed(seconds: Samples, name: str, code: str, given: list[str]) -> None:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", code, *given], check=True, stdin=subprocess.DEVNULL)
    seconds.setdefault(name, []).append(round(time.perf_counter() - started, 4))

"""What does a corpus of ten times the size cost? Time, disk, memory and answers, step by step.

    python benchmarks/scale.py FOLDER [--sizes 10000,100000,1000000,10000000] [--optimize]

One index in FOLDER grows from size to size. Each step generates its articles (`short`, of some 600
characters; the same for the same seed) straight to the standard input of `searcher ingest -`, with
everything on, and then asks the index in a process of its own, as any program would. What is
measured goes to a file (`--result`) as JSON after every step, and a step that is there is not done
again, so a run that was broken off goes on. With `--optimize` the last step is `searcher optimize`.

- `seconds`, `rate`: from the end of the input to the end of the command, and articles a second.
- `memory`: the most that the command and its processes had of their own at one time (anonymous
  pages of all of them together; Linux), in bytes. Mapped files are not theirs.
- `size`, `raw`: bytes of the index's folder, and of titles and texts put in so far.
- `open`: `Index.open` and a first count, milliseconds, the median of 9 in a process that did so.
- `answers`: p50 and p95 of 10 hits with an exact total, by kind, milliseconds. Words are drawn from
  the corpus by the share of articles that have them: `common` 1 to 10 %, `very common` 10 to 60 %;
  `faceted` is a common word with three facets (author, topic, year) and snippets.
"""

import argparse
import datetime as dt
import itertools
import os
import random
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import orjson
from compare.record import percentile
from generator import SEED, vocabulary
from memory import own

WORDS = vocabulary(60_000)
SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
_BLOCK = 10_000  # articles that are drawn at once
_WORDS, _SPREAD = 92, 20  # of a text, about 600 characters
_QUERIES, _TIMES = 60, 3
_POLL = 0.25  # seconds between two looks at memory
_INGEST = "import sys; from searcher.cli.main import main; sys.exit(main())"


def short(first: int, last: int) -> Iterator[dict[str, Any]]:
    """Walk articles `first` to `last` - 1; the same for the same numbers, wherever it begins.

    `first` is a multiple of 10,000. Words fall with rank as in `generator`; so do 50,000
    authors. There are 200 sources, 48 topics, twelve years. A tenth is unsigned, a twentieth
    undated.
    """
    words = np.array(WORDS)
    weights = np.cumsum(1 / np.arange(1, len(words) + 1))
    authors = np.cumsum(1 / np.arange(1, 50_001) ** 0.7)
    names = [word.title() for word in WORDS[2_000:2_300]]
    topics = [f"{word}/{more}" for word in WORDS[300:308] for more in WORDS[400:406]]
    sources = [f"The {word.title()} Post" for word in WORDS[600:800]]
    begin = dt.date(2014, 1, 1)
    for block in range(first, last, _BLOCK):
        rng = np.random.default_rng([SEED, block])
        lengths = rng.integers(_WORDS - _SPREAD, _WORDS + _SPREAD, _BLOCK) + 8
        drawn = words[np.searchsorted(weights, rng.random(int(lengths.sum())) * weights[-1])]
        ends = lengths.cumsum()
        chosen = np.searchsorted(authors, rng.random(_BLOCK) * authors[-1])
        days = rng.integers(0, 4_383, _BLOCK)
        unsigned, undated = rng.random(_BLOCK) < 0.1, rng.random(_BLOCK) < 0.05
        placed = rng.integers(0, (len(sources), len(topics)), (_BLOCK, 2))
        for at in range(min(_BLOCK, last - block)):
            text = drawn[ends[at] - lengths[at] : ends[at]].tolist()
            who, (source, topic) = int(chosen[at]), placed[at]
            name = f"{names[who % 300]} {names[who // 300]} {names[(who * 7) % 300]}"
            yield {
                "url": f"https://scale.example/{block + at}",
                "headline": " ".join(text[:8]).capitalize(),
                "byline": None if unsigned[at] else name,
                "pubDate": None
                if undated[at]
                else (begin + dt.timedelta(int(days[at]))).isoformat(),
                "content": " ".join(text[8:]) + ".",
                "section": topics[topic],
                "source": sources[source],
                "language": "en",
            }


def step(index: Path, first: int, last: int) -> dict[str, Any]:
    """Put articles `first` to `last` - 1 in, and measure."""
    command = [sys.executable, "-c", _INGEST, "ingest", "-", "--index", str(index)]
    raw = 0
    with subprocess.Popen(command, stdin=subprocess.PIPE) as running:
        assert running.stdin is not None
        for article in short(first, last):
            raw += len(article["headline"]) + len(article["content"])
            running.stdin.write(orjson.dumps(article, option=orjson.OPT_APPEND_NEWLINE))
        running.stdin.close()
        started = time.perf_counter()
        most = watched(running)
        seconds = time.perf_counter() - started
    if running.returncode:
        raise SystemExit(f"searcher ingest ended with {running.returncode}")
    return _measured(index, last, last - first, seconds, most) | {"raw": raw}


def optimized(index: Path, articles: int) -> dict[str, Any]:
    """Make one segment of all `articles`, and measure."""
    command = [sys.executable, "-c", _INGEST, "optimize", "--index", str(index)]
    started = time.perf_counter()
    with subprocess.Popen(command) as running:
        most = watched(running)
    if running.returncode:
        raise SystemExit(f"searcher optimize ended with {running.returncode}")
    seconds = time.perf_counter() - started
    return _measured(index, articles, articles, seconds, most) | {"optimized": True}


def _measured(index: Path, articles: int, done: int, seconds: float, most: int) -> dict[str, Any]:
    return {
        "articles": articles,
        "seconds": round(seconds, 2),
        "rate": round(done / seconds),
        "memory": most,
        "size": sum(file.stat().st_size for file in index.rglob("*") if file.is_file()),
    }


def watched(running: subprocess.Popen[bytes]) -> int:
    """Wait for a process; give the most bytes that it and its children had of their own."""
    most = 0
    done = threading.Event()

    def look() -> None:
        nonlocal most
        while True:  # at once, too: a small step is done within a second
            most = max(most, sum(map(own, _family(running.pid))))
            if done.wait(_POLL):
                return

    looking = threading.Thread(target=look, daemon=True)
    looking.start()
    running.wait()
    done.set()
    looking.join()
    return most


def _family(pid: int) -> Iterator[int]:
    """Walk a process and those that it started, as far as the system tells."""
    yield pid
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _family(int(child))
    except OSError:
        return


def asked(index: Path) -> dict[str, Any]:
    """Measure opening and answers; runs in a process of its own."""
    from searcher import Index

    opened = []
    for _ in range(9):
        started = time.perf_counter()
        with Index.open(index) as one:
            one.count("")
        opened.append((time.perf_counter() - started) * 1e3)
    with Index.open(index) as one:
        rng = random.Random(SEED)
        common, frequent = (_drawn(one, rng, *share) for share in ((0.01, 0.1), (0.1, 0.6)))
        beside = [f"{a} {b}" for a, b in itertools.pairwise(common)]
        facets = ("author", "topic", "year")
        kinds: dict[str, tuple[list[str], dict[str, Any]]] = {
            "common": (common, {"snippets": 0}),
            "very common": (frequent, {"snippets": 0}),
            "and": (beside, {"snippets": 0}),
            "any": (beside, {"snippets": 0, "any_word": True}),
            "phrase": ([f'"{a} {b}"' for a, b in itertools.pairwise(frequent)], {"snippets": 0}),
            "newest": (common, {"snippets": 0, "sort": "newest"}),
            "date": (common, {"snippets": 0, "date": "2019"}),
            "faceted": (common, {"facet": facets}),
        }
        answers = {
            kind: _percentiles([lambda q=q, o=options: one.search(q, **o) for q in queries])  # type: ignore[misc]
            for kind, (queries, options) in kinds.items()
        }
    return {"open": round(statistics.median(opened), 2), "answers": answers}


def _drawn(index: Any, rng: random.Random, least: float, most: float) -> list[str]:
    """Draw words that so large a share of the articles have."""
    size = index.count("")
    found: list[str] = []
    for word in rng.sample(WORDS[:800], 800):
        if least <= index.count(word) / size < most:
            found.append(word)
            if len(found) == _QUERIES:
                break
    return found


def _percentiles(calls: list[Callable[[], object]]) -> list[float]:
    """Call all some times in turn; give p50 and p95 of all but the first times, in ms."""
    times = []
    for turn in range(_TIMES + 1):
        for call in calls:
            started = time.perf_counter()
            call()
            if turn:
                times.append((time.perf_counter() - started) * 1e3)
    return [round(percentile(times, share), 2) for share in (50, 95)]


def table(steps: list[dict[str, Any]]) -> Iterator[str]:
    """Tell the steps as a table; each answer is its p50 and p95 in milliseconds."""
    kinds = list(steps[0]["answers"])
    heads = ["articles", "articles/s", "memory, MB", "index / raw", "opening, ms", *kinds]
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---:|' * len(heads)}"
    for one in steps:
        cells = [
            f"{one['articles']:,}{', one segment' * one.get('optimized', False)}",
            f"{one['rate']:,}",
            f"{one['memory'] / 1e6:,.0f}",
            f"{one['size'] / one['raw']:.2f}",
            f"{one['open']:.1f}",
            *(f"{half:.2f} / {tail:.2f}" for half, tail in map(one["answers"].get, kinds)),
        ]
        yield f"| {' | '.join(cells)} |"


def main() -> int:
    """Grow an index and measure at every size."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--result", type=Path)
    parser.add_argument("--optimize", action="store_true")
    parser.add_argument("--ask", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    index = given.folder / "index"
    if given.ask:
        sys.stdout.buffer.write(orjson.dumps(asked(index)))
        return 0
    given.folder.mkdir(parents=True, exist_ok=True)
    result = given.result or given.folder / "scale.json"
    steps: list[dict[str, Any]] = orjson.loads(result.read_bytes()) if result.is_file() else []
    before = steps[-1]["articles"] if steps else 0
    for size in sorted(map(int, given.sizes.split(","))):
        if size <= before:
            continue
        one = step(index, before, size)
        one["raw"] += steps[-1]["raw"] if steps else 0
        steps.append(one)
        _ask(given.folder, steps, result)
        before = size
    if given.optimize and not steps[-1].get("optimized"):
        steps.append(optimized(index, before) | {"raw": steps[-1]["raw"]})
        _ask(given.folder, steps, result)
    sys.stdout.writelines(f"{line}\n" for line in table(steps))
    return 0


def _ask(folder: Path, steps: list[dict[str, Any]], result: Path) -> None:
    """Ask the index of the last step, and keep what was measured."""
    command = [sys.executable, __file__, str(folder), "--ask"]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE, env=os.environ)
    steps[-1] |= orjson.loads(told.stdout)
    result.write_bytes(orjson.dumps(steps, option=orjson.OPT_INDENT_2))
    sys.stdout.write(f"{orjson.dumps(steps[-1]).decode()}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())

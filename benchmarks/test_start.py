"""How long is a search, from the shell to its last line? Whole processes, started anew.

The bar is a multiple of Python's own start on the same machine, since both suffer alike from a slow
disk or a busy core: the two are run in turn, and medians compared. Byte code is cached first, as
any installation has it.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from searcher.index import Index
from searcher.testing import haystack

ROUNDS = 11
MOST = 6.0  # times Python's own start
SEARCH = "import sys; from searcher.cli.search import main; sys.exit(main())"


def _corpus(folder: Path) -> Path:
    """Write the haystack's titles and texts as JSON lines."""
    lines = [json.dumps({"title": one.title, "body": one.body}) for one in haystack()]
    path = folder / "haystack.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    return path


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Give a small environment with an index of the haystack and a cache of byte code."""
    with Index.create(tmp_path / "home" / "default") as index:
        index.ingest(_corpus(tmp_path))
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    places = {"SEARCHER_HOME": tmp_path / "home", "PYTHONPYCACHEPREFIX": tmp_path / "bytecode"}
    return kept | {name: str(path) for name, path in places.items()}


def _seconds(args: Sequence[str], environment: dict[str, str]) -> tuple[float, str]:
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *args], env=environment, capture_output=True, text=True, check=True
    )
    return time.perf_counter() - started, done.stdout


def test_a_search_starts_quickly(
    environment: dict[str, str], record_property: Callable[[str, object], None]
) -> None:
    """`search treasury`, with hits, takes at most 6 times what `python -c pass` takes."""
    search, bare = ["-c", SEARCH, "treasury"], ["-c", "pass"]
    for warm in (search, bare):
        _seconds(warm, environment)
    times: dict[str, list[float]] = {"search": [], "bare": []}
    for _ in range(ROUNDS):
        taken, output = _seconds(search, environment)
        assert "Treasury holdings reach a record" in output
        times["search"].append(taken)
        times["bare"].append(_seconds(bare, environment)[0])
    medians = {name: statistics.median(values) for name, values in times.items()}
    ratio = medians["search"] / medians["bare"]
    told = f"search {medians['search'] * 1e3:.0f} ms, python {medians['bare'] * 1e3:.0f} ms"
    record_property("start", f"{told}, ratio {ratio:.1f}")
    assert ratio <= MOST, f"{told}: {ratio:.1f} times"

"""How well does searcher rank, beside others, and what does each step bring?

    python benchmarks/quality/run.py FOLDER [--lucene JAR] [--steps] [--held-out] [NAME…]

FOLDER holds test collections (`collection.py`), of which none come with searcher. Peers that are
not installed are named and passed over. What came of it stands in docs/ranking.md.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from collection import Collection, Run, names, read
from held_out import held_out
from measures import MEASURES, mean, ndcg10
from ours import built, run
from peers import peers
from steps import stepped


def _ours(collection: Collection) -> Run:
    with built(collection) as index:
        return run(index, collection)


def _row(name: str, cells: Sequence[str]) -> None:
    sys.stdout.write(f"| {name} | {' | '.join(cells)} |\n")
    sys.stdout.flush()


def _heading(first: str, collections: Sequence[Collection]) -> None:
    _row(first, [one.name for one in collections])
    _row("---", ["---:"] * len(collections))


def _beside(collections: Sequence[Collection], jar: Path | None) -> None:
    asked: dict[str, Callable[[Collection], Run]] = {**peers(jar), "searcher": _ours}
    _heading(", ".join(MEASURES), collections)
    for name, ask in asked.items():
        try:
            runs = [ask(one) for one in collections]
        except ImportError as missing:
            sys.stderr.write(f"{name}: not installed ({missing})\n")
            continue
        _row(
            name,
            [
                ", ".join(f"{mean(measure, got, one):.4f}" for measure in MEASURES.values())
                for got, one in zip(runs, collections, strict=True)
            ],
        )


def _steps(collections: Sequence[Collection]) -> None:
    _heading("nDCG@10", collections)
    columns = [{name: mean(ndcg10, got, one) for name, got in stepped(one)} for one in collections]
    for name in columns[0]:
        _row(name, [f"{column[name]:.4f}" for column in columns])


def main(given: Sequence[str] | None = None) -> int:
    """Print the tables asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--lucene", type=Path, metavar="JAR")
    parser.add_argument("--steps", action="store_true")
    parser.add_argument("--held-out", action="store_true")
    asked = parser.parse_args(given)
    collections = [read(asked.folder, name) for name in asked.names or names(asked.folder)]
    if asked.steps:
        _steps(collections)
    elif asked.held_out:
        _row("left out", ["chosen by the others", "there", "as shipped", "worst of the grid"])
        _row("---", ["---:"] * 4)
        for name, setting, there, shipped, worst in held_out(collections):
            _row(name, [str(setting), f"{there:.4f}", f"{shipped:.4f}", f"{worst:.4f}"])
    else:
        _beside(collections, asked.lucene)
    return 0


if __name__ == "__main__":
    sys.exit(main())

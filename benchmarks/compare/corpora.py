"""Which articles are compared on: generated ones, or JSON lines of the user's."""

from pathlib import Path

from generator import SEED, corpus, line

MODEL = f"generated (benchmarks/generator.py), seed {SEED}"


def generated(path: Path, articles: int) -> None:
    """Write invented articles as a data set would have them."""
    with path.open("wb") as file:
        file.writelines(map(line, corpus(articles)))

"""Random damage to a file: no exception, nothing valid lost, everything counted and named."""

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from searcher import Article, Index, Rejection, Skipped

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "docs" / "sample"
MUTATIONS = 200


def mutate(data: bytes, random_: random.Random) -> tuple[bytes, int, int]:
    """Change, insert or remove a few bytes in one place; give the place as [start, end)."""
    at, length = random_.randrange(len(data)), random_.randrange(1, 5)
    noise = random_.randbytes(random_.randrange(0, 5))
    removed = data[at : at + length] if random_.random() < 0.8 else b""
    return data[:at] + noise + data[at + len(removed) :], at, at + max(1, len(removed))


def survivors(
    tmp_path: Path,
    name: str,
    data: bytes,
    intact: Callable[[int, int], set[str]],
    titles: Callable[[set[str], list[Article]], set[str]],
) -> None:
    """Ingest many mutations; assert that what the damage did not touch is still there."""
    random_ = random.Random(2026)
    for number in range(MUTATIONS):
        damaged, start, end = mutate(data, random_)
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / name).write_bytes(damaged)
        problems: list[Rejection | Skipped] = []
        with Index.create(folder / "index") as index:
            report = index.ingest(folder / name, on_problem=problems.append)
            articles = list(index.scan())
        assert report.skipped + report.rejected == len(problems)
        assert all(problem.reason and problem.where.file == name for problem in problems)
        assert report.seen >= 1
        expected = intact(start, end)
        assert expected == titles(expected, articles), f"mutation {number} at {start}..{end}"


def present(expected: set[str], articles: list[Article]) -> set[str]:
    """Give the expected titles that are there."""
    return expected & {article.title for article in articles}


@pytest.mark.slow
def test_a_damaged_line_costs_no_other_line(tmp_path: Path) -> None:
    """JSON lines: every line that the damage did not touch gives its article."""
    data = (SAMPLE / "json" / "courier.jsonl").read_bytes()
    lines, at = [], 0
    for text in data.splitlines(keepends=True):
        # The line end before belongs to it: without that it is no line of its own.
        lines.append((at - 1, at + len(text), json.loads(text)["headline"]))
        at += len(text)

    def intact(start: int, end: int) -> set[str]:
        return {title for first, last, title in lines if end <= first or start >= last}

    survivors(tmp_path, "courier.jsonl", data, intact, present)


@pytest.mark.slow
def test_a_damaged_card_costs_no_other_card(tmp_path: Path) -> None:
    """Page dumps: a record whose bytes and neighbours' were not touched keeps its title."""
    page = SAMPLE / "pages" / "freight-rates-slide.txt"
    _dump(tmp_path, page)


@pytest.mark.slow
@pytest.mark.corpora
def test_a_damaged_seed_costs_no_other_card(tmp_path: Path, shared_data: Path) -> None:
    """The same on the page that the project began with."""
    (page,) = (shared_data / "seeds").glob("*.txt")
    _dump(tmp_path, page)


def _dump(tmp_path: Path, page: Path) -> None:
    with Index.create(tmp_path / "whole") as index:
        index.ingest(page)
        records = sorted(
            (a.provenance.start or 0, a.provenance.end or 0, a.title) for a in index.scan()
        )

    def intact(start: int, end: int) -> set[str]:
        return {title for first, last, title in records if end <= first or start >= last}

    survivors(tmp_path, page.name, page.read_bytes(), intact, present)


@pytest.mark.slow
def test_a_damaged_page_is_an_article_or_named(tmp_path: Path) -> None:
    """HTML: each damaged page gives its article, or says why not."""
    page = SAMPLE / "html" / "heat-pumps-harbour.html"

    def intact(_start: int, _end: int) -> set[str]:
        return set()

    survivors(tmp_path, page.name, page.read_bytes(), intact, present)

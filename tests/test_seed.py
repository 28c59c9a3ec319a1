"""The main job: the scraped page in, the right answer out. Compared with ground truth."""

import datetime as dt
import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from searcher import Article, Index, IngestReport

pytestmark = pytest.mark.corpora

REFERENCE = dt.date(2026, 2, 1)


@pytest.fixture(scope="module")
def expected(shared_data: Path) -> dict[str, Any]:
    """Give the ground truth."""
    found: dict[str, Any] = json.loads((shared_data / "expected" / "seed.json").read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def seeds(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the seed, so that its file's time can be set: 1980, as from a zip without times."""
    folder = tmp_path_factory.mktemp("seeds")
    for seed in (shared_data / "seeds").glob("*.txt"):
        copy = Path(shutil.copyfile(seed, folder / seed.name))
        os.utime(copy, (315532800, 315532800))
    return folder


@pytest.fixture(scope="module")
def made(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Index, IngestReport]:
    """Ingest the seed with its reference date."""
    index = Index.create(tmp_path_factory.mktemp("made") / "seed")
    return index, index.ingest(seeds, reference_date=REFERENCE)


def by_title(index: Index) -> dict[str, Article]:
    """Give all articles by title."""
    return {article.title: article for article in index.scan()}


def test_the_six_articles_are_found(
    made: tuple[Index, IngestReport], expected: dict[str, Any]
) -> None:
    """One article and five cards, each with the title that the truth has; nothing else."""
    index, report = made
    assert {one["title"] for one in expected["articles"]} == set(by_title(index))
    assert (6, 6, 0, 0) == (report.seen, report.added, report.skipped, report.rejected)


def test_each_article_is_as_expected(
    made: tuple[Index, IngestReport], expected: dict[str, Any]
) -> None:
    """Kind, authors, source, summary and date are those of the truth."""
    articles = by_title(made[0])
    for one in expected["articles"]:
        article = articles[one["title"]]
        assert one["kind"] == article.kind
        assert one["authors"] == [author.name for author in article.authors]
        assert one["source"] == article.source
        if one["kind"] == "teaser":
            assert one["summary"] == article.summary
            assert article.published is not None
            assert one["raw_date"] == article.published.raw
            assert one["published"] == {
                "date": article.published.text,
                "precision": article.published.precision,
                "method": article.published.method,
            }


def test_the_main_article_is_whole_and_alone(
    made: tuple[Index, IngestReport], expected: dict[str, Any]
) -> None:
    """Its body has no promotion, disclaimer, card or chrome; it is undated, and by the outlet."""
    truth = expected["articles"][0]
    main = by_title(made[0])[truth["title"]]
    assert main.published is None
    assert [("Cryptopolitan", "outlet")] == [(a.name, a.role) for a in main.authors]
    assert main.body.startswith(truth["body_starts"])
    assert main.body.endswith(truth["body_ends"])
    assert truth["body_characters"] == len(main.body)
    assert [] == [chrome for chrome in truth["not_in_body"] if chrome in main.body]


def test_each_record_has_its_byte_range(made: tuple[Index, IngestReport], seeds: Path) -> None:
    """The range in the file holds the record's text."""
    for article in made[0].scan():
        where = article.provenance
        data = (seeds / where.file).read_bytes()[where.start : where.end].decode()
        assert article.title in data
        assert "placeholder" not in data.strip().splitlines()[1:]


def test_the_search_of_the_readme_finds_the_main_article_first(
    made: tuple[Index, IngestReport], expected: dict[str, Any]
) -> None:
    """`search "Treasury holdings" --author Cryptopolitan`."""
    hits = made[0].search("Treasury holdings", author="Cryptopolitan").hits
    assert expected["articles"][0]["title"] == hits[0].article.title


def test_a_date_finds_the_five_cards(made: tuple[Index, IngestReport]) -> None:
    """The undated article is left out, and the notes say so."""
    found = made[0].search(date="2026-01-30")
    assert 5 == found.total
    assert any("1 undated" in note for note in found.notes)


def test_the_author_facet_counts_four_and_two(made: tuple[Index, IngestReport]) -> None:
    """Unfiltered: the outlet signs four, a person two."""
    facet = made[0].facet("author")
    assert [("Cryptopolitan", 4), ("Rachel Weiss", 2)] == [(c.value, c.count) for c in facet.counts]


def test_every_article_counts_under_a_topic_or_under_none(
    made: tuple[Index, IngestReport],
) -> None:
    """The topic facet's root topics and its missing bucket account for all six."""
    index = made[0]
    missing = {c.value: c.count for c in index.facet("topic", limit=0).counts}.get(None, 0)
    topical = sum(1 for article in index.scan() if article.topics)
    assert 6 == missing + topical
    assert topical >= 1


def test_a_second_ingest_changes_nothing(made: tuple[Index, IngestReport], seeds: Path) -> None:
    """All six are unchanged, with the same digest."""
    index, first = made
    again = index.ingest(seeds, reference_date=REFERENCE)
    assert (6, 6) == (again.seen, again.unchanged)
    assert first.digest == again.digest


def test_without_a_reference_the_cards_stay_undated(seeds: Path, tmp_path: Path) -> None:
    """A file's time of 1980 is no reference; raw strings are kept and the cure is named."""
    with Index.create(tmp_path / "undated") as index:
        report = index.ingest(seeds)
        cards = list(index.scan("", kind="teaser"))
    assert 5 == len(cards)
    for card in cards:
        assert card.published is not None
        assert (None, "Jan 30, Fri") == (card.published.date, card.published.raw)
    assert any("--reference-date" in note for note in report.notes)
    assert 5 == report.dates["undated"]


def test_a_reference_given_later_settles_the_dates(seeds: Path, tmp_path: Path) -> None:
    """The same files with another option are read again, and the articles replaced."""
    with Index.create(tmp_path / "later") as index:
        index.ingest(seeds)
        report = index.ingest(seeds, reference_date=REFERENCE)
        assert (5, 1, 6) == (report.replaced, report.unchanged, report.seen)
        assert 5 == index.count(date="2026-01-30")

"""What Python gives to an index: what cannot be meant is refused before anything is done."""

import datetime as dt
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from searcher import Index, NoArticle, SearcherError, UsageError, ValueNotKnown, extract, reindex

TEXT = "The ferry left at noon with forty people and one piano on board, and came back with none."


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Write two articles, the second with a date that names no year."""
    path = tmp_path / "news.jsonl"
    records = (
        {"title": "Ferry leaves", "date": "2026-01-05", "author": "Ana Roe", "text": TEXT},
        {"title": "Ferry returns", "date": "Jan 30, Fri", "text": f"{TEXT} At dusk."},
    )
    path.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    return path


@pytest.fixture
def index(tmp_path: Path, news: Path) -> Iterator[Index]:
    """Make an index of the two."""
    with Index.create(tmp_path / "index") as made:
        made.ingest(news, workers=0)
        yield made


SAID = ("reference_date", "fields", "commit.every", "workers", "max_")


@pytest.mark.parametrize(
    "options",
    [
        {"reference_date": "2026-02-01"},
        {"reference_date": 2026},
        {"fields": {"titel": "headline"}},
        {"fields": {"title": 3}},
        {"fields": "title=headline"},
        {"commit_every": -1},
        {"commit_every": "many"},
        {"workers": "2"},
        {"max_seconds": "10"},
        {"max_unpacked": 1.5},
        {"max_memory": "1G"},
    ],
)
def test_a_mistake_in_an_option_is_no_fault_of_the_records(
    tmp_path: Path, news: Path, options: dict[str, Any]
) -> None:
    """Each record was rejected as an internal error for a date that is a text."""
    with Index.create(tmp_path / "index") as index:
        with pytest.raises((UsageError, ValueNotKnown), match="titel|" + "|".join(SAID)):
            index.ingest(news, **options)
        assert 0 == index.count()
        assert 2 == index.ingest(news, workers=0).added


def test_a_moment_may_be_the_reference(tmp_path: Path, news: Path) -> None:
    """Of a `datetime`, which is a date to Python too, the day is meant."""
    moment = dt.datetime(2026, 2, 1, 12, tzinfo=dt.UTC)
    with Index.create(tmp_path / "index") as index:
        report = index.ingest(news, reference_date=moment, workers=0)
        assert (2, 0) == (report.added, report.rejected)
        assert 1 == index.count(date="2026-01-30")


@pytest.mark.parametrize("paths", [None, 3, [None], [b"news.jsonl"]])
def test_what_is_no_path_is_refused(index: Index, paths: Any) -> None:
    """With an error of ours."""
    with pytest.raises(UsageError, match="paths"):
        index.ingest(paths)


def test_one_text_is_one_query(index: Index) -> None:
    """A text is a sequence of its characters, too: each was counted as a query."""
    one = index.trend("piano", queries="ferry")
    several = index.trend("piano", queries=["ferry"])
    assert ["piano", "ferry"] == [series.name for series in one.series]
    assert several.series == one.series


def test_one_text_is_one_language(tmp_path: Path) -> None:
    """`de` are not the languages `d` and `e`."""
    with Index.create(tmp_path / "german", languages="de") as index:
        assert ("de",) == index.settings.languages
    assert ("en",) == reindex(tmp_path / "german", languages="en").languages


ASKED: tuple[Callable[[Index, Any], object], ...] = (
    lambda index, wrong: index.facet("author", limit=wrong),
    lambda index, wrong: index.facet("author", like=wrong),
    lambda index, wrong: index.facet(wrong),
    lambda index, wrong: index.facet_answer("author", limit=wrong),
    lambda index, wrong: index.kwic("ferry", max_seconds=wrong),
    lambda index, wrong: index.trend("ferry", series="author", top=wrong),
    lambda index, wrong: index.timeline("ferry", min_copies=wrong),
    lambda index, wrong: index.timeline("ferry", by=wrong),
    lambda index, wrong: index.kwic("ferry", sort=wrong),
    lambda index, wrong: index.trend("ferry", by=wrong),
    lambda index, wrong: index.similar("0000", words=wrong),
    lambda index, wrong: index.suggest("fer", limit=wrong),
    lambda index, wrong: index.suggest(wrong),
    lambda index, wrong: index.scan("ferry", order=wrong),
    lambda index, wrong: index.get(wrong),
    lambda index, wrong: index.begin(lambda same: same.count()).result(wrong),
    lambda _, wrong: Index.open(wrong),
    lambda _, wrong: extract(b"<p>A page</p>", reference=wrong),
)


@pytest.mark.parametrize("ask", ASKED)
@pytest.mark.parametrize("wrong", [["x"], b"x", True])
def test_what_is_of_another_kind_is_refused(
    index: Index, ask: Callable[[Index, Any], object], wrong: Any
) -> None:
    """With an error of ours, and no answer."""
    with pytest.raises(SearcherError) as raised:
        ask(index, wrong)
    assert not isinstance(raised.value, NoArticle)


def test_no_number_of_values_is_negative(index: Index) -> None:
    """A facet of -1 values had none, without a word."""
    with pytest.raises(UsageError, match="cannot be negative"):
        index.facet("author", limit=-1)
    with pytest.raises(UsageError, match="cannot be negative"):
        index.suggest("fer", limit=-1)


def test_an_order_that_a_scan_has_not_is_refused(index: Index) -> None:
    """`newest` gave the order of ids."""
    with pytest.raises(ValueNotKnown, match="There is no order of a scan “newest”"):
        index.scan("ferry", order="newest")  # type: ignore[arg-type]


def test_an_answer_shows_its_corpus(index: Index) -> None:
    """As a notebook does: no function's address, but what can be compared."""
    corpus = index.search("ferry").corpus
    assert f"CorpusState(digest='{corpus.digest}', articles=2)" == repr(corpus)
    assert repr(corpus) in repr(index.search("ferry"))


@pytest.mark.parametrize("wrong", [3, True, object()])
def test_what_is_no_list_is_refused(index: Index, wrong: Any) -> None:
    """A number has no parts and no letters: Python's own error named neither."""
    with pytest.raises(UsageError, match="part needs"):
        index.kwic("ferry", part=wrong)
    with pytest.raises(UsageError, match="series needs"):
        index.trend("ferry", series=wrong)
    with pytest.raises(UsageError, match="queries needs"):
        index.trend("ferry", queries=wrong)

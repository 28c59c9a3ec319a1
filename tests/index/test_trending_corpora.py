"""Trends are exact on real corpora: equal to a naive count over all stored articles."""

import csv
import io
import json
import lzma
import tarfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

import pytest

from searcher import Article, Index
from searcher.article import fold, story_of
from searcher.dates.periods import UNITS, Unit, period_of
from searcher.render import TREND_FORMATS, Look, format_named
from searcher.trends import Trend

pytestmark = [pytest.mark.corpora, pytest.mark.slow]

# In which units a date of this precision has no place.
TOO_SHORT = {"year": ("day", "week", "month", "quarter"), "month": ("day", "week")}
RELEASES = 6_000
EVERY = 12  # so that they are of all years
# The texts are English: a word of these letters is found by its folded form alone.
WORD = "school"


def archive(name: str) -> Callable[[Path, Path], Path]:
    """Unpack one of the archives."""

    def unpack(data: Path, folder: Path) -> Path:
        with tarfile.open(data / "articles" / f"{name}.tar.xz") as packed:
            packed.extractall(folder / "in", filter="data")
        return folder / "in"

    return unpack


def releases(data: Path, folder: Path) -> Path:
    """Take press releases out of all, a third of them with rough dates or none."""
    file = folder / "releases.jsonl"
    with (
        lzma.open(data / "scale" / "senate-press-releases.jsonl.xz", "rt") as lines,
        file.open("w") as out,
    ):
        for number, line in enumerate(islice(lines, 0, RELEASES * EVERY, EVERY)):
            record = json.loads(line)
            if number % 3 == 0:
                # Of `02 Feb 2005` the month and year, the year, or nothing.
                parts = (*record["date"].split(" ", 2), "")
                record["date"] = (" ".join(parts[1:3]), parts[2], "")[number // 3 % 3]
            out.write(json.dumps(record) + "\n")
    return file


CORPORA = {
    "18f_blog": archive("18f_blog"),
    "wikinews_en": archive("wikinews_en"),
    "huffpost_v2": archive("huffpost_v2"),
    "senate": releases,
}


@pytest.fixture(scope="module", params=CORPORA)
def corpus(
    request: pytest.FixtureRequest, shared_data: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Index, list[Article]]]:
    """Ingest a corpus; give the index and all that it stores."""
    folder = tmp_path_factory.mktemp(request.param)
    what = CORPORA[request.param](shared_data, folder)
    with Index.create(folder / "ix") as index:
        index.ingest([what])
        yield index, list(index.scan())


def naive(articles: Iterable[Article], by: Unit, count: str) -> tuple[Counter[str], int, int]:
    """Count the plain way: by label, then the undated and the rough."""
    placed: set[tuple[str, object]] = set()
    undated: set[object] = set()
    rough: set[object] = set()
    for one in articles:
        what = story_of(one) if count == "stories" else one.id
        when = one.published
        if when is None or when.date is None:
            undated.add(what)
        elif by in TOO_SHORT.get(when.precision or "", ()):
            rough.add(what)
        else:
            placed.add((period_of(by, when.date).label, what))
    return Counter(label for label, _ in placed), len(undated), len(rough)


def rows(trend: Trend) -> tuple[dict[str, int], dict[str, int]]:
    """Read counts and bases out of what is printed for spreadsheets."""
    lines = format_named("csv", TREND_FORMATS).render(trend, Look())
    read = list(csv.DictReader(io.StringIO("\n".join(lines))))
    return (
        {row["period"]: int(row["count"]) for row in read},
        {row["period"]: int(row["base"]) for row in read if row["base"]},
    )


def has_word(one: Article) -> bool:
    """Say whether a text has the word as it stands, whatever its case."""
    text = fold(f"{one.title} {one.summary} {one.body}")
    return WORD in "".join(sign if sign.isalnum() else " " for sign in text).split()


@pytest.mark.parametrize("count", ["articles", "stories"])
@pytest.mark.parametrize("by", UNITS)
def test_trends_equal_a_naive_count(
    corpus: tuple[Index, list[Article]], by: Unit, count: str
) -> None:
    """Every period, zeros among them; what lies in none; and what shares are of."""
    index, articles = corpus
    trend = index.trend(f"={WORD}", by=by, count=count, share=True)
    found, base = rows(trend)
    for told, among in ((found, filter(has_word, articles)), (base, articles)):
        expected, undated, rough = naive(among, by, count)
        assert undated == told.pop("undated")
        assert rough == told.pop("rough")
        assert dict(expected) == {label: number for label, number in told.items() if number}
    labels = [period.label for period in trend.periods]
    assert labels == list(found) == list(base)
    assert sum(base.values()) > 0


@pytest.mark.parametrize("field", ["source", "author"])
def test_series_equal_a_naive_count(corpus: tuple[Index, list[Article]], field: str) -> None:
    """Each value, those without any, and all others."""
    index, articles = corpus
    trend = index.trend(by="quarter", series=field, top=4)

    def keys(one: Article) -> set[str]:
        if field == "author":
            return {author.key for author in one.authors}
        return {fold(one.source)} if one.source else set()

    shown = {one.key for one in trend.series if one.kind == "value"}
    for one in trend.series:
        if one.kind == "value":
            among = [each for each in articles if one.key in keys(each)]
        elif one.kind == "missing":
            among = [each for each in articles if not keys(each)]
        else:
            among = [each for each in articles if keys(each) and not keys(each) & shown]
        expected, undated, rough = naive(among, "quarter", "articles")
        counts = zip(trend.periods, one.found.counts, strict=True)
        assert dict(expected) == {period.label: number for period, number in counts if number}
        assert (undated, rough, len(among)) == (
            one.found.undated,
            one.found.rough,
            one.found.total,
        )


def test_a_timeline_equals_a_naive_one(corpus: tuple[Index, list[Article]]) -> None:
    """Each story once, by its oldest article, with as many as match."""
    index, articles = corpus
    among = [one for one in articles if has_word(one)]
    stories: dict[int, list[Article]] = {}
    for one in among:
        stories.setdefault(story_of(one), []).append(one)
    timeline = index.timeline(f"={WORD}", limit=None)
    assert len(stories) == timeline.total == len(timeline.stories)
    for told in timeline.stories:
        members = stories.pop(story_of(told.article))
        assert len(members) == told.articles
        dates = [one.published.date for one in members if one.published and one.published.date]
        when = told.article.published
        assert (min(dates) if dates else None) == (when.date if when else None)
        names = {fold(one.source) for one in members if one.source}
        assert names == {source.key for source in told.sources}
    days = [one.article.published.date for one in timeline.stories if one.article.published]
    known = [day for day in days if day]
    assert sorted(known) == known
    assert not stories

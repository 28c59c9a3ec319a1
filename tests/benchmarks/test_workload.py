"""Queries are drawn by how many articles their words stand in, the same for the same seed."""

from collections.abc import Iterator

import pytest
from compare.article import Entry, entry_of, plain
from compare.workload import ROWS, Drawer, Sample, drawn, sampled
from generator import corpus

ARTICLES = 200


def entries() -> Iterator[Entry]:
    """Walk generated articles."""
    return map(entry_of, corpus(ARTICLES))


@pytest.fixture(scope="module")
def sample() -> Sample:
    """Sample them."""
    return sampled(entries(), ARTICLES)


def test_the_same_seed_draws_the_same(sample: Sample) -> None:
    """Corpus and seed decide; another seed draws others."""
    assert drawn(sample, 5) == drawn(sampled(entries(), ARTICLES), 5)
    assert drawn(sample, 5) != drawn(sample, 5, seed=2)


def test_every_row_has_as_many_different_queries(sample: Sample) -> None:
    """No query of a row is there twice."""
    queries = drawn(sample, 6)
    assert [row.key for row in ROWS] == list(queries)
    assert {6} == {len(set(several)) for several in queries.values()}


def test_words_stand_in_as_many_articles_as_their_band_says(sample: Sample) -> None:
    """Common words stand in 5 to 20 of 100 articles, counted by hand."""
    texts = [set(plain(one.body).split()) for one in entries()]
    for query in drawn(sample, 10)["word"]:
        share = sum(query.words[0] in text for text in texts) / ARTICLES
        assert 0.05 <= share < 0.20


def test_phrases_stand_in_articles(sample: Sample) -> None:
    """Each phrase has a match."""
    texts = [f" {plain(one.body)} " for one in entries()]
    for query in drawn(sample, 10)["phrase"]:
        assert any(f" {' '.join(query.words)} " in text for text in texts)


def test_days_are_in_order_and_real(sample: Sample) -> None:
    """A range begins before it ends, whatever its kind."""
    drawer = Drawer(sample, 1)
    for first, last in filter(None, (drawer.days() for _ in range(50))):
        assert first < last
        assert 1 <= last // 100 % 100 <= 12


def test_what_a_corpus_lacks_is_not_asked(sample: Sample) -> None:
    """Without authors, topics, days and phrases their rows are left out."""
    poor = sample._replace(authors=[], topics=[], days=[], phrases=[])
    assert {"author", "topic", "date", "phrase"} == {*drawn(sample, 1)} - {*drawn(poor, 1)}


def test_a_corpus_without_words_in_a_band_is_refused() -> None:
    """What is too small to draw from is said."""
    one = Entry("1", "Title", "harbour ferry", (), (), None)
    with pytest.raises(SystemExit, match="No word stands in"):
        sampled(iter([one, one]), 2)


def test_plain_words() -> None:
    """Case, marks and signs go; letters and digits stay."""
    assert "u s senator s cafe 2 0" == plain("U.S. Senator's CAFÉ_2.0")

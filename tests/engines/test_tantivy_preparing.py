"""What is derived for many articles at once is what is derived for each."""

from dataclasses import replace

from searcher.article import Topic
from searcher.dates import parse_published
from searcher.engines.tantivy.preparing import TantivyPreparer
from searcher.engines.tantivy.schema import PLAIN_FIELDS
from searcher.engines.tantivy.source import Source
from searcher.identity import stored
from searcher.testing import haystack


def test_values_are_those_that_each_field_derives() -> None:
    """Whatever came before with the same date, topics, authors or source."""
    day, month = parse_published("2026-01-30"), parse_published("2026-01")
    sport = Topic("sport", code="medtop:15000000")
    varied = [
        replace(article, published=published, topics=topics)
        for article in haystack()
        for published in (article.published, day, month, None)
        for topics in (article.topics, (sport,), (replace(sport, inferred=True),))
    ]
    preparer = TantivyPreparer(("en",))
    for article in [*varied, *reversed(varied)]:
        record, content = stored(article)
        found = Source(article, record, content)
        derived = {one.name: one.derive(found) for one in PLAIN_FIELDS}
        expected = {name: value for name, value in derived.items() if value is not None}
        values = preparer.prepare(article, record, content).values
        assert expected == {name: values[name] for name in values.keys() & derived.keys()}

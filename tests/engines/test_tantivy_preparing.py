"""What is derived for many articles at once is what is derived for each."""

import subprocess
import sys
from dataclasses import replace

import pytest

from searcher.article import MOST_STORIES, Topic
from searcher.dates import parse_published
from searcher.engines import tantivy
from searcher.engines.tantivy import engine
from searcher.engines.tantivy.preparing import TantivyPreparer
from searcher.engines.tantivy.schema import PLAIN_FIELDS
from searcher.engines.tantivy.source import Source
from searcher.identity import retold, stored
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


@pytest.mark.parametrize("story", [1, MOST_STORIES - 1])
def test_what_is_told_another_story_is_as_if_it_had_said_so(story: int) -> None:
    """Also where a text looks like the JSON that is changed."""
    preparer = TantivyPreparer(("en",))
    odd = replace(haystack()[0], title='x","story":7,"provenance":{', body="日本 \u200c" * 30)
    for article in (*haystack(), odd):
        told = replace(article, story=story)
        assert retold(stored(article)[0], story) == stored(told)[0]
        made = preparer.retold(preparer.prepare(article, *stored(article)), story)
        assert preparer.prepare(told, *stored(told)) == made


def test_who_only_prepares_loads_no_engine() -> None:
    """Each process that reads starts the sooner."""
    loaded = "import sys, searcher.engines.tantivy.preparing; print(*sys.modules)"
    said = subprocess.run([sys.executable, "-c", loaded], capture_output=True, check=True).stdout
    assert b"searcher.engines.tantivy.engine" not in said.split()


def test_a_package_of_an_engine_has_no_other_names() -> None:
    """The engine is found in it, though it is loaded later."""
    assert tantivy.TantivyEngine is engine.TantivyEngine
    with pytest.raises(ImportError, match="nothing"):
        from searcher.engines.tantivy import nothing  # type: ignore[attr-defined]  # noqa: F401

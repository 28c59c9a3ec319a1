"""One article in full."""

import json

from answers import hostile
from searcher.article import from_record
from searcher.render import Look
from searcher.render.article import article_json, article_text
from searcher.render.columns import width
from searcher.render.safety import safe
from searcher.testing import article, haystack


def test_json_is_the_stored_record() -> None:
    """It reads back as the very article."""
    one = haystack()[0]
    assert one == from_record(json.loads("\n".join(article_json(one, Look()))))


def test_the_whole_text_is_there() -> None:
    """Title, summary and every paragraph of the body, in order."""
    one = haystack()[0]
    text = "\n".join(article_text(one, Look(120)))
    places = [text.index(part) for part in (one.title, one.summary, *one.body.split("\n\n"))]
    assert sorted(places) == places


def test_what_was_found_stands_beside_what_was_understood() -> None:
    """An undated article shows the string that could not be settled, and why."""
    text = "\n".join(article_text(haystack()[11], Look(100)))
    assert "undated: what was printed could not be settled (unreadable)" in text
    assert "found: Jan 30, Fri (page)" in text


def test_no_date_printed_is_said() -> None:
    """Nothing printed is something else than not settled."""
    assert "undated: none was printed" in "\n".join(article_text(article(title="t"), Look(100)))


def test_the_file_is_named() -> None:
    """The record can be found again."""
    assert "found in   haystack.jsonl, record 1, read as jsonl" in list(
        article_text(article(title="t"), Look(100))
    )


def test_hostile_text_stays_in_its_lines() -> None:
    """No control character gets through, and no line is too wide."""
    for hit in hostile().hits:
        lines = list(article_text(hit.article, Look(60)))
        assert [] == [line for line in lines if line != safe(line) or width(line) > 60]

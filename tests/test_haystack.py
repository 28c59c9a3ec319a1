"""The builder and the haystack that users' own tests may lean on."""

import datetime as dt

import pytest

from searcher.article import Author, Topic, from_record, to_record
from searcher.identity import article_id
from searcher.testing import article, haystack, published


@pytest.mark.parametrize(
    ("text", "date", "precision"),
    [
        ("2026", dt.date(2026, 1, 1), "year"),
        ("2026-02", dt.date(2026, 2, 1), "month"),
        ("2026-02-03", dt.date(2026, 2, 3), "day"),
        ("2026-01-01T00:10:00+13:00", dt.date(2026, 1, 1), "second"),
        ("Jan 30, Fri", None, None),
        ("2026-13", None, None),
    ],
)
def test_published(text: str, date: dt.date | None, precision: str | None) -> None:
    """The length says the precision; what is no date stays as printed."""
    when = published(text)
    assert (text, date, precision) == (when.raw, when.date, when.precision)


def test_an_instant_is_utc_and_the_day_is_local() -> None:
    """The civil day may differ from the day in UTC."""
    when = published("2026-01-01T00:10:00+13:00")
    assert dt.datetime(2025, 12, 31, 11, 10, tzinfo=dt.UTC) == when.instant


def test_strings_stand_for_authors_topics_and_dates() -> None:
    """A test names what matters to it; identity and counts follow."""
    built = article(
        title="T", summary="one two", body="three", authors=["José Roe"], topics=["a/b"]
    )
    assert (Author("José Roe", "jose roe"),) == built.authors
    assert (Topic("a/b"),) == built.topics
    assert built.words == 3
    assert built.published is None
    assert article_id("article", url=None, source=None, title="T", body="three") == built.id
    assert article(id="0" * 32).id == "0" * 32


def test_the_haystack_has_every_sort_of_article() -> None:
    """Articles differ in id, and every special case of a filter is among them."""
    found = haystack()
    assert len(found) == len({one.id for one in found}) == 24
    assert {"article", "teaser"} == {one.kind for one in found}
    assert {None, "en", "en-US", "de", "de-CH", "fr", "es", "ru", "ar", "zh"} == {
        one.language for one in found
    }
    assert {0, 1, 2} == {len(one.authors) for one in found}
    assert {"person", "agency", "outlet"} == {a.role for one in found for a in one.authors}
    assert {None, "year", "month", "day", "second"} == {
        one.published.precision if one.published else None for one in found
    }
    assert any(one.published and one.published.date is None for one in found)
    assert {True, False} == {topic.inferred for one in found for topic in one.topics}


def test_the_haystack_survives_its_json_form() -> None:
    """Every article is one that an index can store."""
    assert list(haystack()) == [from_record(to_record(one)) for one in haystack()]

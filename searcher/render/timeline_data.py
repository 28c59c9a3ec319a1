"""Stories in the order of time, for programs: JSON, and rows for spreadsheets."""

from collections.abc import Iterator
from typing import Any

from searcher.article import published_record, story_of
from searcher.render.contract import json_lines
from searcher.render.look import Look
from searcher.render.separated import csv_rows, guarded, tsv_cell
from searcher.trends import Timeline, Told

COLUMNS = (
    *("rank", "period", "date", "precision", "title", "source", "id", "url", "story"),
    *("articles", "copies", "outlets", "sources", "first", "last"),
    *("within_day", "within_week", "within_month"),
)
# Days after which copies are counted: the day of the first is one.
_DAY, _WEEK, _MONTH = 1, 7, 30


def timeline_record(timeline: Timeline) -> dict[str, Any]:
    """Give a timeline as plain JSON types."""
    from searcher.query.describe import request_record

    return {
        "query": request_record(timeline.request),
        "by": timeline.by,
        "sort": timeline.sort,
        "min_copies": timeline.min_copies,
        "total": timeline.total,
        "stories": [_story(one, timeline) for one in timeline.stories],
        "notes": list(timeline.notes),
        "corpus": {"digest": timeline.corpus.digest, "articles": timeline.corpus.articles},
        "took_ms": round(timeline.took_ms, 3),
    }


def _story(one: Told, timeline: Timeline) -> dict[str, Any]:
    article = one.article
    return {
        "rank": one.rank,
        "period": one.period(timeline.by),
        "story": story_of(article),
        "id": article.id,
        "title": article.title,
        "authors": [author.name for author in article.authors],
        "source": article.source,
        "published": published_record(article.published),
        "language": article.language,
        "url": article.url,
        "articles": one.articles,
        "copies": one.copies,
        "outlets": len(one.sources),
        "sources": [{"source": of.value, "articles": of.count} for of in one.sources],
        "days": [{"date": day.isoformat(), "articles": count} for day, count in one.days],
        "growth": {
            "within_day": one.within(_DAY),
            "within_week": one.within(_WEEK),
            "within_month": one.within(_MONTH),
        },
    }


def timeline_json(timeline: Timeline, _look: Look) -> Iterator[str]:
    """Give the whole answer as one JSON object."""
    return json_lines(timeline_record(timeline))


def timeline_csv(timeline: Timeline, _look: Look) -> Iterator[str]:
    """Give a header and a row a story."""
    return csv_rows((COLUMNS, *(_row(one, timeline) for one in timeline.stories)))


def timeline_tsv(timeline: Timeline, _look: Look) -> Iterator[str]:
    """Give the same as lines with tabs."""
    for row in (COLUMNS, *(_row(one, timeline) for one in timeline.stories)):
        yield "\t".join(tsv_cell(cell) for cell in row)


def _row(one: Told, timeline: Timeline) -> tuple[str, ...]:
    article, when = one.article, one.article.published
    texts = (
        one.period(timeline.by),
        when.text if when else None,
        when.precision if when else None,
        article.title,
        article.source,
        article.id,
        article.url,
    )
    numbers = (story_of(article), one.articles, one.copies, len(one.sources))
    named = "; ".join(of.value or "" for of in one.sources)
    ends = (day.isoformat() if day else "" for day in (one.first, one.last))
    soon = (one.within(days) for days in (_DAY, _WEEK, _MONTH))
    return (
        str(one.rank),
        *(guarded(text or "") for text in texts),
        *map(str, numbers),
        guarded(named),
        *ends,
        *("" if count is None else str(count) for count in soon),
    )

"""What should be known of a trend beside its counts: what lies in no period, and what is cut."""

import datetime as dt
from collections.abc import Iterator, Sequence

from searcher.index.notes import without_dates
from searcher.query.model import SearchRequest
from searcher.results import Note
from searcher.trends import OverTime, Trend

_ROUGH = {"day": "month or year", "week": "month or year", "month": "year", "quarter": "year"}


def chosen_span(requests: Sequence[SearchRequest]) -> tuple[dt.date | None, dt.date | None]:
    """Give the first and the last day that any of the requests may reach; None is open."""
    ends = [_ends(request) for request in requests]
    firsts, lasts = [first for first, _ in ends], [last for _, last in ends]
    return (
        None if None in firsts else min(day for day in firsts if day),
        None if None in lasts else max(day for day in lasts if day),
    )


def _ends(request: SearchRequest) -> tuple[dt.date | None, dt.date | None]:
    first: dt.date | None = None
    last: dt.date | None = None
    for choice in without_dates(request)[0]:
        firsts, lasts = [one.first for one in choice], [one.last for one in choice]
        if None not in firsts:
            first = max(filter(None, (first, min(filter(None, firsts)))))
        if None not in lasts:
            last = min(filter(None, (last, max(filter(None, lasts)))))
    return first, last


def notes_of_trend(
    trend: Trend, requests: Sequence[SearchRequest], whole: Sequence[OverTime]
) -> Iterator[Note]:
    """Walk the notes; `whole` counts each of the requests, whatever the series."""
    for request, found in zip(requests, whole, strict=True):
        of = f"{request.words or '*'}: " if len(requests) > 1 else ""
        if found.undated:
            text = f"{of}{_counted(found.undated, trend, 'undated ')} in no {trend.by}."
            yield Note(text, "undated")
        if found.rough:
            text = (
                f"{of}{_counted(found.rough, trend)} in no {trend.by}: the date is known only to "
                f"the {_ROUGH[trend.by]}."
            )
            yield Note(text, "rough")
    yield from _several(trend, whole)
    yield from _cut(trend, requests)
    empty = [
        sum(count == 0 for count in one.base.counts) for one in trend.series if one.base is not None
    ]
    if any(empty):
        most = f"{max(empty):,} of {len(trend.periods):,} {trend.by}s"
        for_some = " for some series" if len(trend.series) > 1 else ""
        yield Note(f"There is no share in {most}{for_some}: nothing is there to be a share of.")


def _counted(number: int, trend: Trend, what: str = "") -> str:
    one, several = ("article", "articles") if trend.request.count == "articles" else _STORIES
    return f"{number:,} {what}{one} lies" if number == 1 else f"{number:,} {what}{several} lie"


_STORIES = ("story", "stories")


def _several(trend: Trend, whole: Sequence[OverTime]) -> Iterator[Note]:
    """Say where one counts more than once."""
    stories = trend.request.count == "stories"
    if trend.field is not None:
        together = sum(one.found.total for one in trend.series)
        if together > whole[0].total:
            what = "A story" if stories else "An article"
            yield Note(
                f"{what} may count in several series: together they count {together:,}, and "
                f"{whole[0].total:,} match."
            )
    if stories and any(
        sum(one.found.counts) + one.found.undated + one.found.rough > one.found.total
        for one in trend.series
    ):
        yield Note(f"A story counts in each {trend.by} in which one of its copies came out.")


def _cut(trend: Trend, requests: Sequence[SearchRequest]) -> Iterator[Note]:
    """Say where the first or last period is not counted whole."""
    first, last = chosen_span(requests)
    if not trend.periods:
        return
    if first and first > trend.periods[0].first:
        yield Note(f"{trend.periods[0].label} is counted from {first} on.")
    if last and last < trend.periods[-1].last:
        yield Note(f"{trend.periods[-1].label} is counted up to {last}.")

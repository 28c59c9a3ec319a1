"""What should be known of a trend beside its counts: what lies in no period, and what is cut."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from searcher.dates import DateRange
from searcher.index.advice.notes import without_dates
from searcher.query.model import And, Dated, Not, Or, SearchRequest
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
    """Say which periods are not counted whole, since not all of their days were chosen."""
    first, last = chosen_span(requests)
    if not trend.periods:
        return
    if first and first > trend.periods[0].first:
        yield Note(f"{trend.periods[0].label} is counted from {first} on.")
    if last and last < trend.periods[-1].last:
        yield Note(f"{trend.periods[-1].label} is counted up to {last}.")
    begin = max(first or _EVER.first, trend.periods[0].first)
    end = min(last or _EVER.last, trend.periods[-1].last)
    spans = _joined(span for request in requests for span in _chosen(request))
    if len(spans) == 1 and spans[0].first <= begin and spans[0].last >= end:
        return
    partly = []
    for period in trend.periods:
        shown = _Days(max(period.first, begin), min(period.last, end))
        met = _met([shown], spans)
        if sum(map(_length, met)) < _length(shown):
            partly.append(period.label)
    if partly:
        named = ", ".join(partly[:_NAMED])
        more = f" and {len(partly) - _NAMED:,} more" if len(partly) > _NAMED else ""
        verb, whose = ("is", "its") if len(partly) == 1 else ("are", "their")
        yield Note(f"{named}{more} {verb} counted only as far as {whose} days were chosen.")


class _Days(NamedTuple):
    """Days in a row, both ends in it."""

    first: dt.date
    last: dt.date


_EVER = _Days(dt.date.min, dt.date.max)
_DAY = dt.timedelta(days=1)
_NAMED = 3  # periods that a note names


def _chosen(request: SearchRequest) -> list[_Days]:
    """Give the days on which an article may have come out that the request finds."""
    days = [_EVER]
    for chosen in request.filters:
        if chosen.field == "date":
            ranges = _joined(_days(one) for one in chosen.values if isinstance(one, DateRange))
            days = _met(days, _rest(ranges) if chosen.exclude else ranges)
    if request.within is not None:
        days = _met(days, [_days(request.within)])
    query = request.query
    for clause in query.children if isinstance(query, And) else (query,):
        inner = clause.child if isinstance(clause, Not) else clause
        dated = inner.children if isinstance(inner, Or) else (inner,)
        ranges = [_days(one.range) for one in dated if isinstance(one, Dated) and not one.overlap]
        if len(ranges) == len(dated):
            ranges = _joined(ranges)
            days = _met(days, _rest(ranges) if clause is not inner else ranges)
    return days


def _days(one: DateRange) -> _Days:
    return _Days(one.first or _EVER.first, one.last or _EVER.last)


def _length(days: _Days) -> int:
    return (days.last - days.first).days + 1


def _joined(every: Iterable[_Days]) -> list[_Days]:
    """Give the same days in order, each once."""
    joined: list[_Days] = []
    for one in sorted(every):
        if joined and one.first <= joined[-1].last:
            joined[-1] = _Days(joined[-1].first, max(joined[-1].last, one.last))
        else:
            joined.append(one)
    return joined


def _met(some: Sequence[_Days], others: Sequence[_Days]) -> list[_Days]:
    """Give the days that are in both."""
    both = (_Days(max(a.first, b.first), min(a.last, b.last)) for a in some for b in others)
    return [one for one in both if one.first <= one.last]


def _rest(joined: Sequence[_Days]) -> list[_Days]:
    """Give all other days."""
    firsts = [_EVER.first, *(one.last + _DAY for one in joined if one.last < _EVER.last)]
    lasts = [*(one.first - _DAY for one in joined if one.first > _EVER.first), _EVER.last]
    if joined and joined[0].first == _EVER.first:
        firsts = firsts[1:]
    if joined and joined[-1].last == _EVER.last:
        lasts = lasts[:-1]
    return [_Days(first, last) for first, last in zip(firsts, lasts, strict=True) if first <= last]

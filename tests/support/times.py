"""A trend and a timeline with one of everything, and with everything a hostile page can hold."""

import datetime as dt
from dataclasses import replace
from functools import cache
from itertools import islice

from answers import HOSTILE, answer
from searcher.dates.periods import Unit, periods
from searcher.query.model import SearchRequest
from searcher.results import CorpusState, FacetCount, Note
from searcher.testing import article, haystack
from searcher.trends import Series, Tally, Timeline, Told, Trend

CORPUS = CorpusState("ab" * 32, 24)
TIDE = SearchRequest(words="tide", limit=None)


def tally(*counts: int, undated: int = 0, rough: int = 0) -> Tally:
    """Make counts of articles."""
    return Tally(counts, undated, rough, sum(counts) + undated + rough)


def trend(*series: Series, by: Unit = "month", shares: bool = False) -> Trend:
    """Make a trend of the first months, or whatever is asked, of 2026."""
    count = len(series[0].found.counts)
    walked = tuple(islice(periods(by, dt.date(2026, 1, 1), dt.date.max), count))
    return Trend(TIDE, by, walked, series, CORPUS, shares=shares, took_ms=1.5)


def one_series() -> Trend:
    """Give four months, one without articles, and what lies in none."""
    return trend(Series("tide", "all", None, TIDE, tally(3, 0, 12, 1, undated=4, rough=2)))


@cache
def shares() -> Trend:
    """Give shares of three kinds: some, none, and of nothing."""
    found, base = tally(3, 0, 0, undated=1), tally(40, 8, 0, undated=2, rough=7)
    made = trend(Series("tide", "all", None, TIDE, found, base, "filters"), shares=True)
    return replace(made, notes=(Note("1 undated article lies in no month.", "undated"),))


@cache
def several() -> Trend:
    """Give four series of a field."""
    made = trend(
        Series("Quay", "value", "quay", TIDE, tally(1, 2, 3)),
        Series("Harbour Ledger", "value", "harbour ledger", TIDE, tally(0, 0, 1_500)),
        Series("no source", "missing", None, TIDE, tally(0, 1, 0, undated=3)),
        Series("other", "other", None, TIDE, tally(5, 5, 5)),
    )
    return replace(made, field="source")


def hostile_trend() -> Trend:
    """Give a series of every hostile name, in a question with one."""
    series = tuple(
        Series(text, "value", text, TIDE, tally(number, 1, 2))
        for number, text in enumerate(HOSTILE, 1)
    )
    return replace(trend(*series), request=SearchRequest(words=HOSTILE[0] + HOSTILE[7]))


@cache
def told() -> Timeline:
    """Give a story of several copies, one alone, one of a year, and an undated one."""
    hay = haystack()
    days = ((dt.date(2026, 1, 30), 3), (dt.date(2026, 2, 2), 2), (dt.date(2026, 3, 11), 1))
    sources = tuple(FacetCount(f"Quay {n}", f"quay {n}", 7 - n) for n in range(1, 6))
    request = SearchRequest(words="treasury", count="stories", sort="oldest", limit=4)
    stories = (
        Told(1, hay[7], 2, (FacetCount("The Reed", "the reed", 2),), ()),
        Told(2, hay[0], 7, sources, days),
        Told(3, hay[1], 1, (FacetCount("Evening Quay", "evening quay", 1),), days[:1]),
        Told(4, answer().hits[2].article, 1, (), ()),
    )
    return Timeline(request, "month", 0, 9, stories, CORPUS, took_ms=12.5)


def hostile_timeline() -> Timeline:
    """Give stories of every hostile title and outlet."""
    stories = tuple(
        Told(
            rank,
            article(title=text, source=text, body=text, url=f"https://x.example/{rank}"),
            2,
            (FacetCount(text, text, 2),),
            ((dt.date(2026, 1, rank), 2),),
        )
        for rank, text in enumerate(HOSTILE, 1)
    )
    return replace(told(), stories=stories, total=len(stories))

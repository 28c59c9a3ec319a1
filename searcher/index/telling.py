"""Which stories are told in a timeline, and what of each?"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from searcher.article import Article, fold, story_of
from searcher.engines.base import Eldest, Engine
from searcher.errors import UsageError
from searcher.index.trending import unchosen
from searcher.query.fields import not_known
from searcher.query.kinds import count_of
from searcher.query.model import And, SearchRequest, Term
from searcher.results import FacetCount
from searcher.trends import (
    TIMELINE_SORTS,
    TIMELINE_UNITS,
    Timeline,
    TimelineSort,
    TimelineUnit,
    Told,
)

# Stories told at a time: their articles are held, some 10 KB each.
MOST_TOLD = 10_000


def timeline_of(
    engine: Engine, request: SearchRequest, by: str, min_copies: int, sort: str
) -> Timeline:
    """Find the page of stories; raises `ValueNotKnown`, `UsageError`."""
    unit, order = _unit(by), _order(sort)
    count_of("min_copies", min_copies)
    if request.cursor:
        raise UsageError("--after is of a page of hits; stories are passed over by --offset.")
    asked = replace(request, count="stories", sort="oldest", facets=())
    if asked.limit is None or asked.limit > MOST_TOLD:
        # Counting holds no article.
        total, _ = engine.timeline(replace(asked, limit=0), least=min_copies + 1)
        if total - asked.offset > MOST_TOLD:
            raise UsageError(
                f"{total:,} stories are more than can be told at a time. Take {MOST_TOLD:,} with "
                f"--limit {MOST_TOLD}, and the next with --offset {asked.offset + MOST_TOLD}."
            )
    total, found = engine.timeline(asked, least=min_copies + 1, sort=order)
    stories = tuple(_told(engine, asked, found))
    return Timeline(asked, unit, min_copies, total, stories, engine.state(), order)


def _unit(by: str) -> TimelineUnit:
    for unit in TIMELINE_UNITS:
        if by == unit:
            return unit
    raise not_known("unit of a timeline", by, TIMELINE_UNITS)


def _order(sort: str) -> TimelineSort:
    for order in TIMELINE_SORTS:
        if sort == order:
            return order
    raise not_known("order of a timeline", sort, TIMELINE_SORTS)


def _told(engine: Engine, asked: SearchRequest, found: Sequence[Eldest]) -> Iterator[Told]:
    for rank, eldest in enumerate(found, asked.offset + 1):
        article, articles = eldest.article, eldest.articles
        if articles == 1:
            yield _alone(rank, article)
            continue
        number = Term("story", str(story_of(article)))
        copies = replace(asked, query=And((asked.query, number)), count="articles")
        sources = engine.facet(unchosen(copies, "source"), "source", None).counts
        days = engine.over_time(copies, "day").counts
        named = tuple(one for one in sources if one.key is not None and one.count)
        yield Told(rank, article, articles, named, tuple(sorted(days.items())))


def _alone(rank: int, article: Article) -> Told:
    """Give a story of one article that matches, of which nothing need be asked."""
    when, source = article.published, article.source
    known = when is not None and when.date is not None and when.precision not in ("year", "month")
    days = ((when.date, 1),) if known and when and when.date else ()
    named = (FacetCount(source, fold(source), 1),) if source else ()
    return Told(rank, article, 1, named, days)

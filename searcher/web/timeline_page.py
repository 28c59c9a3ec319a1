"""What does the page of a timeline show? Stories under their days or months, and a form."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from searcher.article import story_of
from searcher.index import Index
from searcher.query.describe import describe
from searcher.query.model import And, Everything, SearchRequest, Term
from searcher.query.parser import MAX_LENGTH, unparse
from searcher.render.headline import headline
from searcher.render.look import counted
from searcher.render.table import date_text
from searcher.render.timeline import UNDATED, growth_text, outlets, said_above
from searcher.trends import TIMELINE_UNITS, Timeline, Told
from searcher.web.openapi import STORIES
from searcher.web.passages import clip
from searcher.web.state import MOST_HITS, Link, State, copies_link
from searcher.web.times import TIMELINE_OWN, timeline_options
from searcher.web.trend_page import Choice, question_of

# How a timeline is ordered, in words; and which way its pages go on.
_SORTS = {"time": "the oldest first", "copies": "most copied first"}
_TURNS = {"time": ("Earlier", "Later"), "copies": ("More copied", "Less copied")}
_SIZES = (20, 50, MOST_HITS)
_TITLE, _OUTLETS = 240, 160  # characters shown at most


@dataclass(frozen=True, slots=True)
class TimelineForm:
    """What the form holds, whether it was understood or not; `hidden` is sent along unseen."""

    words: str
    units: tuple[Choice, ...]
    sorts: tuple[Choice, ...]
    sizes: tuple[Choice, ...]
    copies: str
    hidden: tuple[tuple[str, str], ...]
    back: str


@dataclass(frozen=True, slots=True)
class StoryView:
    """One story as the page shows it; `heading` where a new day or month begins."""

    heading: str
    rank: int
    id: str
    title: str
    untitled: bool
    date: str
    outlets: str
    language: str | None
    copies: Link | None


@dataclass(frozen=True, slots=True)
class TimelineView:
    """What is told; `bare` where the index holds no articles."""

    found: str
    bare: bool
    asked: tuple[str, ...]
    stories: tuple[StoryView, ...]
    notes: tuple[str, ...]
    previous: str | None
    next: str | None
    turns: tuple[str, str]
    query: str
    downloads: tuple[Link, ...]


def timeline_form(state: State) -> TimelineForm:
    """Give the form as it was filled in."""
    question = question_of(state, TIMELINE_OWN).put("count")
    by, size = state.last("by") or "day", state.last("limit") or str(STORIES)
    sort = state.last("sort") or "time"
    hidden = tuple(
        (name, value) for name, values in question.items() if name != "q" for value in values
    )
    return TimelineForm(
        words=" ".join(state.values("q")),
        units=tuple(Choice(unit, unit, unit == by) for unit in TIMELINE_UNITS),
        sorts=tuple(Choice(name, text, name == sort) for name, text in _SORTS.items()),
        sizes=tuple(Choice(str(n), str(n), str(n) == size) for n in _SIZES),
        copies=state.last("min-copies"),
        hidden=hidden,
        back=question.query,
    )


def ask_timeline(index: Index, state: State) -> TimelineView:
    """Tell the stories; raises as `Index.timeline` does."""
    question = question_of(state, TIMELINE_OWN).put("count")
    asked = question.put("limit", state.last("limit") or str(STORIES))
    asked = asked.put("offset", *state.values("offset")[-1:])
    request = asked.request()
    request = replace(request, limit=min(request.limit or MOST_HITS, MOST_HITS))
    given = {name: state.last(name) for name in ("by", "sort", "min-copies")}
    timeline = index.timeline(request, **timeline_options(given))
    return _view(timeline, state, question)


def _view(timeline: Timeline, state: State, question: State) -> TimelineView:
    request, shown = timeline.request, len(timeline.stories)
    limit = request.limit or MOST_HITS
    after = request.offset + shown
    back = max(request.offset - limit, 0)
    return TimelineView(
        found=_found(timeline),
        bare=not timeline.corpus.articles,
        asked=tuple(
            line for line in describe(request) if not line.startswith(("order: ", "counted: "))
        ),
        stories=tuple(_stories(timeline, question)),
        notes=tuple(map(str, timeline.notes)),
        previous=state.put("offset", *([str(back)] if back else [])).query
        if request.offset
        else None,
        next=state.put("offset", str(after)).query if shown and after < timeline.total else None,
        turns=_TURNS[timeline.sort],
        query=question.query,
        downloads=tuple(
            Link(title, State({**dict(state.items()), "format": (name,)}).query)
            for name, title in (("csv", "CSV"), ("markdown", "Markdown"), ("json", "JSON"))
        ),
    )


def _found(timeline: Timeline) -> str:
    of = counted(timeline.total, "story", "stories")
    if not timeline.total:
        return "No stories"
    if not timeline.stories:
        return f"None of {of} here: this is past the end"
    first, last = timeline.stories[0].rank, timeline.stories[-1].rank
    return of if (first, last) == (1, timeline.total) else f"{first:,}–{last:,} of {of}"


def _stories(timeline: Timeline, question: State) -> Iterator[StoryView]:
    before = None
    for one in timeline.stories:
        period = one.period(timeline.by) or UNDATED
        heading = period if period != before and timeline.sort == "time" else ""
        yield _story(one, heading, timeline, question)
        before = period


def _story(one: Told, heading: str, timeline: Timeline, question: State) -> StoryView:
    article = one.article
    growth = growth_text(one)
    return StoryView(
        heading=heading,
        rank=one.rank,
        id=article.id,
        title=clip(headline(article), _TITLE),
        untitled=not article.title.strip(),
        date="" if said_above(timeline, one) else date_text(article.published),
        outlets=clip(outlets(one), _OUTLETS),
        language=article.language,
        copies=Link(growth, _copies(one, timeline.request, question)) if one.copies else None,
    )


def _copies(one: Told, request: SearchRequest, question: State) -> str:
    """Give the query of a story's articles that match, the oldest first."""
    story = Term("story", str(story_of(one.article)))
    everything = isinstance(request.query, Everything)
    words = unparse(story if everything else And((request.query, story)))
    if len(words) > MAX_LENGTH:
        return copies_link("", one.article, question).query
    # What `any` meant is part of the tree, and so of its text.
    return question.put("q", words).put("any").put("sort", "oldest").query

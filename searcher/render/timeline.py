"""Stories in the order of time, for a person: on a terminal, and in a document."""

from collections.abc import Iterator

from searcher.render.columns import clip, lines_of, width
from searcher.render.headline import headline
from searcher.render.look import BOLD, DATE, DIM, Look, counted, took
from searcher.render.markdown import escape, web_address
from searcher.render.safety import one_line
from searcher.render.table import ID_SHOWN, date_text
from searcher.trends import Timeline, Told

UNDATED = "undated"
_SOURCES_SHOWN = 3
_TITLE_LINES = 2
_WEEK = 7


def timeline_table(timeline: Timeline, look: Look) -> Iterator[str]:
    """Give the stories under their days or months, and a last line with the total."""
    margin = len(str(timeline.stories[-1].rank)) if timeline.stories else 1
    for heading, one in _headed(timeline):
        if heading is not None:
            yield look.paint(heading, BOLD)
        yield from _story(one, timeline, look, margin)
    if timeline.stories:
        yield ""
    yield look.paint(clip(_footer(timeline, look), look.columns), DIM)


def timeline_markdown(timeline: Timeline, _look: Look) -> Iterator[str]:
    """Give a heading for each day or month, and the stories below as a list."""
    for number, (heading, one) in enumerate(_headed(timeline)):
        if heading is not None:
            if number:
                yield ""
            yield f"## {escape(heading)}"
            yield ""
        article = one.article
        title = escape(headline(article))
        address = web_address(article.url)
        linked = f"[{title}]({address})" if address else f"**{title}**"
        yield f"- {linked}  "
        about = [date_text(article.published), outlets(one), *_growth(one), article.id[:ID_SHOWN]]
        yield "  " + " · ".join(escape(part) for part in about if part)


def _headed(timeline: Timeline) -> Iterator[tuple[str | None, Told]]:
    """Walk the stories, each with the heading that begins with it; by copies there are none."""
    if timeline.sort == "copies":
        for one in timeline.stories:
            yield None, one
        return
    before: str | None = ""
    for one in timeline.stories:
        period = one.period(timeline.by)
        yield (period or UNDATED) if period != before else None, one
        before = period


def _story(one: Told, timeline: Timeline, look: Look, margin: int) -> Iterator[str]:
    indent = " " * (margin + 2)
    room = look.columns - len(indent)
    title = lines_of(headline(one.article), room, _TITLE_LINES)
    yield f"{one.rank:>{margin}}  {look.paint(title[0], BOLD)}"
    for line in title[1:]:
        yield indent + look.paint(line, BOLD)
    when = date_text(one.article.published)
    dates = [] if said_above(timeline, one) else [when]
    parts = [*dates, outlets(one)]
    line = " · ".join(one_line(part) for part in parts if part)
    end = f" · {one.article.id[:ID_SHOWN]}" if line else one.article.id[:ID_SHOWN]
    line = clip(line, max(room - width(end), 1)) if line else ""
    yield indent + look.paint(line, DATE) + look.paint(end, DIM)
    for text in _growth(one):
        for piece in lines_of(text, room):
            yield indent + look.paint(piece, DIM)


def said_above(timeline: Timeline, one: Told) -> bool:
    """Say whether a heading has said the date."""
    heading = one.period(timeline.by) or UNDATED
    return timeline.sort == "time" and heading == date_text(one.article.published)


def outlets(one: Told) -> str:
    """Name the first outlets, and count the rest."""
    named = ", ".join(source.value or "" for source in one.sources[:_SOURCES_SHOWN])
    more = len(one.sources) - _SOURCES_SHOWN
    return f"{named} and {more:,} more" if more > 0 else named


def growth_text(one: Told) -> str:
    """Say how many copies there are, and how soon they came."""
    return " ".join(_growth(one))


def _growth(one: Told) -> Iterator[str]:
    """Give `+ 7 copies: 5 on the first day, 6 within a week, the last after 40 days`."""
    if not one.copies:
        return
    copies = f"+ {counted(one.copies, 'copy', 'copies')}"
    if one.first is None or one.last is None:
        yield f"{copies}, of no known day"
        return
    days = (one.last - one.first).days
    known = sum(count for _, count in one.days)
    soon = [f"{one.within(1):,} of {one.articles:,} on {one.first}"]
    if days >= _WEEK and (week := one.within(_WEEK)) != one.within(1):
        soon.append(f"{week:,} within a week")
    if days:
        soon.append(f"the last after {counted(days, 'day')}")
    if known < one.articles:
        soon.append(f"{one.articles - known:,} of no known day")
    yield f"{copies}: {', '.join(soon)}"


def _footer(timeline: Timeline, look: Look) -> str:
    total, shown = timeline.total, len(timeline.stories)
    found = counted(total, "story", "stories") if total else "no stories"
    if shown and shown < total:
        found = f"{timeline.stories[0].rank:,}-{timeline.stories[-1].rank:,} of {found}"
    elif total and not shown and timeline.request.offset:
        found = f"none of {found} after the first {timeline.request.offset:,}"
    where = f" · index {one_line(look.index)}" if look.index else ""
    return f"{found}, {took(timeline.took_ms)}{where}"

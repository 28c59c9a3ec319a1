"""What does an article's page show? Its text, and what was understood beside what was found."""

from collections.abc import Iterator
from dataclasses import dataclass

from searcher.article import Article, story_of
from searcher.dates import Published
from searcher.errors import SearcherError
from searcher.index import Index
from searcher.index.folder.peek import moved_to
from searcher.render.headline import headline
from searcher.render.markdown import web_address
from searcher.render.table import date_text, outlet
from searcher.results import Marks
from searcher.subjects.vocabulary import subject
from searcher.web.citing import Cited, cited
from searcher.web.passages import MarkedText, clip, marked_text
from searcher.web.state import Link, State, copies_link, typed

_HEADING = 120  # characters of the window's title
# Characters from which on a browser lays out only what it shows: below it is quick as it is.
_LARGE = 100_000


@dataclass(frozen=True, slots=True)
class Fact:
    """One attribute: what was understood, each with the search for it, and what was found."""

    label: str
    values: tuple[Link, ...]
    found: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """An article for its page."""

    id: str
    heading: str
    title: str
    language: str | None
    authors: str
    date: str
    source: str
    teaser: bool
    address: str | None
    text: MarkedText
    large: bool
    facts: tuple[Fact, ...]
    origin: tuple[tuple[str, str], ...]
    cite: Cited
    back: str
    searched: bool


def read(index: Index, article_id: str, state: State) -> Reading:
    """Read an article, with the words of the search marked; raises `ArticleNotFound`."""
    article = index.get(article_id)
    try:
        request = state.request()
        marks, found = index.marks(request)(article), index.occurrences(request)(article)
    except SearcherError:  # an address with a mistake still names an article
        marks = found = Marks()
    home = state.bare()
    # None of them is left where all were deleted just now.
    copies = max(index.count(f"story:{story_of(article)}") - 1, 0)
    return Reading(
        id=article.id,
        heading=clip(headline(article), _HEADING),
        title="" if article.title.strip() else "(untitled)",
        language=article.language,
        authors=", ".join(author.name for author in article.authors) or "unsigned",
        date=date_text(article.published),
        source=outlet(article),
        teaser=article.kind == "teaser",
        address=web_address(article.url),
        text=marked_text(article.title, article.summary, article.body, marks, found),
        large=len(article.body) > _LARGE,
        facts=tuple(_facts(article, copies, home)),
        origin=tuple(_origin(article, moved_to(index.path, article))),
        cite=cited(article, home),
        back=state.query,
        searched=state.query != home.query,
    )


def _facts(article: Article, copies: int, home: State) -> Iterator[Fact]:
    raw = article.raw
    people = tuple(
        Link(author.name, home.put("author", typed("author", author.key)).query, author.role)
        for author in article.authors
    )
    names = "; ".join(author.name for author in article.authors)
    unsigned = Link("unsigned", home.put("author", "none").query)
    yield Fact("Authors", people or (unsigned,), _unlike("; ".join(raw.authors), names))
    dates = "; ".join(f"{date.text} ({date.origin})" for date in raw.dates)
    yield Fact("Published", tuple(_date(article.published, home)), dates)
    if article.source or raw.source:
        source = article.source or "no source"
        query = home.put("source", typed("source", article.source)).query
        yield Fact("Source", (Link(source, query),), _unlike(raw.source, source))
    if article.topics or raw.topics:
        topics = tuple(
            Link(
                topic.path,
                home.put("topic", typed("topic", topic.path)).query,
                f"inferred{'' if topic.score is None else f' {topic.score:.2f}'}"
                if topic.inferred
                else "",
            )
            for topic in article.topics
        )
        understood = "; ".join(topic.path for topic in article.topics if not topic.inferred)
        yield Fact("Topics", topics, _unlike("; ".join(raw.topics), understood))
    subjects = [meant for topic in article.topics if (meant := subject(topic.code or ""))]
    if subjects:
        found = {one.code: one for one in subjects}.values()
        links = (
            Link(one.path, home.put("subject", typed("subject", one.key)).query, one.code)
            for one in found
        )
        yield Fact("Subjects", tuple(links))
    if article.language or raw.language:
        language = article.language or "not known"
        query = home.put("language", typed("language", article.language)).query
        yield Fact("Language", (Link(language, query),), _unlike(raw.language, language))
    if article.url or raw.url:
        address = article.url or "none of the web"
        yield Fact("Address", (Link(address, ""),), _unlike(raw.url, address))
    if raw.title and raw.title != article.title:
        yield Fact("Title", (Link("as above", ""),), raw.title)
    yield Fact("Length", (Link(f"{article.words:,} words", ""),))
    yield Fact("Kind", (Link(article.kind, home.put("kind", article.kind).query),))
    several = f"{copies + 1:,} articles" if copies else "no copies"
    story = copies_link(several, article, home) if copies else Link(several, "")
    yield Fact("Story", (Link(story.text, story.query, str(story_of(article))),))
    yield Fact("Id", (Link(article.id, ""),))


def _unlike(found: str | None, understood: str) -> str:
    return found if found and found != understood else ""


def _date(published: Published | None, home: State) -> Iterator[Link]:
    undated = home.put("date", "none").query
    if published is None:
        yield Link("undated", undated, "none was printed")
    elif published.text is None:
        yield Link("undated", undated, "what was printed could not be settled")
    else:
        how = f"to the {published.precision}, by {published.method}"
        yield Link(
            date_text(published),
            home.put("date", published.text).query,
            f"{how}, {published.confidence} confidence",
        )
        if published.instant:
            yield Link(published.instant.isoformat().replace("+00:00", "Z"), "", "instant")
    if published and published.flags:
        yield Link(", ".join(published.flags), "", "flags")


def _origin(article: Article, moved: str | None) -> Iterator[tuple[str, str]]:
    where = article.provenance
    yield "File", where.file
    if moved:
        yield "Since moved to", moved
    span = "" if where.start is None else f", bytes {where.start:,}–{where.end:,}"
    yield "Record", f"{where.record:,}{span}"
    yield "Read as", where.reader
    if where.reference:
        yield "Reference date", where.reference
    if where.digest:
        yield "SHA-256", where.digest

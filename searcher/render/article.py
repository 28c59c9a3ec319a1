"""One article in full: its text, what was understood beside what was found, and where it was."""

from collections.abc import Iterator

from searcher.article import Article, Provenance, to_record
from searcher.dates import Published
from searcher.render.columns import lines_of
from searcher.render.contract import json_lines
from searcher.render.look import BOLD, DIM, Look, counted
from searcher.render.safety import one_line
from searcher.render.table import byline, date_text
from searcher.subjects.vocabulary import subject

_LABEL = 11  # columns of the labels


def article_json(article: Article, _look: Look) -> Iterator[str]:
    """Give the stored record; `article.from_record` reads it again."""
    return json_lines(to_record(article))


def article_text(article: Article, look: Look) -> Iterator[str]:
    """Give title, facts, text and provenance."""
    for line in lines_of(one_line(article.title) or "(untitled)", look.columns):
        yield look.paint(line, BOLD)
    yield ""
    for label, understood, found in _facts(article):
        yield from _fact(label, understood, found, look)
    for text in (article.summary, article.body):
        for paragraph in filter(None, map(one_line, text.split("\n"))):
            yield ""
            yield from lines_of(paragraph, look.columns)
    yield ""
    yield from _fact("found in", _place(article.provenance), "", look)
    if article.provenance.reference:
        yield from _fact("reference", article.provenance.reference, "", look)


def _facts(article: Article) -> Iterator[tuple[str, str, str]]:
    """Give label, what was understood, and what was found where it reads differently."""
    raw = article.raw
    yield "authors", byline(article), _found("; ".join(raw.authors), byline(article))
    yield (
        "date",
        _date(article.published),
        "; ".join(f"{date.text} ({date.origin})" for date in raw.dates),
    )
    if article.source:
        yield "source", article.source, _found(raw.source, article.source)
    if article.topics:
        topics = ", ".join(
            f"{topic.path} (inferred{_score(topic.score)})" if topic.inferred else topic.path
            for topic in article.topics
        )
        yield "topics", topics, _found(", ".join(raw.topics), topics)
    subjects = [meant for topic in article.topics if (meant := subject(topic.code or ""))]
    if subjects:
        yield (
            "subjects",
            ", ".join(dict.fromkeys(f"{one.path} ({one.code})" for one in subjects)),
            "",
        )
    if article.language:
        yield "language", article.language, _found(raw.language, article.language)
    if article.url:
        yield "url", article.url, _found(raw.url, article.url)
    yield "title", "as above", "" if raw.title == article.title else raw.title or ""
    yield "length", counted(article.words, "word"), ""
    yield "kind", article.kind, ""
    if article.story is not None:
        yield "story", str(article.story), ""
    yield "id", article.id, ""


def _found(found: str | None, understood: str) -> str:
    return found if found and found != understood else ""


def _score(score: float | None) -> str:
    return "" if score is None else f" {score:.2f}"


def _date(published: Published | None) -> str:
    if published is None:
        return "undated: none was printed"
    why = f" ({', '.join(published.flags)})" if published.flags else ""
    if published.date is None:
        return f"undated: what was printed could not be settled{why}"
    how = f"{published.precision}, by {published.method}, {published.confidence} confidence"
    instant = f", {published.instant.isoformat()}" if published.instant else ""
    return f"{date_text(published)}: {how}{instant}{why}"


def _place(where: Provenance) -> str:
    span = "" if where.start is None else f", bytes {where.start}-{where.end}"
    return f"{where.file}, record {where.record}{span}, read as {where.reader}"


def _fact(label: str, understood: str, found: str, look: Look) -> Iterator[str]:
    if label == "title" and not found:
        return
    columns = look.columns - _LABEL
    start = look.paint(f"{label:<{_LABEL}}", DIM)
    for line in lines_of(one_line(understood), columns):
        yield start + line
        start = " " * _LABEL
    if found:
        for line in lines_of(f"found: {one_line(found)}", columns):
            yield " " * _LABEL + look.paint(line, DIM)

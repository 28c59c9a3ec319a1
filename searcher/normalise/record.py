"""`RawArticle` to `Article`: every room's answer put together."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal

from searcher.address import canonical_url
from searcher.article import (
    Article,
    Found,
    Provenance,
    RawArticle,
    RawDate,
    Rejection,
    Skipped,
    Topic,
    own_story,
)
from searcher.normalise.authors import parse_authors
from searcher.normalise.identity import as_first_found, id_from, identify
from searcher.normalise.infer import infer_topic
from searcher.normalise.language import language_of
from searcher.normalise.published import publication
from searcher.normalise.slugs import written_out
from searcher.normalise.text import clean, clean_line, count_words, scrub
from searcher.normalise.topics import declared_topics

VERSION = 23  # raised whenever the article made of the same record changes


@dataclass(frozen=True, slots=True)
class Context:
    """What is known beside the record.

    `reference` is a day on which the record is known to have existed; `reference_origin` says who
    told: the user (`option`) or the file's time (`file`). `order` is the order of day and month in
    the file, `years` the first and the last year that its dates print in full. `infer_topics`
    allows a guess where no topic is declared.
    `people` are the authors' names by short name (`jane-roe`, casefolded).
    """

    reference: dt.date | None = None
    reference_origin: str = "option"
    order: Literal["dmy", "mdy"] | None = None
    years: tuple[int, int] | None = None
    infer_topics: bool = True
    people: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def normalise(raw: RawArticle, context: Context) -> Article | Skipped | Rejection:
    """Understand a record; pure, and never raises for its content.

    A record without title and text is skipped as `no-text`. A missing title stays empty: nothing
    is invented, and who shows the article may show its first words. At present no record is
    rejected here.
    """
    title = clean_line(raw.title) if raw.title else ""
    summary = clean(raw.summary) if raw.summary else ""
    body = clean(raw.body) if raw.body else ""
    if not (title or summary or body):
        return Skipped(_where(raw.provenance), "no-text")
    source = clean_line(raw.source) if raw.source else ""
    if raw.id_from:
        raw = as_first_found(raw, source, title)
    text = body or summary
    language = language_of(raw.language, f"{title}\n{text}" if title else text)
    reference = (context.reference, context.reference_origin) if context.reference else None
    published, held = publication(
        raw,
        reference=reference,
        order=context.order,
        years=context.years,
        language=language,
    )
    url = canonical_url(raw.url, raw.base_url)
    # In an export they are names, and `opm-labs` is one that nobody writes otherwise.
    signed = raw.authors if raw.exported else written_out(raw.authors, context.people)
    article_id = identify(raw, url)
    return Article(
        id=article_id,
        title=title,
        summary=summary,
        body=body,
        words=count_words(summary) + count_words(body),
        provenance=_where(raw.provenance, held),
        authors=parse_authors(signed, source or None),
        source=source or None,
        published=published,
        topics=_topics(raw, title, text, context),
        language=language,
        url=url,
        kind=raw.kind,
        story=own_story(article_id),
        raw=_found(raw, id_from(raw, url, source, title, text)),
    )


def _topics(raw: RawArticle, title: str, text: str, context: Context) -> tuple[Topic, ...]:
    declared = declared_topics(raw.topics, paths=raw.exported)
    if declared or not context.infer_topics:
        return declared
    inferred = infer_topic(title, text)
    return (inferred,) if inferred else ()


def _where(provenance: Provenance, reference: str | None = None) -> Provenance:
    """Give the provenance with its reference; undecodable bytes of a name are written out."""
    file = provenance.file
    if not file.isascii():
        file = file.encode("utf-8", "backslashreplace").decode("utf-8")
    if file == provenance.file and reference is None:
        return provenance
    return replace(provenance, file=file, reference=reference)


def _found(raw: RawArticle, told: tuple[str, ...]) -> Found:
    return Found(
        title=_scrubbed(raw.title),
        authors=tuple(map(scrub, raw.authors)),
        source=_scrubbed(raw.source),
        dates=tuple(map(_scrubbed_date, raw.dates)),
        topics=tuple([scrub(t if isinstance(t, str) else t.text) for t in raw.topics]),
        language=_scrubbed(raw.language),
        url=_scrubbed(raw.url),
        hinted=raw.hinted,
        id_from=tuple(map(scrub, told)) if told else (),
    )


def _scrubbed_date(date: RawDate) -> RawDate:
    text, origin = scrub(date.text), scrub(date.origin)
    return date if text is date.text and origin is date.origin else RawDate(text, origin)


def _scrubbed(text: str | None) -> str | None:
    return None if text is None else scrub(text)

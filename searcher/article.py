"""What is an article, before and after it was understood?

`RawArticle` holds strings as found, with their provenance; `Article` is what was understood, and
keeps what was found in `raw`. Both are frozen.
"""

import datetime as dt
import unicodedata
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final, Literal

from searcher.dates import Published
from searcher.record import Record, field, record

Kind = Literal["article", "teaser"]
Role = Literal["person", "agency", "outlet"]
# What the record calls a topic; `folder`: the name of its file's folder; `inferred`: from the text.
TopicOrigin = Literal["section", "category", "tag", "keyword", "topic", "folder", "inferred"]


@record
class Provenance(Record):
    """Where a record was found.

    `file` is POSIX style and relative to the ingest root; `record` counts from 1 within the file;
    `start` and `end` are byte offsets in the file as read (decompressed), end exclusive, or None
    where the format has no such range. `digest` is the SHA-256 (hex) of the record's bytes.
    `reference` is the date (ISO) that relative dates were held against, with its origin.
    """

    file: str
    reader: str
    record: int = 1
    start: int | None = None
    end: int | None = None
    digest: str = ""
    reference: str | None = None


@record
class RawDate(Record):
    """A date as printed or declared; `origin`: page, json-ld, meta, time, field:pubDate…"""

    text: str
    origin: str = "page"


@record
class RawTopic(Record):
    """A topic as declared; `code`: of the IPTC Media Topics (`medtop:…`), where the record has it.

    A plain string in its place is a topic of which nothing more is known.
    """

    text: str
    origin: TopicOrigin | None = None
    code: str | None = None


@record
class RawArticle(Record):
    """An article as a reader found it: strings only, nothing interpreted.

    `dates` are candidates for the date of publication, best first; `captured` is when the record
    was fetched, if it says so (a crawl's own field, WARC-Date): the first reference for dates
    without a year. `stamp` is another metadata stamp of the same record (modified, updated): the
    second. `base_url` is what a relative `url` is relative to. `hinted` names the attributes whose
    value is the name of the file's folder, and not printed or declared in the record. `exported`
    says that the record was understood before: its topics are paths, and no part of its text is the
    head of a page or another article's card. `id_from` is as in `Found`, as an export tells it.
    """

    provenance: Provenance
    kind: Kind = "article"
    title: str | None = None
    summary: str | None = None
    body: str | None = None
    authors: tuple[str, ...] = ()
    source: str | None = None
    dates: tuple[RawDate, ...] = ()
    captured: str | None = None
    stamp: str | None = None
    topics: tuple[str | RawTopic, ...] = ()
    language: str | None = None
    url: str | None = None
    base_url: str | None = None
    hinted: tuple[str, ...] = ()
    exported: bool = False
    id_from: tuple[str, ...] = ()


@record
class Skipped(Record):
    """A file or record that is no article (an empty file, a licence): no error, but counted."""

    where: Provenance
    reason: str  # a short code such as `empty`, `binary`, `no-text`
    detail: str = ""


@record
class Rejection(Record):
    """A record that should be an article and could not be read: named, and the run goes on."""

    where: Provenance
    reason: str  # a short code such as `bad-json`, `too-large`
    detail: str = ""


@record
class Author(Record):
    """`name` as printed (case restored), `key` = `fold(name)`, for filters and facets."""

    name: str
    key: str
    role: Role = "person"


@record
class Topic(Record):
    """A path such as `economy/markets`; inferred topics carry a score in 0..1.

    `origin` is what the record calls it, None where it does not say. `code` is the one of the IPTC
    Media Topics that is surely meant, or None.
    """

    path: str
    inferred: bool = False
    score: float | None = None
    origin: TopicOrigin | None = None
    code: str | None = None


@record
class Found(Record):
    """The strings as found, beside what was understood of them; `hinted` as in `RawArticle`.

    `id_from` is what the id was computed from where the article does not show it: a wire's name for
    its item; or source, title and text as first found, where one is not as understood: those that
    are stand empty here. Of longer texts there is none (`normalise.identity`).
    """

    title: str | None = None
    authors: tuple[str, ...] = ()
    source: str | None = None
    dates: tuple[RawDate, ...] = ()
    topics: tuple[str, ...] = ()
    language: str | None = None
    url: str | None = None
    hinted: tuple[str, ...] = ()
    id_from: tuple[str, ...] = ()


@record
class Article(Record):
    """One article; the table of attributes in ARCHITECTURE.md says what each means.

    Texts are NFC with paragraphs kept (an empty line between them); `words` is the length of
    summary and body in words. `authors` is empty where the article is unsigned, `published` is
    None where no date was printed.
    """

    id: str
    title: str
    summary: str
    body: str
    words: int
    provenance: Provenance
    authors: tuple[Author, ...] = ()
    source: str | None = None
    published: Published | None = None
    topics: tuple[Topic, ...] = ()
    language: str | None = None
    url: str | None = None
    kind: Kind = "article"
    story: int | None = None  # the group of nearly identical copies; None: not known yet
    raw: Found = field(default_factory=Found)


# Numbers that every program reads exactly from JSON.
MOST_STORIES = 1 << 53


def own_story(article_id: str) -> int:
    """Give the number of the story that an article founds: 1 to 2⁵³ - 1, the head of its id."""
    return max(int(article_id[:14], 16) >> 3, 1)


def story_of(article: Article) -> int:
    """Give the story of an article: without one it is its own."""
    return own_story(article.id) if article.story is None else article.story


# Letters that no decomposition makes equal: Latin ones with a stroke or without a dot, ligatures,
# those of Arabic and Persian keyboards, and what stretches or parts Arabic words.
_ONE_LETTER = str.maketrans(
    {"æ": "ae", "œ": "oe", "þ": "th"}
    | dict(
        zip(
            "øłđðħŧı\u0649\u06cc\u06a9\u0629\u06d5\u06c1",
            "olddhti\u064a\u064a\u0643\u0647\u0647\u0647",
            strict=True,
        )
    )
    | dict.fromkeys("\u0640\u200c")
)


def fold(text: str) -> str:
    """Give the key under which names are compared: no case, no marks, single spaces.

    NFKD without marks, casefolded, and letters that differ by a stroke or by the keyboard are one:
    `José  ÁLVAREZ` and `Jose Alvarez`, `Łukasz Yılmaz` and `Lukasz Yilmaz`. Idempotent.
    """
    if text.isascii():
        return " ".join(text.casefold().split())
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(bare.translate(_ONE_LETTER).split())


def with_ancestors(path: str) -> list[str]:
    """Give the paths above a path of topics, from the top, and the path itself."""
    levels = path.split("/")
    return ["/".join(levels[:depth]) for depth in range(1, len(levels) + 1)]


def published_record(published: Published | None) -> dict[str, Any] | None:
    """Give the JSON form of a date, as in the contracts; None where nothing was printed."""
    if published is None:
        return None
    instant = published.instant
    return {
        "date": published.text,
        "instant": instant.isoformat().replace("+00:00", "Z") if instant else None,
        "precision": published.precision,
        "method": published.method,
        "confidence": published.confidence,
        "flags": list(published.flags),
        "raw": published.raw,
    }


def topic_record(topic: Topic) -> dict[str, Any]:
    """Give the JSON form of a topic, as in the contracts."""
    return {
        "path": topic.path,
        "inferred": topic.inferred,
        "score": topic.score,
        "origin": topic.origin,
        "code": topic.code,
    }


def to_record(article: Article) -> dict[str, Any]:
    """Give the article as plain JSON types; `from_record` reads it back without loss."""
    where, raw = article.provenance, article.raw
    return {
        "id": article.id,
        "kind": article.kind,
        "title": article.title,
        "summary": article.summary,
        "body": article.body,
        "words": article.words,
        "authors": [{"name": a.name, "key": a.key, "role": a.role} for a in article.authors],
        "source": article.source,
        "published": published_record(article.published),
        "topics": [topic_record(topic) for topic in article.topics],
        "language": article.language,
        "url": article.url,
        "story": article.story,
        "provenance": {
            "file": where.file,
            "reader": where.reader,
            "record": where.record,
            "start": where.start,
            "end": where.end,
            "digest": where.digest,
            "reference": where.reference,
        },
        "raw": {
            "title": raw.title,
            "authors": list(raw.authors),
            "source": raw.source,
            "dates": [{"text": d.text, "origin": d.origin} for d in raw.dates],
            "topics": list(raw.topics),
            "language": raw.language,
            "url": raw.url,
            **({"hinted": list(raw.hinted)} if raw.hinted else {}),
            # The last of all: exports cut it from here.
            **({"id_from": list(raw.id_from)} if raw.id_from else {}),
        },
    }


def from_record(record: Mapping[str, Any]) -> Article:
    """Read what `to_record` wrote."""
    return Article(
        id=record["id"],
        kind=record["kind"],
        title=record["title"],
        summary=record["summary"],
        body=record["body"],
        words=record["words"],
        authors=_authors(record),
        source=record["source"],
        published=_published(record),
        topics=_topics(record),
        language=record["language"],
        url=record["url"],
        story=record["story"],
        provenance=_provenance(record),
        raw=_found(record),
    )


def attribute(record: Mapping[str, Any], name: str) -> Any:
    """Read one attribute of an article from what `to_record` wrote, or from a part of it."""
    read = _READ.get(name)
    return record[name] if read is None else read(record)


def _authors(record: Mapping[str, Any]) -> tuple[Author, ...]:
    return tuple([Author(**a) for a in record["authors"]])


def _topics(record: Mapping[str, Any]) -> tuple[Topic, ...]:
    return tuple([Topic(**t) for t in record["topics"]])


def _provenance(record: Mapping[str, Any]) -> Provenance:
    return Provenance(**record["provenance"])


def _found(record: Mapping[str, Any]) -> Found:
    raw = record["raw"]
    return Found(
        title=raw["title"],
        authors=tuple(raw["authors"]),
        source=raw["source"],
        dates=tuple([RawDate(**d) for d in raw["dates"]]),
        topics=tuple(raw["topics"]),
        language=raw["language"],
        url=raw["url"],
        hinted=tuple(raw.get("hinted", ())),
        id_from=tuple(raw.get("id_from", ())),
    )


def _published(record: Mapping[str, Any]) -> Published | None:
    published = record["published"]
    if published is None:
        return None
    date, instant = published["date"], published["instant"]
    return Published(
        raw=published["raw"],
        # `2026` and `2026-01` stand for their first day.
        date=dt.date.fromisoformat(date + "-01-01"[len(date) - 4 :]) if date else None,
        precision=published["precision"],
        instant=dt.datetime.fromisoformat(instant) if instant else None,
        method=published["method"],
        confidence=published["confidence"],
        flags=tuple(published["flags"]),
    )


# What is more than a value of JSON.
_READ: Final[Mapping[str, Callable[[Mapping[str, Any]], object]]] = MappingProxyType(
    {
        "authors": _authors,
        "published": _published,
        "topics": _topics,
        "provenance": _provenance,
        "raw": _found,
    }
)

"""Feeds: RSS of every version, Atom, CDF. Each item is an article; the feed's head is none.

A well-formed feed is read as a stream. One that is not goes through feedparser, which is slow and
forgiving, from the item on at which the stream broke.
"""

import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, BinaryIO, Final

from searcher.article import Provenance, RawArticle, Rejection, Skipped
from searcher.readers import xml
from searcher.readers.base import ReadOptions, Record, Source
from searcher.readers.records import blogs
from searcher.readers.records.fields import Fields
from searcher.readers.records.markup import block_text
from searcher.readers.records.posts import post_text

NAME: Final = "feed"
MAX_BROKEN_BYTES: Final = 16 << 20  # a broken feed is held in memory as a whole
# Without the escape, by which encodings of seven bits change their signs.
_FORBIDDEN: Final = bytes({*range(0x20)} - {*b"\t\n\r\x1b"})
_ITEMS: Final = frozenset({"item", "entry"})
_ROOT = re.compile(
    rf"{xml.PROLOG}"
    r"<(?:[a-z][\w.-]{0,30}:)?(?:rss|feed|rdf|channel)\b",
    re.IGNORECASE | re.DOTALL,
)
# Namespaces tell a feed's own elements from those of others with the same names.
_OWN = re.compile(
    r"|http://(?:purl\.org/(?:rss|atom|net/rss|dc)|www\.w3\.org/2005/atom|backend\.userland|my\.netscape"
    r"|channel\.netscape|www\.w3\.org/1999/xhtml)\S*|.*cdf\S*",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Head:
    """What a feed says of itself; `people` are those of WordPress's export, by their logins."""

    title: str = ""
    language: str = ""
    base: str = ""
    author: str = ""
    wordpress: bool | None = None  # what the first item says
    people: dict[str, str] = field(default_factory=dict)


_BASE: Final = "{http://www.w3.org/XML/1998/namespace}base"
# Element → field, as `Fields` knows it; of several elements the first with a value counts.
_TEXTS: Final[Mapping[str, str]] = {
    "title": "title", "description": "description", "summary": "summary", "abstract": "abstract",
    "encoded": "content", "content": "content", "fullitem": "content", "body": "content",
    "pubdate": "pubDate", "date": "dc:date", "published": "published", "issued": "issued",
    "created": "created", "updated": "updated", "modified": "modified",
    "language": "language", "publisher": "publisher",
}  # fmt: skip


def looks_like(start: str) -> bool:
    """Say whether a text begins as a feed does."""
    return _ROOT.match(start) is not None


def read(source: Source, options: ReadOptions) -> Iterator[Record]:
    """Give a record for each item; `record` counts them from 1."""
    from lxml import etree

    fields = Fields(options)
    count = 0
    try:
        with source.open() as stream:
            for item, head in _items(_Legal(stream)):
                count += 1
                yield _record(item, head, fields, source.file, count)
    except etree.LxmlError as problem:
        yield from _broken(source, fields, count, str(problem))
        return
    if not count:
        yield Skipped(Provenance(source.file, NAME), "empty", "a feed without items")


class _Legal:
    """A stream without the characters that XML forbids, which systems export nevertheless.

    Without them a feed is broken, and a large one lost. In UTF-16 such bytes are parts of others.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._held = stream.read(4)
        self._wide = b"\0" in self._held or self._held[:2] in {b"\xff\xfe", b"\xfe\xff"}

    def read(self, size: int) -> bytes:
        """Give the next bytes, at most so many, and none only at the end."""
        while block := self._held or self._stream.read(size):
            self._held = b""
            if legal := block if self._wide else block.translate(None, _FORBIDDEN):
                return legal
        return b""


def _items(stream: Any) -> Iterator[tuple[Any, _Head]]:
    """Give each item's element with what the head said before it; elements are freed behind it."""
    head = _Head()
    depth = 0
    for event, element in xml.events(stream):
        name = _local(element)
        if event == "start":
            depth += name in _ITEMS
            if not depth and name in {"rss", "feed", "rdf", "channel"}:
                head.language = head.language or element.get(xml.LANGUAGE) or ""
                head.base = head.base or element.get(_BASE) or element.get("BASE") or ""
            continue
        if name in _ITEMS:
            depth -= 1
            if not depth:
                yield element, head
                xml.free(element)
        elif not depth:
            _head(element, name, head)


def _head(element: Any, name: str, head: _Head) -> None:
    parent = element.getparent()
    if parent is None or _local(parent) not in {"channel", "feed", "rss", "rdf"}:
        return
    if name == "title":
        head.title = head.title or _text(element)
    elif name == "language":
        head.language = head.language or _text(element)
    elif name == "link":
        head.base = head.base or _text(element) or element.get("href") or ""
    elif name == "author":
        head.author = head.author or _person(element)
    elif known := blogs.person(element):
        head.people.setdefault(*known)


def _record(item: Any, head: _Head, fields: Fields, file: str, count: int) -> Record:
    where = Provenance(file, NAME, count, digest=xml.digest(item))
    if head.wordpress is None:
        head.wordpress = blogs.is_wordpress(item)
    said = blogs.stored(item) if head.wordpress else {}
    if none := blogs.no_article(item, said):
        return Skipped(where, *none)
    found = _fields(item)
    if not found.get("authors") and head.author:
        found["authors"] = [head.author]  # RFC 4287: an entry without author has the feed's
    found.setdefault("feed_title", head.title)
    found.setdefault("language", item.get(xml.LANGUAGE) or head.language)
    if said:
        found |= blogs.fields(item, said, found, head.people)
    record = fields.read(found, where)
    if said:
        record = _stored(record, item, found, fields)
    base = item.get(_BASE) or head.base
    return replace(record, base_url=base) if base and isinstance(record, RawArticle) else record


def _stored(record: Record, item: Any, found: Mapping[str, Any], fields: Fields) -> Record:
    """Give an item of WordPress its text, which is the one that is stored, and its topics."""
    if not isinstance(record, RawArticle):
        return record
    body, topics = post_text(found.get("content") or ""), blogs.topics(item)
    return replace(
        record,
        body=record.body if "body" in fields.mapped else body or None,
        topics=record.topics if "topics" in fields.mapped else topics,
    )


def _fields(item: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    authors: list[str] = []
    topics: list[str] = []
    for child in item:
        name = _local(child)
        if name in {"author", "creator", "dc:creator"}:
            authors.append(_person(child))
        elif name in {"category", "subject"}:
            if not blogs.is_kind(child):
                topics.append(_text(child) or child.get("label") or child.get("term") or "")
        elif name == "link":
            if child.get("rel", "alternate") == "alternate":
                found.setdefault("link", _text(child) or child.get("href") or "")
        elif name == "guid":
            if child.get("isPermaLink", "true").lower() != "false":
                found.setdefault("guid", _text(child))
        elif name == "source":
            inner = next((c for c in child if _local(c) == "title"), child)
            found.setdefault("source_title", _text(inner))
        elif name in _TEXTS:
            field = _TEXTS[name]
            if not found.get(field):
                found[field] = _text(child)
    # CDF keeps what others write as elements in attributes.
    for name, field in (("lastmod", "published"), ("href", "link")):
        value = next((v for k, v in item.attrib.items() if k.lower() == name), None)
        if value:
            found.setdefault(field, value)
    if not {"published", "pubDate", "dc:date", "issued", "created"} & found.keys():
        # Atom allows an entry that says only when it was last changed.
        for field in ("updated", "modified"):
            if found.get(field):
                found["date"] = found[field]
                break
    return found | {"authors": [a for a in authors if a], "categories": [t for t in topics if t]}


def _person(element: Any) -> str:
    for child in element:
        if _local(child) == "name":
            return _text(child)
    text = _text(element)
    # RSS: `ann@example.org (Ann Lee)`.
    named = re.fullmatch(r"\S{1,200}@\S{1,200} \((.{1,200})\)", text)
    return named[1] if named else text


def _text(element: Any) -> str:
    if len(element):
        # XHTML in its place, instead of HTML as text.
        for inner in element.iter():
            if isinstance(inner.tag, str) and "}" in inner.tag:
                inner.tag = inner.tag.rpartition("}")[2]
        element.tag = "div"
        return str(block_text(element))
    return "".join(element.itertext()).strip()


def _local(element: Any) -> str:
    """Give the name without its namespace, in lower case: `media:title` is none of ours."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    namespace, _, name = tag.rpartition("}")
    return name.lower() if _OWN.fullmatch(namespace[1:]) else f"{namespace}}}{name}".lower()


def _broken(source: Source, fields: Fields, done: int, problem: str) -> Iterator[Record]:
    """Read the items after the first `done` from a feed that is no well-formed XML."""
    where = Provenance(source.file, NAME, done + 1)
    with source.open() as stream:
        data = stream.read(MAX_BROKEN_BYTES + 1)
    if len(data) > MAX_BROKEN_BYTES:
        detail = f"broken ({problem}), and more than {MAX_BROKEN_BYTES >> 20} MiB"
        yield Rejection(where, "bad-feed", detail)
        return
    try:
        import feedparser

        found = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except Exception as trouble:  # noqa: BLE001 - feedparser raises what its many parsers do
        yield Rejection(where, "bad-feed", f"{problem}; {type(trouble).__name__}")
        return
    entries = found.entries[done:]
    for count, entry in enumerate(entries, done + 1):
        digest = hashlib.sha256(repr(sorted(entry.items(), key=str)).encode("utf-8", "replace"))
        place = Provenance(source.file, NAME, count, digest=digest.hexdigest())
        none = blogs.wordpress(entry.get("wp_post_type", ""), entry.get("wp_status", ""))
        if none:
            yield Skipped(place, *none)
        else:
            yield fields.read(_forgiven(entry, found.feed), place)
    if not entries:
        yield Rejection(where, "bad-feed", problem)


def _forgiven(entry: Any, head: Any) -> dict[str, Any]:
    """Give the fields of an entry as feedparser names them."""
    stored = "wp_post_type" in entry
    dates = {name: entry.get(name) for name in ("published", "created", "updated") if name in entry}
    if not {"published", "created"} & dates.keys() and "updated" in dates:
        dates["date"] = dates["updated"]
    return {
        "title": entry.get("title"),
        "summary": entry.get("summary"),
        "content": [
            post_text(part.get("value") or "") if stored else part.get("value")
            for part in entry.get("content", ())
        ],
        "authors": [a.get("name") for a in entry.get("authors", ())] or head.get("author"),
        "categories": [t.get("label") or t.get("term") for t in entry.get("tags", ())],
        "link": entry.get("link"),
        "source_title": entry.get("source", {}).get("title"),
        "feed_title": head.get("title"),
        "language": head.get("language"),
        **dates,
    }

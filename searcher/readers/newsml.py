"""NewsML-G2: how wires write news as XML (IPTC). One item, or a message of several.

Read as a stream, item by item. Of the content NITF, XHTML and text are understood; packages,
concepts, events and pictures are no articles.
"""

import re
from collections.abc import Container, Iterator
from typing import Any, Final
from urllib.parse import urlsplit

from searcher.article import Provenance, RawDate, Rejection, Skipped
from searcher.readers import xml
from searcher.readers.base import ReadOptions, Record, Source
from searcher.readers.records.fields import Fields
from searcher.readers.records.markup import block_text
from searcher.readers.records.wires import Item, media_topic, topics, understood
from searcher.readers.wordlist import table
from searcher.readers.xml import LANGUAGE, below, child, children, line, local

NAME: Final = "newsml-g2"
MAX_ITEM: Final = 200_000  # elements of an item, and a hundredth of its characters
_CHARACTERS: Final = 100  # of text that weigh as much as an element
_NAMESPACE: Final = "http://iptc.org/std/nar/2006-10-01/"
_ITEMS: Final = frozenset(
    table("newsItem packageItem conceptItem knowledgeItem planningItem catalogItem")
)
_ROOT: Final = xml.root(["newsMessage", *_ITEMS], _NAMESPACE)
# Of subjects: who or where, not about what.
_NO_TOPIC = re.compile(r"(?:\S*[:/])?(?:person|organi[sz]ation|geoarea|poi|event)$", re.IGNORECASE)
_RENAMED: Final = {"hl1": "h1", "hl2": "h2", "block": "div", "bq": "blockquote", "note": "div"}
_LEFT_OUT: Final = frozenset(table("media media-caption figure object script style"))


def looks_like(start: str) -> bool:
    """Say whether a text begins as a NewsML-G2 document does."""
    return _ROOT.match(start) is not None


def read(source: Source, options: ReadOptions) -> Iterator[Record]:
    """Give a record for each item; `record` counts them from 1."""
    from lxml import etree

    fields = Fields(options)
    count = 0
    try:
        with source.open() as stream:
            for item in items(stream, _ITEMS):
                count += 1
                yield _record(item, fields, Provenance(source.file, NAME, count))
    except etree.LxmlError as problem:
        yield Rejection(Provenance(source.file, NAME, count + 1), "bad-newsml", str(problem))
        return
    if not count:
        yield Skipped(Provenance(source.file, NAME), "empty", "a message without items")


def items(stream: Any, names: Container[str]) -> Iterator[Any]:
    """Give each element of these names, or None where it is too large; all is freed behind it.

    One within another is a part of that.
    """
    depth = weight = 0
    for event, element in xml.events(stream):
        own = local(element) in names
        if event == "start":
            depth += own
            weight = 0 if own and depth == 1 else weight + 1 + _weight(element.getprevious())
            continue
        depth -= own
        weight += _weight(element[-1] if len(element) else None)
        weight += len(element.text or "") // _CHARACTERS
        if own and not depth:
            yield element if weight <= MAX_ITEM else None
        if not depth or weight > MAX_ITEM:
            xml.free(element)


def _weight(before: Any) -> int:
    """Weigh the text behind an element, which is known when the next one comes."""
    return 0 if before is None else len(before.tail or "") // _CHARACTERS


def _record(item: Any, fields: Fields, where: Provenance) -> Record:
    if item is None:
        return Rejection(where, "too-large", f"an item may hold {MAX_ITEM:,} elements")
    digest = xml.digest(item)
    where = Provenance(where.file, where.reader, where.record, digest=digest)
    name = local(item)
    if name != "newsItem":
        return Skipped(where, "no-article", f"a {name}")
    return understood(_item(item), fields, where)


def _item(item: Any) -> Item:
    about, meta = child(item, "itemMeta"), child(item, "contentMeta")
    body, nitf = _content(child(item, "contentSet"))
    head = next(below(nitf, "body.head"), None)
    by = _texts(meta, "by")
    found = {
        "headline": _first(meta, "headline") or line(next(below(head, "hl1"), None)),
        "summary": _summary(meta) or blocks(next(below(head, "abstract"), None)),
        "body": body,
        "byline": by or bylines(head) or [_name(one) for one in children(meta, "creator")],
        "provider": _provider(item, about),
        "language": _tag(meta) or item.get(LANGUAGE),
        "url": item.get("guid"),
    }
    more = {
        name: _texts(meta, name)
        for name in ("slugline", "dateline", "keyword", "creditline", "urgency")
    }
    found_topics = topics(_subjects(meta))
    more["subject"] = [topic.text for topic in found_topics]
    more["located"] = [_name(one) for one in children(meta, "located")]
    return Item(
        found,
        {**more, **found},
        topics=found_topics,
        dates=(*_dates(meta, "contentCreated"), *_dates(about, "firstCreated")),
        version=next(_dates(about, "versionCreated"), None),
        embargo=next(_dates(about, "embargoed"), None),
        shape=_coded(child(about, "itemClass")),
        status=_coded(child(about, "pubStatus")),
    )


def _content(content: Any) -> tuple[str, Any]:
    """Give the text, and a NITF document, of which the head says more."""
    nitf = None
    for inline in children(content, "inlineXML"):
        for document in inline:
            name, body = local(document), None
            if name == "nitf":
                nitf = document if nitf is None else nitf
                body = next(below(document, "body.content"), None)
            elif name in {"html", "body", "div", "article", "section"}:
                body = document
            if text := blocks(body):
                return text, nitf
    for inline in children(content, "inlineData"):
        if inline.get("contenttype", "text/plain").lower().startswith("text/"):
            text = "".join(inline.itertext()).strip()
            if text:
                return text, nitf
    return "", nitf


def blocks(element: Any) -> str:
    """Give the paragraphs of NITF or XHTML, without pictures and their captions."""
    if element is None:
        return ""
    for inner in list(element.iter()):
        name = local(inner)
        if name in _LEFT_OUT and inner is not element and inner.getparent() is not None:
            tail = inner.tail
            inner.clear()
            inner.tag, inner.tail = "img", tail
        elif name:
            inner.tag = _RENAMED.get(name, name)
    element.tag = "div"
    return str(block_text(element))


def bylines(head: Any) -> list[str]:
    """Give who signs in NITF: persons by their elements, else the line without their titles."""
    found = []
    for byline in below(head, "byline"):
        persons = [text for one in below(byline, "person") if (text := line(one))]
        shown = " ".join("".join([byline.text or "", *_untitled(byline)]).split()).rstrip(" ,;")
        found += persons or [shown or line(byline)]
    return [text for text in found if text]


def _untitled(byline: Any) -> Iterator[str]:
    for inner in byline:
        if local(inner) not in {"", "byttl"}:
            yield "".join(inner.itertext())
        yield inner.tail or ""


def _summary(meta: Any) -> str:
    told = [(_coded_role(one), line(one)) for one in children(meta, "description")]
    summaries = [text for role, text in told if role in {"", "summary", "abstract", "short"}]
    return next(filter(None, summaries), "")


def _coded_role(element: Any) -> str:
    return str(element.get("role") or "").rpartition(":")[2].lower()


def _provider(item: Any, about: Any) -> list[str]:
    """Give names of who sends it: as named, by code, by whose rights they are, by address."""
    found: list[str] = []
    uris: list[str] = []
    rights = child(item, "rightsInfo")
    for one in (*children(about, "provider"), *children(rights, "copyrightHolder")):
        code = str(one.get("qcode") or "").partition(":")[2]
        found += [text for text in (_name(one), one.get("literal"), code) if text]
        uris.append(str(one.get("uri") or ""))
    return found or [host for uri in uris if (host := _host(uri))]


def _host(uri: str) -> str:
    try:
        return urlsplit(uri).hostname or ""
    except ValueError:
        return ""


def _subjects(meta: Any) -> Iterator[tuple[str | None, str | None]]:
    for subject in children(meta, "subject"):
        if not _NO_TOPIC.match(str(subject.get("type") or subject.get("typeuri") or "")):
            main = child(subject, "mainConcept")
            for one in (subject, main):
                if one is not None:
                    yield _name(one), media_topic(one.get("qcode"), one.get("uri"))


def _dates(parent: Any, name: str) -> Iterator[RawDate]:
    for text in _texts(parent, name):
        yield RawDate(text, f"field:{name}")


def _tag(meta: Any) -> str | None:
    language = child(meta, "language")
    return None if language is None else language.get("tag")


def _name(element: Any) -> str:
    """Give the name that an element has as its child."""
    return _first(element, "name")


def _coded(element: Any) -> str:
    return "" if element is None else str(element.get("qcode") or element.get("uri") or "")


def _first(parent: Any, name: str) -> str:
    return next(iter(_texts(parent, name)), "")


def _texts(parent: Any, name: str) -> list[str]:
    return [text for child in children(parent, name) if (text := line(child))]

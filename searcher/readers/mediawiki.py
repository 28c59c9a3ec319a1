"""Dumps of MediaWiki: the pages of a wiki in one XML file, as Wikimedia publishes and wikis export.

A page says when it was last changed, and not when it came out: that is its capture, by which the
latest of several stands. Whoever changed it last is not its author. Only Wikinews prints a date in
its pages, as a template. Read as a stream, page by page; of a page's versions the latest is held.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, BinaryIO, Final, NamedTuple
from urllib.parse import quote

from searcher.article import Provenance, RawArticle, RawDate, RawTopic, Skipped
from searcher.readers import wikitext, xml
from searcher.readers.base import ReadOptions, Record, Source, Unread
from searcher.readers.records.declared import once
from searcher.readers.records.fields import Fields
from searcher.readers.records.wires import mapped
from searcher.readers.xml import local

NAME: Final = "mediawiki"
_NAMESPACE: Final = "http://www.mediawiki.org/xml/export"
_ROOT: Final = xml.root(["mediawiki"], _NAMESPACE)
_FILES, _CATEGORIES = "6", "14"  # numbers of namespaces
_NEWS: Final = "wikinews"
_TEXT: Final = "wikitext"
_MAIN_PAGE = re.compile(r"(?<=[/=])[^/=]+$")
_SPACES: Final = 1000  # of names and numbers of namespaces


@dataclass(slots=True)
class _Site:
    """What the head of a dump says of its wiki."""

    name: str
    root: str  # of the addresses of pages
    language: str | None
    spaces: dict[str, str]  # names by number
    files: frozenset[str]
    categories: frozenset[str]


class _Version(NamedTuple):
    """What a version of a page says."""

    title: str
    stamp: str
    text: str


def looks_like(start: str) -> bool:
    """Say whether a text begins as a dump does."""
    return _ROOT.match(start) is not None


def read(source: Source, options: ReadOptions) -> Iterator[Record | Unread]:
    """Give a record for each page; `record` counts them from 1."""
    from lxml import etree

    fields = Fields(options)
    count = 0
    try:
        with source.open() as stream:
            for site, page, latest in _pages(stream):
                count += 1
                yield _record(site, page, latest, Provenance(source.file, NAME, count), fields)
    except (xml.TooLargeError, etree.LxmlError) as problem:
        yield xml.refused(problem, Provenance(source.file, NAME, count + 1))
        return
    if not count:
        yield Skipped(Provenance(source.file, NAME), "empty", "a dump without pages")


def _pages(opened: BinaryIO) -> Iterator[tuple[_Site, Any, Any]]:
    """Give each page with its latest version; all is freed behind it."""
    site = _site(None, None)
    latest: Any = None
    stream = xml.Bounded(opened)
    root: Any = None
    for event, element in stream.events():
        if event == "start":
            root = element if root is None else root
            continue
        name = local(element)
        if name == "siteinfo":
            site = _site(root, element)
        elif name == "revision":
            if latest is not None and _said(element, "timestamp") < _said(latest, "timestamp"):
                element.clear()
                continue
            if latest is not None:
                latest.getparent().remove(latest)
            latest = element
        elif name == "page":
            yield site, element, latest
            latest = None
            xml.free(element)
        else:
            continue
        stream.refill()


def _site(root: Any, info: Any) -> _Site:
    spaces = {
        str(one.get("key")): xml.line(one)
        for one, _ in zip(xml.below(info, "namespace"), range(_SPACES), strict=False)
    }
    base = _said(info, "base")
    return _Site(
        _said(info, "sitename"),
        _MAIN_PAGE.sub("", base) if base.startswith(("http://", "https://")) else "",
        None if root is None else root.get(xml.LANGUAGE),
        spaces,
        frozenset({"file", "image", "media", spaces.get(_FILES, "file").lower()}),
        frozenset({"category", spaces.get(_CATEGORIES, "category").lower()}),
    )


def _record(
    site: _Site, page: Any, latest: Any, where: Provenance, fields: Fields
) -> Skipped | Unread:
    title, space = _said(page, "title"), _said(page, "ns")
    stamp, text = _said(latest, "timestamp"), _text(latest)
    told = f"{title}\0{stamp}\0{text}"
    digest = hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()
    where = Provenance(where.file, NAME, where.record, digest=digest)
    if space not in {"", "0"}:
        called = site.spaces.get(space) or space
        return Skipped(where, "no-article", f"a page of the namespace {called[:40]}")
    if _child(page, "redirect") is not None:
        return Skipped(where, "no-article", "it leads to another page")
    model = _said(latest, "model")
    if model and model != _TEXT:
        return Skipped(where, "no-article", f"a page in {model[:40]}")
    if not text.strip():
        return Skipped(where, "no-text", "a page without its text")
    version = _Version(title, stamp, text)
    return Unread(where, partial(_read, site, version, where, fields), quick=True)


def _read(site: _Site, version: _Version, where: Provenance, fields: Fields) -> tuple[Record, ...]:
    title, stamp, text = version
    page = wikitext.read(text, files=site.files, categories=site.categories)
    dated = page.dates[:1] if site.name.lower() == _NEWS else []
    found = RawArticle(
        where,
        title=title or None,
        body=page.text or None,
        source=site.name or None,
        dates=tuple(RawDate(date, "field:date") for date in dated),
        captured=stamp or None,
        stamp=stamp or None,
        topics=once(RawTopic(name, "category") for name in page.categories if name),
        language=site.language,
        url=_address(site.root, title),
    )
    if not page.text:
        return (Skipped(where, "no-text", "a page of templates and nothing else"),)
    told = {"title": title, "timestamp": stamp, "text": page.text, "sitename": site.name}
    return (mapped(found, told, fields, where),)


def _address(root: str, title: str) -> str | None:
    if not (root and title):
        return None
    return root + quote(title.replace(" ", "_").encode("utf-8", "replace"), safe="/:,()!*@;~")


def _text(latest: Any) -> str:
    element = _child(latest, "text")
    return "" if element is None else element.text or ""


def _said(parent: Any, name: str) -> str:
    return xml.line(_child(parent, name))


def _child(parent: Any, name: str) -> Any:
    return next((one for one in (() if parent is None else parent) if local(one) == name), None)

"""TEI: texts as libraries and editions encode them, and as trafilatura writes its articles.

A text is one article, or several: those in a `group`, and `div` of the type `article`, as in the
issues of newspapers. A header says two dates: of what was printed (`sourceDesc`), and of the
electronic edition, which dates nothing that was printed before.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from searcher.article import Provenance, RawArticle, RawDate, RawTopic, Skipped
from searcher.readers import xml
from searcher.readers.base import ReadOptions, Record, Source
from searcher.readers.records.declared import once
from searcher.readers.records.fields import Fields
from searcher.readers.records.wires import mapped
from searcher.readers.wordlist import table
from searcher.readers.xml import LANGUAGE, below, line, local
from searcher.readers.xml_text import SILENT, paragraphs, silence

NAME: Final = "tei"
_NAMES: Final = frozenset({"TEI", "TEI.2"})
_ROOT: Final = xml.root(["TEI", "teiCorpus"], "http://www.tei-c.org/ns/1.0")
_BARE = re.compile(rf"{xml.PROLOG}<(?:TEI|teiCorpus)(?:\.2)?(?:\s[^>]{{0,500}})?>\s*+<teiHeader\b")
_RENAMED: Final = {
    "head": "h2", "list": "ul", "item": "li", "quote": "blockquote", "lb": "br", "l": "br",
    "row": "tr", "cell": "td", "lg": "div", "ab": "p", "sp": "div", "title": "i", "opener": "div",
    "closer": "div", "byline": "div", "dateline": "div", "docAuthor": "div", "trailer": "div",
    "text": "div", "front": "div", "body": "div", "back": "div", "figDesc": SILENT, "fw": SILENT,
    "teiHeader": SILENT,
}  # fmt: skip
_ARTICLE: Final = "article"
_SILENCED: Final = {
    "note": frozenset(table("foot bottom end footnote endnote")),
    "div": frozenset({"comments"}),  # trafilatura's
}
_OTHERS: Final = frozenset(table("sic orig abbr"))  # of a `choice`, where there is a better one
_ACCESS: Final = frozenset(table("download access accessed"))
_SPAN: Final = frozenset(table("from to notBefore notAfter"))
_BORN = re.compile(r"born[ -]digital", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Head:
    """What a header says of all that is below it."""

    title: str
    authors: tuple[str, ...]
    source: str
    date: str
    captured: str
    topics: tuple[RawTopic, ...]
    url: str
    summary: str
    language: str


def looks_like(start: str) -> bool:
    """Say whether a text begins as a document of TEI does."""
    return _ROOT.match(start) is not None or _BARE.match(start) is not None


def read(source: Source, options: ReadOptions) -> Iterator[Record]:
    """Give a record for each article; `record` counts them from 1."""
    from lxml import etree

    fields = Fields(options)
    count = 0
    try:
        with source.open() as opened:
            stream = xml.Bounded(opened)
            for event, element in stream.events():
                if event == "end" and local(element) in _NAMES:
                    for record in _records(element, source.file, fields):
                        count += 1
                        yield _numbered(record, count)
                    xml.free(element)
                    stream.refill()
    except (xml.TooLargeError, etree.LxmlError) as problem:
        yield xml.refused(problem, Provenance(source.file, NAME, count + 1))
        return
    if not count:
        yield Skipped(Provenance(source.file, NAME), "empty", "a corpus without texts")


def _numbered(record: Record, count: int) -> Record:
    if isinstance(record, RawArticle):
        return replace(record, provenance=replace(record.provenance, record=count))
    return replace(record, where=replace(record.where, record=count))


def _records(document: Any, file: str, fields: Fields) -> Iterator[Record]:
    where = Provenance(file, NAME, digest=xml.digest(document))
    head = _head(document)
    text = _child(document, "text")
    parts = _parts(text)
    if not parts:
        yield _article(text, head, where, fields, alone=True)
        return
    digests = [xml.digest(part) for part in parts]
    for part, digest in zip(parts, digests, strict=True):
        place = replace(where, digest=digest)
        yield _article(part, head, place, fields, alone=len(parts) == 1)
        silence(part)
    if rest := paragraphs(text, _RENAMED):
        yield Skipped(where, "no-article", f"beside its articles: {' '.join(rest.split())[:80]}")


def _parts(text: Any) -> list[Any]:
    """Give the articles of a text, if it has any in it; none lies within another."""
    found: list[Any] = []
    walk = [] if text is None else [text]
    while walk:
        element = walk.pop()
        name = local(element)
        grouped = name == "text" and element is not text and _child(element, "group") is None
        if grouped or (name == "div" and str(element.get("type")).lower() == _ARTICLE):
            found.append(element)
        elif name in {"text", "group", "front", "body", "back", "div"}:
            walk.extend(reversed(element))
    return found


def _article(part: Any, head: _Head, where: Provenance, fields: Fields, *, alone: bool) -> Record:
    title = ""
    signed: list[str] = []
    for one in [] if part is None else [*part.iter()]:
        name = local(one)
        kind = str(one.get("type") or one.get("place") or "").lower()
        if kind in _SILENCED.get(name, ()):
            silence(one)
        elif name == "choice" and len(one) > 1:
            for other in one:
                if local(other) in _OTHERS:
                    silence(other)
        elif name == "lb" and one.get("break") == "no":
            one.tag = "span"
        elif name in {"byline", "docAuthor"} and not signed and (said := line(one)):
            signed = [said]
            silence(one)
    first = next(below(part, "head"), None)
    own = not alone or not head.title
    if first is not None and (own or local(part) == "div" or line(first) == head.title):
        title = line(first)
        silence(first)
    body = paragraphs(part, _RENAMED)
    language = "" if part is None else str(part.get(LANGUAGE) or "")
    title = title or (head.title if alone else "")
    if not body and not (alone and head.summary):
        return Skipped(where, "no-text", "an article without a text")
    found = RawArticle(
        where,
        title=title or None,
        summary=(head.summary or None) if alone else None,
        body=body or None,
        authors=tuple(signed) or (head.authors if alone else ()),
        source=head.source or None,
        dates=(RawDate(head.date, "field:date"),) if head.date else (),
        captured=head.captured or None,
        topics=head.topics if alone else (),
        language=language or head.language or None,
        url=(head.url or None) if alone else None,
    )
    told = {"title": title, "author": list(found.authors), "date": head.date, "text": body}
    return mapped(found, {**told, "publisher": head.source}, fields, where)


def _head(document: Any) -> _Head:
    header = _child(document, "teiHeader")
    about, origin = _child(header, "fileDesc"), next(below(header, "sourceDesc"), None)
    stated, edition = _child(about, "titleStmt"), _child(about, "publicationStmt")
    printed = [one for one in below(origin, "date") if one.get("type") not in _ACCESS]
    electronic = not line(origin) or _BORN.search(line(origin)) is not None
    dates = [_date(one) for one in printed]
    if electronic:
        dates += [_date(one) for one in below(edition, "date")]
    journals = [line(one) for one in below(origin, "title") if one.get("level") == "j"]
    publishers = [line(one) for part in (origin, edition) for one in below(part, "publisher")]
    accessed = [_date(one) for one in below(header, "date") if one.get("type") in _ACCESS]
    target = [str(one.get("target") or "") for one in below(header, "ptr")]
    language = next(below(header, "language"), None)
    titles = [*below(stated, "title")] or [*below(origin, "title")]
    main = [one for one in titles if one.get("type") in {"main", None}] or titles
    return _Head(
        title=next(filter(None, map(line, main)), ""),
        authors=tuple(dict.fromkeys(_names(stated) or _names(origin))),
        source=next(filter(None, [*journals, *publishers]), ""),
        date=next(filter(None, dates), ""),
        captured=next(filter(None, accessed), ""),
        topics=once(RawTopic(text, _kind(one)) for one, text in _terms(header)),
        url=next((one for one in target if one.startswith(("http://", "https://"))), ""),
        summary=paragraphs(next(below(header, "abstract"), None), _RENAMED),
        language=str(
            document.get(LANGUAGE) or ("" if language is None else language.get("ident")) or ""
        ),
    )


def _terms(header: Any) -> Iterator[tuple[Any, str]]:
    for words in below(header, "keywords"):
        for one in below(words, "term"):
            for text in line(one).split(","):
                if text.strip():
                    yield one, text.strip()


def _kind(term: Any) -> Any:
    return {"categories": "category", "tags": "tag"}.get(str(term.get("type")), "keyword")


def _names(parent: Any) -> list[str]:
    return [text for one in below(parent, "author") if (text := line(one))]


def _date(element: Any) -> str:
    """Give a day as its attribute says it, or as printed; a span of time is none."""
    when = str(element.get("when") or element.get("when-iso") or "").strip()
    return when or ("" if _SPAN.intersection(element.attrib) else line(element))


def _child(parent: Any, name: str) -> Any:
    return next((one for one in (() if parent is None else parent) if local(one) == name), None)

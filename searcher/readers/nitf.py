"""NITF and what Reuters wrote before it: an article an XML file, as wires and archives keep them.

NITF by itself (the New York Times Annotated Corpus, agencies), of which NewsML-G2 may wrap one; and
the `newsitem` of Reuters' corpora (RCV1, RCV2).
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from searcher.article import Provenance, RawDate, Rejection, Skipped
from searcher.readers import newsml, xml
from searcher.readers.base import ReadOptions, Record, Source
from searcher.readers.page import read_page, whole
from searcher.readers.records.fields import Fields
from searcher.readers.records.wires import Item, topics, understood
from searcher.readers.xml import LANGUAGE, STRICT, below, line, local

NAME: Final = "nitf"
_ROOT = re.compile(rf"{xml.PROLOG}<(?:nitf\b|newsitem\s[^>]{{0,500}}\bitemid=)", re.DOTALL)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T000000(?:Z|[+-]0000)?)?")
_WITHHELD: Final = frozenset({"canceled", "cancelled", "withheld"})
# Of what the New York Times' indexers and editors put to an article: what it is about.
_DESCRIPTORS: Final = frozenset({"descriptor", "general_descriptor", "online_descriptor"})


def looks_like(start: str) -> bool:
    """Say whether a text begins as a document of NITF or an item of Reuters' corpora does."""
    return _ROOT.match(start) is not None


def read(source: Source, options: ReadOptions) -> Iterator[Record]:
    """Give the file's article."""
    from lxml import etree

    data = read_page(source, NAME)
    if not isinstance(data, bytes):
        yield data
        return
    where = whole(source, NAME, data)
    try:
        root = etree.fromstring(data, etree.XMLParser(**STRICT))
    except (etree.LxmlError, ValueError) as problem:
        yield Rejection(where, "bad-nitf", str(problem))
        return
    yield _record(root, Fields(options), where)


def _record(root: Any, fields: Fields, where: Provenance) -> Record:
    if local(root) == "newsitem":
        return understood(_reuters(root), fields, where)
    status = next((one.get("management-status") for one in below(root, "docdata")), None)
    if status in _WITHHELD:
        return Skipped(where, "withdrawn", f"its publisher says: {status}")
    return understood(_nitf(root), fields, where)


def _line(element: Any, name: str) -> str:
    return line(next(below(element, name), None))


def _nitf(root: Any) -> Item:
    head, body = next(below(root, "head"), None), next(below(root, "body.head"), None)
    meta = {str(one.get("name")): str(one.get("content") or "") for one in below(head, "meta")}
    published = next(below(head, "pubdata"), None)
    about = next(below(head, "docdata"), None)
    holder = next(below(about, "doc.copyright"), None)
    found = {
        "headline": _line(body, "hl1") or _line(body, "hedline") or _line(head, "title"),
        "summary": newsml.blocks(next(below(body, "abstract"), None)),
        "byline": newsml.bylines(_as_printed(body)),
        "provider": _of(published, "name") or _line(body, "distributor") or _of(holder, "holder"),
        "url": _of(published, "ex-ref"),
        "language": root.get(LANGUAGE) or root.get("lang"),
        "body": newsml.blocks(_content(root)),
    }
    dates = [
        day_of(_of(next(below(head, name), None), attribute))
        for name, attribute in (
            ("pubdata", "date.publication"),
            ("date.release", "norm"),
            ("date.issue", "norm"),
        )
    ]
    return Item(
        found,
        {**meta, **found},
        topics=topics([*_sections(meta), *_about(about)]),
        dates=tuple(RawDate(text, "field:date") for text in dict.fromkeys(dates) if text)[:1],
    )


def _as_printed(body: Any) -> Any:
    """Leave out a byline that stands there again, normalised (`CALLOWAY, INES`)."""
    bylines = [*below(body, "byline")]
    if any(one.get("class") == "print_byline" for one in bylines):
        for one in bylines:
            if one.get("class") == "normalized_byline":
                one.getparent().remove(one)
    return body


def _content(root: Any) -> Any:
    """Give the text, which may stand there twice, its first paragraph alone before the whole."""
    content = next(below(root, "body.content"), None)
    blocks = [one for one in below(content, "block") if one.get("class") == "full_text"]
    return blocks[0] if blocks else content


def _sections(meta: dict[str, str]) -> Iterator[tuple[str | None, str | None]]:
    for section in meta.get("online_sections", "").split(";"):
        yield section.strip() or None, None


def _about(about: Any) -> Iterator[tuple[str | None, str | None]]:
    for one in below(about, "classifier"):
        if one.get("type") in _DESCRIPTORS:
            yield line(one).title() if line(one).isupper() else line(one), None
    for one in below(about, "keyword"):
        yield _of(one, "key") or None, None
    for one in below(about, "tobject.subject"):
        yield _of(one, "tobject.subject.matter") or _of(one, "tobject.subject.type") or None, None


def _reuters(root: Any) -> Item:
    told: dict[str, str] = {}
    for one in below(root, "dc"):
        told.setdefault(str(one.get("element")), str(one.get("value") or ""))
    title = _line(root, "headline") or _line(root, "title")
    found = {
        "headline": title,
        "byline": _line(root, "byline"),
        "provider": told.get("dc.source") or told.get("dc.publisher"),
        "language": root.get(LANGUAGE),
        "body": newsml.blocks(next(below(root, "text"), None)),
    }
    day = root.get("date") or told.get("dc.date.published")
    codes = [
        (code.get("code"), None)
        for group in below(root, "codes")
        if ":topics:" in str(group.get("class"))
        for code in below(group, "code")
    ]
    return Item(
        found,
        {**told, **found},
        topics=topics(codes),
        dates=(RawDate(day, "field:date"),) if day else (),
    )


def _of(element: Any, name: str) -> str:
    return "" if element is None else str(element.get(name) or "").strip()


def day_of(text: str) -> str:
    """Give the day of `19870101T000000`: a midnight that is written so is no time."""
    found = _COMPACT.fullmatch(text)
    return "-".join(found.groups()) if found else text

"""JATS: articles of journals as publishers and PubMed Central write them, one or a set of them.

The dates are those that it came out, printed or electronically, with the parts that are known: a
season or a year alone is no day. Those of its making (received, accepted) are none.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from searcher.article import Provenance, RawArticle, RawDate, RawTopic, Skipped
from searcher.readers import xml
from searcher.readers.base import ReadOptions, Record, Source
from searcher.readers.records.declared import once
from searcher.readers.records.fields import Fields
from searcher.readers.records.wires import mapped
from searcher.readers.wordlist import table
from searcher.readers.xml import LANGUAGE, below, child, children, line, local
from searcher.readers.xml_text import SILENT, paragraphs

NAME: Final = "jats"
_TAG: Final = r"(?:[\w.-]{1,30}:)?"
_ROOT = re.compile(
    rf"{xml.PROLOG}(?:<{_TAG}(?:pmc-articleset|collection|articles)\b[^>]{{0,2000}}>\s*+)?"
    rf"<{_TAG}article\b[^>]{{0,2000}}>\s*+(?:<processing-meta\b[^>]{{0,500}}/>\s*+)?"
    rf"<{_TAG}front\b[^>]{{0,500}}>\s*+<{_TAG}(?:journal-meta|article-meta)\b",
    re.DOTALL,
)
_RENAMED: Final = {
    "title": "h2", "sec": "section", "list": "ul", "list-item": "li", "disp-quote": "blockquote",
    "break": "br", "italic": "i", "bold": "b", "label": "span", "disp-formula": SILENT,
    "tex-math": SILENT, "fig": SILENT, "fig-group": SILENT, "table-wrap": SILENT, "fn": SILENT,
    "fn-group": SILENT, "object-id": SILENT, "supplementary-material": SILENT, "front": SILENT,
    "back": SILENT, "trans-abstract": SILENT,
}  # fmt: skip
_PRINTED: Final = frozenset(table("epub pub ppub epub-ppub collection electronic print"))


def looks_like(start: str) -> bool:
    """Say whether a text begins as an article of JATS, or a set of them, does."""
    return _ROOT.match(start) is not None


def read(source: Source, options: ReadOptions) -> Iterator[Record]:
    """Give a record for each article; `record` counts them from 1."""
    from lxml import etree

    fields = Fields(options)
    count = depth = 0
    try:
        with source.open() as opened:
            stream = xml.Bounded(opened)
            for event, element in stream.events():
                if local(element) != "article":
                    continue
                depth += 1 if event == "start" else -1
                if event == "end" and not depth:
                    count += 1
                    digest = xml.digest(element)
                    yield _article(
                        element, Provenance(source.file, NAME, count, digest=digest), fields
                    )
                    xml.free(element)
                    stream.refill()
    except (xml.TooLargeError, etree.LxmlError) as problem:
        yield xml.refused(problem, Provenance(source.file, NAME, count + 1))


def _article(article: Any, where: Provenance, fields: Fields) -> Record:
    front = child(article, "front")
    meta, journal = child(front, "article-meta"), child(front, "journal-meta")
    title = line(next(below(child(meta, "title-group"), "article-title"), None))
    dates = sorted(filter(None, map(_date, below(meta, "pub-date"))), key=_order)
    topics = [
        *_terms(child(meta, "article-categories"), "subject", "section"),
        *(one for group in children(meta, "kwd-group") for one in _terms(group, "kwd", "keyword")),
    ]
    abstracts = [one for one in children(meta, "abstract") if not one.get("abstract-type")]
    found = RawArticle(
        where,
        title=title or None,
        summary=_without_heading(abstracts[0]) or None if abstracts else None,
        body=paragraphs(child(article, "body"), _RENAMED) or None,
        authors=tuple(dict.fromkeys(filter(None, map(_name, _authors(meta))))),
        source=line(next(below(journal, "journal-title"), None)) or None,
        dates=tuple(RawDate(date, "field:pub-date") for date in dict.fromkeys(dates)),
        topics=once(topics),
        language=article.get(LANGUAGE) or None,
        url=_address(meta),
    )
    if not (found.title or found.summary or found.body):
        return Skipped(where, "no-text", "an article without a title and a text")
    told = {
        "title": found.title,
        "abstract": found.summary,
        "body": found.body,
        "author": list(found.authors),
        "journal-title": found.source,
        "pub-date": dates,
        "url": found.url,
    }
    return mapped(found, told, fields, where)


def _without_heading(abstract: Any) -> str:
    """Give an abstract, of which `Abstract` above it is none."""
    first = abstract[0] if len(abstract) else None
    if first is not None and local(first) == "title":
        first.tag = SILENT
    return paragraphs(abstract, _RENAMED)


def _terms(parent: Any, name: str, origin: Any) -> Iterator[RawTopic]:
    return (RawTopic(text, origin) for one in below(parent, name) if (text := line(one)))


def _authors(meta: Any) -> Iterator[Any]:
    for group in children(meta, "contrib-group"):
        for one in children(group, "contrib"):
            if one.get("contrib-type") in {"author", None}:
                yield one


def _name(contrib: Any) -> str:
    """Give a person's name in its order of speech, or who else it was."""
    for one in contrib.iter():
        name = local(one)
        if name == "name" or (name == "name-alternatives" and not len(one)):
            given, family = line(child(one, "given-names")), line(child(one, "surname"))
            eastern = one.get("name-style") == "eastern"
            return " ".join(filter(None, (family, given) if eastern else (given, family)))
        if name in {"string-name", "collab"}:
            return line(one)
    return ""


def _date(element: Any) -> str:
    """Give year, month and day as far as they are said."""
    kind = element.get("date-type") or element.get("pub-type")
    if kind and kind not in _PRINTED:
        return ""
    parts = [line(child(element, name)) for name in ("year", "month", "day")]
    known = []
    for part, width in zip(parts, (4, 2, 2), strict=True):
        if not (part.isascii() and part.isdigit() and len(part) <= width):
            break
        known.append(part.zfill(width))
    return "-".join(known)


def _order(date: str) -> tuple[int, str]:
    """Put days before months and years, and early ones first."""
    return -date.count("-"), date


def _address(meta: Any) -> str | None:
    ids = {str(one.get("pub-id-type")): line(one) for one in children(meta, "article-id")}
    doi = ids.get("doi", "")
    return f"https://doi.org/{doi}" if doi.startswith("10.") and " " not in doi else None

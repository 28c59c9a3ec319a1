"""ProQuest: articles as XML, of Historical Newspapers and of TDM Studio, a file each as a rule.

`Record` of the older schema and `RECORD` of GlobalXML name the same things otherwise; OCR is what
the older one has for a text. Read as a stream, record by record.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from searcher.article import Provenance, RawDate, Rejection, Skipped
from searcher.readers import newsml, xml
from searcher.readers.base import ReadOptions, Record, Source
from searcher.readers.nitf import day_of
from searcher.readers.records.fields import Fields
from searcher.readers.records.wires import Item, topics, understood
from searcher.readers.wordlist import table
from searcher.readers.xml import below, line, local

NAME: Final = "proquest-xml"
_ITEMS: Final = frozenset({"Record", "RECORD"})
_BEGIN = re.compile(
    rf"{xml.PROLOG}(?:<\w{{1,30}}[^<>]{{0,500}}>\s*)?<(?:Record|RECORD)\b", re.DOTALL
)
_SIGNS: Final = ("<RecordID>", "<GOID>")
# A paper's name in the archive has the years of its run behind it.
_YEARS = re.compile(r"\s*\(\d{4}\s?[-–]\s?(?:\d{4}|current(?: file)?)?\)\s*$", re.IGNORECASE)
_AUTHORS: Final = frozenset({"", "author"})
# Kinds of nearly every article, which say nothing of it.
_ANY_KIND: Final = frozenset({"article", "feature", "news", "general information", "newspapers"})
_PAPER: Final = table("PubFrosting Publication")


def looks_like(start: str) -> bool:
    """Say whether a text begins as one of these records does."""
    return any(sign in start for sign in _SIGNS) and _BEGIN.match(start) is not None


def read(source: Source, options: ReadOptions) -> Iterator[Record]:
    """Give a record for each element; `record` counts them from 1."""
    from lxml import etree

    fields = Fields(options)
    count = 0
    try:
        with source.open() as stream:
            for element in newsml.items(stream, _ITEMS):
                count += 1
                where = Provenance(source.file, NAME, count)
                if element is None:
                    detail = f"a record may hold {newsml.MAX_ITEM:,} elements"
                    yield Rejection(where, "too-large", detail)
                    continue
                where = replace(where, digest=xml.digest(element))
                yield understood(_item(element), fields, where)
    except etree.LxmlError as problem:
        yield Rejection(Provenance(source.file, NAME, count + 1), "bad-xml", str(problem))
        return
    if not count:
        yield Skipped(Provenance(source.file, NAME), "empty", "no record")


def _item(record: Any) -> Item:
    paper = next((one for name in _PAPER for one in below(record, name)), None)
    found = {
        "headline": _line(record, "RecordTitle") or _title(record),
        "summary": _line(record, "AbsText") or _line(record, "Abstract"),
        "body": _body(record),
        "byline": [*_authors(record)],
        "provider": _YEARS.sub("", _line(paper, "Title")) or _line(record, "Publisher"),
        "language": _line(record, "LanguageCode") or _line(record, "ISOCode"),
        "url": _line(record, "URLDocView"),
    }
    found_topics = topics([(text, None) for text in dict.fromkeys(_about(record))])
    printed = [
        text
        for name in ("NumericPubDate", "NumericDate", "AlphaPubDate", "AlphaDate")
        if (text := _line(record, name)) and not text.endswith("00")  # a day or month of nothing
    ]
    more = {
        "page": _line(record, "StartPage"),
        "qualifier": _line(paper, "Qualifier"),
        "record_id": _line(record, "RecordID") or _line(record, "GOID"),
        "subject": [topic.text for topic in found_topics],
    }
    return Item(
        found,
        {**more, **found},
        topics=found_topics,
        dates=tuple(RawDate(day_of(text), "field:date") for text in printed[:1]),
    )


def _title(record: Any) -> str:
    """Give the article's own title, and not its paper's."""
    for title in below(record, "Title"):
        if not any(local(one) in _PAPER for one in title.iterancestors()) and line(title):
            return line(title)
    return ""


def _body(record: Any) -> str:
    for name in ("FullText", "Text", "HiddenText"):
        for text in below(record, name):
            if not any(local(one) for one in text):
                told = "".join([text.text or "", *(one.tail or "" for one in text)]).strip()
            else:
                told = newsml.blocks(text)
            if told:
                return told
    return ""


def _authors(record: Any) -> Iterator[str]:
    for one in below(record, "Contributor"):
        role = one.get("ContribRole") or _line(one, "ContribRole")
        if role.casefold() not in _AUTHORS:
            continue
        whole = next(
            (
                text
                for name in ("OriginalForm", "PersonName", "NormalizedDisplayForm")
                if (text := _line(one, name))
            ),
            "",
        )
        name = whole or f"{_line(one, 'FirstName')} {_line(one, 'LastName')}".strip()
        if name:
            yield name


def _about(record: Any) -> Iterator[str]:
    """Walk what an article is about, as its indexers say, and what kind of piece it is."""
    for name in ("TermValue", "FlexTermValue", "SubjectTerms"):
        for one in below(record, name):
            above = one.getparent()
            if above.get("FlexTermName", "Subject").casefold().startswith("subj") and line(one):
                yield line(one)
    for name in ("ObjectType", "mstar"):
        for one in below(record, name):
            if line(one) and line(one).casefold() not in _ANY_KIND:
                yield line(one)


def _line(parent: Any, name: str) -> str:
    return next((text for one in below(parent, name) if (text := line(one))), "")

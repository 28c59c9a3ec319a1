"""Collections in SGML: Reuters-21578, those of TREC and the LDC, and the pages of WikiExtractor.

A file is a row of `<REUTERS …>` or `<DOC>` elements. It is no XML: `&` and `<` stand for
themselves, and elements may stay open. So elements are found by their names, and nothing is parsed.
"""

import html
import re
from collections.abc import Iterator, Mapping
from string import ascii_lowercase, ascii_uppercase
from typing import Final, NamedTuple

from searcher.article import Provenance, RawArticle, RawDate, RawTopic, Skipped
from searcher.readers import xml
from searcher.readers.base import ReadOptions, Record, Source, Unread
from searcher.readers.nexis import sections
from searcher.readers.nexis_head import printed_date
from searcher.readers.parts import read_parts
from searcher.readers.records.declared import once
from searcher.readers.records.fields import Fields
from searcher.readers.records.wires import mapped
from searcher.readers.text import title_and_body
from searcher.readers.wordlist import table

NAME: Final = "sgml"
BOUNDARY: Final = re.compile(
    rb"<(?:reuters|doc)(?=[\s>])|(?P<end></(?:reuters|doc)\s*>)", re.IGNORECASE
)
# Declarations, comments, and elements around all documents.
_AROUND: Final = re.compile(
    rb"(?:\s+|<[!?][^>]{0,5000}>|</?(?:add|corpus|collection|docs|documents|lewis|root|xml)\s*>)+",
    re.IGNORECASE,
)
_ROOT = re.compile(
    rf"{xml.PROLOG}(?:<(?:add|corpus|collection|docs|documents|lewis|root|xml)>\s*+)?"
    r"(?:<reuters\s[^<>]{0,500}\bnewid\s*="
    r"|<doc(?:\s[^<>]{0,500})?>\s*+<(?:docno|docid|doc_no|doc_id)\b"
    r"|<doc\s++id=\"[^\"<>]{1,200}\"\s++(?:type|url)=\"[^\"<>]{0,2000}\")",
    re.IGNORECASE | re.DOTALL,
)
_BEGIN = re.compile(r"<(?P<name>reuters|doc)(?P<said>\s[^<>]*)?>", re.IGNORECASE)
_END = re.compile(r"</(?:reuters|doc)\s*>\s*\Z", re.IGNORECASE)
_SAID = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_OPEN = re.compile(r"<(?P<name>[A-Za-z][\w-]{0,30})(?:\s[^<>]{0,500})?>")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,500}>")
_BREAK = re.compile(r"</?(?:p|para|paragraph|d|br)\b[^<>]{0,200}>", re.IGNORECASE)
_BLANK = re.compile(r"&(?:blank|hyph);")  # of the Federal Register and FBIS
_CONTROL: Final = dict.fromkeys((*range(9), *range(11, 32), 127))
_PARAGRAPHS = re.compile(r"\n\s*\n\s*")
_INDENTED = re.compile(r"(\n[^\s][^\n]*)\n(?=[ \t]{2,}\S)")
# `AFP_ENG_19940512.0001`, by which the LDC says agency, language and day.
_GIGAWORD = re.compile(r"(?P<agency>[A-Z]{2,4})_(?P<tongue>[A-Z]{3})_(?P<day>\d{8})\.\d{4}")

# What elements say, best first.
_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "title": table("headline hl head title ttl ti h3"),
    "summary": table("summary abstract secondhead subhead"),
    "authors": table("byline author authors"),
    "source": table("pub publication source so"),
    "date": table("date date_time datetime date1 pubdate pub_date"),
    "section": table("section"),
    "subject": table("subject keywords keyword"),
    "language": table("language lang"),
    "url": table("url"),
    "dateline": table("dateline"),
    "body": table("text body"),
    "lead": table("leadpara lp"),
}
# Further elements of documents that are no text where none is marked as such.
_OTHERS: Final = frozenset(
    table(
        "docno docid doc_no doc_id fileid first second note length page pages graphic type"
        " dd an re in co correction-date edition dochdr doctype parent profile header ht f"
        " places people orgs exchanges companies topics unknown mknote cnote descript slug trailer"
        " end_time number descriptor"
    )
)
_WIRE: Final = frozenset({"text"})
_DEEPER: Final = frozenset({"body", "header", "h3"})  # elements of a document that hold others
_KNOWN: Final = frozenset(name for row in _NAMES.values() for name in row) | _OTHERS
# As long as it was: of `İ` alone `lower` would make two characters.
_LOWER: Final = str.maketrans(ascii_uppercase, ascii_lowercase)


def looks_like(start: str) -> bool:
    """Say whether a text begins as such a collection does."""
    return _ROOT.match(start) is not None


def read(source: Source, options: ReadOptions) -> Iterator[Record | Unread]:
    """Give a record for each document; `record` counts them from 1."""
    return read_parts(source, options, NAME, BOUNDARY, _understand, around=_AROUND)


def _understand(text: str, where: Provenance, fields: Fields) -> Record:
    begin = _BEGIN.match(text)
    if not begin:
        # Between two documents, or before a damaged one.
        title, body = title_and_body(_plain(text))
        if not (title or body):
            return Skipped(where, "no-text", "between two documents")
        return RawArticle(where, title=title, body=body)
    said = {
        found[1].lower(): html.unescape(found[2] or found[3] or found[4] or "")
        for found in _SAID.finditer(begin["said"] or "")
    }
    inner = _without_comments(_END.sub("", text[begin.end() :]))
    wire = begin["name"].lower() == "reuters"
    found = _elements(inner, _WIRE if wire else _DEEPER)
    record = _reuters(found.inner, where) if wire else _document(found, said, where)
    told = {name: "\n".join(map(_plain, values)) for name, values in found.inner.items()}
    record_of = {**said, **told, "body": record.body or ""}
    if not (record.title or record.summary or record.body):
        return Skipped(where, "no-text", "a document without a title and a text")
    return mapped(record, record_of, fields, where)


class _Elements(NamedTuple):
    """What stands in each known element, by its name, and what stands outside of all."""

    inner: Mapping[str, list[str]]
    rest: str


def _elements(text: str, within: frozenset[str]) -> _Elements:
    """Find the known elements; one that stays open ends where another begins.

    `within`: the first element of such a name holds further ones.
    """
    found: dict[str, list[str]] = {}
    rest: list[str] = []
    open_for_good: set[str] = set()
    at = outside = 0
    lower = text.translate(_LOWER)
    while opened := _OPEN.search(text, at):
        name, at = opened["name"].lower(), opened.end()
        if name not in _KNOWN:
            continue
        end = -1 if name in open_for_good else lower.find(f"</{name}>", at)
        if end < 0:
            open_for_good.add(name)
            following = (one for one in _OPEN.finditer(text, at) if one["name"].lower() in _KNOWN)
            end = next((one.start() for one in following), len(text))
        if opened.start() >= outside:
            rest.append(text[outside : opened.start()])
            outside = end
        holds = name in within and name not in found
        found.setdefault(name, []).append(text[at:end])
        at = at if holds else end
    return _Elements(found, "".join([*rest, text[outside:]]))


def _without_comments(text: str) -> str:
    kept: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept.append(text[at:start])
        at = end + len("-->")
    return "".join([*kept, text[at:]])


def _reuters(found: Mapping[str, list[str]], where: Provenance) -> RawArticle:
    bodies = found.get("body") or []
    dateline = _first(found, "dateline")
    if bodies:
        body = _plain("\n".join(bodies))
    elif "title" in found:
        body = ""  # a brief
    else:
        body = _plain("\n".join(found.get("text", [])))
    topics = [one for value in found.get("topics", ()) for one in _plain(value).split("\n")]
    date = _first(found, "date")
    return RawArticle(
        where,
        title=_line(_first(found, "title")) or None,
        body=f"{_line(dateline)} {body}".strip() or None,
        authors=tuple(filter(None, [_line(_first(found, "author"))])),
        source="Reuters",
        dates=(RawDate(date.split("\n")[0].strip(), "field:DATE"),) if date else (),
        topics=once(RawTopic(one.strip(), "topic") for one in topics if one.strip()),
    )


def _document(elements: _Elements, said: Mapping[str, str], where: Provenance) -> RawArticle:
    found = elements.inner
    title, *further = _all(found, "title")[:3] or [""]
    title = _line(title) or _line(said.get("title", ""))
    if texts := _all(found, "body"):
        body = "\n\n".join([*_all(found, "lead"), *texts])
    else:
        body = _plain(elements.rest)
    if said.get("title") and body.startswith(title):
        body = body.removeprefix(title).lstrip()  # WikiExtractor writes it twice
    if dateline := _line(_first(found, "dateline")):
        body = f"{dateline}\n\n{body}"
    code = _GIGAWORD.fullmatch(said.get("id", ""))
    source = _line(_first(found, "source")) or (code["agency"] if code else "")
    summary = _first(found, "summary") or (_line(further[0]) if further else "")
    topics = [RawTopic(part, "section") for part in sections(_line(_first(found, "section")))]
    subjects = re.split(r"[;\n]", _first(found, "subject"))
    topics += [RawTopic(part.strip(), "keyword") for part in subjects if part.strip()]
    return RawArticle(
        where,
        title=title or None,
        summary=summary or None,
        body=body.strip() or None,
        authors=tuple(filter(None, [_line(_first(found, "authors"))])),
        source=source or None,
        dates=tuple(_dates(found)) or ((RawDate(code["day"], "field:id"),) if code else ()),
        topics=once(topics),
        language=_line(_first(found, "language")) or (code["tongue"].lower() if code else None),
        url=_line(_first(found, "url")) or said.get("url") or None,
    )


def _dates(found: Mapping[str, list[str]]) -> Iterator[RawDate]:
    for name in _NAMES["date"]:
        for value in found.get(name, ()):
            if text := _line(_plain(value)):
                yield RawDate(printed_date(text) or text, f"field:{name.upper()}")


def _all(found: Mapping[str, list[str]], meant: str) -> list[str]:
    """Give the texts of the best element that has any."""
    for name in _NAMES[meant]:
        if texts := [text for value in found.get(name, ()) if (text := _plain(value))]:
            return texts
    return []


def _first(found: Mapping[str, list[str]], meant: str) -> str:
    names = _NAMES.get(meant, (meant,))
    values = (_plain(value) for name in names for value in found.get(name, ()))
    return next(filter(None, values), "")


def _line(text: str) -> str:
    return " ".join(text.split())


def _plain(text: str) -> str:
    """Give the text of an element: paragraphs, by their tags or indented, and characters."""
    text = _TAG.sub("", _BREAK.sub("\n\n", text))
    if "&" in text:
        text = html.unescape(_BLANK.sub(_blank, text))
    text = text.translate(_CONTROL)
    return _PARAGRAPHS.sub("\n\n", _INDENTED.sub(r"\1\n\n", f"\n{text}")).strip()


def _blank(found: re.Match[str]) -> str:
    return "-" if found[0] == "&hyph;" else " "

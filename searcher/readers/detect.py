"""Which format is this? By its bytes first, by its name where they leave it open."""

import re
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import PurePosixPath
from typing import Any, Final

from searcher.readers import arrow, crawl, csv, feed, front_matter, json, jsonl, markdown, newsml
from searcher.readers.base import Passed, Reader, ReadOptions, Record, Source, Unread
from searcher.readers.documents import kinds
from searcher.readers.encoding import charset, decode
from searcher.readers.foreign import is_pointer
from searcher.readers.press_databases import FACTIVA, NEXIS, PROQUEST, RIS, database_of
from searcher.readers.records.objects import BadJson, parse

_PAGES: Final = 16  # the version of what is read from HTML pages, those of crawls too

# Readers that are imported with the first file that may be theirs: what tells an article from all
# that stands around it takes each process that reads 50 ms to load.
_PAGE_DUMP, _PAGE, _CRAWL, _TEXT = "page-dump", "html", "warc", "text"
_MODULES: Final = {"email": "mail", "sqlite": "database"}  # `email` is Python's own
_SGML = "sgml"
_NITF, _SUMMARISED, _SQLITE, _SITEMAP = "nitf", "summarised", "sqlite", "sitemap"
_NEWSML_1, _FACTIVA_HTML, _PROQUEST_XML = "newsml-1", "factiva-html", "proquest-xml"
_MAIL = "email"
_MHTML, _WEBARCHIVE, _EUROPRESSE, _WIRE = "mhtml", "webarchive", "europresse", "iptc7901"
_CLUSTERS, _XML_RECORDS, _TELEGRAM = "clusters", "xml-records", "telegram"
_BOOKMARKS, _TWEETS, _MEDIAWIKI = "bookmarks", "tweets", "mediawiki"
_TEI, _JATS, _BIBTEX = "tei", "jats", "bibtex"
# The versions of what reads texts, those in documents too: one changes with any of them.
_TEXTS: Final = {NEXIS: 4, FACTIVA: 3, PROQUEST: 2, RIS: 2, _TEXT: 14}
_SAVED: Final = {_FACTIVA_HTML: _TEXTS[FACTIVA], _EUROPRESSE: 1}
_DOCUMENTS: Final = 1 + sum(_TEXTS.values())


def _module(name: str) -> Any:
    return import_module(f"searcher.readers.{_MODULES.get(name, name).replace('-', '_')}")


def _later(name: str) -> Callable[[Source, ReadOptions], Iterator[Record | Unread | Passed]]:
    """Give the `read` of a reader that is not imported yet."""

    def read(source: Source, options: ReadOptions) -> Iterator[Record | Unread | Passed]:
        found: Iterator[Record | Unread | Passed] = _module(name).read(source, options)
        return found

    return read


def _export(name: str, title: str, suffix: str = ".txt") -> Reader:
    """Give the row of a database's export."""
    version = _TEXTS.get(name) or _SAVED[name]
    return Reader(name, title, (suffix,), version, _later(name), streams=True, quick=True)


def _document(name: str, title: str) -> Reader:
    """Give the row of a document: an article, or an export of any number of them."""
    # What calibre fetched is pages, in a book.
    version = _DOCUMENTS + (_PAGES if name == kinds.EPUB else 0)
    return Reader(name, title, kinds.SUFFIXES[name], version, _later(name), streams=True)


READERS: Final[tuple[Reader, ...]] = (
    Reader(_PAGE_DUMP, "Text scraped from a news page", (".txt",), 8, _later(_PAGE_DUMP)),
    Reader(_PAGE, "HTML page", (".html", ".htm", ".xhtml", ".shtml"), 1 + _PAGES, _later(_PAGE)),
    Reader(_MHTML, "Saved page: MHTML", (".mht", ".mhtml"), 1 + _PAGES, _later(_MHTML)),
    Reader(
        _WEBARCHIVE,
        "Saved page: web archive of Safari",
        (".webarchive",),
        1 + _PAGES,
        _later(_WEBARCHIVE),
    ),
    Reader(
        _CRAWL,
        "Web archive: WARC, ARC",
        (".warc", ".arc"),
        2 + _PAGES,
        _later(_CRAWL),
        streams=True,
    ),
    Reader(
        jsonl.NAME,
        "JSON lines",
        (".jsonl", ".ndjson", ".jl"),
        16,
        jsonl.read,
        streams=True,
        quick=True,
    ),
    Reader(json.NAME, "JSON", (".json",), 16, json.read, streams=True, quick=True),
    Reader(feed.NAME, "RSS, Atom, CDF", (".rss", ".atom", ".rdf", ".cdf", ".xml"), 5, feed.read),
    Reader(newsml.NAME, "NewsML-G2", (".xml",), 1, newsml.read),
    Reader(_NEWSML_1, "NewsML 1.0 to 1.2", (".xml",), 2, _later(_NEWSML_1)),
    Reader(_PROQUEST_XML, "ProQuest: XML", (".xml",), 1, _later(_PROQUEST_XML)),
    Reader(_SITEMAP, "News sitemap", (".xml",), 1, _later(_SITEMAP)),
    Reader(_NITF, "NITF, Reuters RCV1", (".xml", ".nitf"), 1, _later(_NITF)),
    Reader(
        _MEDIAWIKI,
        "Dump of MediaWiki",
        (".xml",),
        1,
        _later(_MEDIAWIKI),
        streams=True,
        quick=True,
    ),
    Reader(_TEI, "TEI", (".xml", ".tei"), 1, _later(_TEI)),
    Reader(_JATS, "JATS: articles of journals", (".xml", ".nxml"), 1, _later(_JATS)),
    Reader(
        _XML_RECORDS,
        "Records in XML: Solr, Scrapy, Evernote, trafilatura",
        (".xml", ".enex"),
        4,
        _later(_XML_RECORDS),
    ),
    Reader(
        csv.NAME,
        "CSV, TSV",
        (".csv", ".tsv", ".tab", ".psv"),
        12,
        csv.read,
        streams=True,
        quick=True,
    ),
    Reader(
        arrow.PARQUET,
        "Parquet",
        (".parquet", ".pq"),
        arrow.VERSION,
        arrow.read_parquet,
        streams=True,
    ),
    Reader(
        arrow.ARROW,
        "Arrow, Feather",
        (".arrow", ".arrows", ".feather", ".ipc"),
        arrow.VERSION,
        arrow.read_arrow,
        streams=True,
    ),
    Reader(
        _SQLITE,
        "SQLite",
        (".sqlite", ".sqlite3", ".db"),
        7,
        _later(_SQLITE),
    ),
    Reader(
        markdown.NAME,
        "Markdown, with front matter",
        (".md", ".markdown", ".mdx"),
        11,
        markdown.read,
    ),
    Reader(
        _SGML,
        "SGML: Reuters-21578, TREC, LDC",
        (".sgm", ".sgml", ".trec"),
        2,
        _later(_SGML),
        streams=True,
        quick=True,
    ),
    _export(NEXIS, "LexisNexis, Nexis Uni: text"),
    _export(FACTIVA, "Factiva: text"),
    _export(PROQUEST, "ProQuest: text"),
    _export(_FACTIVA_HTML, "Factiva: HTML", ".html"),
    _export(_EUROPRESSE, "Europresse: HTML", ".html"),
    Reader(_TELEGRAM, "Telegram: HTML", (".html",), 1, _later(_TELEGRAM)),
    Reader(_BOOKMARKS, "Bookmarks: HTML", (".html", ".htm"), 1, _later(_BOOKMARKS)),
    _export(RIS, "RIS references", ".ris"),
    Reader(_BIBTEX, "BibTeX", (".bib",), 1, _later(_BIBTEX), streams=True, quick=True),
    Reader(
        _WIRE, "Wire messages: IPTC 7901", (".iptc",), 1, _later(_WIRE), streams=True, quick=True
    ),
    Reader(
        _SUMMARISED,
        "Articles with summaries: CNN/Daily Mail, XSum",
        (".story", ".summary"),
        1,
        _later(_SUMMARISED),
    ),
    Reader(
        _CLUSTERS,
        "Several articles a line: Multi-News",
        (".src", ".cleaned"),
        1,
        _later(_CLUSTERS),
        streams=True,
        quick=True,
    ),
    Reader(_MAIL, "E-mail, mbox", (".eml", ".mbox"), 3, _later(_MAIL), streams=True, quick=True),
    Reader(_TWEETS, "Archive of Twitter", (".js",), 2, _later(_TWEETS), streams=True, quick=True),
    _document(kinds.DOCX, "Document of Word: DOCX"),
    _document(kinds.ODT, "OpenDocument text: ODT, FODT"),
    _document(kinds.RTF, "Rich text: RTF"),
    _document(kinds.EPUB, "E-book: EPUB"),
    Reader(
        _TEXT,
        "Plain text",
        (".txt", ".text", ""),
        _TEXTS[_TEXT],
        _later(_TEXT),
        folder_hints=True,
    ),
)
_BY_NAME: Final = {reader.name: reader for reader in READERS}

# Formats that begin like text, or hold too few control characters to be told by them.
_FOREIGN: Final = (
    b"%PDF-",
    b"{\\rtf",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"BZh",
    b"%!PS",
    b"ID3",
)
_CONTROL = bytes({*range(0x20)} - {*b"\t\n\r\x0b\x0c\x1b\x08"} | {0x7F})
_MAX_CONTROL: Final = 0.01  # share of a text's bytes; Windows-1252 and mojibake have none
_HTML = re.compile(
    r"(?:<\?xml[^>]*+>\s*+|<!--(?>.*?-->)\s*+)*+<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(r"<(?:\?xml|!DOCTYPE|rss|feed|rdf)\b", re.IGNORECASE)
_DOCUMENT = re.compile(r"<(?:reuters|doc)[\s>]", re.IGNORECASE)
_OBJECT = re.compile(r"\{\s*(?:\"|\}|$)")
_ARRAY = re.compile(r"\[\s*(?:\{|\[|\]\s*$|$)")
# `.xml` may be anything: there the content alone tells.
_FEEDS: Final = frozenset({".rss", ".atom", ".cdf"})
_LISTED: Final = ("NETSCAPE-Bookmark", "Pocket Export")  # lists of saved pages
_ZOTERO: Final = "http://www.zotero.org/namespaces/export#"  # RDF, but no feed
_NUMBER = re.compile(r"\.\d+")
_BIBTEX_SIGNS: Final = ("@article", "@Article", "@ARTICLE", "@misc", "@online", "@in", "@book")
_PROPERTIES: Final = b"bplist00"
_NAMED: Final = 64  # bytes in which the name of a header ends
_MAIL_HEAD: Final = 4 << 10  # bytes in which a saved page says that it is one
_LINES: Final = 8  # lines of JSON that are looked at


def detect(file: str, head: bytes) -> Reader | None:
    """Give the reader for a file, from its name and first bytes (64 KiB are enough), or None.

    None means that nothing here reads it: it is binary, or text of another format.
    """
    suffix = PurePosixPath(file).suffix.lower()
    if _NUMBER.fullmatch(suffix):
        suffix = ""  # `story.2021`, `dump.txt.1`: no format's suffix
    name = None if is_pointer(head) else _name(suffix, head)
    return _BY_NAME[name] if name else None


def is_binary(head: bytes) -> bool:
    """Say whether the bytes are no text in any encoding that is read."""
    if head.startswith(_FOREIGN):
        return True
    if charset(head).codec.startswith(("utf-16", "utf-32")):
        return False
    control = len(head) - len(head.translate(None, _CONTROL))
    return control > max(1, _MAX_CONTROL * len(head))


def _name(suffix: str, head: bytes) -> str | None:
    # A crawl holds any bytes; and `.arc` may be an archive of another kind.
    suffixed = suffix in _BY_NAME[_CRAWL].suffixes
    if crawl.begins(head) or (suffixed and crawl.holds(head)):
        return _CRAWL
    if tables := arrow.format_of(head):
        return tables
    if head.startswith(b"SQLite format 3\0"):
        return _SQLITE
    if head.startswith(kinds.BEGINS):
        return kinds.kind_of(suffix, head)
    for name in (arrow.PARQUET, arrow.ARROW):
        # Damaged, or encrypted: the reader says so.
        if suffix in _BY_NAME[name].suffixes:
            return name
    if b":" in head[:_NAMED] and _is_saved(suffix, head):
        return _MHTML
    if head.startswith(_PROPERTIES) and _module(_WEBARCHIVE).begins(suffix, head):
        return _WEBARCHIVE
    # Of short messages the control characters are more than a text may have.
    if b"\x01" in head and b"\x02" in head and _module(_WIRE).begins(head):
        return _WIRE
    if is_binary(head):
        return None
    start = decode(head).lstrip("\ufeff \t\r\n\f")
    # A page of HTML or text below front matter is a page of a site generator.
    if suffix in _BY_NAME[markdown.NAME].suffixes or front_matter.begins(start):
        return markdown.NAME
    if any(sign in start[:_MAIL_HEAD] for sign in _LISTED) and _module(_BOOKMARKS).looks_like(
        start
    ):
        return _BOOKMARKS
    if _HTML.match(start):
        if "chat_page" in start and _module(_TELEGRAM).looks_like(start):
            return _TELEGRAM
        if '"article ' in start and _module(_FACTIVA_HTML).looks_like(start):
            return _FACTIVA_HTML
        saved = "DocPublicationName" in start and _module(_EUROPRESSE).looks_like(start)
        return _EUROPRESSE if saved else _PAGE
    if newsml.looks_like(start):
        return newsml.NAME
    if "<NewsML" in start[:_MAIL_HEAD] and _module(_NEWSML_1).looks_like(start):
        return _NEWSML_1
    if "ID>" in start[:_MAIL_HEAD] and _module(_PROQUEST_XML).looks_like(start):
        return _PROQUEST_XML
    if "urlset" in start[:_MAIL_HEAD] and _module(_SITEMAP).looks_like(start):
        return _SITEMAP
    if ("<nitf" in start or "<newsitem" in start) and _module(_NITF).looks_like(start):
        return _NITF
    marked = start.startswith("<")
    if marked and "<mediawiki" in start[:_MAIL_HEAD] and _module(_MEDIAWIKI).looks_like(start):
        return _MEDIAWIKI
    if marked and ("<TEI" in start or "<tei" in start) and _module(_TEI).looks_like(start):
        return _TEI
    if marked and "-meta" in start and _module(_JATS).looks_like(start):
        return _JATS
    if marked and _DOCUMENT.search(start) and _module(_SGML).looks_like(start):
        return _SGML
    if _OBJECT.match(start) or _ARRAY.match(start):
        return _json(suffix, start)
    for name in (jsonl.NAME, json.NAME, _PAGE, csv.NAME, _MHTML):
        # A damaged beginning does not change what the rest is.
        if suffix in _BY_NAME[name].suffixes:
            return name
    if (feed.looks_like(start) and _ZOTERO not in start[:_MAIL_HEAD]) or suffix in _FEEDS:
        return feed.NAME
    if marked:
        known = _XML.match(start)
        if (known or suffix in _BY_NAME[_XML_RECORDS].suffixes) and _module(
            _XML_RECORDS
        ).looks_like(start):
            return _XML_RECORDS
        if kinds.is_flat(start[:_MAIL_HEAD]):
            return kinds.ODT
        if known:
            return None
    if (suffix in _BY_NAME[_SUMMARISED].suffixes or start.startswith("[SN]")) and _module(
        _SUMMARISED
    ).looks_like(suffix, start):
        return _SUMMARISED
    if "|||||" in start and _module(_CLUSTERS).looks_like(suffix, start):
        return _CLUSTERS
    if "YTD." in start[:_NAMED] and _module(_TWEETS).looks_like(start):
        return _TWEETS
    if database := database_of(start):
        return database
    if any(sign in start for sign in _BIBTEX_SIGNS) and _module(_BIBTEX).looks_like(start):
        return _BIBTEX
    if ("\nFrom:" in start or start.startswith("From")) and _module(_MAIL).looks_like(
        suffix, start
    ):
        return _MAIL
    if _module(_PAGE_DUMP).looks_like(head):
        return _PAGE_DUMP
    if suffix not in _BY_NAME[_TEXT].suffixes:
        return None
    return csv.NAME if csv.looks_like(start) else _TEXT


def _is_saved(suffix: str, head: bytes) -> bool:
    """Say whether a file is a page that was saved as a mail; most are told from it at once."""
    start = head[:_MAIL_HEAD].lower()
    signed = b"saved by " in start or b"snapshot-content-location:" in start
    return (signed or suffix in _BY_NAME[_MHTML].suffixes) and bool(
        _module(_MHTML).begins(suffix, head)
    )


def _json(suffix: str, start: str) -> str:
    """Tell a document from lines, by how many of the first lines are objects of their own."""
    lines = start.split("\n")[:_LINES]
    first = lines[0].strip()
    if (
        first.startswith("[")
        and (
            suffix not in _BY_NAME[jsonl.NAME].suffixes
            # One list of everything: a line is held to a size, a list is not.
            or (len(lines) == 1 and first[1:].lstrip().startswith("{"))
        )
    ):
        return json.NAME
    if len(lines) == 1:
        # One line, perhaps cut off here; the reader of documents takes lines as well.
        return json.NAME if suffix in _BY_NAME[json.NAME].suffixes else jsonl.NAME
    objects = [_is_object(line) for line in lines if line.strip()]
    if objects[0] or (first.startswith("{") and first.endswith("}") and any(objects)):
        return jsonl.NAME
    damaged = suffix in _BY_NAME[jsonl.NAME].suffixes and first not in {"{", "["}
    return jsonl.NAME if damaged or sum(objects) > 1 else json.NAME


def _is_object(line: str) -> bool:
    try:
        return isinstance(parse(line.encode("utf-8", "replace")), dict)
    except BadJson:
        return False

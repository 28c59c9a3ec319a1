"""EPUB: a book is one article, its chapters in the order in which they are read.

What calibre fetched of a newspaper is as many as it has (`editions`).

Unlike in documents of an office, what the package says of title, authors and date is said of what
was published (EPUB 3.3, 5.5), and stands on the book's page in a library.
"""

import posixpath
from collections.abc import Iterator, Sequence
from typing import IO, Final
from urllib.parse import unquote

from searcher.article import Provenance, RawArticle, RawDate, Rejection, Skipped
from searcher.readers import editions
from searcher.readers.base import MAX_PAGE_BYTES, ReadOptions, Record, Source
from searcher.readers.documents.package import Package, kept, opened
from searcher.readers.documents.problems import Refused
from searcher.readers.records.markup import block_text, tree_of

NAME: Final = "epub"
_CONTAINER: Final = "META-INF/container.xml"
_LOCKED: Final = "META-INF/encryption.xml"
_FONTS: Final = (b"http://www.idpf.org/2008/embedding", b"http://ns.adobe.com/pdf/enc#RC")
_PAGES: Final = frozenset(("application/xhtml+xml", "text/html"))
_MAX_CHAPTERS: Final = 5_000
_MAX_MARKS: Final = 200_000  # of one chapter
_NOBODY: Final = frozenset(("unknown", "calibre", "anonymous", ""))
_EARLIEST: Final = "1400"  # programs write the year 101 for none


def read(source: Source, options: ReadOptions) -> Iterator[Record]:
    """Give the book."""
    del options  # a book has no fields
    where = Provenance(source.file, NAME, start=0)
    try:
        with kept(source) as (file, size, digest):
            where = Provenance(source.file, NAME, 1, 0, size, digest)
            yield from _records(file, size, digest, where)
    except Refused as problem:
        yield Rejection(where, problem.reason, problem.detail)


def _records(file: IO[bytes], size: int, digest: str, where: Provenance) -> Iterator[Record]:
    package = opened(file, size, digest)
    locked = package.read(_LOCKED)
    if locked.count(b"<EncryptionMethod") + locked.count(b":EncryptionMethod") > sum(
        map(locked.count, _FONTS)
    ):
        raise Refused("encrypted", "the book is locked to a reader")
    container = _Container()
    package.parse(_CONTAINER, container)
    said = _Said()
    package.parse(container.path, said)
    names = _names(package, said, posixpath.dirname(container.path))
    titles = said.texts.get("title", [])
    if editions.is_edition(names):
        fetched = said.dates[0] if said.dates else None
        title = titles[0] if titles else ""
        yield from editions.articles(package, names, where, title=title, fetched=fetched)
        return
    yield _book(said, titles, _chapters(package, names), where)


def _book(
    said: "_Said", titles: Sequence[str], body: str, where: Provenance
) -> RawArticle | Skipped:
    if not body:
        return Skipped(where, "no-text", "a book without text")
    languages = said.texts.get("language", [])
    return RawArticle(
        where,
        title=titles[0] if titles else None,
        body=body,
        authors=tuple(name for name in said.authors if name.lower() not in _NOBODY),
        source=next(
            (one for one in said.texts.get("publisher", ()) if one.lower() not in _NOBODY), None
        ),
        dates=tuple(RawDate(date, "field:date") for date in said.dates[:1] if date >= _EARLIEST),
        language=languages[0] if languages else None,
    )


def _names(package: Package, said: "_Said", folder: str) -> list[str]:
    """List the pages in the order in which they are read."""
    pages = (said.pages.get(identity, "") for identity in said.spine[:_MAX_CHAPTERS])
    names = (posixpath.normpath(posixpath.join(folder, unquote(page))) for page in pages)
    return [name for name in names if name in package.names]


def _chapters(package: Package, names: Sequence[str]) -> str:
    found: list[str] = []
    left = MAX_PAGE_BYTES
    for name in names:
        chapter = _chapter(package.read(name))
        left -= len(chapter)
        if left < 0:
            raise Refused("too-large", f"more than {MAX_PAGE_BYTES >> 20} million characters")
        found += [chapter] if chapter else []
    return "\n\n".join(found)


def _chapter(data: bytes) -> str:
    if data.count(b"<") > _MAX_MARKS:
        raise Refused("too-large", f"a chapter with more than {_MAX_MARKS:,} tags")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = data.decode("utf-16", "replace").encode()
    tree = tree_of(data)
    return "" if tree is None else block_text(tree)


class _Container:
    """Where the package's own file is."""

    def __init__(self) -> None:
        self.path = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag.endswith("}rootfile") and not self.path:
            self.path = posixpath.normpath(attributes.get("full-path", ""))

    def end(self, tag: str) -> None:
        """Do nothing."""

    def data(self, text: str) -> None:
        """Do nothing."""


class _Said:
    """What the package says: of the book, of its chapters by identity, and of their order."""

    def __init__(self) -> None:
        self.texts: dict[str, list[str]] = {}
        self.authors: list[str] = []
        self.dates: list[str] = []
        self.pages: dict[str, str] = {}
        self.spine: list[str] = []
        self._open = ""
        self._pieces: list[str] = []
        self._role = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        space, _, name = tag.rpartition("}")
        self._open, self._pieces = "", []
        if space.endswith("purl.org/dc/elements/1.1/"):
            self._open = name
            of = {key.rpartition("}")[2]: value for key, value in attributes.items()}
            self._role = of.get("role", "") or of.get("event", "")
        elif name == "item" and attributes.get("media-type", "") in _PAGES:
            if "nav" not in attributes.get("properties", "").split():
                self.pages[attributes.get("id", "")] = attributes.get("href", "")
        elif name == "itemref" and attributes.get("linear") != "no":
            self.spine.append(attributes.get("idref", ""))

    def end(self, tag: str) -> None:
        del tag
        text = " ".join("".join(self._pieces).split())
        if text and self._open == "creator":
            if self._role in {"", "aut"}:
                self.authors.append(text)
        elif text and self._open == "date":
            if self._role in {"", "publication", "original-publication"}:
                self.dates.append(text)
        elif text and self._open:
            self.texts.setdefault(self._open, []).append(text)
        self._open = ""

    def data(self, text: str) -> None:
        if self._open:
            self._pieces.append(text)

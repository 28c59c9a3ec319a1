"""OpenDocument text: ODT and, in one file, FODT; what was deleted, hidden or remarked is left out.

Names of elements are those of OpenDocument 1.3. `meta.xml` says who typed and when, and is left
alone.
"""

from collections.abc import Iterator
from typing import IO, Final

from searcher.readers.base import ReadOptions, Record, Source, Unread
from searcher.readers.documents.layout import Layout
from searcher.readers.documents.package import opened, walk
from searcher.readers.documents.printed import read_file
from searcher.readers.documents.problems import Refused
from searcher.readers.wordlist import table

NAME: Final = "odt"
_MANIFEST: Final = "META-INF/manifest.xml"
_PREFIX: Final = "{urn:oasis:names:tc:opendocument:xmlns:"
_ZIP: Final = b"PK"
_FRAMES: Final = {
    "text:p": "p",
    "text:h": "p",
    "table:table": "table",
    "table:table-row": "row",
    "table:table-cell": "cell",
    "table:covered-table-cell": "cell",
    "draw:text-box": "box",
    "text:note-body": "note",
}
_SILENT: Final = frozenset(
    table(
        "text:tracked-changes text:note-citation text:ruby-text text:table-of-content"
        " text:alphabetical-index text:illustration-index text:table-index text:object-index"
        " text:user-index text:hidden-text text:hidden-paragraph text:placeholder text:script"
        " text:variable-decls text:sequence-decls text:user-field-decls text:dde-connection-decls"
        " text:page-number text:page-count office:annotation office:annotation-end office:forms"
        " office:binary-data office:meta office:settings office:scripts office:master-styles"
        " svg-compatible:title svg-compatible:desc draw:object draw:object-ole"
    )
)
_RANKS: Final = {"Title": "title", "Heading_20_1": "heading", "Heading 1": "heading"}
_BLANK: Final = {ord(one): " " for one in "\n\t\r"}
_MAX_SPACES: Final = 100  # of one element that stands for so many


def read(source: Source, options: ReadOptions) -> Iterator[Record | Unread]:
    """Give the articles of a document: one, or those of an export."""
    return read_file(source, options, NAME, _paragraphs)


def _paragraphs(file: IO[bytes], size: int, digest: str) -> tuple[list[str], int | None]:
    text = _Text()
    start = file.read(2)
    file.seek(0)
    if start == _ZIP:
        package = opened(file, size, digest)
        if b"encryption-data" in package.read(_MANIFEST):
            raise Refused("encrypted", "a password would be needed")
        package.parse("content.xml", text)
    else:
        walk(file, text)
    return text.layout.blocks + text.notes, text.layout.title


class _Text:
    """The paragraphs of a document, and of its notes."""

    def __init__(self) -> None:
        self.layout = Layout()
        self.notes: list[str] = []
        self._names: dict[str, str] = {}  # tags, once they were taken apart
        self._silent = 0  # elements that are open from the first one on that is left out
        self._parents: dict[str, str] = {}  # styles, by those that are made of them
        self._hidden: set[str] = set()  # styles
        self._style = ""  # the style that is being said
        self._body = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._silent:
            self._silent += 1
            return
        name = self._name(tag)
        said = {self._name(key): value for key, value in attributes.items()} if attributes else {}
        hidden = said.get("text:style-name") in self._hidden or said.get("text:display") == "none"
        if name in _SILENT or (hidden and self._body):
            self._silent = 1
        elif name == "office:text":
            self._body = True
        elif not self._body:
            self._define(name, said)
        elif name in _FRAMES:
            frame = self.layout.open(_FRAMES[name])
            if frame.kind == "p":
                style = said.get("text:style-name", "")
                first = name == "text:h" and said.get("text:outline-level", "1") == "1"
                frame.rank = self._rank(style) or ("heading" if first else "")
        elif name == "text:tab":
            self.layout.text("\t")
        elif name == "text:line-break":
            self.layout.text("\n")
        elif name == "text:s":
            count = said.get("text:c", "1")
            self.layout.text(" " * min(int(count), _MAX_SPACES) if count.isdecimal() else " ")

    def end(self, tag: str) -> None:
        if self._silent:
            self._silent -= 1
            return
        name = self._name(tag)
        if name == "office:text":
            self._body = False
        elif self._body and name in _FRAMES:
            kind = _FRAMES[name]
            if kind == "note":
                self.layout.drop(kind)
            items = self.layout.close()
            if kind == "note":
                self.notes += items

    def data(self, text: str) -> None:
        if self._body and not self._silent:
            # A line is broken by an element; in the text its end is a blank.
            self.layout.text(text.translate(_BLANK) if "\n" in text or "\t" in text else text)

    def _name(self, tag: str) -> str:
        """Give a name as OpenDocument writes it: `text:p`, and nothing for other vocabularies."""
        name = self._names.get(tag)
        if name is None:
            found = tag.startswith(_PREFIX)
            space, _, own = tag.removeprefix(_PREFIX).partition("}")
            name = self._names[tag] = f"{space.partition(':')[0]}:{own}" if found else ""
        return name

    def _define(self, name: str, said: dict[str, str]) -> None:
        if name == "style:style":
            self._style = said.get("style:name", "")
            self._parents[self._style] = said.get("style:parent-style-name", "")
        elif name == "style:text-properties" and said.get("text:display") == "none":
            self._hidden.add(self._style)

    def _rank(self, style: str) -> str:
        return _RANKS.get(style) or _RANKS.get(self._parents.get(style, ""), "")

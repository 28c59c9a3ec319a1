"""DOCX: the text of a document of Word as it is read, without deletions, hidden text and codes.

Names of elements are those of ECMA-376. Who typed a document and when (`docProps/core.xml`) is
left alone: templates bring a name and a day of their own.
"""

import posixpath
from collections.abc import Iterator
from typing import Final

from searcher.readers.base import ReadOptions, Record, Source, Unread
from searcher.readers.documents.layout import Layout
from searcher.readers.documents.package import Package
from searcher.readers.documents.printed import read_package
from searcher.readers.documents.problems import Refused
from searcher.readers.wordlist import table

NAME: Final = "docx"
_MAIN: Final = "word/document.xml"
_RELATIONS: Final = "_rels/.rels"
_WORD: Final = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
_MATH: Final = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}t",
    "{http://purl.oclc.org/ooxml/officeDocument/math}t",
)
_EITHER: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_FRAMES: Final = {"tbl": "table", "tr": "row", "tc": "cell", "txbxContent": "box"}
# What is deleted, moved away, said of a change, or not shown; readings above signs too.
_SILENT: Final = frozenset(
    table(
        "del moveFrom rPrChange pPrChange sectPrChange tblPrChange tblPrExChange trPrChange"
        " tcPrChange tblGridChange numberingChange delText delInstrText instrText rt sectPr tblPr"
        " tblGrid ffData"
    )
)
_BREAKS: Final = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_NOTES: Final = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
_OFF: Final = frozenset(("0", "false", "off"))
_RANKS: Final = {"title": "title", "heading 1": "heading"}
_PROPERTIES: Final = frozenset(("rPr", "pPr", "trPr", "sdtPr"))
_CONTENTS: Final = tuple(f"toc {level}" for level in ("heading", *range(1, 10)))
_OTHERS: Final = (("xl/workbook.xml", "an Excel workbook"), ("ppt/presentation.xml", "slides"))


def read(source: Source, options: ReadOptions) -> Iterator[Record | Unread]:
    """Give the articles of a document: one, or those of an export."""
    return read_package(source, options, NAME, _paragraphs)


def _paragraphs(package: Package) -> tuple[list[str], int | None]:
    main = _main(package)
    folder = posixpath.dirname(main)
    styles = _Styles()
    if f"{folder}/styles.xml" in package.names:
        package.parse(f"{folder}/styles.xml", styles)
    text = _Text(styles)
    package.parse(main, text)
    blocks = text.layout.blocks
    for kind in ("footnotes", "endnotes"):
        wanted = [number for one, number in text.notes if one == kind]
        if wanted and f"{folder}/{kind}.xml" in package.names:
            notes = _Text(styles)
            package.parse(f"{folder}/{kind}.xml", notes)
            for number in dict.fromkeys(wanted):
                blocks += notes.held.get(number, ())
    return blocks, text.layout.title


def _main(package: Package) -> str:
    """Give the name of the part that holds the text."""
    found = _Relations()
    if _RELATIONS in package.names:
        package.parse(_RELATIONS, found)
    for name in (found.main, _MAIN):
        if name in package.names and not name.startswith(("xl/", "ppt/")):
            return name
    for name, what in _OTHERS:
        if name in package.names:
            raise Refused("bad-document", f"{what}, named as a document of Word")
    if "EncryptedPackage" in package.names:
        raise Refused("encrypted", "a password would be needed")
    raise Refused("bad-document", f"no {_MAIN} in it")


def _val(attributes: dict[str, str], name: str = "val") -> str:
    return next((attributes[f"{one}{name}"] for one in _WORD if f"{one}{name}" in attributes), "")


def _on(attributes: dict[str, str]) -> bool:
    return _val(attributes).lower() not in _OFF


class _Relations:
    """Where the main part is."""

    def __init__(self) -> None:
        self.main = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        del tag
        if attributes.get("Type", "").endswith("/officeDocument"):
            self.main = posixpath.normpath(attributes.get("Target", "").lstrip("/"))

    def end(self, tag: str) -> None:
        """Do nothing."""

    def data(self, text: str) -> None:
        """Do nothing."""


class _Styles:
    """What styles are called in English, whatever their identity; and which hide their text."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self.hidden: set[str] = set()
        self._current = ""
        self._within = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition("}")[2]
        if name == "style":
            self._current = _val(attributes, "styleId")
        elif name in {"pPr", "rPr"} and not self._within:
            self._within = name
        elif self._current and name == "name" and not self._within:
            self.names[self._current] = _val(attributes).lower()
        elif self._current and name == "vanish" and self._within == "rPr" and _on(attributes):
            self.hidden.add(self._current)

    def end(self, tag: str) -> None:
        name = tag.rpartition("}")[2]
        if name == self._within:
            self._within = ""
        elif name == "style":
            self._current = ""

    def data(self, text: str) -> None:
        """Do nothing."""


class _Text:
    """The paragraphs of a part; `held` are those of its notes, by number."""

    def __init__(self, styles: _Styles) -> None:
        self.layout = Layout()
        self.notes: list[tuple[str, str]] = []
        self.held: dict[str, list[str]] = {}
        self._styles = styles
        self._names: dict[str, str] = {}  # tags, once they were taken apart
        self._silent = 0  # elements that are open from the first one on that is left out
        self._within: list[str] = []  # properties that are open
        self._hidden = False  # the run
        self._shown = False  # text is open
        self._fields: list[bool] = []  # of each field that is open: its result has begun
        self._coded = 0  # of these, those whose result has not
        self._either: list[tuple[int, bool]] = []
        self._given = 0
        self._note = ""
        self._placeholder = False  # what a form asks for, in place of an answer

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._silent:
            self._silent += 1
            return
        name = self._names.get(tag)
        if name is None:
            name = self._names[tag] = _local(tag)
        if name == "t":
            self._shown = not (self._hidden or self._coded)
        elif not name:
            return
        elif name in _PROPERTIES:
            self._within.append(name)
        elif self._within:
            self._property(name, attributes)
        elif name == "r":
            self._hidden = False
        elif name == "p":
            self.layout.open("p")
        elif name in _SILENT:
            self._silent = 1
        elif name in _BREAKS:
            if not (self._hidden or self._coded):
                self.layout.text(_BREAKS[name])
        elif name in _FRAMES:
            self.layout.open(_FRAMES[name])
        else:
            self._rare(name, attributes)

    def end(self, tag: str) -> None:
        if self._silent:
            self._silent -= 1
            return
        name = self._names.get(tag, "")
        if name == "t":
            self._shown = False
        elif not name:
            return
        elif name in _PROPERTIES:
            self._within.pop()
        elif self._within:
            return
        elif name == "p":
            self._hidden = False
            if self._coded:  # a code ends in its paragraph, or is broken and must hide no more
                self._fields, self._coded = [], 0
            self.layout.close()
        elif name in _FRAMES:
            self.layout.close()
        elif name == "r":
            self._hidden = False
        elif name in {"footnote", "endnote"}:
            self.layout.drop("note")
            self.held[self._note] = self.layout.close()
        elif name == "AlternateContent" and self._either:
            self._either.pop()

    def data(self, text: str) -> None:
        if self._shown:
            self._given += len(text)
            self.layout.text(text)

    def _property(self, name: str, attributes: dict[str, str]) -> None:
        within = self._within
        paragraph = self.layout.paragraph
        if name in _SILENT:
            self._silent = 1
            if within[0] == "trPr" and name == "del":
                self.layout.drop("row")
            elif within == ["pPr", "rPr"] and name in {"del", "moveFrom"} and paragraph:
                paragraph.goes_on = True  # its end was deleted
        elif within == ["rPr"]:
            if name == "vanish":
                self._hidden = _on(attributes)
            elif name == "rStyle" and _val(attributes) in self._styles.hidden:
                self._hidden = True
        elif name == "pStyle" and within == ["pPr"] and paragraph:
            style = _val(attributes)
            called = self._styles.names.get(style, style.lower())
            paragraph.rank = _RANKS.get(called, "")
            paragraph.dropped = called in _CONTENTS or style in self._styles.hidden
        elif name == "showingPlcHdr" and within == ["sdtPr"] and _on(attributes):
            self._placeholder = True

    def _rare(self, name: str, attributes: dict[str, str]) -> None:
        if name == "fldChar":
            self._field(_val(attributes, "fldCharType"))
        elif name == "sdtContent" and self._placeholder:
            self._silent, self._placeholder = 1, False
        elif name in _NOTES and not (self._hidden or self._coded):
            self.notes.append((_NOTES[name], _val(attributes, "id")))
        elif name in {"footnote", "endnote"}:
            self._note = _val(attributes, "id")
            self.layout.open("note")
        elif name == "AlternateContent":
            self._either.append((self._given, False))
        elif name == "Fallback" and self._either and self._given > self._either[-1][0]:
            self._silent = 1  # the same once more, for older programs

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(False)
            self._coded += 1
        elif kind == "separate" and self._fields and not self._fields[-1]:
            self._fields[-1] = True
            self._coded -= 1
        elif kind == "end" and self._fields:
            self._coded -= not self._fields.pop()


def _local(tag: str) -> str:
    """Give the name of an element of Word's, or what counts as one; nothing for others."""
    if tag.startswith(_WORD):
        return tag.rpartition("}")[2]
    if tag in _MATH:
        return "t"
    return tag.rpartition("}")[2] if tag.startswith(_EITHER) else ""

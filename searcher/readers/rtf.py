r"""RTF: the text of a document whose markup is words such as `\par`, in groups of braces.

Names are those of the Rich Text Format Specification 1.9.1. What is no text is told by the word
that its group begins with.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import IO, Final

from searcher.readers.base import ReadOptions, Record, Source, Unread
from searcher.readers.documents.layout import MAX_TEXT, blocks, row, tidy
from searcher.readers.documents.printed import read_file
from searcher.readers.documents.problems import Refused
from searcher.readers.wordlist import table

NAME: Final = "rtf"
_MAX: Final = 128 << 20  # bytes of a document
_MAX_MARKS: Final = 10_000_000  # words, braces and pieces of text
_MAX_DEPTH: Final = 1_000  # groups within each other
_MARK = re.compile(
    rb"\\(?:([a-zA-Z]{1,32})(-?\d{1,10})? ?|'([0-9a-fA-F]{2})|([^a-zA-Z']))|([{}])|([^\\{}]+)",
    re.DOTALL,
)
_SILENT: Final = frozenset(
    table(
        "fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl"
        " footerr footerf ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn listtable listoverridetable"
        " rsidtbl revtbl fldinst datafield xe tc tcn rxe private shprslt sp nonshppict listtext"
        " pntext pn filetbl generator bkmkstart bkmkend annotation atnid atnauthor"
    ),
)
_SHOWN: Final = frozenset(table("shpinst shppict fldrslt footnote"))  # though others may skip it
_SIGNS: Final = {
    "tab": "\t", "line": "\n", "lbr": "\n", "page": "\n", "emdash": "\u2014", "endash": "\u2013",
    "lquote": "\u2018", "rquote": "\u2019", "ldblquote": "\u201c", "rdblquote": "\u201d",
    "bullet": "\u2022", "emspace": " ", "enspace": " ", "qmspace": " ",
}  # fmt: skip
_SYMBOLS: Final = {b"~": "\xa0", b"_": "-", b"\\": "\\", b"{": "{", b"}": "}"}
_ENDS: Final = frozenset((b"\n", b"\r"))  # of a paragraph, behind a backslash
_PAGES: Final = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
_CHARSETS: Final = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030", 136: "cp950",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257",
    204: "cp1251", 222: "cp874", 238: "cp1250", 255: "cp437",
}  # fmt: skip
_UNICODE: Final = 0x10000
_OFF: Final = 0


def read(source: Source, options: ReadOptions) -> Iterator[Record | Unread]:
    """Give the articles of a document: one, or those of an export."""
    return read_file(source, options, NAME, _paragraphs)


def _paragraphs(file: IO[bytes], size: int, digest: str) -> tuple[list[str], int | None]:
    del digest
    if size > _MAX:
        raise Refused("too-large", f"a document of RTF may hold {_MAX >> 20} MiB")
    return _Text().read(file.read()), None


@dataclass(slots=True)
class _Group:
    """What holds until the brace that closes; `note`: the text around it, while it is a note."""

    silent: str = ""  # the word for what is left out
    hidden: bool = False
    deleted: bool = False
    fallback: int = 1  # characters that follow one of Unicode, for older programs
    codec: str = ""
    starred: bool = False
    begun: bool = False
    note: "_Page | None" = None


@dataclass(slots=True)
class _Page:
    """Paragraphs, and what is open: a paragraph, a cell, a row, a table."""

    items: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    cell: list[str] = field(default_factory=list)
    cells: list[list[str]] = field(default_factory=list)
    rows: list[tuple[bool, str]] = field(default_factory=list)
    in_table: bool = False

    def taken(self) -> list[str]:
        """End the paragraph."""
        text = "".join(self.pieces)
        self.pieces = []
        if any("\ud800" <= one <= "\udfff" for one in text) if not text.isascii() else False:
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        shown = tidy(text.replace("\0", ""))
        return [shown] if shown else []

    def paragraph(self) -> None:
        """Put it where it belongs."""
        found = self.taken()
        if self.in_table:
            self.cell += found
        elif found or self.rows:
            self.end_table()
            self.items += found

    def end_cell(self) -> None:
        self.cells.append([*self.cell, *self.taken()])
        self.cell = []

    def end_row(self) -> None:
        if self.cell or self.pieces:
            self.end_cell()
        self.rows += row(self.cells)
        self.cells = []

    def end_table(self) -> None:
        if self.cells or self.cell:
            self.end_row()
        self.items += blocks(self.rows)
        self.rows = []


class _Text:
    """The reading of one document."""

    def __init__(self) -> None:
        self._page = _Page()
        self._notes: list[str] = []
        self._groups: list[_Group] = []
        self._group = _Group()
        self._codec = "cp1252"
        self._fonts: dict[int, str] = {}
        self._font = 0  # the one that is being said
        self._bytes = bytearray()  # letters that are not decoded: one may be of two bytes
        self._skip = 0  # characters that stand for one of Unicode
        self._left = MAX_TEXT

    def read(self, data: bytes) -> list[str]:
        """Give the paragraphs, and those of notes behind them."""
        at = marks = 0
        size = len(data)
        while at < size and (mark := _MARK.match(data, at)):
            at = mark.end()
            marks += 1
            if marks > _MAX_MARKS:
                raise Refused("too-large", f"more than {_MAX_MARKS:,} marks in it")
            word, number, code, symbol, brace, text = mark.groups()
            if text is not None:
                self._letters(text)
            elif brace:
                self._brace(opens=brace == b"{")
            elif code:
                self._letters(bytes((int(code, 16),)), raw=True)
            elif word is not None:
                name, value = word.decode(), None if number is None else int(number)
                if name == "bin" and value:
                    at += max(0, value)
                else:
                    self._word(name, value)
            else:
                self._symbol(symbol)
        self._flush()
        while self._groups:
            self._brace(opens=False)
        self._page.paragraph()
        self._page.end_table()
        return self._page.items + self._notes

    def _brace(self, *, opens: bool) -> None:
        self._flush()
        self._skip = 0
        if opens:
            if len(self._groups) > _MAX_DEPTH:
                raise Refused("too-nested", f"more than {_MAX_DEPTH:,} groups within each other")
            self._groups.append(self._group)
            self._group = replace(self._group, starred=False, begun=False, note=None)
        elif self._groups:
            around = self._group.note
            if around is not None:
                self._page.paragraph()
                self._page.end_table()
                self._notes += self._page.items
                self._page = around
            self._group = self._groups.pop()

    def _symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            self._group.starred = True
        elif symbol in _ENDS:
            self._word("par", None)
        elif symbol in _SYMBOLS:
            self._say(_SYMBOLS[symbol])

    def _letters(self, data: bytes, *, raw: bool = False) -> None:
        group = self._group
        group.begun = True
        if not raw:
            data = data.translate(None, b"\r\n")
        if self._skip:
            passed = min(self._skip, len(data))
            self._skip -= passed
            data = data[passed:]
        if data and not (group.silent or group.hidden or group.deleted):
            self._bytes += data

    def _say(self, text: str) -> None:
        """Add what needs no decoding."""
        self._flush()
        group = self._group
        if not (group.silent or group.hidden or group.deleted):
            self._take(text)

    def _flush(self) -> None:
        if self._bytes:
            codec = self._group.codec or self._codec
            self._take(self._bytes.decode(codec, "replace"))
            self._bytes.clear()

    def _take(self, text: str) -> None:
        self._left -= len(text)
        if self._left < 0:
            raise Refused("too-large", f"more than {MAX_TEXT >> 20} million characters of text")
        self._page.pieces.append(text)

    def _word(self, name: str, value: int | None) -> None:
        self._flush()
        group = self._group
        first, group.begun = not group.begun, True
        if name in _SIGNS:
            self._say(_SIGNS[name])
        elif name == "u" and value is not None:
            unit = value % _UNICODE
            if not self._skip:
                self._say(chr(unit) if unit else "")
            self._skip = group.fallback
        elif group.silent:
            if group.silent == "fonttbl":
                self._define(name, value)
        elif first and (name in _SILENT or (group.starred and name not in _SHOWN)):
            group.silent = name
        elif name == "footnote":
            group.note, self._page = self._page, _Page()
        else:
            self._format(name, value)

    def _format(self, name: str, value: int | None) -> None:
        group, page = self._group, self._page
        if name in {"par", "sect"}:
            page.paragraph()
        elif name == "pard":
            page.in_table = False
        elif name == "intbl":
            page.in_table = True
        elif name == "cell":
            page.end_cell()
        elif name == "nestcell":
            page.cell += page.taken()
        elif name == "row":
            page.end_row()
        elif name == "plain":
            group.hidden = group.deleted = False
        elif name == "v":
            group.hidden = value != _OFF
        elif name == "deleted":
            group.deleted = value != _OFF
        elif name == "uc":
            group.fallback = min(max(0, 1 if value is None else value), 8)
        elif name == "f":
            group.codec = self._fonts.get(value or 0, "")
        elif name == "ansicpg" and value:
            self._codec = _known(f"cp{value}") or self._codec
        elif name in _PAGES:
            self._codec = _PAGES[name]

    def _define(self, name: str, value: int | None) -> None:
        if name == "f":
            self._font = value or 0
        elif name == "fcharset" and value in _CHARSETS:
            self._fonts[self._font] = _CHARSETS[value]
        elif name == "cpg" and value and (codec := _known(f"cp{value}")):
            self._fonts[self._font] = codec


def _known(codec: str) -> str:
    if codec == "cp65001":
        return "utf-8"
    if codec == "cp10000":
        return "mac_roman"
    try:
        "".encode(codec)
    except LookupError:
        return ""
    return codec

"""Which characters do these bytes stand for? Shared by every reader.

The order is that of browsers, with one addition: BOM, strict UTF-8, the encoding that the document
declares, and at last what its letters tell (`legacy`), or UTF-8 or Windows-1252, whichever the
bytes look more like. In the last case `Charset.certain` is false. Bytes that are none of UTF-8 or
Windows-1252, where one of these was chosen, are read as Windows-1252 (as Latin-1 where that has
holes), so text with a few foreign bytes stays whole; U+FFFD appears only where another encoding is
broken.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_BOMS: Final = (
    # UTF-32 first: its little-endian BOM begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# WHATWG: what is declared as Latin-1 or ASCII is Windows-1252 on the web, and so on.
_WEB_ALIASES: Final = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
}
# Python's registry also holds codecs that are no charset (`zlib`, `idna`, `unicode-escape`), and a
# page in which a declaration could be found is no UTF-16.
_CHARSETS = re.compile(r"(ascii|iso8859|cp\d|koi8|mac|big5|gb|hz|euc|shift|iso2022|tis|johab).*")
_FOREIGN: Final = "searcher.foreign-byte"
_MULTIBYTE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")
_HIGH = re.compile(rb"[\x80-\xff]")
_NEWLINE = re.compile(rb"\r\n|\n|\r")


def _foreign(problem: UnicodeError) -> tuple[str, int]:
    if not isinstance(problem, UnicodeDecodeError):
        raise problem
    run = problem.object[problem.start : problem.end]
    return "".join(_single(byte) for byte in run), problem.end


def _single(byte: int) -> str:
    try:
        return bytes((byte,)).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


codecs.register_error(_FOREIGN, _foreign)


@dataclass(frozen=True, slots=True)
class Charset:
    """`codec` is Python's name, `bom` the number of bytes before the text."""

    codec: str
    bom: int = 0
    certain: bool = True

    @property
    def errors(self) -> str:
        """How bytes are decoded that are none in this encoding."""
        return _FOREIGN if self.codec in {"utf-8", "cp1252"} else "replace"

    def decode(self, data: bytes) -> str:
        """Decode bytes without a BOM; never raises."""
        return data.decode(self.codec, self.errors)


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its break; `start` and `end` are byte offsets in the whole data."""

    start: int
    end: int
    text: str


_PROVEN: Final = Charset("utf-8")  # without a BOM no byte of it is broken


def charset(data: bytes, declared: str | None = None) -> Charset:
    """Choose the encoding of a whole document."""
    for bom, codec in _BOMS:
        if data.startswith(bom):
            return Charset(codec, len(bom))
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return _PROVEN
    stated = _declared(declared)
    if stated:
        try:
            data.decode(stated)
        except UnicodeError:
            pass
        else:
            return Charset(stated)
    from searcher.readers.legacy import guessed  # most files need none

    if guess := guessed(data):
        return Charset(guess, certain=False)
    # A page in UTF-8 with a broken byte has far more whole sequences than strays; a page in
    # Windows-1252 has hardly any.
    whole = sum(len(m[0]) for m in _MULTIBYTE.finditer(data))
    strays = sum(1 for _ in _HIGH.finditer(data)) - whole
    return Charset("utf-8" if whole > strays else "cp1252", certain=False)


def decode(data: bytes, declared: str | None = None) -> str:
    """Decode a whole document, without its BOM; never raises."""
    chosen = charset(data, declared)
    return chosen.decode(data[chosen.bom :])


def in_utf8(data: bytes, chosen: Charset) -> bytes:
    """Give a whole document in UTF-8, without its BOM; never raises."""
    if chosen == _PROVEN:
        return data
    return chosen.decode(data[chosen.bom :]).encode("utf-8", "replace")


def lines(data: bytes) -> Iterator[Line]:
    r"""Split into lines at `\n`, `\r\n` and `\r`, each decoded, with its byte range."""
    chosen = charset(data)
    for start, end in _ranges(data, chosen):
        yield Line(start, end, chosen.decode(data[start:end]))


def _ranges(data: bytes, chosen: Charset) -> Iterator[tuple[int, int]]:
    position = chosen.bom
    if chosen.codec.startswith(("utf-16", "utf-32")):
        newline, back = "\n".encode(chosen.codec), "\r".encode(chosen.codec)
        width, search = len(newline), position
        while (found := data.find(newline, search)) >= 0:
            search = found + 1
            if (found - chosen.bom) % width:
                continue  # two halves of neighbouring characters
            end = found - width if data[max(position, found - width) : found] == back else found
            yield position, end
            position = search = found + width
    else:
        for match in _NEWLINE.finditer(data, position):
            yield position, match.start()
            position = match.end()
    if position < len(data):
        yield position, len(data)


def _declared(name: str | None) -> str | None:
    try:
        codec = codecs.lookup((name or "").strip().strip("\"'").lower()).name
    except (LookupError, ValueError):
        return None
    return _WEB_ALIASES.get(codec, codec) if _CHARSETS.fullmatch(codec) else None

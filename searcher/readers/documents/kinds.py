"""Which document is this zip, or this text? By what stands first in it, else by its name."""

from typing import Final

DOCX, ODT, EPUB, RTF = "docx", "odt", "epub", "rtf"
SUFFIXES: Final = {
    DOCX: (".docx", ".docm", ".dotx"),
    ODT: (".odt", ".ott", ".fodt"),
    EPUB: (".epub",),
    RTF: (".rtf",),
}
BEGINS: Final = (b"PK\x03\x04", b"{\\rtf")
_NAMED: Final = {suffix: name for name, suffixes in SUFFIXES.items() for suffix in suffixes}
# The first member of some says what the whole is, behind a header of 30 bytes and its own name.
_STATED: Final = b"mimetype"
_PLACE: Final = 30
_STATES: Final = (
    (b"application/vnd.oasis.opendocument.text-template", ODT),
    (b"application/vnd.oasis.opendocument.text-web", ODT),
    (b"application/vnd.oasis.opendocument.text", ODT),
    (b"application/epub+zip", EPUB),
)
_MASTER: Final = b"application/vnd.oasis.opendocument.text-master"  # a list of other documents
_WORD: Final = b"word/document.xml"
_FLAT: Final = ("<office:document", 'office:mimetype="application/vnd.oasis.opendocument.text"')


def kind_of(suffix: str, head: bytes) -> str | None:
    """Name the reader for what begins in one of these ways, or None."""
    if head.startswith(BEGINS[1]):
        return RTF
    if head[_PLACE : _PLACE + len(_STATED)] == _STATED:
        stated = head[_PLACE + len(_STATED) :]
        if not stated.startswith(_MASTER):
            for begin, name in _STATES:
                if stated.startswith(begin):
                    return name
        if stated.startswith(b"application/"):
            return None  # a sheet, slides, or a drawing
    named = _NAMED.get(suffix)
    if named and named != RTF:
        return named
    return DOCX if _WORD in head else None


def is_flat(start: str) -> bool:
    """Say whether a text is OpenDocument in one file."""
    return all(sign in start for sign in _FLAT)

"""What is a file that no reader takes, and what would help? By its first bytes, or its name."""

from pathlib import PurePosixPath
from typing import Final

_TEXT: Final = "save it as text, HTML or Markdown"
_AGAIN: Final = "save it as DOCX, without a password"
_TABLE: Final = "write it as CSV, JSON lines or Parquet"
_UNPACK: Final = "unpack it first"
_PICKLE: Final = (
    f"a Python pickle, which can run code when it is loaded; {_TABLE} where you trust it"
)
_REFERENCES: Final = "export RIS, CSL JSON or CSV instead"
_OFFICE: Final = {
    ".doc": ("a Word document of the old kind", _AGAIN),
    ".docx": ("a Word document with a password, or of the old kind", _AGAIN),
    ".odt": ("an OpenDocument text", _AGAIN),
    ".pages": ("a document of Pages", _TEXT),
    ".epub": ("an e-book", _TEXT),
    ".xls": ("an Excel workbook", "save each sheet as CSV"),
    ".xlsx": ("an Excel workbook", "save each sheet as CSV"),
    ".ods": ("an OpenDocument spreadsheet", "save each sheet as CSV"),
    ".ppt": ("slides", _TEXT),
    ".pptx": ("slides", _TEXT),
    ".msg": ("a message of Outlook", "save it as .eml"),
}
_SIGNED: Final = (
    (b"%PDF-", f"PDF; {_TEXT}"),
    (b"\x89HDF\r\n", f"HDF5; {_TABLE}"),
    (b"\x93NUMPY", f"an array of NumPy; {_TABLE}"),
    (b"Obj\x01", f"Avro; {_TABLE}"),
    (b"ORC", f"ORC; {_TABLE}"),
    (b"<stata_dta>", f"a data set of Stata; {_TABLE}"),
    (b"$FL2", f"a data set of SPSS; {_TABLE}"),
    (b"7z\xbc\xaf\x27\x1c", f"a 7-Zip archive; {_UNPACK}"),
    (b"Rar!\x1a\x07", f"a RAR archive; {_UNPACK}"),
    (b"!BDN", "a mailbox of Outlook; export it as mbox"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x89PNG\r\n", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture, or sound"),
    (b"ID3", "sound"),
    (b"window.YTD.", "a part of an archive of Twitter in which no tweets of its owner are"),
)
_NAMED: Final = {
    ".pkl": _PICKLE,
    ".pickle": _PICKLE,
    ".joblib": _PICKLE,
    ".bson": "a dump of MongoDB; mongoexport and bsondump write JSON lines",
    ".sql": "a dump of a database; load it, and export the table as CSV",
    ".rds": f"a file of R; {_TABLE}",
    ".rdata": f"a file of R; {_TABLE}",
    ".dta": f"a data set of Stata; {_TABLE}",
    ".sav": f"a data set of SPSS; {_TABLE}",
    ".msgpack": f"MessagePack; {_TABLE}",
    ".mobi": f"an e-book; {_TEXT}",
    ".azw3": f"an e-book; {_TEXT}",
    ".pst": "a mailbox of Outlook; export it as mbox",
    ".bib": f"BibTeX; {_REFERENCES}",
    ".tex": f"LaTeX; {_TEXT}",
}
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICKLED: Final = tuple(bytes((0x80, version)) for version in range(2, 6))
# What Git leaves of a large file where nobody fetched it.
_POINTER: Final = b"version https://git-lfs.github.com/spec/"
POINTED: Final = "a pointer of Git LFS to a file that is not here; `git lfs pull` fetches it"
# Of documents in XML that are no list of records: a name in the first element, and what it means.
_XML: Final = (
    (b"http://www.zotero.org/namespaces/export#", f"RDF of Zotero; {_REFERENCES}"),
    (b"http://www.loc.gov/METS/", "METS, which describes pages; the text is elsewhere"),
    (b"http://www.loc.gov/standards/alto/", "ALTO, a page as it was scanned"),
    (b"<opml", "a list of feeds, without what they say"),
)
_BEGIN: Final = 4 << 10  # bytes in which the first element says its namespace


def is_pointer(head: bytes) -> bool:
    """Say whether a file stands for another one that Git LFS keeps."""
    return head.startswith(_POINTER)


def told(file: str, head: bytes) -> str:
    """Say in words what a file is, and what would help; nothing where that is not known."""
    suffix = PurePosixPath(file).suffix.lower()
    if suffix in _OFFICE and head.startswith((b"PK", _OLE)):
        return "; ".join(_OFFICE[suffix])
    for sign, what in _SIGNED:
        if head.startswith(sign):
            return what
    if head.startswith(_PICKLED) and suffix not in _NAMED:
        return _PICKLE
    if suffix in _NAMED:
        return _NAMED[suffix]
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        begin = head[:_BEGIN]
        return next((what for sign, what in _XML if sign in begin), "")
    return ""

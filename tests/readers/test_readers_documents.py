"""Documents that are broken, locked or too much: refused by name, in little time and memory."""

import io
import struct
import zipfile
from pathlib import Path

import pytest

from exported import records
from office_files import book, opened, paragraph, paragraphs, rows, word, zipped
from searcher.article import RawArticle, Rejection, Skipped
from searcher.index import Index
from searcher.readers import rtf
from searcher.readers.base import ReadOptions, Source
from searcher.readers.detect import READERS
from searcher.readers.documents import layout, package

NOTE = word(paragraphs("A note", "It held."))
ENTITIES = (
    '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    "<document><body><p>&b;</p></body></document>"
)


def refused(data: bytes, name: str = "a.docx") -> tuple[str, str]:
    """Give the reason for which a document is rejected, and what is said of it."""
    (found,) = records(data, name)
    assert isinstance(found, Rejection)
    assert found.where.file == name
    return found.reason, found.detail or ""


def locked(data: bytes) -> bytes:
    """Give a zip whose parts say that they need a password."""
    changed = bytearray(data)
    for sign, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = changed.find(sign)
        while at >= 0:
            changed[at + place] |= 1
            at = changed.find(sign, at + 4)
    return bytes(changed)


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (NOTE[:300], "a.docx", "truncated"),
        (NOTE[:-30], "a.docx", "truncated"),
        (NOTE[:60] + NOTE[90:], "a.docx", "bad-document"),
        (locked(NOTE), "a.docx", "encrypted"),
        (zipped({"[Content_Types].xml": "<a/>"}), "a.docx", "bad-document"),
        (zipped({"[Content_Types].xml": "<a/>", "EncryptedPackage": "x"}), "a.docx", "encrypted"),
        (zipped({"word/document.xml": "<w:document"}), "a.docx", "bad-document"),
        (zipped({"word/document.xml": ""}), "a.docx", "bad-document"),
        (zipped({"word/document.xml": b"\0\1\2\3" * 50}), "a.docx", "bad-document"),
        (zipped({"word/document.xml": ENTITIES}), "a.docx", "bad-document"),
        (zipped({"mimetype": "application/epub+zip"}), "a.epub", "bad-document"),
        (book("", "<p>x</p>", encryption="<EncryptionMethod A='aes'/>"), "a.epub", "encrypted"),
        (opened("", manifest="<m:encryption-data/>"), "a.odt", "encrypted"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "a.odt", "bad-document"),
        (word(rows((paragraph("x"),)) + "<w:p>" * 300 + "</w:p>" * 300), "a.docx", "too-nested"),
    ],
)
def test_damage_and_locks_are_named(data: bytes, name: str, reason: str) -> None:
    """A rejection each, never an exception and never half of a text without a word."""
    assert reason == refused(data, name)[0]


@pytest.mark.parametrize(
    ("module", "limit", "value", "reason"),
    [
        (package, "MAX_FILE", 100, "too-large"),
        (package, "MAX_ELEMENTS", 5, "too-large"),
        (package, "_MAX_LIST", 50, "bad-document"),
        (layout, "MAX_TEXT", 10, "too-large"),
    ],
)
def test_limits_end_in_a_rejection(
    monkeypatch: pytest.MonkeyPatch, module: object, limit: str, value: int, reason: str
) -> None:
    """Of bytes, elements, parts and characters."""
    monkeypatch.setattr(module, limit, value)
    assert reason == refused(word(paragraphs("A note", "It held and held and held.")))[0]


def test_a_bomb_ends_at_the_limit_of_what_comes_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """A part that unpacks to more than any text is not unpacked further."""
    monkeypatch.setattr(package, "MAX_PART", 1_000)
    reason, detail = refused(word("<!-- x -->" * 100_000))
    assert ("too-large", True) == (reason, "MiB" in detail)


def test_a_list_of_parts_may_lie_about_its_end() -> None:
    """Another end in the comment, or one of a zip of 64 bits, is looked at as `zipfile` does."""
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 9, 9, 50 << 20, 0, 0)
    assert "bad-document" == refused(NOTE + end)[0]
    assert "bad-document" == refused(NOTE[:-22] + b"PK\6\7" + bytes(16) + NOTE[-22:])[0]


def test_pictures_are_not_unpacked() -> None:
    """However large they are: only markup counts."""
    whole = io.BytesIO(NOTE)
    with zipfile.ZipFile(whole, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/image1.png", bytes(64 << 20))
    (found,) = records(whole.getvalue(), "a.docx")
    assert isinstance(found, RawArticle)
    assert "It held." == found.body


@pytest.mark.parametrize("data", [word(""), opened(""), book("", "<p> </p>"), b"{\\rtf1 \\par }"])
def test_documents_without_text_are_skipped(data: bytes) -> None:
    """They say nothing, which is no error."""
    (found,) = records(data, "a")
    assert isinstance(found, Skipped)
    assert "no-text" == found.reason


@pytest.mark.parametrize("name", ["docx", "odt", "epub", "rtf"])
def test_empty_files_and_any_bytes_raise_nothing(name: str) -> None:
    """Whoever calls a reader gets records, whatever the file is."""
    reader = next(one for one in READERS if one.name == name)
    for data in (b"", b"PK\3\4", b"{\\rtf", b"PK\3\4" + bytes(range(256)) * 20, bytes(100)):
        source = Source("a", lambda data=data: io.BytesIO(data))  # type: ignore[misc]
        assert list(reader.records(source, ReadOptions()))


@pytest.mark.parametrize("step", range(0, len(NOTE), 41))
def test_a_changed_byte_raises_nothing(step: int) -> None:
    """Damage anywhere is a rejection, or leaves the text as it was."""
    reader = next(one for one in READERS if one.name == "docx")
    changed = bytearray(NOTE)
    changed[step] ^= 0xFF
    source = Source("a.docx", lambda: io.BytesIO(bytes(changed)))
    (found,) = reader.records(source, ReadOptions())
    assert isinstance(found, Rejection | RawArticle)


def test_a_text_of_many_marks_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words of RTF are counted, as elements are."""
    monkeypatch.setattr(rtf, "_MAX_MARKS", 100)
    assert "too-large" == refused(b"{\\rtf1 " + b"\\b" * 1000 + b"}", "a.rtf")[0]
    monkeypatch.undo()
    assert "too-nested" == refused(b"{\\rtf1 " + b"{" * 2000, "a.rtf")[0]


def test_a_report_names_what_was_refused(tmp_path: Path) -> None:
    """With the reasons that the manual lists."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.docx").write_bytes(NOTE[:300])
    (corpus / "b.docx").write_bytes(locked(NOTE))
    (corpus / "c.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    (corpus / "d.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    with Index.create(tmp_path / "index") as index:
        report = index.ingest(corpus, workers=0)
    assert {"truncated": 1, "encrypted": 1, "binary": 2} == dict(report.by_reason)

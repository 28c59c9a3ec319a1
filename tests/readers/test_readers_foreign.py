"""Of a file that no reader takes is said what it is, and what would help."""

import pickle
from pathlib import Path

import pytest

from searcher.index import Index
from searcher.readers import detect
from searcher.readers.foreign import is_pointer, told

POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:4665a5ea\nsize 12345\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZOTERO = b'<rdf:RDF xmlns:z="http://www.zotero.org/namespaces/export#">'


@pytest.mark.parametrize(
    ("file", "head", "said"),
    [
        ("a.docx", b"PK\x03\x04", "Word"),
        ("a.DOC", OLE, "Word"),
        ("a.xlsx", b"PK\x03\x04", "CSV"),
        ("a.epub", b"PK\x03\x04", "e-book"),
        ("a.msg", OLE, ".eml"),
        ("a.pdf", b"%PDF-1.7", "PDF"),
        ("a", b"%PDF-1.7", "PDF"),
        ("a.rar", b"Rar!\x1a\x07\x01\x00", "unpack"),
        ("a.pkl", pickle.dumps([1], protocol=0), "can run code"),
        ("a.joblib", pickle.dumps([1]), "can run code"),
        ("a.bin", pickle.dumps([1]), "can run code"),
        ("a.bson", b"\x50\0\0\0\x02title", "MongoDB"),
        ("a.bib", b"@article{a,", "RIS"),
        ("a.sql", b"INSERT INTO a", "CSV"),
        ("a.xml", b'\xef\xbb\xbf<mets xmlns="http://www.loc.gov/METS/">', "METS"),
        ("a.opml", b'<?xml version="1.0"?>\n<opml version="2.0">', "list of feeds"),
        ("a.rdf", ZOTERO, "Zotero"),
        ("a.jpg", b"\xff\xd8\xff\xe0", "picture"),
        ("a.docx", b"It held.", ""),
        ("a.xyz", b"It held.", ""),
    ],
)
def test_foreign_formats_are_called_by_name(file: str, head: bytes, said: str) -> None:
    """By their bytes, by their names, or not at all."""
    found = told(file, head)
    assert said in found if said else found == ""


def test_pointers_are_named_whatever_they_stand_for(tmp_path: Path) -> None:
    """A copy of a data set without its large files is no data set, and no article."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for name in ("a.parquet", "a.csv", "a.jsonl", "a.txt", "a"):
        (corpus / name).write_bytes(POINTER)
        assert detect(name, POINTER) is None
    assert is_pointer(POINTER)
    assert not is_pointer(POINTER[8:])
    with Index.create(tmp_path / "index") as index:
        report = index.ingest(corpus, workers=0)
    assert (report.articles, dict(report.by_reason)) == (0, {"pointer": 5})

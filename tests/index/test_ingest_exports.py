"""Exports of databases, collections and mailboxes through the façade: counted and shared."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from searcher import Index
from searcher.corpus.records import IngestOptions, find_reader
from searcher.corpus.walk import roots
from searcher.corpus.workers.steps import Share, steps

GOLDEN = Path(__file__).parents[1] / "readers" / "golden"
FILES = {
    "nexis.txt": ("nexis", 2),
    "nexis-uni.txt": ("nexis", 2),
    "factiva.txt": ("factiva", 2),
    "proquest.txt": ("proquest", 2),
    "references.ris": ("ris", 2),
    "reuters.sgm": ("sgml", 3),
    "collection.sgml": ("sgml", 7),  # three say the same
    "letters.mbox": ("email", 2),
}


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    """Make an empty index."""
    with Index.create(tmp_path / "index") as made:
        yield made


@pytest.mark.parametrize("name", FILES)
def test_each_document_is_an_article_in_an_archive_too(
    index: Index, tmp_path: Path, name: str
) -> None:
    """Under its own name and number, and once: the archive has no other articles."""
    reader, articles = FILES[name]
    data = (GOLDEN / name).read_bytes()
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / name).write_bytes(data)
    report = index.ingest(tmp_path / "c", workers=0)
    assert (articles, 0) == (report.added, report.rejected)
    assert {reader} == set(report.by_format)
    for found in index.scan():
        where = found.provenance
        assert (name, reader) == (where.file, where.reader)
        assert data[where.start : where.end].strip() == data[where.start : where.end]
    digest = index.info().digest
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as packed:
        packed.writestr(name, data)
    with Index.create(tmp_path / "other") as other:
        assert articles == other.ingest(tmp_path / "c.zip", workers=0).added
        assert digest == other.info().digest


def test_several_processes_share_a_file(tmp_path: Path) -> None:
    """Together they read what one reads alone, and each document is one's."""
    one = (GOLDEN / "reuters.sgm").read_text()
    begin = one.index("<REUTERS")
    path = tmp_path / "many.sgm"
    path.write_text(
        one[:begin] + "".join(one[begin:].replace("WEIR", f"WEIR {n}") for n in range(100))
    )
    ((file,),) = (root.files() for root in roots([path]))
    reader = find_reader(file)
    whole = list(steps(file, reader, IngestOptions()))
    assert 300 == len(whole)
    shares = [
        list(steps(file, reader, IngestOptions(), share=Share(part=part, parts=3)))
        for part in range(3)
    ]
    assert all(shares)
    assert whole == sorted((one for share in shares for one in share), key=lambda one: one[0])


def test_a_file_that_nothing_read_is_read_when_there_is_a_format(
    index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is known of it because its bytes are the same."""
    (tmp_path / "a.eml").write_bytes((GOLDEN / "letter.eml").read_bytes())
    with monkeypatch.context() as earlier:
        earlier.setattr("searcher.corpus.records.told", lambda *_: None)
        assert {"unknown-format": 1} == index.ingest(tmp_path / "a.eml", workers=0).by_reason
    assert 1 == index.ingest(tmp_path / "a.eml", workers=0).added

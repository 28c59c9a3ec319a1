"""What warcio reads of crawls is read: every page, byte for byte."""

import io
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParserException
from warcio.warcwriter import WARCWriter

from crawls import page, zipped
from searcher.article import Article, Provenance, RawArticle
from searcher.corpus.records import IngestOptions, find_reader
from searcher.corpus.walk import roots
from searcher.corpus.workers.steps import steps
from searcher.readers import html
from searcher.readers.base import Record


def by_warcio(path: Path) -> Iterator[bytes]:
    """Give the bytes of each page, as far as warcio comes."""
    with path.open("rb") as stream:
        try:
            for one in ArchiveIterator(stream):
                media = one.content_type or ""
                if one.http_headers and one.rec_type == "response":
                    if one.http_headers.get_statuscode() != "200":
                        continue
                    media = one.http_headers.get_header("content-type") or ""
                elif one.rec_type != "resource":
                    continue
                body = one.content_stream().read()
                if media.startswith("text/html") and body.strip():
                    yield body
        except (ArchiveLoadFailed, StatusAndHeadersParserException):
            return


def by_us(path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[list[bytes], int]:
    """Give the same, unpacked by ourselves, and how many articles came of it."""
    found: list[bytes] = []
    records: list[Record] = []
    read = html.page

    def spy(
        data: bytes, where: Provenance, charset: str | None = None, *, found_at: str | None = None
    ) -> list[Record]:
        held = read(data, where, charset, found_at=found_at)
        found.append(data)
        records.extend(held)
        return held

    (root,) = roots([path])
    (file,) = root.files()
    with monkeypatch.context() as patch:
        patch.setattr(html, "page", spy)
        outcomes = [outcome for _, outcome in steps(file, find_reader(file), IngestOptions())]
    articles = sum(isinstance(outcome.record, Article) for outcome in outcomes)
    assert articles == sum(isinstance(record, RawArticle) for record in records)
    return found, articles


# warcio leaves its temporary files to the collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_what_warcio_writes_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also compressed, record by record."""
    pages = [page(f"Page {number}") for number in range(20)]
    for packed in (False, True):
        path = tmp_path / ("a.warc.gz" if packed else "a.warc")
        with path.open("wb") as stream:
            writer = WARCWriter(stream, gzip=packed)
            writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "x"}))
            for number, body in enumerate(pages):
                coded = zipped(body) if number % 2 else body
                fields = [("Content-Type", "text/html"), ("Content-Length", str(len(coded)))]
                fields += [("Content-Encoding", "gzip")] if number % 2 else []
                answer = StatusAndHeaders("200 OK", fields, protocol="HTTP/1.1")
                writer.write_record(
                    writer.create_warc_record(
                        f"https://ledger.example/{number}",
                        "response",
                        payload=io.BytesIO(coded),
                        http_headers=answer,
                    )
                )
        assert pages == [*by_warcio(path)]
        found, articles = by_us(path, monkeypatch)
        assert (pages, 20) == (found, articles)


@pytest.mark.corpora
def test_all_pages_of_the_samples_are_read(
    shared_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sixteen files, some broken: no page that warcio finds is missing, and each is an article."""
    with tarfile.open(shared_data / "formats" / "warc_samples.tar.xz") as archive:
        archive.extractall(tmp_path, filter="data")
    samples = sorted(p for p in tmp_path.rglob("*") if ".arc" in p.name or ".warc" in p.name)
    assert 16 == len(samples)
    total = 0
    for sample in samples:
        expected = [*by_warcio(sample)]
        found, articles = by_us(sample, monkeypatch)
        missing = [body for body in expected if body not in found]
        assert [] == missing, sample.name
        assert articles >= len(expected), sample.name
        total += articles
    assert 12 == total

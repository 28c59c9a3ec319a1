"""Crawls through the façade: what is counted, dated and taken for one article."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawls import SITE, WHEN, arc, http, page, record
from searcher import Index, Rejection, Skipped

TEXT = "The ferry left at noon with forty people and one piano on board, and came back with none."


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    """Make an empty index."""
    with Index.create(tmp_path / "index") as made:
        yield made


def dated(title: str, date: str) -> bytes:
    """Give a page that declares its date."""
    meta = f'<meta property="article:published_time" content="{date}"></head>'
    return page(title, TEXT).replace(b"</head>", meta.encode())


@pytest.mark.parametrize("packed", [False, True])
def test_every_record_of_a_crawl_is_counted(index: Index, tmp_path: Path, *, packed: bool) -> None:
    """Pages, what is no page, and what is damaged; members of gzip one by one."""
    parts = [
        record(b"software: x\r\n", kind="warcinfo"),
        record(b"GET / HTTP/1.1\r\n\r\n", kind="request"),
        record(http(page("One", TEXT)), url=f"{SITE}1"),
        record(http(b"", status="301 Moved"), url=f"{SITE}2"),
        b"garbage\r\n",
        record(http(page("Two", TEXT)), url=f"{SITE}3", length=7),
        record(http(page("Three", TEXT)), url=f"{SITE}4")[:-40],
    ]
    name = "crawl.warc.gz" if packed else "crawl.warc"
    path = tmp_path / name
    path.write_bytes(b"".join(gzip.compress(part) if packed else part for part in parts))
    problems: list[Rejection | Skipped] = []
    report = index.ingest(path, on_problem=problems.append)
    assert (7, 2, 3, 2) == (report.seen, report.added, report.skipped, report.rejected)
    assert {"warc": 7} == report.by_format
    assert [
        (1, "metadata"),
        (2, "request"),
        (4, "redirect"),
        (5, "bad-warc"),
        (7, "truncated"),
    ] == [(problem.where.record, problem.reason) for problem in problems]
    stream = b"".join(parts)
    for found in index.scan():
        where = found.provenance
        assert (name, "warc") == (where.file, where.reader)
        assert f"<h1>{found.title}</h1>".encode() in stream[where.start : where.end]
    assert 2 == index.ingest(path).unchanged


def test_a_crawl_that_is_cut_off_is_told_of_twice(index: Index, tmp_path: Path) -> None:
    """The compressed file ends, and so does a record in it; what came before is read."""
    packed = [gzip.compress(record(http(page(n, TEXT)), url=SITE + n)) for n in ("one", "two")]
    (tmp_path / "crawl.warc.gz").write_bytes(packed[0] + packed[1][:-200])
    problems: list[Rejection | Skipped] = []
    report = index.ingest(tmp_path / "crawl.warc.gz", on_problem=problems.append)
    assert (1, 2) == (report.added, report.rejected)
    assert {("truncated", "warc"), ("truncated", "gzip")} == {
        (problem.reason, problem.where.reader) for problem in problems
    }


def test_dates_are_held_against_the_capture(index: Index, tmp_path: Path) -> None:
    """`Mar 8, Fri` is in the year in which the page was fetched."""
    body = dated("One", "Mar 8, Fri")
    (tmp_path / "a.warc").write_bytes(record(http(body)))
    index.ingest(tmp_path / "a.warc")
    (found,) = index.scan()
    assert found.published
    assert "2024-03-08" == found.published.text
    assert (found.provenance.reference or "").startswith(WHEN[:10])


def test_days_and_months_of_one_page_tell_nothing_of_another(index: Index, tmp_path: Path) -> None:
    """They are of other sites."""
    british = dated("One", "25/02/2024")
    unclear = dated("Two", "03/02/2024")
    (tmp_path / "a.html").write_bytes(unclear)
    index.ingest(tmp_path / "a.html")
    (alone,) = index.scan()
    crawl = record(http(british), url=f"{SITE}1") + record(http(unclear), url=f"{SITE}2")
    with Index.create(tmp_path / "other") as other:
        (tmp_path / "a.warc").write_bytes(crawl)
        other.ingest(tmp_path / "a.warc")
        found = {one.title: one.published for one in other.scan()}
    assert found["One"]
    assert "2024-02-25" == found["One"].text
    assert alone.published
    assert found["Two"]
    assert (alone.published.text, alone.published.flags) == (
        found["Two"].text,
        found["Two"].flags,
    )


def test_the_latest_capture_of_an_address_stands(index: Index, tmp_path: Path) -> None:
    """In whatever order, from WARC and ARC."""
    late = record(http(page("Late", TEXT)), url=f"{SITE}a.html")
    early = arc(http(page("Early", TEXT)), url=f"{SITE}a.html")
    (tmp_path / "a.warc").write_bytes(late)
    (tmp_path / "b.arc").write_bytes(early)
    report = index.ingest([tmp_path / "a.warc", tmp_path / "b.arc"])
    assert ["Late"] == [one.title for one in index.scan()]
    assert 1 == report.superseded


@pytest.mark.parametrize("pages_first", [True, False])
def test_page_stands_instead_of_its_text(
    index: Index, tmp_path: Path, *, pages_first: bool
) -> None:
    """However long the text is that was made of it, and in whatever order they come."""
    lines = ["Ferry", "Menu", *[f"{TEXT} It was the {n}th time that it did." for n in range(9)]]
    block = "\n".join(lines).encode()
    text = record(block, kind="conversion", media="text/plain", url=f"{SITE}1")
    crawls = [record(http(page("Ferry", TEXT)), url=f"{SITE}1"), text]
    for number, data in enumerate(crawls if pages_first else reversed(crawls)):
        path = tmp_path / f"{number}.warc"
        path.write_bytes(data)
        index.ingest(path)
    (found,) = index.scan()
    assert found.body.startswith(TEXT)
    assert "th time that it did" not in found.body

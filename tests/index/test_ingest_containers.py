"""Archives through the façade: what is counted, what is unchanged, and where a record was found."""

import gzip
import json
import lzma
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from archives import tar, zipped
from searcher import Index, Rejection, Skipped

LONG = "The ferry left at noon with forty people and one piano on board, and came back with none. "


def line(**fields: object) -> bytes:
    """Make a JSON line."""
    return json.dumps({"text": LONG, **fields}).encode() + b"\n"


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    """Make an empty index."""
    with Index.create(tmp_path / "index") as made:
        yield made


def test_members_are_read_by_their_own_format(index: Index, tmp_path: Path) -> None:
    """Each member is detected alone, and its articles name the archive and the member."""
    files = [
        ("a/news.jsonl", line(title="One") + line(title="Two", text=LONG + "Twice.")),
        ("b/piano.txt", f"The piano\n\n{LONG}".encode()),
        ("LICENSE", b"All rights are yours.\n"),
        ("photo.jpg", b"\xff\xd8\xff\xe0" + bytes(100)),
        ("empty.txt", b""),
    ]
    (tmp_path / "set.tar.xz").write_bytes(lzma.compress(tar(files)))
    problems: list[Rejection | Skipped] = []
    report = index.ingest(tmp_path / "set.tar.xz", on_problem=problems.append)
    assert (6, 3, 3) == (report.seen, report.added, report.skipped)
    assert {"jsonl": 2, "text": 3, "-": 1} == report.by_format
    places = sorted((a.provenance.file, a.provenance.record) for a in index.scan())
    assert [
        ("set.tar.xz!a/news.jsonl", 1),
        ("set.tar.xz!a/news.jsonl", 2),
        ("set.tar.xz!b/piano.txt", 1),
    ] == places
    assert {
        ("set.tar.xz!LICENSE", "no-article"),
        ("set.tar.xz!photo.jpg", "binary"),
        ("set.tar.xz!empty.txt", "empty"),
    } == {(problem.where.file, problem.reason) for problem in problems}


def test_an_archive_gives_the_digest_of_its_folder(index: Index, tmp_path: Path) -> None:
    """Packing changes no article."""
    lines = line(title="One", date="2026-01-05") + line(title="Two", text=LONG + "Twice.")
    (tmp_path / "plain").mkdir()
    (tmp_path / "plain" / "news.jsonl").write_bytes(lines)
    (tmp_path / "news.zip").write_bytes(zipped([("news.jsonl", lines)]))
    (tmp_path / "news.jsonl.gz").write_bytes(gzip.compress(lines))
    digest = index.ingest(tmp_path / "plain").digest
    for name in ("news.zip", "news.jsonl.gz"):
        with Index.create(tmp_path / f"of-{name}") as other:
            assert digest == other.ingest(tmp_path / name).digest


def test_an_archive_is_unchanged_as_a_whole(index: Index, tmp_path: Path) -> None:
    """It is read again when its bytes change, and then only what is new is added."""
    file = tmp_path / "set.zip"
    file.write_bytes(zipped([("a.jsonl", line(title="One")), ("b.jsonl", b"{bad\n")]))
    index.ingest(file)
    again = index.ingest(file)
    assert (2, 1, 1) == (again.seen, again.unchanged, again.rejected)
    file.write_bytes(zipped([("a.jsonl", line(title="One")), ("c.jsonl", line(title="Two"))]))
    assert (1, 1) == ((changed := index.ingest(file)).unchanged, changed.added)


def test_each_member_settles_its_own_order_of_day_and_month(index: Index, tmp_path: Path) -> None:
    """`02/03/2024` beside `25/12/2023` is 2 March; in another member it is left open."""
    certain = line(title="One", date="25/12/2023") + line(title="Two", date="02/03/2024")
    unsure = line(title="Three", date="02/03/2024", text=LONG + "Alone.")
    data = zipped([("a.jsonl", certain), ("b.jsonl", unsure)])
    (tmp_path / "a.zip").write_bytes(data)
    index.ingest(tmp_path / "a.zip")
    dates = {a.title: a.published.text for a in index.scan() if a.published}
    assert {"One": "2023-12-25", "Two": "2024-03-02", "Three": "2024"} == dates


def test_each_member_settles_its_own_century(index: Index, tmp_path: Path) -> None:
    """By years that stand before or behind the two digits; alone these stay undated."""
    told = line(title="One", date="14-Feb-18", text=LONG + "A.")
    told += line(title="Two", date="December 31, 2017") + line(title="Three", date="March 31, 2015")
    alone = line(title="Four", date="14-Feb-18", text=LONG + "Alone.")
    (tmp_path / "a.zip").write_bytes(zipped([("a.jsonl", told), ("b.jsonl", alone)]))
    index.ingest(tmp_path / "a.zip")
    dates = {
        a.title: (a.published.text, a.published.confidence) for a in index.scan() if a.published
    }
    assert ("2018-02-14", "low") == dates["One"]
    assert None is dates["Four"][1]


def test_the_time_of_a_member_is_a_reference_when_asked_for(index: Index, tmp_path: Path) -> None:
    """`--reference-date file` takes what the archive states: 4 March 2021 here."""
    (tmp_path / "a.zip").write_bytes(zipped([("a.jsonl", line(title="One", date="Mar 2, Tue"))]))
    index.ingest(tmp_path / "a.zip", reference_date="file")
    (article,) = index.scan()
    assert article.published is not None
    assert "2021-03-02" == article.published.text


def test_what_came_before_a_break_is_kept(index: Index, tmp_path: Path) -> None:
    """A download that stopped half-way: its records, and one rejection that says where."""
    lines = b"".join(line(title=f"N{n}", url=f"https://quay.example/{n}") for n in range(500))
    data = gzip.compress(lines)
    (tmp_path / "news.jsonl.gz").write_bytes(data[:-200])
    problems: list[Rejection | Skipped] = []
    report = index.ingest(tmp_path / "news.jsonl.gz", on_problem=problems.append)
    assert 250 < report.articles < 500
    assert {"bad-json": 1, "truncated": 1} == report.by_reason
    assert f"at byte {len(data) - 200:,}" in problems[-1].detail


def test_the_cap_is_an_option(index: Index, tmp_path: Path) -> None:
    """What exceeds `max_unpacked` is rejected; with a larger one the file is read again."""
    lines = b"".join(line(title=f"N{n}", url=f"https://quay.example/{n}") for n in range(4000))
    file = tmp_path / "news.jsonl.xz"
    file.write_bytes(lzma.compress(lines))
    os.utime(file, (1e9, 1e9))
    first = index.ingest(file, max_unpacked=60_000)
    assert (1, True) == (first.by_reason["too-large"], first.articles < 4000)
    assert 4000 == index.ingest(file).articles


def test_standard_input_may_be_compressed(
    index: Index, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """`curl … | searcher ingest -` needs no `zcat`."""
    path = tmp_path / "input"
    path.write_bytes(gzip.compress(line(title="One")))
    with path.open("rb") as stream:
        monkeypatch.setattr("sys.stdin", type("Stdin", (), {"buffer": stream}))
        assert 1 == index.ingest("-").added

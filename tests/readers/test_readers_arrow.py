"""Parquet and Arrow: columns become records; damaged, hostile and missing things are named."""

import builtins
import datetime as dt
import io
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from searcher import export
from searcher.article import Article, RawArticle, RawTopic, Rejection, Skipped
from searcher.index import Index
from searcher.readers import arrow, detect
from searcher.readers.base import ReadOptions, Record, Source, Unread
from searcher.readers.records.fields import Fields
from searcher.testing import haystack

ROWS = [
    {"title": f"Title {n}", "body": f"Text number {n}.", "date": f"2026-01-{n % 28 + 1:02}"}
    for n in range(10)
]
Write = Callable[..., bytes]


def parquet(table: pa.Table, **options: Any) -> bytes:
    """Write a table as Parquet."""
    out = io.BytesIO()
    pq.write_table(table, out, **options)
    return out.getvalue()


def ipc(table: pa.Table, *, stream: bool = False, size: int | None = None, **options: Any) -> bytes:
    """Write a table as Arrow's file or stream."""
    out = io.BytesIO()
    new = pa.ipc.new_stream if stream else pa.ipc.new_file
    with new(out, table.schema, options=pa.ipc.IpcWriteOptions(**options)) as writer:
        writer.write_table(table, size)
    return out.getvalue()


def streamed(table: pa.Table, **options: Any) -> bytes:
    """Write a table as Arrow's stream."""
    return ipc(table, stream=True, **options)


def read(data: bytes, fields: dict[str, str] | None = None, *, file: str = "f") -> list[Record]:
    """Read what is told by its bytes."""
    reader = detect(file, data)
    assert reader is not None
    return list(reader.records(Source(file, lambda: io.BytesIO(data)), ReadOptions(fields or {})))


def _records(found: Iterable[Record | Unread]) -> list[Record]:
    """Give records that are read; none here has parts."""
    return [one for one in found if not isinstance(one, Unread)]


def titles(records: list[Record]) -> list[str | None]:
    """Give titles of articles and reasons of the others."""
    return [r.title if isinstance(r, RawArticle) else r.reason for r in records]


WRITERS = pytest.mark.parametrize("write", [parquet, ipc, streamed])
ALL = [f"Title {n}" for n in range(10)]


@WRITERS
def test_rows_are_records(write: Write) -> None:
    """Numbered from 1, with a digest each, whatever the file is called."""
    data = write(pa.Table.from_pylist(ROWS))
    records = read(data)
    assert titles(records) == ALL
    places = [r.provenance for r in records if isinstance(r, RawArticle)]
    assert [*range(1, 11)] == [place.record for place in places]
    assert 10 == len({place.digest for place in places})
    assert {detect(name, data) for name in ("a.txt", "a.bin", "a.parquet")} == {detect("a", data)}


@WRITERS
def test_values_of_all_types(write: Write) -> None:
    """Clocks keep their zone or the lack of one; lists, structs and dictionaries are values."""
    moment = dt.datetime(2026, 1, 30, 8, 0, 0)  # noqa: DTZ001 - naive is the point
    table = pa.table(
        {
            "title": pa.array(["A"]).dictionary_encode(),
            "body": pa.array([b"Bytes \xff."], pa.binary()),
            "published": pa.array([moment], pa.timestamp("ns")),
            "modified": pa.array([moment], pa.timestamp("ms", "Europe/Berlin")),
            "crawled_at": pa.array([moment.date()], pa.date32()),
            "authors": [[{"name": "Ann Lee"}, {"name": "Bo Ray"}]],
            "section": pa.array([["World", None, "Ferries"]], pa.list_(pa.large_string())),
            "source": pa.array([{"name": "Harbour Ledger"}]),
            "keywords": pa.array([[("a", "b")]], pa.map_(pa.string(), pa.string())),
            "price": pa.array([1.5]),
            "embedding": [[0.5] * 3],
        }
    )
    (found,) = read(write(table))
    assert isinstance(found, RawArticle)
    assert ("A", "Bytes \ufffd.", ("Ann Lee", "Bo Ray"), "Harbour Ledger") == (
        found.title, found.body, found.authors, found.source
    )  # fmt: skip
    assert ["2026-01-30T08:00:00"] == [date.text for date in found.dates]
    assert ("2026-01-30T09:00:00+01:00", "2026-01-30") == (found.stamp, found.captured)
    assert [("World", "section"), ("Ferries", "section")] == [
        (topic.text, topic.origin) for topic in found.topics if isinstance(topic, RawTopic)
    ]


@WRITERS
def test_values_that_are_none_cost_themselves(write: Write) -> None:
    """A year 50000 and a zone that nobody knows are no dates; the article stays."""
    table = pa.table(
        {
            "title": ["A", "B"],
            "date": pa.array([1_500_000_000_000, 0], pa.timestamp("s")),
            "modified": pa.array([0, 1], pa.timestamp("s", "Nowhere/Atall")),
        }
    )
    first, second = read(write(table))
    assert isinstance(first, RawArticle)
    assert isinstance(second, RawArticle)
    assert ((), ["1970-01-01T00:00:00"]) == (first.dates, [date.text for date in second.dates])


@WRITERS
def test_columns_are_mapped(write: Write) -> None:
    """`--map` names a column, or a path into one; others of its names are not read."""
    table = pa.table({"kop": ["A"], "inner": [{"tekst": "Text", "n": 1}], "title": ["no"]})
    (found,) = read(write(table), {"title": "kop", "text": "inner.tekst"})
    assert isinstance(found, RawArticle)
    assert ("A", "Text") == (found.title, found.body)


@WRITERS
def test_tables_without_text_are_skipped_once(write: Write) -> None:
    """The columns are named; an empty table and a row of nothing are told from it."""
    (none,) = read(write(pa.table({"user": ["x"] * 9, "n": [1] * 9})))
    assert isinstance(none, Skipped)
    assert ("no-text", True) == (none.reason, "user, n" in none.detail)
    assert ["empty"] == titles(read(write(pa.table({"title": pa.array([], pa.string())}))))
    assert ["no-text", "A"] == titles(read(write(pa.table({"title": [None, "A"], "n": [1, 2]}))))


def test_columns_of_one_name_are_one() -> None:
    """The first that has a value."""
    table = pa.table([["A", None], ["X", "B"]], names=["title", "title"])
    for write in (ipc, streamed):
        assert ["A", "B"] == titles(read(write(table)))


def test_a_column_that_says_nothing_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a broken column no byte is looked at."""
    table = pa.table({"title": ["A"] * 500, "embedding": [[float(n)] * 50 for n in range(500)]})
    data = parquet(table, compression="snappy", use_dictionary=False)
    about = pq.ParquetFile(io.BytesIO(data)).metadata.row_group(0).column(1)
    start = about.data_page_offset
    broken = data[:start] + b"\xff" * about.total_compressed_size
    broken += data[len(broken) :]
    assert ["A"] * 500 == titles(read(broken))
    monkeypatch.setattr(Fields, "uses", lambda *_: True)
    assert ["bad-parquet"] == titles(read(broken))


# Damage


def test_a_broken_row_group_costs_itself() -> None:
    """The others are read, and records keep their numbers."""
    data = parquet(pa.Table.from_pylist(ROWS), row_group_size=2, compression="zstd")
    about = pq.ParquetFile(io.BytesIO(data)).metadata.row_group(2).column(0)
    start = about.dictionary_page_offset or about.data_page_offset
    broken = data[:start] + b"\xff" * about.total_compressed_size
    records = read(broken + data[len(broken) :])
    assert [*ALL[:4], "bad-parquet", *ALL[6:]] == titles(records)
    rejection, after = records[4], records[5]
    assert isinstance(rejection, Rejection)
    assert isinstance(after, RawArticle)
    assert (5, 7) == (rejection.where.record, after.provenance.record)
    assert "row group 3 of 5: " in rejection.detail


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_cut_off_files(share: float) -> None:
    """Parquet keeps its table of contents at the end; Arrow gives what came before."""
    table = pa.Table.from_pylist(ROWS)
    data = parquet(table)
    assert ["bad-parquet"] == titles(read(data[: int(len(data) * share)]))
    for write in (ipc, streamed):
        data = write(table, size=1)
        *before, last = titles(read(data[: int(len(data) * share)]))
        assert before == ALL[: len(before)]
        assert "bad-arrow" == last


@pytest.mark.parametrize(
    ("data", "file", "reason"),
    [
        (b"", "a.parquet", "empty"),
        (b"", "a.feather", "empty"),
        (b"PAR1", "a", "bad-parquet"),
        (b"PAR1" + b"\0" * 100 + b"PAR1", "a", "bad-parquet"),
        (b"PAR1" + b"\xff" * 100 + b"\xff\xff\xff\x7fPAR1", "a", "bad-parquet"),
        (b"PARE" + b"\0" * 100 + b"\x10\0\0\0PARE", "a", "encrypted"),
        (b"title,text\nA,B\n", "a.parquet", "bad-parquet"),
        (b"ARROW1\0\0" + b"\xff" * 100, "a", "bad-arrow"),
        (b"FEA1" + b"\0" * 100 + b"FEA1", "a.feather", "bad-arrow"),
        (b"\xff\xff\xff\xff\x10\0\0\0" + b"\xff" * 100, "a", "bad-arrow"),
    ],
)
def test_what_is_none_is_rejected(data: bytes, file: str, reason: str) -> None:
    """By name or by magic bytes."""
    assert [reason] == titles(read(data, file=file))


@WRITERS
@pytest.mark.parametrize("seed", range(3))
def test_changed_bytes_break_nothing(write: Write, seed: int) -> None:
    """Whatever is changed in a file: records, or reasons why there are none."""
    rng = random.Random(seed)
    table = pa.Table.from_pylist(ROWS)
    good = write(table, compression="zstd")
    for _ in range(150):
        data = bytearray(good)
        for _ in range(rng.randrange(1, 5)):
            data[rng.randrange(8, len(data))] = rng.choice([0, 1, 0x7F, 0x80, 0xFF])
        for record in read(bytes(data), file="a.parquet"):
            assert isinstance(record, RawArticle | Skipped | Rejection)


def test_repeated_text_is_broken_off() -> None:
    """A dictionary of one long text is small, and a million rows of it are not."""
    text = pa.DictionaryArray.from_arrays(
        pa.array([0] * 40_000, pa.int32()), pa.array(["x" * 10_000])
    )
    writers: list[Write] = [parquet, ipc]
    for write in writers:
        records = read(write(pa.table({"title": text}), compression="zstd"))
        assert isinstance(records[-1], Rejection)
        assert "bomb" == records[-1].reason
        assert len(records) < 10_000


def test_rows_of_nothing_are_broken_off() -> None:
    """Millions of them need a few bytes only."""
    data = parquet(pa.table({"title": pa.nulls(3_000_000, pa.string())}))
    records = read(data)
    assert isinstance(records[-1], Rejection)
    assert ("bomb", True) == (records[-1].reason, len(records) < 30_000)


def test_more_memory_than_there_is_costs_its_file(tmp_path: Path) -> None:
    """Where a size is declared that no process may have; others are read."""
    data = ipc(pa.table({"title": ["A" * 5_000]}), compression="zstd")
    at = data.index(b"\x28\xb5\x2f\xfd") - 8
    (tmp_path / "a.arrow").write_bytes(data[:at] + (1 << 40).to_bytes(8, "little") + data[at + 8 :])
    (tmp_path / "b.parquet").write_bytes(parquet(pa.Table.from_pylist(ROWS)))
    with Index.create(tmp_path / "index") as index:
        report = index.ingest([tmp_path / "a.arrow", tmp_path / "b.parquet"], workers=1)
    assert (10, {"too-much-memory": 1}) == (report.added, dict(report.by_reason))


def test_no_more_is_read_than_there_is() -> None:
    """Whatever sizes are declared."""
    asked: list[int] = []

    class Noting(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            asked.append(size or 0)
            return super().read(size)

    data = b"\xff\xff\xff\xff\xf8\xff\xff\x00" + b"\0" * 64
    source = Source("f", lambda: Noting(data))
    assert ["bad-arrow"] == titles(_records(arrow.read_arrow(source, ReadOptions())))
    assert max(asked) <= len(data)


def test_the_systems_own_errors_are_raised() -> None:
    """They are no fault of the file."""

    class Failing(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:  # noqa: ARG002
            raise OSError(5, "Input/output error")

    source = Source("f", lambda: Failing(b"PAR1" * 99))
    with pytest.raises(OSError, match="Input/output"):
        list(arrow.read_parquet(source, ReadOptions()))


def test_what_cannot_be_sought_in_is_kept_meanwhile() -> None:
    """As members of compressed archives."""

    class Stream(io.BytesIO):
        def seekable(self) -> bool:
            return False

    data = parquet(pa.Table.from_pylist(ROWS))
    assert (
        titles(_records(arrow.read_parquet(Source("f", lambda: Stream(data)), ReadOptions())))
        == ALL
    )


# Without pyarrow


def test_without_pyarrow_the_cure_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a rejection, be it absent or broken."""
    data = parquet(pa.Table.from_pylist(ROWS))
    real = builtins.__import__

    def broken(name: str, *rest: Any) -> Any:
        if name.startswith("pyarrow"):
            raise ImportError("no lib")
        return real(name, *rest)

    with monkeypatch.context() as patched:
        patched.setattr(builtins, "__import__", broken)
        (record,) = read(data)
    assert isinstance(record, Rejection)
    assert ("missing-package", True) == (record.reason, "'searcher[parquet]'" in record.detail)
    monkeypatch.setattr(arrow, "find_spec", lambda _: None)
    (record,) = read(data)
    assert isinstance(record, Rejection)
    assert ("missing-package", True) == (record.reason, "'searcher[parquet]'" in record.detail)


def test_files_are_read_again_where_pyarrow_was_added() -> None:
    """The version of the reader says whether it could read."""
    code = "import sys; sys.modules['pyarrow'] = None; from searcher.readers.arrow import VERSION"
    absent = subprocess.run(
        [sys.executable, "-c", f"{code}; print(VERSION)"], check=True, capture_output=True
    )
    assert int(absent.stdout) < arrow.VERSION


def test_pyarrow_is_imported_for_its_files_only() -> None:
    """Neither for telling formats nor by their table."""
    code = "import sys, searcher.readers; assert 'pyarrow' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


# Through an ingest


def essence(article: Article) -> tuple[object, ...]:
    """Give what must come back."""
    published = article.published
    return (
        *(article.title, article.summary, article.body, article.url, article.source, article.kind),
        published.date if published else None,
        # Whom nobody knows for an agency comes back as a person.
        frozenset(a.key for a in article.authors if a.role == "person" and a.key != "northwire"),
    )


@pytest.mark.parametrize("format_", ["parquet", "arrow"])
@pytest.mark.parametrize("workers", [0, 1])
def test_what_was_exported_is_ingested(tmp_path: Path, format_: str, workers: int) -> None:
    """Titles, texts, authors, dates and topics come back; in a zip as well."""
    with Index.create(tmp_path / "one") as index:
        writer = index._engine.writer()
        for article in haystack():
            writer.add(article)
        writer.commit()
        writer.close()
    file = tmp_path / f"all.{format_}"
    export(tmp_path / "one", "", file, format=format_)
    with zipfile.ZipFile(tmp_path / "b.zip", "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.write(file, file.name)
    for source in (file, tmp_path / "b.zip"):
        with Index.create(tmp_path / f"two-{source.name}") as again:
            report = again.ingest(source, workers=workers)
            assert (0, {format_: len(haystack())}) == (report.rejected, dict(report.by_format))
            hits = again.search("", limit=999).hits
        found = {essence(hit.article) for hit in hits}
        written = {essence(article) for article in haystack()}
        assert written == found

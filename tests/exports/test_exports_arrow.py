"""Parquet and Arrow: types, groups, and the programs that read them."""

import io
from pathlib import Path
from typing import Any

import orjson
import pytest

from searcher.exports.formats import format_named
from sinks import golden, hostile_rows, made, plain_rows

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")
ALL = "+provenance,+published,+raw,+story"


def _read(name: str, data: bytes) -> Any:
    if name == "parquet":
        return pq.read_table(io.BytesIO(data))
    return pa.ipc.open_file(io.BytesIO(data)).read_all()


@pytest.mark.parametrize("name", ["parquet", "arrow"])
def test_golden(name: str, tmp_path: Path) -> None:
    """Types and values are as committed."""
    table = _read(name, made(name, plain_rows(), tmp_path, fields=ALL).data)
    schema = [f"{field.name}: {field.type}".replace("element", "item") for field in table.schema]
    lines = [*schema, *(orjson.dumps(row).decode() for row in table.to_pylist())]
    text = "".join(f"{line}\n" for line in lines).encode()
    assert golden("arrow.txt", text) == text


@pytest.mark.parametrize("name", ["parquet", "arrow"])
def test_hostile_text_comes_back_as_it_is(name: str, tmp_path: Path) -> None:
    """Nothing needs to be replaced, not even NUL."""
    rows = hostile_rows()
    found = made(name, rows, tmp_path, fields="id,title,authors,raw_title,file")
    expected = [
        {
            "id": row["id"],
            "title": row["title"],
            "authors": [author["name"] for author in row["authors"]],
            "raw_title": row["raw"]["title"],
            "file": row["provenance"]["file"],
        }
        for row in rows
    ]
    assert expected == _read(name, found.data).to_pylist()
    assert 0 == found.sink.replaced


@pytest.mark.parametrize("name", ["parquet", "arrow"])
def test_groups_are_bounded_by_rows_and_by_text(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that memory is: whatever the number of rows, a group alone is held."""
    rows = plain_rows() * 3
    monkeypatch.setattr("searcher.exports.arrow.GROUP_ROWS", 10)
    assert [10] * 7 + [2] == _groups(name, made(name, rows, tmp_path).data)
    monkeypatch.setattr("searcher.exports.arrow.GROUP_ROWS", 10_000)
    monkeypatch.setattr("searcher.exports.arrow.GROUP_TEXT", 2000)
    by_text = _groups(name, made(name, rows, tmp_path, slices=[5]).data)
    assert len(by_text) > 5
    assert len(rows) == sum(by_text)


def _groups(name: str, data: bytes) -> list[int]:
    if name == "parquet":
        meta = pq.ParquetFile(io.BytesIO(data)).metadata
        return [meta.row_group(n).num_rows for n in range(meta.num_row_groups)]
    file = pa.ipc.open_file(io.BytesIO(data))
    return [file.get_batch(n).num_rows for n in range(file.num_record_batches)]


def test_no_more_is_kept_than_a_group(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the sink holds between writes is less than a group, and not the rows themselves."""
    monkeypatch.setattr("searcher.exports.arrow.GROUP_ROWS", 10)
    sink: Any = made("parquet", plain_rows(), tmp_path).sink
    assert [0] * len(sink.columns) == [len(kept) for kept in sink._kept]


@pytest.mark.parametrize("name", ["parquet", "arrow"])
def test_no_rows_have_types_too(name: str, tmp_path: Path) -> None:
    """An empty file can be joined with a full one."""
    rows = plain_rows()
    empty, full = (_read(name, made(name, some, tmp_path).data) for some in ([], rows))
    assert 0 == empty.num_rows
    assert full.schema == empty.schema
    assert len(rows) == pa.concat_tables([empty, full]).num_rows


class _Full(io.RawIOBase):
    """A disk that is full."""

    def writable(self) -> bool:
        return True

    def write(self, _data: object) -> int:
        raise OSError(28, "No space left on device")


@pytest.mark.parametrize("name", ["parquet", "arrow"])
def test_what_the_system_refuses_is_said_as_it_is(name: str) -> None:
    """The error of the stream comes out, so that it can be explained."""
    kind: Any = format_named(name).load()
    with pytest.raises(OSError, match="No space left"):
        kind(_Full(), ()).close()


@pytest.mark.parametrize("name", ["parquet", "arrow"])
def test_pandas_opens_it(name: str, tmp_path: Path) -> None:
    """With numbers as numbers, lists as lists, and text as text."""
    pd = pytest.importorskip("pandas")
    data = io.BytesIO(made(name, plain_rows(), tmp_path).data)
    frame = pd.read_parquet(data) if name == "parquet" else pd.read_feather(data)
    assert 24 == len(frame)
    assert ["Mara Lindqvist", "Jon Roe"] == list(frame["authors"][3])
    assert [row["words"] for row in plain_rows()] == list(frame["words"])
    assert "2026-01" == frame["date"][2]


def test_duckdb_opens_parquet(tmp_path: Path) -> None:
    """A query over the file, with lists unnested."""
    duckdb = pytest.importorskip("duckdb")
    path = tmp_path / "hits.parquet"
    path.write_bytes(made("parquet", plain_rows(), tmp_path).data)
    found = duckdb.execute(
        "select author, count(*) from (select unnest(authors) as author from read_parquet(?))"
        " group by 1 order by 2 desc, 1 limit 2",
        [str(path)],
    ).fetchall()
    assert [("Mara Lindqvist", 4), ("Ada Smith", 2)] == found

"""Every format has an input beside what it must become."""

import dataclasses
import io
import json
from pathlib import Path

import pytest

from searcher.article import RawArticle
from searcher.readers import READERS, detect
from searcher.readers.base import ReadOptions, Source

GOLDEN = Path(__file__).parent / "golden"
INPUTS = sorted(
    path.name for path in GOLDEN.iterdir() if path.suffixes[-2:] != [".expected", ".json"]
)


@pytest.mark.parametrize("name", INPUTS)
def test_input_becomes_the_expected_records(name: str) -> None:
    """Format and records are those of the file beside the input, provenance included."""
    data = (GOLDEN / name).read_bytes()
    expected = json.loads((GOLDEN / f"{name}.expected.json").read_text(encoding="utf-8"))
    reader = detect(name, data)
    assert reader is not None
    records = reader.records(Source(name, lambda: io.BytesIO(data)), ReadOptions())
    actual = [{"type": type(r).__name__, **dataclasses.asdict(r)} for r in records]
    assert expected == {"reader": reader.name, "records": json.loads(json.dumps(actual))}


def test_every_reader_has_a_golden() -> None:
    """No format is without an example."""
    shown = {
        json.loads((GOLDEN / f"{name}.expected.json").read_text(encoding="utf-8"))["reader"]
        for name in INPUTS
    }
    assert {reader.name for reader in READERS} == shown


@pytest.mark.parametrize("name", ["dump.txt", "lines.jsonl"])
def test_byte_ranges_slice_the_file_to_the_record(name: str) -> None:
    """The bytes from start to end hold the record's own text, and no other record's title."""
    data = (GOLDEN / name).read_bytes()
    reader = detect(name, data)
    assert reader is not None
    records = [
        record
        for record in reader.records(Source(name, lambda: io.BytesIO(data)), ReadOptions())
        if isinstance(record, RawArticle)
    ]
    assert len(records) > 1
    for record in records:
        where = record.provenance
        own = data[where.start : where.end].decode()
        titles = [other.title or "-" for other in records if other is not record]
        assert (record.title or "-") in own
        assert not [title for title in titles if title in own]


def test_ranges_of_a_dump_begin_and_end_with_the_text() -> None:
    """A main article runs from its title to its last paragraph, a card to its summary."""
    data = (GOLDEN / "dump.txt").read_bytes()
    reader = detect("dump.txt", data)
    assert reader is not None
    records = list(reader.records(Source("dump.txt", lambda: io.BytesIO(data)), ReadOptions()))
    assert len(records) > 1
    for record in records:
        assert isinstance(record, RawArticle)
        own = data[record.provenance.start : record.provenance.end].decode()
        assert own.startswith(record.title or "-")
        assert own.endswith(record.body or record.summary or "-")

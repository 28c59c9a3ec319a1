"""The page dump that the project starts from becomes its one article and five cards."""

import io
import json
from pathlib import Path

import pytest

from searcher.article import RawArticle
from searcher.readers import detect
from searcher.readers.base import ReadOptions, Source


@pytest.mark.corpora
def test_seed_becomes_the_expected_records(shared_data: Path) -> None:
    """Titles, summaries, authors and dates as found, and the body without any chrome."""
    (seed,) = (shared_data / "seeds").glob("000_*.txt")
    expected = json.loads((shared_data / "expected" / "seed.json").read_text(encoding="utf-8"))
    data = seed.read_bytes()
    reader = detect(seed.name, data[: 64 << 10])
    assert reader is not None
    assert "page-dump" == reader.name
    records = list(reader.read(Source(seed.name, lambda: io.BytesIO(data)), ReadOptions()))
    assert len(expected["articles"]) == len(records)
    for known, record in zip(expected["articles"], records, strict=True):
        assert isinstance(record, RawArticle)
        assert (known["kind"], known["title"], known["source"]) == (
            record.kind,
            record.title,
            record.source,
        )
        where = record.provenance
        assert data[where.start : where.end].decode().startswith(known["title"])
        if record.kind == "teaser":
            assert known["summary"] == record.summary
            assert known["authors"] == list(record.authors)
            assert [known["raw_date"]] == [date.text for date in record.dates]
        else:
            body = record.body or ""
            # No person signs; the normaliser lets the outlet stand as the author.
            assert ((), ()) == (record.authors, record.dates)
            assert body.startswith(known["body_starts"])
            assert body.endswith(known["body_ends"])
            assert known["body_characters"] == len(body)
            assert not [text for text in known["not_in_body"] if text in body]

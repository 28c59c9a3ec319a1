"""A file is cut at the lines of its format, wherever blocks end; damage costs its document."""

import io
import re
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exported import records
from searcher.article import RawArticle
from searcher.readers import detect, parts
from searcher.readers.base import Source

GOLDEN = Path(__file__).parent / "golden"
FILES = ["nexis.txt", "nexis-uni.txt", "factiva.txt", "proquest.txt", "references.ris"]
FILES += ["reuters.sgm", "collection.sgml", "letters.mbox"]
LINES = re.compile(rb"^(?:B\d|(?P<end>E\d)\r?(?:\n|\Z))", re.MULTILINE)


@given(st.lists(st.sampled_from([b"B1\n", b"E1\n", b"a\n", b" \r\n", b"aB1 E1\n", b"E2"])))
@settings(max_examples=200)
def test_where_blocks_end_makes_no_difference(lines: list[bytes]) -> None:
    """Parts are the same for any size of blocks, follow each other, and leave out blanks alone."""
    data = b"".join(lines)

    def cut(size: int) -> list[parts.Part]:
        with mock.patch.object(parts, "_BLOCK", size):
            return list(parts.parts(Source("f", lambda: io.BytesIO(data)), LINES))

    expected = cut(1 << 20)
    assert [expected] * 3 == [cut(size) for size in (1, 2, 7)]
    left = data
    for part in reversed(expected):
        assert part.start is not None
        assert part.data == data[part.start : part.start + part.size]
        left = left[: part.start] + left[part.start + part.size :]
    assert b"" == left.strip()


def test_a_part_that_is_too_large_is_known_by_its_bytes() -> None:
    """Its size and digest are those of all its bytes, of which few are held."""
    data = b"B1\na\n" + b"B2\n" + b"b\n" * 3000 + b"B3\nc\n"
    with mock.patch.multiple(parts, MAX_LINE_BYTES=500, _BLOCK=64):
        first, large, last = parts.parts(Source("f", lambda: io.BytesIO(data)), LINES)
    assert (b"B1\na", None, b"B3\nc") == (first.data, large.data, last.data)
    assert (5, 6003, 6008) == (large.start, large.size, last.start)


@pytest.mark.parametrize("name", FILES)
@given(draw=st.data())
@settings(max_examples=40, deadline=None)
def test_damage_costs_its_own_document(name: str, draw: st.DataObject) -> None:
    """Nothing raises, and a document is lost only by a byte of it or of what parts it."""
    data = (GOLDEN / name).read_bytes()
    place = draw.draw(st.integers(0, len(data) - 1))
    byte = draw.draw(st.integers(0, 255))
    damaged = data[:place] + bytes([byte]) + data[place + 1 :]
    reader = detect(name, data)
    assert reader is not None
    with mock.patch("exported.detect", return_value=reader):
        found = {_digest(one) for one in records(damaged, name)}
        for one in records(data, name):
            where = one.provenance if isinstance(one, RawArticle) else one.where
            # A line before and behind may be what parts it from its neighbours.
            near = range((where.start or 0) - 100, (where.end or 0) + 100)
            assert place in near or _digest(one) in found


def _digest(record: object) -> str:
    where = record.provenance if isinstance(record, RawArticle) else record.where  # type: ignore[attr-defined]
    return str(where.digest)

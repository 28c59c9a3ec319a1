"""JSON lines are read one by one, and a bad one costs itself only."""

import hashlib
import io
import json
import tracemalloc
from collections.abc import Callable, Sequence
from typing import BinaryIO, cast

import pytest

from searcher.article import RawArticle, Rejection
from searcher.readers import jsonl
from searcher.readers.base import MAX_LINE_BYTES, Passed, ReadOptions, Record, Source, Unread

pytest_plugins = ("reader_fixtures",)

Read = Callable[..., list[Record]]


def reasons(records: Sequence[Record | Unread | Passed]) -> list[str]:
    """Give titles of articles and reasons of the others."""
    kept = [r for r in records if not isinstance(r, Unread | Passed)]
    assert len(kept) == len(records)
    return [r.title or "" if isinstance(r, RawArticle) else r.reason for r in kept]


def test_bad_lines_cost_themselves_only(read: Read) -> None:
    """Each line is an article or a rejection with its number, bytes and digest."""
    lines = [b'{"title": "A"}', b'{"title": ', b"[1]", b"", b"null", b'{"title": "B"}']
    data = b"\n".join(lines)
    records = read(jsonl, data)
    assert ["A", "bad-json", "not-an-object", "not-an-object", "B"] == reasons(records)
    places = [r.provenance if isinstance(r, RawArticle) else r.where for r in records]
    assert [1, 2, 3, 5, 6] == [place.record for place in places]
    assert [lines[place.record - 1] for place in places] == [data[p.start : p.end] for p in places]
    assert hashlib.sha256(lines[1]).hexdigest() == places[1].digest
    assert isinstance(records[1], Rejection)
    assert "line 2" in records[1].detail


def test_lines_that_nobody_wants_are_passed_by() -> None:
    """They are counted and not parsed; the others are found first and read later."""
    data = b'{"title": "A"}\n{broken\n\n{"title": "B"}\n{"title": "C"}\n[1]\n{"title": "D"}\n'
    source = Source("f", lambda: io.BytesIO(data), wanted=lambda number: number in {2, 4})
    first, found, second, bad = jsonl.read(source, ReadOptions())
    assert (Passed(2), Passed(1)) == (first, second)
    assert isinstance(found, Unread)
    assert isinstance(bad, Unread)
    assert ["B", "not-an-object"] == reasons([*found.read(), *bad.read()])
    assert (4, True) == (found.where.record, found.quick)


@pytest.mark.parametrize(
    ("line", "title"),
    [
        (b'\xef\xbb\xbf{"title": "A"}', "A"),
        (b'{"title": "A", "n": NaN, "m": Infinity}', "A"),
        (b'{"title": "A\\ud800B"}', "A\ufffdB"),
        (b'{"title": "A", "n": 123456789012345678901234567890}', "A"),
        (b'{"title": "Caf\xe9"}', "Café"),
        (b'{"title": "A\tB"}', "A\tB"),
        (b'{"title": "A", "title": "B"}', "B"),
        (b' \t{"title": "A"}\r', "A"),
    ],
)
def test_what_orjson_refuses_is_read(read: Read, line: bytes, title: str) -> None:
    """BOM, NaN, lone surrogates, big numbers, foreign bytes, control characters, repeated keys."""
    assert [title, "Next"] == reasons(read(jsonl, line + b'\n{"title": "Next"}\n'))


@pytest.mark.parametrize(
    "line",
    [
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"title": "T", "n": ' + b"9" * 5000 + b", x}",
        b"\x00\xff",
    ],
)
def test_hostile_lines_are_rejected(read: Read, line: bytes) -> None:
    """Nesting and numbers beyond Python's limits end in a rejection."""
    assert ["bad-json", "Next"] == reasons(read(jsonl, line + b'\n{"title": "Next"}'))


def test_cut_off_last_line_is_rejected(read: Read) -> None:
    """A download that broke off is told, not lost."""
    *_, last = read(jsonl, b'{"title": "A"}\n{"title": "B", "bo')
    assert isinstance(last, Rejection)
    assert "the file ends in this line" in last.detail


class _Long(io.RawIOBase):
    """A stream of one endless line, then a record, that was never held in memory."""

    def __init__(self, size: int) -> None:
        self._left = size
        self._end = b'\n{"title": "After"}\n'

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        count = min(len(buffer), self._left)
        if count:
            buffer[:count] = b"x" * count
            self._left -= count
        else:
            count = min(len(buffer), len(self._end))
            buffer[:count] = self._end[:count]
            self._end = self._end[count:]
        return count


def test_overlong_line_is_skipped_in_bounded_memory() -> None:
    """The line is rejected with its size, and the next is read."""
    size = 3 * MAX_LINE_BYTES
    source = Source("f", lambda: cast(BinaryIO, io.BufferedReader(_Long(size))))
    tracemalloc.start()
    records = list(jsonl.read(source, ReadOptions()))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert ["too-large", "After"] == reasons(records)
    assert isinstance(records[0], Rejection)
    assert (0, size) == (records[0].where.start, records[0].where.end)
    assert peak < 2.5 * MAX_LINE_BYTES


def test_line_at_the_limit_is_read(read: Read) -> None:
    """The limit is what a line may hold."""
    frame = b'{"title": "T", "body": ""}'
    line = frame[:-2] + b"x" * (MAX_LINE_BYTES - len(frame)) + frame[-2:]
    assert (MAX_LINE_BYTES, ["T"]) == (len(line), reasons(read(jsonl, line + b"\n")))


def test_utf16_lines_are_read_without_ranges(read: Read) -> None:
    """Byte offsets of recoded lines would mean nothing."""
    (record,) = read(jsonl, '{"title": "Zoë"}\n'.encode("utf-16"))
    assert isinstance(record, RawArticle)
    assert ("Zoë", None, None) == (record.title, record.provenance.start, record.provenance.end)


def test_many_records_keep_their_order(read: Read) -> None:
    """A record for each line, in the order of the file."""
    data = b"".join(json.dumps({"title": f"T{n}"}).encode() + b"\r\n" for n in range(1000))
    assert [f"T{n}" for n in range(1000)] == reasons(read(jsonl, data))

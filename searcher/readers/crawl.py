"""Which records are in a crawl? WARC and ARC taken apart, also where lengths are wrong.

A record's length is believed where another record, an empty line or the end stands behind it.
Where none does, the record ends at the next line that begins one, within the length or behind it.
Nothing is held but the first bytes of one record, whatever lengths and lines claim.

Not by warcio, which gives up at the first such place: of 100 records of which the fourth states
too large a length it reads 4, of 100 with three stray lines in the middle 50; it holds a header
line of any length.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, Final, Literal, Self

MAX_HEADER: Final = 256 << 10  # bytes of one record's header; those of crawlers have about 1,000
MAX_BLOCK: Final = 8 << 20  # bytes of a record that are held: a page of 5 MiB, and what wraps it
_READ: Final = 256 << 10  # bytes that are read at a time
# A record that is larger than what is held, and whose length is wrong, is passed over again; in a
# stream with more of them no such length is believed.
_RETURNS: Final = 8
_LINE: Final = 8 << 10  # bytes of an ARC header, with its line break
_AHEAD: Final = _LINE + 64  # bytes in which the begin of a record is told, behind empty lines

_BLANK = re.compile(rb"[\r\n\t \0]*+")
_VERSION: Final = b"WARC/"
_WARC = re.compile(rb"WARC/\d{1,4}\.\d{1,4}[ \t]{0,8}\r?\n(?=[A-Za-z][\w-]{0,64}[ \t]{0,8}:)")
_ARC = re.compile(rb"[a-zA-Z][a-zA-Z0-9+.-]{0,30}:[^\r\n]{10,8000}+\r?\n")
_ARC_LINE = re.compile(rb"^" + _ARC.pattern, re.MULTILINE)
_IP = re.compile(rb"[\d.]{7,15}|[\da-fA-F:]{2,45}|-")
_STAMP = re.compile(rb"\d{8,20}")
_NUMBER = re.compile(rb"-?\w{1,20}")
_FIELDS: Final = (5, 10)  # of an ARC header, by version: the URL first, the length last
# A header that runs into another record lost its end: what follows is not its block.
_HEADER_END = re.compile(rb"(\r?\n[ \t]{0,8}\r?\n)|" + _WARC.pattern)
_LENGTH = re.compile(r"\d{1,18}")

_ENDLESS: Final = "a header that does not end"

Kind = Literal["warc", "arc", "bad"]


@dataclass(frozen=True, slots=True)
class Frame:
    """A record of a crawl, or bytes between records that are none (`kind` is `bad`).

    `start` and `end` are byte offsets in the stream, without the empty lines behind. `head` is the
    header as it stands, `block` what follows it: its first `MAX_BLOCK` bytes, of `size`. `problem`
    says why bytes are no record; `cut` that the stream ends in it.
    """

    kind: Kind
    start: int
    end: int
    problem: str = ""
    head: bytes = b""
    fields: Mapping[str, str] = field(default_factory=dict)
    block: bytes = b""
    size: int = 0
    cut: bool = False


def begins(head: bytes) -> bool:
    """Say whether a file begins as a crawl does."""
    return _WARC.match(head) is not None or _arc_fields(head) is not None


def holds(head: bytes) -> bool:
    """Say whether a record begins anywhere in these bytes."""
    return _candidate(head, 0, len(head), arc=True) is not None


def frames(opened: Callable[[], BinaryIO]) -> Iterator[Frame]:
    """Give the records of a stream; never raises for bad content."""
    with _Tape(opened) as tape:
        yield from _Framing(tape).frames()


def named_fields(lines: bytes) -> dict[str, str]:
    """Read `Name: value` lines, names in lower case; the first of a name counts."""
    found: dict[str, str] = {}
    last: str | None = None
    for line in lines.split(b"\n"):
        name, colon, value = line.partition(b":")
        if line[:1] in {b" ", b"\t"}:
            if last is not None and len(found[last]) < _LINE:
                found[last] = f"{found[last]} {_text(line)}"
        elif colon:
            known = _text(name).lower()
            last = None if known in found else known
            found.setdefault(known, _text(value))
    return found


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8").strip()
    except UnicodeDecodeError:
        return data.decode("latin-1").strip()


def _arc_fields(data: bytes | bytearray, place: int = 0) -> tuple[dict[str, str], int] | None:
    """Read the header line of an ARC record, and say where it ends; None where none begins."""
    match = _ARC.match(data, place)
    if not match:
        return None
    line = match[0].strip()
    for count in _FIELDS:
        url, *rest = line.rsplit(b" ", count - 1)
        if (
            len(rest) == count - 1
            and _IP.fullmatch(rest[0])
            and _STAMP.fullmatch(rest[1])
            and _NUMBER.fullmatch(rest[-1])
        ):
            parts = (url, rest[1], rest[2], rest[-1])
            names = ("url", "date", "type", "length")
            return dict(zip(names, map(_text, parts), strict=True)), match.end()
    return None


def _candidate(data: bytes | bytearray, start: int, end: int, *, arc: bool) -> int | None:
    """Give the first place at which a record may begin."""
    found = data.find(_VERSION, start, end)
    while found >= 0 and not _WARC.match(data, found):
        found = data.find(_VERSION, found + 1, end)
    if arc:
        for match in _ARC_LINE.finditer(data, start, end if found < 0 else found):
            if _arc_fields(data, match.start()):
                return match.start()
    return found if found >= 0 else None


class _Tape:
    """A stream with a short memory: what has been read and not been forgotten."""

    def __init__(self, opened: Callable[[], BinaryIO]) -> None:
        self._opened = opened
        self._stream = opened()
        self.start = 0  # the place of the first byte that is held
        self.held = bytearray()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    @property
    def end(self) -> int:
        return self.start + len(self.held)

    def fill(self, end: int) -> bool:
        """Hold all before `end`; False where the stream ends earlier."""
        while self.end < end:
            block = self._stream.read(_READ)
            if not block:
                return False
            self.held += block
        return True

    def forget(self, before: int) -> None:
        """Hold no longer what lies before a place."""
        del self.held[: before - self.start]
        self.start = before

    def back(self, place: int) -> None:
        """Return to a place that is no longer held."""
        self._stream.close()
        self._stream = self._opened()
        self.start, self.held = place, bytearray()
        if self._stream.seekable():
            self._stream.seek(place)
            return
        while place and (block := self._stream.read(min(place, _READ))):
            place -= len(block)


class _Framing:
    """The records of one stream."""

    def __init__(self, tape: _Tape) -> None:
        self._tape = tape
        self._arc = True  # ARC records may follow: no WARC record has come before the first
        self._begun = False
        self._returns = 0
        self._kept = b""  # the first bytes of a block that is no longer held

    def frames(self) -> Iterator[Frame]:
        place = self._past_blank(0)
        while place is not None:
            frame, place = self._frame(place)
            yield frame
            place = self._past_blank(place)

    def _past_blank(self, place: int) -> int | None:
        """Give the next place that is not blank; None at the end."""
        tape = self._tape
        while True:
            tape.forget(place)
            match = _BLANK.match(tape.held)
            place += match.end() if match else 0
            if place < tape.end:
                tape.forget(place)
                return place
            if not tape.fill(place + 1):
                return None

    def _frame(self, place: int) -> tuple[Frame, int]:
        """Read what begins here, where the tape does, and say where to go on."""
        tape = self._tape
        tape.fill(place + _AHEAD)
        if match := _WARC.match(tape.held):
            size = self._header_size(match.end())
            if size is None:
                return self._bad(place, _ENDLESS)
            self._arc &= self._begun
            self._begun = True
            head = bytes(tape.held[:size])
            fields = named_fields(head)
            return self._record("warc", place, head, fields, fields.get("content-length", ""))
        if found := _arc_fields(tape.held):
            self._arc = self._begun = True
            fields, size = found
            return self._record("arc", place, bytes(tape.held[:size]), fields, fields["length"])
        return self._bad(place, "no record begins here")

    def _header_size(self, searched: int) -> int | None:
        """Give the size of the header, with the empty line; None where it has no end."""
        tape = self._tape
        while not (end := _HEADER_END.search(tape.held, searched - 2, MAX_HEADER)):
            if len(tape.held) >= MAX_HEADER or not tape.fill(tape.end + 1):
                return None
            searched = max(searched, len(tape.held) - _READ - _AHEAD)
        return end.end() if end[1] else None

    def _bad(self, place: int, problem: str) -> tuple[Frame, int]:
        """Pass over what is no record, up to the next one."""
        tape = self._tape
        warc = tape.held.startswith(_VERSION)
        following = self._next(place, place + 1)
        end = tape.end if following is None else following
        tail = tape.held[max(0, end - tape.start - _LINE) : end - tape.start]
        text = end - len(tail) + len(tail.rstrip(b"\r\n\t \0"))
        cut = following is None and (problem == _ENDLESS or warc)
        return Frame("bad", place, text, problem, cut=cut), end

    def _record(
        self, kind: Kind, place: int, head: bytes, fields: Mapping[str, str], stated: str
    ) -> tuple[Frame, int]:
        """Read the block of a record whose header was read."""
        tape, begin = self._tape, place + len(head)
        tape.forget(begin)
        self._kept = b""
        claimed = begin + int(stated) if _LENGTH.fullmatch(stated) else None
        end, cut = self._end(kind, begin, claimed)
        size = end - begin
        block = self._kept[:size] or bytes(tape.held[: min(size, MAX_BLOCK)])
        if end != claimed and not cut and size <= MAX_BLOCK:
            # Where the length says nothing, the empty lines between records are no part of it.
            block = block.rstrip(b"\r\n")
            size = len(block)
        return Frame(kind, place, begin + size, "", head, fields, block, size, cut), end

    def _end(self, kind: Kind, begin: int, claimed: int | None) -> tuple[int, bool]:
        """Say where a block ends, and whether that is only where the stream does."""
        tape = self._tape
        if claimed is not None:
            if claimed - begin <= MAX_BLOCK and tape.fill(claimed) and self._stands(claimed):
                return claimed, False
            inner = self._next(begin, begin, claimed)
            far = claimed - begin > MAX_BLOCK
            if inner is not None and (not far or self._returns >= _RETURNS):
                return inner, False
            whole = self._pass(begin, claimed)
            if far and whole and self._stands(claimed):
                return claimed, False
            if inner is not None:
                if inner < tape.start:
                    self._returns += 1
                    tape.back(inner)
                return inner, False
            if not whole:
                return tape.end, True
            if self._may_stand(kind, claimed):
                return claimed, False
        following = self._next(begin, begin if claimed is None else claimed)
        return tape.end if following is None else following, False

    def _stands(self, end: int) -> bool:
        """Say whether a record ends here, by what stands behind it."""
        tape = self._tape
        tape.fill(end + 2 * _AHEAD)
        held, place = tape.held, end - tape.start
        match = _BLANK.match(held, place, place + _AHEAD)
        behind = match.end() if match else place
        # Nothing more, or padding.
        if behind == len(held) or behind == place + _AHEAD or _WARC.match(held, behind):
            return True
        if held.startswith(b"\r\n\r\n", place):
            return True  # and what follows is damaged
        ended = self._arc and held[behind - 1 : behind] == b"\n"
        return ended and _arc_fields(held, behind) is not None

    def _may_stand(self, kind: Kind, end: int) -> bool:
        """Say whether a record may end here, if none begins before: its line ends here."""
        breaks = (b"\n", b"\r\n") if kind == "arc" else (b"\n\n",)
        return self._tape.held.startswith(breaks, end - self._tape.start)

    def _next(self, begin: int, place: int, stop: int | None = None) -> int | None:
        """Find the next record from a place on (before `stop`); `begin` is that of the block."""
        tape, step = self._tape, _AHEAD  # the next record is often near
        while stop is None or place < stop:
            more = tape.fill(place + step + _AHEAD)
            last = min(place + step + _AHEAD, tape.end) - tape.start
            found = _candidate(tape.held, place - tape.start, last, arc=self._arc)
            if found is not None:
                found += tape.start
                return found if stop is None or found < stop else None
            if not more:
                return None
            place, step = place + step, _READ
            self._let_go(begin, place if stop is None else min(place, stop))
        return None

    def _pass(self, begin: int, place: int) -> bool:
        """Go on to a place; False where the stream ends before it."""
        tape = self._tape
        while tape.end < place:
            self._let_go(begin, tape.end)
            if not tape.fill(tape.end + 1):
                return False
        return True

    def _let_go(self, begin: int, place: int) -> None:
        """Hold no longer what lies before a place, but for the first bytes of the block."""
        if place - begin > MAX_BLOCK:
            self._kept = self._kept or bytes(self._tape.held[:MAX_BLOCK])
            self._tape.forget(place)

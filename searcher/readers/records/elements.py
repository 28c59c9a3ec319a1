"""Where does each element of a JSON array begin and end? Read as a stream, of any length.

An element is found by its brackets, or, which is quicker, by what parts objects; that this was
right is proved by parsing it, since no whole object is the begin of a longer one.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any, Final, NamedTuple

import orjson

from searcher.readers.records.objects import BadJson, parse

MAX_ELEMENT: Final = 16 << 20  # bytes; a larger element is passed over
BLOCK: Final = 1 << 20
_CANDIDATES: Final = 50  # places at which reading is tried again behind a broken element
_ATTEMPTS: Final = 10_000  # of all broken elements together
_AHEAD: Final = 1 << 20  # bytes behind a broken element in which the next one is looked for

_SPACE = re.compile(rb"[ \t\r\n]*+")
_PARTING = re.compile(rb"[ \t\r\n,]*+")
# What is no bracket, with whole strings. Possessive, so that nothing is kept for going back.
_INSIDE = re.compile(rb'[^"{}\[\]]*+(?:"[^"\\]*+(?:\\.[^"\\]*+)*+"[^"{}\[\]]*+)*+', re.DOTALL)
_IN_STRING = re.compile(rb'[^"\\]*+(?:\\.[^"\\]*+)*+', re.DOTALL)
_SCALAR = re.compile(rb'[^ \t\r\n,"{}\[\]]*+')
_ASTRAY = re.compile(rb"[ \t\r\n}]*+")
_BETWEEN = re.compile(rb'\}[ \t\r\n]{0,99}+,[ \t\r\n]{0,99}+\{[ \t\r\n]{0,99}+"[^"\\]{1,99}+"')
_AGAIN = re.compile(rb",[ \t\r\n]*+(?=\{)")
_CLEAN = re.compile(rb"[ \t\r\n]*+(?:\]|,[ \t\r\n]*+[{\]])")
_BOM: Final = b"\xef\xbb\xbf"
_QUOTE, _OPENING = ord('"'), frozenset(b"{[")

Alike = Callable[[Any], bool]


class Element(NamedTuple):
    """An element with its range of bytes; `reason` and `trouble` say why `value` is none.

    `data` are its bytes, as far as they were kept.
    """

    start: int
    end: int
    data: bytes
    value: Any = None
    reason: str | None = None
    trouble: str = ""


class Window:
    """The part of a stream that is looked at; `at` is where, within `data`."""

    def __init__(self, read: Callable[[int], bytes]) -> None:
        """Read from the begin."""
        self._read = read
        self.data = read(BLOCK)
        self.at = len(_BOM) if self.data.startswith(_BOM) else 0
        self._base = 0  # offset in the stream of what `data` begins with

    @property
    def offset(self) -> int:
        """Where `at` is in the stream."""
        return self._base + self.at

    def more(self, keep: int) -> int:
        """Read on, and forget what lies before `keep`; give how far places moved to the left.

        -1 at the end of the stream, where nothing changes.
        """
        block = self._read(BLOCK)
        if not block:
            return -1
        self.data = self.data[keep:] + block
        self._base += keep
        self.at -= keep
        return keep

    def fill(self, size: int) -> None:
        """Have so many bytes from `at` on, if there are so many."""
        while len(self.data) - self.at < size and self.more(self.at) >= 0:
            pass

    def next(self, *, commas: bool = False) -> int | None:
        """Go to the next byte that is no space (and no comma), and give it; None at the end."""
        passing = _PARTING if commas else _SPACE
        while True:
            self.at = _end(passing, self.data, self.at)
            if self.at < len(self.data):
                return self.data[self.at]
            if self.more(self.at) < 0:
                return None

    def skip_to(self, offset: int) -> None:
        """Go forward to a place in the stream."""
        while offset > self._base + len(self.data):
            self.at = len(self.data)
            if self.more(self.at) < 0:
                return
        self.at = offset - self._base

    def measure(self, *, depth: int = 0, most: int = MAX_ELEMENT) -> tuple[int, bool]:
        """Give the place behind the value at `at`, and whether it is known.

        It is not known at the end of the stream, and where the value has more than `most` bytes.
        `depth` is how many brackets are open.
        """
        data, at = self.data, self.at
        in_string = False
        if not depth and data[at] not in _OPENING:
            if data[at] != _QUOTE:
                return self._scalar(most)
            in_string, at = True, at + 1
        while True:
            at = _end(_IN_STRING if in_string else _INSIDE, data, at)
            if at < len(data) and not (in_string and data[at] != _QUOTE):
                byte = data[at]
                at += 1
                if byte == _QUOTE:
                    in_string = not in_string
                elif byte in _OPENING:
                    depth += 1
                else:
                    depth -= 1
                if depth <= 0 and not in_string:
                    return at, True
            else:
                moved = self.more(self.at) if at - self.at <= most else -1
                if moved < 0:
                    return at, False
                data, at = self.data, at - moved

    def _scalar(self, most: int) -> tuple[int, bool]:
        at = self.at
        # A bracket that closes nothing is no value, however often it stands there.
        pattern = _ASTRAY if self.data[at] == ord("}") else _SCALAR
        while True:
            at = _end(pattern, self.data, at)
            if at < len(self.data):
                return at, True
            moved = self.more(self.at) if at - self.at <= most else -1
            if moved < 0:
                return at, False
            at -= moved

    def pass_over(self, *, depth: int = 0) -> bool:
        """Go behind the value at `at`, of any size; False where the stream ends in it."""
        in_string = False
        if not depth:
            byte = self.data[self.at]
            if byte not in _OPENING and byte != _QUOTE:
                self.at, known = self._scalar(MAX_ELEMENT)
                return known
            self.at += 1
            in_string, depth = byte == _QUOTE, int(byte != _QUOTE)
        while depth or in_string:
            self.at = _end(_IN_STRING if in_string else _INSIDE, self.data, self.at)
            if self.at < len(self.data) and not (in_string and self.data[self.at] != _QUOTE):
                byte = self.data[self.at]
                self.at += 1
                if byte == _QUOTE:
                    in_string = not in_string
                else:
                    depth += 1 if byte in _OPENING else -1
            elif self.more(self.at) < 0:
                return False
        return True


def _end(pattern: "re.Pattern[bytes]", data: bytes, at: int) -> int:
    found = pattern.match(data, at)
    return found.end() if found else at


def elements(window: Window, alike: Alike) -> Iterator[Element]:
    """Give the elements of the array that `window` is within, up to its end.

    A broken one costs itself: reading goes on with the next object of which `alike` says that it
    looks like a record. Where the stream ends first, the last element says so.
    """
    guesses, recovery = Guesses(), Recovery(alike)
    while (byte := window.next(commas=True)) is not None:
        if byte == ord("]"):
            window.at += 1
            return
        if byte == ord("{") and (found := guesses.element(window)):
            yield found
            continue
        start = window.offset
        end, known = window.measure()
        data = window.data[window.at : end]
        problem = "the file ends in this record"
        if known:
            try:
                value = parse(data)
            except BadJson as trouble:
                problem = str(trouble)
            else:
                guesses.learn(window.data, end)
                window.at = end
                yield Element(start, window.offset, data, value)
                continue
        size = len(data)
        again = recovery.place(window, size, known=known)
        reason = "bad-json"
        if again is not None:
            size = again
        elif not known and size > MAX_ELEMENT:
            reason, problem = "too-large", f"a record may hold {MAX_ELEMENT >> 20} MiB"
            known = window.pass_over()
            size = 0
        window.at += size
        yield Element(start, window.offset, data[:size], None, reason, problem)
        if not known and again is None:
            return
    yield Element(window.offset, window.offset, b"", None, "bad-json", "the file ends in this list")


class Guesses:
    """Finds objects by what parted the two before, as long as that is mostly right.

    That goes up to the first name within: `}, {"id"`, which objects inside rarely share.
    """

    def __init__(self) -> None:
        """Begin with trust, and without knowledge."""
        self._trust = 8
        self._parting: bytes | None = None

    def learn(self, data: bytes, end: int) -> None:
        """See what follows an object that ends there."""
        found = _BETWEEN.match(data, end - 1)
        if found:
            self._parting = found[0]

    def element(self, window: Window) -> Element | None:
        """Give the object at `window.at`, if a first guess at its end is right."""
        if self._parting is None or self._trust <= 0:
            return None
        found = window.data.find(self._parting, window.at, window.at + BLOCK)
        if found < 0:
            self._trust -= 1  # once in each block at least
            return None
        start = window.offset
        data = window.data[window.at : found + 1]
        try:
            value = orjson.loads(data)
        except orjson.JSONDecodeError:
            self._trust -= 4
            return None
        self._trust = min(self._trust + 1, 64)
        window.at = found + 1
        return Element(start, window.offset, data, value)


class Recovery:
    """Finds where to go on behind a broken element."""

    def __init__(self, alike: Alike) -> None:
        self._alike = alike
        self._attempts = _ATTEMPTS

    def place(self, window: Window, size: int, *, known: bool) -> int | None:
        """Give the distance to the next record from `window.at`; None where there is none to see.

        `size` is how long the broken element seems to be. What it seems to hold may be records,
        where quotes or brackets are missing; what follows it is looked at unless that is in order.
        """
        if known:
            window.fill(size + _AHEAD)
        at, end = window.at, window.at + size
        found = self._next(window.data, at + 1, end)
        if found is None and known and not _CLEAN.match(window.data, end):
            found = self._next(window.data, end, end + _AHEAD)
        return None if found is None else found - at

    def _next(self, data: bytes, at: int, end: int) -> int | None:
        for _ in range(_CANDIDATES):
            found = _AGAIN.search(data, at, end) if self._attempts else None
            if found is None:
                return None
            self._attempts -= 1
            at = found.end()
            ahead = Window(lambda _: b"")
            ahead.data, ahead.at = data, at
            stop, known = ahead.measure()
            if known:
                try:
                    value = orjson.loads(data[at:stop])
                except orjson.JSONDecodeError:
                    continue
                if self._alike(value):
                    return at
        return None

"""What did a server answer? One HTTP response, its body unpacked, however much that would be.

Crawlers keep headers as they came, and often the body otherwise: a body that is not chunked or
compressed as its header says is taken as it is.
"""

import re
import zlib
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from searcher.readers.crawl import named_fields

MAX_HEADER: Final = 256 << 10  # bytes; browsers take about as many
_INTERIM: Final = range(100, 200)
_MOST_INTERIM: Final = 16
_LAYERS: Final = 4  # compressions within each other
_PIECE: Final = 8 << 10  # bytes that a decompressor is given, and gives, at a time
_MOST_PARTS: Final = 1000  # of one body in gzip; servers send one
_WINDOW: Final = 23  # 8 MiB, as the standard allows for pages in Zstandard (RFC 9659)

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})\b[^\n]*\n")
_BODY = re.compile(rb"\r?\n[ \t]*\r?\n")
_CHUNK = re.compile(rb"[ \t]*0{0,16}([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")
_LAST_CHUNK = re.compile(rb"(?:^|\n)0{1,8}[ \t]*\r?\n\s*$")
_DIGITS: Final = 16
_GZIP: Final = b"\x1f\x8b\x08"
_ZSTD: Final = b"\x28\xb5\x2f\xfd"
_PLAIN: Final = frozenset({"", "identity", "none", "utf-8", "utf8", "binary", "8bit", "7bit"})
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w:.+-]{1,40})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Response:
    """`status` and header fields (names in lower case) as sent; `body` as packed as it came."""

    status: int
    fields: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def kind(self) -> str:
        """The media type in lower case, without parameters; empty where none is stated."""
        return media_type(self.fields.get("content-type", ""))

    @property
    def whole(self) -> bool:
        """Say whether the header, or the last chunk, shows that nothing of the body is missing."""
        stated = self.fields.get("content-length", "")
        if "chunked" in self.fields.get("transfer-encoding", "").lower():
            return _LAST_CHUNK.search(self.body, max(0, len(self.body) - 16)) is not None
        return stated.isdecimal() and len(stated) < _DIGITS and len(self.body) >= int(stated)

    @property
    def charset(self) -> str | None:
        """The encoding that the header states."""
        return charset_of(self.fields.get("content-type", ""))


@dataclass(frozen=True, slots=True)
class Body:
    """A body unpacked; `problem` says why there is no more of it, if there should be.

    `too_large`: there is more than was wanted.
    """

    data: bytes
    problem: str = ""
    too_large: bool = False


def media_type(stated: str) -> str:
    """Give a media type without its parameters, in lower case."""
    return stated.partition(";")[0].partition(",")[0].strip().lower()


def charset_of(stated: str) -> str | None:
    """Give the charset that a media type states."""
    match = _CHARSET.search(stated, 0, 1000)
    return match[1] if match else None


def response(message: bytes) -> Response | None:
    """Part status, header and body; None where no response begins.

    Of interim responses (100 Continue) the one behind them is given.
    """
    found = None
    for _ in range(_MOST_INTERIM):
        found = _parted(message)
        if found is None or found.status not in _INTERIM or not _STATUS.match(found.body):
            break
        message = found.body
    return found


def _parted(message: bytes) -> Response | None:
    status = _STATUS.match(message)
    # No field at all: the empty line follows at once.
    end = _BODY.search(message, status.end() - 2, MAX_HEADER) if status else None
    if not status or not end:
        return None
    fields = named_fields(message[status.end() : max(status.end(), end.start())])
    return Response(int(status[1]), fields, message[end.end() :])


def unpacked(answer: Response, most: int) -> Body:
    """Unpack a body, at most `most` bytes of it at any stage; never raises for bad content."""
    body = Body(answer.body)
    if "chunked" in answer.fields.get("transfer-encoding", "").lower():
        body = _joined(body.data)
    stated = answer.fields.get("content-encoding", "").lower().split(",")
    layers = [name for name in map(str.strip, stated) if name not in _PLAIN]
    layers = [name.removeprefix("x-") for name in reversed(layers)]
    # Bytes that begin as gzip are no page, whatever the header says.
    for name in [*layers[:_LAYERS], "gzip"]:
        inner = _decompressed(name, body.data, most)
        body = Body(inner.data, inner.problem or body.problem, inner.too_large)
        if inner.too_large:
            return body
    return Body(body.data[:most], body.problem, len(body.data) > most)


def _joined(data: bytes) -> Body:
    """Join the chunks; what is not chunked at all is given as it is."""
    parts: list[bytes] = []
    place = 0
    while match := _CHUNK.match(data, place):
        size = int(match[1], 16)
        if not size:
            return Body(b"".join(parts))
        part = data[match.end() : match.end() + size]
        parts.append(part)
        place = match.end() + size
        if len(part) < size:
            return Body(b"".join(parts), "ends within a chunk")
        place += 2 if data.startswith(b"\r\n", place) else data.startswith(b"\n", place)
    if not parts:
        return Body(data)
    if place >= len(data):
        return Body(b"".join(parts))  # the last chunk, which is empty, is often left out
    # From here on the lengths are wrong; the text is more than what they say.
    return Body(b"".join(parts), "a chunk without its length")


def _decompressed(name: str, data: bytes, most: int) -> Body:
    """Undo one compression; what is not compressed in this way is given as it is."""
    unpack = _CODECS.get(name)
    if unpack is None or not data:
        return Body(data)
    parts: list[bytes] = []
    size, problem = 0, ""
    try:
        for part in unpack(data):
            parts.append(part)
            size += len(part)
            if size > most:
                return Body(b"".join(parts)[:most], problem, too_large=True)
    except _Unlike:
        return Body(data)
    except _Damaged as damage:
        problem = str(damage)
    return Body(b"".join(parts), problem)


class _Unlike(Exception):
    """The bytes are not compressed in this way."""


class _Damaged(Exception):
    """What follows cannot be unpacked."""


def _gzip(data: bytes) -> Iterator[bytes]:
    """Unpack all parts; what follows the last one is nothing."""
    if not data.startswith(_GZIP):
        raise _Unlike
    place, parts = 0, 0
    while data.startswith(_GZIP, place):
        parts += 1
        if parts > _MOST_PARTS:
            raise _Damaged(f"a compressed page in more than {_MOST_PARTS:,} parts")
        place = yield from _zlib(zlib.decompressobj(31), data, place)


def _deflate(data: bytes) -> Iterator[bytes]:
    """Servers send it with zlib's header, as the standard says, and without."""
    for bits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        try:
            zlib.decompressobj(bits).decompress(data[:_PIECE], 1)
        except zlib.error:
            continue
        yield from _zlib(zlib.decompressobj(bits), data, 0)
        return
    raise _Unlike


def _zlib(inner: Any, data: bytes, place: int) -> Generator[bytes, None, int]:
    """Unpack one stream, and say where it ends."""
    while not inner.eof:
        given = inner.unconsumed_tail
        if not given:
            given = data[place : place + _PIECE]
            place += len(given)
        before = inner.copy()
        try:
            part = inner.decompress(given, _PIECE)
        except zlib.error as problem:
            # What came out before the damaged byte was lost with the call.
            yield from _before_damage(before, given)
            raise _Damaged(f"the compressed page is damaged ({problem})") from problem
        if part:
            yield part
        elif not given:
            raise _Damaged("the compressed page ends early")
    return place - len(inner.unused_data)


def _before_damage(inner: Any, data: bytes) -> Iterator[bytes]:
    for number in range(len(data)):
        try:
            yield inner.decompress(data[number : number + 1], _PIECE)
        except zlib.error:
            return


def _zstd(data: bytes) -> Iterator[bytes]:
    if not data.startswith(_ZSTD):
        raise _Unlike
    try:
        from compression import zstd  # type: ignore[import-not-found, unused-ignore]
    except ImportError:
        from backports import zstd
    inner = zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: _WINDOW})
    place = 0
    while not inner.eof:
        given = data[place : place + _PIECE] if inner.needs_input else b""
        place += len(given)
        try:
            part = inner.decompress(given, _PIECE)
        except zstd.ZstdError as problem:
            raise _Damaged(f"the compressed page is damaged ({problem})") from problem
        if part:
            yield part
        elif inner.needs_input and not given:
            raise _Damaged("the compressed page ends early")


def _brotli(data: bytes) -> Iterator[bytes]:
    """Nothing tells it by its first bytes: what cannot be unpacked, and is text, was unpacked."""
    try:
        import brotli
    except ImportError:
        raise _Damaged("a page in Brotli: pip install 'searcher[warc]'") from None
    inner = brotli.Decompressor()
    place, begun = 0, False
    while not inner.is_finished():
        given = data[place : place + _PIECE] if inner.can_accept_more_data() else b""
        place += len(given)
        try:
            part = inner.process(given, output_buffer_limit=_PIECE)
        except brotli.error as problem:
            if not begun and data.lstrip()[:1] == b"<":
                raise _Unlike from problem
            raise _Damaged(f"the compressed page is damaged ({problem})") from problem
        begun = begun or bool(part)
        if part:
            yield part
        elif inner.can_accept_more_data() and not given:
            raise _Damaged("the compressed page ends early")


_CODECS: Final[dict[str, Callable[[bytes], Iterator[bytes]]]] = {
    "gzip": _gzip,
    "deflate": _deflate,
    "zstd": _zstd,
    "br": _brotli,
}

"""Which decompressors are there, and how is each told by its first bytes?

All have one shape here, and lose as little as can be at a damaged place: nothing with gzip and
deflate, at most 256 KiB with the others.
"""

import re
from collections.abc import Callable
from typing import Any, Final

MAX_WINDOW: Final = 512 << 20  # bytes of memory that a decompressor may ask for
_WINDOW_LOG: Final = 29  # the same for zstd


class Broken(Exception):
    """The packed bytes end early or are damaged; `reason` is the code. It stays in this package."""

    def __init__(self, detail: str, reason: str = "truncated") -> None:
        """Say what was found."""
        super().__init__(detail)
        self.reason = reason


class Decoder:
    """One decompressor, for one stream.

    The standard library has two shapes, zlib's and that of all others; this hides which.
    """

    def __init__(
        self, inner: Any, errors: tuple[type[BaseException], ...], *, zlib: bool = False
    ) -> None:
        """Wrap a decompressor that raises `errors` for damaged data."""
        self._inner = inner
        self._errors = errors
        self._zlib = zlib
        self._waiting = b""

    @property
    def finished(self) -> bool:
        """Whether the stream has ended."""
        return bool(self._inner.eof)

    @property
    def unused(self) -> bytes:
        """Input after the stream's end."""
        return bytes(self._inner.unused_data) + self._waiting

    @property
    def hungry(self) -> bool:
        """Whether it wants more input."""
        return not self._waiting and (self._zlib or bool(self._inner.needs_input))

    def decode(self, data: bytes, size: int) -> bytes:
        """Give at most `size` bytes, perhaps none; raises `Broken`."""
        data, self._waiting = self._waiting + data, b""
        before = self._inner.copy() if self._zlib else None
        try:
            block = bytes(self._inner.decompress(data, size))
        except self._errors as problem:
            if "memory" in str(problem).lower():
                limit = MAX_WINDOW >> 20
                detail = f"unpacking needs more than {limit} MiB of memory ({problem})"
                raise Broken(detail, "unsupported") from problem
            if before is None or len(data) <= 1:
                raise Broken(f"the compressed data is damaged ({problem})") from problem
            # What came out before the damaged byte is lost with the call: again, by halves.
            self._inner, half = before, len(data) // 2
            block = self.decode(data[:half], size)
            self._waiting += data[half:]
            return block
        if self._zlib and not self._inner.eof:
            # At the end zlib may give what follows here as well as among the unused.
            self._waiting = bytes(self._inner.unconsumed_tail)
        return block


class _Stored:
    """No compression, in the shape of a decompressor."""

    eof = False
    needs_input = True
    unused_data = b""

    def decompress(self, data: bytes, _size: int) -> bytes:
        return data


def _gzip() -> Decoder:
    import zlib

    return Decoder(zlib.decompressobj(31), (zlib.error,), zlib=True)


def _deflate() -> Decoder:
    import zlib

    return Decoder(zlib.decompressobj(-15), (zlib.error,), zlib=True)


def _bzip2() -> Decoder:
    import bz2

    return Decoder(bz2.BZ2Decompressor(), (OSError, ValueError))


def _xz() -> Decoder:
    import lzma

    inner = lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=MAX_WINDOW)
    return Decoder(inner, (lzma.LZMAError,))


def _zstd() -> Decoder:
    try:
        from compression import zstd  # type: ignore[import-not-found, unused-ignore]
    except ImportError:
        from backports import zstd
    options = {zstd.DecompressionParameter.window_log_max: _WINDOW_LOG}
    return Decoder(zstd.ZstdDecompressor(options=options), (zstd.ZstdError,))


_DECODERS: Final[dict[str, Callable[[], Decoder]]] = {
    "gzip": _gzip,
    "bzip2": _bzip2,
    "xz": _xz,
    "zstd": _zstd,
    "deflate": _deflate,
    "stored": lambda: Decoder(_Stored(), ()),
}

# What each stream in a file begins with; zstd also has frames to be skipped.
_MAGIC: Final = {
    "gzip": re.compile(rb"\x1f\x8b\x08"),
    "bzip2": re.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)"),
    "xz": re.compile(rb"\xfd7zXZ\x00"),
    "zstd": re.compile(rb"(?:\x28\xb5\x2f|[\x50-\x5f]\x2a\x4d)(?:\xfd|\x18)"),
}
FILE_CODECS: Final = frozenset(_MAGIC)
MAGIC_BYTES: Final = 10  # enough for each


def decoder(codec: str) -> Decoder:
    """Make a decompressor; raises `Broken` where this Python was built without it."""
    try:
        return _DECODERS[codec]()
    except ImportError as problem:
        raise Broken(f"this Python cannot unpack {codec} ({problem})", "unsupported") from problem


def codec_of(head: bytes) -> str | None:
    """Tell the compression from the first bytes, or None."""
    return next((name for name, magic in _MAGIC.items() if magic.match(head)), None)

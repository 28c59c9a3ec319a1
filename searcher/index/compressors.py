"""How are bytes compressed on their way out? Without a time or a name: equal in, equal out."""

import bz2
import gzip
import lzma
from collections.abc import Callable
from typing import IO, Any, Final


def _gzip(stream: IO[bytes]) -> Any:
    return gzip.GzipFile(filename="", mode="wb", compresslevel=6, fileobj=stream, mtime=0)


def _bzip2(stream: IO[bytes]) -> Any:
    return bz2.BZ2File(stream, "wb")


def _xz(stream: IO[bytes]) -> Any:
    return lzma.LZMAFile(stream, "wb")


def _zstd(stream: IO[bytes]) -> Any:
    try:
        from compression import zstd  # type: ignore[import-not-found, unused-ignore]
    except ImportError:
        from backports import zstd
    return zstd.ZstdFile(stream, "wb")


# By suffix: what wraps a stream, is written to, and closed; the stream below stays open.
COMPRESSORS: Final[dict[str, Callable[[IO[bytes]], Any]]] = {
    ".gz": _gzip,
    ".bz2": _bzip2,
    ".xz": _xz,
    ".zst": _zstd,
}

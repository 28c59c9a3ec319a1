"""What members does a tar have? Read once from front to back, in constant memory.

Headers are taken apart by the standard library, one at a time; names of any length and pax records
are understood here, since `tarfile` reads them without a bound and keeps every member it has seen.
"""

import tarfile
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO, Final

from searcher.corpus.archives.compression import Broken
from searcher.corpus.archives.streams import (
    Budget,
    Entry,
    EntryKind,
    Meter,
    Open,
    Spool,
    Window,
    buffered,
)

BLOCK: Final = tarfile.BLOCKSIZE
MAX_HEADER: Final = 1 << 20  # bytes of a long name or of pax records
_SKIP: Final = 256 << 10
_PADDING: Final = 1 << 20  # bytes after the end mark that are read, to see how the file ends
_DIGITS: Final = 19  # of a size; no file has more
# Where GNU's header of a sparse file, and the blocks after it, say that another block follows.
_EXTENDED: Final = 482
_EXTENDED_MORE: Final = 504
_LATEST: Final = 253_402_300_800  # the year 10000, in seconds

_PAX: Final = frozenset({tarfile.XHDTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.XGLTYPE})
_LONG: Final = frozenset({tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK})
_KINDS: Final[dict[bytes, EntryKind]] = {
    tarfile.REGTYPE: "file",
    tarfile.AREGTYPE: "file",
    tarfile.CONTTYPE: "file",
    tarfile.DIRTYPE: "folder",
    tarfile.LNKTYPE: "link",
    tarfile.SYMTYPE: "link",
}


def is_tar(name: str, head: bytes) -> bool:
    """Tell a tar by its signature; one of before 1988 by its suffix and first checksum."""
    if head[257:262] == b"ustar":
        return _header(head[:BLOCK]) is not None
    return name.lower().endswith(".tar") and _header(head[:BLOCK]) is not None


def entries(opened: Open, budget: Budget, *, in_place: bool) -> Iterator[Entry]:
    """Give the members; raises `Broken` where the archive is cut off or damaged.

    Where the tar lies in place its members do too; else each is kept while it is read.
    """
    with opened() as whole:
        stream = _Forward(whole)
        extra: dict[str, str] = {}
        shared: dict[str, str] = {}
        while True:
            place = stream.position
            block = stream.read(BLOCK)
            if not block:
                raise Broken("the archive ends without its end mark")
            if not block.strip(b"\0"):
                break
            header = _header(block)
            if header is None or header.size < 0:
                raise Broken(f"the archive ends or is damaged at byte {place:,}")
            if header.type in _PAX:
                records = _pax(_content(stream, header))
                (shared if header.type == tarfile.XGLTYPE else extra).update(records)
                continue
            if header.type in _LONG:
                content = _content(stream, header)
                if header.type == tarfile.GNUTYPE_LONGNAME:
                    extra["path"] = _text(content.partition(b"\0")[0])
                continue
            if header.type == tarfile.GNUTYPE_SPARSE and block[_EXTENDED]:
                while len(more := stream.read(BLOCK)) == BLOCK and more[_EXTENDED_MORE]:
                    pass  # the list of its parts goes on
            details, extra = shared | extra, {}
            kind, size = _kind_and_size(header, details)
            begin, end = stream.position, stream.position + size
            spool = Spool(partial(stream.read_to, end))
            lies = partial(_window, opened, begin, size)
            try:
                yield Entry(
                    name=details.get("path", header.name),
                    kind=kind,
                    mtime_ns=_mtime(header, details),
                    open=lies if in_place else spool.open,
                    in_place=True,
                    meter=Meter(budget),
                )
            finally:
                spool.close()
            stream.skip(end - stream.position)
            stream.skip(-size % BLOCK)
        # What follows is padding; a compressed tar has its checksum after it.
        while stream.position - place < _PADDING and stream.read(BLOCK):
            pass


def _window(opened: Open, begin: int, size: int) -> BinaryIO:
    return buffered(Window(opened(), begin, size))


def _kind_and_size(header: tarfile.TarInfo, details: dict[str, str]) -> tuple[EntryKind, int]:
    kind = _KINDS.get(header.type, "special")
    if any(name.startswith("GNU.sparse.") for name in details):
        kind = "special"  # a sparse file may claim any size
    # As in tars of before 1988; of a longer name the header has the first 100 bytes, cut anywhere.
    if kind == "file" and details.get("path", header.name).endswith("/"):
        kind = "folder"
    stated = details.get("size", "")
    if stated.isdigit() and len(stated) < _DIGITS:
        return kind, int(stated)
    return kind, header.size if kind in {"file", "special"} else 0


def _mtime(header: tarfile.TarInfo, details: dict[str, str]) -> int:
    try:
        seconds = float(details.get("mtime", header.mtime))
    except (ValueError, OverflowError):
        return 0
    return int(seconds * 1e9) if 0 < seconds < _LATEST else 0


def _header(block: bytes) -> tarfile.TarInfo | None:
    try:
        return tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
    except (tarfile.HeaderError, ValueError, OverflowError):
        return None


def _content(stream: "_Forward", header: tarfile.TarInfo) -> bytes:
    if header.size > MAX_HEADER:
        raise Broken(f"a header of {header.size:,} bytes at byte {stream.position:,}")
    content = stream.read(header.size)
    if len(content) < header.size:
        raise Broken(f"the archive ends at byte {stream.position:,}")
    stream.skip(-header.size % BLOCK)
    return content


def _pax(content: bytes) -> dict[str, str]:
    """Understand records such as `30 path=a long name`; what is none ends them."""
    records = {}
    while content:
        length, blank, _ = content.partition(b" ")
        if not blank or not length.isdigit() or len(length) > len(str(MAX_HEADER)):
            break
        size = int(length)
        record, content = content[len(length) + 1 : size], content[size:] if size else b""
        name, sign, value = record.rstrip(b"\n").partition(b"=")
        if sign:
            records[_text(name)] = _text(value)
    return records


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


class _Forward:
    """A stream that knows its position and can only go forward."""

    def __init__(self, stream: BinaryIO) -> None:
        """Begin at 0."""
        self._stream = stream
        self.position = 0

    def read(self, size: int) -> bytes:
        """Read up to `size` bytes."""
        block = self._stream.read(size)
        self.position += len(block)
        return block

    def read_to(self, end: int, size: int) -> bytes:
        """Read up to `size` bytes, and not beyond a place."""
        return self.read(min(size, end - self.position))

    def skip(self, size: int) -> None:
        """Go forward; raises `Broken` if the stream ends before."""
        while size > 0:
            block = self.read(min(size, _SKIP))
            if not block:
                raise Broken(f"the archive ends at byte {self.position:,}")
            size -= len(block)

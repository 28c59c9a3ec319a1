"""Small archives for tests, made by the standard library."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from backports import zstd

from searcher.corpus.archives.containers import Found, Member, members
from searcher.corpus.walk import CorpusFile

COMPRESS: Final[Mapping[str, Callable[[bytes], bytes]]] = {
    ".gz": lambda data: gzip.compress(data, mtime=0),
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": zstd.compress,
}
Files = Sequence[tuple[str, bytes]]


def tar(files: Files, *others: tarfile.TarInfo) -> bytes:
    """Make a tar of files, and of headers without content (links, devices, folders)."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in files:
            header = tarfile.TarInfo(name)
            header.size = len(data)
            header.mtime = 1_600_000_000
            archive.addfile(header, io.BytesIO(data))
        for header in others:
            archive.addfile(header)
    return out.getvalue()


def zipped(files: Files, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Make a zip of files; two may have one name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files:
            archive.writestr(zipfile.ZipInfo(name, (2021, 3, 4, 5, 6, 8)), data, method)
    return out.getvalue()


def corpus_file(path: Path, data: bytes | None = None) -> CorpusFile:
    """Give a file as the walk does; write it first if there is data."""
    if data is not None:
        path.write_bytes(data)
    return CorpusFile(str(path.parent), path.name, path, path.stat().st_size, 1)


def opened(file: CorpusFile) -> list[tuple[str, bytes] | tuple[str, str]]:
    """Open all members: place and bytes of each, or place and reason of what was refused."""
    return [_shown(found) for found in members(file)]


def _shown(found: Found) -> tuple[str, bytes] | tuple[str, str]:
    if isinstance(found, Member):
        with found.open() as stream:
            return found.file, stream.read()
    return found.where.file, found.reason

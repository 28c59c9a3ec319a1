"""What is in an archive that anybody may have made? Read once, and only as its manifest says.

Nothing is interpreted that could be compared: each header must be the one that `searcher pack`
writes for the next file of the manifest. So there are no links, no devices, no names that lead
elsewhere, no extended headers; what is there instead is looked at for the message only.
"""

import hashlib
import tarfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO

from searcher.corpus.archives.compression import MAGIC_BYTES, codec_of
from searcher.corpus.archives.streams import Budget, Meter, Unpacked, buffered
from searcher.errors import IndexIncompatible, PackError
from searcher.index.packed.archive import (
    BLOCK,
    MANIFEST_FILE,
    MAX_MANIFEST,
    Held,
    Manifest,
    end,
    header,
    padding,
    shown,
)

_CHUNK = 1 << 20
_AGAIN = "Nothing was unpacked; get the archive again, or pack the index again."


@dataclass(slots=True)
class _Declared(Meter):
    """Lets out at any ratio: the manifest says how much may come, and no more is taken."""

    def allows(self, packed: int, unpacked: int) -> bool:
        del packed, unpacked
        return True


class Archive:
    """An archive that is read from front to back: its manifest first, then each of its files."""

    def __init__(self, file: Path, stream: BinaryIO, meter: Meter) -> None:
        """Use `opened`."""
        self._file = file
        self._stream = stream
        self._meter = meter
        self._position = 0

    def refusal(self, detail: str) -> PackError:
        """Say why the archive is not taken."""
        return PackError(f"{self._file}: {detail}. {_AGAIN}")

    def manifest(self) -> Manifest:
        """Read what is in it; raises `PackError`, and `IndexIncompatible` for a later format."""
        block = self._read(BLOCK)
        found = _header(block)
        if found is None or found.name != MANIFEST_FILE or found.type != tarfile.REGTYPE:
            raise self.refusal(self._broken or "this is no packed index")
        if not 0 <= found.size <= MAX_MANIFEST:
            raise self.refusal(f"{MANIFEST_FILE} claims {found.size:,} bytes")
        data = self._exactly(found.size, MANIFEST_FILE)
        try:
            manifest = Manifest.from_bytes(data)
        except IndexIncompatible as problem:
            raise IndexIncompatible(f"{self._file}: {problem}") from problem
        except ValueError as problem:
            raise self.refusal(str(problem)) from problem
        if block != header(MANIFEST_FILE, len(data)):
            raise self.refusal(f"the header of {MANIFEST_FILE} was altered")
        self._pad(MANIFEST_FILE, len(data))
        return manifest

    def extract(
        self,
        manifest: Manifest,
        put: Callable[[str], AbstractContextManager[IO[bytes]]],
        tell: Callable[[int, int], None],
    ) -> None:
        """Read all files to the archive's end; `put` opens what each is written to, by its name.

        Raises `PackError` at the first that is missing, altered or too much.
        """
        done, total = 0, manifest.size
        for number, held in enumerate(manifest.files):
            block = self._read(BLOCK)
            if block != header(held.name, held.size):
                raise self.refusal(self._why(block, manifest.files, number))
            left, digest = held.size, hashlib.sha256()
            with put(held.name) as stream:
                while left:
                    chunk = self._exactly(min(left, _CHUNK), held.name)
                    digest.update(chunk)
                    stream.write(chunk)
                    left -= len(chunk)
                    done += len(chunk)
                    tell(done, total)
                if digest.hexdigest() != held.sha256:
                    raise self.refusal(f"{held.name} was altered: its digest is another")
            self._pad(held.name, held.size)
        expected = end(self._position)
        found = self._read(len(expected) + 1)
        if len(found) < len(expected) and expected.startswith(found):
            raise self.refusal(self._broken or "it is cut off before its end")
        if found != expected:
            raise self.refusal(self._why(found[:BLOCK], manifest.files, len(manifest.files)))
        if self._broken:
            raise self.refusal(self._broken)

    @property
    def _broken(self) -> str:
        return (
            f"the archive is damaged or cut off ({self._meter.detail})"
            if self._meter.reason
            else ""
        )

    def _read(self, size: int) -> bytes:
        """Read up to so many bytes; fewer at the end only."""
        try:
            block = self._stream.read(size)
        except OSError as problem:
            raise self.refusal(f"it cannot be read ({problem.strerror or problem})") from problem
        self._position += len(block)
        return block

    def _exactly(self, size: int, name: str) -> bytes:
        block = self._read(size)
        if len(block) < size:
            raise self.refusal(self._cut_off(name))
        return block

    def _cut_off(self, name: str) -> str:
        broken = f": {self._meter.detail}" if self._meter.reason else ""
        return f"it is cut off or damaged within {name}{broken}"

    def _pad(self, name: str, size: int) -> None:
        filling = padding(size)
        if self._exactly(len(filling), name) != filling:
            raise self.refusal(f"what follows {name} was altered")

    def _why(self, block: bytes, files: tuple[Held, ...], number: int) -> str:
        """Say what stands where the file of this number, or the archive's end, should begin."""
        wanted = files[number].name if number < len(files) else None
        before = wanted or "its end"
        if len(block) < BLOCK or self._meter.reason:
            return self._broken or f"it is cut off before {before}"
        if not block.strip(b"\0"):
            return f"{wanted} is missing" if wanted else "its end was altered"
        found = _header(block)
        if found is None:
            return f"it was altered before {before}"
        if found.type != tarfile.REGTYPE:
            return f"{shown(found.name)} is no plain file"
        names = [held.name for held in files]
        if found.name in names[:number]:
            return f"{found.name} comes twice"
        if found.name not in names:
            return f"{shown(found.name)} is not in its manifest"
        if found.name != wanted:
            return f"{wanted} is missing before {found.name}"
        if found.size != files[number].size:
            return f"{wanted} has {found.size:,} bytes, its manifest says {files[number].size:,}"
        return f"the header of {wanted} was altered"


def _header(block: bytes) -> tarfile.TarInfo | None:
    try:
        return tarfile.TarInfo.frombuf(block, "ascii", "backslashreplace")
    except (tarfile.HeaderError, ValueError, OverflowError):
        return None


@contextmanager
def opened(file: Path) -> Iterator[Archive]:
    """Open an archive; its first bytes say how it is compressed. Raises `PackError`."""
    try:
        whole = file.open("rb")
    except OSError as problem:
        raise PackError(f"{file}: cannot be read ({problem.strerror or problem}).") from problem
    with whole:
        meter = _Declared(Budget(0))
        codec = codec_of(whole.peek(MAGIC_BYTES)[:MAGIC_BYTES])
        if codec is None:
            yield Archive(file, whole, meter)
            return
        with buffered(Unpacked(whole, codec, meter)) as stream:
            yield Archive(file, stream, meter)

"""Is this file known already? Told by its place and time, else by its bytes."""

import os
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from searcher.corpus.ledger import KnownFile, Ledger
from searcher.corpus.records import digest_file
from searcher.corpus.walk import STDIN, CorpusFile

# A file as young as this when it was read may have been written to again within one tick of its
# clock: it is compared by its bytes and not by its time (as git does).
YOUNG_NS: Final = 2_000_000_000


class Acquaintance:
    """What the ledger of the index in `folder` knows of files."""

    def __init__(self, ledger: Ledger, folder: Path) -> None:
        """Ask this ledger."""
        self._ledger = ledger
        self._folder = folder

    def label(self, folder: Path) -> str:
        """Name a root: relative to the index where possible, so that both can be copied."""
        try:
            return Path(os.path.relpath(folder, self._folder.resolve())).as_posix()
        except ValueError:  # another drive on Windows
            return folder.as_posix()

    def by_place(self, file: CorpusFile, label: str) -> KnownFile | None:
        """Find the file in the ledger, also where it was read below another root."""
        if (known := self._ledger.known(file.file, label)) or file.root == STDIN:
            return known
        for folder in file.path.parents:
            name = file.path.relative_to(folder).as_posix()
            if known := self._ledger.known(name, self.label(folder)):
                self._ledger.moved(
                    known, replace(file, size=known.size, mtime_ns=known.mtime_ns), label
                )
                return replace(known, root=label, file=file.file)
        return None

    def by_bytes(self, digest: bytes, ways: Sequence[str], file: CorpusFile) -> KnownFile | None:
        """Find a file of the same bytes that is no longer where it was: this is it, moved."""
        for known in self._ledger.same_bytes(digest):
            if known.root == STDIN or known.fingerprint not in ways:
                continue
            if Path(known.file).name != file.path.name and Path(known.file).suffix != (
                file.path.suffix
            ):
                continue
            if not os.path.lexists(self._folder / known.root / known.file):
                return known
        return None


def same_time(known: KnownFile, file: CorpusFile) -> bool:
    """Say whether size and time are those that were noted; a young file has no time noted."""
    same = known.size == file.size and known.mtime_ns == file.mtime_ns
    return same and file.mtime_ns > 0


def as_noted(file: CorpusFile) -> CorpusFile:
    """Give the file as the ledger notes it: without its time, where that would tell nothing."""
    young = time.time_ns() - file.mtime_ns <= YOUNG_NS
    return replace(file, mtime_ns=0) if young else file


def changed_since(file: CorpusFile, digest: bytes) -> bool:
    """Say whether a file is no longer the one whose digest was taken before it was read."""
    if file.root == STDIN:
        return False
    try:
        now = file.path.stat()
        same = (now.st_size, now.st_mtime_ns) == (file.size, file.mtime_ns)
        if same and time.time_ns() - now.st_mtime_ns > YOUNG_NS:
            return False
        return digest_file(file) != digest
    except OSError:
        return True

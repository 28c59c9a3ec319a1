"""Is this file known already? Told by its place and time, else by its bytes."""

import os
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from searcher.corpus.accounts.ledger import KnownFile, Ledger
from searcher.corpus.records import digest_file
from searcher.corpus.walk import STDIN, CorpusFile, named, place_named

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
            return named(Path(os.path.relpath(folder, self._folder.resolve())).as_posix())
        except ValueError:  # another drive on Windows
            return named(folder.as_posix())

    def by_place(self, file: CorpusFile, label: str) -> KnownFile | None:
        """Find the file in the ledger, also where it was read below another root."""
        if (known := self._ledger.known(file.file, label)) or file.root == STDIN:
            return known
        for folder in file.path.parents:
            name = named(file.path.relative_to(folder).as_posix())
            if known := self._ledger.known(name, self.label(folder)):
                self._ledger.moved(
                    known, replace(file, size=known.size, mtime_ns=known.mtime_ns), label
                )
                return replace(known, root=label, file=file.file)
        return None

    def by_bytes(self, digest: bytes, file: CorpusFile) -> Iterator[KnownFile]:
        """Find files of the same bytes that are no longer where they were: this one may be moved.

        Its name or its suffix must be the same too.
        """
        for known in self._ledger.same_bytes(digest):
            old = Path(known.file)
            alike = old.name == file.path.name or old.suffix == file.path.suffix
            here = place_named(self._folder, f"{known.root}/{known.file}")
            if known.root != STDIN and alike and not os.path.lexists(here):
                yield known


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

"""How is an index read in a folder that cannot be written to?

tantivy wants to write a lock even to read: it is shown a folder of links to the files.
"""

import os
import tempfile
from pathlib import Path

import tantivy

from searcher.engines.tantivy.seam import TRIES
from searcher.errors import IndexProblem


class LinkedFolder:
    """A folder of links to the files of another, but for its locks."""

    def __init__(self, path: Path) -> None:
        """Make the folder, still empty; raises `IndexProblem` where that fails."""
        self._path = path.resolve()
        try:
            self._folder = tempfile.TemporaryDirectory(
                prefix="searcher-", ignore_cleanup_errors=True
            )
        except OSError as error:
            raise self._problem(error) from error

    def open(self) -> tantivy.Index:
        """Open the index through the links."""
        try:
            for tried in range(1, TRIES + 1):
                self.renew()
                try:
                    return tantivy.Index.open(self._folder.name)
                except ValueError:
                    if tried == TRIES:
                        raise
        except BaseException:
            self.close()
            raise
        raise AssertionError  # the last try returns or raises

    def renew(self) -> None:
        """Link the files that have come, and take away the links to those that have gone."""
        present = _names(self._path)
        linked = _names(Path(self._folder.name))
        for name in linked - present:
            Path(self._folder.name, name).unlink()
        for name in present - linked:
            try:
                Path(self._folder.name, name).symlink_to(self._path / name)
            except OSError as error:
                raise self._problem(error) from error

    def close(self) -> None:
        """Delete the links, and the lock that a thread of tantivy's may write just then.

        Opening starts a thread that reads the index once, whatever is asked of it later.
        """
        for _ in range(TRIES):
            self._folder.cleanup()
            if not Path(self._folder.name).exists():
                return

    def _problem(self, error: OSError) -> IndexProblem:
        return IndexProblem(
            f"{self._path}: this folder cannot be written to, and links to its files cannot be "
            f"made elsewhere: {error}. Give permission to write, or set TMPDIR."
        )


def _names(folder: Path) -> set[str]:
    return {name for name in os.listdir(folder) if not name.endswith(".lock")}  # noqa: PTH208 - quicker

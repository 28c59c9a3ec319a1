"""How do articles get into the index? One writer, one thread that owns it, explicit commits."""

import contextlib
import os
import threading
from pathlib import Path

import tantivy

from searcher import windows
from searcher.article import Article
from searcher.engines.tantivy.analysis import Analysis
from searcher.engines.tantivy.metadata import MetadataWriter
from searcher.engines.tantivy.preparing import Prepared, TantivyPreparer, document
from searcher.engines.tantivy.seam import Seam
from searcher.errors import IngestError
from searcher.identity import stored
from searcher.processors import usable
from searcher.windows import patiently

# Bytes for articles in memory, all threads together; more than this gains little.
HEAP = 256_000_000
# tantivy needs this much for each thread.
_LEAST_HEAP = 15_000_000


class TantivyWriter:
    """Adds, deletes, commits; `close` waits for merges and forgets what was not committed."""

    def __init__(
        self,
        index: tantivy.Index,
        folder: Path,
        analysis: Analysis,
        *,
        heap: int | None = None,
        threads: int | None = None,
    ) -> None:
        """Take the lock; raises `IndexLocked` where another has it."""
        self._folder = folder
        self._seam = Seam(folder, writing=True)
        self._analysis = analysis
        self._preparer = TantivyPreparer(analysis.languages)
        self._schema = index.schema
        self._owner, self._process = threading.get_ident(), os.getpid()
        count = threads or min(4, max(2, usable()))
        with self._seam:
            analysis.register(index)
            self._writer: tantivy.IndexWriter | None = index.writer(
                max(HEAP if heap is None else heap, count * _LEAST_HEAP), count
            )
            # Under the lock.
            self._metadata = MetadataWriter(folder)

    def add(self, article: Article, *, fresh: bool = False) -> None:
        """Put the article in, in place of any with the same id."""
        try:
            prepared = self._preparer.prepare(article, *stored(article))
        except (TypeError, ValueError, OverflowError) as error:
            raise IngestError(f"article {article.id} cannot be stored: {error}.") from error
        self.put(article.id, prepared, fresh=fresh)

    def put(self, article_id: str, prepared: object, *, fresh: bool = False) -> None:
        """Put in what `TantivyPreparer` made of an article, in place of any with the same id.

        `fresh` says that there is none, neither committed nor added since: that saves a look.
        """
        if not isinstance(prepared, Prepared):
            raise TypeError(f"{article_id}: not prepared by this engine")
        with self._seam:
            writer = self._own()
            try:
                place = self._metadata.append(prepared.metadata)
                built = document(prepared, self._schema, self._analysis, place)
            except (TypeError, ValueError, OverflowError) as error:
                raise IngestError(f"article {article_id} cannot be stored: {error}.") from error
            if not fresh:
                writer.delete_documents_by_term("id", article_id)
            writer.add_document(built)

    def delete(self, article_id: str) -> None:
        """Take the article out; unknown ids are ignored."""
        with self._seam:
            self._own().delete_documents_by_term("id", article_id)

    def commit(self) -> None:
        """Make all changes durable and visible, at once."""
        with self._seam:
            writer = self._own()
            self._metadata.sync()
            patiently(writer.commit)
            share(self._folder)

    def rollback(self) -> None:
        """Forget everything since the last commit."""
        with self._seam:
            self._own().rollback()

    def close(self) -> None:
        """Release the lock, after merges are done; what was not committed is forgotten."""
        if self._writer is None:
            return
        with self._seam:
            writer = self._own()
            self._writer = None
            self._metadata.close()
            # Consumes the writer; returning earlier would leave segments unmerged.
            writer.wait_merging_threads()
            share(self._folder)

    def _own(self) -> tantivy.IndexWriter:
        if self._writer is None:
            raise IngestError(f"{self._folder}: this writer is closed. Open another.")
        if self._owner != threading.get_ident() or self._process != os.getpid():
            raise IngestError(
                f"{self._folder}: a writer belongs to the thread that opened it. "
                "Hand articles over to that thread."
            )
        return self._writer


def share(folder: Path) -> None:
    """Let all who may read the folder read the two files that tantivy makes private."""
    if windows.HERE:  # the two have the folder's permissions there
        return
    # Another's file, or a medium without modes, stays as it is.
    with contextlib.suppress(OSError):
        mode = folder.stat().st_mode & 0o666
        for name in ("meta.json", ".managed.json"):
            (folder / name).chmod(mode)

"""The one writer of an index, with its ledger: both advance together, the ledger second."""

import contextlib
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from searcher.article import Article
from searcher.corpus.accounts.ledger import Ledger
from searcher.corpus.accounts.rows import article_of
from searcher.corpus.accounts.standing import Target
from searcher.corpus.accounts.taken import Taken, Taker
from searcher.engines.base import Engine
from searcher.errors import IndexDamaged, IndexProblem, IngestError, SearcherError
from searcher.identity import stored as stored_form
from searcher.index.folder.holder import take_writer
from searcher.index.folder.home import LEDGER_FILE, engine_folders, left_behind
from searcher.index.folder.leaving import Leaving
from searcher.index.folder.settings import Settings
from searcher.index.writing.grouping import Grouping
from searcher.index.writing.held import Held
from searcher.index.writing.release import release
from searcher.query.model import SearchRequest

# A commit costs as much as some 10,000 articles: all that was added must have been indexed, and the
# processes that read wait for that. By text, of which this is about 200,000 articles ...
COMMIT_CHARACTERS = 1_000_000_000
# ... or by time, where reading takes long: so much is lost at most if the power fails.
COMMIT_SECONDS = 300.0


class Session:
    """Changes to an index, in a `with` statement; what was not committed is forgotten at its end.

    `notes` say what an earlier run left behind that was put right.
    """

    def __init__(
        self,
        engine: Engine,
        folder: Path,
        *,
        generation: str,
        commit_every: int = COMMIT_CHARACTERS,
        stories: bool = True,
    ) -> None:
        """Prepare; `commit_every` counts characters of text between commits.

        `generation` names the folder that the engine was opened in. Without `stories` copies are
        not looked for.
        """
        self._engine = engine
        self._generation = generation
        self.folder = folder
        self._commit_every = commit_every
        self._characters = 0
        self._open = contextlib.ExitStack()
        self.taker = Taker(engine.preparer().prepare, stories)
        self.target = Target(self._add, self._restore, self._delete, self._fetch)
        self.notes: list[str] = []

    def __enter__(self) -> Self:
        """Take the lock and check the ledger against the index; raises `IndexLocked`."""
        with contextlib.ExitStack() as opening:
            self._writer = opening.enter_context(take_writer(self._engine, self.folder))
            opening.enter_context(_ledger_errors(self.folder / LEDGER_FILE))
            self._clear_leftovers()
            self.held = Held(self.folder)
            opening.callback(self.held.close)
            self._leaving = Leaving(self.folder)
            opening.callback(self._leaving.close)
            self._committed = time.monotonic()
            # Another process may have written between opening and now.
            self._engine.refresh()
            self.ledger = Ledger.open(self.folder / LEDGER_FILE)
            opening.callback(self.ledger.close)
            self.grouping = Grouping(self._engine, self.ledger, self.held, self._put, self.put)
            self._catch_up()
            self._open = opening.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Release the lock; raises `IngestError` for a failure of the ledger's file."""
        self._open.__exit__(kind, problem, trace)
        if problem is None:
            self._engine.refresh()

    def commit(self) -> None:
        """Make everything durable and visible."""
        self.grouping.settle()
        self._leaving.sync()
        self._writer.commit()
        self._engine.refresh()
        self.ledger.commit(self._engine.commit_stamp() or "")
        self._leaving.clear()
        self.held.clear()
        release()
        self._characters = 0
        self._committed = time.monotonic()

    def commit_if_due(self) -> None:
        """Commit where enough has come together."""
        late = time.monotonic() - self._committed > COMMIT_SECONDS and self._characters
        if late or self.is_due(0):
            self.commit()

    def is_due(self, more: int) -> bool:
        """Say whether enough would have come together with so many characters more."""
        return self._characters + more >= self._commit_every

    def _add(self, taken: Taken, fresh: bool) -> None:
        self.held.add(taken.id, taken.stored)
        self._characters += taken.characters
        self.grouping.add(taken, fresh=fresh)

    def _put(self, one: bytes, prepared: object, fresh: bool) -> None:
        self._writer.put(one.hex(), prepared, fresh=fresh)

    def put(self, article: Article) -> None:
        """Put an article in whose story is known."""
        taken = self.taker(article)
        self._writer.put(article.id, taken.prepared)
        self.held.add(taken.id, taken.stored)

    def _restore(self, stored: bytes) -> None:
        article = replace(article_of(stored), story=None)
        (taken,) = self.taker.sketched([self.taker(article)], [article])
        self._add(taken, False)

    def _delete(self, article_id: str) -> None:
        self._writer.delete(article_id)
        one = bytes.fromhex(article_id)
        self.held.drop(one)
        self.grouping.drop(one)

    def _fetch(self, article_id: str) -> bytes:
        if held := self.held.get(bytes.fromhex(article_id)):
            return held
        article = self._engine.get(article_id)
        if article is None:
            # The ledger was checked against the index when the session began.
            raise AssertionError(f"article {article_id} is in the ledger and not in the index")
        stored = stored_form(article)[0]
        self._leaving.add(stored)
        return stored

    def _catch_up(self) -> None:
        """After an interruption: learn what the index has and the ledger missed."""
        stamp = self._engine.commit_stamp() or ""
        if self.ledger.stamp == stamp:
            self._leaving.clear()
            return
        everything = self._engine.scan(SearchRequest(limit=None), order="stored")
        found = self.ledger.recover(everything, self.target, self._leaving.read())
        if found.adopted:
            known = map(self._engine.get, self.ledger.adopted())
            self.grouping.remember(one for one in known if one)
            # Who put them in may have looked for no copies.
            self.ledger.ungrouped = True
        if found.adopted or found.forgotten or found.weighed:
            self.commit()
        else:
            # A new ledger, or an index that was built anew: only the stamp differs.
            self.ledger.commit(stamp)
            self._leaving.clear()
        if found.adopted:
            count = "1 article" if found.adopted == 1 else f"{found.adopted} articles"
            self.notes.append(
                f"An earlier ingest was interrupted: {count} of its last commit were "
                "found, and will be matched with their files when those are read again."
            )
        elif found.forgotten:
            count = "1 article" if found.forgotten == 1 else f"{found.forgotten} articles"
            self.notes.append(
                f"The index lacks {count} that it should hold (an older copy of its files, or an "
                "interrupted ingest): their files will be read again."
            )
        elif found.weighed:
            count = "1 article" if found.weighed == 1 else f"{found.weighed} articles"
            self.notes.append(
                f"An earlier ingest was interrupted: {count} that its last commit took out were "
                "weighed anew."
            )

    def _clear_leftovers(self) -> None:
        """Delete what a kill left: spooled input, a state, a half-built engine folder."""
        if Settings.read(self.folder).folder != self._generation:
            raise IndexProblem(
                f"{self.folder} was built anew since it was opened. Open it again, and repeat this."
            )
        for left in left_behind(self.folder):
            with contextlib.suppress(OSError):
                left.unlink(missing_ok=True)
        for built in engine_folders(self.folder):
            if built.name != self._generation:
                import shutil

                shutil.rmtree(built, ignore_errors=True)


@contextlib.contextmanager
def _ledger_errors(ledger: Path) -> Iterator[None]:
    """Give the ledger's failures our names."""
    try:
        yield
    except sqlite3.Error as problem:
        raise _named(problem, ledger) from problem


def _named(problem: sqlite3.Error, ledger: Path) -> SearcherError:
    text = str(problem)
    if "full" in text or "disk I/O" in text:
        return IngestError(
            f"{ledger}: cannot be written ({text}). What was committed before is intact; free "
            "some space and ingest again."
        )
    if isinstance(problem, sqlite3.OperationalError) and "malformed" not in text:
        return IngestError(f"{ledger}: {text}. What was committed before is intact.")
    return IndexDamaged(
        f"{ledger}: damaged ({text}). Delete it and ingest the same files again: articles that "
        "are in the index already are recognised."
    )

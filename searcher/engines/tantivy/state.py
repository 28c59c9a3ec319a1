"""What names the corpus? The sum of its articles' digests, remembered per commit.

Reading all digests takes about a second for a million articles, so the sum is kept in a small file
beside the index, with a stamp of the commit that it belongs to. The file is a cache: it may be
lost, and cannot be written on read-only media.
"""

import contextlib
import os
from collections.abc import Callable
from pathlib import Path

import tantivy

from searcher.engines.tantivy.plan import Planner
from searcher.engines.tantivy.seam import Seam
from searcher.engines.tantivy.walk import windows
from searcher.json_text import read_json
from searcher.results import CorpusState


def read_stamp(folder: Path) -> str:
    """Give a text that changes with every commit that changes articles, but not with merges."""
    return stamp_of((folder / "meta.json").read_bytes())


def stamp_of(description: bytes) -> str:
    """Give the stamp of the commit that the bytes of a `meta.json` describe."""
    meta = read_json(description)
    live = sum(
        segment["max_doc"] - ((segment.get("deletes") or {}).get("num_deleted_docs") or 0)
        for segment in meta["segments"]
    )
    return f"{meta['opstamp']}-{live}"


class LateState(CorpusState):
    """A state that is computed when its digest is read, once: most answers are shown without it.

    Equal to, shown and copied as, the state that it stands for.
    """

    __slots__ = ("_compute", "_known")
    _compute: Callable[[], CorpusState]
    _known: CorpusState | None

    def __init__(self, articles: int, compute: Callable[[], CorpusState]) -> None:
        """`compute` must give the state of the snapshot that `articles` were counted on."""
        object.__setattr__(self, "articles", articles)
        object.__setattr__(self, "_compute", compute)
        object.__setattr__(self, "_known", None)

    @property
    def digest(self) -> str:
        """The sum of the articles' digests."""
        known = self._known
        if known is None:
            known = self._compute()
            object.__setattr__(self, "_known", known)
        return known.digest

    def __eq__(self, other: object) -> bool:
        """Compare as a state."""
        if not isinstance(other, CorpusState):
            return NotImplemented
        return (self.articles, self.digest) == (other.articles, other.digest)

    def __hash__(self) -> int:
        """Hash as a state does."""
        return hash(CorpusState(self.digest, self.articles))

    def __repr__(self) -> str:
        """Show the state."""
        return repr(CorpusState(self.digest, self.articles))

    def __reduce__(self) -> tuple[type[CorpusState], tuple[str, int]]:
        """Copy and pickle as what it stands for."""
        return CorpusState, (self.digest, self.articles)


def late(
    searcher: tantivy.Searcher, planner: Planner, cache: Path | None, stamp: str | None, seam: Seam
) -> LateState:
    """Give the state of a snapshot; `stamp` is of its commit, None if that is not certain."""

    def read() -> CorpusState:
        with seam:
            known = None
            if cache is not None and stamp is not None:
                known = recall(cache, stamp, searcher.num_docs)
            if known is not None:
                return known
            computed = compute(searcher, planner)
            if cache is not None and stamp is not None:
                remember(cache, stamp, computed)
            return computed

    return LateState(searcher.num_docs, read)


def compute(searcher: tantivy.Searcher, planner: Planner) -> CorpusState:
    """Add up the digests of all articles, modulo 2**256."""
    total = 0
    for window in windows(searcher, planner, tantivy.Query.all_query()):
        addresses = [address for _, address in window]
        for part in range(4):
            values = searcher.fast_field_values(f"digest{part}", addresses)
            total += sum(int(value or 0) for value in values) << 64 * (3 - part)
    return CorpusState(f"{total % 2**256:064x}", searcher.num_docs)


def recall(cache: Path, stamp: str, articles: int) -> CorpusState | None:
    """Read the remembered state, if it belongs to this commit."""
    try:
        held = read_json(cache.read_bytes())
        digest = held["digest"]
        fits = held["stamp"] == stamp and held["articles"] == articles
        if fits and len(digest) == 64 and int(digest, 16) >= 0:  # noqa: PLR2004 - hex digits
            return CorpusState(digest, articles)
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return None


def written(stamp: str, state: CorpusState) -> bytes:
    """Give the file that remembers a state."""
    import orjson

    return orjson.dumps({"stamp": stamp, "digest": state.digest, "articles": state.articles})


def remember(cache: Path, stamp: str, state: CorpusState) -> None:
    """Keep the state for the next process, if that is possible."""
    import tempfile

    temporary = None
    try:
        number, temporary = tempfile.mkstemp(prefix=f".{cache.name}-", dir=cache.parent)
        with os.fdopen(number, "wb") as file:
            file.write(written(stamp, state))
        Path(temporary).chmod(cache.parent.stat().st_mode & 0o666)
        Path(temporary).replace(cache)
    except OSError:
        if temporary is not None:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()

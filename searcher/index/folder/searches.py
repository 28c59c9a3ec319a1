"""Which searches are saved with an index? One legible file, `searches.json`, in its folder.

Users may edit it, and archives bring it from strangers: whatever is read here is checked.
"""

import datetime as dt
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Unpack

import orjson

from searcher.article import fold
from searcher.errors import (
    IndexDamaged,
    IndexIncompatible,
    IndexLocked,
    IndexProblem,
    SearcherError,
    UsageError,
)
from searcher.index.folder.durable import sync, sync_folder, try_lock
from searcher.index.folder.home import (
    SEARCHES_FILE,
    SEARCHES_LOCK,
    SEARCHES_TEMPORARY,
    is_index,
    missing,
)
from searcher.index.folder.settings import Settings
from searcher.query.arguments import Filters, Options
from searcher.query.fields import not_known
from searcher.query.keep import checked, kept
from searcher.query.lexer import clean
from searcher.query.model import SearchRequest
from searcher.query.narrow import narrowed
from searcher.query.params import build, from_params
from searcher.record import Record, record
from searcher.windows import patiently

_FORMAT = 1
MOST = 1_000
MAX_BYTES = 4 << 20
MAX_NAME = 64  # characters
_PATIENCE = 5.0  # seconds to wait while another process saves


@record
class Saved(Record):
    """A saved search: names and values as in a link, times as they were typed; `saved` is UTC."""

    name: str
    params: dict[str, list[str]]
    saved: str

    def request(self) -> SearchRequest:
        """Understand it as of today; raises as `from_params` does."""
        return from_params(self.params)


class Searches:
    """The saved searches of one index."""

    def __init__(self, index: Path) -> None:
        """Name the folder of an index; raises `IndexNotFound`."""
        if not is_index(index):
            raise missing(index)
        self._folder = index
        self._path = index / SEARCHES_FILE

    def list(self) -> tuple[Saved, ...]:
        """List them by name; raises `IndexDamaged` where the file cannot be understood."""
        try:
            with self._path.open("rb") as stream:
                data = stream.read(MAX_BYTES + 1)
        except FileNotFoundError:
            return ()
        except OSError as problem:
            raise IndexProblem(
                f"{self._path}: cannot be read ({problem.strerror or problem})."
            ) from problem
        try:
            return understood(data)
        except IndexIncompatible as problem:
            raise IndexIncompatible(f"{self._folder}: {problem}") from problem
        except ValueError as problem:
            raise IndexDamaged(
                f"{self._path}: {problem}. Mend the file, or remove it: it holds nothing else than "
                "saved searches."
            ) from problem

    def get(self, name: str) -> Saved:
        """Find one, whatever the case and accents; raises `ValueNotKnown` with those there are."""
        every = self.list()
        for one in every:
            if fold(one.name) == fold(name):
                return one
        raise not_known("saved search", clean(name)[:MAX_NAME], tuple(one.name for one in every))

    def save(
        self, name: str, words: str = "", *, force: bool = False, **filters: Unpack[Filters]
    ) -> Saved:
        """Save words and filters under a name; `force` replaces another of that name.

        Relative dates stay as they are. Raises `UsageError` for the name or where nothing is asked
        for, as `search` does for a mistake, and `IndexProblem` where the folder is read-only.
        """
        made = Saved(named(name), kept(words, **filters), _now())
        if not made.params:
            raise UsageError("nothing to save: give words or filters.")
        with self._changing():
            others = [one for one in self.list() if fold(one.name) != fold(name)]
            if len(others) < len(self.list()) and not force:
                raise UsageError(
                    f"there is a saved search “{made.name}” already. Replace it with --force, or "
                    "choose another name."
                )
            self._write([*others, made])
        return made

    def remove(self, name: str) -> Saved:
        """Take one away, and give it; raises as `get` and `save` do."""
        with self._changing():
            gone = self.get(name)
            self._write([one for one in self.list() if one.name != gone.name])
        return gone

    def request(self, name: str, words: str = "", **options: Unpack[Options]) -> SearchRequest:
        """Give the request for what a saved search finds, narrowed by further words and filters."""
        return self.within(name, build(words, **options))

    def within(
        self, name: str, further: SearchRequest, *, counted: Iterable[str] = ()
    ) -> SearchRequest:
        """Give a further request, for what a saved search finds; raises as `get` does.

        `counted` are fields whose values are counted within it, beside the request's own facets.
        """
        saved = self.get(name)
        try:
            asked = saved.request()
        except SearcherError as problem:
            raise UsageError(
                f"the saved search “{saved.name}” cannot be asked: {problem}"
            ) from problem
        return narrowed(asked, further, counted=counted)

    def _write(self, searches: Sequence[Saved]) -> None:
        if len(searches) > MOST:
            raise UsageError(f"an index keeps {MOST:,} searches at most: remove some.")
        data = written(searches)
        if len(data) > MAX_BYTES:
            raise UsageError(f"saved searches take {MAX_BYTES:,} bytes at most: remove some.")
        temporary = self._folder / SEARCHES_TEMPORARY
        with temporary.open("wb") as stream:
            stream.write(data)
            sync(stream)
        patiently(lambda: temporary.replace(self._path))
        sync_folder(self._folder)

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Let one process change the file at a time; says clearly where it cannot be written."""
        Settings.read(self._folder)  # a newer version's index stays as that left it
        try:
            with (self._folder / SEARCHES_LOCK).open("ab") as lock:
                _wait_for(lock, self._path)
                yield
        except OSError as problem:
            raise IndexProblem(
                f"{self._folder}: searches cannot be saved here "
                f"({problem.strerror or problem}). Give permission to write in the folder, or copy "
                "the index."
            ) from problem


def _wait_for(lock: IO[bytes], path: Path) -> None:
    end = time.monotonic() + _PATIENCE
    while not try_lock(lock):
        if time.monotonic() > end:
            raise IndexLocked(f"{path}: another process is saving a search. Try again.")
        time.sleep(0.02)


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def named(name: str) -> str:
    """Give a name as it is kept; raises `UsageError` for what is none."""
    tidy = " ".join(clean(name).split()) if name.isprintable() else ""
    if not (any(map(str.isalnum, tidy)) and len(tidy) <= MAX_NAME and tidy[0] != "-"):
        raise UsageError(
            f"{name[:MAX_NAME]!r} is no name for a search: up to {MAX_NAME} printable characters, "
            "with a letter or digit, and no dash in front."
        )
    return tidy


def written(searches: Sequence[Saved]) -> bytes:
    """Give the bytes of the file: by name, to be read by people too."""
    listed = [
        {"name": one.name, "saved": one.saved, "ask": one.params}
        for one in sorted(searches, key=lambda one: fold(one.name))
    ]
    options = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
    return orjson.dumps({"format": _FORMAT, "searches": listed}, option=options)


def understood(data: bytes) -> tuple[Saved, ...]:
    """Read the bytes of the file, which may be anybody's; raises `ValueError` with what is wrong.

    `IndexIncompatible` where a newer version wrote it.

    Whether a search can be asked is seen when it is: one that cannot must not bar the others.
    """
    if len(data) > MAX_BYTES:
        raise ValueError(f"it is larger than {MAX_BYTES:,} bytes")
    try:
        held = orjson.loads(data)
        if type(held["format"]) is int and held["format"] > _FORMAT:
            raise IndexIncompatible(
                f"{SEARCHES_FILE} was written by a newer version of searcher. Update searcher."
            )
        if held["format"] != _FORMAT:
            raise ValueError(f"its format is {str(held['format'])[:20]!r}, not {_FORMAT}")
        found = [_saved(one) for one in held["searches"]]
    except (KeyError, TypeError, AttributeError, orjson.JSONDecodeError) as problem:
        raise ValueError(f"it is no list of saved searches ({str(problem)[:100]})") from problem
    if len(found) > MOST:
        raise ValueError(f"it holds {len(found):,} searches, more than {MOST:,}")
    if len({fold(one.name) for one in found}) < len(found):
        raise ValueError("two searches have one name")
    return tuple(sorted(found, key=lambda one: fold(one.name)))


def _saved(held: dict[str, Any]) -> Saved:
    name, when = held["name"], held["saved"]
    if not isinstance(name, str) or not isinstance(when, str):
        raise TypeError("a name is no text")
    try:
        dt.datetime.fromisoformat(when)
        saved = Saved(named(name), checked(held["ask"]), when)
    except SearcherError as problem:
        raise ValueError(f"the search {name[:MAX_NAME]!r} is none: {problem}") from problem
    return saved

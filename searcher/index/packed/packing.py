"""Pack an index into one file that can be carried elsewhere; `unpack` opens it there.

Files are read twice: first for their digests, which the manifest at the archive's begin lists,
then to be written. A file that changed in between is noticed so.
"""

import contextlib
import hashlib
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from searcher.corpus.accounts.ledger import check_version
from searcher.engines.tantivy import SCHEMA_VERSION, TantivyEngine
from searcher.engines.tantivy.files import MANAGED_FILE, META_FILE, in_force, managed
from searcher.engines.tantivy.metadata import METADATA_FILE
from searcher.engines.tantivy.state import stamp_of, written
from searcher.errors import IndexDamaged, PackError
from searcher.index.facade import Index
from searcher.index.folder.holder import take_writer
from searcher.index.folder.home import (
    LEAVING_FILE,
    LEDGER_FILE,
    SEARCHES_FILE,
    SETTINGS_FILE,
    STATE_FILE,
    resolve,
)
from searcher.index.folder.opening import opened
from searcher.index.folder.peek import peek
from searcher.index.folder.searches import Searches
from searcher.index.folder.searches import written as searches_file
from searcher.index.folder.settings import Settings
from searcher.index.packed.archive import MANIFEST_FILE, Held, Manifest, end, header, padding
from searcher.index.packed.writer import check_target, packing_of, put_in_place
from searcher.own_files import read_from
from searcher.query.model import SearchRequest
from searcher.results import CorpusState

OnBytes = Callable[[int, int], None]
Sources = dict[str, Path | bytes]

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Packed:
    """What was packed: `files` and `bytes` of the index, `size` of the archive at `path`."""

    path: Path
    articles: int
    digest: str
    files: int
    bytes: int
    size: int

    def as_json(self) -> dict[str, object]:
        """Give plain JSON types."""
        return {**asdict(self), "path": str(self.path)}


def pack(
    where: str | Path | None,
    target: str | Path,
    *,
    force: bool = False,
    on_progress: OnBytes | None = None,
) -> Packed:
    """Pack an index into the file `target`, whose suffix says how it is compressed.

    Nobody can write to the index meanwhile; searches go on. `force` replaces an existing file.
    `on_progress` is told the bytes done, and of how many; each counts twice, being read twice.
    The list of rejected records stays behind. Raises `UsageError` for the target, `IndexNotFound`,
    `IndexLocked`, `IndexIncompatible`, `IndexDamaged`, and `PackError` where the file cannot be
    written or the index changed meanwhile.
    """
    path, target = resolve(where), Path(target)
    Index.open(where, authors="none").close()
    packing = packing_of(target)
    check_target(target, path, force=force)
    settings, engine, _ = opened(path, where)
    with contextlib.closing(engine), contextlib.ExitStack() as open_:
        # Whoever unpacks it would be refused.
        peek(path, lambda db: check_version(db, path / LEDGER_FILE), 0)
        for _ in engine.walk(SearchRequest(), depth="metadata"):
            pass  # it is checked where it is read, and a writer would make the file anew
        if not engine.read_only:
            open_.enter_context(take_writer(engine, path))
        before = _seen(path, settings)
        sources, state = _sources(path, settings, engine)
        if _journal(path):
            sources[LEDGER_FILE] = _recovered(path, open_, target)
        pace = _Pace(sources, on_progress)
        with put_in_place(target, packing, force=force) as stream:
            manifest = Manifest(
                tool=_tool(),
                engine=settings.engine,
                schema=SCHEMA_VERSION,
                languages=settings.languages,
                digest=state.digest,
                articles=state.articles,
                files=tuple(_measured(name, sources[name], pace) for name in sorted(sources)),
            )
            _write(stream, manifest, sources, pace)
            if _seen(path, settings) != before:
                raise _changed(path)
    return Packed(
        path=target,
        articles=state.articles,
        digest=state.digest,
        files=len(manifest.files),
        bytes=manifest.size,
        size=target.stat().st_size,
    )


def _tool() -> str:
    from searcher._version import __version__

    return __version__


def _sources(path: Path, settings: Settings, engine: TantivyEngine) -> tuple[Sources, CorpusState]:
    """Choose the files; two small ones are written anew, as they would be found or as they must."""
    folder = path / settings.folder
    if Settings.read(path) != settings:
        raise _changed(path)
    try:
        meta = (folder / META_FILE).read_bytes()
        names = in_force(meta, (inside.name for inside in folder.iterdir()))
        stamp = stamp_of(meta)
        own = (path / SETTINGS_FILE).read_bytes()
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise IndexDamaged(
            f"{folder / META_FILE}: cannot be read ({problem}). Restore a copy of it."
        ) from problem
    engine.refresh()
    # Computed anew: what is remembered beside the index may be wrong.
    state = engine.state()
    state = CorpusState(state.digest, state.articles)
    every = (*names, METADATA_FILE)
    sources: Sources = {f"{settings.folder}/{name}": folder / name for name in every}
    sources[f"{settings.folder}/{META_FILE}"] = meta
    sources[f"{settings.folder}/{MANAGED_FILE}"] = managed(names)
    sources[SETTINGS_FILE] = own
    sources[STATE_FILE] = written(stamp, state)
    if (path / LEDGER_FILE).is_file():
        sources[LEDGER_FILE] = path / LEDGER_FILE
    # A run was killed: what its last commit took out may be nowhere else.
    with contextlib.suppress(OSError), read_from(path / LEAVING_FILE) as leaving:
        if leaving.read(1):
            sources[LEAVING_FILE] = path / LEAVING_FILE
    if searches := Searches(path).list():
        sources[SEARCHES_FILE] = searches_file(searches)
    return sources, state


def _journal(path: Path) -> Path | None:
    """Give the ledger's journal, where a run was killed while it wrote."""
    journal = path / f"{LEDGER_FILE}-journal"
    try:
        return journal if journal.stat().st_size else None
    except OSError:
        return None


def _recovered(path: Path, open_: contextlib.ExitStack, target: Path) -> Path:
    """Put the ledger right as its next writer would, but in a copy: the index stays as it is."""
    import shutil

    try:
        made = tempfile.TemporaryDirectory(prefix=".searcher-", dir=target.parent)
        folder = Path(open_.enter_context(made))
        for name in (LEDGER_FILE, f"{LEDGER_FILE}-journal"):
            shutil.copyfile(path / name, folder / name)
        with contextlib.closing(sqlite3.connect(folder / LEDGER_FILE)) as db:
            db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except (OSError, sqlite3.Error) as problem:
        raise PackError(
            f"{path / LEDGER_FILE}: an interrupted run left it unfinished, and it cannot be put "
            f"right beside {target} ({problem}). Free some space there, or ingest again."
        ) from problem
    return folder / LEDGER_FILE


def _seen(path: Path, settings: Settings) -> list[tuple[int, int, int] | None]:
    """Tell one commit from another, also where no lock can be had."""
    seen: list[tuple[int, int, int] | None] = []
    for name in (f"{settings.folder}/{META_FILE}", SETTINGS_FILE, LEDGER_FILE, LEAVING_FILE):
        try:
            status = (path / name).stat()
        except OSError:
            seen.append(None)
        else:
            seen.append((status.st_ino, status.st_size, status.st_mtime_ns))
    return seen


def _changed(path: Path) -> PackError:
    return PackError(f"{path}: the index changed while it was packed. Pack it again.")


class _Pace:
    """Tells how many bytes are done."""

    def __init__(self, sources: Mapping[str, Path | bytes], tell: OnBytes | None) -> None:
        self._tell = tell
        self._done = 0
        self._all = 2 * sum(map(_size, sources.values()))

    def add(self, size: int) -> None:
        self._done += size
        if self._tell is not None:
            self._tell(self._done, self._all)


def _size(source: Path | bytes) -> int:
    if isinstance(source, bytes):
        return len(source)
    with _reading(source):
        return source.stat().st_size


@contextlib.contextmanager
def _reading(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        raise PackError(
            f"{file}: cannot be read ({problem.strerror or problem}). Nothing was "
            "packed; if others write to the index, pack it again."
        ) from problem


def _chunks(source: Path | bytes, pace: _Pace) -> Iterator[bytes]:
    if isinstance(source, bytes):
        pace.add(len(source))
        yield source
        return
    with _reading(source):
        stream = source.open("rb")
    with stream:
        while True:
            with _reading(source):
                chunk = stream.read(_CHUNK)
            if not chunk:
                return
            pace.add(len(chunk))
            yield chunk


def _measured(name: str, source: Path | bytes, pace: _Pace) -> Held:
    size, digest = 0, hashlib.sha256()
    for chunk in _chunks(source, pace):
        size += len(chunk)
        digest.update(chunk)
    return Held(name, size, digest.hexdigest())


def _write(stream: IO[bytes], manifest: Manifest, sources: Sources, pace: _Pace) -> None:
    """Write the archive; raises `PackError` where a file is not what was measured."""
    own = manifest.to_bytes()
    position = stream.write(header(MANIFEST_FILE, len(own)) + own + padding(len(own)))
    for held in manifest.files:
        position += stream.write(header(held.name, held.size))
        left, digest = held.size, hashlib.sha256()
        for chunk in _chunks(sources[held.name], pace):
            left -= len(chunk)
            digest.update(chunk)
            position += stream.write(chunk)
        if left or digest.hexdigest() != held.sha256:
            raise PackError(
                f"{held.name} of the index changed while it was packed. Pack the index again."
            )
        position += stream.write(padding(held.size))
    stream.write(end(position))

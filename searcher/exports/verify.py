"""Is an export still what it says it is? Its files are digested, its requests run again.

Articles are compared by id and content digest, so that those added, removed and changed since are
named, one by one.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import orjson

from searcher.errors import ExportError, SearcherError
from searcher.exports.ahead import ahead
from searcher.exports.manifest import ARTICLE_BYTES, FORMAT
from searcher.exports.plan import SORTED_MOST
from searcher.exports.streams import digest_of
from searcher.exports.work import MANIFEST
from searcher.index import Index
from searcher.query.model import SearchRequest
from searcher.query.params import from_params
from searcher.record import Record

if TYPE_CHECKING:
    from searcher.engines.base import WalkOrder

FileState = Literal["as written", "changed", "missing"]
_ID = 16  # bytes of an entry; the rest is the content digest


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Checked(Record):
    """One request run again: its rows then and now, and the ids of articles that differ."""

    name: str
    before: int
    now: int
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()

    @property
    def same(self) -> bool:
        """Whether the same articles say the same."""
        return self.before == self.now and not (self.added or self.removed or self.changed)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Verified(Record):
    """What came of it: the state of each file by name; the requests, if the index was asked.

    `index` is the place of the one that was asked, None if none was.

    `corpus_same` says whether the index holds the corpus that was exported; `notes` what a user
    should know.
    """

    index: Path | None
    files: Mapping[str, FileState]
    requests: tuple[Checked, ...]
    corpus_same: bool | None
    notes: tuple[str, ...]

    @property
    def intact(self) -> bool:
        """Whether every file is as it was written."""
        return all(state == "as written" for state in self.files.values())

    @property
    def same(self) -> bool:
        """Whether the requests give the same articles now."""
        return all(one.same for one in self.requests)

    def as_json(self) -> dict[str, Any]:
        """Give plain JSON types."""
        return {
            "intact": self.intact,
            "same": self.same if self.corpus_same is not None else None,
            "corpus_same": self.corpus_same,
            "files": dict(self.files),
            "requests": [
                {
                    "name": one.name,
                    "before": one.before,
                    "now": one.now,
                    "added": list(one.added),
                    "removed": list(one.removed),
                    "changed": list(one.changed),
                }
                for one in self.requests
            ],
            "notes": list(self.notes),
        }


def verify(
    manifest: str | Path,
    index: Index | str | Path | None = None,
    *,
    files_only: bool = False,
    on_progress: Callable[[str], None] | None = None,
) -> Verified:
    """Check the files beside a manifest, and run its requests again over an index.

    `index` is the one that the manifest names, if not given. Raises `ExportError` for what is no
    manifest, and as `Index.open` does.
    """
    path = Path(manifest)
    said = _read(path)
    tell = on_progress or (lambda _: None)
    files: dict[str, FileState] = {}
    for entry in said["files"]:
        tell(entry["name"])
        files[entry["name"]] = _state(path.parent / entry["name"], entry)
    if files_only:
        return Verified(None, files, (), None, ())
    where = index.path if isinstance(index, Index) else index
    with Index.open(said["index"] if where is None else where, snapshot=True) as opened:
        notes = list(_versions(said, opened))
        corpus = opened.search(limit=1, sort="oldest").corpus
        name = _articles_name(path)
        if files.get(name) != "as written":
            raise ExportError(
                f"{path.parent / name}: the list of articles is {files.get(name, 'missing')}, so "
                "they cannot be compared. Restore it, or check the files alone: --files-only."
            )
        checked, at = [], 0
        for request in said["requests"]:
            tell(request["name"])
            checked.append(_check(opened, said, request, path.parent / name, at))
            at += request["rows"] * ARTICLE_BYTES
        same = corpus.digest == said["corpus"]["digest"]
        return Verified(opened.path, files, tuple(checked), same, tuple(notes))


def _read(path: Path) -> dict[str, Any]:
    try:
        said = orjson.loads(path.read_bytes())
        version = said["manifest"]
        if version > FORMAT:
            raise ExportError(f"{path} was written by a newer searcher. Update searcher.")
        # What is read later is looked at here, once: a manifest may come from anyone.
        fits = (
            all(_is_plain(one["name"]) for one in said["files"])
            and all((one["bytes"], one["sha256"]) for one in said["files"])
            and all(one["rows"] >= 0 and one["name"] is not None for one in said["requests"])
            and all(isinstance(one["understood"], dict) for one in said["requests"])
            and isinstance(said["index"], str)
            and isinstance(said["corpus"]["digest"], str)
            and {"order", "limit", "languages", "searcher"} <= said.keys()
        )
        if not fits:
            raise _no_manifest(path)
    except OSError as problem:
        raise ExportError(f"{path}: cannot be read ({problem.strerror or problem}).") from problem
    except (ValueError, TypeError, KeyError) as problem:
        raise _no_manifest(path) from problem
    return dict(said)


def _is_plain(name: str) -> bool:
    """Say whether a name stays in its folder, on any system."""
    return name not in ("", ".", "..") and not set(name) & set("/\\:\0")


def _no_manifest(path: Path) -> ExportError:
    return ExportError(
        f"{path} is no manifest of an export. It stands beside the file, as in "
        "hits.jsonl.manifest.json, or in the folder."
    )


def _state(path: Path, entry: Mapping[str, Any]) -> FileState:
    try:
        size, digest = digest_of(path)
    except OSError:
        return "missing"
    return "as written" if (size, digest) == (entry["bytes"], entry["sha256"]) else "changed"


def _articles_name(manifest: Path) -> str:
    return manifest.name.removesuffix(f".{MANIFEST}").removesuffix(".json") + ".articles"


def _versions(said: Mapping[str, Any], index: Index) -> Iterator[str]:
    from searcher._version import __version__

    if said["searcher"] != __version__:
        yield f"exported by searcher {said['searcher']}; this is {__version__}."
    if list(index.settings.languages) != said["languages"]:
        yield (
            f"the index was made for {', '.join(said['languages'])}, this one for "
            f"{', '.join(index.settings.languages)}: words may match other forms."
        )


def _check(
    index: Index, said: Mapping[str, Any], request: Mapping[str, Any], articles: Path, at: int
) -> Checked:
    """Run one request again and compare."""
    rows = int(request["rows"])
    try:
        asked = from_params(request["understood"])
        before = _entries(articles, at, rows)
        if said["order"] == "id":
            return _compared(request["name"], rows, before, _now(index, asked, said))
        # In another order the lists are sorted first, in memory: 48 bytes an article.
        return _compared(
            request["name"], rows, iter(sorted(before)), iter(sorted(_now(index, asked, said)))
        )
    except SearcherError as problem:
        raise ExportError(f"{request['name']}: cannot be asked again: {problem}") from problem


def _entries(path: Path, at: int, rows: int) -> Iterator[bytes]:
    with path.open("rb", buffering=1 << 20) as file:
        file.seek(at)
        for _ in range(rows):
            yield file.read(ARTICLE_BYTES)


def _now(index: Index, asked: SearchRequest, said: Mapping[str, Any]) -> Iterator[bytes]:
    from dataclasses import replace

    order: WalkOrder = said["order"] if said["order"] in ("id", "stored") else "sort"
    limit = said["limit"]
    if order == "sort":
        asked = replace(asked, sort=said["order"], limit=limit or SORTED_MOST, offset=0)
    with ahead(index.walk(asked, order=order)) as batches:
        yield from islice(
            (bytes.fromhex(one.id) + one.content for batch in batches for one in batch), limit
        )


def _compared(name: str, rows: int, before: Iterator[bytes], now: Iterator[bytes]) -> Checked:
    """Merge two lists that rise by id."""
    added, removed, changed = [], [], []
    found = 0
    old, new = next(before, None), next(now, None)
    while old is not None or new is not None:
        if new is None or (old is not None and old[:_ID] < new[:_ID]):
            removed.append((old or b"")[:_ID].hex())
            old = next(before, None)
            continue
        found += 1
        if old is None or new[:_ID] < old[:_ID]:
            added.append(new[:_ID].hex())
            new = next(now, None)
            continue
        if old != new:
            changed.append(new[:_ID].hex())
        old, new = next(before, None), next(now, None)
    return Checked(name, rows, found, tuple(added), tuple(removed), tuple(changed))

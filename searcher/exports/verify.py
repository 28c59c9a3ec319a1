"""Is an export still what it says it is? Its files are digested, its requests run again.

Articles are compared by id and content digest, so that those added, removed and changed since are
named, one by one.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

import orjson

from searcher.errors import ExportError, IndexNotFound, SearcherError, UsageError
from searcher.exports.earlier import manifest_beside
from searcher.exports.manifest import FORMAT, authority_part
from searcher.exports.plan import ORDERS
from searcher.exports.run import walked
from searcher.exports.sidecars import DIGEST_BYTES, DIGESTS, MANIFEST
from searcher.exports.stage import is_folder
from searcher.exports.streams import digest_of
from searcher.index import Index
from searcher.query.model import SearchRequest
from searcher.query.params import from_params
from searcher.record import Record, record

FileState = Literal["as written", "changed", "missing"]
_ID = 16  # bytes of an entry; the rest is the content digest


@record
class Checked(Record):
    """One request run again: its hits and rows then and now, and the ids of articles that differ.

    Rows are fewer than hits where the export had a limit.
    """

    name: str
    hits_before: int
    hits_now: int
    before: int
    now: int
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()

    @property
    def same(self) -> bool:
        """Whether the same articles say the same."""
        numbers = (self.hits_before, self.before) == (self.hits_now, self.now)
        return numbers and not (self.added or self.removed or self.changed)

    def as_json(self) -> dict[str, Any]:
        """Give plain JSON types."""
        return {
            "name": self.name,
            "hits_before": self.hits_before,
            "hits_now": self.hits_now,
            "before": self.before,
            "now": self.now,
            "added": list(self.added),
            "removed": list(self.removed),
            "changed": list(self.changed),
        }


@record
class Verified(Record):
    """What came of it: the state of each file by name; the requests, if an index was asked.

    `index` is the place of that index, else None; `corpus_same` says whether it holds the corpus
    that was exported; `notes` are what a user should know.
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
    def same(self) -> bool | None:
        """Whether the requests give the same articles now; None if no index was asked."""
        return None if self.index is None else all(one.same for one in self.requests)

    def as_json(self) -> dict[str, Any]:
        """Give plain JSON types."""
        return {
            "intact": self.intact,
            "same": self.same,
            "corpus_same": self.corpus_same,
            "files": dict(self.files),
            "requests": [one.as_json() for one in self.requests],
            "notes": list(self.notes),
        }


def verify(
    manifest: str | Path,
    index: Index | str | Path | None = None,
    *,
    files_only: bool = False,
    authors: str | Path | None = None,
    on_progress: Callable[[str], None] | None = None,
) -> Verified:
    """Check the files beside a manifest, and run its requests again over an index.

    `manifest` may also be the file, or the folder, that it describes. `index` is the one that the
    manifest names, if not given; `authors` is as in `Index.open`. Raises `ExportError` for what is
    no manifest, and as `Index.open` does.
    """
    if not isinstance(manifest, str | Path):
        raise UsageError(f"a manifest is a path, not {manifest!r:.40}")
    path = _manifest_of(Path(manifest))
    said = _read(path)
    tell = on_progress or (lambda _: None)
    files: dict[str, FileState] = {}
    for entry in said["files"]:
        tell(entry["name"])
        files[entry["name"]] = _state(path.parent / entry["name"], entry)
    if files_only:
        return Verified(None, files, (), None, ())
    digests = path.with_name(path.name.removesuffix(MANIFEST) + DIGESTS)
    if files.get(digests.name) != "as written":
        raise ExportError(
            f"{digests}: the list of articles is {files.get(digests.name, 'missing')}, so they "
            "cannot be compared. Restore it, or check the files alone: --files-only."
        )
    rows = sum(request["rows"] for request in said["requests"])
    if rows * DIGEST_BYTES != digests.stat().st_size:
        raise _no_manifest(path)
    with _opened(index, said, path, authors) as opened:
        checked, at = [], 0
        for request in said["requests"]:
            tell(request["name"])
            checked.append(_check(opened, said, request, digests, at))
            at += request["rows"] * DIGEST_BYTES
        same = opened.search(SearchRequest(limit=0)).corpus.digest == said["corpus"]["digest"]
        notes = tuple(_versions(said, opened))
        return Verified(opened.path, files, tuple(checked), same, notes)


def _manifest_of(path: Path) -> Path:
    """Find the manifest of what is named."""
    beside = manifest_beside(path)
    if is_folder(path):
        return path / MANIFEST if (path / MANIFEST).is_file() else beside
    return beside if not path.name.endswith(MANIFEST) and beside.is_file() else path


def _opened(
    index: Index | str | Path | None,
    said: Mapping[str, Any],
    path: Path,
    authors: str | Path | None,
) -> Index:
    if isinstance(index, Index):
        authors = index.authors.given if authors is None else authors
        index = index.path
    if index is not None:
        return Index.open(index, snapshot=True, authors=authors)
    try:
        return Index.open(said["index"], snapshot=True, authors=authors)
    except IndexNotFound as problem:
        raise IndexNotFound(
            f"{path} names the index {said['index']}, which is not found from here. Name it: "
            "--index NAME|PATH; or check the files alone: --files-only."
        ) from problem


def _read(path: Path) -> dict[str, Any]:
    try:
        said = orjson.loads(path.read_bytes())
        if said["manifest"] > FORMAT:
            raise ExportError(f"{path} was written by a newer searcher. Update searcher.")
        # What is read later is looked at here, once: a manifest may come from anyone.
        fits = (
            all(_is_text(one["name"]) and _is_plain(one["name"]) for one in said["files"])
            and all(_is_text(one["sha256"]) and _is_count(one["bytes"]) for one in said["files"])
            and all(_is_request(one) for one in said["requests"])
            and all(map(_is_text, (said["index"], said["searcher"], said["order"])))
            and all(map(_is_text, (*said["languages"], said["corpus"]["digest"])))
            and said["order"] in ORDERS
            and _is_authority(said.get("authority"))
            and (said["limit"] is None or _is_count(said["limit"]))
        )
    except OSError as problem:
        raise ExportError(f"{path}: cannot be read ({problem.strerror or problem}).") from problem
    except (ValueError, TypeError, KeyError, AttributeError) as problem:
        raise _no_manifest(path) from problem
    if not fits:
        raise _no_manifest(path)
    return dict(said)


def _no_manifest(path: Path) -> ExportError:
    return ExportError(
        f"{path} is no manifest of an export. It stands beside the file, as in "
        "hits.jsonl.manifest.json, or in the folder."
    )


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and 0 <= value < 1 << 53


def _is_authority(value: Any) -> bool:
    return value is None or (_is_text(value["name"]) and _is_text(value["digest"]))


def _is_request(one: Mapping[str, Any]) -> bool:
    lists = one["understood"].values()
    texts = [one["name"], *(text for values in lists for text in values)]
    counted = _is_count(one["rows"]) and _is_count(one["total"]) and one["rows"] <= one["total"]
    return counted and all(map(_is_text, texts)) and not any(map(_is_text, lists))


def _is_plain(name: str) -> bool:
    """Say whether a name stays in its folder, on any system."""
    return name not in ("", ".", "..") and not set(name) & set("/\\:\0")


def _state(path: Path, entry: Mapping[str, Any]) -> FileState:
    try:
        size, digest = digest_of(path)
    except FileNotFoundError:
        return "missing"
    except OSError:  # it cannot be read, or is a link, a pipe, a device
        return "changed"
    return "as written" if (size, digest) == (entry["bytes"], entry["sha256"]) else "changed"


def _versions(said: Mapping[str, Any], index: Index) -> Iterator[str]:
    from searcher._version import __version__

    if said["searcher"] != __version__:
        yield f"exported by searcher {said['searcher']}; this is {__version__}."
    then, now = said.get("authority"), authority_part(index)
    if (then and then["digest"]) != (now and now["digest"]):
        yield (
            f"{_authority_said(then)} joined names of authors then, {_authority_said(now)} now. "
            "Name the file: --authors FILE (none for no file)."
        )
    if list(index.settings.languages) != said["languages"]:
        yield (
            f"the index was made for {', '.join(said['languages'])}, this one for "
            f"{', '.join(index.settings.languages)}: words may match other forms."
        )


def _authority_said(part: Mapping[str, str] | None) -> str:
    return f"{part['name']} (sha256 {part['digest'][:12]})" if part else "no file"


def _check(
    index: Index, said: Mapping[str, Any], request: Mapping[str, Any], digests: Path, at: int
) -> Checked:
    """Run one request again and compare."""
    rows, order = int(request["rows"]), said["order"]
    try:
        asked = from_params(request["understood"])
        hits = index.count(asked)
        again = min(hits, said["limit"] or hits)
        then: Iterator[bytes] = _entries(digests, at, rows)
        now: Iterator[bytes] = (
            bytes.fromhex(one.id) + one.content
            for batch in walked(index, asked, order, again, "id")
            for one in batch
        )
        if order != "id":
            # In another order the lists are sorted first, in memory: some 100 bytes an article.
            then, now = iter(sorted(then)), iter(sorted(now))
        found, *lists = _compared(then, now)
    except SearcherError as problem:
        raise ExportError(f"{request['name']}: cannot be asked again: {problem}") from problem
    added, removed, changed = map(tuple, lists)
    return Checked(request["name"], request["total"], hits, rows, found, added, removed, changed)


def _entries(path: Path, at: int, rows: int) -> Iterator[bytes]:
    with path.open("rb", buffering=1 << 20) as file:
        file.seek(at)
        for _ in range(rows):
            entry = file.read(DIGEST_BYTES)
            if len(entry) < DIGEST_BYTES:
                return
            yield entry


def _compared(
    before: Iterator[bytes], now: Iterator[bytes]
) -> tuple[int, list[str], list[str], list[str]]:
    """Merge two lists that rise by id: the second's length, and the ids that differ."""
    added: list[str] = []
    removed: list[str] = []
    changed: list[str] = []
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
    return found, added, removed, changed

"""Is what stands there an earlier export of ours? Only that may be replaced, and only when asked.

A folder is one if its manifest names all that lies in it, in the sizes that it had: whoever put
something of his own beside, or changed a file, keeps both.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson

from searcher.exports.sidecars import MANIFEST


def manifest_beside(target: Path) -> Path:
    """Give the place of the manifest of an export that is one file, or one folder of articles."""
    return target.with_name(f"{target.name}.{MANIFEST}")


def read_manifest(path: Path) -> Mapping[str, Any] | None:
    """Read a manifest; None for what is none of ours."""
    try:
        said = orjson.loads(path.read_bytes())
        if isinstance(said["manifest"], int) and said["searcher"]:
            _ = [(entry["name"], entry["bytes"] + 0) for entry in said["files"]]
            return dict(said)
    except (OSError, ValueError, TypeError, KeyError):
        pass
    return None


def parts_of(target: Path) -> frozenset[str]:
    """List the files that belong to an export of one file, by the manifest beside it."""
    manifest = manifest_beside(target)
    said = read_manifest(manifest)
    if said is None:
        return frozenset()
    return frozenset((manifest.name, *(entry["name"] for entry in said["files"])))


def is_export(folder: Path) -> bool:
    """Say whether a folder holds an export and nothing else."""
    inside = read_manifest(folder / MANIFEST)
    if inside is not None:
        sizes = {entry["name"]: entry["bytes"] for entry in inside["files"]}
        found = {path.name: path for path in folder.iterdir() if path.name != MANIFEST}
        return sizes.keys() == found.keys() and all(
            size == _size(found[name]) for name, size in sizes.items()
        )
    beside = read_manifest(manifest_beside(folder))
    return beside is not None and any(
        entry["name"] == folder.name and entry["bytes"] == _size(folder)
        for entry in beside["files"]
    )


def _size(path: Path) -> int:
    """Add up the sizes of all files below; links count as something else."""
    if path.is_symlink():
        return -1
    if not path.is_dir():
        return path.stat().st_size
    sizes = [_size(inner) for inner in path.iterdir()]
    return -1 if -1 in sizes else sum(sizes)

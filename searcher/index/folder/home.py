"""Names of indexes, and where they live."""

import os
import re
import sys
from pathlib import Path

from searcher.errors import IndexNotFound, UsageError

DEFAULT_NAME = "default"
HOME_MARKER = ".searcher-home"
SETTINGS_FILE = "searcher.json"  # as `corpus.walk` has it

_NAME = r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}"
# Windows gives these names to devices, with any suffix.
_DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)))
)


def index_home() -> Path:
    """Give the folder of named indexes.

    `SEARCHER_HOME`, else the nearest `indexes/` at or above the working directory that holds a
    `.searcher-home` file, else the platform's folder for user data.
    """
    if set_home := os.environ.get("SEARCHER_HOME"):
        return Path(set_home).expanduser()
    try:
        here = Path.cwd()
    except OSError:  # the working directory was deleted
        return _user_data() / "searcher" / "indexes"
    for folder in (here, *here.parents):
        if (folder / "indexes" / HOME_MARKER).is_file():
            return folder / "indexes"
    return _user_data() / "searcher" / "indexes"


def _user_data() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")


def resolve(where: str | Path | None = None) -> Path:
    """Give the folder that a NAME or PATH means; it need not exist.

    None is `SEARCHER_INDEX`, else `default`. A `Path`, and text with a path separator, is a path.
    """
    if where is None:
        where = os.environ.get("SEARCHER_INDEX") or DEFAULT_NAME
    if isinstance(where, Path):
        return _in_utf8(where)
    if not isinstance(where, str):
        raise UsageError(f"an index is a name or a path, not {where!r:.40}.")
    if "/" in where or os.sep in where or where in {".", "..", "~"}:
        return _in_utf8(Path(where).expanduser())
    if not re.fullmatch(_NAME, where) or is_device(where):
        raise UsageError(
            f"{where!r} is no name for an index: up to 64 letters, digits, dots, dashes and "
            f"underscores, beginning with a letter or digit. For a folder write ./{where}"
        )
    return index_home() / where


def place(path: Path) -> str:
    """Give the index as `--index` takes it: its name in the index home, else its path."""
    if path.parent == index_home():
        return path.name
    text = str(path)
    return text if "/" in text or "\\" in text else f"./{text}"


def _in_utf8(path: Path) -> Path:
    try:
        os.fspath(path).encode()
    except UnicodeEncodeError:  # the engine takes no other
        shown = os.fsencode(path).decode("utf-8", "backslashreplace")
        raise UsageError(
            f"{shown}: this path is not UTF-8, and no place for an index. Choose another."
        ) from None
    return path


def is_device(name: str) -> bool:
    """Say whether Windows would open a device by this name."""
    return name.partition(".")[0].casefold() in _DEVICES


def is_index(path: Path) -> bool:
    """Say whether the folder is an index."""
    return (path / SETTINGS_FILE).is_file()


def is_engine_folder(name: str) -> bool:
    """Say whether a folder of this name beside the settings is the engine's."""
    return re.fullmatch(rf"{ENGINE_FOLDER}(-\d{{1,9}})?", name) is not None


def engine_folders(path: Path) -> list[Path]:
    """List the engine's folders: the one in use, and what an interrupted rebuilding left."""
    return sorted(found for found in path.iterdir() if is_engine_folder(found.name))


def left_behind(path: Path) -> list[Path]:
    """List the files that are there only while somebody reads or writes."""
    named = (found for name in PASSING for found in path.glob(f"{name}{_TEMPORARY}"))
    return sorted(found for found in named if found.is_symlink() or not found.is_dir())


def missing(path: Path) -> IndexNotFound:
    """Say that there is no index, and which there are."""
    others = [other.name for other in _named()]
    there = f" There are: {', '.join(others)}." if others else ""
    name = path.name if path.parent == index_home() else path
    return IndexNotFound(
        f"no index at {path}.{there} Make one: searcher ingest FOLDER --index {name}"
    )


def _named() -> list[Path]:
    home = index_home()
    if not home.is_dir():
        return []
    return sorted(path for path in home.iterdir() if is_index(path))


def list_paths() -> tuple[Path, ...]:
    """List the folders of the indexes in the index home, by name."""
    return tuple(_named())


ENGINE_FOLDER = "tantivy"
LEDGER_FILE = "ledger.sqlite"
STATE_FILE = "state.json"
WRITER_FILE = "writer.json"
QUARANTINE_FILE = "rejected.jsonl"
LEAVING_FILE = "leaving.jsonl"
# Saved searches; and what is held, and written first, where one is saved.
SEARCHES_FILE = "searches.json"
SEARCHES_LOCK = f"{SEARCHES_FILE}.lock"
SEARCHES_TEMPORARY = f"{SEARCHES_FILE}.tmp"
# Stands in a folder while an index is being made or removed there: what lies beside may be cleared.
UNFINISHED_FILE = ".unfinished"
# How a packed index may be called; the module that writes it says what each means.
PACKED_SUFFIXES = (".tar", ".tar.gz", ".tgz", ".tar.xz", ".tar.bz2", ".tar.zst")
# What an index may hold beside its settings and its engine's folder.
BESIDE = (
    LEDGER_FILE,
    f"{LEDGER_FILE}-journal",
    STATE_FILE,
    WRITER_FILE,
    f"{WRITER_FILE}.tmp",
    QUARANTINE_FILE,
    LEAVING_FILE,
    f"{QUARANTINE_FILE}.tmp",
    SEARCHES_FILE,
    SEARCHES_LOCK,
    SEARCHES_TEMPORARY,
)
# What is there only while somebody reads or writes, and what a kill leaves: standard input, as
# `corpus.walk` keeps it, articles before their commit, where files have names, and a state.
HELD_PREFIX = "held-"
PASSING = ("stdin-", HELD_PREFIX, f".{STATE_FILE}-")
_TEMPORARY = "[a-z0-9_]" * 8  # what the system's library puts behind
# The settings before they are in force.
SETTINGS_TEMPORARY = "searcher.tmp"
OWN_FILES = (SETTINGS_FILE, SETTINGS_TEMPORARY, *BESIDE)

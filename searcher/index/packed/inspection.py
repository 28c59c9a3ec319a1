"""Is what was unpacked the index that its manifest describes, and safe to go on with?

Digests say that the files are those that were packed, not who packed them: what the engine and the
ledger would take at its word is looked at here.
"""

import contextlib
import sqlite3
from pathlib import Path
from typing import Final

import orjson

from searcher.corpus.accounts.ledger import check_version as check_ledger_version
from searcher.engines.tantivy import SCHEMA_VERSION, TantivyEngine
from searcher.engines.tantivy.files import MANAGED_FILE, META_FILE, in_force, managed
from searcher.engines.tantivy.metadata import METADATA_FILE
from searcher.engines.tantivy.schema import fields
from searcher.engines.tantivy.state import stamp_of, written
from searcher.errors import IndexDamaged, IndexIncompatible
from searcher.index.folder.home import LEDGER_FILE, SEARCHES_FILE, SETTINGS_TEMPORARY, STATE_FILE
from searcher.index.folder.searches import understood
from searcher.index.folder.searches import written as searches_file
from searcher.index.folder.settings import Settings
from searcher.index.packed.archive import Manifest
from searcher.results import CorpusState
from searcher.windows import sqlite_address

# What brings a packed index of an older version to this one: only a folder can be built anew. Its
# digests were not checked then: it is a tar, of whose members `tar` refuses those that lead away.
_ELSEWHERE: Final = (
    "Run searcher reindex where it was packed, and pack it again; or, of an archive that you "
    "trust, take the files out with tar, into an empty folder, and run searcher reindex --index "
    "FOLDER/."
)


def check_version(manifest: Manifest) -> None:
    """Raise `IndexIncompatible` where this version could not open the index."""
    if manifest.schema != SCHEMA_VERSION:
        cure = _ELSEWHERE if manifest.schema < SCHEMA_VERSION else "Update searcher."
        raise IndexIncompatible(
            f"it has schema {manifest.schema} (searcher {manifest.tool[:40]!r}); this is schema "
            f"{SCHEMA_VERSION}. {cure}"
        )


def inspect(folder: Path, manifest: Manifest) -> None:
    """Open what lies in the folder, its settings not yet in force; raises `SearcherError`."""
    _check_settings(folder, manifest)
    engine_folder = folder / manifest.folder
    try:
        meta = (engine_folder / META_FILE).read_bytes()
        described = {field["name"] for field in orjson.loads(meta)["schema"]}
        names = in_force(meta, manifest.engine_files)
        stamp = stamp_of(meta)
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise IndexDamaged(f"{META_FILE} describes no commit ({problem})") from problem
    if described != {field.name for field in fields(manifest.languages)}:
        raise IndexIncompatible(
            f"it has other fields (searcher {manifest.tool[:40]!r}) than this version expects. "
            f"{_ELSEWHERE}"
        )
    if extra := set(manifest.engine_files) - {*names, META_FILE, MANAGED_FILE, METADATA_FILE}:
        raise IndexDamaged(f"{min(extra)} is no file of its commit")
    if METADATA_FILE not in manifest.engine_files:
        raise IndexDamaged(f"{METADATA_FILE} is missing")
    # The engine deletes what this list names.
    if (engine_folder / MANAGED_FILE).read_bytes() != managed(names):
        raise IndexDamaged(f"{MANAGED_FILE} lists other files than there are")
    _check_ledger(folder / LEDGER_FILE)
    _check_searches(folder / SEARCHES_FILE)
    # Without what is remembered beside it: computed anew.
    engine = TantivyEngine.open(engine_folder, manifest.languages)
    with contextlib.closing(engine):
        state = engine.state()
        found = CorpusState(state.digest, state.articles)
    if found != CorpusState(manifest.digest, manifest.articles):
        raise IndexDamaged(
            f"it holds {found.articles:,} articles of digest {found.digest[:16]}, its manifest "
            f"says {manifest.articles:,} of {manifest.digest[:16]}"
        )
    if (folder / STATE_FILE).read_bytes() != written(stamp, found):
        raise IndexDamaged(f"{STATE_FILE} is of another corpus")


def _check_settings(folder: Path, manifest: Manifest) -> None:
    try:
        settings = Settings.read(folder, name=SETTINGS_TEMPORARY)
    except TypeError as problem:
        raise IndexDamaged("its settings are no settings") from problem
    says = settings.schema, settings.engine, settings.languages, settings.folder
    if says != (manifest.schema, manifest.engine, manifest.languages, manifest.folder):
        raise IndexDamaged("its settings are not those that its manifest says")
    if any(type(one) is not str for one in (settings.created, settings.tool)):
        raise IndexDamaged("its settings are no settings")


def _check_ledger(ledger: Path) -> None:
    """Allow tables and indexes: SQL that runs by itself has no place in a ledger."""
    if not ledger.exists():
        return
    try:
        where = f"{sqlite_address(ledger.resolve())}?mode=ro&immutable=1"
        with contextlib.closing(sqlite3.connect(where, uri=True)) as db:
            odd = db.execute(
                "SELECT name FROM sqlite_master WHERE type NOT IN ('table', 'index') "
                "OR sql LIKE 'create virtual%' LIMIT 1"
            ).fetchone()
            check_ledger_version(db, Path(LEDGER_FILE))
    except (sqlite3.Error, ValueError) as problem:
        raise IndexDamaged(f"{LEDGER_FILE} is no ledger ({problem})") from problem
    if odd:
        raise IndexDamaged(f"{LEDGER_FILE} holds {ascii(odd[0])[:100]}, which is no table")


def _check_searches(file: Path) -> None:
    """Allow what `searcher save` writes: searches, and not a byte beside."""
    if not file.exists():
        return
    data = file.read_bytes()
    try:
        searches = understood(data)
    except ValueError as problem:
        raise IndexDamaged(f"{SEARCHES_FILE}: {ascii(str(problem))[1:-1]}") from problem
    if searches_file(searches) != data:
        raise IndexDamaged(f"{SEARCHES_FILE} is not as searcher writes it")

"""What an index recorded about itself when it was made: `searcher.json`."""

import os
from pathlib import Path
from typing import Self

from searcher.errors import IndexDamaged, IndexIncompatible, IndexNotFound
from searcher.index.folder.home import ENGINE_FOLDER, SETTINGS_FILE, is_engine_folder
from searcher.json_text import read_json
from searcher.record import Record, record

FORMAT = 1


@record
class Settings(Record):
    """Options that an index keeps for life; the file is written once, when all else stands."""

    schema: int
    engine: str
    languages: tuple[str, ...]
    created: str  # UTC, ISO
    tool: str
    format: int = FORMAT
    folder: str = ENGINE_FOLDER  # of the engine; another one each time the index is built anew

    def next_folder(self) -> str:
        """Name a folder that this index does not use."""
        number = int(self.folder.removeprefix(ENGINE_FOLDER).removeprefix("-") or 1)
        return f"{ENGINE_FOLDER}-{number + 1}"

    @classmethod
    def read(cls, folder: Path, *, name: str = SETTINGS_FILE) -> Self:
        """Read the file; raises `IndexNotFound`, `IndexDamaged`, `IndexIncompatible`."""
        path = folder / name
        try:
            values = read_json(path.read_bytes())
            newer = values["format"] > FORMAT
            tool = str(values["tool"])
            if not newer:
                found = cls(**{**values, "languages": tuple(map(str, values["languages"]))})
                if type(found.schema) is not int:
                    raise TypeError(f"the schema is {str(found.schema)[:20]!r}")  # noqa: TRY301
        except (OSError, ValueError, TypeError, KeyError) as problem:
            if isinstance(problem, FileNotFoundError) and not folder.exists():
                raise IndexNotFound(
                    f"there is no index at {folder} any more: it was removed or moved."
                ) from problem
            why = problem.strerror if isinstance(problem, OSError) else problem
            raise IndexDamaged(
                f"{path}: cannot be read ({why}). Restore a copy of it; or remove the index "
                "with searcher remove and ingest again."
            ) from problem
        if newer:
            raise IndexIncompatible(
                f"{folder} was made by searcher {tool}, which is newer. Update searcher."
            )
        if not is_engine_folder(found.folder):
            raise IndexDamaged(f"{path}: {found.folder!r} is no folder of the engine.")
        return found

    def check_schema(
        self, known: int, folder: Path, where: str | Path | None, *, older: bool = False
    ) -> None:
        """Raise `IndexIncompatible` for another schema than the one that is known here.

        `where` is how the user named the index. With `older` an older one will do.
        """
        if self.schema == known or (older and self.schema < known):
            return
        cure = rebuilding(where or folder.name) if self.schema < known else "Update searcher."
        raise IndexIncompatible(
            f"{folder} has schema {self.schema} (searcher {self.tool}); this is schema {known}. "
            f"{cure}"
        )

    def write(self, folder: Path) -> None:
        """Write the file whole or not at all."""
        from dataclasses import asdict

        import orjson

        from searcher.windows import patiently

        path = folder / SETTINGS_FILE
        beside = path.with_suffix(".tmp")
        with beside.open("wb") as stream:
            stream.write(
                orjson.dumps(asdict(self), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
            )
            stream.flush()
            os.fsync(stream.fileno())
        patiently(lambda: beside.replace(path))


def rebuilding(where: str | Path) -> str:
    """Say how an index that an older version made is brought to this one."""
    return f"Build it anew: searcher reindex --index {where}"


def seen(path: Path) -> tuple[int, int, int] | None:
    """Tell one writing of a file from another; None where there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns

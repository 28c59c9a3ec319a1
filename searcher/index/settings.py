"""What an index recorded about itself when it was made: `searcher.json`."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

import orjson

from searcher.errors import IndexDamaged, IndexIncompatible
from searcher.index.home import SETTINGS_FILE

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Settings:
    """Options that an index keeps for life; the file is written once, when all else stands."""

    schema: int
    engine: str
    languages: tuple[str, ...]
    created: str  # UTC, ISO
    tool: str
    format: int = FORMAT

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read the file; raises `IndexDamaged`, `IndexIncompatible`."""
        path = folder / SETTINGS_FILE
        try:
            values = orjson.loads(path.read_bytes())
            newer = values["format"] > FORMAT
            tool = str(values["tool"])
            if not newer:
                found = cls(**{**values, "languages": tuple(map(str, values["languages"]))})
        except (OSError, ValueError, TypeError, KeyError) as problem:
            raise IndexDamaged(
                f"{path}: cannot be read ({problem}). Restore a copy of it; or remove the index "
                "with searcher remove and ingest again."
            ) from problem
        if newer:
            raise IndexIncompatible(
                f"{folder} was made by searcher {tool}, which is newer. Update searcher."
            )
        return found

    def write(self, folder: Path) -> None:
        """Write the file whole or not at all."""
        path = folder / SETTINGS_FILE
        beside = path.with_suffix(".tmp")
        beside.write_bytes(
            orjson.dumps(asdict(self), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
        )
        beside.replace(path)

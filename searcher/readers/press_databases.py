"""Which database is a text an export of? For files of text, and documents that hold one."""

from importlib import import_module
from typing import Any, Final

NEXIS, FACTIVA, PROQUEST, RIS = "nexis", "factiva", "proquest", "ris"
# What stands in each text of theirs: to look closer takes longer.
_SIGNS: Final = (
    (NEXIS, ("DOCUMENT", "Document", "Dokument", "Load-Date", "Length: ", "LEVEL ")),
    (FACTIVA, ("Document ", "Dokument ", "Documento ", "WC")),
    (PROQUEST, ("Publication title:", "Full text:", "Source type:")),
    (RIS, ("TY  -", "TY -")),
)


def database_of(start: str) -> str | None:
    """Name the reader for a text of which this is the beginning, or None."""
    for name, signs in _SIGNS:
        if any(sign in start for sign in signs) and reading(name).looks_like(start):
            return name
    return None


def reading(name: str) -> Any:
    """Import the module that reads such texts."""
    return import_module(f"searcher.readers.{name}")

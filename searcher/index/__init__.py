"""Where is the index, and how is it asked? The façade over engine, ledger and files."""

from typing import TYPE_CHECKING

from searcher.index.facade import Index
from searcher.index.folder.home import index_home, resolve

if TYPE_CHECKING:
    from searcher.index.folder.removal import remove
    from searcher.index.info import IndexInfo
    from searcher.index.listing import list_indexes
    from searcher.index.packed.packing import Packed, pack
    from searcher.index.packed.unpacking import unpack
    from searcher.index.rebuild import reindex

__all__ = [
    "Index",
    "IndexInfo",
    "Packed",
    "index_home",
    "list_indexes",
    "pack",
    "reindex",
    "remove",
    "resolve",
    "unpack",
]


def __getattr__(name: str) -> object:
    """Load what a plain search does not need when it is first used."""
    if name == "IndexInfo":
        from searcher.index.info import IndexInfo

        return IndexInfo
    if name == "remove":
        from searcher.index.folder.removal import remove

        return remove
    if name == "list_indexes":
        from searcher.index.listing import list_indexes

        return list_indexes
    if name == "reindex":
        from searcher.index.rebuild import reindex

        return reindex
    if name in {"pack", "Packed"}:
        from searcher.index.packed import packing

        return getattr(packing, name)
    if name == "unpack":
        from searcher.index.packed.unpacking import unpack

        return unpack
    raise AttributeError(f"module 'searcher.index' has no attribute {name!r}")

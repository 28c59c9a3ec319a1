"""Which indexes are there, and what does each say of itself?"""

from searcher.errors import SearcherError
from searcher.index.facade import Index
from searcher.index.folder.home import list_paths
from searcher.index.info import IndexInfo


def list_indexes() -> tuple[IndexInfo, ...]:
    """Survey every index in the index home; one that cannot be opened says why."""
    found = []
    for path in list_paths():
        try:
            with Index.open(path, authors="none") as index:
                found.append(index.info())
        except SearcherError as problem:
            found.append(IndexInfo(name=path.name, path=path, problem=str(problem)))
    return tuple(found)

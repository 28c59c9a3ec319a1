"""Where is the index, and how is it asked? The façade over engine, ledger and files."""

from searcher.index.facade import Index
from searcher.index.home import index_home, remove, resolve
from searcher.index.info import IndexInfo
from searcher.index.survey import list_indexes

__all__ = ["Index", "IndexInfo", "index_home", "list_indexes", "remove", "resolve"]

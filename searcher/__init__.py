"""Offline full-text search over article corpora.

>>> import searcher
>>> index = searcher.Index.open("default")
>>> for hit in index.search("Treasury holdings", author="Cryptopolitan").hits: ...
"""

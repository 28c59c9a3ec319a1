"""Which articles match, by the plainest reading of the request? The oracle for the real engine.

Everything is compared with everything, in words that can be checked by eye. It shares with the
tantivy engine the request and the article, neither tokens nor filters nor stemmer.
"""

from searcher.engines.memory.engine import MemoryEngine, MemoryWriter

__all__ = ["MemoryEngine", "MemoryWriter"]

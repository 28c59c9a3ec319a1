"""How does tantivy, a search library in Rust, answer our requests? The only importer of tantivy.

schema     the one table of fields; preparing: articles as documents
analysis   text as tokens
plan       requests as tantivy's queries; nearness: near phrases
engine     open, search, scan, get; walk: all hits in constant memory; state: the corpus digest
ranking    pages by relevance, equal scores by id; tiers: those of patterns
linked     folders that cannot be written to
facets     exact counts per value; chosen: those that are selected
forms      what a word of a query stands for
snippets   the passage to show; clauses: what is looked for in texts; marking: the words to mark
writer     adding, deleting, committing; files: what a commit consists of
stored     articles read by their places; metadata: without their texts
intime     what the engine answers about time; inwords: about words and values
seam       tantivy's failures in our words
"""

from typing import TYPE_CHECKING

from searcher.engines.tantivy.schema import SCHEMA_VERSION, engine_version

__all__ = ["SCHEMA_VERSION", "TantivyEngine", "engine_version"]

if TYPE_CHECKING:
    from searcher.engines.tantivy.engine import TantivyEngine
else:

    def __getattr__(name: str) -> object:
        """Load the engine where it is asked for: who only prepares articles does without."""
        if name != "TantivyEngine":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from searcher.engines.tantivy.engine import TantivyEngine

        globals()[name] = TantivyEngine
        return TantivyEngine

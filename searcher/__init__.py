"""Offline full-text search over article corpora.

    import searcher

    with searcher.Index.open("default") as index:
        for hit in index.search("Treasury holdings", author="Cryptopolitan").hits:
            print(hit.rank, hit.article.title)

Names are loaded when they are first used: `import searcher` costs next to nothing.
"""

TYPE_CHECKING = False  # as `typing` has it, which takes 8 ms

if TYPE_CHECKING:
    from searcher._version import __version__
    from searcher.article import (
        Article,
        Author,
        Found,
        Provenance,
        RawDate,
        Rejection,
        Skipped,
        Topic,
    )
    from searcher.corpus.accounts.report import IngestReport, Progress
    from searcher.corpus.extract import extract
    from searcher.dates import DateRange, Published
    from searcher.dates.periods import Period
    from searcher.errors import (
        ArticleNotFound,
        DateError,
        ExportError,
        IndexDamaged,
        IndexExists,
        IndexIncompatible,
        IndexLocked,
        IndexNotFound,
        IndexProblem,
        IngestError,
        IngestStopped,
        NoArticle,
        NothingToIngest,
        PackError,
        QueryError,
        SearchCancelled,
        SearcherError,
        SearchTimeout,
        StaleCursor,
        TargetExists,
        UsageError,
        ValueNotKnown,
    )
    from searcher.explanation import Explanation
    from searcher.exports.export import export
    from searcher.exports.frames import to_arrow, to_pandas
    from searcher.exports.run import ExportProgress
    from searcher.exports.verify import Verified, verify
    from searcher.exports.work import Exported
    from searcher.index import (
        Index,
        IndexInfo,
        Packed,
        index_home,
        list_indexes,
        pack,
        reindex,
        remove,
        resolve,
        unpack,
    )
    from searcher.index.doctor.diagnosis import diagnose
    from searcher.index.doctor.findings import Diagnosis, Finding
    from searcher.index.folder.searches import Searches
    from searcher.index.merges.proposal import Proposal, Proposals, Variant
    from searcher.index.merges.suggest import suggest_authors
    from searcher.index.optimize import Optimized, optimize
    from searcher.index.patience import Pending
    from searcher.index.regroup import Regrouped, rebuild_stories
    from searcher.query.model import SearchRequest
    from searcher.results import (
        Concordance,
        CorpusState,
        Facet,
        FacetAnswer,
        FacetCount,
        Hit,
        KwicLine,
        Marks,
        Note,
        Results,
        Similar,
        Snippet,
        Suggestion,
        TellingWord,
    )
    from searcher.trends import Series, Tally, Timeline, Told, Trend

_HOMES = {
    "searcher._version": ("__version__",),
    "searcher.article": (
        "Article",
        "Author",
        "Found",
        "Provenance",
        "RawDate",
        "Rejection",
        "Skipped",
        "Topic",
    ),
    "searcher.corpus.accounts.report": ("IngestReport", "Progress"),
    "searcher.corpus.extract": ("extract",),
    "searcher.dates": ("DateRange", "Published"),
    "searcher.dates.periods": ("Period",),
    "searcher.errors": (
        "ArticleNotFound",
        "DateError",
        "ExportError",
        "IndexDamaged",
        "IndexExists",
        "IndexIncompatible",
        "IndexLocked",
        "IndexNotFound",
        "IndexProblem",
        "IngestError",
        "IngestStopped",
        "NoArticle",
        "NothingToIngest",
        "PackError",
        "QueryError",
        "SearchCancelled",
        "SearchTimeout",
        "SearcherError",
        "StaleCursor",
        "TargetExists",
        "UsageError",
        "ValueNotKnown",
    ),
    "searcher.explanation": ("Explanation",),
    "searcher.exports.export": ("export",),
    "searcher.exports.frames": ("to_arrow", "to_pandas"),
    "searcher.exports.run": ("ExportProgress",),
    "searcher.exports.verify": ("Verified", "verify"),
    "searcher.exports.work": ("Exported",),
    "searcher.index": (
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
    ),
    "searcher.index.doctor.diagnosis": ("diagnose",),
    "searcher.index.doctor.findings": ("Diagnosis", "Finding"),
    "searcher.index.optimize": ("Optimized", "optimize"),
    "searcher.index.patience": ("Pending",),
    "searcher.index.regroup": ("Regrouped", "rebuild_stories"),
    "searcher.index.folder.searches": ("Searches",),
    "searcher.index.merges.proposal": ("Proposal", "Proposals", "Variant"),
    "searcher.index.merges.suggest": ("suggest_authors",),
    "searcher.query.model": ("SearchRequest",),
    "searcher.results": (
        "Concordance",
        "CorpusState",
        "Facet",
        "FacetAnswer",
        "FacetCount",
        "Hit",
        "KwicLine",
        "Marks",
        "Note",
        "Results",
        "Similar",
        "Snippet",
        "Suggestion",
        "TellingWord",
    ),
    "searcher.trends": ("Series", "Tally", "Timeline", "Told", "Trend"),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "Article",
    "ArticleNotFound",
    "Author",
    "Concordance",
    "CorpusState",
    "DateError",
    "DateRange",
    "Diagnosis",
    "Explanation",
    "ExportError",
    "ExportProgress",
    "Exported",
    "Facet",
    "FacetAnswer",
    "FacetCount",
    "Finding",
    "Found",
    "Hit",
    "Index",
    "IndexDamaged",
    "IndexExists",
    "IndexIncompatible",
    "IndexInfo",
    "IndexLocked",
    "IndexNotFound",
    "IndexProblem",
    "IngestError",
    "IngestReport",
    "IngestStopped",
    "KwicLine",
    "Marks",
    "NoArticle",
    "Note",
    "NothingToIngest",
    "Optimized",
    "PackError",
    "Packed",
    "Pending",
    "Period",
    "Progress",
    "Proposal",
    "Proposals",
    "Provenance",
    "Published",
    "QueryError",
    "RawDate",
    "Regrouped",
    "Rejection",
    "Results",
    "SearchCancelled",
    "SearchRequest",
    "SearchTimeout",
    "SearcherError",
    "Searches",
    "Series",
    "Similar",
    "Skipped",
    "Snippet",
    "StaleCursor",
    "Suggestion",
    "Tally",
    "TargetExists",
    "TellingWord",
    "Timeline",
    "Told",
    "Topic",
    "Trend",
    "UsageError",
    "ValueNotKnown",
    "Variant",
    "Verified",
    "__version__",
    "diagnose",
    "export",
    "extract",
    "index_home",
    "list_indexes",
    "optimize",
    "pack",
    "rebuild_stories",
    "reindex",
    "remove",
    "resolve",
    "suggest_authors",
    "to_arrow",
    "to_pandas",
    "unpack",
    "verify",
]


# To a type checker every name would be there otherwise, also one that is mistyped.
if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Load a public name from its module."""
        if name not in _HOME:
            raise AttributeError(f"module 'searcher' has no attribute {name!r}")
        import importlib

        found = getattr(importlib.import_module(_HOME[name]), name)
        globals()[name] = found
        return found


def __dir__() -> list[str]:
    return __all__

"""How does an answer look to its reader? Pure functions to lines of text, one audience each.

Nothing is written here: lines have no line feed at their end, and the command line writes them.
"""

from searcher.render.formats import (
    ARTICLE_FORMATS,
    FACET_FORMATS,
    FORMATS,
    KWIC_FORMATS,
    SIMILAR_FORMATS,
    TIMELINE_FORMATS,
    TREND_FORMATS,
    Format,
    format_named,
)
from searcher.render.look import Look

__all__ = [
    "ARTICLE_FORMATS",
    "FACET_FORMATS",
    "FORMATS",
    "KWIC_FORMATS",
    "SIMILAR_FORMATS",
    "TIMELINE_FORMATS",
    "TREND_FORMATS",
    "Format",
    "Look",
    "format_named",
]

"""What does the record mean? `RawArticle` to `Article`; pure, no I/O."""

from searcher.normalise.record import VERSION, Context, normalise

__all__ = ["VERSION", "Context", "normalise"]

"""What records are in these bytes? Bytes to `RawArticle`; nothing is interpreted here."""

from searcher.readers.detect import READERS, detect

__all__ = ["READERS", "detect"]

"""What records are in these bytes? Bytes to `RawArticle`; nothing is interpreted here.

The names here are those that a reader of another package needs, and stay; see docs/corpora.md.
"""

from searcher.article import Provenance, RawArticle, RawDate, RawTopic, Rejection, Skipped
from searcher.readers.base import Reader, ReadOptions, Record, Source
from searcher.readers.detect import READERS, detect
from searcher.readers.records.fields import Fields

__all__ = [
    "READERS",
    "Fields",
    "Provenance",
    "RawArticle",
    "RawDate",
    "RawTopic",
    "ReadOptions",
    "Reader",
    "Record",
    "Rejection",
    "Skipped",
    "Source",
    "detect",
]

"""Which files belong to an export beside the hits?

In a folder they have their names as they are, beside a file its name in front:
`hits.csv.counts.csv`.
"""

from typing import Final

DIGESTS: Final = "digests"
QUERIES: Final = "queries.jsonl"
MANIFEST: Final = "manifest.json"
# Bytes of an article in the list of digests.
DIGEST_BYTES: Final = 16 + 32
# In the order in which they are put in their places: the manifest last.
SIDECARS: Final = (
    DIGESTS,  # of each row the article's id, and the digest of its content
    QUERIES,  # of a batch: the queries as understood, to be asked again
    "facets.csv",
    "counts.csv",
    "empty.txt",
    "errors.csv",
    "failed.txt",  # lines that failed, in the form of the file that they come from
    "failed.csv",
    "failed.tsv",
    "failed.jsonl",
    MANIFEST,
)
# Files of queries are named otherwise, whatever ending their format has.
RESERVED: Final = frozenset(name.split(".")[0] for name in SIDECARS)

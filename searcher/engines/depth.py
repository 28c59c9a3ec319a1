"""How much of an article is read? All of it, its metadata, or its id.

Metadata is the record without what is long or says how it was found: no summary, body, provenance
or raw strings. It is cut from the stored JSON, whose order of names is that of `article.to_record`.
Within a JSON string a quotation mark is escaped: only names can look like what is cut at.
"""

from typing import Final, Literal

# From the least to all of it.
Depth = Literal["id", "metadata", "record"]
DEPTHS: Final[tuple[Depth, ...]] = ("id", "metadata", "record")

# Where the id stands in a stored record, in metadata, and in what has the id alone.
ID: Final = slice(len('{"id":"'), len('{"id":"') + 32)


def cut(record: bytes, depth: Depth) -> bytes:
    """Cut a stored record; what is left is JSON, too."""
    if depth == "record":
        return record
    if depth == "id":
        return record[: ID.stop] + b'"}'
    # From the end, where the texts are not in the way.
    end = record.rindex(b',"provenance":')
    after = record.rindex(b',"words":', 0, end)
    texts = record.index(b',"summary":"')
    return record[:texts] + record[after:end] + b"}"

"""Where does the next page begin? Behind a hit, which a cursor names.

A cursor belongs to the corpus and the question that it was given for: of another one it would show
hits twice, or leave some out. Its text is opaque to whoever carries it from page to page.
"""

import base64
import binascii
import struct
from dataclasses import replace
from hashlib import sha256

from searcher.errors import StaleCursor, UsageError
from searcher.query.describe import request_record
from searcher.query.model import AuthorityRef, Cursor, SearchRequest

# Rank, id, and what is left of the digests of corpus and question.
_PACKED = struct.Struct(">Q16s12s12s")
_PART = 24  # hex digits
# What may change from page to page: hits and their order stay.
_OF_A_PAGE = ("words", "limit", "offset", "snippets", "facets", "authority")


def written(cursor: Cursor) -> str:
    """Give the text of a cursor: 64 letters, digits, dashes and underscores."""
    parts = map(bytes.fromhex, (cursor.id, cursor.corpus, cursor.asked))
    return base64.urlsafe_b64encode(_PACKED.pack(cursor.rank, *parts)).decode()


def read(text: str) -> Cursor:
    """Read what `written` gave; raises `UsageError` for anything else."""
    try:
        # Without padding, as its bytes come in threes: since Python 3.13 one too many is an error.
        packed = base64.b64decode(text.strip(), altchars=b"-_", validate=True)
        rank, *parts = _PACKED.unpack(packed)
    except (ValueError, binascii.Error, struct.error):
        raise UsageError(
            f"--after {text[:_PART]}: this is no cursor of a page. Begin without it."
        ) from None
    return Cursor(rank, *(part.hex() for part in parts))


def cursor_behind(rank: int, article_id: str, corpus: str, request: SearchRequest) -> Cursor:
    """Make the cursor of a hit that answered a request; `corpus` is the digest of all articles."""
    return Cursor(rank, article_id, _corpus(corpus, request.authority), _asked(request))


def check(request: SearchRequest, corpus: str) -> None:
    """Raise `UsageError` for the cursor of another question, `StaleCursor` for another corpus.

    `request` names the file of authors by which it will be answered.
    """
    cursor = request.cursor
    if cursor is None:
        return
    if cursor.asked != _asked(request):
        raise UsageError(
            "--after is a cursor of another search. Ask the same words, filters and order as the "
            "page that gave it, or begin without it."
        )
    if cursor.corpus != _corpus(corpus, request.authority):
        raise StaleCursor(
            "--after: the corpus or the file of authors has changed since this cursor was given. "
            "Begin again without it."
        )


def _corpus(digest: str, authority: AuthorityRef | None) -> str:
    joined = authority.digest if authority else ""
    return sha256(f"{digest} {joined}".encode()).hexdigest()[:_PART]


def _asked(request: SearchRequest) -> str:
    asked = request_record(replace(request, authority=None))
    told = {name: value for name, value in asked.items() if name not in _OF_A_PAGE}
    # Lone surrogates too.
    return sha256(ascii(told).encode()).hexdigest()[:_PART]

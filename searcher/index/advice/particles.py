"""How many more articles have a Korean word with a particle behind it? `학교에서` for `학교`.

Korean writes particles and words as one, and no stemmer parts them: a noun alone finds the few
articles in which it stands bare. The query with `*` is offered beside what was found.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from searcher.errors import SearcherError
from searcher.query.model import And, Boosted, Node, Or, Pattern, SearchRequest, Word
from searcher.query.unparse import unparse
from searcher.record import replace
from searcher.results import FacetCount, Note

if TYPE_CHECKING:
    from searcher.engines.base import Engine

# Of fewer syllables a word begins too many others.
_KOREAN = re.compile("[\uac00-\ud7a3]{2,}")


def particle_notes(engine: "Engine", request: SearchRequest, found: int) -> Iterator[Note]:
    """Offer the query with all that may stand behind its Korean words, if that finds more."""
    wider = _with_any_end(request.query)
    if wider == request.query:
        return
    try:
        count = engine.count(replace(request, query=wider))
    except SearcherError:
        return
    if count > found:
        query = unparse(wider)
        yield Note(
            f"with particles behind its words, {query} finds {count:,}.",
            "spelling",
            value=request.words,
            proposals=(FacetCount(query, query, count),),
        )


def _with_any_end(node: Node) -> Node:
    match node:
        case Word(text, field, exact=False) if _KOREAN.fullmatch(text):
            return Pattern(f"{text}*", field)
        case And(children) | Or(children):
            return type(node)(tuple(map(_with_any_end, children)))
        case Boosted(child, weight):
            return Boosted(_with_any_end(child), weight)
        case _:
            return node

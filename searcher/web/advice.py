"""What can be done about it? Links that mend a mistake, or follow from what the notes say.

A page has links where the command line names options; so options are never spoken of here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from searcher.errors import DateError, QueryError, SearcherError, ValueNotKnown
from searcher.query.model import And, Boosted, Dated, Node, Not, Or, SearchRequest, Term
from searcher.query.params import FILTERS
from searcher.query.parser import MAX_LENGTH, unparse
from searcher.query.typed_values import ON_OFF
from searcher.results import Note, Results
from searcher.web.passages import clip
from searcher.web.state import Link, State, typed

_NAMES = (
    *("since", "until", "date-confidence", "limit", "offset", "after", "count", "sort"),
    *("snippets", "fields", "format", "width", "sample", "seed", "in"),
    *("half-life", *ON_OFF, *FILTERS, "by", "top", "series", "min-copies"),
)
_OPTION = re.compile(rf"--(?=(?:not-)?(?:{'|'.join(_NAMES)})\b)")
_NAME = 80  # characters of a value shown at most


_GONE = (
    "It may have been deleted, or read again in another form and have another id since. "
    "Words of its title will find it where it is still there."
)


def hint(message: str) -> str:
    """Say what to do where a link leads to an article that is not there; else nothing."""
    return _GONE if message.startswith("no article ") else ""


@dataclass(frozen=True, slots=True)
class Advice:
    """A note as a page shows it, and the links behind its last words."""

    text: str
    links: tuple[Link, ...] = ()


def said(wrong: SearcherError) -> str:
    """Give the message without what stands beside it as links, options by their plain names."""
    text = str(wrong)
    if isinstance(wrong, QueryError) and wrong.column and wrong.suggestion:
        text = text.removesuffix(f" Try {wrong.suggestion}")
    # What a parameter of the API is called, people need not know.
    return _OPTION.sub("", text).replace(" (zip=1)", "")


@dataclass(frozen=True, slots=True)
class Mistake:
    """Why a page has no answer, and what to ask instead."""

    text: str
    cures: tuple[Link, ...] = ()


def mistake(asked: State, wrong: SearcherError) -> Mistake:
    """Say what is wrong, with links that ask the same with it mended."""
    return Mistake(said(wrong), tuple(cures(asked, wrong)))


def cures(asked: State, wrong: SearcherError) -> Iterator[Link]:
    """Walk the links that ask the same with the mistake mended."""
    if isinstance(wrong, QueryError):
        # Without a column the suggestion is one clause, and its place is not known.
        for query in wrong.suggestions if wrong.column else ():
            yield Link(query, asked.put("q", query).query)
    elif isinstance(wrong, ValueNotKnown) and wrong.what == "parameter":
        for name in wrong.suggestions:
            values = (*asked.values(name), *asked.values(wrong.value))
            yield Link(name, asked.put(wrong.value).put(name, *values).query)
    elif isinstance(wrong, ValueNotKnown | DateError):
        for value in wrong.suggestions:
            mended = asked
            for name, values in asked.items():
                if name != "q":
                    kept = (value if one.strip() == wrong.value else one for one in values)
                    mended = mended.put(name, *kept)
            yield Link(value, mended.query)


def advice(state: State, results: Results) -> Iterator[Advice]:
    """Walk the notes; what the page shows as links elsewhere, or at the facets, is left out."""
    for note in results.notes:
        if note.kind == "unknown":
            what, value = note.field, clip(note.value, _NAME)
            links = tuple(_meant(state, results.request, note))
            asks = " Did you mean" if links else ""
            yield Advice(f"No article has the {what} “{value}”.{asks}", links)
        elif note.kind == "spelling":
            yield Advice("Did you mean", tuple(_corrected(state, note)))
        elif note.kind == "undated":
            yield Advice(str(note), tuple(_undated(state, results.request)))
        elif note.kind not in ("any", "more"):
            yield Advice(str(note))


def _meant(state: State, request: SearchRequest, note: Note) -> Iterator[Link]:
    """Walk the links to the same search with a value that exists."""
    wrong = typed(note.field, note.value)
    for one in note.proposals:
        if one.key is None:
            continue
        right, mended = typed(note.field, one.key), state
        for name in (note.field, f"not-{note.field}"):
            values = state.values(name)
            mended = mended.put(name, *(right if value == wrong else value for value in values))
        query = _replaced(request.query, Term(note.field, note.value), Term(note.field, one.key))
        if query != request.query:
            # What `any` meant is part of the tree, and so of its text.
            words = unparse(query)
            if len(words) > MAX_LENGTH:
                continue
            mended = mended.put("q", words).put("any")
        yield Link(f"{clip(one.value or one.key, _NAME)} ({one.count:,})", mended.query)


def _corrected(state: State, note: Note) -> Iterator[Link]:
    """Walk the links to the same search in other words."""
    for one in note.proposals:
        query = one.key or ""
        if len(query) <= MAX_LENGTH:
            yield Link(f"{clip(query, _NAME)} ({one.count:,})", state.put("q", query).query)


def _replaced(node: Node, old: Term, new: Term) -> Node:
    """Give the tree with another value wherever the old one is asked for."""
    match node:
        case And(children):
            return And(tuple(_replaced(child, old, new) for child in children))
        case Or(children):
            return Or(tuple(_replaced(child, old, new) for child in children))
        case Not(child):
            return Not(_replaced(child, old, new))
        case Boosted(child, weight):
            return Boosted(_replaced(child, old, new), weight)
        case _:
            return new if node == old else node


def _undated(state: State, request: SearchRequest) -> Iterator[Link]:
    """Give the link to the undated; days among the words have no place that could be changed."""
    clauses = request.query.children if isinstance(request.query, And) else (request.query,)
    if not any(isinstance(clause, Dated) for clause in clauses):
        undated = state.put("since").put("until").put("date", "none")
        yield Link("Show them", undated.query)

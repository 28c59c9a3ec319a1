"""What may somebody be about to type? Words, authors, sources and topics of the corpus."""

import unicodedata
from collections.abc import Iterator

from searcher.article import fold
from searcher.engines.base import Engine
from searcher.errors import SearcherError
from searcher.query.counting import count_words, is_own_word
from searcher.query.kinds import count_of, words_of
from searcher.query.model import SearchRequest
from searcher.query.params import build
from searcher.query.typed import Typed, typed
from searcher.results import Suggestion

# What is offered as a filter, from words that name no field.
_FILTERS = ("author", "source", "topic")
# Letters from which names are looked for: one begins too many.
_LEAST = 2
_FORMS = 4  # of a word, looked at to find others
_LONGEST = 100  # characters; nobody types more in one piece


def suggest(engine: Engine, words: str, limit: int) -> Iterator[Suggestion]:
    """Walk what may be meant, up to `limit` of a kind."""
    end = typed(words_of("words", words))
    if end is None or count_of("limit", limit) < 1 or len(end.part) > _LONGEST:
        return
    field = end.field
    if field is not None and field.kind == "keyword" and field.facet:
        yield from _values(engine, end, field.name, limit)
        return
    if field is not None and field.kind != "text":
        return
    yield from _words(engine, end, limit)
    if end.plain:
        for name in _FILTERS:
            yield from _filters(engine, end, name, limit)


def _words(engine: Engine, end: Typed, limit: int) -> Iterator[Suggestion]:
    part = end.part
    # A character that is a word of its own begins no other.
    if count_words(part) != 1 or is_own_word(part[0]) or not all(map(_is_of_word, part)):
        return
    name = end.field.name if end.field else None
    counts: set[int] = set()
    for word in engine.completions(part, limit=limit * _FORMS, field=name):
        if fold(word) == fold(part):
            continue
        try:
            count = engine.count(build(f"{name}:{word}" if name else word))
        except SearcherError:
            continue
        # Forms of one word find the same articles: one of them is enough.
        if count and count not in counts:
            counts.add(count)
            yield Suggestion("word", word, count, end.with_word(word))
        if len(counts) == limit:
            return


def _is_of_word(sign: str) -> bool:
    return sign.isalnum() or unicodedata.category(sign)[0] == "M"


def _values(engine: Engine, end: Typed, field: str, limit: int) -> Iterator[Suggestion]:
    part = fold(end.part)
    if part:
        found = engine.names(field, part, limit=limit)
    else:
        counts = engine.facet(SearchRequest(), field, limit).counts
        found = [count for count in counts if count.key is not None]
    for count in found:
        text = count.value or ""
        yield Suggestion(field, text, count.count, end.with_value(text))


def _filters(engine: Engine, end: Typed, field: str, limit: int) -> Iterator[Suggestion]:
    """Take as many of the last words as some name has."""
    for before, tail in end.tails():
        part = fold(tail)
        if len(part) < _LEAST:
            continue
        found = engine.names(field, part, limit=limit)
        for count in found:
            yield Suggestion(field, count.value or "", count.count, before, count.key)
        if found:
            return

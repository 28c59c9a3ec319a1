"""What does adding an article take before the index is touched? Its values by field.

Made where files are read; the writer turns them into a document. Dates, topics, authors and sources
recur, so what fields derive from nothing else is derived once for many articles.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

import tantivy

from searcher.article import Article
from searcher.engines.depth import cut
from searcher.engines.tantivy.analysis import Analysis, primary, stem_field
from searcher.engines.tantivy.letters import is_kurdish, is_plain, joined, smooth
from searcher.engines.tantivy.metadata import packed
from searcher.engines.tantivy.schema import PLAIN_FIELDS, TEXTS, UNSTEMMED, Value, whole
from searcher.engines.tantivy.source import Source, topics_of
from searcher.identity import retold

_Values = dict[str, Value | list[str]]
_Derive = Callable[[Source], Value | list[str] | None]
_Several = Callable[[Source], list[str] | None]

_MOST: Final = 4_096  # values of each kind that are remembered


class Prepared(NamedTuple):
    """An article's values by field. `marked` are the texts that only the full analyser splits.

    All texts are smoothed. `metadata` is as it lies in its file.
    """

    values: _Values
    marked: tuple[tuple[str, str | None, str], ...]  # field, language, text
    metadata: bytes


@dataclass(frozen=True, slots=True)
class TantivyPreparer:
    """Derives the values of every field from an article."""

    languages: tuple[str, ...]

    def prepare(self, article: Article, stored: bytes, content: bytes) -> Prepared:
        """Give the values; `stored` and `content` are the article's JSON and content digest."""
        found = Source(article, stored, content)
        values = _derived(_OWN, found)
        for shared in _SHARED:
            values |= shared.values(found)
        language = primary(article.language)
        plain = all(map(is_plain, (article.title, article.summary, article.body)))
        marked: list[tuple[str, str | None, str]] = []
        derived: dict[_Several, list[str] | None] = {}  # exact tokens and stems have the same text
        for name, stemmed, several in _texts(self.languages, language):
            if several not in derived:
                derived[several] = several(found)
            if (lines := derived[several]) is None:
                continue
            if not plain or stemmed == "tr":
                if is_kurdish(language):
                    lines = [*map(joined, lines)]
                lines = [smooth(line, stemmed) for line in lines]
                if not all(map(is_plain, lines)):
                    marked.extend((name, stemmed, line) for line in lines)
                    continue
            values[name] = lines
        return Prepared(values, tuple(marked), packed(cut(stored, "metadata")))

    def retold(self, prepared: object, story: int) -> Prepared:
        """Give the values of an article that belongs to another story; nothing else changes."""
        if not isinstance(prepared, Prepared):
            raise TypeError("not prepared by this engine")
        stored = retold(bytes(prepared.values["article"]), story)  # type: ignore[arg-type]
        values = prepared.values | {"article": stored, "story": story}
        return Prepared(values, prepared.marked, packed(cut(stored, "metadata")))


class _Shared:
    """Values that follow from one thing, which `of` gives for an article."""

    def __init__(self, name: str, of: Callable[[Article], Hashable]) -> None:
        self._of = of
        self._fields = [(one.name, one.derive) for one in PLAIN_FIELDS if one.of == name]
        self._known: dict[Hashable, _Values] = {}

    def values(self, found: Source) -> _Values:
        of = self._of(found.article)
        known = self._known.get(of)
        if known is None:
            if len(self._known) >= _MOST:
                self._known.clear()
            known = self._known[of] = _derived(self._fields, found)
        return known


def _derived(fields: list[tuple[str, _Derive]], found: Source) -> _Values:
    return {name: value for name, derive in fields if (value := derive(found)) is not None}


def _date_of(article: Article) -> Hashable:
    published = article.published
    return published and (published.date, published.precision, published.confidence)


_OWN: Final = [(one.name, one.derive) for one in PLAIN_FIELDS if one.of is None]
_SHARED: Final = (
    _Shared("date", _date_of),
    _Shared("topics", topics_of),
    _Shared("authors", lambda article: tuple([(one.key, one.name) for one in article.authors])),
    _Shared("source", lambda article: article.source),
)


@lru_cache(maxsize=1024)
def _texts(
    languages: tuple[str, ...], language: str | None
) -> list[tuple[str, str | None, _Several]]:
    """Give the fields of texts for an article in this language."""
    texts: list[tuple[str, str | None, _Several]] = [(name, None, derive) for name, derive in TEXTS]
    if language in languages:
        texts += [(stem_field(name, language), language, derive) for name, derive in TEXTS]
    else:
        texts.append((UNSTEMMED, None, whole))
    return texts


def document(
    prepared: Prepared, schema: tantivy.Schema, analysis: Analysis, place: tuple[int, int]
) -> tantivy.Document:
    """Turn prepared values into a document; `place`: where its metadata begins and how long it is.

    They are held against the schema here: one of a wrong type fails at once, and not later in the
    writer's thread, where it would take other articles with it. All together that takes 11 µs;
    a call for each value, 26.
    """
    values = {**prepared.values, "metadata_at": place[0], "metadata_size": place[1]}
    built = tantivy.Document.from_dict(values, schema)
    for field, language, text in prepared.marked:
        built.add_pre_tokenized_text(field, analysis.full(language).pre_tokenize(text))
    return built

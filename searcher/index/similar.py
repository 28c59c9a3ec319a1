"""Which articles are like one? Those that share the words that tell it from others.

A word's weight is how often the article has it, dampened, times how rare it is in the corpus
(tf-idf: (1 + ln count) · ln(articles / articles with it)). Words of the title count as much again.
What no other article has finds none, and what a tenth of a large corpus has tells little and takes
long: both are left out. So is what has no letter, and single letters.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from searcher.article import Article, story_of
from searcher.engines.base import Engine
from searcher.errors import UsageError
from searcher.query.counting import count_words
from searcher.query.kinds import whole
from searcher.query.model import And, Node, Not, Or, Phrase, SearchRequest, Term, Word
from searcher.query.unparse import unparse
from searcher.results import Similar, TellingWord

if TYPE_CHECKING:
    from searcher.index.views import Views

WORDS = 25
MOST_WORDS = 100
# A word that more than this share of the articles has tells little, from so many articles on.
_COMMON = 0.1
_FEW = 200
# In a small corpus: what half of it has.
_COMMON_OF_FEW = 0.5
# Words whose spread is looked up, the most frequent first: a microsecond or two each.
_LOOKED_UP = 2_000


class Weighed(NamedTuple):
    """A telling word with its key and exact forms."""

    key: str
    forms: frozenset[str]
    word: TellingWord


def similar(
    index: "Views", article_id: str, words: int, chosen: SearchRequest, *, copies: bool
) -> Similar:
    """Find articles like one; `chosen` says filters and page."""
    if not 1 <= whole("words", words) <= MOST_WORDS:
        raise UsageError(f"1 to {MOST_WORDS} words can stand for an article, not {words}.")
    article = index.get(article_id)
    engine = index.asked
    found = telling(engine, article, words)
    results = index.search(request_like(chosen, article, found, copies=copies))
    shared = tuple(tuple(_shared(engine, hit.article, found)) for hit in results.hits)
    return Similar(article, tuple(one.word for one in found), results, shared)


def telling(engine: Engine, article: Article, most: int) -> list[Weighed]:
    """Give the most telling words of an article, the most telling first."""
    articles = engine.count(SearchRequest())
    common = articles * (_COMMON if articles > _FEW else _COMMON_OF_FEW)
    headed = engine.vocabulary(replace(article, summary="", body=""))
    used = engine.vocabulary(article).items()
    weighed = []
    for key, usage in sorted(used, key=lambda one: (-one[1].count, one[0]))[:_LOOKED_UP]:
        if len(usage.text) == 1 or not any(map(str.isalpha, usage.text)):
            continue
        spread = engine.spread(key)
        if not 2 <= spread <= common:  # noqa: PLR2004 - another article besides this one
            continue
        weight = (1 + math.log(usage.count)) * math.log(articles / spread) * (1 + (key in headed))
        word = TellingWord(usage.text, usage.count, spread)
        weighed.append((-weight, key, Weighed(key, usage.forms, word)))
    return [found for _, _, found in sorted(weighed)[:most]]


def request_like(
    chosen: SearchRequest, article: Article, words: Sequence[Weighed], *, copies: bool
) -> SearchRequest:
    """Give the request that finds articles with any of the words, but not the article itself."""
    texts = [one.word.text for one in words]
    # Two characters of a script that parts no words are a phrase, whatever they are called.
    asked: tuple[Node, ...] = tuple(
        Word(text) if count_words(text) == 1 else Phrase(text) for text in texts
    )
    # Without words nothing is like it.
    like: Node = Or(asked) if len(asked) > 1 else asked[0] if asked else Term("id", "none")
    itself = Term("id", article.id) if copies else Term("story", str(story_of(article)))
    query = And((like, Not(itself)))
    return replace(chosen, query=query, words=unparse(query))


def _shared(engine: Engine, article: Article, words: Sequence[Weighed]) -> Iterator[str]:
    """Walk the words that another article has too, in some form."""
    used = engine.vocabulary(article)
    forms = {form for usage in used.values() for form in usage.forms}
    for one in words:
        if one.key in used or not one.forms.isdisjoint(forms):
            yield one.word.text

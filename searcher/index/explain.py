"""Why does a request find what it finds? Everything here is counted by asking the engine again.

A part that is asked alone, or left out, is a request like any other; what a word is worth in an
article is its score where only that word is asked for. So an explanation holds for every engine,
and cannot differ from what searches find.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from searcher.engines.base import Engine
from searcher.errors import QueryError
from searcher.explanation import (
    Contribution,
    Expansion,
    Explanation,
    Forms,
    HitExplanation,
    Part,
    Relaxed,
    WordsKind,
)
from searcher.index.relax import Piece, pieces, relaxed, spoken
from searcher.query.describe import clause_text, describe
from searcher.query.model import (
    And,
    Boosted,
    Fuzzy,
    Node,
    Not,
    Or,
    Pattern,
    Phrase,
    Regex,
    SearchRequest,
    Term,
    TextField,
    Word,
    Worded,
)
from searcher.results import Hit, Results

if TYPE_CHECKING:
    from searcher.index.facade import Index

# What an explanation holds at most, of parts, words and hits; and the seconds after which nothing
# more is begun: a search that took long is not asked for a hundred times over.
MOST_PARTS = 40
MOST_WORDS = 20
MOST_HITS = 20
SHOWN_FORMS = 10
SECONDS = 3.0
# Scores are sums of 32-bit numbers.
_ROUNDING = 1e-4

Leaf = Worded | Phrase


class Clock:
    """Says whether there is time for more, and counts what there was none for."""

    def __init__(self, seconds: float) -> None:
        """Begin now."""
        self._end = time.monotonic() + seconds
        self.left_out = 0

    def allows(self) -> bool:
        """Say whether something more may be begun; if not, it counts as left out."""
        if time.monotonic() < self._end:
            return True
        self.left_out += 1
        return False


def explained(index: "Index", request: SearchRequest) -> Results:
    """Give the answer to a request, with its explanation."""
    results = index.search(request)
    return replace(results, explanation=explain(index.asked, results))


def explain(engine: Engine, results: Results, *, seconds: float = SECONDS) -> Explanation:
    """Explain an answer of the engine."""
    clock = Clock(seconds)
    request = replace(results.request, count="articles")
    found = results.total if results.request.count == "articles" else engine.count(request)
    every = pieces(request)
    clock.left_out += max(len(every) - MOST_PARTS, 0)
    counted = [
        (piece, _part(engine, request, piece)) for piece in every[:MOST_PARTS] if clock.allows()
    ]
    leaves = list(dict.fromkeys(_leaves(request.query)))
    clock.left_out += max(len(leaves) - MOST_WORDS, 0)
    leaves = leaves[:MOST_WORDS]
    expansions = [
        expansion
        for leaf in dict.fromkeys(leaf for leaf, _ in leaves)
        if not isinstance(leaf, Phrase)
        and clock.allows()
        and (expansion := _expansion(engine, leaf, inferred=request.inferred))
    ]
    hits: Sequence[HitExplanation] = ()
    if request.sort == "relevance":
        clock.left_out += max(len(results.hits) - MOST_HITS, 0)
        hits = _hits(engine, leaves, results.hits[:MOST_HITS], clock)
    return Explanation(
        understood=tuple(describe(results.request)),
        articles=found,
        parts=tuple(part for _, part in counted),
        expansions=tuple(expansions),
        causes=() if found else tuple(_causes(request, [part for _, part in counted])),
        relaxed=() if found else tuple(_relaxed(engine, request, counted, clock)),
        hits=tuple(hits),
        left_out=clock.left_out,
    )


def _part(engine: Engine, request: SearchRequest, piece: Piece) -> Part:
    alone = engine.count(replace(piece.alone, inferred=request.inferred))
    return Part(piece.text, piece.kind, alone, engine.count(piece.rest))


def _causes(request: SearchRequest, parts: Sequence[Part]) -> Iterator[Part]:
    """Walk the parts that no article fulfils; of alternatives all must fail."""
    words = [part for part in parts if part.kind == "words"]
    free = isinstance(request.query, Or) and any(part.count for part in words)
    for part in parts:
        if not part.count and not (free and part.kind == "words"):
            yield part


def _relaxed(
    engine: Engine, request: SearchRequest, counted: Sequence[tuple[Piece, Part]], clock: Clock
) -> Iterator[Relaxed]:
    """Walk what would find something, each change counted, the largest first."""
    from searcher.query.params import to_params

    found: list[tuple[int, str, SearchRequest]] = []
    for text, changed in relaxed(request, counted, engine.count):
        if not clock.allows():
            break
        try:
            count = engine.count(changed)
        except QueryError:
            continue
        if count:
            found.append((count, text, changed))
    found.sort(key=lambda one: -one[0])
    for count, text, changed in found:
        yield Relaxed(text, count, to_params(spoken(replace(changed, facets=(), offset=0))))


def _leaves(node: Node) -> Iterator[tuple[Leaf, float]]:
    """Walk the words that are asked for, and not excluded, in order, with their weights."""
    pending: list[tuple[Node, bool, float]] = [(node, True, 1.0)]
    while pending:
        inner, wanted, weight = pending.pop()
        if isinstance(inner, And | Or):
            pending.extend((child, wanted, weight) for child in reversed(inner.children))
        elif isinstance(inner, Not):
            pending.append((inner.child, not wanted, weight))
        elif isinstance(inner, Boosted):
            pending.append((inner.child, wanted, weight * inner.weight))
        elif wanted and isinstance(inner, Leaf):
            yield inner, weight


def _expansion(engine: Engine, leaf: Leaf, *, inferred: bool) -> Expansion | None:
    """Say what a word stands for; None for one that stands for itself."""
    if isinstance(leaf, Phrase) or (isinstance(leaf, Word) and leaf.exact):
        return None
    words, every = engine.candidates(leaf)
    if isinstance(leaf, Word) and len(words) < 2:  # noqa: PLR2004 - itself
        return None
    shown: list[tuple[str, int]] = []
    gone = 0
    for word in words:
        if len(shown) == SHOWN_FORMS:
            break
        form: Node = Word(word, leaf.field, exact=True)
        if isinstance(leaf, Word):
            # In another language the form may be of another stem, or of none.
            form = And((leaf, form))
        count = engine.count(SearchRequest(query=form, inferred=inferred))
        if count:
            shown.append((word, count))
        else:
            gone += 1
    kinds: dict[type[Leaf], WordsKind] = {
        Word: "stem",
        Pattern: "pattern",
        Fuzzy: "fuzzy",
        Regex: "expression",
    }
    forms = Forms(tuple(shown), len(words) - gone, every)
    return Expansion(clause_text(leaf), kinds[type(leaf)], forms)


def _hits(
    engine: Engine, leaves: Sequence[tuple[Leaf, float]], hits: Sequence[Hit], clock: Clock
) -> list[HitExplanation]:
    """Say what each word is worth in each hit: in all, and by title and text."""
    among = Or(tuple(Term("id", hit.article.id) for hit in hits))
    worth: dict[str, list[Contribution]] = {hit.article.id: [] for hit in hits}
    for leaf, weight in leaves if hits else ():
        if not clock.allows():
            break
        whole = _scores(engine, leaf, among, len(hits))
        fields: tuple[TextField, ...] = (leaf.field,) if leaf.field else ("title", "body")
        by_field = {
            field: _scores(engine, replace(leaf, field=field), among, len(hits))
            if leaf.field is None
            else whole
            for field in fields
        }
        text = clause_text(leaf if weight == 1 else Boosted(leaf, weight))
        for article_id, score in whole.items():
            # The better of title and text counts, and a part of the other: each in proportion.
            found = {
                f: scores[article_id] for f, scores in by_field.items() if article_id in scores
            }
            share = weight * score / (sum(found.values()) or 1.0)
            places: dict[str, float] = {field: share * one for field, one in found.items()}
            worth[article_id].append(Contribution(text, weight * score, places))
    explained = []
    for hit in hits:
        parts = sorted(worth[hit.article.id], key=lambda part: -part.score)
        score = hit.score or 0.0
        rest = score - sum(part.score for part in parts)
        rest = 0.0 if abs(rest) < _ROUNDING * max(score, 1.0) else rest
        explained.append(HitExplanation(hit.rank, hit.article.id, score, tuple(parts), rest))
    return explained


def _scores(engine: Engine, leaf: Leaf, among: Node, most: int) -> dict[str, float]:
    """Give the scores of these articles, by id, where only this is asked for."""
    asked = SearchRequest(query=And((leaf, among)), limit=most)
    return {
        found.id: found.score or 0.0
        for batch in engine.walk(asked, order="sort")
        for found in batch
    }

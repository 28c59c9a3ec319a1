"""Why does the page show these hits? The explanation as a page shows it, behind a link until then.

It takes dozens of searches, so it is made only where the address asks for it; without scripts.
"""

from dataclasses import dataclass

from searcher.explanation import Explanation, HitExplanation
from searcher.render.explanation import expansion_line
from searcher.results import Results
from searcher.web.passages import clip
from searcher.web.state import EXPLAIN, INDEX, Link, State

_LONG = 400  # characters of a line shown at most


@dataclass(frozen=True, slots=True)
class PartView:
    """A part of the question: what it finds alone, and what the rest finds without it."""

    text: str
    count: str
    without: str


@dataclass(frozen=True, slots=True)
class HitWhy:
    """What each word is worth in a hit."""

    rank: int
    score: str
    parts: tuple[tuple[str, str, str], ...]
    rest: str


@dataclass(frozen=True, slots=True)
class Why:
    """The explanation, and the link that opens or closes it."""

    toggle: str
    shown: bool = False
    understood: tuple[str, ...] = ()
    parts: tuple[PartView, ...] = ()
    words: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    relaxed: tuple[Link, ...] = ()
    hits: tuple[HitWhy, ...] = ()
    left_out: int = 0


def why(state: State, results: Results) -> Why:
    """Give the explanation of an answer, or what leads to it."""
    found = results.explanation
    if found is None:
        return Why(state.put(EXPLAIN, "1").query)
    return Why(
        state.put(EXPLAIN).query,
        shown=True,
        # Which facets are counted is the page's own affair.
        understood=tuple(
            clip(line, _LONG) for line in found.understood if not line.startswith("facets: ")
        ),
        parts=tuple(
            PartView(part.text, f"{part.count:,}", f"{part.without:,}") for part in found.parts
        ),
        words=tuple(expansion_line(one) for one in found.expansions),
        causes=tuple(cause.text for cause in found.causes),
        relaxed=tuple(_ways(state, found)),
        hits=tuple(map(_hit, found.hits)),
        left_out=found.left_out,
    )


def _ways(state: State, found: Explanation) -> list[Link]:
    index = {INDEX: state.values(INDEX)}
    return [
        Link(f"{way.text} ({way.count:,})", State({**way.params, **index}).query)
        for way in found.relaxed
    ]


def _hit(hit: HitExplanation) -> HitWhy:
    parts = [
        (
            part.text,
            f"{part.score:.2f}",
            ", ".join(f"{field} {score:.2f}" for field, score in part.fields.items()),
        )
        for part in hit.parts
    ]
    rest = f"{hit.rest:+.2f}" if hit.rest else ""
    return HitWhy(hit.rank, f"{hit.score:.2f}", tuple(parts), rest)

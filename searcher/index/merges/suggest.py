"""From names that are alike to authors with several names, and what speaks for it."""

from collections.abc import Callable, Iterable
from pathlib import Path

from searcher.article import fold
from searcher.engines.base import Engine
from searcher.index.facade import Index
from searcher.index.merges.likeness import Likeness, alike
from searcher.index.merges.proposal import LIKELIHOODS, Likelihood, Proposal, Proposals, Variant
from searcher.normalise.agencies import AGENCIES
from searcher.query.model import Filter, SearchRequest
from searcher.results import FacetCount

# Sources and topics of a name that are looked at.
_LOOKED_AT = 8


def suggest_authors(
    index: Index | str | Path | None = None,
    *,
    authors: str | Path | None = None,
    on_progress: Callable[[str], None] | None = None,
) -> Proposals:
    """Propose which authors of an index may be one under several names.

    What a file of authors (as in `Index.open`) joins already counts as one. Nothing is changed.
    Raises as `Index.open` does.
    """
    tell = on_progress or (lambda _: None)
    where = index.path if isinstance(index, Index) else index
    if isinstance(index, Index) and authors is None:
        authors = index.authors.given
    with Index.open(where, snapshot=True, authors=authors) as opened:
        tell("listing authors")
        engine = opened.asked
        names = {name.key: name for name in engine.values("author") if name.key}
        tell(f"comparing {len(names):,} authors")
        found = list(alike(names.values()))
        support = _Support(engine)
        tell(f"weighing {len(found):,} likenesses")
        return _proposed(names, found, support)


class _Support:
    """What two names share: a source, else a topic."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._known: dict[tuple[str, str], dict[str, str]] = {}

    def shared(self, one: str, other: str) -> str:
        for field in ("source", "topic"):
            here, there = self._of(field, one), self._of(field, other)
            if both := [shown for key, shown in here.items() if key in there]:
                return f"both in {both[0]}" if field == "source" else f"both on {both[0]}"
        return ""

    def _of(self, field: str, key: str) -> dict[str, str]:
        known = self._known.get((field, key))
        if known is None:
            request = SearchRequest(filters=(Filter("author", (key,)),))
            counts = self._engine.facet(request, field, _LOOKED_AT).counts
            known = {c.key: c.value or c.key for c in counts if c.key is not None}
            self._known[field, key] = known
        return known


def _proposed(
    names: dict[str, FacetCount], found: Iterable[Likeness], support: _Support
) -> Proposals:
    """Join what is sure; propose the rest to the more frequent of each two."""
    likely = sorted(found, key=lambda one: (LIKELIHOODS.index(one.likelihood), one.reason))
    groups = _Groups(names)
    for one in likely:
        if one.likelihood == "high":
            groups.join(one)
    sure = groups.roots()
    proposals = {head: _sure(names, keys, groups) for head, keys in sure.items()}
    weaker: dict[tuple[str, Likelihood], dict[str, Variant]] = {}
    unsupported = 0
    seen: set[frozenset[str]] = set()
    for one in likely:
        left, right = groups.head(one.one), groups.head(one.other)
        pair = frozenset((left, right))
        if one.likelihood == "high" or len(pair) == 1 or pair in seen:
            continue
        shared = support.shared(left, right)
        if one.needs_support and not shared:
            unsupported += one.reason == "one letter differs"
            continue
        seen.add(pair)
        head, other = (left, right) if _before(names[left], names[right]) else (right, left)
        reason = f"{one.reason}; {shared}" if shared else one.reason
        variant = Variant(names[other].value or other, other, names[other].count, reason)
        weaker.setdefault((head, one.likelihood), {}).setdefault(other, variant)
    made = [proposal for proposal in proposals.values() if proposal.variants]
    made += [
        Proposal(names[head].value or head, head, names[head].count, likelihood, (*few.values(),))
        for (head, likelihood), few in weaker.items()
    ]
    made.sort(key=lambda one: (LIKELIHOODS.index(one.likelihood), -_size(one), one.key))
    return Proposals(tuple(made), len(names), unsupported)


def _size(proposal: Proposal) -> int:
    return proposal.count + sum(variant.count for variant in proposal.variants)


def _before(one: FacetCount, other: FacetCount) -> bool:
    """Say whether the first is the name to show.

    Without a comma rather than with one, of several words, frequent, long.
    """
    return _rank(one) < _rank(other)


def _rank(name: FacetCount) -> tuple[bool, bool, int, int, str]:
    key = name.key or ""
    return "," in key, " " not in key, -name.count, -len(key), key


class _Groups:
    """Names that are surely one author's."""

    def __init__(self, names: dict[str, FacetCount]) -> None:
        self._names = names
        self._parent: dict[str, str] = {}
        self.reasons: dict[str, str] = {}
        self._heads: dict[str, str] = {}

    def join(self, one: Likeness) -> None:
        left, right = self._root(one.one), self._root(one.other)
        if left != right:
            self._parent[right] = left
            self._parent.setdefault(left, left)
            for key in (one.one, one.other):
                self.reasons.setdefault(key, one.reason)

    def _root(self, key: str) -> str:
        while (parent := self._parent.get(key, key)) != key:
            self._parent[key] = self._parent.get(parent, parent)
            key = parent
        return key

    def roots(self) -> dict[str, list[str]]:
        """Give the groups by the name to show."""
        by_root: dict[str, list[str]] = {}
        for key in self._parent:
            by_root.setdefault(self._root(key), []).append(key)
        groups = {}
        for root, keys in by_root.items():
            keys.sort(key=lambda key: _rank(self._names[key]))
            canonical = fold(next((AGENCIES[k] for k in keys if k in AGENCIES), ""))
            head = canonical if canonical in keys else keys[0]
            groups[head] = [head, *(key for key in keys if key != head)]
            self._heads[root] = head
        return groups

    def head(self, key: str) -> str:
        """Give the name to show of a name's group."""
        root = self._root(key)
        return self._heads.get(root, root)


def _sure(names: dict[str, FacetCount], keys: list[str], groups: _Groups) -> Proposal:
    head, *others = keys
    variants = tuple(
        Variant(names[key].value or key, key, names[key].count, groups.reasons.get(key, ""))
        for key in others
    )
    return Proposal(names[head].value or head, head, names[head].count, "high", variants)

"""How does an engine count authors, some of whom have several names? It is asked for all of them.

The engine inside knows names as they are printed. A request for an author becomes one for each of
the names; the counts of names are joined. Since an article may be signed with two names of one
author, what an author counts lies between the largest of the names' counts and their sum: where
that decides, the articles are counted by a query.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from searcher.article import Article
from searcher.engines.base import Eldest, Engine, Preparer, ScanOrder, Stored, WalkOrder, Writer
from searcher.engines.depth import Depth
from searcher.query.authority import Authority, Group
from searcher.query.model import Filter, FilterValue, SearchRequest, Worded
from searcher.results import CorpusState, Facet, FacetCount, Marks, Results, Snippet, Usage

if TYPE_CHECKING:
    from searcher.dates.periods import Unit
    from searcher.trends import OverTime, TimelineSort

AUTHOR = "author"
# Names joined up to which a second round may be saved; of more an engine lists all it has anyway.
_FEW = 1_000


class AuthorityEngine:
    """Answers as `inner` does, with the names of an author as one."""

    def __init__(self, inner: Engine, authority: Authority) -> None:
        """Ask `inner`; it stays the caller's to close, or is closed with this."""
        self.inner = inner
        self.authority = authority
        self._totals: tuple[str | None, dict[str, list[int]]] = (None, {})

    def search(self, request: SearchRequest) -> Results:
        """Find the page of hits, the exact total, and the facets asked for."""
        asked = self.authority.expanded(request)
        others = tuple(facet for facet in request.facets if facet.field != AUTHOR)
        found = self.inner.search(replace(asked, facets=others))
        facets = {
            wanted.field: self.facet(request, AUTHOR, wanted.limit)
            if wanted.field == AUTHOR
            else found.facets[wanted.field]
            for wanted in request.facets
        }
        said = replace(request, authority=self.authority.ref)
        return replace(found, request=said, facets=facets)

    def count(self, request: SearchRequest) -> int:
        """Count the articles that match."""
        return self.inner.count(self.authority.expanded(request))

    def frozen(self) -> "AuthorityEngine":
        """Give one that stays with the commit that is seen now."""
        return AuthorityEngine(self.inner.frozen(), self.authority)

    def scan(self, request: SearchRequest, *, order: ScanOrder = "id") -> Iterator[Article]:
        """Walk all matching articles."""
        return self.inner.scan(self.authority.expanded(request), order=order)

    def walk(
        self, request: SearchRequest, *, order: WalkOrder = "id", depth: Depth = "record"
    ) -> Iterator[Sequence[Stored]]:
        """Walk all matching articles in batches."""
        return self.inner.walk(self.authority.expanded(request), order=order, depth=depth)

    def marker(self, request: SearchRequest) -> Callable[[Article], Snippet]:
        """Give what finds the passage of an article that answers the request."""
        return self.inner.marker(request)

    def marks(self, request: SearchRequest) -> Callable[[Article], Marks]:
        """Give what finds the words of the request in all of an article."""
        return self.inner.marks(request)

    def occurrences(self, request: SearchRequest) -> Callable[[Article], Marks]:
        """Give what finds every occurrence in an article of what the request's words mean."""
        return self.inner.occurrences(request)

    def facet(
        self, request: SearchRequest, field: str, limit: int | None, *, like: str = ""
    ) -> Facet:
        """Count one facet over the request, its own selection ignored."""
        asked = self.authority.expanded(request)
        if field != AUTHOR:
            return self.inner.facet(asked, field, limit, like=like)
        chosen = self._chosen(request)
        asked = replace(asked, filters=tuple(f for f in asked.filters if f.field != AUTHOR))
        groups = [group for group in self.authority.groups if _fits(group, like, chosen)]
        members = [key for group in groups for key in group.members]
        # One beyond the limit, and beyond what is chosen, says that there are more.
        needed = None if limit is None else limit + 1 + len(chosen)
        # What is chosen is counted exactly, however rare: so are the names that are joined.
        names = Filter(AUTHOR, (*dict.fromkeys([*members, *chosen]),))
        named = replace(asked, filters=(*asked.filters, names)) if names.values else asked
        found = self._listed(named, needed and needed + len(chosen), like)
        counts = [
            replace(count, selected=count.key in chosen)
            for count in found
            if count.key is None or count.key not in self.authority.by_key
        ]
        own = {count.key: count.count for count in found}
        bounds = {group: [own.get(key, 0) for key in group.members] for group in groups}
        least = _least(needed, [*(c.count for c in counts), *map(max, bounds.values())])
        counts += [
            FacetCount(group.name, group.key, count, selected=group.key in chosen)
            for group, several in bounds.items()
            if (sum(several) >= least or group.key in chosen)
            and ((count := self._counted(asked, group, several)) or group.key in chosen)
        ]
        ordered = sorted(counts, key=_by_count)
        shown = tuple(
            count
            for place, count in enumerate(ordered)
            if limit is None or place < limit or count.selected
        )
        return Facet(AUTHOR, shown, more=len(shown) < len(ordered))

    def over_time(self, request: SearchRequest, unit: "Unit") -> "OverTime":
        """Count what matches by the period in which it came out."""
        return self.inner.over_time(self.authority.expanded(request), unit)

    def timeline(
        self, request: SearchRequest, *, least: int = 1, sort: "TimelineSort" = "time"
    ) -> tuple[int, Sequence[Eldest]]:
        """Find the stories that match in the order of time, or of copies."""
        return self.inner.timeline(self.authority.expanded(request), least=least, sort=sort)

    def _listed(
        self, request: SearchRequest, needed: int | None, like: str
    ) -> Sequence[FacetCount]:
        """Count the names that are chosen, and the `needed` most frequent that are not joined."""
        joined = len(self.authority.by_key)
        limit = needed and needed + (needed if joined <= _FEW else joined)
        while True:
            found = self.inner.facet(request, AUTHOR, limit, like=like)
            others = sum(count.key not in self.authority.by_key for count in found.counts)
            if limit is None or needed is None or not found.more or others >= needed:
                return found.counts
            # Names that are joined took the places.
            limit *= 8

    def _chosen(self, request: SearchRequest) -> set[FilterValue]:
        return {
            self.authority.key(value) if isinstance(value, str) else value
            for selection in request.filters
            if selection.field == AUTHOR and not selection.exclude
            for value in selection.values
        }

    def _counted(self, request: SearchRequest, group: Group, several: Sequence[int]) -> int:
        """Count the articles signed with any of the names, of which each has so many."""
        if sum(several) == max(several):
            return max(several)
        any_name = Filter(AUTHOR, group.members)
        return self.inner.count(replace(request, filters=(*request.filters, any_name)))

    def names(self, field: str, start: str, *, limit: int) -> Sequence[FacetCount]:
        """List values of a keyword facet in which a word begins with this folded text."""
        if field != AUTHOR:
            return self.inner.names(field, start, limit=limit)
        at_start = re.compile(rf"(?<![^\W_]){re.escape(start)}")
        meant = [
            group
            for group in self.authority.groups
            if any(start in key and at_start.search(key) for key in group.members)
        ]
        found = self._others(start, limit, sum(len(group.members) for group in meant))
        totals = self._names()
        meant.sort(key=lambda group: (-sum(totals[group.key]), group.key))
        for group in meant:
            several = totals[group.key]
            if len(found) >= limit and sum(several) < found[-1].count:
                break
            if count := self._counted(SearchRequest(), group, several):
                found = [*found, FacetCount(group.name, group.key, count)]
                found = sorted(found, key=_by_count)[:limit]
        return found

    def _others(self, start: str, limit: int, joined: int) -> list[FacetCount]:
        """List authors of one name that begins so; `joined` names may stand before them."""
        for wanted in (4 * limit, limit + joined):
            listed = self.inner.names(AUTHOR, start, limit=wanted)
            others = [count for count in listed if count.key not in self.authority.by_key]
            if len(others) >= limit or len(listed) < wanted:
                break
        return others[:limit]

    def _names(self) -> dict[str, list[int]]:
        """Give what the names of each author count in the whole corpus, once for a commit."""
        stamp = self.inner.commit_stamp()
        if stamp != self._totals[0] or not self._totals[1]:
            names = Filter(AUTHOR, tuple(self.authority.by_key))
            found = self.inner.facet(SearchRequest(filters=(names,)), AUTHOR, 1)
            counts = {count.key: count.count for count in found.counts}
            self._totals = (
                stamp,
                {
                    group.key: [counts.get(key, 0) for key in group.members]
                    for group in self.authority.groups
                },
            )
        return self._totals[1]

    def values(self, field: str) -> Sequence[FacetCount]:
        """List every value of a keyword facet in the whole corpus with its count, by key."""
        if field != AUTHOR:
            return self.inner.values(field)
        counts = self.facet(SearchRequest(), field, None).counts
        return sorted((c for c in counts if c.key is not None), key=lambda c: c.key or "")

    # What has nothing to do with authors

    def writer(self) -> Writer:
        """Open the writer."""
        return self.inner.writer()

    def preparer(self) -> Preparer:
        """Give what prepares articles for this index."""
        return self.inner.preparer()

    def refresh(self) -> None:
        """See the newest commit from now on."""
        self.inner.refresh()

    def vocabulary(self, article: Article) -> Mapping[str, Usage]:
        """Give the words of an article by a key that all forms of a word have in its language."""
        return self.inner.vocabulary(article)

    def spread(self, key: str) -> int:
        """Say in about how many articles a word of some vocabulary stands."""
        return self.inner.spread(key)

    def completions(self, prefix: str, *, limit: int, field: str | None = None) -> Sequence[str]:
        """List words that begin so, as they are indexed, the most frequent first."""
        return self.inner.completions(prefix, limit=limit, field=field)

    def candidates(self, node: Worded) -> tuple[Sequence[str], bool]:
        """List words that a node may find, the most frequent first."""
        return self.inner.candidates(node)

    def get(self, article_id: str) -> Article | None:
        """Read one article by its id."""
        return self.inner.get(article_id)

    def held_stories(self, numbers: Sequence[int]) -> list[bool]:
        """Say quickly to which of these stories an article may belong."""
        return self.inner.held_stories(numbers)

    def ids_with_prefix(self, prefix: str, *, limit: int) -> Sequence[str]:
        """List ids that begin with the hex digits, in order."""
        return self.inner.ids_with_prefix(prefix, limit=limit)

    def state(self) -> CorpusState:
        """Name the corpus."""
        return self.inner.state()

    def commit_stamp(self) -> str | None:
        """Name the last commit."""
        return self.inner.commit_stamp()

    def close(self) -> None:
        """Let go of files."""
        self.inner.close()


def _fits(group: Group, like: str, chosen: set[FilterValue]) -> bool:
    """Say whether one of the names holds the text, or the author is chosen."""
    return not like or group.key in chosen or any(like in key for key in group.members)


def _least(needed: int | None, counts: list[int]) -> int:
    """Give the count that what may be among the `needed` most frequent must reach."""
    if needed is None or len(counts) < needed:
        return 1
    return max(1, sorted(counts, reverse=True)[needed - 1])


def _by_count(count: FacetCount) -> tuple[int, bool, str]:
    """Order by count, then key; the missing bucket last among equals."""
    return -count.count, count.key is None, count.key or ""

"""How many of the articles that match have which value? Exact counts, whatever the segments.

tantivy gives each segment's most frequent values and adds them up, so a value that is rare in one
segment may be counted short, and says by how much at most. Where that bound could change the
answer, the plausible values are counted again one by one, more values are asked for, and in the
end all of them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

import tantivy

from searcher.engines.beside import begun
from searcher.engines.tantivy.chosen import date_count, is_within, numbered, reach, selected
from searcher.engines.tantivy.date_numbers import DATES, text_of
from searcher.engines.tantivy.plan import Planner, all_of, any_of, own_filter, unscored
from searcher.engines.tantivy.printed import PrintedForms, best
from searcher.engines.tantivy.schema import ABSENT
from searcher.engines.tantivy.source import FORM_SEPARATOR
from searcher.engines.tantivy.walk import total
from searcher.query.model import SearchRequest
from searcher.record import Record, record
from searcher.results import Facet, FacetCount

# Facets whose values are shown by their most frequent printed form.
FORMS = ("author", "source", "topic")
# Values asked of each segment in the first round, and the most before all are listed instead. Of a
# column that was counted a second time a few, of which those that come into question are counted
# exactly anyway.
FIRST_ROUND, CANDIDATES = 100, 40
LAST_ROUND = 16_384
# tantivy refuses to give more than 65,000 buckets in one answer: room for three date facets and
# three of keywords at their limits.
MOST_LIMIT = 1_000
MOST_VALUES = 60_000
MOST_DATES = 16_000
# Up to so many values, their printed forms are looked up one by one: 5 µs each, against 200 ms
# for all forms of 150,000 authors.
_FEW = 2_000
# The buckets of articles without a value; no key and no date is like them.
_NO_KEY = FORM_SEPARATOR
_NO_DATE = -1

Counted = list[tuple[str | None, int]]


@record
class _Round(Record):
    """Counts of one aggregation: exact to `error`, which also bounds every value not in it."""

    counts: dict[Any, int]
    error: int
    complete: bool


def _terms(field: str, size: int, **more: Any) -> dict[str, Any]:
    return {"terms": {"field": field, "size": size, "segment_size": size, **more}}


def _first_size(limit: int, again: bool) -> int:
    return max(CANDIDATES if again else FIRST_ROUND, 4 * limit)


def _by_size(field: str, size: int) -> dict[str, Any]:
    return _terms(field, size, missing=_NO_KEY)


def _by_time(field: str, limit: int | None) -> dict[str, Any]:
    # One value beyond the limit says that there are more; one bucket is the missing one.
    size = MOST_DATES if limit is None else min(limit + 2, MOST_DATES)
    return _terms(field, size, order={"_key": "asc"}, missing=_NO_DATE)


def _read(answer: dict[str, Any]) -> _Round:
    counts = {bucket["key"]: bucket["doc_count"] for bucket in answer["buckets"]}
    for stand_in in (_NO_KEY, _NO_DATE):
        if stand_in in counts:
            counts[None] = counts.pop(stand_in)
    error = answer.get("doc_count_error_upper_bound") or 0
    other = answer.get("sum_other_doc_count") or 0
    return _Round(counts, error, complete=not error and not other)


def _by_count(counts: Mapping[str | None, int], most: int | None = None) -> Counted:
    """Order by count, then key; the missing bucket last among equals. Give the `most` first."""
    found: Iterable[tuple[str | None, int]] = counts.items()
    if most is not None and most < len(counts):
        least = sorted(counts.values(), reverse=True)[most - 1]
        found = [pair for pair in found if pair[1] >= least]
    return sorted(found, key=lambda kv: (-kv[1], kv[0] is None, kv[0] or ""))[:most]


class FacetCounter:
    """Counts facets on one snapshot of the index."""

    def __init__(self, searcher: tantivy.Searcher, planner: Planner) -> None:
        """Count on `searcher` what `planner` builds."""
        self._searcher = searcher
        self._planner = planner
        self._forms = PrintedForms(searcher)
        self._long: set[str] = set()  # columns that were counted a second time

    def facet(
        self, request: SearchRequest, field: str, limit: int | None, *, like: str = ""
    ) -> Facet:
        """Count one facet, its own selection ignored; `like` must be in the keys."""
        query = self._planner.query(request, without=own_filter(field))
        if not like:
            return self._counted(request, query, [(field, limit)])[field]
        count = self._dates if field in DATES else self._keywords
        return count(request, query, field, limit, first=None, like=like)

    def begun(
        self, request: SearchRequest, wanted: Sequence[tuple[str, int | None]]
    ) -> Callable[[], dict[str, Facet]]:
        """Begin to count several facets, beside whatever is done until they are asked for.

        Those without a selection of their own share one pass. One that took a second pass before
        comes first and by itself: the others are counted meanwhile.
        """
        filtered = {chosen.field for chosen in request.filters}
        column = self._planner.of(request).column
        parts: dict[tuple[str | None, str], list[tuple[str, int | None]]] = {}
        for field, limit in wanted:
            own = own_filter(field)
            part = own if own in filtered else None, field if column(field) in self._long else ""
            parts.setdefault(part, []).append((field, limit))
        queries = {own: self._planner.query(request, without=own) for own, _ in parts}
        answers = [
            begun(partial(self._counted, request, queries[own], part))
            for (own, _), part in sorted(parts.items(), key=lambda one: not one[0][1])
        ]

        def counted() -> dict[str, Facet]:
            built: dict[str, Facet] = {}
            for answer in reversed(answers):  # the last are those that nobody counts yet
                built.update(answer())
            return {field: built[field] for field, _ in wanted}

        return counted

    def _counted(
        self, request: SearchRequest, query: tantivy.Query, wanted: Sequence[tuple[str, int | None]]
    ) -> dict[str, Facet]:
        """Count facets over the same articles in one pass."""
        column = self._planner.of(request).column
        asked = {}
        for field, limit in wanted:
            most = reach(request, field, limit)
            if field in DATES:
                asked[field] = _by_time(field, most)
            elif most is not None and most <= MOST_LIMIT:
                size = _first_size(most, column(field) in self._long)
                asked[field] = _by_size(column(field), size)
        answer = self._searcher.aggregate(query, asked) if asked else {}
        built: dict[str, Facet] = {}
        for field, limit in wanted:
            first = _read(answer[field]) if field in answer else None
            count = self._dates if field in DATES else self._keywords
            built[field] = count(request, query, field, limit, first=first)
        return built

    def values(self, field: str) -> list[FacetCount]:
        """List every value of a keyword facet in the whole index, by key."""
        counts = self.facet(SearchRequest(), field, None).counts
        return sorted((c for c in counts if c.key is not None), key=lambda c: c.key or "")

    def value(self, field: str, key: str | None) -> tantivy.Query:
        """Give the query for what a facet counts under a key; None is the missing bucket."""
        if key is None:
            return self._planner.absent(ABSENT[field])
        if field in DATES:
            number = int(key.replace("-", ""))
            return self._planner.of_period(field, number)
        return tantivy.Query.term_query(self._planner.schema, field, key, "basic")

    def named(self, field: str, keys: Sequence[str]) -> dict[str, str]:
        """Give the most frequent printed form of each key in the whole index."""
        return self._names(tantivy.Query.all_query(), field, keys)

    # Keywords

    def _keywords(
        self,
        request: SearchRequest,
        query: tantivy.Query,
        field: str,
        limit: int | None,
        *,
        first: _Round | None,
        like: str = "",
    ) -> Facet:
        picked = selected(request, own_filter(field))
        most = reach(request, field, limit)
        column = self._planner.of(request).column(field)
        if like:
            keys = [pair for pair in self._all_terms(column, query) if like in (pair[0] or "")]
        elif most is None or first is None:
            keys = self._all_terms(column, query)
        else:
            keys = self._top(query, column, most, first)
        shown = [pair for at, pair in enumerate(keys) if is_within(at, limit) or pair[0] in picked]
        more = len(keys) > len(shown)
        absent = picked.difference(key for key, _ in shown)
        if absent:
            chosen = [key for key in absent if isinstance(key, str)]
            counts_of = dict.fromkeys(chosen, 0) | dict(self._exact(query, column, chosen))
            shown += counts_of.items()
            if None in absent:
                shown.append((None, self._missing(query, column)))
            shown = _by_count(dict(shown))
        names = self._names(query, field, [key for key, count in shown if key and count])
        unused = [key for key, count in shown if key and not count]
        if unused:  # named as in the whole corpus
            names |= self._names(tantivy.Query.all_query(), field, unused, counted=False)
        counts = tuple(
            FacetCount(
                None if key is None else names.get(key, key), key, count, selected=key in picked
            )
            for key, count in shown
        )
        return Facet(field, counts, more=more)

    def _top(self, query: tantivy.Query, field: str, limit: int, found: _Round) -> Counted:
        """Give the `limit` most frequent values and one more, exactly, in order."""
        count = limit + 1
        size = _first_size(limit, field in self._long)
        while not found.complete:
            ordered = _by_count(found.counts, count)
            if len(ordered) == count:
                # A value in no segment's list has at most the error; one that was cut off after
                # adding up, the last count more. Only above that is the order safe.
                cut = min(found.counts.values()) if len(found.counts) >= size else 0
                least = ordered[-1][1]
                if least > cut + found.error:
                    # Of one segment what is listed is exact.
                    if not found.error or self._searcher.num_segments == 1:
                        return ordered
                    self._long.add(field)
                    plausible = [
                        key for key, known in found.counts.items() if known + found.error >= least
                    ]
                    keys = [key for key in plausible if key is not None]
                    exact: dict[str | None, int] = dict(self._exact(query, field, keys))
                    if None in plausible:
                        exact[None] = self._missing(query, field)
                    return _by_count(exact, count)
            self._long.add(field)
            size *= 8
            if size > LAST_ROUND:
                return self._all_terms(field, query)[:count]
            asked = {"f": _terms(field, size, missing=_NO_KEY)}
            found = _read(self._searcher.aggregate(query, asked)["f"])
        return _by_count(found.counts, count)

    def _missing(self, query: tantivy.Query, field: str) -> int:
        """Count the articles without a value."""
        if field not in ABSENT:
            return 0
        both = all_of([query, self._planner.absent(ABSENT[field])])
        return total(self._searcher.search(both, limit=1, count=True))

    def _exact(
        self, query: tantivy.Query, field: str, keys: Sequence[str]
    ) -> list[tuple[str, int]]:
        """Count these values and no others, exactly.

        Among the articles that have one of them: they have few other values, so that all can be
        counted. To include some values only, tantivy looks at every value of every segment.
        """
        if not keys:
            return []
        if len(keys) <= _FEW:
            term = tantivy.Query.term_query
            having = [term(self._planner.schema, field, key, "basic") for key in keys]
            among = all_of([query, unscored(any_of(having))])
            found = _read(self._searcher.aggregate(among, {"f": _terms(field, MOST_VALUES)})["f"])
            if found.complete:
                return [(key, found.counts[key]) for key in keys if key in found.counts]
        asked = _terms(field, len(keys), include=list(keys))
        return list(_read(self._searcher.aggregate(query, {"f": asked})["f"]).counts.items())

    def _all_terms(self, field: str, query: tantivy.Query) -> Counted:
        """Give all values and the missing bucket, exactly, in order."""
        # Without a query the counts would hold deleted articles too.
        counts: dict[str | None, int] = dict(self._searcher.terms_with_prefix(field, "", query))
        missing = self._missing(query, field)
        return _by_count(counts | {None: missing} if missing else counts)

    def _names(
        self, query: tantivy.Query, field: str, keys: Sequence[str], *, counted: bool = True
    ) -> dict[str, str]:
        """Give the most frequent printed form of each key; of equals the smallest.

        Of keys that are not `counted` all articles may be deleted: those have no form.
        """
        if field == "subject":
            from searcher.subjects.vocabulary import find

            return {key: meant.path for key in keys if (meant := find(key))}
        if field not in FORMS or not keys:
            return {}
        name = f"{field}_form"
        if len(keys) > _FEW:
            return best(self._searcher.terms_with_prefix(name, "", query))
        forms: list[str] = []
        several: list[str] = []
        for key in keys:
            listed = self._forms.of(name, key)
            # Deleted articles are listed too, but a key that has articles has a form of theirs.
            (forms if counted and len(listed) == 1 else several).extend(listed)
        return best([*((form, 1) for form in forms), *self._exact(query, name, several)])

    # Dates

    def _dates(
        self,
        request: SearchRequest,
        query: tantivy.Query,
        field: str,
        limit: int | None,
        *,
        first: _Round | None,
        like: str = "",
    ) -> Facet:
        chosen = selected(request, "date")
        picked = numbered(field, chosen)
        most = None if like else reach(request, field, limit)
        counts = self.numbers(query, field, most, first)
        missing = counts.pop(None, 0)
        if like:
            missing = missing if None in chosen else 0
            counts = {n: count for n, count in counts.items() if n and like in text_of(field, n)}
        numbers = sorted(number for number in counts if number is not None)
        listed = dict.fromkeys(numbers[:limit])
        for number in picked.difference(listed):
            # Beyond the limit the counts are not exact.
            only = all_of([query, unscored(self._planner.of_period(field, number))])
            counts[number] = total(self._searcher.search(only, limit=1, count=True))
            listed[number] = None
        shown = [date_count(field, number, counts[number], chosen) for number in sorted(listed)]
        more = any(number not in listed for number in numbers)
        if None in chosen or (missing and is_within(len(numbers), limit)):
            shown.append(FacetCount(None, None, missing, selected=None in chosen))
        else:
            more = more or missing > 0
        return Facet(field, tuple(shown), more=more)

    def numbers(
        self,
        query: tantivy.Query,
        field: str,
        limit: int | None = None,
        found: _Round | None = None,
    ) -> dict[int | None, int]:
        """Count the first dates, at least one beyond the limit if there is one."""
        if found is None:
            asked = {"f": _by_time(field, limit)}
            found = _read(self._searcher.aggregate(query, asked)["f"])
        # The first in time of each segment hold the first of all, with all their counts.
        if found.complete or (limit is not None and limit < len(found.counts) - 1):
            return found.counts
        # More days than buckets: year by year, of which there are 9,999 at most.
        counts: dict[int | None, int] = {None: self._missing(query, field)}
        for year in self.numbers(query, "year", None):
            if year is None:
                continue
            within = all_of([query, unscored(self._planner.of_period("year", year))])
            answer = self._searcher.aggregate(within, {"f": _by_time(field, None)})
            counts.update(_read(answer["f"]).counts)
        return counts

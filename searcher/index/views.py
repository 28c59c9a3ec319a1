"""What is made of the articles that match, beside a page of hits? The views of an index.

Each is a method of `Index`, as it has the same name on the command line and over HTTP.
"""

import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Unpack, cast

from searcher.article import Article, fold, story_of
from searcher.errors import UsageError
from searcher.index.advice.notes import DatelessOf, notes_of_view
from searcher.index.folder.peek import stories_notes
from searcher.query.facets import DATE_FACETS, VALUES
from searcher.query.fields import facet_name
from searcher.query.kinds import count_of, listed, words_of
from searcher.query.model import FACET_FILTER, SearchRequest
from searcher.query.params import build
from searcher.record import replace
from searcher.results import (
    Concordance,
    Facet,
    FacetAnswer,
    Marks,
    Note,
    Results,
    Similar,
    Suggestion,
)

if TYPE_CHECKING:
    from searcher.engines.base import Engine
    from searcher.index.folder.held_authors import AuthorsOf
    from searcher.query.arguments import Choosing, Options, Paging
    from searcher.trends import Timeline, Trend


def request_of(words: str | SearchRequest, options: "Options") -> SearchRequest:
    """Give the request that was made, or that words and options make; raises as `build` does.

    A request that was made may go on `after` a page of it.
    """
    if isinstance(words, SearchRequest):
        if after := options.pop("after", None):
            cursor = build(after=after).after
            words = replace(words, after=cursor, offset=cursor.rank if cursor else 0)
        if options:
            raise UsageError("give either a request or words with options, not both")
        return words
    return build(words, **options)


class Views(ABC):
    """What `Index` answers beside hits; what it is made of stays with the index."""

    path: Path
    authors: "AuthorsOf"
    _dateless: DatelessOf

    @property
    @abstractmethod
    def asked(self) -> "Engine":
        """What is asked."""

    @abstractmethod
    def _refresh(self) -> None:
        """See the newest commit."""

    @abstractmethod
    def get(self, article_id: str) -> Article:
        """Read one article by its id or a unique beginning of it."""

    @abstractmethod
    def search(self, words: str | SearchRequest = "", **options: Unpack["Options"]) -> Results:
        """Find articles."""

    def facet(
        self,
        field: str,
        words: str | SearchRequest = "",
        *,
        like: str = "",
        **options: Unpack["Options"],
    ) -> Facet:
        """Count the values of one facet over the articles that match.

        Here `limit` is the number of values (20, of dates all; 0 = all). `like`: only values that
        hold this text, whatever its case and accents. Raises `ValueNotKnown` for a field.
        """
        return self._facet(field, words, like, options)[1]

    def facet_answer(
        self,
        field: str,
        words: str | SearchRequest = "",
        *,
        like: str = "",
        **options: Unpack["Options"],
    ) -> FacetAnswer:
        """Count as `facet` does, and say what should be known: what is left out, what none has."""
        request, facet = self._facet(field, words, like, options)
        name = facet.field
        notes = self._view_notes([request], name, ignoring=FACET_FILTER[name])
        said = replace(self._named(request), limit=None)  # no hits are asked for
        return FacetAnswer(said, facet, tuple(notes), self.asked.state())

    def _facet(
        self, field: str, words: str | SearchRequest, like: str, options: "Options"
    ) -> tuple[SearchRequest, Facet]:
        name = facet_name(words_of("field", field))
        limit = options.pop("limit", 0 if name in DATE_FACETS else VALUES)
        values = None if limit is None else count_of("limit", limit, " 0 is all values.")
        text = fold(words_of("like", like))
        request = request_of(words, options)
        self._refresh()
        return request, self.asked.facet(request, name, values or None, like=text)

    def occurrences(self, request: SearchRequest) -> Callable[[Article], Marks]:
        """Give what finds every occurrence in an article of what the request's words mean."""
        self._refresh()
        return self.asked.occurrences(request)

    def kwic(
        self,
        words: str | SearchRequest = "",
        *,
        width: int = 40,
        sort: str = "right",
        sample: int | None = None,
        seed: int = 0,
        part: str | Sequence[str] | None = None,
        limit: int | None = 100,
        offset: int = 0,
        max_seconds: float | None = None,
        **options: Unpack["Choosing"],
    ) -> Concordance:
        """Line up every occurrence of what the words mean, in its context; all are counted.

        `width` is characters of context on either side, cut where a word ends. `sort` is left
        (leftwards from the middle), right, date or id. `sample` lines are drawn from all, the same
        ones for a `seed` whatever the index is made of. `part` keeps to title, summary or body.
        `limit` lines are given (100; 0 or None: all) behind the first `offset`. All matching
        articles are read: what takes longer than `max_seconds` ends with `SearchTimeout`. Raises
        `UsageError` where no word is asked for, and as `search` does.
        """
        from searcher.index.kwic.concordance import concordance, options_of

        chosen = options_of(
            width=width,
            sort=sort,
            sample=sample,
            seed=seed,
            part=part,
            limit=limit,
            offset=offset,
        )
        request = request_of(words, cast("Options", options))
        self._refresh()
        found = concordance(self.asked, request, chosen, max_seconds=max_seconds)
        return replace(found, notes=tuple(self._view_notes([request])))

    def similar(
        self,
        article_id: str,
        *,
        words: int = 25,
        copies: bool = False,
        limit: int | None = 10,
        count: str = "articles",
        **options: Unpack["Choosing"],
    ) -> Similar:
        """Find articles like one, by its most telling words; `options` are filters.

        Those words, at most so many, are frequent in the article and rare in the corpus. Its own
        story is left out unless `copies`. Raises `ArticleNotFound`, `UsageError`, and as `search`
        does for filters.
        """
        from searcher.index.similar import similar
        from searcher.query.arguments import Choosing

        if unknown := sorted(set(options) - set(Choosing.__annotations__)):
            raise UsageError(f"articles like one have their own order: leave out {unknown[0]}.")
        chosen = build("", limit=limit, count=count, **options)
        return similar(self, article_id, words, chosen, copies=copies)

    def suggest(self, words: str, *, limit: int = 5) -> tuple[Suggestion, ...]:
        """Say what may be meant by words that somebody is still typing; up to `limit` of a kind.

        Words of the texts, and authors, sources and topics to filter by, that begin as the end of
        `words` does; values of a field after `author:`. Counts are of the whole corpus.
        """
        from searcher.index.suggestions import suggest

        self._refresh()
        return tuple(suggest(self.asked, words, limit))

    def story(self, article_id: str) -> Results:
        """Find an article and its copies, the oldest first; raises `ArticleNotFound`."""
        return self.search(f"story:{story_of(self.get(article_id))}", sort="oldest", limit=None)

    def trend(
        self,
        words: str | SearchRequest = "",
        *,
        by: str = "month",
        share: bool = False,
        series: str | None = None,
        top: int = 5,
        queries: str | SearchRequest | Sequence[str | SearchRequest] = (),
        **options: Unpack["Options"],
    ) -> "Trend":
        """Count the articles that match by the time at which they came out, exactly.

        `by` is day, week (ISO 8601), month, quarter or year. With `share` each count is held
        against all articles of its period: see `searcher.index.trending.base_of`. Series are
        `queries`, which share the options, or the `top` values (1 to 20) of a field: `series`.
        Options about hits are ignored. Raises as `search` does, and `UsageError` where there are
        too many periods.
        """
        from searcher.index.trending import plan_of, trend_of

        started = time.perf_counter()
        if series is not None:
            words_of("series", series)
        first = request_of(words, options)
        # A text is a sequence too: of its characters.
        others = (
            [queries]
            if isinstance(queries, str | SearchRequest)
            else listed("queries", queries, "queries")
        )
        asked = [first] if first.words or not others else []
        asked += [
            request_of(one, {} if isinstance(one, SearchRequest) else options) for one in others
        ]
        self._refresh()
        named = [self._named(one) for one in asked]
        plan = plan_of(named, by, share=share, series=series, top=top)
        trend = trend_of(self.asked, plan)
        fields = (trend.field,) if trend.field else ()
        notes = self._view_notes(plan.requests, *fields)
        return replace(
            trend,
            notes=(*notes, *trend.notes),
            took_ms=(time.perf_counter() - started) * 1e3,
        )

    def timeline(
        self,
        words: str | SearchRequest = "",
        *,
        by: str = "day",
        min_copies: int = 0,
        sort: str = "time",
        **options: Unpack["Paging"],
    ) -> "Timeline":
        """Tell the stories that match in the order of time, each by its oldest article that does.

        Undated ones come last. `by` is how they are put together: day or month. `min_copies`: only
        stories of which so many more articles match. `sort`: by time, or by *copies*, those of the
        most articles that match first, of as many the oldest. Options `limit` and `offset` count
        stories; all of them are looked at, and those up to the page's end are held. Raises as
        `search` does.
        """
        from searcher.index.telling import timeline_of

        started = time.perf_counter()
        request = request_of(words, cast("Options", options))
        self._refresh()
        timeline = timeline_of(self.asked, self._named(request), by, min_copies, sort)
        return replace(
            timeline,
            notes=tuple(self._view_notes([timeline.request])),
            took_ms=(time.perf_counter() - started) * 1e3,
        )

    def _named(self, request: SearchRequest) -> SearchRequest:
        """Have the request name the file that joins names of one author, if there is one."""
        authority = self.authors.authority
        if authority is None or not authority.groups:
            return request
        return replace(request, authority=authority.ref)

    def _view_notes(
        self, requests: Sequence[SearchRequest], *fields: str, ignoring: str | None = None
    ) -> list[Note]:
        """Give what should be known of the requests, each note once."""
        notes: dict[Note, None] = {}
        for request in requests:
            of = f"{request.words}: " if len(requests) > 1 else ""
            found = (
                *map(Note, request.notes),
                *notes_of_view(self.asked, request, self._dateless, ignoring=ignoring),
            )
            for note in found:
                kept = Note(
                    f"{of}{note}",
                    note.kind,
                    field=note.field,
                    value=note.value,
                    proposals=note.proposals,
                )
                notes.setdefault(kept)
            for note in (
                *self.authors.notes(request, *fields),
                *stories_notes(self.path, request),
            ):
                notes.setdefault(note)
        return list(notes)

"""What does an index hold, and how far can it be trusted?"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from searcher.engines.tantivy.metadata import METADATA_FILE, packed
from searcher.errors import IndexDamaged, IndexProblem, SearcherError
from searcher.index.doctor import books, commands, files, recurring, sources
from searcher.index.doctor.checks import BY_NAME, CHECKS
from searcher.index.doctor.findings import Diagnosis, Finding, Ids, Part
from searcher.index.doctor.walked import Walked, walk
from searcher.index.facade import Index
from searcher.index.folder.holder import holder
from searcher.index.folder.home import LEDGER_FILE, place, resolve
from searcher.index.info import IndexInfo
from searcher.query.model import Filter, SearchRequest
from searcher.query.params import build

_EXAMPLES = 3
_REINDEX = "Build it anew from its own articles: searcher reindex."
# Days that stand for no day in one software or another, and all before there were newspapers.
STAND_INS = ("..1604-12-31", "1899-12-30", "1900-01-01", "1970-01-01")
_MISSING = {"undated": "date", "unsigned": "author", "no-topic": "topic", "no-language": "language"}


def diagnose(
    where: str | Path | None = None,
    *,
    today: dt.date | None = None,
    on_progress: Callable[[str], None] | None = None,
) -> Diagnosis:
    """Check an index and all of its articles; nothing is written, and one state is looked at.

    Dates are held against the day of the last ingest, or `today` (UTC) where none is known. Where
    files are damaged nothing else is looked at. Raises `IndexNotFound`, `IndexIncompatible`,
    `IndexDamaged`, `UsageError`.
    """
    path = resolve(where)
    with Index.open(path, snapshot=True) as index:
        info = index.info()
        checked = files.check(path / index.settings.folder, on_progress)
        day = _as_of(info, today)
        build_findings = _Findings(index, info, day, on_progress)
        found = {one.check: one for one in build_findings.all(checked)}
    order = [found[check.name] for check in CHECKS if check.name in found]
    return Diagnosis(info.name, path, info.articles, info.digest, day.isoformat(), tuple(order))


def ids_of(diagnosis: Diagnosis, check: str) -> Iterator[str]:
    """Give the ids of the articles that a finding is about, each once."""
    finding = diagnosis.finding(check)
    if finding is None:
        return
    if finding.ids is not None:
        yield from finding.ids
        return
    given: set[str] = set()
    with Index.open(diagnosis.path, snapshot=True) as index:
        for request in finding.requests:
            for batch in index.walk(request, depth="id"):
                for one in batch:
                    if one.id not in given:
                        # One request gives each article once: nothing to remember.
                        if len(finding.requests) > 1:
                            given.add(one.id)
                        yield one.id


def _as_of(info: IndexInfo, today: dt.date | None) -> dt.date:
    if today is None and info.runs:
        try:
            return dt.date.fromisoformat((info.runs[0].ended or info.runs[0].begun)[:10])
        except ValueError:  # a ledger may come from anyone
            pass
    return today or dt.datetime.now(dt.UTC).date()


class _Findings:
    """Makes the findings of one index."""

    def __init__(
        self,
        index: Index,
        info: IndexInfo,
        day: dt.date,
        on_progress: Callable[[str], None] | None,
    ) -> None:
        self._index, self._info, self._day = index, info, day
        self._tell = on_progress
        self._name = place(index.path)
        self._metadata_bytes = 0

    def all(self, checked: files.Checked) -> Iterator[Finding]:
        """Make all, in any order."""
        wrong = tuple(Part(name, 1, (what,)) for name, what in checked.wrong.items())
        metadata = () if wrong else self._metadata()
        wrong = wrong or metadata
        found = self._plain("files", len(wrong), max(checked.files, len(wrong)), parts=wrong)
        # The articles themselves are whole.
        yield replace(found, advice=_REINDEX) if metadata else found
        if wrong:
            return
        seen = walk(self._index, self._info.articles, self._tell)
        yield from self._whole(seen)
        yield from self._by_query(seen)
        yield from self._by_id(seen)
        yield from self._by_source(seen)

    def _metadata(self) -> tuple[Part, ...]:
        """Read all metadata: it is checked where it is read, and not by the engine's footers."""
        try:
            for batch in self._index.walk(SearchRequest(), depth="metadata"):
                self._metadata_bytes += sum(len(packed(one.record)) for one in batch)
        except IndexDamaged as problem:
            return (Part(METADATA_FILE, 1, (str(problem),)),)
        return ()

    def _whole(self, seen: Walked) -> Iterator[Finding]:
        """Index, digest and ledger against each other."""
        info = self._info
        lost = abs(info.articles - seen.articles)
        differs = info.digest != seen.digest
        yield self._plain("digest", max(lost, int(differs)), info.articles)
        yield self._ledger()
        last = info.runs[0] if info.runs else None
        broken = last is not None and last.state in {"interrupted", "stopped"}
        yield self._plain("interrupted", int(broken), None)
        # Without a ledger nobody knows, as its own finding says.
        yield self._plain("outdated", info.outdated or 0, info.files)
        yield self._plain("deleted", info.deleted or 0, None)
        yield self._searches()
        yield self._unused()

    def _searches(self) -> Finding:
        """Ask every saved search."""
        try:
            every = self._index.searches.list()
        except IndexProblem as problem:
            return self._plain("searches", 1, None, parts=(Part(str(problem), 1),))
        parts = []
        for one in every:
            try:
                self._index.count(one.request())
            except SearcherError as problem:
                parts.append(Part(f"{one.name}: {problem}", 1))
        return self._plain("searches", len(parts), len(every), parts=tuple(parts))

    def _unused(self) -> Finding:
        folder = self._index.path / self._index.settings.folder
        gone, whole = files.unused(folder, self._metadata_bytes)
        return self._plain("unused", gone, whole)

    def _ledger(self) -> Finding:
        told = books.read(self._index.path / LEDGER_FILE)
        stale = Ids()
        why, number = "", 0
        if told is None:
            why = "there is no ledger: no article can be traced to the ingest that read it"
        elif told.problem is not None:
            why, number = told.problem, self._info.articles
        else:
            stale = told.stale or stale
            number = abs(told.live - self._info.articles)
            if not number and told.digest != self._info.digest:
                number, why = 1, "as many articles, but not the same: at least one differs"
        if holder(self._index.path) is not None:
            number, why = 0, "somebody writes just now: not compared"
        parts = (Part(why, number),) if why else ()
        finding = self._plain("ledger", number, self._info.articles, parts=parts)
        self._stale = stale
        return replace(finding, severity="look") if why and not number else finding

    def _by_query(self, seen: Walked) -> Iterator[Finding]:
        """What the query language can name."""
        for check, field in _MISSING.items():
            parts = seen.undated.parts() if check == "undated" else ()
            without = SearchRequest(filters=(Filter(field, (None,)),))
            yield self._asked(check, without, parts=parts)
        # A day later is the same day, in another time zone.
        try:
            after = self._day + dt.timedelta(days=2)
        except OverflowError:
            after = dt.date.max
        yield self._asked("date-future", build(since=after))
        yield self._asked("date-stand-in", build(date=STAND_INS))

    def _by_id(self, seen: Walked) -> Iterator[Finding]:
        """What only the articles themselves tell."""
        for check, ids in seen.ids.items():
            parts = seen.doubts.parts() if check == "author-odd" else ()
            yield self._listed(check, ids, parts=parts)
        yield self._listed("stale", self._stale)
        ids, texts = seen.duplicates()
        parts = (Part("different texts", texts),) if texts else ()
        yield self._listed("duplicates", ids, parts=parts)

    def _by_source(self, seen: Walked) -> Iterator[Finding]:
        """Days and lines of each source."""
        lacking, expected, far = [], 0, []
        for source, ordinals in sources.by_source(seen.days, seen.sources):
            if (hole := sources.gaps(source, ordinals)) is not None:
                expected += hole.expected
                lacking.append(hole)
            if (outlier := sources.outliers(source, ordinals)) is not None:
                far.append(outlier)
        lacking = sorted(
            (one for one in lacking if one.missing), key=lambda one: (-len(one.missing), one.source)
        )
        parts = tuple(
            Part(
                one.source,
                len(one.missing),
                tuple(day.isoformat() for day in one.missing),
                commands.days(
                    commands.of_source(one.source, build(since=one.first, until=one.last)),
                    self._name,
                ),
            )
            for one in lacking
        )
        yield self._plain("gaps", sum(one.number for one in parts), expected, parts=parts)
        yield self._several(
            "date-outlier",
            [
                (
                    f"{one.source}, until {one.until}",
                    commands.of_source(one.source, build(until=one.until)),
                )
                for one in far
            ],
            self._info.articles,
        )
        yield self._recurring()

    def _recurring(self) -> Finding:
        found: list[recurring.Recurring] = []
        known = self._index.facet("source", limit=0).counts
        for at, source in enumerate(known):
            if self._tell is not None:
                self._tell(f"lines of source {at + 1:,} of {len(known):,}")
            if source.key is not None:
                found += recurring.recurring(self._index, source.key, source.count)
        parts = tuple(
            Part(
                f"{one.source}, {one.articles / one.of:.0%}",
                one.articles,
                (one.line,),
                commands.search(one.request, self._name),
            )
            for one in found
        )
        finding = self._plain("recurring", len(parts), None, parts=parts)
        command = commands.listed("recurring", self._name) if parts else None
        return replace(finding, command=command, requests=tuple(one.request for one in found))

    def _plain(
        self, check: str, number: int, total: int | None, *, parts: tuple[Part, ...] = ()
    ) -> Finding:
        known = BY_NAME[check]
        severity = known.severity(number, total)
        advice = known.advice if severity != "ok" else ""
        return Finding(
            check, severity, known.title, known.unit, number, total, parts=parts, advice=advice
        )

    def _asked(
        self, check: str, request: SearchRequest, *, parts: tuple[Part, ...] = ()
    ) -> Finding:
        hits = self._index.search(replace(request, limit=_EXAMPLES))
        finding = self._plain(check, hits.total, self._info.articles, parts=parts)
        return replace(
            finding,
            examples=tuple(hit.article.id for hit in hits.hits),
            command=commands.search(request, self._name) if hits.total else None,
            requests=(request,),
        )

    def _listed(self, check: str, ids: Ids, *, parts: tuple[Part, ...] = ()) -> Finding:
        finding = self._plain(check, len(ids), self._info.articles, parts=parts)
        return replace(
            finding,
            examples=tuple(islice(ids, _EXAMPLES)),
            command=commands.listed(check, self._name) if len(ids) else None,
            ids=ids,
        )

    def _several(self, check: str, asked: list[tuple[str, SearchRequest]], total: int) -> Finding:
        """Make a finding of several requests of which no two find the same article."""
        parts = tuple(
            Part(what, self._index.count(request), (), commands.search(request, self._name))
            for what, request in asked
        )
        finding = self._plain(check, sum(part.number for part in parts), total, parts=parts)
        return replace(
            finding,
            command=commands.listed(check, self._name) if parts else None,
            requests=tuple(request for _, request in asked),
        )

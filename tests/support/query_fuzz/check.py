"""What goes wrong with one query? Parsed, printed, planned, asked of both engines."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from query_fuzz.corpus import DELETED, STEMMED, articles, indexed
from query_fuzz.oracle import Oracle, numbers
from query_fuzz.texts import TODAY, Case
from searcher.engines.memory.analysis import exact, tokenise
from searcher.engines.memory.matching import Prepared, matches
from searcher.errors import QueryError, SearcherError
from searcher.query.describe import describe, request_record
from searcher.query.model import SearchRequest
from searcher.query.parser import parse, unparse

# Hits that are fetched to be compared one by one; of more the number and the sum is compared.
_FETCHED = 64
# Of so many queries one is asked as a user asks, with passages, and one of the naive engine itself.
_AS_USERS = 16
_NAIVELY = 256
_SAMPLE = 25
# Queries that are tried to make a failing one smaller.
_TRIES = 400


class Failure(NamedTuple):
    """What was wrong, and with which case."""

    kind: str
    message: str
    case: Case


class Checker:
    """Both engines over the corpus; asks one case after the other."""

    def __init__(self, folder: Path, count: int | None = None) -> None:
        """Build both, in a folder that is empty."""
        found = articles(count) if count is not None else articles()
        self.engine = indexed(folder, found)
        self.articles = found[DELETED:]
        self.oracle = Oracle(self.articles, STEMMED)
        self._sums = [sum(numbers(byte)) for byte in range(256)]
        self.asked = 0
        self.refused = 0
        self._alike: dict[str, bool] = {}

    def check(self, case: Case) -> Failure | None:
        """Give what is wrong; None if nothing is."""
        self.asked += 1
        try:
            wrong = self._check(case)
        except Exception as error:  # noqa: BLE001 - whatever leaves it is a finding
            return Failure("crash", f"{type(error).__name__}: {error}"[:500], case)
        except BaseException as error:
            if type(error).__name__ != "PanicException":
                raise
            return Failure("panic", str(error)[:500], case)
        return Failure(*wrong, case) if wrong else None

    def _check(self, case: Case) -> tuple[str, str] | None:
        try:
            parsed = parse(case.text, any_word=case.any_word, today=TODAY)
        except QueryError as refused:
            self.refused += 1
            column = refused.column
            if column is None or not 1 <= column <= len(case.text) + 1:
                return "column", f"{refused} (column {column})"
            return self._suggestions(case, refused)
        printed = unparse(parsed.query)
        again = parse(printed, any_word=not case.any_word, strict=True, today=TODAY)
        if parsed.query != again.query:
            return "print", f"{parsed.query!r} was printed as {printed}: {again.query!r}"
        request = SearchRequest(
            words=case.text,
            any=case.any_word,
            query=parsed.query,
            filters=case.filters,
            within=case.within,
            inferred=case.inferred,
            date_confidence=case.date_confidence,  # type: ignore[arg-type]
            limit=3,
        )
        describe(request)
        request_record(request)
        try:
            return self._compare(request)
        except SearcherError as refused:
            return "refused", f"{type(refused).__name__}: {refused}"

    def _suggestions(self, case: Case, refused: QueryError) -> tuple[str, str] | None:
        """Say whether a suggestion is refused in the same place for the same reason."""
        for text in refused.suggestions:
            try:
                parse(text, any_word=case.any_word, today=TODAY)
            except QueryError as again:
                if (again.column, str(again)) == (refused.column, str(refused)):
                    return "suggestion", f"{text!r} is no better: {again}"
        return None

    def _is_alike(self, sign: str) -> bool:
        """Say whether both engines read a character alike.

        The naive one knows the accents of Latin letters, not all shapes that have been given to
        them, and Python's tables of characters are of another year than Rust's.
        """
        known = self._alike.get(sign)
        if known is None:
            known = True
            for text in (sign, f"a{sign}b"):
                naive = [form and exact(form) for form in tokenise(text)]
                known = known and naive == self.engine._analysis.query_tokens(text, None)
            self._alike[sign] = known
        return known

    def _compare(self, request: SearchRequest) -> tuple[str, str] | None:
        # As it is printed: what is left out does not matter. A range has more than is typed.
        words = unparse(request.query)
        typed = words.isascii() or (all(map(self._is_alike, words)) and "[" not in words)
        if not typed:
            self.engine.search(request)
            return None
        expected = self.oracle.answer(request)
        searcher: Any = self.engine._now.searcher
        planner = self.engine._now.plan()
        # Counts and lists are planned in two ways, and must find the same.
        query = planner.query(request, scored=self.asked % 2 == 0)
        found = searcher.search(query, _FETCHED, count=True, order_by_field="words")
        count = int(found.count or 0)
        if count != expected.bit_count():
            return "sets", self._difference(request, expected)
        if count <= _FETCHED:
            if sum(1 << (number - DELETED) for number, _ in found.hits) != expected:
                return "sets", self._difference(request, expected)
        else:
            total = searcher.aggregate(query, {"sum": {"sum": {"field": "words"}}})
            if int(total["sum"]["value"]) != self._sum(expected):
                return "sets", self._difference(request, expected)
        if self.asked % _AS_USERS == 0:
            answer = self.engine.search(request)
            if answer.total != expected.bit_count():
                return "total", f"{answer.total} hits, {expected.bit_count()} expected"
        if self.asked % _NAIVELY == 0 and (wrong := self._naively(request, expected)):
            return "oracle", wrong
        return None

    def _naively(self, request: SearchRequest, expected: int) -> str | None:
        """Ask the naive engine's own rule of a few articles, of others each time."""
        start = self.asked // _NAIVELY * _SAMPLE % len(self.articles)
        for at, one in enumerate(self.articles[start : start + _SAMPLE], start):
            if matches(Prepared.of(one, STEMMED), request) != bool(expected >> at & 1):
                return f"article {at} is found by one of the naive rules only"
        return None

    def _difference(self, request: SearchRequest, expected: int) -> str:
        ids = {one.id: at for at, one in enumerate(self.articles)}
        bits = 0
        for one in self.engine.scan(request):
            bits |= 1 << ids[one.id]
        missing, extra = expected & ~bits, bits & ~expected
        lines = [f"{expected.bit_count()} expected, {bits.bit_count()} found"]
        for name, some in (("missing", missing), ("extra", extra)):
            for at in [*numbers(some)][:1]:
                one = self.articles[at]
                lines.append(f"{name}: {one.language} {one.title!r} {one.summary!r} {one.body!r}")
        return "; ".join(lines)[:1000]

    def _sum(self, bits: int) -> int:
        """Add up the lengths, which are the numbers of the articles."""
        total = 0
        for at, byte in enumerate(bits.to_bytes((bits.bit_length() + 7) // 8, "little")):
            if byte:
                total += self._sums[byte] + (8 * at + DELETED) * byte.bit_count()
        return total

    def smaller(self, failure: Failure) -> Failure:
        """Leave out of the text, and beside it, what the failure does not need."""
        return smallest(failure, self.check)


def smallest(failure: Failure, check: Callable[[Case], Failure | None]) -> Failure:
    """Give the failure with the shortest text that still fails so."""
    tries = _TRIES

    def fails(case: Case) -> Failure | None:
        nonlocal tries
        tries -= 1
        found = check(case) if tries > 0 else None
        return found if found and found.kind == failure.kind else None

    plain = Case(failure.case.text, any_word=failure.case.any_word)
    failure = fails(plain) or failure
    size = max(1, len(failure.case.text) // 2)
    while size:
        at, cut = 0, False
        while at < len(failure.case.text):
            text = failure.case.text
            shorter = failure.case._replace(text=text[:at] + text[at + size :])
            if found := fails(shorter):
                failure, cut = found, True
            else:
                at += size
        if not cut or size > 1:
            size //= 2
    return failure

"""Random queries, asked of both engines: the same sets, and nothing that crashes or hangs."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from fuzz_fakes import BUSY, DYING, HANGING, WRONG, Fake
from query_fuzz.check import Checker, Failure, smallest
from query_fuzz.corpus import STEMMED, articles
from query_fuzz.oracle import Oracle
from query_fuzz.progress import Progress
from query_fuzz.texts import TODAY, Case, case
from query_fuzz.watch import Run
from searcher.engines.memory.matching import Prepared, matches
from searcher.errors import QueryError
from searcher.query.model import SearchRequest
from searcher.query.parser import parse

SEED = 20_260_201
COUNT = 2_000


@pytest.fixture(scope="module")
def checker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Checker]:
    """Build both engines over the whole corpus, once."""
    built = Checker(tmp_path_factory.mktemp("fuzz") / "corpus")
    yield built
    built.engine.close()


@pytest.mark.slow
def test_both_engines_find_the_same(checker: Checker) -> None:
    """Two thousand queries; `scripts/fuzz` asks a million."""
    failures = []
    for number in range(COUNT):
        failure = checker.check(case(SEED, number))
        if failure is not None:
            failures.append((number, *checker.smaller(failure)))
    assert failures == []
    # Most of what is typed is understood: a parser that refuses everything would find no fault.
    assert checker.refused < COUNT // 3


def test_a_difference_is_found_and_made_small(checker: Checker) -> None:
    """An article that only one engine has is noticed, whatever else the query asks for."""
    wrong = Oracle(checker.articles[:-1], STEMMED)
    right, checker.oracle = checker.oracle, wrong
    try:
        failure = checker.check(Case("words:2000.. OR (bank market*) OR words:..900"))
        assert failure is not None
        assert failure.kind == "sets"
        assert "1300 expected, 1301 found" not in failure.message
        assert len(checker.smaller(failure).case.text) <= len("words:2000..")
    finally:
        checker.oracle = right


def test_a_crash_is_a_finding(checker: Checker, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever leaves an engine that is no refusal."""

    def broken(request: SearchRequest) -> int:
        raise ZeroDivisionError(request.words)

    monkeypatch.setattr(checker.oracle, "answer", broken)
    failure = checker.check(Case("bank"))
    assert failure == Failure("crash", "ZeroDivisionError: bank", Case("bank"))


def test_the_quick_rules_are_the_naive_engine_s() -> None:
    """Sets of articles as bits are what the rule says of each article."""
    found = articles(120)
    oracle = Oracle(found, STEMMED)
    prepared = [Prepared.of(one, STEMMED) for one in found]
    compared = 0
    for number in range(400):
        asked = case(SEED + 1, number)
        try:
            parsed = parse(asked.text, any_word=asked.any_word, today=TODAY)
        except QueryError:
            continue
        request = SearchRequest(
            query=parsed.query,
            filters=asked.filters,
            within=asked.within,
            inferred=asked.inferred,
            date_confidence=asked.date_confidence,  # type: ignore[arg-type]
        )
        expected = sum(1 << at for at, one in enumerate(prepared) if matches(one, request))
        assert expected == oracle.answer(request), asked
        compared += 1
    assert compared > 200


def test_cases_follow_from_seed_and_number() -> None:
    """A failure of one machine can be asked again on another."""
    drawn = "\n".join(map(repr, (case(5, number) for number in range(300))))
    again = "\n".join(map(repr, (case(5, number) for number in range(300))))
    assert hashlib.sha256(drawn.encode()).digest() == hashlib.sha256(again.encode()).digest()
    assert case(5, 1) != case(6, 1)


def test_the_smallest_text_that_fails() -> None:
    """Everything goes that the failure does not need, filters too."""

    def check(asked: Case) -> Failure | None:
        wrong = "(" in asked.text and "b" in asked.text
        return Failure("sets", "", asked) if wrong else None

    failure = Failure("sets", "", case(5, 1)._replace(text="some (words and) a b or so"))
    assert Case("(b", any_word=failure.case.any_word) == smallest(failure, check).case


def test_a_query_that_hangs_or_kills_is_named() -> None:
    """The run goes on behind it, and says all that it found."""
    progress = Progress(1)
    Run(progress, 20, jobs=1, limit=0.2, make=Fake).go()
    assert {(HANGING, "hang"), (BUSY, "hang"), (DYING, "died"), (WRONG, "sets")} == {
        (failure["number"], failure["kind"]) for failure in progress.failures
    }
    assert (20, []) == (progress.reached, progress.beyond)


def test_a_run_is_taken_up(tmp_path: Path) -> None:
    """From its file: what is done is not asked again, and another seed is refused."""
    path = tmp_path / "state.json"
    progress = Progress(1)
    progress.finish((10, 20), 3)
    progress.fail(12, Failure("sets", "one", Case("\ud800")))
    progress.write(path)
    again = Progress.read(path, 1)
    assert progress == again
    assert [(0, 7), (7, 10), (20, 25)] == [*again.left(25, 7)]
    again.finish((0, 10), 0)
    assert (20, []) == (again.reached, again.beyond)
    assert [] == [*again.left(20, 7)]
    assert "20 of 40 queries (50.0 %)" in again.said(40)
    with pytest.raises(ValueError, match="is of seed 1"):
        Progress.read(path, 2)

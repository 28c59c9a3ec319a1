"""Which records stand is a function of the set of records, not of the order they came in."""

import datetime as dt
import weakref
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.article import Article, Author, Provenance, Topic
from searcher.corpus.accounts.ledger import Ledger
from searcher.corpus.accounts.recovery import Recovered
from searcher.corpus.accounts.report import OUTCOMES, Tally
from searcher.corpus.accounts.rows import article_of, date_evidence, evidence
from searcher.corpus.accounts.standing import Target
from searcher.corpus.accounts.taken import Taken, Taker
from searcher.corpus.walk import CorpusFile
from searcher.dates import Published
from searcher.engines.memory.engine import MemoryPreparer
from searcher.identity import article_id, content_digest, stored


@dataclass
class Shelf:
    """A naive index: what stands, by id."""

    articles: dict[str, Article] = field(default_factory=dict)

    def target(self) -> Target:
        def add(taken: Taken, fresh: bool) -> None:
            assert not (fresh and taken.id.hex() in self.articles)
            restore(taken.stored)

        def restore(record: bytes) -> None:
            article = article_of(record)
            self.articles[article.id] = article

        def delete(article_id: str) -> None:
            del self.articles[article_id]

        def fetch(article_id: str) -> bytes:
            return stored(self.articles[article_id])[0]

        return Target(add, restore, delete, fetch)


taken = Taker(MemoryPreparer().prepare)


def opened(path: Path) -> Ledger:
    """Open a ledger that is closed with the last that knows it: many are made by one test."""
    ledger = Ledger.open(path)
    weakref.finalize(ledger, ledger.database.close)
    return ledger


def made(url: str, text: str, *, record: int = 1, dated: bool = False) -> Article:
    """Make an article whose id hangs on the URL and whose text on the text."""
    day = dt.date(2026, 1, 30)
    published = Published("2026-01-30", day, "day", None, "iso", "high") if dated else None
    return Article(
        id=article_id("article", url=f"https://example.org/{url}", source=None, title="", body=""),
        title="On rivers",
        summary="",
        # Long enough that equal texts are no chance.
        body=f"{text} " + "the river rose in the night and the bridge was closed until noon " * 3,
        words=42,
        provenance=Provenance("a.jsonl", "jsonl", record),
        published=published,
        url=f"https://example.org/{url}",
    )


def corpus_file(name: str) -> CorpusFile:
    """Make a file that is never opened."""
    return CorpusFile("/corpus", name, Path("/corpus") / name, 1, 1)


def ingest(
    ledger: Ledger,
    shelf: Shelf,
    name: str,
    records: Iterable[tuple[Article, str]],
    *,
    together: int = 1,
) -> tuple[Tally, int]:
    """Read one file's records; give the counts and the number of articles no longer held.

    So many at a time are placed `together`.
    """
    tally = Tally()
    ledger.begin_run()
    file_id = ledger.start_file(corpus_file(name), "root", reader="jsonl")
    ready = [
        taken(
            replace(article, provenance=replace(article.provenance, file=name, record=number)),
            captured,
        )
        for number, (article, captured) in enumerate(records, 1)
    ]
    for start in range(0, len(ready), together):
        batch = ready[start : start + together]
        ledger.standing.place(file_id, batch, shelf.target(), tally)
    ledger.finish_file(file_id, name.encode(), "way", shelf.target(), tally)
    left = ledger.standing.stale(file_id)
    ledger.commit("1")
    return tally, left


def standing(shelf: Shelf) -> set[bytes]:
    """Name what stands by content."""
    return {content_digest(article) for article in shelf.articles.values()}


def test_a_new_article_is_added(tmp_path: Path) -> None:
    """A record without rivals goes into the index and counts as added."""
    shelf = Shelf()
    tally, _ = ingest(opened(tmp_path / "l"), shelf, "a", [(made("a", "one"), "")])
    assert {"added": 1} == +tally.outcomes
    assert 1 == len(shelf.articles)


def test_the_latest_capture_of_an_id_stands(tmp_path: Path) -> None:
    """Of two captures of one URL the later one stands, though the earlier is longer."""
    shelf = Shelf()
    old = (made("a", "one much longer text than the other"), "2026-01-01")
    new = (made("a", "two"), "2026-01-02")
    tally, _ = ingest(opened(tmp_path / "l"), shelf, "a", [new, old])
    assert {"added": 1, "superseded": 1} == +tally.outcomes
    assert {content_digest(new[0])} == standing(shelf)


@pytest.mark.parametrize("first", [0, 1])
@pytest.mark.parametrize("known", ["date", "author", "person", "topic"])
@pytest.mark.parametrize("url", ["a", "b"])
def test_of_records_that_are_else_the_same_the_better_known_stands(
    tmp_path: Path, first: int, known: str, url: str
) -> None:
    """What one data set says of an article is not lost by another that does not."""
    desk = Author("The Desk", "the desk", "outlet")
    for text in map(str, range(6)):  # a digest would decide half of them otherwise
        less, more = made("a", text), made(url, text, dated=known == "date")
        if known == "author":
            more = replace(more, authors=(desk,))
        elif known == "person":
            less = replace(less, authors=(desk,))
            more = replace(more, authors=(Author("Ann Lee", "ann lee", "person"),))
        elif known == "topic":
            less = replace(less, topics=(Topic("economy", inferred=True, score=0.9),))
            more = replace(more, topics=(Topic("markets"),))
        shelf, pair = Shelf(), [(less, ""), (more, "")]
        ingest(opened(tmp_path / text), shelf, "a", [pair[first], pair[1 - first]])
        assert {content_digest(more)} == standing(shelf)


def test_who_signed_is_worth_less_than_a_later_capture(tmp_path: Path) -> None:
    """Of copies too: only where nothing else decides."""
    shelf = Shelf()
    signed = replace(made("a", "x"), authors=(Author("Ann Lee", "ann lee", "person"),))
    later = made("b", "x")
    ingest(opened(tmp_path / "x"), shelf, "a", [(signed, "2026-01-01"), (later, "2026-01-02")])
    assert {content_digest(later)} == standing(shelf)


def test_a_date_is_worth_more_than_all_else() -> None:
    """Then who signed, then topics."""
    author = (Author("Ann Lee", "ann lee", "person"),)
    ranked = [
        made("a", "x"),
        replace(made("a", "x"), topics=(Topic("markets"),)),
        replace(made("a", "x"), authors=author),
        replace(made("a", "x"), authors=author, topics=(Topic("markets"),)),
        made("a", "x", dated=True),
    ]
    assert ranked == sorted(ranked, key=evidence)
    assert len(ranked) == len({*map(evidence, ranked)})


def test_of_equal_texts_the_better_dated_stands(tmp_path: Path) -> None:
    """The copy with a date stands for the copy without, whichever came first."""
    shelf = Shelf()
    bare, dated = made("a", "one"), made("b", "one", dated=True)
    tally, _ = ingest(opened(tmp_path / "l"), shelf, "a", [(bare, ""), (dated, "")])
    assert {"added": 1, "duplicate": 1} == +tally.outcomes
    assert {dated.id} == set(shelf.articles)


def test_a_duplicate_returns_when_its_better_changes(tmp_path: Path) -> None:
    """What was a duplicate stands again once the other's text has changed."""
    shelf, ledger = Shelf(), opened(tmp_path / "l")
    ingest(ledger, shelf, "b", [(made("b", "one"), "")])
    ingest(ledger, shelf, "a", [(made("a", "one", dated=True), "")])
    assert {made("a", "").id} == set(shelf.articles)
    tally, left = ingest(ledger, shelf, "a", [(made("a", "two", dated=True), "")])
    assert {"replaced": 1} == +tally.outcomes
    assert 0 == left
    assert {made("a", "").id, made("b", "").id} == set(shelf.articles)


def test_reading_again_changes_nothing(tmp_path: Path) -> None:
    """The same records of the same file, read again, are unchanged."""
    shelf, ledger = Shelf(), opened(tmp_path / "l")
    records = [(made("a", "one"), ""), (made("b", "one"), ""), (made("a", "two"), "")]
    first, _ = ingest(ledger, shelf, "a", records)
    before = standing(shelf)
    again, left = ingest(ledger, shelf, "a", records)
    assert first.outcomes["added"] == again.outcomes["unchanged"]
    assert before == standing(shelf)
    assert 0 == left


def test_an_article_that_its_file_dropped_stays_until_pruned(tmp_path: Path) -> None:
    """A record that the file no longer holds is counted and stays in the index."""
    shelf, ledger = Shelf(), opened(tmp_path / "l")
    ingest(ledger, shelf, "a", [(made("a", "one"), ""), (made("b", "two"), "")])
    _, left = ingest(ledger, shelf, "a", [(made("b", "two"), "")])
    assert 1 == left
    assert 2 == len(shelf.articles)


def test_nothing_is_remembered_without_a_commit(tmp_path: Path) -> None:
    """Closing without a commit forgets the run."""
    ledger = opened(tmp_path / "l")
    ledger.commit("7")
    file_id = ledger.start_file(corpus_file("a"), "root", reader="jsonl")
    ledger.finish_file(file_id, b"1", "way", Shelf().target(), Tally())
    ledger.close()
    again = opened(tmp_path / "l")
    assert again.known("a", "root") is None
    assert "7" == again.stamp


def test_articles_of_a_lost_commit_are_adopted_and_give_way(tmp_path: Path) -> None:
    """What the index has and the ledger missed gives way to the file's record when read."""
    shelf, ledger = Shelf(), opened(tmp_path / "l")
    article = made("a", "one")
    shelf.articles[article.id] = article
    assert Recovered(1, 0) == ledger.recover([article], shelf.target())
    tally, _ = ingest(ledger, shelf, "a", [(article, "")])
    assert {"unchanged": 1} == +tally.outcomes
    assert {article.id} == set(shelf.articles)


def test_an_article_that_the_index_lost_is_read_again(tmp_path: Path) -> None:
    """A record whose article is missing from the index makes its file unread."""
    shelf, ledger = Shelf(), opened(tmp_path / "l")
    ingest(ledger, shelf, "a", [(made("a", "one"), "")])
    shelf.articles.clear()
    assert Recovered(0, 1) == ledger.recover([], shelf.target())
    known = ledger.known("a", "root")
    assert known is not None
    assert known.fingerprint == ""


def test_a_replacement_that_the_ledger_missed_is_read_again(tmp_path: Path) -> None:
    """Where the index holds other content under an id, what stood before is no longer believed."""
    shelf, ledger = Shelf(), opened(tmp_path / "l")
    old, new = made("a", "one"), made("a", "two and longer")
    ingest(ledger, shelf, "a", [(old, "")])
    shelf.articles[new.id] = new  # committed by a run whose ledger entry was never written
    assert Recovered(1, 1) == ledger.recover([new], shelf.target())
    known = ledger.known("a", "root")
    assert known is not None
    assert "" == known.fingerprint
    ingest(ledger, shelf, "b", [(new, "")])
    ingest(ledger, shelf, "a", [(old, "2026-01-01")])
    assert {content_digest(old)} == standing(shelf)
    # What was kept of the loser is the loser, and not what stood under its id meanwhile.
    ingest(ledger, shelf, "a", [])
    assert {content_digest(new)} == standing(shelf)


def test_pruning_takes_out_what_no_file_holds(tmp_path: Path) -> None:
    """Stale articles are deleted; those that are held by any file stay."""
    shelf, ledger = Shelf(), opened(tmp_path / "l")
    ingest(ledger, shelf, "a", [(made("a", "one"), ""), (made("b", "two"), "")])
    ingest(ledger, shelf, "b", [(made("b", "two"), "")])
    _, left = ingest(ledger, shelf, "a", [])
    assert 1 == left
    known = ledger.known("a", "root")
    assert known is not None
    assert 1 == ledger.standing.prune(known.file_id, shelf.target(), Tally())
    assert {made("b", "").id} == set(shelf.articles)


def test_a_deleted_article_stays_deleted_until_it_changes(tmp_path: Path) -> None:
    """The same record is passed over wherever it is found; another text under its id is not."""
    shelf, ledger = Shelf(), opened(tmp_path / "l")
    article = made("a", "one")
    ingest(ledger, shelf, "a", [(article, "")])
    assert 0 == ledger.standing.delete(article, shelf.target())
    assert {} == shelf.articles
    assert ledger.standing.deleted(taken(article))
    assert not ledger.standing.deleted(taken(made("a", "two")))
    assert not ledger.standing.deleted(taken(made("b", "one")))
    assert ledger.standing.delete(article, shelf.target()) is None


def test_a_copy_of_a_deleted_article_comes_up(tmp_path: Path) -> None:
    """What a deleted article stood before is counted, so that the user can be told."""
    shelf, ledger = Shelf(), opened(tmp_path / "l")
    dated = made("a", "one", dated=True)
    ingest(ledger, shelf, "a", [(dated, ""), (made("b", "one"), "")])
    assert 1 == ledger.standing.delete(dated, shelf.target())
    assert {made("b", "").id} == set(shelf.articles)


RECORDS = st.lists(
    st.tuples(
        st.sampled_from("abc"),  # URL
        st.sampled_from(["one", "two", "three and more"]),  # text
        st.booleans(),  # dated
        st.sampled_from(["", "2026-01-01", "2026-02-01"]),  # captured
        st.sampled_from(["f", "g", "h"]),  # file
    ),
    max_size=8,
)


@given(RECORDS, st.data())
def test_order_and_halves_do_not_matter(
    records: list[tuple[str, str, bool, str, str]], data: st.DataObject
) -> None:
    """Any order of files and records, placed alone or together, leaves the same standing."""
    shuffled = data.draw(st.permutations(records))
    together = data.draw(st.integers(1, 5))
    outcomes = []
    for order, batch in ((records, 1), (shuffled, 1), (records, together)):
        shelf, ledger = Shelf(), opened(Path(":memory:"))
        counted = 0
        for name in dict.fromkeys(record[4] for record in order):
            tally, _ = ingest(
                ledger,
                shelf,
                name,
                [
                    (made(url, text, dated=dated), captured)
                    for url, text, dated, captured, file in order
                    if file == name
                ],
                together=batch,
            )
            counted += sum(tally.outcomes[outcome] for outcome in OUTCOMES)
            assert min(tally.outcomes.values(), default=0) >= 0
        assert len(records) == counted
        outcomes.append(standing(shelf))
    assert outcomes[0] == outcomes[1] == outcomes[2]


@given(RECORDS, RECORDS)
def test_a_changed_corpus_ends_as_if_it_had_always_been_so(
    before: list[tuple[str, str, bool, str, str]], after: list[tuple[str, str, bool, str, str]]
) -> None:
    """Articles that files hold now stand as in a fresh index; only dropped ones remain beside."""

    def run(ledger: Ledger, shelf: Shelf, records: list[tuple[str, str, bool, str, str]]) -> None:
        for name in "fgh":
            ingest(
                ledger,
                shelf,
                name,
                [
                    (made(url, text, dated=dated), captured)
                    for url, text, dated, captured, file in records
                    if file == name
                ],
            )

    fresh, changed = Shelf(), Shelf()
    run(opened(Path(":memory:")), fresh, after)
    ledger = opened(Path(":memory:"))
    run(ledger, changed, before)
    run(ledger, changed, after)
    assert standing(fresh) <= standing(changed)


def test_what_gave_way_for_a_moment_stands_again(tmp_path: Path) -> None:
    """After an interruption a copy may stand until the record that supersedes it is read again."""
    shelf, ledger = Shelf(), opened(tmp_path / "l")
    dropped, winner, copy = made("a", "one"), made("b", "two"), made("b", "one")
    ingest(ledger, shelf, "f", [(dropped, "")])
    ingest(ledger, shelf, "g", [(winner, "2026-01-02")])
    # Committed without the winner: it is forgotten until its file is read again.
    del shelf.articles[winner.id]
    ledger.recover(list(shelf.articles.values()), shelf.target())
    ingest(ledger, shelf, "f", [(copy, "2026-01-01")])
    assert {copy.id} == set(shelf.articles)
    ingest(ledger, shelf, "g", [(winner, "2026-01-02")])
    assert {dropped.id, winner.id} == set(shelf.articles)


def test_an_adopted_article_and_what_rises_under_its_id_do_not_both_stand(tmp_path: Path) -> None:
    """A duplicate that comes to stand, since what it gave way to is lost, stands alone."""
    shelf, ledger = Shelf(), opened(tmp_path / "l")
    first, copy = made("a", "one", dated=True), made("b", "one")
    ingest(ledger, shelf, "f", [(first, "")])
    ingest(ledger, shelf, "g", [(copy, "")])
    # Both were read again with other texts, and committed; their ledger was never written.
    for changed in (made("a", "two"), made("b", "three")):
        shelf.articles[changed.id] = changed
    ledger.recover(list(shelf.articles.values()), shelf.target())
    ledger.commit("2")
    rows = ledger.database.execute("SELECT id FROM records WHERE state = 'live'").fetchall()
    assert sorted(shelf.articles) == sorted(one.hex() for (one,) in rows)
    assert {first.id, copy.id} == set(shelf.articles)


def test_date_evidence_prefers_confidence_to_precision() -> None:
    """A year known for sure is better evidence than a guessed second."""
    year = Published("2026", dt.date(2026, 1, 1), "year", None, "iso", "high")
    guess = Published("x", dt.date(2026, 1, 1), "second", None, "dateparser", "low")
    assert date_evidence(None) < date_evidence(guess) < date_evidence(year)


def steps(path: Path, records: list[tuple[Article, str]], last: tuple[Article, str]) -> int:
    """Count the steps that SQLite takes for one more record, in tens."""
    ledger, shelf = opened(path), Shelf()
    ingest(ledger, shelf, "a", records, together=len(records))
    known = ledger.known("a", "root")
    assert known is not None
    done: list[None] = []
    ledger.database.set_progress_handler(lambda: done.append(None), 10)
    ledger.standing.place(known.file_id, [taken(*last)], shelf.target(), Tally())
    ledger.database.set_progress_handler(None, 0)
    return len(done)


def test_a_copy_costs_the_same_in_a_file_of_any_length(tmp_path: Path) -> None:
    """SQLite looks for its rivals by id and text, and not through all records of the file."""

    def of(records: int) -> int:
        several = [(made(str(number), str(number)), "") for number in range(records)]
        last = made("another", "0", record=records + 1), ""
        return steps(tmp_path / str(records), several, last)

    assert of(1_000) < 2 * of(100)


@pytest.mark.parametrize("same_text", [True, False])
@pytest.mark.parametrize("later", [True, False])
def test_a_capture_costs_the_same_after_any_number_of_them(
    tmp_path: Path, same_text: bool, later: bool
) -> None:
    """Whether it takes the place of those before or not: crawls hold a page thousands of times."""

    def of(records: int) -> int:
        several = [
            (made("one", "0" if same_text else str(number)), f"{number:05}" if later else "")
            for number in range(records + 1)
        ]
        return steps(tmp_path / str(records), several[:-1], several[-1])

    assert of(1_000) < 2 * of(100)

"""What an export wrote as objects says the same when it is read again."""

import json
from pathlib import Path
from typing import Any

import pytest

import searcher
from searcher import Article, Index
from searcher.article import Provenance, RawArticle, RawDate, RawTopic, Topic, to_record
from searcher.dates import parse_published
from searcher.readers.base import ReadOptions
from searcher.readers.records.fields import Fields
from searcher.testing import article

TEXT = "The weir at the mill was opened in the night, and the river fell by a metre. " * 4


def read(record: dict[str, Any]) -> RawArticle:
    """Map one record that is an article."""
    found = Fields(ReadOptions(fields={})).read({"title": "T", **record}, Provenance("f", "jsonl"))
    assert isinstance(found, RawArticle), found
    return found


def test_declared_topics_are_read_as_they_were() -> None:
    """With what they were called, and their codes."""
    topics = [
        {"path": "sport/football", "inferred": False, "score": None, "origin": "tag", "code": None},
        {"path": "x", "inferred": False, "score": None, "origin": None, "code": "medtop:15000000"},
    ]
    assert (
        RawTopic("sport/football", "tag"),
        RawTopic("x", None, "medtop:15000000"),
    ) == read({"topics": topics}).topics


def test_an_unknown_origin_is_none() -> None:
    """Also one that is no text."""
    unknown: tuple[object, ...] = ({}, [], "inferred", "elsewhere", 7)
    for odd in unknown:
        topic = {"path": "rivers", "inferred": False, "origin": odd, "code": odd and 7}
        assert (RawTopic("rivers"),) == read({"topics": [topic]}).topics


def test_inferred_topics_are_no_declarations() -> None:
    """Alone or beside declared ones."""
    guess = {"path": "politics", "inferred": True, "score": 0.8, "origin": "inferred", "code": None}
    said = {"path": "river", "inferred": False, "score": None, "origin": "tag", "code": None}
    assert () == read({"topics": [guess]}).topics
    assert (RawTopic("river", "tag"),) == read({"topics": [guess, said]}).topics


@pytest.mark.parametrize(
    "odd",
    [
        {"path": 7, "inferred": False},
        {"path": "a", "inferred": "no"},
        {"path": None, "inferred": None},
        [[]],
        {"path": ["a"], "inferred": False, "origin": {}},
    ],
)
def test_what_only_looks_like_a_topic_says_nothing(odd: object) -> None:
    """Whatever its values are."""
    assert () == read({"topics": [odd]}).topics


@pytest.mark.parametrize(
    ("date", "instant", "precision", "raw", "expected"),
    [
        ("2026-01-30", None, "day", "Jan 30, Fri", "2026-01-30"),
        (None, None, None, "Jan 30, Fri", "Jan 30, Fri"),
        ("2026-01-30", "2026-01-30T10:00:05+00:00", "second", "x", "2026-01-30T10:00:05Z"),
        ("2026-01-30", "2026-01-30T10:00:00+00:00", "minute", "x", "2026-01-30T10:00Z"),
        # The zone is not written: the moment would be on the day before.
        ("2026-01-01", "2025-12-31T22:30:00+00:00", "second", "x", "2026-01-01"),
        ("2026-01", None, "month", "January 2026", "2026-01"),
        ("2026-01-30", 7, "second", "x", "2026-01-30"),
        ("2026-01-30", None, [], "x", "2026-01-30"),
    ],
)
def test_a_date_is_read_as_far_as_it_is_sure(
    date: str | None, instant: object, precision: object, raw: str, expected: str
) -> None:
    """What was printed counts where nothing was settled."""
    value = {"date": date, "instant": instant, "precision": precision, "raw": raw}
    assert (RawDate(expected, "field:published"),) == read({"published": value}).dates


@pytest.mark.parametrize(
    ("printed", "method", "corrected"),
    [
        ("2026-01-01T00:30:00+02:00", "iso", "2026-01-02"),
        ("Wed, 31 Dec 2025 23:30:00 -0500", "rfc2822", "2025-12-30"),
        ("1769767205", "epoch", "2026-01"),
    ],
)
def test_what_a_program_printed_keeps_its_zone(printed: str, method: str, corrected: str) -> None:
    """The moment was lost where its day in UTC is another; but a day that was corrected counts."""
    value = to_record(article(published=parse_published(printed)))["published"]
    assert method == value["method"]
    assert (RawDate(printed, "field:published"),) == read({"published": value}).dates
    for changed in ({"date": corrected}, {"instant": "then"}, {"instant": None}):
        assert RawDate(printed, "field:published") not in read({"published": value | changed}).dates


def test_dates_of_programs_come_back_with_the_same_digest(tmp_path: Path) -> None:
    """An export that is ingested is the same corpus, and so is one of it."""
    printed = ("2026-01-01T00:30:00+02:00", "Wed, 31 Dec 2025 23:30:00 -0500", "2026-01-30")
    lines = [
        json.dumps({"title": f"On weirs {n}", "url": f"https://a.example/{n}", "date": date})[:-1]
        + f', "text": "{TEXT}{n}"}}\n'
        for n, date in enumerate(printed)
    ]
    (tmp_path / "0.jsonl").write_text("".join(lines), "utf-8")
    digests = []
    for n in range(3):
        with Index.create(tmp_path / f"index-{n}") as index:
            report = index.ingest(tmp_path / f"{n}.jsonl", infer_topics=False, workers=0)
            digests.append((report.added, report.digest))
            searcher.export(index, "*", tmp_path / f"{n + 1}.jsonl")
    assert [(3, digests[0][1])] * 3 == digests


def test_an_exported_corpus_is_the_same_corpus(tmp_path: Path) -> None:
    """JSON lines and JSON, read again, give the same topics and dates."""
    days: list[tuple[str | None, list[str | Topic]]] = [
        ("2026-01-30T10:00:05+00:00", ["sport/football", "rivers"]),
        ("2026-01", [Topic("politics", inferred=True, score=0.9)]),
        ("Jan 30, Fri", []),
        (None, ["rivers"]),
    ]
    corpus = [
        article(
            title=f"On rivers {number}",
            body=f"{TEXT} {number}",
            url=f"https://a.example/{number}",
            published=day,
            topics=topics,
        )
        for number, (day, topics) in enumerate(days)
    ]
    with Index.create(tmp_path / "index") as index:
        writer = index._engine.writer()
        for one in corpus:
            writer.add(one)
        writer.commit()
        writer.close()
        for name in ("hits.jsonl", "hits.json"):
            searcher.export(index, "*", tmp_path / name)
            with Index.create(tmp_path / f"of-{name}") as again:
                again.ingest(tmp_path / name, infer_topics=False)
                assert [
                    (one.id, one.title, said(one)) for one in sorted(corpus, key=lambda a: a.id)
                ] == [(one.id, one.title, said(one)) for one in again.scan()]


def said(one: Article) -> tuple[object, ...]:
    """Give what must be the same: declared topics, and the date as far as it is known."""
    when = one.published
    return (
        [topic.path for topic in one.topics if not topic.inferred],
        when and (when.date, when.precision, when.instant),
        when and (when.date is None and when.raw),
    )

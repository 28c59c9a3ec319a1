"""Reports for people."""

from searcher.render import Look
from searcher.render.columns import width
from searcher.render.look import size, took
from searcher.render.reports import index_info, index_list, ingest_report

REPORT = {
    "seen": 9,
    "added": 6,
    "replaced": 0,
    "unchanged": 0,
    "duplicate": 1,
    "superseded": 0,
    "skipped": 1,
    "rejected": 1,
    "by_format": {"page": 7, "jsonl": 2},
    "by_reason": {"bad-json": 1, "licence": 1},
    "examples": {"bad-json": ["news.jsonl"], "licence": ["a.txt", "b.txt", "c.txt", "d\x1b[2J"]},
    "dates": {"iso": 3, "none": 1, "undated": 2},
    "articles": 1206,
    "digest": "0123456789abcdef" * 4,
    "seconds": 0.4213,
    "notes": ["2 articles print a date without a year."],
}
INFO = {
    "name": "news",
    "path": "/home/ada/indexes/news",
    "articles": 1206,
    "digest": "0123456789abcdef" * 4,
    "languages": ["en", "de"],
    "schema": 1,
    "engine": "tantivy 0.27.0",
    "created": "2026-02-01T10:00:00+00:00",
    "bytes": 1_234_567,
    "files": 17,
    "first": "2024-02-29",
    "last": "2026-01-31",
    "undated": 12,
    "unsigned": 3,
    "sources": 5,
    "authors": 44,
    "stale": 0,
    "outdated": 0,
    "deleted": 0,
    "ungrouped": False,
    "unstemmed": {},
    "ingests": 0,
    "runs": [],
    "problem": None,
}
RUN = {
    "number": 7,
    "begun": "2026-02-01T10:00:00+00:00",
    "ended": None,
    "state": "interrupted",
    "tool": "0.1.0",
    "names": ["news", "\x1b[31mred", "a", "b"],
    "places": 12,
    **dict.fromkeys(("added", "replaced", "unchanged", "duplicate"), 0),
    "superseded": 0,
    "skipped": 1_204,
    "rejected": 1,
}


def test_only_outcomes_that_happened_are_listed() -> None:
    """A zero is no news; every other count is there with its meaning."""
    text = "\n".join(ingest_report(REPORT, Look(100, index="news")))
    assert [True, True, False, False] == [
        f"  {name} " in text for name in ("added", "duplicate", "replaced", "superseded")
    ]
    assert "9 records read in 421 ms" in text
    assert "1,206 articles in index news  digest 0123456789abcdef" in text


def test_reasons_and_dates_are_counted() -> None:
    """Why records were left out, and how dates were settled."""
    lines = [line.split() for line in ingest_report(REPORT, Look(100))]
    assert ["bad-json", "1", "news.jsonl"] in lines
    assert ["licence", "1", "a.txt,", "b.txt,", "c.txt,", "…"] in lines
    assert ["printed,", "not", "settled", "2"] in lines


def test_info_has_every_fact() -> None:
    """Numbers are legible; what is zero and only a warning is left out."""
    lines = list(index_info(INFO, Look(100)))
    assert "articles   1,206" in lines
    assert "dates      2024-02-29 to 2026-01-31" in lines
    assert "size       1.2 MB" in lines
    assert [] == [line for line in lines if line.startswith(("stale", "unstemmed"))]
    stale = list(index_info({**INFO, "stale": 3}, Look(100)))
    assert [True] == [line.startswith("stale      3 ") for line in stale if "stale" in line]
    outdated = list(index_info({**INFO, "outdated": 1}, Look(100)))
    assert "outdated   1 file read by an older version; ingest them again" in outdated


def test_info_has_the_languages_that_could_be_enabled() -> None:
    """With the options that do it; an index of few such articles has none."""
    lines = list(index_info({**INFO, "unstemmed": {"fr": 40, "it": 30}}, Look(100)))
    (line,) = [line for line in lines if line.startswith("unstemmed")]
    assert "40 articles in fr, 30 articles in it; searcher reindex --languages en,de,fr,it" in line


def test_info_has_the_last_ingests() -> None:
    """The newest three, with what came of them; how many there were, if there were more."""
    one = "2026-02-01 10:00 UTC, news, ␛[31mred, a and 9 more: 1,204 skipped, 1 rejected"
    lines = list(index_info({**INFO, "ingests": 1, "runs": [RUN]}, Look(120)))
    assert [f"ingest     {one} (interrupted)"] == lines[-1:]
    whole = {**RUN, "state": "whole", "ended": RUN["begun"], "places": 4, "skipped": 0}
    lines = list(index_info({**INFO, "ingests": 40, "runs": [whole] * 20}, Look(120)))
    one = "2026-02-01 10:00 UTC, news, ␛[31mred, a and 1 more: 1 rejected"
    assert [f"ingest     {one}"] * 3 == lines[-4:-1]
    assert "ingests    40; --json has the last 20" == lines[-1]


def test_an_index_that_cannot_be_opened_says_why() -> None:
    """It is listed all the same."""
    broken = {**INFO, "name": "old", "articles": 0, "problem": "made by a newer version"}
    text = "\n".join(index_list([INFO, broken], Look(100)))
    assert "made by a newer version" in text


def test_reports_fit_the_screen() -> None:
    """Long reasons, paths and names are shortened."""
    long = "x" * 300
    report = {**REPORT, "by_reason": {long: 1}}
    run = {**RUN, "names": [long]}
    info = {**INFO, "name": long, "path": long, "ingests": 1, "runs": [run]}
    look = Look(50, index=long)
    lines = [*ingest_report(report, look), *index_info(info, look), *index_list([info], look)]
    assert [] == [line for line in lines if width(line) > 50]


def test_units() -> None:
    """Times and sizes are written in the unit that reads best."""
    assert ["0.4 ms", "9.9 ms", "42 ms", "1.5 s", "1,500.0 s"] == [
        took(ms) for ms in (0.4, 9.9, 42, 1500, 1_500_000)
    ]
    assert ["0 B", "999 B", "1.0 kB", "1.2 MB", "3.4 TB"] == [
        size(n) for n in (0, 999, 1000, 1_234_567, 3_400_000_000_000)
    ]

"""`diagnose`: each defect of a made-up corpus is found, counted, and shown by its command."""

import datetime as dt
import json
import shlex
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from commands import Run
from searcher import Diagnosis, Finding, Index, diagnose, reindex
from searcher.article import Article, Author, Provenance, Topic
from searcher.engines.depth import Depth, cut
from searcher.engines.tantivy import preparing
from searcher.index.doctor.authors import doubt
from searcher.index.doctor.checks import CHECKS
from searcher.index.doctor.diagnosis import ids_of
from searcher.testing import article

pytest_plugins = ("command_fixtures",)

TODAY = dt.date(2026, 2, 1)
# 25 words, so that it is neither short nor a copy of another where a number stands before.
TEXT = " ".join(f"word{n}" for n in range(25))


def sound(number: int, **changes: object) -> Article:
    """Give an article without a defect."""
    given: dict[str, object] = {
        "title": f"Number {number}",
        "body": f"{number} {TEXT}",
        "authors": ["Jo Roe"],
        "source": "The Reed",
        "published": (dt.date(2025, 12, 1) + dt.timedelta(days=number % 30)).isoformat(),
        "topics": ["economy"],
        "url": f"https://reed.example/{number}",
    }
    return article(**(given | changes))  # type: ignore[arg-type]


def made(path: Path, articles: Sequence[Article]) -> Path:
    """Write an index of the articles, without a ledger."""
    with Index.create(path) as index:
        writer = index._engine.writer()
        for one in articles:
            writer.add(one)
        writer.commit()
        writer.close()
    return path


def found(path: Path, check: str) -> tuple[Diagnosis, Finding]:
    """Diagnose, and give one finding."""
    diagnosis = diagnose(path, today=TODAY)
    finding = diagnosis.finding(check)
    assert finding is not None
    return diagnosis, finding


def low(text: str, confidence: str) -> object:
    """Give a date of this confidence."""
    return replace(sound(0, published=text).published, confidence=confidence)  # type: ignore[type-var]


ODD: dict[str, dict[str, object]] = {
    "undated": {"published": None},
    "unsigned": {"authors": []},
    "untitled": {"title": ""},
    "no-text": {"body": ""},
    "short": {"body": "Only four words here"},
    "long": {"body": "word " * 20_001},
    "no-topic": {"topics": []},
    "topic-inferred": {"topics": [Topic("economy", inferred=True, score=0.5)]},
    "no-language": {"language": None},
    "date-low": {"published": low("2025-12-24", "low")},
    "date-medium": {"published": low("2025-12-24", "medium")},
    "date-future": {"published": "2126-02-03"},
    "date-stand-in": {"published": "1970-01-01", "source": None},
    "date-outlier": {"published": "1984-05-01"},
    "date-after-capture": {
        "published": "2025-12-24",
        "provenance": Provenance("a.jsonl", "jsonl", reference="2025-12-22 (captured)"),
    },
    "author-odd": {"authors": [Author("Jan 30, 2026", "jan 30, 2026")]},
}


@pytest.mark.parametrize("check", sorted(ODD))
def test_a_defect_is_found_in_exactly_its_articles(check: str, tmp_path: Path) -> None:
    """Two articles among 30 have it: they are counted, and listed by id."""
    odd = [sound(100 + n, url=f"https://reed.example/odd/{n}", **ODD[check]) for n in range(2)]
    path = made(tmp_path / "odd", [*map(sound, range(30)), *odd])
    diagnosis, finding = found(path, check)
    assert (2, 32) == (finding.number, finding.total)
    assert {one.id for one in odd} == set(ids_of(diagnosis, check))


@pytest.mark.parametrize("check", sorted(ODD))
def test_a_command_shows_exactly_its_articles(check: str, tmp_path: Path, searcher: Run) -> None:
    """What the finding says to run gives its number: a search counts, `--ids` lists."""
    odd = [sound(100 + n, url=f"https://reed.example/odd/{n}", **ODD[check]) for n in range(2)]
    path = made(tmp_path / "odd", [*map(sound, range(30)), *odd])
    finding = diagnose(path).finding(check)
    assert finding is not None
    assert finding.command is not None
    name, *arguments = shlex.split(finding.command)
    assert "searcher" == name
    if "search" == arguments[0]:
        assert 2 == json.loads(searcher(arguments[0], "--json", *arguments[1:]).out)["total"]
        assert finding.ids is None
    else:
        assert {one.id for one in odd} == set(searcher(*arguments).lines)
    for part in finding.parts:
        if part.command is not None:
            _, command, *rest = shlex.split(part.command)
            assert part.number == json.loads(searcher(command, "--json", *rest).out)["total"]


def test_a_sound_corpus_has_nothing_to_look_at_but_its_ledger(tmp_path: Path) -> None:
    """Every check has a finding; an index that was filled without an ingest has no ledger."""
    diagnosis = diagnose(made(tmp_path / "sound", [*map(sound, range(30))]), today=TODAY)
    assert [check.name for check in CHECKS] == [one.check for one in diagnosis.findings]
    assert ["ledger"] == [one.check for one in diagnosis.findings if one.severity != "ok"]
    assert "look" == diagnosis.severity


def test_lines_that_recur_in_a_source_are_found(tmp_path: Path, searcher: Run) -> None:
    """In 25 of 60 articles of one source; the command counts them, another source has none."""
    line = 'Sign up for "The Reed" newsletter, it\'s free'
    chrome = [sound(n, body=f"{n} {TEXT}\n\n{line}") for n in range(25)]
    path = made(tmp_path / "lines", [*chrome, *map(sound, range(25, 60))])
    _, finding = found(path, "recurring")
    assert [25] == [part.number for part in finding.parts]
    assert (line,) == finding.parts[0].examples
    _, command, *rest = shlex.split(finding.parts[0].command or "")
    assert 25 == json.loads(searcher(command, "--json", *rest).out)["total"]


def test_a_line_of_fewer_than_20_articles_is_none_that_recurs(tmp_path: Path) -> None:
    """However large its share."""
    line = "Sign up for the newsletter of The Reed"
    path = made(tmp_path / "few", [sound(n, body=f"{n} {TEXT}\n\n{line}") for n in range(19)])
    assert 0 == found(path, "recurring")[1].number


def test_equal_texts_under_two_ids_are_duplicates(tmp_path: Path) -> None:
    """Ingest would have kept one; white space does not count."""
    twins = [sound(1, url=None), sound(1, url="https://other.example/1", body=f"1  {TEXT}")]
    path = made(tmp_path / "twins", [*map(sound, range(2, 30)), *twins])
    diagnosis, finding = found(path, "duplicates")
    assert {one.id for one in twins} == set(ids_of(diagnosis, "duplicates"))
    assert [1] == [part.number for part in finding.parts]


def test_days_that_a_daily_source_lacks_are_named(tmp_path: Path) -> None:
    """A paper without Sunday issues lacks no Sundays."""
    days = [dt.date(2025, 12, 1) + dt.timedelta(days=n) for n in range(60)]
    lost = dt.date(2025, 12, 17)
    issues = [day for day in days if day.isoweekday() != 7 and day != lost]
    papers = [sound(n, published=day.isoformat()) for n, day in enumerate(issues)]
    _, finding = found(made(tmp_path / "daily", papers), "gaps")
    assert (1, ("2025-12-17",)) == (finding.number, finding.parts[0].examples)


def test_a_damaged_file_is_a_problem(tmp_path: Path) -> None:
    """One byte of one file differs: it is named, and the articles are not looked at."""
    path = made(tmp_path / "hurt", [*map(sound, range(30))])
    file = next((path / "tantivy").glob("*.fieldnorm"))
    data = bytearray(file.read_bytes())
    data[0] ^= 1
    file.write_bytes(data)
    diagnosis = diagnose(path)
    assert "problem" == diagnosis.severity
    assert [("files", 1)] == [(one.check, one.number) for one in diagnosis.findings]
    assert file.name == diagnosis.findings[0].parts[0].what


@pytest.mark.parametrize("part", [slice(-1), slice(1, None)])
def test_a_damaged_file_of_metadata_is_a_problem(tmp_path: Path, part: slice) -> None:
    """It has no footer of the engine's: all of it is read. Building the index anew is the cure."""
    path = made(tmp_path / "hurt", [*map(sound, range(30))])
    file = path / "tantivy" / "metadata.bin"
    file.write_bytes(file.read_bytes()[part])
    finding = diagnose(path).findings[0]
    assert ("files", "problem", 1) == (finding.check, finding.severity, finding.number)
    assert "metadata.bin" == finding.parts[0].what
    assert "searcher reindex" in finding.advice
    assert "searcher reindex" in finding.parts[0].examples[0]
    reindex(path)
    assert 0 == diagnose(path).findings[0].number


def test_metadata_that_says_otherwise_than_its_article_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whole as it is: whoever packs an index may have written anything there."""
    forged = sound(3)

    def told(record: bytes, depth: Depth) -> bytes:
        return cut(record, depth).replace(forged.title.encode(), b"Forged")

    monkeypatch.setattr(preparing, "cut", told)
    path = made(tmp_path / "forged", [*map(sound, range(3)), forged])
    diagnosis, finding = found(path, "records")
    assert ("problem", 1) == (finding.severity, finding.number)
    assert [forged.id] == [*ids_of(diagnosis, "records")]


def ingested(tmp_path: Path) -> Path:
    """Ingest three records as a user does."""
    rows = [
        {"title": f"Number {n}", "text": f"{n} {TEXT}", "url": f"https://reed.example/{n}"}
        for n in range(3)
    ]
    file = tmp_path / "rows.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    with Index.create(tmp_path / "ingested") as index:
        index.ingest(file, workers=0)
    return tmp_path / "ingested"


def test_the_ledger_of_an_ingest_agrees(tmp_path: Path) -> None:
    """Ledger and index hold the same articles."""
    assert "ok" == found(ingested(tmp_path), "ledger")[1].severity


def test_a_ledger_that_knows_other_articles_is_a_problem(tmp_path: Path) -> None:
    """One row was lost."""
    path = ingested(tmp_path)
    db = sqlite3.connect(path / "ledger.sqlite")
    db.execute("DELETE FROM records WHERE row = 1")
    db.commit()
    db.close()
    _, finding = found(path, "ledger")
    assert ("problem", 1) == (finding.severity, finding.number)


def test_saved_searches_are_asked(tmp_path: Path) -> None:
    """One that cannot be asked any more is named; so is a file that cannot be understood."""
    path = made(tmp_path / "i", [sound(1)])
    assert (0, 0, "ok") == searches(path)
    with Index.open(path) as index:
        index.searches.save("Words", "word1", date="last week")
        index.searches.save("Others", "word2")
    assert (0, 2, "ok") == searches(path)
    file = path / "searches.json"
    file.write_text(file.read_text().replace('"last week"', '"some day"'))
    assert (1, 2, "problem") == searches(path)
    _, finding = found(path, "searches")
    assert finding.parts[0].what.startswith("Words: ")
    assert "some day" in finding.parts[0].what
    file.write_text("[]")
    assert (1, None, "problem") == searches(path)
    assert "searches.json" in found(path, "searches")[1].parts[0].what


def test_what_replaced_articles_took_is_told(tmp_path: Path) -> None:
    """An index whose articles came anew again and again names what frees their space."""
    path = made(tmp_path / "i", [sound(1), sound(2)])
    assert (0, "ok") == _unused(path)[:2]
    with Index.open(path) as index, closing(index._engine.writer()) as writer:
        for turn in range(60):
            for number in (1, 2):
                writer.add(sound(number, title=f"Turn {turn}"))
        writer.commit()
    gone, severity, advice = _unused(path)
    assert "look" == severity
    assert "searcher reindex" in advice
    files = [path / "tantivy" / "metadata.bin", *(path / "tantivy").glob("*.*")]
    assert 0.5 < gone / sum(file.stat().st_size for file in set(files)) < 1


def test_an_empty_index_wastes_nothing(tmp_path: Path) -> None:
    """With its file of metadata or without it."""
    path = made(tmp_path / "i", [])
    assert (0, "ok") == _unused(path)[:2]
    (path / "tantivy" / "metadata.bin").unlink()
    assert (0, "ok") == _unused(path)[:2]


def _unused(path: Path) -> tuple[int, str, str]:
    finding = found(path, "unused")[1]
    return finding.number, finding.severity, finding.advice


def searches(path: Path) -> tuple[int, int | None, str]:
    """Diagnose the saved searches: how many of how many are wrong, and how bad it is."""
    _, finding = found(path, "searches")
    return finding.number, finding.total, finding.severity


def test_a_diagnosis_writes_nothing(tmp_path: Path) -> None:
    """No file of the index is another afterwards, none is new."""
    path = ingested(tmp_path)

    def files() -> dict[Path, bytes]:
        return {one: one.read_bytes() for one in path.rglob("*") if one.is_file()}

    before = files()
    diagnose(path)
    assert before == files()


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("Jo Roe", None),
        ("María José Álvarez de la Cruz", None),
        ("Thomson Reuters", None),
        ("jo@reed.example", "an e-mail address"),
        ("www.reed.example", "a web address"),
        ("30 January 2026", "a date"),
        ("Jo Roe 3", "digits"),
        ("x" * 61, "too long"),
        ("Why we all should read", "a sentence"),
        ("the reed", "the name of its source"),
    ],
)
def test_a_name_is_doubted_for_a_reason(name: str, reason: str | None) -> None:
    """The first that holds."""
    assert reason == doubt(name, "person", "The Reed")


@pytest.mark.slow
def test_many_articles_are_diagnosed_in_bounded_time(tmp_path: Path) -> None:
    """20,000 articles: exact counts, at far less than 1 ms an article."""
    import time

    path = made(tmp_path / "many", [sound(n, topics=[]) for n in range(20_000)])
    started = time.perf_counter()
    _, finding = found(path, "no-topic")
    assert 20_000 == finding.number
    assert time.perf_counter() - started < 20


def test_the_command_says_what_is_wrong(tmp_path: Path, searcher: Run) -> None:
    """For people and as JSON, with an exit code for scripts."""
    path = made(tmp_path / "bad", [sound(n, title="") for n in range(30)])
    ran = searcher("doctor", path)
    assert (1, "There are problems.") == (ran.code, ran.lines[-1])
    assert f"         searcher doctor --ids=untitled --index={path}" in ran.lines
    record = json.loads(searcher("doctor", "--json", "--index", path).out)
    untitled = next(one for one in record["findings"] if one["check"] == "untitled")
    assert ("problem", 30, 1.0) == (
        untitled["severity"],
        untitled["number"],
        untitled["share"],
    )
    assert 30 == len(untitled["ids"])


def test_a_look_is_no_problem(tmp_path: Path, searcher: Run) -> None:
    """Exit code 0; without an index it is 3, and an unknown check is 2."""
    path = made(tmp_path / "sound", [*map(sound, range(30))])
    assert 0 == searcher("doctor", path).code
    assert 3 == searcher("doctor", tmp_path / "none").code
    assert 2 == searcher("doctor", path, "--ids", "colour").code


def test_what_articles_say_cannot_reach_the_terminal(tmp_path: Path, searcher: Run) -> None:
    """Names of sources and authors are hostile."""
    evil = "\x1b[31mThe \x9b2J Reed"
    odd = [sound(n, source=evil, authors=["Jo 1\x1b[0m"]) for n in range(30)]
    ran = searcher(
        "doctor", made(tmp_path / "evil", [*odd, sound(40, source=evil, published="1984-01-01")])
    )
    assert "\x1b" not in ran.out
    assert "\x9b" not in ran.out

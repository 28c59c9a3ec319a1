"""What an export wrote comes back when it is ingested: what docs/exports.md says of each format."""

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest

import searcher
from searcher import Index
from searcher.article import to_record
from searcher.normalise.identity import LONGEST_FOUND

ROOT = Path(__file__).parents[2]
TEXT = "The weir at the mill was opened in the night, and the river fell by a metre. " * 3
ODD: tuple[dict[str, Any], ...] = (
    {},
    {"date": "2026-01-01T00:30:00+02:00"},
    {"date": "1998", "language": "pt-BR"},
    {"date": "Jan 30, Fri"},
    {"date": "Jan 30, Fri", "crawl_date": "2026-02-01"},
    {"date": "12. März 2021", "language": "de"},
    {"date": "03/02/2026"},
    {"date": "2024-05-07T03:28:35Z", "url": "https://odd.example/2024/05/06/night"},
    {"date": "2026-01-30 10:05", "summary": "A summary.\n\nIn two paragraphs."},
    {"url": None, "text": "First.\n\nSecond\nwith a line break.\n\nThird."},
    {"author": ["Ann Lee", "dpa"], "source": "The Paper"},
    {"section": "UK > EU", "tags": ["Bath (England)", "24/7"], "keywords": "weir, mill"},
    {"topics": ["Washington, D.C.", "News"]},
    {"kind": "teaser", "text": None, "summary": "A card that leads to another page."},
    {"title": "=1+1", "author": "-Ann Lee", "text": "@cmd begins it. " + TEXT},
    {"title": "'=1+1 was said", "text": "Windows\r\nline\r\n\r\nends. " + TEXT},
    {"title": 'He said "no"', "text": 'Quoted "text"; and\x00NUL. ' + TEXT},
    {"text": "AT&amp;amp;T and &amp;lt;b&amp;gt; stand here. " + TEXT},
    {"text": "# no heading\n* star [link](http://a.example) {% x %} \\ " + TEXT},
    {"title": "['a', 'b']", "text": '["c", "d"]'},
    {"text": "A large one. " * 20_000},
    {"date": "2026-01-30", "published_at": "2026-03-01", "modified": "2026-04-01"},
    {"date": "2026-01", "pubDate": "2026-03-05T10:00:00Z", "language": "de"},
    {"source": "opm-labs", "author": None},
    {"author": "Source: Elsewhere", "source": "The Paper"},
    {"author": ["Source: Jane Roe", "Ann Lee"]},
    {"url": None, "text": TEXT + "Two  blanks, a no-break\u00a0space and a tab\there."},
    {"url": None, "title": "Fish &amp; chips", "text": TEXT + "Caf\u00c3\u00a9 &#163;1.8m"},
    {"url": None, "source": " The  Paper ", "text": TEXT + "\u200f\x08Marks.\r\nAnd lines."},
    {"url": "https://odd.example/", "text": TEXT + "The root  of a site."},
    {"url": None, "text": "", "summary": "A card without  an address."},
    {"url": None, "kind": "teaser", "title": " A  card", "text": None, "summary": "Two  blanks."},
    {"url": "urn:newsml:odd.example:20260130:1", "text": TEXT + "A wire's."},
)


def _promised() -> dict[str, set[str]]:
    """Read the table: format → what comes back."""
    text = (ROOT / "docs" / "exports.md").read_text("utf-8")
    rows = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \| ([a-z, ]+) \|$", text, re.MULTILINE)
    return {
        name: set(said.split(", ")) for names, said in rows for name in re.findall(r"\w+", names)
    }


def _parts(record: dict[str, Any]) -> dict[str, object]:
    declared = [topic for topic in record["topics"] if not topic["inferred"]]
    return {
        "address": record["url"],
        "kind": record["kind"],
        "texts": [record[name] for name in ("title", "summary", "body", "words")],
        "authors": record["authors"],
        "source": record["source"],
        "dates": record["published"],
        "topics": [(topic["path"], topic["origin"]) for topic in declared],
        "language": record["language"],
        "id": record["id"],
    }


def _codes(path: Path) -> list[dict[str, str]]:
    with Index.open(path) as index:
        return [{t.path: t.code or "" for t in one.topics} for one in index.scan("*")]


def _ingested(path: Path, folder: Path) -> tuple[dict[str, dict[str, object]], str]:
    with Index.create(folder) as index:
        report = index.ingest(path, workers=0)
        found = {one.id: _parts(to_record(one)) for one in index.scan("*")}
    return found, report.digest


@pytest.mark.parametrize("form", sorted(_promised()))
def test_what_is_promised_comes_back(form: str, tmp_path: Path) -> None:
    """All of it, the digest too, and an export of that is the same again, byte for byte."""
    lines = [
        json.dumps(
            {"title": f"Odd {n}", "text": f"{TEXT}{n}.", "url": f"https://odd.example/{n}"} | odd
        )
        for n, odd in enumerate(ODD)
    ]
    (tmp_path / "odd.jsonl").write_text("\n".join(lines), "utf-8")
    before, digest = _ingested(tmp_path / "odd.jsonl", tmp_path / "a")
    out = tmp_path / f"out-{form}"
    with Index.open(tmp_path / "a") as index:
        searcher.export(index, "*", out, format=form)
    after, again = _ingested(out, tmp_path / "b")
    names = _promised()[form]
    assert {i: {n: one[n] for n in names} for i, one in before.items()} == {
        i: {n: one[n] for n in names} for i, one in after.items()
    }
    assert len(ODD) == len(after)
    assert digest == again
    with Index.open(tmp_path / "b") as index:
        searcher.export(index, "*", tmp_path / "again", format=form)
    if out.is_file():
        assert out.read_bytes() == (tmp_path / "again").read_bytes()


@pytest.mark.parametrize("form", ["csv", "text"])
def test_cells_without_guards_come_back(form: str, tmp_path: Path) -> None:
    """With --raw no apostrophe is a guard, and what was written says so; in TSV it cannot."""
    titles = ("=1+1", "'=1+1", "''@cmd", "-3 degrees", "'quoted' words")
    lines = [
        json.dumps({"title": one, "text": f"{TEXT}{n}", "author": "'-Ann Lee", "source": "'+P"})
        for n, one in enumerate(titles)
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), "utf-8")
    before, digest = _ingested(tmp_path / "a.jsonl", tmp_path / "a")
    with Index.open(tmp_path / "a") as index:
        searcher.export(index, "*", tmp_path / f"out-{form}", format=form, raw=True)
    assert (before, digest) == _ingested(tmp_path / f"out-{form}", tmp_path / "b")


def test_all_names_in_quotes_say_nothing_of_guards(tmp_path: Path) -> None:
    """So many programs write a table anew; its cells are guarded as they were."""
    (tmp_path / "a.jsonl").write_text(json.dumps({"title": "=1+1", "text": TEXT}), "utf-8")
    before, digest = _ingested(tmp_path / "a.jsonl", tmp_path / "a")
    with Index.open(tmp_path / "a") as index:
        searcher.export(index, "*", tmp_path / "out.csv")
    rows = csv.reader((tmp_path / "out.csv").read_text("utf-8").splitlines())
    with (tmp_path / "anew.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows(rows)
    assert (before, digest) == _ingested(tmp_path / "anew.csv", tmp_path / "b")


@pytest.mark.parametrize("form", ["csv", "tsv", "jsonl", "articles", "text"])
def test_line_ends_of_windows_change_nothing(form: str, tmp_path: Path) -> None:
    """Also those within a cell: programs there end all lines so."""
    record = {"title": "The weir", "text": f"{TEXT}\n\nSecond\nwith a line.", "author": "Ann Lee"}
    (tmp_path / "a.jsonl").write_text(json.dumps(record), "utf-8")
    before, digest = _ingested(tmp_path / "a.jsonl", tmp_path / "a")
    out = tmp_path / f"out-{form}"
    with Index.open(tmp_path / "a") as index:
        searcher.export(index, "*", out, format=form)
    for file in [out] if out.is_file() else [*out.rglob("*.*")]:
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert (before, digest) == _ingested(out, tmp_path / "b")


@pytest.mark.parametrize("form", sorted(_promised()))
def test_codes_that_no_name_tells_come_back(form: str, tmp_path: Path) -> None:
    """Each topic has the code that its record declared, beside topics without one."""
    told = [
        {"name": "Wetter", "qcode": "medtop:17000000", "rel": "about"},
        {"name": "Weir Lane", "rel": "about"},
        {"name": "Fußball", "qcode": "medtop:20001065", "rel": "about"},
    ]
    ninjs = {"uri": "https://a.example/1", "headline": "T", "body_text": TEXT, "subject": told}
    (tmp_path / "a.json").write_text(json.dumps(ninjs | {"type": "text"}), "utf-8")
    _ingested(tmp_path / "a.json", tmp_path / "a")
    with Index.open(tmp_path / "a") as index:
        searcher.export(index, "*", tmp_path / form, format=form)
    _ingested(tmp_path / form, tmp_path / "b")
    expected = {"wetter": "medtop:17000000", "weir lane": "", "fussball": "medtop:20001065"}
    assert [expected] == _codes(tmp_path / "a") == _codes(tmp_path / "b")


def test_a_long_text_is_not_kept_twice(tmp_path: Path) -> None:
    """A blank too many in it costs its id, and nothing else; in a title it does not."""
    long = TEXT * (LONGEST_FOUND // len(TEXT) + 1)
    records = [{"title": "Weir", "text": f"{long}  Blanks."}, {"title": "The  weir", "text": long}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, records)), "utf-8")
    before, _ = _ingested(tmp_path / "a.jsonl", tmp_path / "i")
    with Index.open(tmp_path / "i") as index:
        found = {one.title: one.raw.id_from for one in index.scan("*")}
        searcher.export(index, "*", tmp_path / "out.jsonl")
    assert found == {"Weir": (), "The weir": ("", "The  weir", "")}
    after, _ = _ingested(tmp_path / "out.jsonl", tmp_path / "j")
    kept = {one["texts"][0]: one["id"] for one in after.values()}  # type: ignore[index]
    were = {one["texts"][0]: one["id"] for one in before.values()}  # type: ignore[index]
    assert kept["The weir"] == were["The weir"]
    assert kept["Weir"] != were["Weir"]
    without_ids = [[{**one, "id": None} for one in some.values()] for some in (before, after)]
    assert sorted(map(str, without_ids[0])) == sorted(map(str, without_ids[1]))


VICTIM = {"title": "The weir", "source": "The Paper", "text": TEXT + "Two  blanks."}


@pytest.mark.parametrize(
    "told",
    [
        {"body": "It was not opened."},  # another text, or a text that somebody corrected
        {"title": "Another title"},
        {"source": "Another paper"},
        {"body": "", "summary": "Nothing of it."},
        {"kind": "teaser"},
        {"url": "https://other.example/1"},
        {"id_from": ["urn:x"]},
        {"id_from": ["https://victim.example/1"]},
        {"id_from": ["The Paper", "The weir"]},
        {"id_from": [None, 1, {}]},
        {"id_from": [[], [], []]},
        {"id_from": {"a": "b", "c": "d", "e": "f"}},
        {"id_from": '["The Paper", "The weir", '},
        {"id_from": "[" * 100_000},
        {"id_from": ["\ud800", "\x00", "x" * 100_000]},
    ],
    ids="-".join,
)
def test_texts_that_an_id_would_follow_from_are_those_of_the_record(
    told: dict[str, Any], tmp_path: Path
) -> None:
    """Or a file could stand in another article's place, and a corrected text would be lost."""
    (tmp_path / "a.jsonl").write_text(json.dumps(VICTIM), "utf-8")
    _ingested(tmp_path / "a.jsonl", tmp_path / "i")
    with Index.open(tmp_path / "i") as index:
        searcher.export(index, "*", tmp_path / "out.jsonl")
    record = json.loads((tmp_path / "out.jsonl").read_text("utf-8"))
    victim = record["id"]
    (tmp_path / "same.jsonl").write_text(json.dumps(record), "utf-8")
    assert [victim] == [*_ingested(tmp_path / "same.jsonl", tmp_path / "same")[0]]
    (tmp_path / "b.jsonl").write_text(json.dumps(record | told), "utf-8")
    (other,) = _ingested(tmp_path / "b.jsonl", tmp_path / "j")[0].items()
    assert victim != other[0]
    texts = [(record | told)[name] for name in ("title", "summary", "body")]
    assert texts == other[1]["texts"][:3]  # type: ignore[index]


def test_an_id_is_not_believed(tmp_path: Path) -> None:
    """It follows from the record, or a file could stand in another article's place."""
    record = {"id": "0" * 32, "kind": "article", "words": 9, "title": "T", "body": TEXT}
    (tmp_path / "a.jsonl").write_text(json.dumps(record), "utf-8")
    found, _ = _ingested(tmp_path / "a.jsonl", tmp_path / "i")
    assert "0" * 32 not in found
    assert len(found) == 1

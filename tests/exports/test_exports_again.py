"""What an export wrote comes back when it is ingested: what docs/exports.md says of each format."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

import searcher
from searcher import Index
from searcher.article import to_record

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


def test_an_id_is_not_believed(tmp_path: Path) -> None:
    """It follows from the record, or a file could stand in another article's place."""
    record = {"id": "0" * 32, "kind": "article", "words": 9, "title": "T", "body": TEXT}
    (tmp_path / "a.jsonl").write_text(json.dumps(record), "utf-8")
    found, _ = _ingested(tmp_path / "a.jsonl", tmp_path / "i")
    assert "0" * 32 not in found
    assert len(found) == 1

"""`searcher delete`: shown, asked, done."""

import json
from pathlib import Path

import pytest

from commands import Run
from searcher.cli.console import Console

pytest_plugins = ("command_fixtures",)


def test_articles_are_deleted_after_asking(
    searcher: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What matches is shown first; --yes where nobody can answer; no is no."""
    text = "".join(f'{{"title": "Tide {n}", "body": "Water rose {n} feet."}}\n' for n in range(7))
    (tmp_path / "news.jsonl").write_text(text, "utf-8")
    searcher("ingest", tmp_path)
    ran = searcher("delete", "water")
    assert (2, True) == (ran.code, "7 articles" in ran.err)
    assert "--yes" in ran.err
    assert 1 == searcher("delete", "zeppelin", "--yes").code
    assert 2 == searcher("delete", "--yes").code
    monkeypatch.setattr(Console, "confirm", lambda *_: False)
    ran = searcher("delete", "water")
    assert (1, True, True) == (ran.code, "Tide" in ran.err, "nothing deleted" in ran.err)
    ran = searcher("delete", "tide 3", "--yes")
    assert (0, True) == (ran.code, "deleted 1 article from index default" in ran.err)
    assert "deleted    1 record" in searcher("info").out
    assert 0 == searcher("delete", "--all", "--yes").code
    assert 1 == searcher("search", "tide").code


def test_what_was_deleted_is_told_as_json(searcher: Run, tmp_path: Path) -> None:
    """One object, whatever came of it: how many, what a user should know, and what is left."""
    text = "".join(
        f'{{"title": "Tide", "body": "{"Water rose at the old quay. " * 9}", "source": "{name}",'
        f' "url": "https://{name}.example/1"}}\n'
        for name in ("spam", "good")
    )
    (tmp_path / "news.jsonl").write_text(text, "utf-8")
    searcher("ingest", tmp_path)
    ran = searcher("delete", "zeppelin", "--yes", "--json")
    none = json.loads(ran.out)
    assert (1, "", 0, 1) == (ran.code, ran.err, none["deleted"], none["corpus"]["articles"])
    assert ["no article matches; nothing deleted"] == none["notes"]
    (hit,) = json.loads(searcher("search", "tide", "--json").out)["hits"]
    ran = searcher("delete", "--source", hit["source"], "--yes", "--json")
    told = json.loads(ran.out)
    assert (0, "", "default", 1) == (ran.code, ran.err, told["index"], told["deleted"])
    assert "1 copy that does not match came up" in told["notes"][0]
    assert told["corpus"] == json.loads(searcher("search", "tide", "--json").out)["corpus"]
    assert told["corpus"] != none["corpus"]

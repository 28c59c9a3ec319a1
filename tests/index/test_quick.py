"""Which files are read more quickly than they are indexed, and how many processes read them?"""

import json
from pathlib import Path

import pytest

from searcher import Index
from searcher.corpus.records import find_reader, head
from searcher.corpus.walk import roots
from searcher.corpus.workers import processes
from searcher.index.intake.reading import is_quick

PAGE = "<!doctype html><title>Title</title><p>The ferry was late.</p>"


@pytest.mark.parametrize(
    ("name", "text", "quick"),
    [
        ("a.jsonl", json.dumps({"title": "Title", "text": "The ferry was late."}), True),
        ("a.json", json.dumps([{"title": "Title", "text": "The ferry was late."}]), True),
        ("a.csv", "title,text\nTitle,The ferry was late.\n", True),
        ("a.jsonl", json.dumps({"title": "Title", "html": PAGE}), False),
        ("a.jsonl", json.dumps({"title": "Title", "html": PAGE}).replace("</", "<\\/"), False),
        ("a.jsonl", json.dumps({"title": "Title", "html": PAGE}).replace("<", "\\u003c"), False),
        ("a.html", PAGE, False),
        ("a.bin", "\0\1\2", False),
    ],
)
def test_plain_texts_are_quick_and_pages_are_not(
    tmp_path: Path, name: str, text: str, quick: bool
) -> None:
    """Whatever they come in, and however it writes a slash."""
    path = tmp_path / name
    path.write_text(text + "\n")
    ((file,),) = (root.files() for root in roots([path]))
    assert quick == is_quick(head(file), find_reader(file))


@pytest.mark.parametrize(("asked", "started"), [(None, 2), (3, 3)])
def test_where_nothing_is_asked_half_of_the_processors_read_what_is_quick(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: int | None, started: int
) -> None:
    """Shared out, or as several files; a number that is asked for is kept to."""
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0, 1, 2, 3}, raising=False)
    monkeypatch.setattr("searcher.index.intake.reading._SHARE", 1_000)
    monkeypatch.delenv("SEARCHER_WORKERS", raising=False)
    begun: list[object] = []
    start = processes._Worker.start

    def counted(self: processes._Worker) -> None:
        begun.append(self)
        start(self)

    monkeypatch.setattr(processes._Worker, "start", counted)
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for letter in "abc":
        lines = (
            {"title": f"Title {letter} {n}", "text": f"The ferry {n} was late."} for n in range(300)
        )
        (corpus / f"{letter}.jsonl").write_text("\n".join(map(json.dumps, lines)))
    with Index.create(tmp_path / "index") as index:
        assert index.ingest(corpus, workers=asked).articles == 900
    assert started == len(begun)

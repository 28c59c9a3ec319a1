"""What a user should know about an answer, also where it is counted when it is looked at."""

import copy
import json
import pickle
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from searcher import Index, Results
from searcher.index.advice import notes
from searcher.results import Note

LONG = "The ferry left at noon with forty people and one piano on board, and came back with none. "
UNDATED = "1 undated article was left out."


def write(folder: Path, name: str, *dates: str | None) -> None:
    """Write articles with these dates."""
    folder.mkdir(exist_ok=True)
    lines = [
        json.dumps(
            {
                "title": f"Ferry {name} {at}",
                "author": f"Ana {chr(65 + at)}oe",
                "date": date,
                "text": f"{LONG} {name} {at}",
            }
        )
        for at, date in enumerate(dates)
    ]
    (folder / f"{name}.jsonl").write_text("\n".join(lines))


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    """Make an index of two articles, one of them undated."""
    write(tmp_path / "corpus", "first", "2026-01-05", None)
    with Index.create(tmp_path / "index") as made:
        made.ingest(tmp_path / "corpus", workers=0)
        yield made


@pytest.fixture(params=[0, 500_000], ids=["begun", "late"])
def large(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """Have notes counted beside the hits, and when they are looked at."""
    monkeypatch.setattr(notes, "_LARGE", request.param)
    return int(request.param)


@pytest.mark.usefixtures("large")
def test_notes_are_of_the_snapshot_of_the_hits(index: Index, tmp_path: Path) -> None:
    """Whatever was ingested before they are looked at."""
    before = [index.search("ferry", since="2026") for _ in range(2)]
    write(tmp_path / "corpus", "second", None, None)
    index.ingest(tmp_path / "corpus", workers=0)
    after = index.search("ferry", since="2026")
    assert [[UNDATED]] * 2 == [list(one.notes) for one in before]
    assert ["3 undated articles were left out."] == list(after.notes)
    assert (1, 1) == (before[0].total, after.total)


@pytest.mark.usefixtures("large")
def test_notes_outlive_the_index(index: Index) -> None:
    """As articles do."""
    found = [index.search("ferry", since="2026", date_confidence="high") for _ in range(2)]
    index.close()
    assert [[UNDATED]] * 2 == [list(one.notes) for one in found]


def test_nothing_is_counted_for_whom_does_not_look(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And once for whom does."""
    counted: list[int] = []
    tell = notes._choice

    def told(*asked: object) -> Iterator[Note]:
        counted.append(1)
        return tell(*asked)  # type: ignore[arg-type]

    monkeypatch.setattr(notes, "_choice", told)
    found = index.search("ferry", since="2026")
    assert 1 == len(found.hits)
    assert not counted
    assert found.notes == found.notes == (UNDATED,)
    assert [1] == counted


def test_notes_stand_in_order(index: Index, tmp_path: Path) -> None:
    """What was repaired, what a choice left out, then the facets."""
    write(tmp_path / "corpus", "more", *[f"2026-02-0{day}" for day in range(1, 4)])
    index.ingest(tmp_path / "corpus", workers=0)
    found = index.search('"ferry', since="2026", facet="author:1")
    assert ["repaired", "undated", "more"] == [note.kind for note in found.notes]


@pytest.mark.parametrize(
    "told",
    [
        repr,
        asdict,
        copy.copy,
        copy.deepcopy,
        lambda one: pickle.loads(pickle.dumps(one)),  # noqa: S301 - our own
        lambda one: replace(one, total=7),
    ],
)
def test_an_answer_is_told_as_any(index: Index, told: Callable[[Results], object]) -> None:
    """Shown, copied, changed and sent to another process."""
    found = index.search("ferry", since="2026")
    noted = (Note(UNDATED, "undated"),)
    plain = Results(
        found.request, found.total, found.hits, found.corpus, found.facets, noted, found.took_ms
    )
    assert told(plain) == told(found)
    assert plain == found
    assert found == plain
    assert plain.next == found.next
    with pytest.raises(AttributeError, match="remarks"):
        _ = found.remarks  # type: ignore[attr-defined]


@pytest.mark.usefixtures("large")
def test_an_answer_is_of_one_commit(tmp_path: Path) -> None:
    """Also where threads share an index, and another process writes: all of it fits together."""
    done = threading.Event()
    with Index.create(tmp_path / "index") as writing, Index.open(tmp_path / "index") as shared:
        seen: set[tuple[int, int, int, int]] = set()

        def ask() -> None:
            while not done.is_set():
                found = shared.search("ferry", since="2026", facet="year", limit=None)
                (note,) = found.notes or ("0",)
                years = found.facets["year"].counts
                articles = found.corpus.articles
                assert found.hits == () or {2026} == {
                    hit.article.published.date.year  # type: ignore[union-attr]
                    for hit in found.hits
                }
                dated = sum(count.count for count in years if count.key)
                seen.add((found.total, dated, articles - found.total, int(note.split()[0])))

        with ThreadPoolExecutor(2) as threads:
            asking = [threads.submit(ask) for _ in range(2)]
            for number in range(1, 9):
                write(tmp_path / "corpus", f"n{number}", "2026-01-05", None)
                writing.ingest(tmp_path / "corpus", workers=0)
                end = time.monotonic() + 30
                while (number,) * 4 not in seen and time.monotonic() < end:
                    time.sleep(0.001)
            done.set()
            for one in asking:
                one.result()
    assert {(number,) * 4 for number in range(1, 9)} == seen - {(0,) * 4}

"""Stories in an index: given at ingest, kept through all that happens to articles, rebuilt."""

import json
import shutil
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

import searcher
from searcher import Index
from searcher.article import own_story
from searcher.index import regroup
from texts import edited, text_of

LONG = text_of(200)


def line(name: str, text: str, **more: object) -> str:
    """Make a JSON line of an article with an address."""
    return json.dumps({"title": name, "text": text, "url": f"https://{name}.example/story", **more})


def write(path: Path, *lines: str) -> Path:
    """Write a file of JSON lines."""
    path.write_text("\n".join(lines) + "\n")
    return path


def groups(index: Index) -> list[str]:
    """Give the stories as the titles of their articles, joined."""
    found: dict[int | None, list[str]] = defaultdict(list)
    for article in index.scan():
        found[article.story].append(article.title)
    return sorted("+".join(sorted(titles)) for titles in found.values())


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    """Make an empty index."""
    with Index.create(tmp_path / "index") as made:
        yield made


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Make a file of an article, two copies and another article."""
    return write(
        tmp_path / "news.jsonl",
        line("first", LONG),
        line("copy", edited(LONG, 0.03, seed=1)),
        line("cut", " ".join(LONG.split()[:70])),
        line("other", text_of(200, seed=2)),
    )


@pytest.mark.parametrize("workers", [0, 1])
@pytest.mark.parametrize("commit_every", [1, None])
def test_copies_are_one_story(
    index: Index, news: Path, workers: int, commit_every: int | None
) -> None:
    """Whoever reads them, and however often is committed between."""
    index.ingest(news, workers=workers, commit_every=commit_every)
    assert ["copy+cut+first", "other"] == groups(index)
    stories = {own_story(one.id): one.story for one in index.scan() if one.title != "other"}
    (story,) = set(stories.values())
    assert story in stories  # the head of an id of theirs
    assert 3 == index.count(f"story:{story}")


def test_an_article_whose_story_becomes_anothers_is_there_once(
    index: Index, tmp_path: Path
) -> None:
    """It was put in before that was known."""
    text = text_of(300)
    after = edited(text, 0.055, seed=3)
    texts = {
        "before": f"{text_of(100, seed=8)} {text}",
        "copy": f"{after} And {' '.join(after.split()[:9])}.",
        "after": f"{after} And some.",
        "between": " ".join(text.split()[:-3]),
    }
    lines = (line(name, text) for name, text in texts.items())
    assert 4 == index.ingest(write(tmp_path / "news.jsonl", *lines), workers=0).articles
    assert ["after+before+between+copy"] == groups(index)


def test_a_later_ingest_joins_what_is_there(index: Index, news: Path, tmp_path: Path) -> None:
    """Also when the index was closed between; an equal ingest changes nothing."""
    index.ingest(news, workers=0)
    with Index.open(index.path) as again:
        again.ingest(write(tmp_path / "more.jsonl", line("later", f"{LONG} More.")), workers=0)
        again.ingest(news, workers=0)
        assert ["copy+cut+first+later", "other"] == groups(again)


def test_a_changed_article_changes_its_story(index: Index, tmp_path: Path) -> None:
    """What it says now decides."""
    file = write(tmp_path / "a.jsonl", line("one", LONG), line("two", LONG + " More."))
    index.ingest(file, workers=0)
    assert ["one+two"] == groups(index)
    write(file, line("one", LONG), line("two", text_of(200, seed=3)))
    index.ingest(file, workers=0)
    assert ["one", "two"] == groups(index)
    write(file, line("one", LONG), line("two", LONG + " Again."))
    index.ingest(file, workers=0)
    assert ["one+two"] == groups(index)


def test_a_deleted_founder_leaves_its_story(index: Index, news: Path, tmp_path: Path) -> None:
    """The copies stay together, and what comes later joins them."""
    index.ingest(news, workers=0)
    index.delete("title:first")
    index.ingest(write(tmp_path / "b.jsonl", line("later", LONG + " Later.")), workers=0)
    assert ["copy+cut+later", "other"] == groups(index)


def test_the_digest_knows_nothing_of_stories(index: Index, news: Path, tmp_path: Path) -> None:
    """Equal corpora have equal digests, whatever came first."""
    lines = news.read_text().splitlines()
    index.ingest(news, workers=0)
    with Index.create(tmp_path / "turned") as turned:
        turned.ingest(write(tmp_path / "turned.jsonl", *reversed(lines)), workers=0)
        assert index.info().digest == turned.info().digest


def test_stories_can_wait(index: Index, news: Path, tmp_path: Path) -> None:
    """`stories=False` leaves each article alone; a rebuild puts them together."""
    index.ingest(news, workers=0, stories=False)
    assert ["copy", "cut", "first", "other"] == groups(index)
    assert index.info().ungrouped
    built = searcher.rebuild_stories(index.path)
    assert (4, 2, 2) == (built.articles, built.stories, built.changed)
    assert ["copy+cut+first", "other"] == groups(index)
    assert not index.info().ungrouped
    index.ingest(write(tmp_path / "b.jsonl", line("later", LONG + " Later.")), workers=0)
    assert ["copy+cut+first+later", "other"] == groups(index)


def test_a_rebuild_does_not_depend_on_the_order(
    index: Index, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same articles have the same numbers, also in several portions; a second changes none."""
    monkeypatch.setattr(regroup, "_PORTION", 2)
    lines = news.read_text().splitlines()
    index.ingest(news, workers=0)
    with Index.create(tmp_path / "turned") as turned:
        turned.ingest(write(tmp_path / "turned.jsonl", *reversed(lines)), workers=0)
        for one in (index, turned):
            done: list[int] = []
            built = searcher.rebuild_stories(one.path, on_progress=done.append)
            assert (4, 2) == (built.articles, built.stories)
            assert [2, 4] == done
            assert 0 == searcher.rebuild_stories(one.path).changed
        assert {a.id: a.story for a in index.scan()} == {a.id: a.story for a in turned.scan()}


def test_an_interrupted_rebuild_is_made_good(
    index: Index, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says so, articles stay whole, and the next one ends it."""
    monkeypatch.setattr(regroup, "_PORTION", 1)
    index.ingest(news, workers=0)

    def stop(done: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        searcher.rebuild_stories(index.path, on_progress=stop)
    assert index.info().ungrouped
    assert 4 == index.count()
    searcher.rebuild_stories(index.path)
    assert ["copy+cut+first", "other"] == groups(index)


def test_a_lost_ledger_is_made_good(index: Index, news: Path, tmp_path: Path) -> None:
    """Copies of what only the index knows are found after that too."""
    index.ingest(news, workers=0)
    (index.path / "ledger.sqlite").unlink()
    index.ingest(write(tmp_path / "b.jsonl", line("later", LONG + " Later.")), workers=0)
    assert ["copy+cut+first+later", "other"] == groups(index)


@pytest.mark.parametrize("stories", [True, False])
def test_a_lost_ledger_vouches_for_nothing(
    index: Index, news: Path, tmp_path: Path, stories: bool
) -> None:
    """Whether copies were looked for is not known without it, so counts say so until a rebuild."""
    index.ingest(news, workers=0, stories=stories)
    (index.path / "ledger.sqlite").unlink()
    index.ingest(write(tmp_path / "b.jsonl", line("later", LONG + " Later.")), workers=0)
    assert index.info().ungrouped
    assert [note for note in index.search(count="stories").notes if "rebuild" in note]
    searcher.rebuild_stories(index.path)
    assert not index.info().ungrouped
    assert ["copy+cut+first+later", "other"] == groups(index)


def test_a_ledger_that_cannot_be_opened_is_passed_over(
    index: Index, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody else's, say: searches need none."""
    index.ingest(news, workers=0)

    def refuse(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError("unable to open database file")

    monkeypatch.setattr(sqlite3, "connect", refuse)
    assert 2 == index.search(count="stories").total


def test_a_copied_index_goes_on(index: Index, news: Path, tmp_path: Path) -> None:
    """All that stories need lies in the folder."""
    index.ingest(news, workers=0)
    shutil.copytree(index.path, tmp_path / "copied")
    with Index.open(tmp_path / "copied") as copied:
        copied.ingest(write(tmp_path / "b.jsonl", line("later", LONG + " Later.")), workers=0)
        assert ["copy+cut+first+later", "other"] == groups(copied)

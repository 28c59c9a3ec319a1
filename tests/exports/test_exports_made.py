"""Formats that make a file or folder by themselves, in a whole export."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import searcher
from searcher import Index
from searcher.engines.depth import Depth
from searcher.exports.columns import COLUMNS
from searcher.exports.formats import FORMATS, Format
from searcher.exports.plan import Plan, plan_of
from searcher.exports.sqlite import Sqlite
from sinks import EVERYTHING

pytest_plugins = ["export_fixtures"]


@pytest.mark.parametrize("form", FORMATS, ids=[row.name for row in FORMATS])
def test_two_exports_are_equal(form: Format, hay_index: Index, tmp_path: Path) -> None:
    """File by file, and so is what the manifest says of them."""
    if form.extra:
        pytest.importorskip("pyarrow")
    found = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        target = tmp_path / name / f"hits{form.suffixes[0] if form.suffixes else ''}"
        done = searcher.export(hay_index, EVERYTHING.get(form.name, ""), target, format=form.name)
        assert 24 == done.rows
        paths = [path for path in (tmp_path / name).rglob("*") if path.is_file()]
        found.append({path.relative_to(tmp_path / name): path.read_bytes() for path in paths})
    assert found[0] == found[1]


def _exported(index: Index, folder: Path, form: Format, **options: object) -> dict[str, bytes]:
    """Export into a new folder; give its files."""
    folder.mkdir()
    target = folder / f"hits{form.suffixes[0] if form.suffixes else ''}"
    words = EVERYTHING.get(form.name, "bank OR NOT zebra")
    searcher.export(index, words, target, format=form.name, **options)  # type: ignore[arg-type]
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


@pytest.mark.parametrize("form", FORMATS, ids=[row.name for row in FORMATS])
def test_whether_metadata_or_records_are_read_is_not_seen(
    form: Format, hay_index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each column by itself, all of them, and the usual ones: the same bytes of every file."""
    if form.extra:
        pytest.importorskip("pyarrow")
    names = [column.name for column in COLUMNS if column.name != "query"]
    some = [*names, *_TOGETHER, ",".join(names)] if form.fields else []
    depths = set()
    for number, fields in enumerate([None, *some]):
        options = {"fields": fields, "order": "relevance"}
        plan = plan_of("-", format=form.name, fields=fields, order="relevance")
        depths.add(plan.depth)
        found = _exported(hay_index, tmp_path / f"{number}", form, **options)
        with monkeypatch.context() as patched:
            patched.setattr(Plan, "depth", "record")
            assert found == _exported(hay_index, tmp_path / f"{number}-whole", form, **options)
    assert depths == _DEPTHS.get(form.name, {"id", "metadata", "record"})


# As in the documentation's examples; and by format, how much is read of articles.
_TOGETHER = ("id,title,date", "id,title,authors,date,topics", "id,story", "title,body")
_DEPTHS: dict[str, set[Depth]] = {
    **{name: {"record"} for name in ("text", "ris", "bibtex", "csl", "kwic")},
    "articles": {"metadata", "record"},
    "ids": {"id"},
}


def test_few_articles_lie_beside_each_other(hay_index: Index, tmp_path: Path) -> None:
    """Their number is known before the first is written."""
    searcher.export(hay_index, "", tmp_path / "hits", format="articles")
    assert 24 == len(list((tmp_path / "hits").glob("*.md")))


def test_many_articles_lie_in_folders(
    hay_index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that no folder grows without bound."""
    monkeypatch.setattr("searcher.exports.places.FLAT", 23)
    searcher.export(hay_index, "", tmp_path / "hits", format="text")
    assert 24 == len(list((tmp_path / "hits").glob("[0-9a-f][0-9a-f]/*.txt")))
    assert [tmp_path / "hits" / "metadata.csv"] == list((tmp_path / "hits").glob("*.*"))


def test_a_batch_in_one_database_names_its_queries(hay_index: Index, tmp_path: Path) -> None:
    """An article that answers two of them is there twice."""
    queries = tmp_path / "queries.txt"
    queries.write_text("bank\nriver\n", "utf-8")
    searcher.export(hay_index, queries, tmp_path / "hits.sqlite")
    with closing(sqlite3.connect(tmp_path / "hits.sqlite")) as database:
        found = database.execute(
            "select count(distinct query), max(n) from"
            " (select query, count(*) over (partition by id) n from articles)"
        ).fetchone()
    assert (2, 2) == found


def test_what_was_interrupted_is_not_ended(
    hay_index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To index texts that will be thrown away would keep the user waiting."""
    ended: list[object] = []
    monkeypatch.setattr(Sqlite, "close", ended.append)

    def interrupt(_sink: object, _rows: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Sqlite, "write", interrupt)
    with pytest.raises(KeyboardInterrupt):
        searcher.export(hay_index, "", tmp_path / "hits.sqlite")
    assert [] == ended
    assert [] == list(tmp_path.iterdir())

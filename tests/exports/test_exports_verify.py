"""An export can be proved: its files by digests, its hits by asking again."""

import json
import shlex
from dataclasses import replace
from pathlib import Path

import orjson
import pytest

import searcher
from searcher import ExportError, Index, IndexNotFound
from searcher.cli import main as toolbox
from searcher.testing import haystack
from tantivy_index import indexed

pytest_plugins = ["export_fixtures"]


def change(index: Index) -> tuple[str, str, str]:
    """Delete one article, change one, add one; give their ids."""
    gone, other = sorted(haystack(), key=lambda one: one.id)[3:5]
    new = replace(other, id="f" * 32, title="New")
    writer = index._engine.writer()
    writer.delete(gone.id)
    writer.add(replace(other, title="Another title"))
    writer.add(new)
    writer.commit()
    writer.close()
    return new.id, gone.id, other.id


def test_an_export_is_as_it_was(hay_index: Index, tmp_path: Path) -> None:
    """Files as written, the corpus the same, every request the same."""
    done = searcher.export(hay_index, ["bank", "river"], tmp_path / "out/", facet="year")
    assert done.path is not None
    found = searcher.verify(done.path)
    assert (True, True, True) == (found.intact, found.same, found.corpus_same)
    assert [hay_index.count("bank"), hay_index.count("river")] == [r.now for r in found.requests]


@pytest.mark.parametrize("order", ["id", "stored", "newest", "relevance"])
def test_articles_that_came_went_and_changed_are_named(
    own_index: Index, tmp_path: Path, order: str
) -> None:
    """Each by its id, whatever the order of the export."""
    done = searcher.export(own_index, "", tmp_path / "x.jsonl", order=order)
    assert done.path is not None
    added, removed, changed = change(own_index)
    found = searcher.verify(done.path)
    (request,) = found.requests
    assert ((added,), (removed,), (changed,)) == (request.added, request.removed, request.changed)
    assert (24, 24, False, False) == (
        request.before,
        request.now,
        found.same,
        found.corpus_same,
    )


def test_another_index_can_be_asked(hay_index: Index, tmp_path: Path) -> None:
    """A copy of the corpus proves the export as well; one of other articles does not."""
    done = searcher.export(hay_index, "bank", tmp_path / "x.jsonl")
    assert done.path is not None
    with indexed(tmp_path / "copy", haystack()[::-1], languages=("en", "de")) as copy:
        assert searcher.verify(done.path, copy).same
    with indexed(tmp_path / "part", haystack()[5:], languages=("en",)) as part:
        found = searcher.verify(done.path, part)
    assert not found.same
    assert any("the index was made for en, de, this one for en" in note for note in found.notes)


def test_files_that_changed_or_are_missing_are_named(hay_index: Index, tmp_path: Path) -> None:
    """By name; without the list of articles there is nothing to compare with."""
    target = tmp_path / "x.jsonl"
    done = searcher.export(hay_index, "bank", target, facet="year")
    assert done.path is not None
    target.write_bytes(target.read_bytes()[:-2] + b" \n")
    (tmp_path / "x.jsonl.facets.csv").unlink()
    assert {
        "x.jsonl": "changed",
        "x.jsonl.digests": "as written",
        "x.jsonl.facets.csv": "missing",
    } == dict(searcher.verify(done.path).files)
    (tmp_path / "x.jsonl.digests").write_bytes(b"")
    with pytest.raises(ExportError, match="the list of articles is changed"):
        searcher.verify(done.path)
    assert not searcher.verify(done.path, files_only=True).intact


def test_a_moved_folder_is_verified_where_it_is(hay_index: Index, tmp_path: Path) -> None:
    """The manifest knows names, not places."""
    searcher.export(hay_index, ["bank"], tmp_path / "out/")
    (tmp_path / "out").rename(tmp_path / "elsewhere")
    assert searcher.verify(tmp_path / "elsewhere" / "manifest.json").intact


def test_relative_dates_are_resolved_in_the_manifest(hay_index: Index, tmp_path: Path) -> None:
    """Asked again on another day it means the same days, in filters and in words."""
    import datetime as dt

    done = searcher.export(
        hay_index,
        "date:yesterday OR bank",
        tmp_path / "x.ids",
        since="last year",
        today=dt.date(2026, 2, 1),
    )
    (request,) = done.manifest["requests"]
    assert {"q": ["date:yesterday OR bank"], "since": ["last year"]} == request["given"]
    assert {
        "q": ["date:2026-01-31 OR bank"],
        "since": ["2025-01-01"],
    } == request["understood"]
    assert "--since=2025-01-01" in done.manifest["command"]
    assert "date:2026-01-31 OR bank" in done.manifest["command"]


@pytest.mark.parametrize(
    ("words", "options"),
    [
        ("", {}),
        ("-bank -- 'x' \"small chess\"", {}),
        ("bank river", {"any_word": True, "fields": "id,title", "raw": True}),
        ("bank", {"author": ["Ada Smith", "none"], "not_topic": "weather", "format": "csv"}),
        ("", {"since": "2025", "until": "2026-01", "order": "newest", "limit": 3}),
        ("", {"date": ["2025", "undated"], "facet": ["year", "source"], "order": "stored"}),
        ("", {"date_confidence": "medium", "format": "ids"}),
        ("$(touch x) `y`", {"source": "Bits & Pieces", "format": "csv", "excel": True}),
    ],
)
def test_the_command_of_the_manifest_makes_the_same_export(
    hay_index: Index,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: str,
    options: dict[str, object],
) -> None:
    """Byte for byte, whatever was asked and however it must be quoted."""
    one, two = tmp_path / "one", tmp_path / "two"
    for folder in (one, two):
        folder.mkdir()
    monkeypatch.chdir(one)
    done = searcher.export(
        hay_index,
        words,
        "x.out",
        lenient=True,
        **{"format": "jsonl", **options},  # type: ignore[arg-type]
    )
    monkeypatch.chdir(two)
    command = shlex.split(str(done.manifest["command"]))
    assert ["searcher", "export"] == command[:2]
    assert toolbox.main(command[1:]) in (0, 1)
    names = [sorted(path.name for path in folder.iterdir()) for folder in (one, two)]
    assert names[0] == names[1]
    for name in names[0]:
        if not name.endswith("manifest.json"):
            assert (one / name).read_bytes() == (two / name).read_bytes()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "null",
        '{"manifest": 1}',
        '{"manifest": 1, "files": [{"name": "../x"}], "requests": []}',
        '{"manifest": "x", "files": []}',
    ],
)
def test_what_is_no_manifest_is_refused(tmp_path: Path, text: str) -> None:
    """With where manifests are."""
    (tmp_path / "m.json").write_text(text)
    with pytest.raises(ExportError, match="is no manifest of an export"):
        searcher.verify(tmp_path / "m.json")


def test_a_manifest_cannot_make_files_elsewhere_be_read(hay_index: Index, tmp_path: Path) -> None:
    """Names with a path in them are refused, however the rest looks."""
    done = searcher.export(hay_index, "bank", tmp_path / "x.jsonl")
    assert done.path is not None
    said = json.loads(done.path.read_text())
    for name in ("../x.jsonl", "/etc/passwd", "a/b", ".."):
        said["files"][0]["name"] = name
        done.path.write_bytes(orjson.dumps(said))
        with pytest.raises(ExportError, match="is no manifest"):
            searcher.verify(done.path)


def test_a_newer_manifest_and_a_missing_index_are_named(hay_index: Index, tmp_path: Path) -> None:
    """What to do is said."""
    done = searcher.export(hay_index, "bank", tmp_path / "x.jsonl")
    assert done.path is not None
    with pytest.raises(IndexNotFound):
        searcher.verify(done.path, tmp_path / "none")
    said = json.loads(done.path.read_text())
    done.path.write_bytes(orjson.dumps(said | {"manifest": 99}))
    with pytest.raises(ExportError, match="Update searcher"):
        searcher.verify(done.path)
    with pytest.raises(ExportError, match="cannot be read"):
        searcher.verify(tmp_path / "no.json")


def test_what_a_limit_left_out_counts_too(own_index: Index, tmp_path: Path) -> None:
    """The rows are as they were, but the corpus has fewer hits than then."""
    done = searcher.export(own_index, "", tmp_path / "x.jsonl", limit=2)
    assert done.path is not None
    writer = own_index._engine.writer()
    writer.delete(max(one.id for one in haystack()))
    writer.commit()
    writer.close()
    found = searcher.verify(done.path)
    (request,) = found.requests
    assert ((24, 23), (2, 2), False) == (
        (request.hits_before, request.hits_now),
        (request.before, request.now),
        found.same,
    )


def test_the_manifest_is_found_by_what_it_describes(hay_index: Index, tmp_path: Path) -> None:
    """A file, a folder of articles, the folder of a batch."""
    searcher.export(hay_index, "bank", tmp_path / "x.csv")
    searcher.export(hay_index, "bank", tmp_path / "texts", format="text")
    searcher.export(hay_index, ["bank"], tmp_path / "batch")
    for name in ("x.csv", "texts", "batch"):
        assert searcher.verify(tmp_path / name).same


def test_an_index_that_is_not_found_from_here_can_be_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The manifest knows it as it was given."""
    with indexed(tmp_path / "own", haystack(), languages=("en",)):
        pass
    monkeypatch.chdir(tmp_path)
    searcher.export("./own", "bank", "x.csv")
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path / "below")
    with pytest.raises(IndexNotFound, match="Name it: --index"):
        searcher.verify("../x.csv")
    assert searcher.verify("../x.csv", "../own").same


@pytest.mark.parametrize(
    ("name", "value"),
    [("order", "foo"), ("order", None), ("requests", [1]), ("languages", [1]), ("index", None)],
)
def test_a_manifest_with_other_values_is_refused(
    hay_index: Index, tmp_path: Path, name: str, value: object
) -> None:
    """Before anything of it is used."""
    done = searcher.export(hay_index, "bank", tmp_path / "x.jsonl")
    assert done.path is not None
    done.path.write_bytes(orjson.dumps(json.loads(done.path.read_text()) | {name: value}))
    with pytest.raises(ExportError, match="is no manifest"):
        searcher.verify(done.path)


def test_another_version_is_noted(hay_index: Index, tmp_path: Path) -> None:
    """It may have normalised otherwise."""
    done = searcher.export(hay_index, "bank", tmp_path / "x.jsonl")
    assert done.path is not None
    said = json.loads(done.path.read_text()) | {"searcher": "0.0.1"}
    done.path.write_bytes(orjson.dumps(said))
    assert any("exported by searcher 0.0.1" in note for note in searcher.verify(done.path).notes)

"""No failure of the engine reaches a user under its own name."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
import tantivy

from searcher.engines.tantivy import TantivyEngine
from searcher.engines.tantivy.seam import Seam, is_panic, translate
from searcher.engines.tantivy.snippets import Highlighter
from searcher.errors import (
    IndexDamaged,
    IndexLocked,
    IndexProblem,
    IngestError,
    QueryError,
    SearcherError,
)
from searcher.query.model import FacetRequest, SearchRequest, Word
from searcher.testing import haystack
from tantivy_index import built

FOLDER = Path("some/index")
LANGUAGES = ("en", "de")


@pytest.mark.parametrize(
    ("text", "writing", "kind"),
    [
        ('Failed to acquire Lockfile: LockBusy. Some("…")', True, IndexLocked),
        ("An IO error occurred: 'No space left on device (os error 28)'", True, IngestError),
        ("An IO error occurred: 'Permission denied (os error 13)'", False, IndexProblem),
        ("An IO error occurred: 'Read-only file system (os error 30)'", True, IndexProblem),
        ("RegexQueryError: Compiled regex exceeds size limit", False, QueryError),
        ("An index writer was killed.. A worker thread panicked.", True, IngestError),
        ("Data corrupted: 'Data corruption'", False, IndexDamaged),
        ("Failed to open file for read: 'FileDoesNotExist(\"x.idx\")'", False, IndexDamaged),
        ("something new", False, IndexDamaged),
        ("something new", True, IngestError),
    ],
)
def test_every_failure_has_a_name(text: str, writing: bool, kind: type[SearcherError]) -> None:
    """By what the engine says; the message names the folder and what to do."""
    error = translate(ValueError(text), FOLDER, writing=writing)
    assert kind is type(error)
    if kind is not QueryError:
        assert str(error).startswith("some/index: ")


def panics() -> list[Callable[[], object]]:
    """Give calls of the engine that panic."""
    schema = tantivy.SchemaBuilder().add_text_field("t").build()
    searcher = tantivy.Index(schema).searcher()
    return [
        lambda: searcher.search(tantivy.Query.all_query(), limit=0),
        lambda: tantivy.Query.phrase_query(schema, "t", ["one"]),
        lambda: searcher.doc(tantivy.DocAddress(7, 7)),
    ]


@pytest.mark.parametrize("number", range(3))
def test_panics_are_translated(number: int) -> None:
    """They derive from BaseException, and pass by every `except Exception`."""
    with pytest.raises(IndexDamaged) as caught, Seam(FOLDER):
        panics()[number]()
    assert caught.value.__cause__ is not None
    assert is_panic(caught.value.__cause__)


@pytest.mark.parametrize(
    "error",
    [
        KeyboardInterrupt(),
        SystemExit(1),
        GeneratorExit(),
        QueryError("x"),
        MemoryError(),
        TypeError(),
    ],
)
def test_what_is_not_the_engines_passes(error: BaseException) -> None:
    """The user's interrupt, our own errors, and mistakes in the program stay what they are."""
    with pytest.raises(type(error)) as caught, Seam(FOLDER):
        raise error
    assert error is caught.value


@pytest.mark.parametrize(
    "error",
    [ValueError("max() arg is an empty sequence"), FileNotFoundError(2, "x", "/elsewhere/x")],
)
def test_our_own_mistakes_are_no_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    """An error of ours inside a search is not told as files that are corrupt."""
    engine = built(tmp_path, haystack()[:3])

    def mistaken(*_: object) -> None:
        raise error

    monkeypatch.setattr(Highlighter, "snippet", mistaken)
    with pytest.raises(type(error)) as caught:
        engine.search(SearchRequest())
    assert error is caught.value
    engine.close()


def test_a_missing_file_of_the_index_is_damage(tmp_path: Path) -> None:
    """What the operating system says about the index's own folder is about the index."""
    engine = built(tmp_path, haystack()[:3])
    (tmp_path / "index" / "meta.json").unlink()
    with pytest.raises(IndexDamaged, match=r"meta\.json"):
        engine.refresh()
    engine.close()


def test_a_scan_is_planned_behind_the_seam(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A failure while the query is built has our name too."""
    engine = built(tmp_path, haystack()[:3])
    monkeypatch.setattr(engine._now, "plan", panics()[0])
    with pytest.raises(IndexDamaged):
        engine.scan(SearchRequest())
    engine.close()


def everything(folder: Path) -> None:
    """Ask all that can be asked."""
    engine = TantivyEngine.open(folder, LANGUAGES)
    try:
        facets = tuple(FacetRequest(name) for name in ("author", "topic", "day"))
        for query in (SearchRequest(facets=facets), SearchRequest(query=Word("bank"))):
            engine.search(query)
            list(engine.scan(query))
            engine.values("author")
        engine.state()
        engine.ids_with_prefix("a", limit=3)
        writer = engine.writer(heap=15_000_000, threads=1)
        try:
            writer.add(haystack()[0])
            writer.commit()
        finally:
            writer.close()
    finally:
        engine.close()


def test_damaged_files_never_raise_anything_else(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Files cut, emptied, removed or overwritten: our errors, or an answer."""
    rng = random.Random(11)
    built(tmp_path, haystack()[:12], haystack()[12:]).close()
    whole = {file.name: file.read_bytes() for file in (tmp_path / "index").iterdir()}
    messages = []
    for name in sorted(whole):
        if name.endswith(".lock") or not whole[name]:
            continue
        for damage in ("cut", "removed", "emptied", "overwritten"):
            # A folder of its own: a file that is still mapped must not shrink (SIGBUS).
            folder = tmp_path / f"{name}-{damage}"
            folder.mkdir()
            for other, content in whole.items():
                (folder / other).write_bytes(content)
            match damage:
                case "cut":
                    (folder / name).write_bytes(whole[name][: len(whole[name]) // 2])
                case "removed":
                    (folder / name).unlink()
                case "emptied":
                    (folder / name).write_bytes(b"")
                case "overwritten":
                    size = max(len(whole[name]) - 200, 1)
                    noise = rng.randbytes(size) + whole[name][size:]
                    (folder / name).write_bytes(noise[: len(whole[name])])
            try:
                everything(folder)
            except SearcherError as error:
                messages.append(str(error))
    assert len(messages) > 20
    assert all(str(tmp_path) in message for message in messages)
    capfd.readouterr()  # panics write to standard error

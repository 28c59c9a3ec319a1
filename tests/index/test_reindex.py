"""Building an index anew: other languages, older schemas, and a kill at every step."""

import contextlib
import json
import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

import searcher
from searcher import Index, IndexIncompatible
from searcher.article import own_story
from searcher.corpus.accounts.rows import pack
from searcher.engines.tantivy import SCHEMA_VERSION, TantivyEngine
from searcher.engines.tantivy.metadata import METADATA_FILE
from searcher.identity import stored
from searcher.index.folder.settings import Settings
from searcher.query.model import SearchRequest

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = sorted((ROOT / "tests" / "golden-index").glob("schema-*"))
SAMPLE = ROOT / "docs" / "sample" / "json"


STEPS = (
    "searcher.engines.tantivy.writer.TantivyWriter.commit",
    "searcher.index.folder.settings.Settings.write",
    "searcher.corpus.accounts.ledger.Ledger.commit",
    "searcher.index.rebuild.shutil.rmtree",
)


class Killed(BaseException):
    """Stands for a kill: nothing after it is done."""


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """Make an index of the sample, in English."""
    with Index.create(tmp_path / "index") as index:
        index.ingest(SAMPLE)
    return tmp_path / "index"


def test_languages_can_be_added(made: Path) -> None:
    """Corpus, ledger and open readers go on; nothing of the old folder is left."""
    with Index.open(made) as reading:
        before = reading.info()
        after = searcher.reindex(made, languages=["en", "de"])
        assert (("en", "de"), before.digest) == (after.languages, after.digest)
        assert ("en", "de") == reading.info().languages
        again = reading.ingest(SAMPLE)
        assert (before.articles, before.digest) == (again.unchanged, again.digest)
        assert not any("interrupted" in note for note in again.notes)
    assert ["tantivy-2"] == [path.name for path in made.glob("tantivy*")]
    searcher.remove(made)
    assert not made.exists()


@pytest.mark.parametrize("step", STEPS)
def test_a_kill_at_any_step_leaves_an_index(
    made: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Old or new, it answers; the leftover is cleared by the next writer."""
    with Index.open(made) as index:
        digest = index.info().digest

    def kill(*_: object, **__: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(step, kill)
        with pytest.raises(Killed):
            searcher.reindex(made, languages=["de"])
    languages = ("de",) if step in STEPS[2:] else ("en",)
    with Index.open(made) as index:
        assert (languages, digest) == (index.info().languages, index.info().digest)
        report = index.ingest(SAMPLE)
        assert (digest, report.articles) == (report.digest, report.unchanged)
    assert 1 == len(list(made.glob("tantivy*")))


def test_an_older_schema_is_named_with_its_cure(made: Path) -> None:
    """`open` refuses and says how; afterwards the index is of the present schema."""
    settings = made / "searcher.json"
    settings.write_text(json.dumps({**json.loads(settings.read_text()), "schema": 0}))
    with pytest.raises(IndexIncompatible, match="searcher reindex"):
        Index.open(made)
    assert SCHEMA_VERSION == searcher.reindex(made).schema
    Index.open(made).close()


def test_metadata_of_articles_that_went_is_left_out(made: Path) -> None:
    """And that of the others is written anew, whatever became of its file."""

    def metadata(index: Index) -> list[bytes]:
        request = SearchRequest()
        return [one.record for batch in index.walk(request, depth="metadata") for one in batch]

    with Index.open(made) as index:
        index.delete("harbour")
        expected = metadata(index)
    before = (made / "tantivy" / METADATA_FILE).stat().st_size
    searcher.reindex(made)
    after = (made / "tantivy-2" / METADATA_FILE).stat().st_size
    assert 0 < after < before
    (made / "tantivy-2" / METADATA_FILE).unlink()
    searcher.reindex(made)
    assert after == (made / "tantivy-3" / METADATA_FILE).stat().st_size
    with Index.open(made) as index:
        assert expected == metadata(index)


def test_the_present_schema_has_a_golden_index() -> None:
    """scripts/golden_index.py writes it; later versions are tested against it."""
    assert f"schema-{SCHEMA_VERSION}" in [path.name for path in GOLDEN]


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda path: path.name)
def test_golden_indexes_open_and_answer(golden: Path, tmp_path: Path) -> None:
    """Each released schema opens, at once or after the cure that its refusal names."""
    shutil.copytree(golden / "index", tmp_path / "index")
    expected = json.loads((golden / "expected.json").read_text("utf-8"))
    if golden.name != f"schema-{SCHEMA_VERSION}":
        with pytest.raises(IndexIncompatible, match="searcher reindex"):
            Index.open(tmp_path / "index")
        searcher.reindex(tmp_path / "index")
    with Index.open(tmp_path / "index") as index:
        assert expected["articles"] == index.info().articles
        assert expected["digest"] == index.info().digest
        assert expected["answers"] == {q: index.count(q) for q in expected["answers"]}


@pytest.mark.parametrize("golden", GOLDEN[1:], ids=lambda path: path.name)
def test_copies_of_what_is_in_golden_indexes_are_found(golden: Path, tmp_path: Path) -> None:
    """However the ledger of then kept what stories are found by; that of the first did not."""
    shutil.copytree(golden / "index", tmp_path / "index")
    if golden.name != f"schema-{SCHEMA_VERSION}":
        searcher.reindex(tmp_path / "index")
    found = (SAMPLE / "meridian-wire.jsonl").read_text("utf-8").splitlines()[0]
    copied = json.loads(found) | {"source": "Another Wire", "creator": "Ann Other"}
    copied["body"] = copied["body"].replace("eleven minutes", "ten minutes")
    (tmp_path / "copied.jsonl").write_text(json.dumps(copied), "utf-8")
    with Index.open(tmp_path / "index") as index:
        (original,) = index.scan('"eleven minutes after high water"')
        index.ingest(tmp_path / "copied.jsonl")
        (copy,) = index.scan('"ten minutes after high water"')
        assert own_story(original.id) == copy.story


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda path: path.name)
def test_an_interrupted_ingest_of_an_older_version_is_no_hindrance(
    golden: Path, tmp_path: Path
) -> None:
    """What rises in place of what was lost goes into the old schema first, then into the new."""
    shutil.copytree(golden / "index", tmp_path / "index")
    settings = Settings.read(tmp_path / "index")
    folder = tmp_path / "index" / settings.folder
    with contextlib.closing(
        TantivyEngine.open(folder, settings.languages, any_schema=True)
    ) as engine:
        one = next(iter(engine.scan(SearchRequest(limit=None))))
    with contextlib.closing(sqlite3.connect(tmp_path / "index" / "ledger.sqlite")) as db, db:
        columns = "file_id, id, text, captured, evidence, length, stale, run, origin_run"
        hidden, content = stored(replace(one, title="An older title"))
        db.execute(
            f"INSERT INTO records ({columns}, record, state, content, article) "  # noqa: S608 - our own words
            f"SELECT {columns}, 99, 'superseded', ?, ? FROM records WHERE id = ?",
            (content, pack(hidden), bytes.fromhex(one.id)),
        )
        db.execute("UPDATE records SET content = x'00' WHERE state = 'live'")
        db.execute("UPDATE meta SET value = 'behind' WHERE name = 'stamp'")
    before = json.loads((golden / "expected.json").read_text("utf-8"))["articles"]
    assert before == searcher.reindex(tmp_path / "index").articles
    with Index.open(tmp_path / "index") as index:
        assert "An older title" == index.get(one.id).title
        assert index.info().ungrouped

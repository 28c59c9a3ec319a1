"""What a newer version of the program made is refused in one line, and stays as it was."""

import contextlib
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

import searcher
from searcher import Index, IndexDamaged, IndexIncompatible
from searcher.corpus.accounts.ledger import LEDGER_VERSION
from searcher.engines.tantivy import SCHEMA_VERSION
from searcher.index.listing import list_indexes

SAMPLE = Path(__file__).resolve().parents[2] / "docs" / "sample" / "json"


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make an index of the sample, in the index home."""
    monkeypatch.setenv("SEARCHER_HOME", str(tmp_path / "home"))
    with Index.create("news") as index:
        index.ingest(SAMPLE)
        return index.path


def say(made: Path, **changed: object) -> None:
    """Let the settings say something else."""
    settings = made / "searcher.json"
    settings.write_text(json.dumps(json.loads(settings.read_text("utf-8")) | changed), "utf-8")


def say_ledger(made: Path, version: int) -> None:
    """Let the ledger be of another version."""
    with contextlib.closing(sqlite3.connect(made / "ledger.sqlite")) as db, db:
        db.execute("UPDATE meta SET value = ? WHERE name = 'version'", (str(version),))


def test_a_newer_schema_is_not_built_down(made: Path) -> None:
    """What it keeps of an article may be more than is known here."""
    say(made, schema=SCHEMA_VERSION + 1)
    before = {path.name for path in made.iterdir()}, (made / "searcher.json").read_bytes()
    with pytest.raises(IndexIncompatible, match="Update searcher"):
        searcher.reindex(made)
    assert before == ({path.name for path in made.iterdir()}, (made / "searcher.json").read_bytes())


@pytest.mark.parametrize("schema", ["six", True, None, 5.0])
def test_a_schema_that_is_no_number_is_damage(made: Path, schema: object) -> None:
    """And bars no other index from being listed."""
    say(made, schema=schema)
    with pytest.raises(IndexDamaged, match=r"searcher\.json: cannot be read \(the schema is"):
        Index.open(made)
    (info,) = list_indexes()
    assert info.problem is not None


def test_other_fields_of_the_same_schema_are_named_with_their_cure(made: Path) -> None:
    """`ingest` into it would be refused too; its own articles are enough to build it anew."""
    with Index.open(made) as index:
        digest = index.info().digest
    meta = made / "tantivy" / "meta.json"
    meta.write_text(meta.read_text("utf-8").replace('"metadata_at"', '"card"'), "utf-8")
    with pytest.raises(IndexIncompatible, match=r"other fields .* searcher reindex --index news"):
        Index.open("news")
    assert digest == searcher.reindex(made).digest


def info(made: Path) -> None:
    with Index.open(made) as index:
        index.info()


def doctor(made: Path) -> None:
    searcher.diagnose(made)


def ingest(made: Path) -> None:
    with Index.open(made) as index:
        index.ingest(SAMPLE)


def pack(made: Path) -> None:
    searcher.pack(made, made.parent / "news.tar")


@pytest.mark.parametrize("act", [info, doctor, ingest, pack, searcher.reindex])
def test_a_newer_ledger_is_refused_by_whoever_needs_it(
    made: Path, act: Callable[[Path], object]
) -> None:
    """Its tables may mean something else; what only asks the index goes on."""
    say_ledger(made, LEDGER_VERSION + 1)
    with pytest.raises(IndexIncompatible, match=r"ledger\.sqlite was written by a newer version"):
        act(made)
    assert not (made.parent / "news.tar").exists()
    with Index.open(made) as index:
        assert index.search("harbour").total


def test_an_index_with_a_newer_ledger_is_listed_with_its_problem(made: Path) -> None:
    say_ledger(made, LEDGER_VERSION + 1)
    (info,) = list_indexes()
    assert "Update searcher" in (info.problem or "")

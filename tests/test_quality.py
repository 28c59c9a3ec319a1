"""The script that measures the order of hits: its measures, and a run on a tiny collection."""

import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

FOLDER = Path(__file__).parent.parent / "benchmarks" / "quality"
DOCUMENTS = (
    ("1", "Ferries in winter", "The harbour pilot took the ferry out on the ebb."),
    ("2", "", "Bonds lose what the ledger said; the bank pays no yield."),
    ("3", "Orchards", "Cider apples want a cold spring and bees."),
)


@pytest.fixture
def scripts(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Import `run` from its folder; its modules are forgotten afterwards."""
    monkeypatch.syspath_prepend(str(FOLDER))
    for path in FOLDER.glob("*.py"):
        monkeypatch.delitem(sys.modules, path.stem, raising=False)
    import run

    return run


@pytest.fixture
def collections(tmp_path: Path) -> Path:
    """Write a collection of three documents and two questions that have an answer."""
    lines = [
        json.dumps({"id": i, "title": t, "text": x} if t else {"id": i, "text": x})
        for i, t, x in DOCUMENTS
    ]
    (tmp_path / "tiny.docs.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    queries = "1\twhat did the ferry do\n2\twho grows apples?\n3\tnobody knows\n"
    (tmp_path / "tiny.queries.tsv").write_text(queries, "utf-8")
    (tmp_path / "tiny.qrels.trec.txt").write_text("1 0 1 1\n2 0 3 1\n2 0 2 0\n", "utf-8")
    return tmp_path


def test_measures(scripts: ModuleType) -> None:
    """By hand: two of three found, at the first and third place."""
    relevant = {"a": 1, "b": 1, "c": 1}
    found = ["a", "x", "b"]
    ndcg, precision, recall = scripts.MEASURES.values()
    assert pytest.approx((1 + 0.5) / (1 + 0.6309297 + 0.5)) == ndcg(found, relevant)
    assert pytest.approx((1 + 2 / 3) / 3) == precision(found, relevant)
    assert pytest.approx(2 / 3) == recall(found, relevant)
    assert (0, 0, 0) == (ndcg([], relevant), precision([], relevant), recall([], relevant))


def test_a_run(scripts: ModuleType, collections: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A row for searcher and one for each peer that is there; those that are not are named."""
    assert 0 == scripts.main([str(collections)])
    printed = capsys.readouterr()
    rows = [line.split(" | ") for line in printed.out.splitlines()]
    assert {"| searcher", "| SQLite FTS5"} <= {row[0] for row in rows}
    ours = next(row for row in rows if row[0] == "| searcher")
    assert ours[1].startswith("1.0000, 1.0000, 1.0000")


def test_steps(scripts: ModuleType, collections: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each step has its row."""
    from steps import STEPS

    assert 0 == scripts.main([str(collections), "tiny", "--steps"])
    rows = capsys.readouterr().out.splitlines()[2:]
    assert {step.name for step in STEPS} == {row.split(" | ")[0].removeprefix("| ") for row in rows}

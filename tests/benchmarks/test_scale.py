"""How an index grows is measured on articles that are the same for the same numbers."""

import re
import sys
from itertools import islice
from pathlib import Path

import orjson
import pytest
import scale

ROOT = Path(__file__).parents[2]
RUN = max((ROOT / "benchmarks" / "runs").glob("*-scale/scale.json"))


def test_articles_are_those_of_their_numbers() -> None:
    """Wherever a step begins; ids differ, and the language can be told."""
    some = [*islice(scale.short(0, 20_000), 10_000, 10_003)]
    assert some == [*islice(scale.short(10_000, 10_010), 3)]
    assert 3 == len({one["url"] for one in some})
    assert all(400 < len(one["content"]) < 1_000 for one in some)


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_an_index_grows_step_by_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """What was measured stays, and a later run goes on behind it."""
    monkeypatch.setattr(scale, "_TIMES", 1)
    for sizes in ("300", "300,900"):
        monkeypatch.setattr(sys, "argv", ["scale.py", str(tmp_path), "--sizes", sizes])
        assert 0 == scale.main()
    first, second = orjson.loads((tmp_path / "scale.json").read_bytes())
    assert [300, 900] == [first["articles"], second["articles"]]
    assert 0 < first["memory"] < 2 << 30
    assert second["raw"] > 2 * first["raw"]
    assert all(0 < half <= tail for half, tail in second["answers"].values())
    assert "| 900 |" in capfd.readouterr().out


def test_an_index_is_optimized_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """As the last step."""
    monkeypatch.setattr(scale, "_TIMES", 1)
    options = ["scale.py", str(tmp_path), "--sizes", "300", "--optimize"]
    monkeypatch.setattr(sys, "argv", options)
    for _ in range(2):
        assert 0 == scale.main()
    first, second = orjson.loads((tmp_path / "scale.json").read_bytes())
    assert (300, True) == (second["articles"], second["optimized"])
    assert first["raw"] == second["raw"]
    assert "| 300, one segment |" in capfd.readouterr().out


def test_the_page_shows_the_last_run() -> None:
    """As `scale.py` prints it."""
    page = (ROOT / "docs" / "benchmarks.md").read_text("utf-8")
    shown = re.search(r"<!-- scale -->\n(.*)<!-- end of scale -->", page, re.DOTALL)
    assert shown is not None
    expected = "\n".join(scale.table(orjson.loads(RUN.read_bytes())))
    assert expected == shown[1].strip()

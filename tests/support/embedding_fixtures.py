"""The files of docs/embedding.md in a folder, with the sample corpus to serve: fixtures."""

import datetime as dt
import re
from pathlib import Path

import pytest

import searcher

DOCS = Path(__file__).resolve().parents[2] / "docs"
# Each block that has a name is a file.
_FILE = re.compile(r"^```\w+ ([\w./]+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def _files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with the files of the page, and the sample corpus in a home."""
    folder = tmp_path_factory.mktemp("embedding")
    for name, text in _FILE.findall((DOCS / "embedding.md").read_text("utf-8")):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    with searcher.Index.create(folder / "home" / "sample") as index:
        index.ingest([DOCS / "sample"], reference_date=dt.date(2026, 2, 1))
    return folder


@pytest.fixture
def project(_files: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder, its corpus in the home of the test."""
    monkeypatch.setenv("SEARCHER_HOME", str(_files / "home"))
    return _files

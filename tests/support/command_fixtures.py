"""Commands run in this process, over an index of the haystack: fixtures, loaded as a plugin."""

from pathlib import Path

import pytest

from commands import Ran, Run
from searcher.cli import main as toolbox_module
from searcher.cli import search as search_module
from searcher.index import Index
from searcher.testing import haystack


@pytest.fixture(scope="session")
def hay_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an index home with `default`, which holds the haystack."""
    home = tmp_path_factory.mktemp("hay")
    with Index.create(home / "default", languages=("en", "de")) as index:
        writer = index._engine.writer()
        for article in haystack():
            writer.add(article)
        writer.commit()
        writer.close()
    return home


@pytest.fixture
def hay(hay_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEARCHER_HOME", str(hay_home))
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def search(hay: None, capsys: pytest.CaptureFixture[str]) -> Run:  # noqa: ARG001
    """Run `search` over the haystack."""

    def run(*args: object) -> Ran:
        code = search_module.main([str(one) for one in args])
        return Ran(code, *capsys.readouterr())

    return run


@pytest.fixture
def searcher(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `searcher`, in an empty index home unless the test says otherwise."""

    def run(*args: object) -> Ran:
        code = toolbox_module.main([str(one) for one in args])
        return Ran(code, *capsys.readouterr())

    return run

"""An index of the haystack, to export from: fixtures, loaded as a plugin."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from searcher.index import Index
from searcher.testing import haystack
from tantivy_index import indexed


@pytest.fixture(scope="session")
def hay_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of an index of the haystack; it is only read."""
    path = tmp_path_factory.mktemp("exports") / "hay"
    indexed(path, haystack(), languages=("en", "de")).close()
    return path


@pytest.fixture
def hay_index(hay_path: Path) -> Iterator[Index]:
    """Open the index of the haystack."""
    with Index.open(hay_path) as index:
        yield index


@pytest.fixture
def own_index(tmp_path: Path) -> Iterator[Index]:
    """Give an index of the haystack that a test may change."""
    with indexed(tmp_path / "own", haystack(), languages=("en", "de")) as index:
        yield index

"""A program or a browser that asks the app over the haystack."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from here import HERE
from searcher.web.app import create_app


@pytest.fixture
def client(hay_path: Path) -> Iterator[TestClient]:
    """Ask the app over the haystack, as a program of this machine does."""
    with TestClient(create_app(hay_path), base_url=HERE) as made:
        yield made

"""A running Chromium for the tests of a module."""

from collections.abc import Iterator
from typing import Any

import pytest

from browsing import FLAGS, chromium


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Give a running Chromium; skip where there is none."""
    path = chromium()
    if path is None:
        pytest.skip("needs Chromium: install it, or name it in SEARCHER_CHROMIUM")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield running
        running.close()

"""The static page of docs/embedding.md, in Chromium: with scripts, and without."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from browsing import opened, screenshot, served
from searcher.web.app import create_app

pytest_plugins = ["browser_fixtures", "embedding_fixtures"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def page(project: Path) -> Iterator[str]:
    """Serve the app to the page of the documentation, which is on another port."""
    files = project / "site"
    files.mkdir(exist_ok=True)
    static = Starlette(routes=[Mount("/", StaticFiles(directory=files))])
    with served(static) as site, served(create_app("sample", origins=[site])) as app:
        html = (project / "page.html").read_text("utf-8")
        assert 3 == html.count("http://127.0.0.1:8765/")
        (files / "page.html").write_text(html.replace("http://127.0.0.1:8765", app), "utf-8")
        yield f"{site}/page.html"


def test_a_static_page_searches_from_another_origin(browser: Any, page: str) -> None:
    """From the box to the article."""
    with opened(browser) as shown:
        shown.goto(page)
        shown.get_by_role("searchbox", name="Search the archive").fill("barrage")
        first = shown.get_by_role("listitem").get_by_role("link").first
        title = first.inner_text()
        screenshot(shown, "embedding-page")
        first.click()
        assert title == shown.locator("h1").inner_text().strip()


def test_a_static_page_searches_without_scripts(browser: Any, page: str) -> None:
    """By the form that is in the element."""
    with opened(browser, java_script_enabled=False) as shown:
        shown.goto(page)
        shown.get_by_role("searchbox", name="Search the archive").fill("barrage")
        shown.get_by_role("button", name="Search").click()
        assert 0 < shown.locator(".hits li").count()

"""Can everybody use the pages? axe-core finds nothing, light and dark, narrow and wide."""

from collections.abc import Iterator
from typing import Any

import pytest

from browsing import opened, served
from searcher.testing import haystack
from searcher.web.app import create_app
from tantivy_index import indexed

pytest_plugins = ["browser_fixtures"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the haystack."""
    path = tmp_path_factory.mktemp("axe") / "hay"
    with indexed(path, haystack(), languages=("en", "de")) as made:
        made.searches.save("Last week", "bank", date="last week")
        with served(create_app(path)) as url:
            yield url


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(browser: Any, address: str, scheme: str, width: int) -> None:
    """Contrast, labels, landmarks, roles: whatever axe-core checks."""
    from axe_playwright_python.sync_playwright import Axe

    axe = Axe()
    found = []
    size = {"width": width, "height": 900}
    with opened(browser, viewport=size, color_scheme=scheme) as page:
        page.goto(f"{address}/?q=treasury")
        article = page.locator(".hits h2 a").first.get_attribute("href")
        for path in (
            "/",
            "/?q=treasury&author=jon+roe&not-kind=teaser",
            "/?q=nosuchword",
            "/?q=treasury+hold*&author=jon+roe&explain=1",
            "/?q=treasury+nosuchword&explain=1",
            "/?q=autor:x",
            f"/{article}",
            "/trend?by=year&share=1",
            "/trend?series=source&by=quarter",
            "/trend?by=day&since=1000",
            "/trend?q=treasury&query=bank&by=month",
            "/timeline?by=month",
            "/timeline?q=autor:x",
            "/export?q=treasury&date=2026",
            "/export?q=autor:x",
            "/corpus",
            "/help",
            "/kwic?q=treasury&sort=left",
            "/kwic?q=autor:x",
            f"/similar/{str(article).partition(chr(63))[0].rpartition(chr(47))[2]}",
            "/api",
            "/?index=other",
        ):
            page.goto(address + path)
            report = axe.run(page).response
            found += [
                (path, problem["id"], node["html"][:200])
                for problem in report["violations"]
                for node in problem["nodes"]
            ]
    assert [] == found

"""Forms and tables in a real Chromium: on a desk, on a phone and on paper."""

from collections.abc import Iterator
from typing import Any

import pytest

from browsing import opened, screenshot, served
from searcher.testing import haystack
from searcher.web.app import create_app
from tantivy_index import indexed

pytest_plugins = ["browser_fixtures"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve an index of the haystack."""
    made = tmp_path_factory.mktemp("forms") / "hay"
    indexed(made, haystack(), languages=("en", "de")).close()
    with served(create_app(made)) as url:
        yield url


@pytest.mark.parametrize("width", [1280, 360])
def test_words_in_forms_and_tables_are_whole(browser: Any, address: str, width: int) -> None:
    """What is typed has room on a phone, and a table breaks no word where there is space."""
    with opened(browser, viewport={"width": width, "height": 740}) as page:
        for view in ("trend", "timeline"):
            page.goto(f"{address}/{view}?q=treasury")
            assert page.locator("[name=q]").bounding_box()["width"] >= 200
        page.goto(f"{address}/kwic?q=treasury")
        parts = page.locator("[name=in]").evaluate_all(
            "all => all.map(one => Math.round(one.getBoundingClientRect().top))"
        )
        assert 1 == len(set(parts))
        assert page.locator(".wide").evaluate("one => one.scrollWidth - one.clientWidth") <= 0
        screenshot(page, f"forms-{width}")


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize(
    ("view", "target"), [("?q=treasury", "since"), ("trend?series=source&by=month", "counts")]
)
def test_a_drawing_can_be_skipped(
    browser: Any, address: str, width: int, view: str, target: str
) -> None:
    """Each of its bars and points is a stop of the tab key; the way past them is seen there."""
    with opened(browser, viewport={"width": width, "height": 740}) as page:
        page.goto(f"{address}/{view}")
        link = page.locator(".over")
        assert link.bounding_box()["x"] < 0
        link.focus()
        box = link.bounding_box()
        assert 0 <= box["x"] < width - box["width"]
        assert link.evaluate(
            "one => one.compareDocumentPosition(document.querySelector('svg a')) & 4"
        )
        screenshot(page, f"over-{target}-{width}")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**#{target}")
        page.keyboard.press("Tab")
        assert not page.evaluate("Boolean(document.activeElement.closest('svg'))")
        assert page.evaluate(
            "id => document.getElementById(id).compareDocumentPosition(document.activeElement) & 4"
            " || document.activeElement.id === id",
            target,
        )


def test_the_head_of_a_page_breaks_no_word(browser: Any, address: str) -> None:
    """Where a page for a desk is enlarged four times."""
    with opened(browser, viewport={"width": 320, "height": 500}) as page:
        page.goto(f"{address}/?q=treasury")
        heights = page.locator(".top a, .top button").evaluate_all(
            "all => all.map(one => one.getBoundingClientRect().height)"
        )
        assert max(heights) < 30  # pixels: two lines take more
        assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


def test_paper_has_all_that_is_shown(browser: Any, address: str) -> None:
    """Tables are no wider than a page; forms are none of its business."""
    with opened(browser, viewport={"width": 695, "height": 1000}) as page:
        page.emulate_media(media="print")
        for at, view in enumerate(
            ("kwic?q=treasury", "kwic?q=treasury&width=100", "trend?series=topic&share=1")
        ):
            page.goto(f"{address}/{view}")
            wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            assert wide <= 0
            assert not page.locator("main select").first.is_visible()
            screenshot(page, f"paper-{at}")


@pytest.mark.parametrize(("width", "shown"), [(360, True), (1280, False)])
def test_a_drawing_that_is_wider_than_the_screen_says_so(
    browser: Any, address: str, *, width: int, shown: bool
) -> None:
    """Else nobody would know that it goes on; where all of it is seen nothing is said."""
    with opened(browser, viewport={"width": width, "height": 740}) as page:
        page.goto(f"{address}/trend?series=source&by=month")
        wide = page.locator(".wide").first
        assert shown is wide.evaluate("one => one.scrollWidth > one.clientWidth")
        assert shown is page.get_by_text("The drawing goes on to the right").is_visible()

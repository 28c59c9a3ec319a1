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


SPOKEN = "document.activeElement.getAttribute('aria-label')"


@pytest.mark.parametrize("view", ["?q=the", "trend?q=the&by=month", "trend?series=source&by=month"])
def test_a_chart_is_one_stop(browser: Any, address: str, view: str) -> None:
    """Arrows lead from bar to bar and stop at its ends; the tab key leads on, and back there."""
    with opened(browser) as page:
        page.goto(f"{address}/{view}")
        bars = page.locator("svg.chart a, svg.plot a")
        names = bars.evaluate_all("all => all.map(one => one.getAttribute('aria-label'))")
        assert 3 < len(names)
        assert 1 == page.locator("svg a[tabindex='0']").count()
        page.locator(".over").focus()
        if view.startswith("trend"):
            page.keyboard.press("Tab")  # what scrolls the drawing is a stop, as ever
        page.keyboard.press("Tab")
        for key, expected in (
            ("ArrowLeft", names[0]),
            ("ArrowRight", names[1]),
            ("End", names[-1]),
            ("ArrowRight", names[-1]),
            ("Home", names[0]),
            ("ArrowRight", names[1]),
        ):
            page.keyboard.press(key)
            assert expected == page.evaluate(SPOKEN)
        page.keyboard.press("Tab")
        assert not page.evaluate("Boolean(document.activeElement.closest('svg'))")
        page.keyboard.press("Shift+Tab")
        assert names[1] == page.evaluate(SPOKEN)
        screenshot(page, "one-stop")
        leads = page.evaluate("document.activeElement.href.baseVal")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{leads.removeprefix('.')}")


def test_up_and_down_lead_to_another_series(browser: Any, address: str) -> None:
    """To what it has of the same time; where there is one series alone they move the page."""
    with opened(browser) as page:
        page.goto(f"{address}/trend?series=source&by=month")
        points = page.locator("svg.plot a")
        at = points.locator(".back").evaluate_all("all => all.map(one => one.getAttribute('cx'))")
        points.nth(next(n for n, x in enumerate(at) if x in at[n + 1 :])).focus()
        first = page.evaluate(SPOKEN)
        page.keyboard.press("ArrowDown")
        below = page.evaluate(SPOKEN)
        assert first.partition(", ")[0] != below.partition(", ")[0]
        assert first.partition(", ")[2].partition(":")[0] in below
        page.keyboard.press("ArrowUp")
        assert first == page.evaluate(SPOKEN)


def test_a_chart_that_is_drawn_anew_is_one_stop(browser: Any, address: str) -> None:
    """Of the time that is chosen; and without a script each bar is one, which a link skips."""
    with opened(browser) as page:
        page.goto(f"{address}/?q=the")
        for words in ("a", "the"):
            page.fill("#q", words)
            page.wait_for_url(f"**?q={words}")
            assert 1 == page.locator("svg.chart a[tabindex='0']").count()
            assert 0 < page.locator("svg.chart a[tabindex='-1']").count()
        page.locator("svg.chart a").last.click()
        page.wait_for_selector(".chips")
        assert "on" == page.locator("svg.chart a[tabindex='0']").get_attribute("class")
    with opened(browser, java_script_enabled=False) as page:
        page.goto(f"{address}/?q=the")
        assert 0 == page.locator("svg a[tabindex]").count()


def test_what_is_chosen_is_read_on_the_narrowest_phone(browser: Any, address: str) -> None:
    """The order of a timeline has room for its words beside the arrow of the list."""
    with opened(browser, viewport={"width": 320, "height": 740}) as page:
        page.goto(f"{address}/timeline?q=treasury")
        order = page.locator("[name=sort]")
        there = order.bounding_box()["width"]
        screenshot(page, "timeline-320")
        order.evaluate("one => { one.style.width = 'max-content' }")
        assert there >= order.bounding_box()["width"]


def test_on_paper_a_table_leads_nowhere_and_days_stay_with_their_stories(
    browser: Any, address: str
) -> None:
    """What is said of links is left out, and no heading ends a page."""
    with opened(browser) as page:
        page.goto(f"{address}/trend?q=treasury")
        led = page.get_by_text("Each leads to what it counts.")
        assert led.is_visible()
        page.emulate_media(media="print")
        assert not led.is_visible()
        assert "Counts." == page.locator("caption").inner_text().strip()
        page.goto(f"{address}/timeline?q=treasury")
        for heading in page.locator(".told h2, .told h3").all():
            assert "avoid" == heading.evaluate("one => getComputedStyle(one).breakAfter")

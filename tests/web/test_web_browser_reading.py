"""Reading in a real Chromium: long articles, many authors, printing."""

from collections.abc import Iterator
from typing import Any

import pytest

from browsing import opened, screenshot, served
from searcher.article import Article
from searcher.testing import article
from searcher.web.app import create_app
from tantivy_index import indexed

pytest_plugins = ["browser_fixtures"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]

LINE = "The ferry waits at the quay for the tide to turn"
PARAGRAPHS = article(
    title="Paragraphs",
    body="\n\n".join(
        f"{LINE}, number {n}, and a barrage turns. {'It turns again. ' * 8}" for n in range(1_200)
    ),
    language="en",
)
LINES = article(
    title="Lines", body="\n".join(f"{LINE}, line {n}, of a barrage." for n in range(3_000))
)

ONE_LINE = article(
    title="One line", body=" ".join(f"{LINE}, line {n}, of a barrage." for n in range(3_000))
)

NAMES = [f"Given{n} Family{n}" for n in range(200)]
LONG = article(
    title="W" * 3_000, body=f"{LINE}. {'x' * 2_000} weir", authors=NAMES, source="S" * 300
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve long articles."""
    path = tmp_path_factory.mktemp("reading") / "long"
    indexed(path, (PARAGRAPHS, LINES, ONE_LINE, LONG), languages=("en",)).close()
    with served(create_app(path)) as url:
        yield url


SEEN = "one => one.checkVisibility({contentVisibilityAuto: true})"


def test_a_printed_article_leads_nowhere(browser: Any, address: str) -> None:
    """It has its text and what is known of it, and not where one could go on."""
    with opened(browser, viewport={"width": 695, "height": 1000}) as page:
        page.goto(f"{address}/articles/{PARAGRAPHS.id}?q=barrage")
        led = page.get_by_text("Similar articles")
        assert led.is_visible()
        page.emulate_media(media="print")
        assert not led.is_visible()
        assert page.locator("aside dl").first.is_visible()


@pytest.mark.parametrize("read", [PARAGRAPHS, LINES, ONE_LINE], ids=lambda one: one.title)
def test_of_a_long_article_only_what_is_shown_is_laid_out(
    browser: Any, address: str, read: Article
) -> None:
    """Its text is whole, is found in, led to and printed."""
    with opened(browser, viewport={"width": 1280, "height": 900}) as page:
        page.goto(f"{address}/articles/{read.id}?q=barrage")
        first, last = page.locator("#m1"), page.locator("#m500")
        assert first.evaluate(SEEN)
        assert not last.evaluate(SEEN)
        copied = page.locator(".text").evaluate(
            "one => { getSelection().selectAllChildren(one); return getSelection().toString() }"
        )
        assert read.body.split() == copied.split()
        assert copied.count("\n") >= read.body.count("\n")
        page.locator(".matches a").last.click()
        page.wait_for_url("**#m500")
        assert last.evaluate(SEEN)
        box = last.bounding_box()
        assert 0 < box["y"] < 900
        # The way to the next match stands above the line, and is not cut off.
        page.goto(f"{address}/articles/{read.id}?q=barrage#m1")
        step = page.locator("#m1 .down").bounding_box()
        at = [step["x"] + step["width"] / 2, step["y"] + 3]
        assert page.evaluate("([x, y]) => document.elementFromPoint(x, y).className", at) == "down"
        # A link to words finds them as the browser's own search does.
        words = "number%201199%2C" if read is PARAGRAPHS else "line%202999%2C"
        page.goto("about:blank")
        page.goto(f"{address}/articles/{read.id}#:~:text={words}")
        end = page.locator(".text :is(p, .some)").last
        page.wait_for_function(f"one => ({SEEN})(one)", arg=end.element_handle())
        page.wait_for_function("scrollY > innerHeight")
        page.emulate_media(media="print")
        hidden = "all => all.filter(one => getComputedStyle(one).contentVisibility !== 'visible')"
        assert not page.locator(".text :is(p, .some)").evaluate_all(hidden)
        assert 30 < page.pdf().count(b"/Type /Page\n")


@pytest.mark.parametrize("width", [1280, 320])
def test_long_titles_and_names_are_whole_only_where_they_are_read(
    browser: Any, address: str, width: int
) -> None:
    """In lists they leave room for the others, and nowhere is a page wider than the screen."""
    with opened(browser, viewport={"width": width, "height": 740}) as page:
        wide = "document.documentElement.scrollWidth <= innerWidth"
        for view, title in (("?q=weir", ".hits h2"), ("timeline?q=weir", ".told h3")):
            page.goto(f"{address}/{view}")
            heading = page.locator(title)
            lines = "one => one.clientHeight / parseFloat(getComputedStyle(one).lineHeight)"
            assert 8.5 > heading.evaluate(lines)
            assert page.evaluate(wide)
            screenshot(page, f"long-{title[1:5]}-{width}")
        page.goto(f"{address}/?q=weir")
        assert "and 197 more" in page.locator(".hits .by").text_content()
        page.locator(".hits h2 a").click()
        page.wait_for_url("**/articles/**")
        assert LONG.title == page.locator("h1").text_content()
        assert ", ".join(NAMES) in page.locator(".by").text_content()
        assert page.evaluate(wide)

"""The main journeys in a real Chromium: searching, narrowing, reading, exporting, going back."""

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import anyio
import pytest

from browsing import opened, screenshot, served
from searcher.index import Index
from searcher.testing import article, haystack
from searcher.web.app import create_app
from tantivy_index import indexed

pytest_plugins = ["browser_fixtures"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an index of the haystack."""
    made = tmp_path_factory.mktemp("browser") / "hay"
    indexed(made, haystack(), languages=("en", "de")).close()
    return made


@pytest.fixture(scope="module")
def address(path: Path) -> Iterator[str]:
    """Serve it."""
    with served(create_app(path)) as url:
        yield url


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    """Give a page with the search open."""
    with opened(browser, viewport={"width": 1280, "height": 900}) as made:
        made.goto(f"{address}/")
        yield made


def ids(page: Any) -> list[str]:
    """Give the ids of the hits that are shown."""
    links = page.locator(".hits h2 a").evaluate_all("all => all.map(one => one.href)")
    return [re.sub(r".*/articles/([0-9a-f]+).*", r"\1", link) for link in links]


def found(path: Path, words: str = "", **options: Any) -> list[str]:
    """Give what Python finds."""
    with Index.open(path) as index:
        return [hit.article.id for hit in index.search(words, **options).hits]


def settled(page: Any, query: str) -> None:
    """Wait until the address says so, and the page is drawn."""
    until(page, "location.search", query)
    page.wait_for_selector("#main:not([aria-busy])")


def until(page: Any, script: str, value: object) -> None:
    """Wait until an expression has a value; the page's own policy lets it evaluate nothing."""
    end = time.monotonic() + 10
    while (now := page.evaluate(script)) != value:
        assert time.monotonic() < end, f"{script} is {now!r}, not {value!r}"
        page.wait_for_timeout(20)


def test_the_whole_journey(page: Any, path: Path) -> None:
    """Search, tick two authors, brush months, read, step, export as the command, go back, share."""
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("the")
    settled(page, "?q=the")
    assert found(path, "the") == ids(page)
    screenshot(page, "typed")
    page.keyboard.press("Escape")

    names = ["Ada Smith", "Jon Roe"]
    for name in names:
        page.locator("#f-author label").get_by_text(name, exact=True).click()
        page.wait_for_selector(f".chips >> text={name}")
    authors = [name.lower() for name in names]
    assert authors == sorted(parse_qs(urlsplit(page.url).query)["author"])
    assert found(path, "the", author=authors) == ids(page)
    screenshot(page, "authors")

    chart = page.locator("svg.chart")
    bars = chart.get_attribute("data-bars").split(" ")
    box = chart.bounding_box()
    width = box["width"] / len(bars)
    first, last = max(len(bars) - 3, 0), len(bars) - 1
    page.mouse.move(box["x"] + (first + 0.5) * width, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + (last + 0.5) * width, box["y"] + 22, steps=5)
    screenshot(page, "brush")
    page.mouse.up()
    drawn = f"{bars[first]}..{bars[last]}"
    page.wait_for_url(f"**date={drawn}*")
    page.wait_for_selector("#main:not([aria-busy])")
    chosen = {"author": authors, "date": drawn}
    assert found(path, "the", **chosen) == ids(page)
    assert ids(page)
    searched = page.url

    with page.expect_download() as waiting:
        page.locator(".exports a", has_text="CSV").click()
    command = [
        *("export", "the", "--author", authors[0], "--author", authors[1], "--date", drawn),
        *("--index", str(path), "--format", "csv", "-o", "-"),
    ]
    run = "import sys; from searcher.cli.main import main; sys.exit(main())"
    done = subprocess.run([sys.executable, "-c", run, *command], capture_output=True, check=True)
    assert done.stdout == Path(waiting.value.path()).read_bytes()
    assert done.stdout.count(b"\r\n") + done.stdout.count(b"\n")

    page.keyboard.press("j")
    page.keyboard.press("o")
    page.wait_for_url("**/articles/**")
    page.keyboard.press("j")
    page.wait_for_url("**#m1")
    assert page.locator("mark:target").inner_text().lower().startswith("the")
    screenshot(page, "article")
    page.keyboard.press("u")
    page.wait_for_url(searched)
    assert found(path, "the", **chosen) == ids(page)

    page.goto(searched)
    assert found(path, "the", **chosen) == ids(page)


def test_back_and_forward_show_what_was_shown(page: Any, path: Path) -> None:
    """Filters are steps of the history; the words stand in the box again."""
    page.fill("#q", "treasury")
    settled(page, "?q=treasury")
    page.locator("#f-author label", has_text="Jon Roe").click()
    page.wait_for_url("**author=**")
    page.wait_for_selector(".chips >> text=Jon Roe")
    page.go_back()
    settled(page, "?q=treasury")
    assert found(path, "treasury") == ids(page)
    page.go_back()
    settled(page, "")
    assert page.input_value("#q") == ""
    page.go_forward()
    settled(page, "?q=treasury")
    assert page.input_value("#q") == "treasury"
    page.go_forward()
    page.wait_for_selector(".chips >> text=Jon Roe")
    assert page.locator("#f-author input:checked").count() == 1


def test_typing_is_one_step_of_the_history(page: Any) -> None:
    """Not one for each letter, and the focus stays in the box."""
    before = page.evaluate("history.length")
    page.locator("#q").press_sequentially("treasury holdings", delay=60)
    settled(page, "?q=treasury+holdings")
    assert before + 1 == page.evaluate("history.length")
    assert page.evaluate("document.activeElement.id") == "q"
    assert page.input_value("#q") == "treasury holdings"


def test_a_mistake_waits_until_typing_rests(page: Any) -> None:
    """The hits stay while `author:` is typed; then the mistake is shown in its place."""
    page.locator("#q").press_sequentially("treasury autor:x", delay=20)
    page.wait_for_selector(".problem .typed mark")
    assert page.locator(".problem .typed mark").inner_text() == "autor:x"
    page.locator(".cure").click()
    page.wait_for_selector("#main:not([aria-busy]) .count")
    assert page.input_value("#q") == "treasury author:x"


def test_suggestions_by_keyboard(page: Any, path: Path) -> None:
    """A word is put in its place; a name becomes a filter."""
    page.locator("#q").press_sequentially("chess treas", delay=20)
    page.wait_for_selector("#suggest li >> text=treas")
    screenshot(page, "suggest")
    page.keyboard.press("ArrowDown")
    active = page.locator("#q").get_attribute("aria-activedescendant")
    assert page.locator(f"#{active}").get_attribute("aria-selected") == "true"
    page.keyboard.press("Enter")
    assert page.input_value("#q").startswith("chess treas")
    page.fill("#q", "")
    page.locator("#q").press_sequentially("treasury ro", delay=20)
    page.locator("#suggest li", has_text="Jon Roe").first.click()
    page.wait_for_selector(".chips >> text=Jon Roe")
    assert page.input_value("#q") == "treasury"
    assert found(path, "treasury", author="jon roe") == ids(page)
    assert not page.locator("#suggest").is_visible()


def test_values_of_a_facet_are_searched_where_one_types(page: Any) -> None:
    """The focus stays, and so do ticked values."""
    box = page.locator("[name=find-author]")
    box.click()
    page.keyboard.type("lind", delay=30)
    until(page, "document.querySelectorAll('#f-author li').length", 1)
    assert page.evaluate("document.activeElement.name") == "find-author"
    assert page.input_value("[name=find-author]") == "lind"
    page.locator("#f-author label", has_text="Mara Lindqvist").click()
    page.wait_for_selector(".chips >> text=Mara Lindqvist")
    page.locator("[name=find-author]").fill("roe")
    page.wait_for_selector("#f-author label >> text=Jon Roe")
    assert page.locator("#f-author input:checked").count() == 1


def test_the_focus_stays_at_what_was_ticked(page: Any) -> None:
    """Whoever ticks by keyboard goes on from there."""
    tick = page.locator("#f-author input[type=checkbox]").nth(1)
    name = tick.get_attribute("value")
    tick.focus()
    page.keyboard.press("Space")
    page.wait_for_selector(".chips")
    assert name == page.evaluate("document.activeElement.value")


def test_keys_go_from_hit_to_hit(page: Any) -> None:
    """And can be switched off, for those who speak to their computer."""
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("j")
    links = page.locator(".hits h2 a")
    assert links.nth(1).evaluate("one => one === document.activeElement")
    page.keyboard.press("k")
    assert links.nth(0).evaluate("one => one === document.activeElement")
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    screenshot(page, "keys")
    page.locator("#keys-on").uncheck()
    page.locator("#keys button").click()
    page.keyboard.press("j")
    assert links.nth(0).evaluate("one => one === document.activeElement")
    page.reload()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert not page.locator("#keys").is_visible()


def test_without_scripts_all_of_it_works(browser: Any, address: str, path: Path) -> None:
    """Words, authors, a bar of the chart, an article, the next match, and back."""
    with opened(browser, java_script_enabled=False) as page:
        page.goto(f"{address}/")
        page.fill("#q", "treasury")
        page.locator("#q").press("Enter")
        page.wait_for_url("**q=treasury**")
        assert f"{address}/?q=treasury" == page.url
        assert found(path, "treasury") == ids(page)
        page.locator("#f-author label", has_text="Jon Roe").click()
        page.locator("button.apply").first.click()
        page.wait_for_url("**author=jon+roe**")
        assert f"{address}/?q=treasury&author=jon+roe" == page.url
        assert found(path, "treasury", author="jon roe") == ids(page)
        page.locator("svg.chart a").first.click()
        page.wait_for_url("**date=**")
        assert page.locator(".chips >> text=date").count()
        page.locator(".hits h2 a").first.click()
        page.locator(".matches a").first.click()
        page.wait_for_url("**#m1")
        page.locator("nav.back a").click()
        page.wait_for_url("**date=**")


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("dark", {"color_scheme": "dark", "viewport": {"width": 1280, "height": 900}}),
        ("phone", {"viewport": {"width": 360, "height": 740}, "has_touch": True}),
        ("phone-dark", {"viewport": {"width": 360, "height": 740}, "color_scheme": "dark"}),
        ("4k", {"viewport": {"width": 3840, "height": 2160}}),
    ],
)
def test_every_size_and_scheme(
    browser: Any, address: str, name: str, options: dict[str, Any]
) -> None:
    """Nothing is wider than the window, and the words are in view."""
    with opened(browser, **options) as page:
        for at, query in enumerate(("/?q=treasury&author=jon+roe", "/help", "/corpus")):
            page.goto(address + query)
            wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            assert wide <= 0
            screenshot(page, f"{name}-{at}")
        page.goto(f"{address}/?q=treasury")
        page.locator(".hits h2 a").first.click()
        page.wait_for_url("**/articles/**")
        assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
        screenshot(page, f"{name}-article")


def test_nothing_moves_once_it_is_drawn(page: Any, address: str) -> None:
    """No layout shift while the page loads, scripts and all."""
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver(list => { for (const one of list.getEntries())"
        " window.moved += one.value }).observe({type: 'layout-shift', buffered: true})"
    )
    for query in ("/", "/?q=treasury&author=jon+roe", "/corpus"):
        page.goto(address + query)
        page.wait_for_timeout(300)
        assert page.evaluate("window.moved") == 0


def test_what_was_typed_replaces_nothing_else(page: Any, address: str) -> None:
    """Neither where one came from, when the first words had no answer, nor what came between."""
    page.goto(f"{address}/?q=chess")
    page.fill("#q", "autor:x")
    page.wait_for_timeout(500)  # the mistake is known, and not yet shown
    page.fill("#q", "treasury")
    settled(page, "?q=treasury")
    page.locator("#f-author input[type=checkbox]").first.click()
    page.wait_for_selector(".chips")
    narrowed = page.url
    page.fill("#q", "bank")
    page.wait_for_url("**q=bank**")
    page.go_back()
    assert narrowed == page.url
    page.go_back()
    settled(page, "?q=treasury")
    page.go_back()
    settled(page, "?q=chess")


def test_a_link_within_the_page_loads_nothing(page: Any) -> None:
    """Whoever skips to the content goes on from there."""
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator(".skip").focus()
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    assert [] == asked


def test_a_suggested_name_is_meant_as_it_stands(browser: Any, tmp_path: Path) -> None:
    """Also where it reads as nobody, or in quotation marks."""
    written = [
        article(title="Tax one", authors=["None"]),
        article(title="Tax two", authors=['"Quoted"']),
        article(title="Tax three"),
        article(title="Tax four"),
    ]
    indexed(tmp_path / "names", written, languages=("en",)).close()
    with served(create_app(tmp_path / "names")) as url, opened(browser) as page:
        for begun, title in (("non", "Tax one"), ("quot", "Tax two")):
            page.goto(url)
            page.locator("#q").press_sequentially(begun, delay=20)
            page.locator("#suggest li .kind", has_text="author").click()
            page.wait_for_selector(".chips")
            assert [title] == page.locator(".hits h2").all_inner_texts()


def test_nothing_is_lost_while_an_answer_is_on_its_way(browser: Any, path: Path) -> None:
    """What was typed a moment before goes along with what is typed or followed next."""
    app = create_app(path)

    async def slow(scope: Any, receive: Any, send: Any) -> None:
        if scope.get("path") == "/" and scope["query_string"]:
            await anyio.sleep(1)
        await app(scope, receive, send)

    with served(slow) as url, opened(browser) as page:
        page.goto(url)
        page.fill("#q", "treasury")
        page.wait_for_timeout(300)
        page.fill("[name=find-author]", "roe")
        page.wait_for_timeout(300)
        page.fill("[name=find-source]", "reed")
        page.wait_for_url("**source**")
        asked = {"q": ["treasury"], "find-author": ["roe"], "find-source": ["reed"]}
        assert asked == parse_qs(urlsplit(page.url).query)
        assert page.input_value("#q") == "treasury"
        page.fill("#q", "chess")
        page.wait_for_timeout(300)
        page.locator("a.not").first.click()
        page.wait_for_url("**not-**")
        assert ["chess"] == parse_qs(urlsplit(page.url).query)["q"]


def test_back_from_another_index_the_first_is_asked(
    browser: Any, path: Path, tmp_path: Path
) -> None:
    """Its name stands in the choice again; the address of the other holds what was asked alone."""
    indexed(tmp_path / "other", [article(title="Treasury far away")], languages=("en",)).close()
    with served(create_app([path, tmp_path / "other"])) as url, opened(browser) as page:
        page.goto(f"{url}/?q=treasury")
        page.locator("[name=index]").select_option("other")
        page.wait_for_url("**index=other**")
        assert f"{url}/?q=treasury&index=other" == page.url
        page.wait_for_selector(".hits >> text=Treasury far away")
        page.go_back()
        page.wait_for_url(f"{url}/?q=treasury")
        page.wait_for_selector(".hits >> text=Treasury", state="attached")
        assert page.input_value("[name=index]") == path.name
        page.fill("#q", "treasury holdings")
        settled(page, f"?q=treasury+holdings&index={path.name}")
        assert found(path, "treasury holdings") == ids(page)


def test_a_printed_search_says_what_was_asked_of_what(
    browser: Any, path: Path, tmp_path: Path
) -> None:
    """Words, filters and index; what can only be followed is left out."""
    indexed(tmp_path / "other", [article(title="Tide")], languages=("en",)).close()
    with served(create_app([path, tmp_path / "other"])) as url, opened(browser) as page:
        page.goto(f"{url}/?q=treasury&author=jon+roe")
        seen = {
            media: [
                selector
                for selector in (".where", "#q", ".chips li", "select", ".clear", ".views")
                if page.locator(selector).first.is_visible()
            ]
            for media in ("screen", "print")
            if page.emulate_media(media=media) is None
        }
        assert ["#q", ".chips li", "select", ".clear", ".views"] == seen["screen"]
        assert [".where", "#q", ".chips li"] == seen["print"]
        assert f"in {path.name}" == page.locator(".where").inner_text()

"""`<searcher-box>` in a page of another origin: what it shows, how it is worked, whom it serves."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from browsing import opened, screenshot, served
from searcher.testing import article, haystack
from searcher.web import pages
from searcher.web.app import create_app
from tantivy_index import indexed

pytest_plugins = ["browser_fixtures"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]

SCRIPT = Path(pages.__file__).parent / "static" / "searcher-box.js"
# As strict as a page can be that loads the script and asks; {app} is where the app is.
POLICY = (
    "default-src 'none'; script-src 'self' {app}; connect-src {app}; style-src 'none'; "
    "require-trusted-types-for 'script'"
)
HOSTILE = [
    article(
        title='Hostile <img src=x onerror="window.ran=1"> \u202edeliat',
        body="A hostile body <script>window.ran=1</script> about <b>bold</b> harbours 𝕒𝕓 hostile.",
        authors=["<svg onload=window.ran=1>", "B", "C", "D", "E"],
        source="<iframe src=javascript:window.ran=1>",
        published="2026-01",
    ),
    article(title="", body="Nameless hostile thing.", language=None),
]


class Site(NamedTuple):
    """Two servers: where the app is, and where the page is that has the box."""

    app: str
    page: str


@contextmanager
def sites(index: Path, allowed: Callable[[str], list[str]]) -> Iterator[Site]:
    """Serve the app, and on another port pages with the box: `/?…`, and `/own?…` with a copy."""
    told: dict[str, str] = {}

    def page(request: Request) -> Response:
        attributes = request.query_params.get("box", "")
        own = request.url.path == "/own"
        script = "./box.js" if own else f"{told['app']}/static/searcher-box.js"
        html = (
            '<!doctype html><html lang="en"><head><meta charset="utf-8">'
            '<meta name="color-scheme" content="light dark"><title>A page</title>'
            f'<script type="module" src="{script}"></script></head><body><main><h1>A page</h1>'
            f'<searcher-box src="{told["app"]}" {attributes}><a href="{told["app"]}/">Search</a>'
            "</searcher-box><p>And more text.</p></main></body></html>"
        )
        policy = POLICY.format(app=told["app"])
        return HTMLResponse(html, headers={"content-security-policy": policy})

    routes = [
        Route("/", page),
        Route("/own", page),
        Route("/box.js", lambda _: FileResponse(SCRIPT, media_type="text/javascript")),
    ]
    with served(Starlette(routes=routes)) as host:
        app = create_app(index, origins=allowed(host))
        with served(app) as told["app"]:
            yield Site(told["app"], host)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the haystack, and articles that mean harm."""
    path = tmp_path_factory.mktemp("box") / "hay"
    indexed(path, [*haystack(), *HOSTILE], languages=("en", "de")).close()
    return path


@pytest.fixture(scope="module")
def site(index: Path) -> Iterator[Site]:
    """Give an app that the page's site may ask."""
    with sites(index, lambda host: [host]) as both:
        yield both


@pytest.fixture(scope="module")
def closed(index: Path) -> Iterator[Site]:
    """Give an app that no other site may ask."""
    with sites(index, lambda _: []) as both:
        yield both


def test_hits_are_shown_as_one_types(browser: Any, site: Site) -> None:
    """With title, authors, date, the passage with marks, and how many there are in all."""
    with opened(browser, viewport={"width": 800, "height": 700}) as page:
        page.goto(site.page + "/?box=limit=2")
        page.get_by_role("searchbox", name="Search the articles").press_sequentially("treasury")
        hits = page.get_by_role("listitem")
        hits.first.wait_for()
        screenshot(page, "box-light")
        assert 2 == hits.count()
        text = hits.first.inner_text()
        assert "treasury" in text.lower()
        assert "2026-01" in text
        marks = [mark.lower() for mark in page.locator("mark").all_inner_texts()]
        assert {"treasury"} == set(marks)
        assert "All hits: 4" == page.get_by_text("All hits").inner_text()
        assert "4 found" in page.get_by_role("status").inner_text()


def test_what_is_half_typed_is_found_by_its_beginning(browser: Any, site: Site) -> None:
    """Where nothing has the word as it stands; the link asks the same, so its count is true."""
    with opened(browser) as page:
        page.goto(site.page)
        page.get_by_role("searchbox").press_sequentially("treasur")
        everything = page.get_by_text("All hits: 4")
        everything.wait_for()
        assert f"{site.app}/?q=treasur*" == everything.get_attribute("href")
        everything.click()
        page.locator(".count").get_by_text("4 articles").wait_for()


def test_keys_lead_to_an_article(browser: Any, site: Site) -> None:
    """Down, up and back; Escape closes, down opens; Enter opens the app's page of the article."""
    with opened(browser) as page:
        page.goto(site.page)
        page.keyboard.press("Tab")
        page.keyboard.type("treasury holdings")
        page.get_by_role("listitem").first.wait_for()
        titles = page.get_by_role("listitem").get_by_role("link")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        assert titles.nth(1).evaluate("it => it.matches(':focus')")
        page.keyboard.press("End")
        assert page.get_by_text("All hits").evaluate("it => it.matches(':focus')")
        page.keyboard.press("Home")
        assert titles.first.evaluate("it => it.matches(':focus')")
        page.keyboard.press("ArrowUp")
        assert page.get_by_role("searchbox").evaluate("it => it.matches(':focus')")
        page.keyboard.press("Escape")
        assert page.get_by_role("listitem").first.is_hidden()
        assert "treasury holdings" == page.get_by_role("searchbox").input_value()
        page.keyboard.press("ArrowDown")
        title = titles.first.inner_text()
        page.keyboard.press("Enter")
        page.wait_for_url(f"{site.app}/articles/*?q=treasury+holdings")
        assert title == page.locator("h1").inner_text().strip()
        assert 0 < page.locator("mark").count()


def test_enter_goes_to_the_search_page(browser: Any, site: Site) -> None:
    """With what is typed, without waiting, and with the box's filters; focus elsewhere closes."""
    with opened(browser) as page:
        page.goto(site.page + "/?box=author='Jon Roe%0AMara Lindqvist' any index=hay sort=oldest")
        box = page.get_by_role("searchbox")
        box.fill("bank chess")
        page.get_by_role("listitem").first.wait_for()
        page.get_by_role("heading", name="A page").click()
        assert page.get_by_role("listitem").first.is_hidden()
        box.fill("treasury bank")
        box.press("Enter")
        page.wait_for_url(
            f"{site.app}/?q=treasury+bank&index=hay&any=1&sort=oldest"
            "&author=Jon+Roe&author=Mara+Lindqvist"
        )


def test_hostile_texts_stay_texts(browser: Any, site: Site) -> None:
    """Tags are letters, no script runs, and overrides of direction are replaced."""
    with opened(browser) as page:
        page.goto(site.page)
        page.get_by_role("searchbox").fill("hostile")
        page.get_by_role("listitem").first.wait_for()
        text = " ".join(page.get_by_role("listitem").all_inner_texts())
        assert "<img src=x onerror=" in text
        assert "<svg onload=window.ran=1>, B, C and 2 more" in text
        assert "<iframe src=javascript:window.ran=1>" in text
        assert "(untitled)" in text
        assert "unsigned" in text
        assert "undated" in text
        assert "\u202e" not in text
        assert "\ufffddeliat" in text
        # Spans count characters, also behind letters that JavaScript counts twice.
        assert {"hostile"} == {m.lower() for m in page.locator("mark").all_inner_texts()}
        names = page.evaluate(
            "[...document.querySelector('searcher-box').shadowRoot.querySelectorAll('*')]"
            ".map(it => it.localName)"
        )
        assert {"a", "bdi", "div", "input", "li", "mark", "ol", "p", "span"} == set(names)
        assert page.evaluate("window.ran === undefined")


def test_mistakes_are_told(browser: Any, site: Site) -> None:
    """As the server says them; what is found nowhere too."""
    with opened(browser) as page:
        page.goto(site.page)
        box = page.get_by_role("searchbox")
        box.fill("autor:roe")
        problem = page.locator("[part=problem]")
        problem.wait_for()
        assert "author" in problem.inner_text()
        assert problem.inner_text() == page.get_by_role("status").inner_text()
        box.fill("nosuchwordanywhere")
        page.locator("[part=none]").get_by_text("No article has all of this.").wait_for()
        page.locator("searcher-box").evaluate("it => it.setAttribute('index', 'other')")
        page.get_by_text("index served here").first.wait_for()


def test_pages_that_may_not_ask_get_nothing(browser: Any, closed: Site) -> None:
    """Not the script: what is in the element stays. Nor hits, with a copy of it: it says why."""
    with opened(browser) as page:
        page.goto(closed.page)
        assert "Search" == page.locator("searcher-box a").inner_text()
        assert page.evaluate("customElements.get('searcher-box') === undefined")
        page.goto(closed.page + "/own")
        page.get_by_role("searchbox").fill("treasury")
        problem = page.locator("[part=problem]")
        problem.wait_for()
        assert f"searcher serve --origin {closed.page}" in problem.inner_text()
        assert 0 == page.get_by_role("listitem").count()


def test_only_the_last_question_is_answered(browser: Any, site: Site) -> None:
    """However late the answer to an earlier one comes; and no question for each key."""
    with opened(browser) as page:
        asked: list[str] = []
        late: list[Any] = []

        def hold(route: Any) -> None:
            asked.append(route.request.url)
            if "q=bank" in route.request.url:
                late.append(route)
            else:
                route.continue_()

        page.route("**/api/search?*", hold)
        page.clock.install(time=0)  # time passes where it is said, however slow the machine
        page.goto(site.page)
        page.clock.pause_at(10_000)
        box = page.get_by_role("searchbox")
        for letter in "bank":
            page.clock.run_for(20)
            box.press_sequentially(letter)
        with page.expect_request("**/api/search?*"):
            page.clock.run_for(250)
        box.fill("treasury")
        page.clock.run_for(250)
        page.get_by_text("All hits: 4").wait_for()
        for route in late:
            route.continue_()
        page.clock.run_for(700)
        page.wait_for_timeout(100)
        assert "All hits: 4" == page.get_by_text("All hits").inner_text()
        assert ["bank", "treasury"] == [url.split("q=")[1].split("&")[0] for url in asked]


def test_the_page_may_take_over(browser: Any, site: Site) -> None:
    """Events come with what was found and is to be opened; both may be prevented."""
    with opened(browser) as page:
        page.goto(site.page)
        page.evaluate(
            """() => {
                window.told = [];
                const box = document.querySelector("searcher-box");
                box.addEventListener("searcher-results", (event) => {
                    window.told.push([event.detail.words, event.detail.answer.total]);
                    if (event.detail.words === "bank") event.preventDefault();
                });
                box.addEventListener("searcher-open", (event) => {
                    window.told.push([event.detail.hit.title, event.detail.url]);
                    event.preventDefault();
                });
                box.focus();
                box.value = "treasury";
            }"""
        )
        link = page.get_by_role("listitem").get_by_role("link").first
        link.click()
        assert page.url == f"{site.page}/"
        told = page.evaluate("window.told")
        assert ["treasury", 4] == told[0]
        assert [link.inner_text(), link.get_attribute("href")] == told[1]
        with page.expect_response("**/api/search?q=bank*"):
            page.get_by_role("searchbox").fill("bank")
        page.wait_for_function("window.told.length > 2")
        assert "bank" == page.evaluate("window.told[2][0]")
        assert 0 == page.get_by_role("listitem").count()


def test_on_the_apps_own_site_nothing_need_be_said(browser: Any, index: Path) -> None:
    """Not where it is, for that is where the script came from; nor that its pages may ask."""

    def page(_: Request) -> Response:
        return HTMLResponse(
            '<!doctype html><html lang="en"><title>A page</title>'
            '<script type="module" src="/deep/er/static/searcher-box.js?v=1"></script>'
            "<searcher-box></searcher-box></html>",
            headers={
                "content-security-policy": "default-src 'none'; script-src 'self'; "
                "connect-src 'self'"
            },
        )

    routes: list[BaseRoute] = [Route("/", page), Mount("/deep/er", create_app(index))]
    with served(Starlette(routes=routes)) as site, opened(browser) as shown:
        shown.goto(site)
        shown.get_by_role("searchbox").fill("treasury")
        shown.get_by_text("All hits: 4").wait_for()
        assert f"{site}/deep/er/?q=treasury" == shown.get_by_text("All hits").get_attribute("href")
        shown.locator("searcher-box").evaluate("it => it.setAttribute('src', '/deep')")
        shown.get_by_text("The search failed (status 404).").first.wait_for()


def test_texts_can_be_others(browser: Any, site: Site) -> None:
    """Those that are seen and those that are heard."""
    box = "label=Suche placeholder=Wörter text-all='Alle {n} Treffer' text-found='{n} gefunden'"
    with opened(browser) as page:
        page.goto(f"{site.page}/?box={box}")
        input_ = page.get_by_role("searchbox", name="Suche")
        assert "Wörter" == input_.get_attribute("placeholder")
        input_.fill("treasury")
        page.get_by_text("Alle 4 Treffer").wait_for()
        assert "4 gefunden" == page.get_by_role("status").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Any, site: Site, scheme: str) -> None:
    """Empty, with hits, with a note, with a problem."""
    from axe_playwright_python.sync_playwright import Axe

    axe = Axe()
    # Its own script is put into the page, which the page's policy would refuse.
    size = {"width": 420, "height": 800}
    with opened(browser, viewport=size, color_scheme=scheme, bypass_csp=True) as page:
        page.goto(site.page)
        found = []
        for words in ("", "treasury", '"treasury', "autor:roe", "nosuchwordanywhere"):
            page.get_by_role("searchbox").fill(words)
            page.wait_for_timeout(600)
            screenshot(page, f"box-{scheme}-{words[:4].strip()}")
            found += [
                (words, problem["id"], node["html"][:200])
                for problem in axe.run(page).response["violations"]
                for node in problem["nodes"]
            ]
    assert [] == found


def test_the_script_is_small() -> None:
    """It is loaded by pages that are not ours."""
    assert SCRIPT.stat().st_size < 12_000

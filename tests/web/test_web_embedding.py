"""The files of docs/embedding.md work as they stand there: each block that has a name is a file."""

import importlib
import re
import runpy
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

from searcher.web.app import create_app
from searcher.web.theme import variables

pytest_plugins = ["embedding_fixtures"]

PAGE = Path(__file__).resolve().parents[2] / "docs" / "embedding.md"
HERE = "http://127.0.0.1:8000"
# What a project of Django has, as far as it matters here; the database is a file beside it.
SETTINGS = """
SECRET_KEY = "a test's"
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "archive.urls"
LOGIN_URL = "/login/"
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = ["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions"]
DATABASES = {{"default": {{"ENGINE": "django.db.backends.sqlite3", "NAME": r"{folder}/db"}}}}
"""
URLS = """
from django.http import HttpResponse
from django.urls import path

urlpatterns = [path("", lambda _: HttpResponse('<a href="/search/">Search</a>'))]
"""


class Links(HTMLParser):
    """Collects where a page leads to, and what it loads."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take it."""
        for name, value in attrs:
            if name in ("href", "src", "action", "formaction") and value is not None:
                self.found.append(value)


def links_of(address: str, html: str) -> set[str]:
    """List the addresses of this site that a page leads to, made whole."""
    reader = Links()
    reader.feed(html)
    whole = {urljoin(address, link).partition("#")[0] for link in reader.found}
    return {link for link in whole if link.startswith(HERE)}


def walk(client: TestClient, prefix: str) -> None:
    """Ask all that the pages of each kind lead to: it is there, and under the prefix."""
    start = f"{HERE}{prefix}/?q=barrage"
    search = client.get(start)
    assert "text/html" in search.headers["content-type"]
    links = links_of(start, search.text)
    article = next(link for link in links if f"{prefix}/articles/" in link)
    for page in (article, f"{HERE}{prefix}/corpus", f"{HERE}{prefix}/help"):
        links |= {page, *links_of(page, client.get(page).text)}
    paths = {urlsplit(link).path for link in links}
    assert {f"{prefix}/", f"{prefix}/static/searcher.css", f"{prefix}/api/export"} <= paths
    assert [] == [path for path in paths if not path.startswith(f"{prefix}/")]
    assert [] == [link for link in sorted(links) if client.get(link).status_code != 200]
    found = client.get(f"{HERE}{prefix}/api/search?q=barrage").json()
    assert found["total"]
    api = f"{HERE}{prefix}/api/articles/{found['hits'][0]['id']}"
    assert found["hits"][0]["title"] == client.get(api).json()["title"]
    assert 200 == client.get(f"{HERE}{prefix}/static/searcher-box.js").status_code


def test_it_works_within_fastapi(project: Path) -> None:
    """For those that are logged in; the others are shown where to."""
    app = runpy.run_path(str(project / "reading_room.py"))["app"]
    with TestClient(app, base_url=HERE, follow_redirects=False) as client:
        for path in ("/search/", "/search/api/search", "/search/static/searcher.css"):
            answer = client.get(path)
            assert (303, "/login") == (answer.status_code, answer.headers["location"])
        assert "/search/" == client.post("/login").headers["location"]
        assert f"{HERE}/search/" == client.get("/search").headers["location"]
        walk(client, "/search")
        assert 403 == client.get("/search/", headers={"host": "evil.example"}).status_code


@pytest.fixture
def django(project: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Give the project's application, its tables made; Django is set up once in a process."""
    monkeypatch.syspath_prepend(project)
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "archive.settings")
    (project / "archive" / "settings.py").write_text(SETTINGS.format(folder=project), "utf-8")
    (project / "archive" / "urls.py").write_text(URLS, "utf-8")
    application = importlib.import_module("archive.asgi").application
    from django.core.management import call_command
    from django.db import connections

    call_command("migrate", verbosity=0)
    yield application
    connections.close_all()
    for name in [name for name in sys.modules if name.partition(".")[0] == "archive"]:
        del sys.modules[name]


@pytest.mark.slow
def test_it_works_beside_django(django: Any) -> None:
    """Django answers the rest, and knows who is logged in."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    user = get_user_model().objects.create_user("jo")
    known = Client()
    known.force_login(user)
    with TestClient(django, base_url=HERE, follow_redirects=False) as client:
        assert '<a href="/search/">' in client.get("/").text
        for cookies in ({}, {"sessionid": "x" * 32}):
            client.cookies = cookies
            answer = client.get("/search/api/corpus")
            assert "/login/?next=/search/" == answer.headers["location"]
        client.cookies = {"sessionid": known.cookies["sessionid"].value}
        walk(client, "/search")
        known.logout()
        assert 303 == client.get("/search/").status_code


def test_it_looks_as_the_theme_says(project: Path) -> None:
    """Also within another app."""
    app = runpy.run_path(str(project / "themed.py"))["app"]
    with TestClient(Starlette(routes=[Mount("/room", app)]), base_url=HERE) as client:
        walk(client, "/room")
        page = client.get("/room/help").text
        assert "<footer>Reading room, second floor</footer>" in page
        sheet = next(link for link in links_of(f"{HERE}/room/help", page) if "theme.css" in link)
        assert "#8a1538" in client.get(sheet).text
        assert ".brand { letter-spacing" in client.get(sheet).text


def test_every_variable_of_the_stylesheet_is_documented() -> None:
    """The page lists what a theme can set."""
    text = PAGE.read_text("utf-8")
    assert [] == [name for name in variables() if f"`{name}`" not in text]


def test_all_of_the_box_is_documented() -> None:
    """Its attributes, texts, events, parts and variables."""
    text = PAGE.read_text("utf-8")
    script = (Path(create_app.__code__.co_filename).parent / "static/searcher-box.js").read_text()
    texts = re.search(r"const TEXTS = \{(.*?)\n\};", script, re.DOTALL)
    assert texts is not None
    named = set(re.findall(r"^  (\w+):", texts[1], re.MULTILINE)) - {"label", "placeholder"}
    assert 5 < len(named)
    assert [] == [name for name in sorted(named) if f"`text-{name}`" not in text]
    parts = set(re.findall(r'part: "(\w+)"', script)) | set(re.findall(r'line\("(\w+)"', script))
    assert {"input", "title", "by", "snippet", "note"} <= parts
    assert [] == [part for part in sorted(parts) if f"`{part}`" not in text]
    styles = set(re.findall(r"--searcher-\w+", script))
    assert [] == [style for style in sorted(styles) if f"`{style}`" not in text]
    events = set(re.findall(r'"(searcher-[a-z]+)"', script)) - {"searcher-box"}
    assert {"searcher-results", "searcher-open"} == events
    assert [] == [event for event in events if f"`{event}`" not in text]

"""A theme changes name, colours, styles and templates; its mistakes are told at the start."""

from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from here import HERE
from searcher.errors import SearcherError, UsageError
from searcher.web.app import create_app
from searcher.web.theme import Theme, variables

pytest_plugins = ["export_fixtures"]


def client(path: Path, theme: Theme) -> TestClient:
    """Ask an app that looks so."""
    return TestClient(create_app(path, theme=theme), base_url=HERE)


def test_the_title_is_on_every_page(hay_path: Path) -> None:
    """Escaped, as all texts."""
    with client(hay_path, Theme(title="Quay & <Sons>")) as asked:
        for path in ("/", "/?q=bank", "/corpus", "/help", "/articles/x"):
            page = asked.get(path).text
            assert "Quay &amp; &lt;Sons&gt;</title>" in page
            assert '">Quay &amp; &lt;Sons&gt;</a>' in page
            assert "Searcher" not in page


def test_without_a_theme_there_is_no_further_style(hay_path: Path) -> None:
    """One request less."""
    with TestClient(create_app(hay_path), base_url=HERE) as asked:
        assert "theme.css" not in asked.get("/").text
        assert "Searcher</title>" in asked.get("/").text


def test_colours_and_styles_are_served_by_the_app_itself(hay_path: Path, tmp_path: Path) -> None:
    """After its own stylesheet; the address changes with them."""
    style = tmp_path / "own.css"
    style.write_text(".brand{letter-spacing:.1em}", "utf-8")
    theme = Theme(light={"link": "#a03"}, dark={"--link": "#f9a"}, styles=[style])
    with client(hay_path, theme) as asked:
        page = asked.get("/articles/x").text
        assert page.index("../static/searcher.css") < page.index("../theme.css?v=")
        sheet = asked.get("/theme.css")
    assert "text/css" in sheet.headers["content-type"]
    assert "@media (prefers-color-scheme:light){:root{--link:#a03}}" in sheet.text
    assert "@media (prefers-color-scheme:dark){:root{--link:#f9a}}" in sheet.text
    assert ".brand{letter-spacing:.1em}" in sheet.text
    with client(hay_path, Theme(light={"link": "#b04"})) as other:
        assert other.get("/articles/x").text != page


def test_templates_come_first_and_may_extend_the_apps_own(hay_path: Path, tmp_path: Path) -> None:
    """A folder changes what it holds, and nothing else."""
    (tmp_path / "base.html").write_text(
        '{% extends "searcher/base.html" %}'
        "{% block header %}{{ super() }}<p>Reading room {{ name }}</p>{% endblock %}"
        "{% block footer %}<footer>{{ '<b>' }}</footer>{% endblock %}",
        "utf-8",
    )
    (tmp_path / "help.html").write_text("<p>Ask the desk.</p>", "utf-8")
    with client(hay_path, Theme(templates=[tmp_path])) as asked:
        for path in ("/", "/corpus", "/articles/x"):
            page = asked.get(path).text
            assert "<p>Reading room hay</p>" in page
            assert "<footer>&lt;b&gt;</footer>" in page
            assert 'class="brand"' in page
        assert "<p>Ask the desk.</p>" == asked.get("/help").text


def test_templates_are_read_anew_by_each_app(hay_path: Path, tmp_path: Path) -> None:
    """Who changes them starts again, be it in the same process."""
    for text in ("one", "two"):
        (tmp_path / "help.html").write_text(text, "utf-8")
        with client(hay_path, Theme(templates=[tmp_path])) as asked:
            assert text == asked.get("/help").text


def test_the_variables_are_those_of_the_stylesheet() -> None:
    """All that the pages are coloured by."""
    assert {"bg", "panel", "line", "text", "soft", "link", "mark", "ui", "read"} <= set(variables())


@pytest.mark.parametrize(
    ("theme", "message"),
    [
        ({"light": {"lnk": "#a03"}}, "Did you mean link"),
        ({"dark": {"link": "#a03;}"}}, "one value of CSS"),
        ({"dark": {"link": "red /* */"}}, "one value of CSS"),
        ({"dark": {"link": " "}}, "one value of CSS"),
        ({"styles": ["nowhere/own.css"]}, "nowhere/own.css cannot be read"),
        ({"templates": ["nowhere"]}, "no folder of templates at nowhere"),
    ],
)
def test_mistakes_are_told_at_the_start(
    hay_path: Path, theme: dict[str, Any], message: str
) -> None:
    """Not by a page that looks odd."""
    with pytest.raises(SearcherError, match=message):
        create_app(hay_path, theme=Theme(**theme))


@pytest.mark.parametrize("text", [b"{% block %}", b"\xff"])
def test_templates_are_understood_at_the_start(hay_path: Path, tmp_path: Path, text: bytes) -> None:
    """Not by the first who asks for the page."""
    (tmp_path / "help.html").write_bytes(text)
    with pytest.raises(UsageError, match=r"theme: .*help\.html"):
        create_app(hay_path, theme=Theme(templates=[tmp_path]))

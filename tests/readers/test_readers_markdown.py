"""Markdown with front matter: fields, text, dates of file names, and what is no article."""

import io
from collections.abc import Callable

import pytest

from searcher.article import RawArticle, RawDate, RawTopic, Rejection, Skipped
from searcher.readers import detect, markdown
from searcher.readers.base import ReadOptions, Record, Source

pytest_plugins = ("reader_fixtures",)

One = Callable[..., RawArticle]
Read = Callable[..., list[Record]]


def test_toml_front_matter_gives_fields(read_one: One) -> None:
    """A TOML date is text again, and tags below `taxonomies` are topics."""
    data = b'+++\ntitle = "Tide"\ndate = 2020-01-02\n[taxonomies]\ntags = ["sea"]\n+++\nHigh water.'
    found = read_one(markdown, data)
    assert ("Tide", "High water.") == (found.title, found.body)
    assert (RawTopic("sea", "tag"),) == found.topics
    assert (RawDate("2020-01-02", "field:date"),) == found.dates


def test_json_front_matter_gives_fields(read_one: One) -> None:
    """An object at the beginning is front matter, and the text follows it."""
    found = read_one(markdown, b'{\n "title": "Tide",\n "author": "Ann Lee"\n}\n\nHigh water.')
    assert ("Tide", ("Ann Lee",), "High water.") == (found.title, found.authors, found.body)


def test_first_heading_is_the_title_where_none_is_declared(read_one: One) -> None:
    """The heading is taken out of the text."""
    found = read_one(markdown, b"# Low *tide*\n\nMud.\n\n# Later\n\nWater.")
    assert ("Low tide", "Mud.\n\nLater\n\nWater.") == (found.title, found.body)


def test_other_heading_than_the_title_stays(read_one: One) -> None:
    """A first heading that says something else is text."""
    found = read_one(markdown, b"---\ntitle: Tide\n---\n# Prologue\n\nMud.")
    assert ("Tide", "Prologue\n\nMud.") == (found.title, found.body)


def test_date_of_the_file_name_comes_after_the_declared_one(read_one: One) -> None:
    """Both are candidates, each with its origin."""
    data = b"---\ntitle: Tide\ndate: 2015-03-05\n---\nMud."
    found = read_one(markdown, data, file="posts/2015-03-04-tide.md")
    expected = (RawDate("2015-03-05", "field:date"), RawDate("2015-03-04", "file-name"))
    assert expected == found.dates


@pytest.mark.parametrize("name", ["2015-13-04-x.md", "20150304-x.md", "a-2015-03-04.md"])
def test_other_file_names_give_no_date(read_one: One, name: str) -> None:
    """Only a whole date at the beginning of the name is one."""
    assert () == read_one(markdown, b"# Tide\n\nMud.", file=name).dates


@pytest.mark.parametrize(
    "file",
    [
        "README.md",
        "news/_index.md",
        "LICENSE.md",
        "changelog.md",
        "archetypes/default.md",
        "_authors/ann-lee.md",
        "content/authors/ann-lee/_index.md",
    ],
)
def test_what_comes_along_is_skipped(read: Read, file: str) -> None:
    """Readmes, sections, templates and authors are no articles."""
    (found,) = read(markdown, b"# Title\n\nText.", file=file)
    assert isinstance(found, Skipped)
    assert "no-article" == found.reason


@pytest.mark.parametrize(
    ("data", "detail"),
    [
        (b"---\ntitle: Tide: high\n---\nMud.", "line 2: "),
        (b"\n---\na: b\ntitle: *a\n---\nMud.", "line 4: "),
        (b"---\ntitle: Tide\n", "line 1: --- opens front matter without an end"),
        (b"---\n- a: b\n---\nMud.", "line 2: front matter is a list of fields"),
        (b"+++\ntitle = \n+++\nMud.", "TOML: "),
        (b'{"title": \n\nMud.', "JSON: "),
        (b"---\na: " + b"[" * 500 + b"\n---\n", "line 2: nested too deeply"),
    ],
)
def test_broken_front_matter_is_rejected_with_its_line(
    read: Read, data: bytes, detail: str
) -> None:
    """The file is named as broken, not read as text."""
    (found,) = read(markdown, data)
    assert isinstance(found, Rejection)
    assert "bad-front-matter" == found.reason
    assert found.detail.startswith(detail)


def test_rule_above_a_text_is_no_front_matter(read_one: One) -> None:
    """`---` with a sentence below it is a line across the page."""
    assert (
        "Mud everywhere.\n\nWater."
        == read_one(markdown, b"---\n\nMud everywhere.\n\n---\nWater.").body
    )


def test_mapped_field_is_the_text(read_one: One) -> None:
    """`--map text=abstract` holds for front matter too."""
    data = b"---\ntitle: Tide\nabstract: Water.\n---\nMud."
    assert "Water." == read_one(markdown, data, fields={"text": "abstract"}).body


def test_page_with_front_matter_is_markdown_whatever_its_suffix() -> None:
    """Site generators keep HTML and text below front matter too."""
    for name in ("a.html", "a.txt", "a"):
        reader = detect(name, b"---\r\ntitle: Tide\r\n---\r\n<p>Mud.</p>")
        assert reader is not None
        assert "markdown" == reader.name


@pytest.mark.parametrize(
    "unit", ["[", "![", "*", "`", "<a ", "<!--", "{{<", "{% raw %}", "> ", "|"]
)
def test_hostile_repetition_is_read(unit: str) -> None:
    """A text of one mark, many times, is one record (and no test of patience)."""
    data = unit.encode() * (60_000 // len(unit))
    found = list(markdown.read(Source("a.md", lambda: io.BytesIO(data)), ReadOptions()))
    assert 1 == len(found)


@pytest.mark.parametrize(
    "head",
    [
        "# Tide\n\nBy Ann Lee\n\n30 January 2026\n\n",
        "# Tide\n\n*By Ann Lee*\n\n*30 January 2026*\n\n",
        "# Tide\n\n**By [Ann Lee](https://bay.example/ann)** | 30 January 2026\n\n",
        "# Tide\n\n**Author:** Ann Lee  \n**Date:** 30 January 2026\n\n",
        "# Tide\n\n- Author: Ann Lee\n- Published: 30 January 2026\n\n",
        "Tide\n\nBy Ann Lee\n\n30 January 2026\n\n",
        "Title: Tide\n\nAuthor: Ann Lee\n\nPublished Time: 30 January 2026\n\nMarkdown Content:\n",
    ],
)
def test_lines_below_a_heading_say_who_and_when(read: Read, head: str) -> None:
    """Without front matter they are all there is."""
    (found,) = read(markdown, f"{head}The sea came.\n\nIt went.\n".encode())
    assert isinstance(found, RawArticle)
    assert ("Tide", "The sea came.\n\nIt went.") == (found.title, found.body)
    assert (("Ann Lee",), ["30 January 2026"]) == (found.authors, [d.text for d in found.dates])


def test_code_below_a_heading_says_nothing(read: Read) -> None:
    """It shows what others may write."""
    (found,) = read(markdown, b"# Tide\n\n```\nAuthor: Ann Lee\n```\n\nThe sea came.\n")
    assert isinstance(found, RawArticle)
    assert ((), "Author: Ann Lee\n\nThe sea came.") == (found.authors, found.body)


def test_front_matter_comes_before_lines_below_a_heading(read: Read) -> None:
    """Nothing of the text is taken for what the fields say, and nothing is lost of it."""
    data = b"---\ntitle: Tide\nauthor: Bo Ray\n---\n\nBy Ann Lee\n\nThe sea came.\n"
    (found,) = read(markdown, data)
    assert isinstance(found, RawArticle)
    assert (("Bo Ray",), "By Ann Lee\n\nThe sea came.") == (found.authors, found.body)

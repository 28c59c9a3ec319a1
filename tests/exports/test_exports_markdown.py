"""Markdown: the document, and the folder of articles with front matter, which can be read again."""

import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from searcher import Index
from searcher.article import Article, RawArticle, fold, to_record
from searcher.exports.base import SinkOptions
from searcher.readers import front_matter, markdown
from searcher.testing import article, haystack
from sinks import golden, hostile_rows, made, plain_rows, shown

pytest_plugins = ("reader_fixtures",)

One = Callable[..., RawArticle]
FEW = SinkOptions(rows=24)
NOT_CHANGED = ("kind", "title", "source", "url", "summary", "body")


def test_golden_document(tmp_path: Path) -> None:
    """The document is as committed."""
    data = made("markdown", plain_rows(), tmp_path).data
    assert golden("markdown.md", data) == data


def test_golden_articles(tmp_path: Path) -> None:
    """Names and files are as committed."""
    data = shown(made("articles", plain_rows(), tmp_path, options=FEW).files)
    assert golden("articles.txt", data) == data


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (r"\# no heading", "# no heading"),
        (r"\- no\_item\_", "- no_item_"),
        ("&lt;script\\>", "<script>"),
        ("&#96;code&#96;", "`code`"),
        (r"\{\{ x \}\} \{\% y %\} \{\: .z\}", "{{ x }} {% y %} {: .z}"),
        ("one  \ntwo\n\nthree", "one\ntwo\n \n\n  three "),
        (r"1\. one", "1. one"),
        ("in line", "\x1b\u202ein\u2069\0 line"),
    ],
)
def test_markup_is_shown(expected: str, text: str, tmp_path: Path) -> None:
    """As in a list of hits; line breaks and paragraphs stay, hidden characters go."""
    row = to_record(article(title="T", body=text))
    assert f"# T\n\n{expected}\n" == made("markdown", [row], tmp_path, fields="title,body").text


def test_other_columns_are_listed(tmp_path: Path) -> None:
    """Below the byline; what is missing is not."""
    fields = "title,topics,words,language,authors,snippet"
    rows = [{**row, "snippet": {"text": "a *b*", "spans": []}} for row in plain_rows()[:1]]
    expected = (
        "# Treasury holdings reach a record\n\nMara Lindqvist\n\n"
        "- topics: economy/markets; economy/crypto\n- words: 23\n- language: en\n\n> a \\*b\\*\n"
    )
    assert expected == made("markdown", rows, tmp_path, fields=fields).text


def test_hostile_articles_have_a_heading_each(tmp_path: Path) -> None:
    """None can make another, or front matter, or a character that hides text."""
    rows = hostile_rows()
    found = made("markdown", rows, tmp_path)
    assert len(rows) == sum(line.startswith("# ") for line in found.text.split("\n"))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", found.text)
    assert found.sink.replaced > 0


def test_front_matter_is_yaml(tmp_path: Path) -> None:
    """PyYAML reads it too, and gives what was written but for hidden characters."""
    rows = [row for row in hostile_rows() if row["title"].isprintable()]
    files = made("articles", rows, tmp_path, options=FEW).files
    assert len(rows) == len(files)
    found = {}
    for data in files.values():
        read: dict[str, Any] = yaml.safe_load(data.decode().split("\n---\n")[0])
        found[read["id"]] = read
    for row in rows:
        read = found[row["id"]]
        assert (row["title"] or None, row["source"] or None) == (
            read.get("title"),
            read.get("source"),
        )
        assert [author["name"] for author in row["authors"]] == read["authors"]


def test_hostile_front_matter_is_read_by_ones_own_reader(tmp_path: Path) -> None:
    """Each file is an article; none of its texts ends the front matter or adds a field."""
    for data in made("articles", hostile_rows(), tmp_path, options=FEW).files.values():
        page = front_matter.split(data.decode())
        assert set(page.fields) <= {
            *("id", "kind", "title", "authors", "source", "topics", "inferred_topics"),
            *("language", "url", "words", "summary", "topic_origins", "date_raw"),
            *("date_flags", "author_roles", "topic_codes"),
        }


_TEXT = st.text(
    st.characters(
        categories=["L", "N", "P", "S", "Zs"],
        include_characters="\n",
        exclude_characters="\ue000\ue001",
    ),
    max_size=200,
)


@given(_TEXT)
def test_bodies_come_back(read_one: One, body: str) -> None:
    """Whatever looks like markup in them: the reader gives the paragraphs and lines again."""
    lines = [" ".join(line.split()) for line in body.split("\n")]
    body = "\n".join(lines).strip("\n")
    while "\n\n\n" in body:
        body = body.replace("\n\n\n", "\n\n")
    row = to_record(article(title="A title", body=body))
    with tempfile.TemporaryDirectory() as folder:
        (data,) = made("articles", [row], Path(folder), options=FEW).files.values()
    assert (body or None) == read_one(markdown, data, file="a.md").body


@given(_TEXT.filter(lambda text: "<" not in text and "&" not in text))
def test_titles_come_back(read_one: One, title: str) -> None:
    """From the front matter; there the reader takes tags and entities for what they are."""
    title = " ".join(title.split())
    row = to_record(article(title=title, body="A body."))
    with tempfile.TemporaryDirectory() as folder:
        (data,) = made("articles", [row], Path(folder), options=FEW).files.values()
    if title.lower() not in ("true", "false"):
        assert (title or None) == read_one(markdown, data, file="a.md").title


def test_an_export_can_be_ingested(tmp_path: Path) -> None:
    """Titles, authors, dates, topics and bodies are equal; a second round changes nothing."""
    first = _again(haystack(), tmp_path / "first")
    assert len(haystack()) == len(first)
    for one in haystack():
        read = first[one.kind, one.title]
        assert [getattr(one, n) for n in NOT_CHANGED] == [getattr(read, n) for n in NOT_CHANGED]
        assert (one.published.text if one.published else None) == (
            read.published.text if read.published else None
        )
        declared = [topic.path for topic in one.topics if not topic.inferred]
        assert declared == [topic.path for topic in read.topics if not topic.inferred]
        if one.authors:
            assert [fold(a.name) for a in one.authors] == [a.key for a in read.authors]
    second = _again(first.values(), tmp_path / "second")
    for key, one in first.items():
        assert (one.id, one.authors) == (second[key].id, second[key].authors)


def _again(articles: Any, folder: Path) -> dict[tuple[str, str], Article]:
    """Export and ingest."""
    folder.mkdir()
    made("articles", [to_record(one) for one in articles], folder, options=FEW)
    with Index.create(folder / "index", languages=("en", "de")) as index:
        report = index.ingest(folder / "made", infer_topics=False)
        assert not report.rejected
        found = [hit.article for hit in index.search(limit=100).hits]
        return {(one.kind, one.title): one for one in found}


def test_a_renderer_finds_no_other_markup(tmp_path: Path) -> None:
    """CommonMark with tables and strikethrough: headings, paragraphs, summaries and addresses."""
    parser: Any = pytest.importorskip("markdown_it")
    found = made("markdown", [*hostile_rows(), *plain_rows()], tmp_path)
    html = parser.MarkdownIt("gfm-like", {"linkify": False}).render(found.text)
    tags = set(re.findall(r"</?([a-z0-9]+)", html))
    assert {"h1", "p", "em", "a", "br"} == tags
    assert all(
        link.startswith(("https://x.example/", "https://ledger", "https://quay", "https://bits"))
        for link in re.findall(r'href="([^"]*)"', html)
    )
    assert len(hostile_rows()) + len(plain_rows()) == html.count("<h1>")

"""Ghost's export: posts with what other tables say of them."""

import io
import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.article import RawArticle, RawDate, RawTopic
from searcher.readers import detect
from searcher.readers import json as documents
from searcher.readers.base import ReadOptions, Record, Source
from searcher.readers.records import ghost

pytest_plugins = ("reader_fixtures",)

One = Callable[..., RawArticle]
Read = Callable[..., list[Record]]

POST: dict[str, Any] = {
    "id": "5",
    "title": "The wall holds",
    "slug": "the-wall-holds",
    "html": "<!--kg-card-begin: html--><p>It held.</p><figure><img>"
    "<figcaption>A wall</figcaption></figure><p>It will.</p>",
    "plaintext": "It held. It will [https://quay.example].",
    "status": "published",
    "type": "post",
    "custom_excerpt": "A wall.",
    "published_at": "2026-01-30T06:00:00.000Z",
    "updated_at": "2026-02-01T06:00:00.000Z",
    "canonical_url": "__GHOST_URL__/the-wall-holds/",
}
TABLES: dict[str, Any] = {
    "posts_authors": [
        {"post_id": "5", "author_id": "b", "sort_order": 1},
        {"post_id": "5", "author_id": "a", "sort_order": 0},
    ],
    "posts_tags": [{"post_id": "5", "tag_id": "t"}, {"post_id": "5", "tag_id": "i"}],
    "settings": [{"key": "title", "value": "Quay Notes"}, {"key": "locale", "value": "en"}],
    "tags": [{"id": "t", "name": "Walls, docks"}, {"id": "i", "name": "#promoted"}],
    "users": [{"id": "a", "name": "Ines Calloway"}, {"id": "b", "name": "Bo Ray"}],
}
META = {"exported_on": 1_769_760_000_000, "version": "5.82.0"}


def export(*posts: Any, wrapped: bool = True, **tables: Any) -> bytes:
    """Give an export of these posts."""
    whole = {"meta": META, "data": {"posts": list(posts), **TABLES, **tables}}
    return json.dumps({"db": [whole]} if wrapped else whole).encode()


@pytest.mark.parametrize("wrapped", [True, False])
def test_post_is_an_article(read_one: One, *, wrapped: bool) -> None:
    """Authors and tags are those that the other tables name, in their order."""
    data = export(POST, wrapped=wrapped)
    found = read_one(documents, data)
    assert ("The wall holds", "A wall.", "It held.\n\nIt will.") == (
        found.title,
        found.summary,
        found.body,
    )
    assert (("Ines Calloway", "Bo Ray"), "Quay Notes") == (found.authors, found.source)
    assert (RawTopic("Walls, docks", "tag"),) == found.topics
    assert RawDate("2026-01-30T06:00:00.000Z", "field:published_at") == found.dates[0]
    assert ("en", None) == (found.language, found.url)
    assert POST == json.loads(data[found.provenance.start : found.provenance.end])


def test_tables_may_stand_before_the_posts(read_one: One) -> None:
    """An export lists them by their names."""
    data = json.dumps({"meta": META, "data": {**TABLES, "posts": [POST]}}).encode()
    assert ("Ines Calloway", "Bo Ray") == read_one(documents, data).authors


def test_export_in_utf_16_is_read(read_one: One) -> None:
    """Its bytes have no place in the file then."""
    found = read_one(documents, export(POST).decode().encode("utf-16"))
    assert ("The wall holds", None) == (found.title, found.provenance.start)


@pytest.mark.parametrize(
    ("status", "expected"),
    [("sent", None), ("draft", "not-published"), ("scheduled", "not-published")],
)
def test_what_did_not_come_out_is_named(read: Read, status: str, expected: str | None) -> None:
    """A post that went out by mail came out."""
    found = read(documents, export({**POST, "status": status}, POST))
    assert [expected, None] == [getattr(record, "reason", None) for record in found]


PARAGRAPH = {"type": "paragraph", "children": [{"type": "text", "text": "It held."}]}
LEXICAL = {"root": {"children": [PARAGRAPH, {"type": "html", "html": "<p>It will.</p>"}]}}
MOBILEDOC = {
    "cards": [["markdown", {"markdown": "It *held*."}], ["html", {"html": "<b>It</b>"}]],
    "sections": [[10, 0], [1, "p", [[0, [], 1, "It "], [0, [], 0, "will."]]], [10, 9], 7, [10]],
}


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        ({"plaintext": "It held."}, "It held."),
        ({"lexical": json.dumps(LEXICAL)}, "It held.\n\nIt will."),
        ({"mobiledoc": json.dumps(MOBILEDOC)}, "It held.\n\nIt will."),
        ({"markdown": "# It\n\n*held*."}, "It\n\nheld."),
        ({"lexical": "{", "mobiledoc": "[" * 5_000, "plaintext": None}, None),
        ({"lexical": '"text"', "mobiledoc": "null"}, None),
    ],
)
def test_text_is_found_in_whatever_form_it_is_kept(
    read_one: One, stored: dict[str, Any], expected: str | None
) -> None:
    """Old and new versions, and programs that write for Ghost, keep no HTML."""
    post = {"id": 5, "title": "The wall holds", "status": "published", **stored}
    assert expected == read_one(documents, export(post)).body


@pytest.mark.parametrize(
    "tables",
    [
        {"users": None, "posts_authors": {}, "posts_tags": [1, None], "tags": [{}]},
        {"users": [{"id": [], "name": 7}], "tags": "x", "settings": [[]]},
        {"posts_authors": [{"post_id": "5", "author_id": "a", "sort_order": "x"}], "users": []},
    ],
)
def test_odd_tables_cost_no_post(read_one: One, tables: dict[str, Any]) -> None:
    """A post is read without what they would have said."""
    found = read_one(documents, export(POST, **tables))
    assert ("The wall holds", ()) == (found.title, found.authors)


def test_other_documents_with_such_names_are_read_as_before(read_one: One) -> None:
    """A meta object and a list of posts make no Ghost; what a post says itself stands."""
    post = {"title": "The wall", "author": "Ann Lee", "text": "It held.", "date": "2026-01-30"}
    for meta in ({"version": "1"}, META):
        found = read_one(documents, json.dumps({"meta": meta, "data": {"posts": [post]}}).encode())
        assert (("Ann Lee",), "It held.") == (found.authors, found.body)
        assert "2026-01-30" == found.dates[0].text


def test_mapped_field_of_a_post_stands(read_one: One) -> None:
    """`--map` comes before what the tables say."""
    found = read_one(
        documents, export(POST), fields={"text": "plaintext", "topics": "type", "author": "slug"}
    )
    assert "It held. It will [https://quay.example]." == found.body
    assert (("the-wall-holds",), ["post"]) == (
        found.authors,
        [getattr(topic, "text", topic) for topic in found.topics],
    )


def test_large_export_is_read_post_by_post(read: Read) -> None:
    """Above eight megabytes, too, with its tables."""
    post = {**POST, "html": f"<p>{'It held. ' * 20_000}</p>"}
    found = read(documents, export(*[{**post, "id": str(n)} for n in range(60)], POST))
    assert 61 == len(found)
    assert isinstance(found[-1], RawArticle)
    assert ("Ines Calloway", "Bo Ray") == found[-1].authors


def test_broken_post_costs_itself(read: Read) -> None:
    """The others are read, and know their authors where the tables stand before."""
    data = json.dumps({"meta": META, "data": {**TABLES, "posts": [POST, POST, POST]}}).encode()
    place = data.index(b'"slug"', data.index(b'"slug"') + 9)
    found = read(documents, data[:place] + b"}}" + data[place:])
    assert ["The wall holds", "bad-json", "The wall holds"] == [
        getattr(record, "title", None) or getattr(record, "reason", None) for record in found
    ]


@given(st.integers(0, 1_900), st.binary(max_size=3))
def test_damaged_export_is_read(place: int, noise: bytes) -> None:
    """Whatever is damaged, something is said about it, and nothing raises."""
    data = export(POST, POST)
    data = data[:place] + noise + data[place + len(noise) :]
    source = Source("a.json", lambda: io.BytesIO(data))
    assert list(documents.read(source, ReadOptions()))


@pytest.mark.parametrize(
    "text",
    [
        '{"root":' + '{"children":[' * 400 + "]}" * 400 + "}",
        '{"root":{"children":[' + '{"text":"a"},' * 300_000 + '""]}}',
    ],
)
def test_document_of_a_stranger_takes_no_time(read: Read, text: str) -> None:
    """Nesting and numbers are bounded."""
    started = time.thread_time()
    read(documents, export({"title": "A", "status": "published", "lexical": text}))
    assert time.thread_time() - started < 4


def test_export_is_told_by_its_first_names() -> None:
    """Which is a look at a few bytes."""
    assert ghost.begins(export(POST))
    assert ghost.begins(b"\xef\xbb\xbf" + export(POST, wrapped=False))
    assert not ghost.begins(b'{"meta": {"version": "1"}, "data": {}}')
    reader = detect("quay.ghost.2026-01-30.json", export(POST))
    assert reader is not None
    assert "json" == reader.name

"""Exports of programs for reading later, for feeds and for references."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exported import articles, records, said
from searcher.article import RawArticle

ITEM: dict[str, Any] = {
    "id": "tag:google.com,2005:reader/item/1",
    "title": "The wall holds",
    "author": "Ines Calloway",
    "published": 1_769_700_000,
    "crawlTimeMsec": "1769760000000",
    "categories": ["user/1/state/com.google/reading-list", "user/1/label/Sea", "Harbour"],
    "canonical": [{"href": "https://quay.example/wall"}],
    "alternate": [{"href": "https://quay.example/amp", "type": "text/html"}],
    "summary": {"direction": "ltr", "content": "<p>It held.</p><p>It will.</p>"},
    "origin": {"streamId": "feed/https://quay.example/rss", "title": "Quay Notes"},
}
REFERENCE: dict[str, Any] = {
    "id": "http://zotero.org/users/1/items/A",
    "type": "article-newspaper",
    "title": "The wall holds",
    "abstract": "It held.",
    "container-title": "Quay Notes",
    "publisher": "Quay Press",
    "section": "Harbour",
    "author": [{"family": "Calloway", "given": "Ines"}],
    "URL": "https://quay.example/wall",
    "issued": {"date-parts": [["2026", 1, 30]]},
    "accessed": {"date-parts": [["2026", 2, 1]]},
}
KEPT: dict[str, Any] = {
    "is_archived": 1,
    "user_name": "reader",
    "tags": ["sea"],
    "id": 7,
    "title": "The wall holds",
    "url": "https://quay.example/wall",
    "hashed_url": "0a",
    "content": "<p>It held.</p>",
    "created_at": "2026-02-01T10:00:00+0100",
    "published_at": "2026-01-30T06:00:00+0100",
    "published_by": ["Ines Calloway"],
    "domain_name": "quay.example",
}


def one(record: dict[str, Any], **mapped: str) -> RawArticle:
    """Read a list of one record."""
    (found,) = articles(json.dumps([record]).encode(), "a.json", **mapped)
    return found


def test_item_of_a_reader_of_feeds() -> None:
    """Its folders are no topics, and the feed is the source."""
    found = one({**ITEM, "updated": 1_769_700_001})
    assert {
        "title": "The wall holds",
        "source": "Quay Notes",
        "date": "1769700000",
        "authors": ("Ines Calloway",),
        "topics": ("Harbour",),
        "body": "It held.\n\nIt will.",
        "url": "https://quay.example/wall",
    } == said(found)
    assert "1769760000000" == found.captured


def test_item_with_text_and_summary_has_both() -> None:
    """Feedly writes them beside each other, and the address by another name."""
    content = {"content": "<p>It held all night.</p>", "direction": "ltr"}
    found = one(
        {
            **{name: value for name, value in ITEM.items() if name != "canonical"},
            "content": content,
            "canonicalUrl": "https://quay.example/c",
            "keywords": ["sea"],
        }
    )
    assert ("It held all night.", "https://quay.example/c") == (found.body, found.url)
    assert (found.summary or "").startswith("It held.")


def test_reference_is_an_article_of_its_publication() -> None:
    """Whoever publishes that is not its source."""
    found = one(REFERENCE)
    assert {
        "title": "The wall holds",
        "source": "Quay Notes",
        "date": "2026-01-30",
        "authors": ("Ines Calloway",),
        "topics": ("Harbour",),
        "summary": "It held.",
        "url": "https://quay.example/wall",
    } == said(found)
    assert "2026-02-01" == found.captured


@pytest.mark.parametrize(
    ("issued", "expected"),
    [
        ({"date-parts": [[2026]]}, "2026"),
        ({"date-parts": [["2026", "1"]]}, "2026-01"),
        ({"date-parts": [[2026, 1, 30], [2026, 2, 1]]}, "2026-01-30"),
        ({"raw": "30 January 2026"}, "30 January 2026"),
        ({"literal": "Winter 2026", "season": 1}, "Winter 2026"),
        ({"date-parts": [[None, "x"]]}, None),
        ({"date-parts": []}, None),
        ({"date-parts": "2026"}, None),
    ],
)
def test_day_of_a_reference_is_no_more_precise_than_written(
    issued: dict[str, Any], expected: str | None
) -> None:
    """A row of numbers may end at the year."""
    found = one({**REFERENCE, "issued": issued})
    assert expected == (found.dates[0].text if found.dates else None)


def test_entry_that_was_kept_is_not_of_its_keeper() -> None:
    """Nor came it out when it was kept."""
    found = one(KEPT)
    assert {
        "title": "The wall holds",
        "source": "quay.example",
        "date": "2026-01-30T06:00:00+0100",
        "authors": ("Ines Calloway",),
        "topics": ("sea",),
        "body": "It held.",
        "url": "https://quay.example/wall",
    } == said(found)
    assert "2026-02-01T10:00:00+0100" == found.captured
    unknown = one({**KEPT, "published_at": None, "published_by": None})
    assert ((), ()) == (unknown.dates, unknown.authors)


@pytest.mark.parametrize("record", [ITEM, REFERENCE, KEPT])
def test_lines_and_objects_are_told_alike(record: dict[str, Any]) -> None:
    """However a record comes."""
    line = json.dumps(record).encode()
    (alone,) = articles(line + b"\n" + b"\n", "a.jsonl")
    (listed,) = articles(b'{"items": [' + line + b"]}", "a.json")
    assert said(one(record)) == said(alone) == said(listed)


def test_mapped_fields_stand() -> None:
    """By the names that the record has."""
    assert "reader" == one(KEPT, authors="user_name").authors[0]
    assert KEPT["created_at"] == one(KEPT, date="created_at").dates[0].text


CSV = {
    "instapaper": "URL,Title,Selection,Folder,Timestamp\n"
    "https://quay.example/wall,The wall,It held.,Unread,1769760000\n",
    "pocket": "title,url,time_added,tags,status\n"
    "The wall,https://quay.example/wall,1769760000,sea|wall,unread\n",
    "reader": "Title,URL,ID,Document tags,Saved date,Reading progress,Location,Seen\n"
    "The wall,https://quay.example/wall,01h,,1769760000,0.5,new,True\n",
}


@pytest.mark.parametrize("name", sorted(CSV))
def test_links_are_articles_that_were_saved(name: str) -> None:
    """When that was is no day of publication."""
    (found,) = articles(CSV[name].encode(), "a.csv")
    assert ("The wall", "https://quay.example/wall") == (found.title, found.url)
    assert ("1769760000", (), None) == (found.captured, found.dates, found.body)


def test_tables_of_databases_name_the_publication() -> None:
    """Beside who publishes it, and the title beside a subject."""
    ebsco = "Article Title,Author,Journal Title,Publisher,Subjects\nThe wall,Lee,Quay,Press,A; B\n"
    gale = "Document Title,Publication Title,Publisher,Author,Subject\nThe wall,Quay,Gale,Lee,A\n"
    zotero = "Title,Author,Publication Title,Manual Tags\nThe wall,Lee,Quay,A; B\n"
    for text, topics in ((ebsco, ("A", "B")), (gale, ("A",)), (zotero, ("A", "B"))):
        (found,) = articles(text.encode(), "a.csv")
        expected = {"title": "The wall", "source": "Quay", "authors": ("Lee",), "topics": topics}
        assert expected == said(found)


VALUES = st.recursive(
    st.none() | st.integers() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=3)
)


@given(
    st.sampled_from([ITEM, REFERENCE, KEPT]).flatmap(
        lambda record: st.dictionaries(st.sampled_from(sorted(record)), VALUES).map(
            lambda changed: {**record, **changed}
        )
    )
)
def test_records_with_odd_values_are_read(record: dict[str, Any]) -> None:
    """Nothing raises, whatever stands in their fields."""
    assert 1 == len(records(json.dumps([record]).encode(), "a.json"))


@pytest.mark.parametrize(
    ("title", "source", "shown"),
    [
        ("The wall holds - The New York Times", "New York Times", "The wall holds"),
        ("The wall - so far - holds | Quay Notes", "Quay Notes", "The wall - so far - holds"),
        ("The wall holds – QUAY NOTES ", "Quay Notes", "The wall holds"),
        ("堤防は今週も持ちこたえている - 港新聞", "港新聞", "堤防は今週も持ちこたえている"),
        ("Letters - Quay Notes", "Quay Notes", "Letters - Quay Notes"),
        ("How the wall came to Quay Notes", "Quay Notes", "How the wall came to Quay Notes"),
        ("The best day of the wall - time", "Quay Notes", "The best day of the wall - time"),
        ("Quay Notes", "Quay Notes", "Quay Notes"),
        ("The wall holds - Other Quay Notes", "Quay Notes", "The wall holds - Other Quay Notes"),
    ],
)
def test_outlet_behind_a_title(title: str, source: str, shown: str) -> None:
    """Is cut off where the record names it, and a title is left."""
    record = {"title": title, "text": "It held.", "publication": source}
    assert one(record).title == shown
    assert one(record, title="title").title == title.strip()


ZOTERO: dict[str, Any] = {
    "key": "A",
    "itemType": "newspaperArticle",
    "title": "The wall holds",
    "abstractNote": "It held.",
    "creators": [
        {"creatorType": "author", "firstName": "Ines", "lastName": "Calloway"},
        {"creatorType": "translator", "firstName": "Bo", "lastName": "Ray"},
        {"creatorType": "author", "name": "Quay Desk"},
    ],
    "publicationTitle": "Quay Notes",
    "date": "January 30, 2026",
    "section": "Harbour",
    "url": "https://quay.example/wall",
    "accessDate": "2026-02-01T10:00:00Z",
    "dateAdded": "2026-02-02T10:00:00Z",
    "tags": [{"tag": "walls", "type": 1}],
}


@pytest.mark.parametrize("wrapped", [False, True], ids=["export", "interface"])
def test_items_of_zotero(wrapped: bool) -> None:
    """Its own JSON, as Better BibTeX and its interface give it."""
    item = {"key": "A", "meta": {"creatorSummary": "C"}, "data": ZOTERO} if wrapped else ZOTERO
    (found,) = articles(json.dumps({"items": [item]}).encode(), "a.json")
    assert said(found) == {
        "title": "The wall holds",
        "summary": "It held.",
        "authors": ("Ines Calloway", "Quay Desk"),
        "source": "Quay Notes",
        "date": "January 30, 2026",
        "topics": ("Harbour", "walls"),
        "url": "https://quay.example/wall",
    }
    assert found.captured == "2026-02-01T10:00:00Z"


def test_what_hangs_on_an_item_of_zotero_is_none() -> None:
    """A snapshot has its address, and would stand in its place."""
    parts = [
        {"itemType": "attachment", "title": "Snapshot", "url": "https://quay.example/wall"},
        {"data": {"itemType": "note", "note": "<p>Read it.</p>"}},
    ]
    found = records(json.dumps([ZOTERO, *parts]).encode(), "a.json")
    assert [getattr(one, "reason", "") for one in found] == ["", "no-article", "no-article"]


def test_raindrop_says_when_a_page_was_saved() -> None:
    """And not when it came out."""
    table = (
        "id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite\r\n"
        '1,The wall holds,mine,It held.,https://quay.example/wall,Unsorted,"walls, sea",'
        "2026-02-01T08:30:00.000Z,,,false\r\n"
    )
    (found,) = articles(table.encode(), "export.csv")
    assert (found.dates, found.captured) == ((), "2026-02-01T08:30:00.000Z")
    assert (found.title, found.summary, len(found.topics)) == ("The wall holds", "It held.", 2)


def test_pinboard_calls_the_title_a_description() -> None:
    """Its time is when the page was saved."""
    mark = {
        "href": "https://quay.example/wall",
        "description": "The wall holds",
        "extended": "It held.",
        "time": "2026-02-01T08:30:00Z",
        "tags": "walls sea",
    }
    (found,) = articles(json.dumps([mark]).encode(), "a.json")
    assert said(found) == {
        "title": "The wall holds",
        "summary": "It held.",
        "topics": ("walls", "sea"),
        "url": "https://quay.example/wall",
    }
    assert found.captured == "2026-02-01T08:30:00Z"


def test_miniflux_says_when_an_entry_came_to_it() -> None:
    """That is no day of publication, where none is there either."""
    entry = {
        "feed_id": 1,
        "title": "The wall holds",
        "content": "<p>It held.</p>",
        "created_at": "2026-02-01T08:30:00Z",
        "changed_at": "2026-02-02T08:30:00Z",
        "feed": {"title": "Quay Notes", "category": {"title": "Mine"}},
    }
    (found,) = articles(json.dumps({"total": 1, "entries": [entry]}).encode(), "a.json")
    assert (found.dates, found.captured) == ((), "2026-02-01T08:30:00Z")
    assert (found.source, found.topics) == ("Quay Notes", ())


def test_a_text_that_stands_there_twice_is_no_summary() -> None:
    """FreshRSS gives both."""
    (found,) = articles(json.dumps([{**ITEM, "content": ITEM["summary"]}]).encode(), "a.json")
    assert (found.summary, found.body) == (None, "It held.\n\nIt will.")


def test_the_head_of_a_list_of_pages() -> None:
    """A WACZ has one beside its crawl."""
    head = {"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}
    (found,) = records(json.dumps(head).encode() + b"\n", "pages.jsonl")
    assert getattr(found, "reason", "") == "no-article"


@pytest.mark.parametrize(("status", "reason"), [("publish", ""), ("draft", "not-published")])
def test_posts_of_wordpress_interface(status: str, reason: str) -> None:
    """Their two clocks give the moment; what did not come out is none."""
    post = {
        "date": "2026-01-30T08:30:00",
        "date_gmt": "2026-01-30T06:30:00",
        "status": status,
        "type": "post",
        "title": {"rendered": "The wall holds"},
        "content": {"rendered": "<p>It held.</p>"},
    }
    (found,) = records(json.dumps([post]).encode(), "a.json")
    assert getattr(found, "reason", "") == reason
    if isinstance(found, RawArticle):
        assert [date.text for date in found.dates] == ["2026-01-30T08:30:00+02:00"]


ARTICLE: dict[str, Any] = {
    "title": "The wall holds",
    "text": "It held.",
    "author": "Ines Calloway",
    "source": "Quay Notes",
    "tags": ["sea"],
}


@pytest.mark.parametrize(
    "beside",
    [
        {"itemType": "report"},
        {"itemType": "note"},
        {"itemType": ["note"]},
        {"itemType": {}},
        {"itemType": ["note"], "creators": []},
        {"data": {"itemType": "note", "title": "N"}},
        {"href": "https://a.example", "description": "D", "extended": "", "time": "2026-01-30"},
        {"primary_tag": "sea"},
    ],
    ids=str,
)
def test_a_field_like_those_of_a_program_loses_nothing(beside: dict[str, Any]) -> None:
    """A name alone is no sign, and of any kind."""
    plain, found = said(one(ARTICLE)), said(one({**ARTICLE, **beside}))
    assert plain == {name: value for name, value in found.items() if name in plain}

"""Interfaces and data sets whose names mean something else elsewhere are read by their forms."""

import json
from typing import Any

import pytest

from exported import articles, records
from searcher.article import RawArticle, Skipped

URL = "https://quay.example/wall"


def one(record: dict[str, Any], **mapped: str) -> RawArticle:
    """Read a line that is a record."""
    (found,) = articles(json.dumps(record).encode() + b"\n", "a.jsonl", **mapped)
    return found


def topics(found: RawArticle) -> list[str]:
    """Give the words of the topics."""
    return [topic if isinstance(topic, str) else topic.text for topic in found.topics]


POST: dict[str, Any] = {
    "id": "b2e8",
    "article_url": URL,
    "title": None,
    "author": "",
    "published_date": None,
    "contents": [
        {"content": "Local", "mime": "text/plain", "type": "kicker"},
        {"content": "The wall holds", "mime": "text/plain", "type": "title"},
        {"fullcaption": "The wall.", "imageURL": "https://a.example/1.jpg", "type": "image"},
        {"content": "By Ines Calloway", "mime": "text/plain", "type": "byline"},
        {"content": 1325376562000, "mime": "text/plain", "type": "date"},
        {"content": "It <b>held</b>.", "subtype": "paragraph", "type": "sanitized_html"},
        None,
        {"content": "It will.", "subtype": "paragraph", "type": "sanitized_html"},
        {"type": "author_info", "name": "Ines Calloway", "bio": "She writes."},
    ],
    "source": "The Washington Post",
}


def test_washington_post_of_trec() -> None:
    """Of its pieces only the paragraphs are text; the others stand in where a field is empty."""
    found = one(POST)
    assert (found.title, found.body) == ("The wall holds", "It held.\n\nIt will.")
    assert (found.authors, topics(found)) == (("By Ines Calloway",), ["Local"])
    assert [date.text for date in found.dates] == ["1325376562000"]
    assert one({**POST, "title": "A wall", "author": "I. C."}).title == "A wall"


def test_contents_of_another_kind_are_a_text() -> None:
    """A list of paragraphs, for one."""
    assert one({"title": "A", "contents": ["One.", "Two."]}).body == "One.\n\nTwo."


STORY: dict[str, Any] = {
    "type": "story",
    "version": "0.10.9",
    "headlines": {"basic": "The wall holds"},
    "description": {"basic": "So far."},
    "content_elements": [
        {"type": "text", "content": "It <b>held</b>."},
        {"type": "image", "caption": "The wall", "content": "x"},
        {"type": "header", "level": 2, "content": "Next"},
        {"type": "list", "items": [{"type": "text", "content": "A gate."}]},
        {"type": "quote", "content_elements": [{"type": "text", "content": "We wait."}]},
        {"type": "interstitial_link", "content": "Read more", "url": URL},
        {"type": "text", "content": "It will."},
    ],
    "credits": {"by": [{"type": "author", "name": "Ines Calloway"}]},
    "display_date": "2026-01-30T06:00:00Z",
    "publish_date": "2026-02-07T06:00:00Z",
    "last_updated_date": "2026-02-07T06:00:00Z",
    "taxonomy": {"primary_section": {"name": "Harbour"}, "tags": [{"text": "Walls, old"}]},
    "distributor": {"name": "Quay Notes"},
}


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_story_of_arc(name: str) -> None:
    """A story is one article, and not one for each of its paragraphs."""
    (found,) = articles(json.dumps(STORY).encode(), name)
    assert (found.title, found.summary) == ("The wall holds", "So far.")
    assert found.body == "It held.\n\nNext\n\nA gate.\n\nWe wait.\n\nIt will."
    assert (found.authors, found.source) == (("Ines Calloway",), "Quay Notes")
    assert [date.text for date in found.dates] == ["2026-01-30T06:00:00Z"]
    assert found.stamp == "2026-02-07T06:00:00Z"
    assert topics(found) == ["Harbour", "Walls, old"]


def test_feed_of_arc() -> None:
    """Its elements are stories."""
    feed = {"type": "results", "content_elements": [STORY, STORY], "count": 2}
    assert len(articles(json.dumps(feed).encode(), "a.json")) == 2


def test_apple_news() -> None:
    """The text is in components, some within others; captions are none of it."""
    document = {
        "version": "1.7",
        "title": "The wall holds",
        "language": "en",
        "components": [
            {"role": "header", "components": [{"role": "title", "text": "The wall holds"}]},
            {"role": "intro", "text": "So far."},
            {"role": "author", "text": "By Ines Calloway | 30 January 2026"},
            {"role": "photo", "caption": "The wall"},
            {"role": "body", "format": "markdown", "text": "It **held**.\n\nFor now."},
            {
                "role": "container",
                "components": [
                    {"role": "heading2", "text": "Next"},
                    {"role": "body", "format": "html", "text": "<p>It will.</p>"},
                ],
            },
        ],
        "metadata": {"authors": ["Ines Calloway"], "datePublished": "2026-01-30T06:00:00Z"},
    }
    (found,) = articles(json.dumps(document).encode(), "article.json")
    assert (found.title, found.summary) == ("The wall holds", "So far.")
    assert found.body == "It held.\n\nFor now.\n\nNext\n\nIt will."
    assert (found.authors, found.dates[0].text) == (("Ines Calloway",), "2026-01-30T06:00:00Z")


def test_newsroom_dates_copies() -> None:
    """A date that stands in the address of an archive's copy is the copy's, to the second."""
    record = {
        "url": URL,
        "archive": f"http://web.archive.org/web/20180102081518/{URL}",
        "title": "The wall holds",
        "text": "It held.",
        "date": "20180102081518",
    }
    found = one(record)
    assert (found.dates, found.captured) == ((), "20180102081518")
    assert one({**record, "date": "2018-01-01"}).dates[0].text == "2018-01-01"


def test_interface_of_the_new_york_times() -> None:
    """The first paragraph is text beside the abstract; each keyword is one."""
    document = {
        "web_url": URL,
        "abstract": "So far.",
        "lead_paragraph": "It held.",
        "headline": {"main": "The wall holds", "print_headline": "A Wall"},
        "keywords": [
            {"name": "persons", "value": "Calloway, Ines", "rank": 1},
            {"name": "glocations", "value": "Quay (England)", "rank": 2},
        ],
        "byline": {"original": None, "person": [], "organization": "The Associated Press"},
        "pub_date": "2026-01-30T02:00:01+0000",
        "source": "The New York Times",
    }
    listed = json.dumps({"status": "OK", "response": {"docs": [document]}}).encode()
    (found,) = articles(listed, "a.json")
    assert (found.title, found.summary, found.body) == ("The wall holds", "So far.", "It held.")
    assert topics(found) == ["Calloway, Ines", "Quay (England)"]
    assert found.authors == ("The Associated Press",)
    assert one({**document, "lead_paragraph": "So far."}).body is None


def test_interface_of_the_guardian() -> None:
    """Its tags of the kind `keyword` are topics, contributors are authors, tones are neither."""
    item = {
        "webTitle": "The wall holds",
        "webPublicationDate": "2026-01-30T06:00:00Z",
        "webUrl": URL,
        "sectionName": "Harbour",
        "fields": {"body": "<p>It held.</p>"},
        "tags": [
            {"type": "keyword", "webTitle": "Walls"},
            {"type": "tone", "webTitle": "Comment"},
            {"type": "contributor", "webTitle": "Ines Calloway"},
        ],
    }
    for response in ({"results": [item]}, {"content": item}):
        (found,) = articles(json.dumps({"response": response}).encode(), "a.json")
        assert (found.title, found.body, found.url) == ("The wall holds", "It held.", URL)
        assert (found.authors, topics(found)) == (("Ines Calloway",), ["Harbour", "Walls"])


def test_page_of_chronicling_america() -> None:
    """The text is what was recognised; title, publisher and subject are the newspaper's."""
    record = {
        "lccn": "sn83030272",
        "date": "19030105",
        "title": "The quay. [volume]",
        "publisher": "Benj. Day",
        "subject": ["Newspapers"],
        "ocr_eng": "The wall held.",
    }
    found = one(record)
    assert (found.source, found.body, topics(found)) == ("The quay", "The wall held.", [])
    assert found.dates[0].text == "19030105"


def test_article_of_impresso() -> None:
    """Its names are letters, and `ts` is when the line was written."""
    record = {
        "id": "GDL-1900-01-02-a-i0001",
        "d": "1900-01-02",
        "ts": "2019-06-01T10:00:00Z",
        "lg": "fr",
        "t": "Le mur",
        "ft": "Il tient.",
    }
    found = one(record)
    assert (found.title, found.body, found.language) == ("Le mur", "Il tient.", "fr")
    assert ([date.text for date in found.dates], found.source) == (["1900-01-02"], "GDL")


@pytest.mark.parametrize("version", [2, 3])
def test_articles_of_trove(version: int) -> None:
    """`title` is the newspaper, and `heading` the title."""
    article = {
        "id": "180",
        "heading": "The wall holds",
        "title": {"id": "35", "value" if version == 2 else "title": "The Argus"},
        "date": "1914-08-05",
        "troveUrl": "https://nla.example/article180?searchTerm=wall",
        "articleText": "<p>It held.</p>",
    }
    part = [{"name": "newspaper", "records": {"n": "1", "article": [article]}}]
    document = {"response": {"zone": part}} if version == 2 else {"category": part}
    (found,) = articles(json.dumps(document).encode(), "a.json")
    assert (found.title, found.source, found.body) == ("The wall holds", "The Argus", "It held.")
    assert found.url == "https://nla.example/article180"


def test_channel_of_telegram() -> None:
    """What the service says of a channel is no article; messages are the channel's."""
    created = {"type": "service", "date_unixtime": "1", "action": "create_channel", "title": "Q"}
    message = {
        "type": "message",
        "date": "2026-01-30T23:15:00",
        "date_unixtime": "1769814900",
        "from": "Quay Notes",
        "from_id": "channel17",
        "text": [{"type": "bold", "text": "The wall"}, " held."],
    }
    document = {"name": "Quay Notes", "messages": [created, message]}
    service, found = records(json.dumps(document).encode(), "result.json")
    assert isinstance(service, Skipped)
    assert isinstance(found, RawArticle)
    assert (found.body, found.source) == ("The wall held.", "Quay Notes")


def test_statuses_of_mastodon() -> None:
    """Of the interface, and of an account's archive."""
    status = {
        "created_at": "2026-01-30T22:10:00Z",
        "content": "<p>It held.</p>",
        "account": {"acct": "ines", "display_name": "Ines Calloway", "created_at": "2016-01-01"},
    }
    assert one(status).authors == ("Ines Calloway",)
    assert one({"title": "A", "account": "ines"}).authors == ()
    note = {"type": "Note", "url": URL, "content": "<p>It held.</p>"}
    create = {"type": "Create", "published": "2026-01-30T22:10:00Z", "object": note}
    outbox = {"type": "OrderedCollection", "orderedItems": [create]}
    (found,) = articles(json.dumps(outbox).encode(), "outbox.json")
    assert (found.body, found.url, len(found.dates)) == ("It held.", URL, 1)


def test_article_of_fundus() -> None:
    """Headings of sections are text; the page beside it says where it was."""
    record = {
        "title": "The wall holds",
        "publishing_date": "2026-01-30 06:00:00+00:00",
        "body": {
            "summary": ["So", "far."],
            "sections": [
                {"headline": [], "paragraphs": ["It held."]},
                {"headline": ["Next"], "paragraphs": ["It will."]},
            ],
        },
        "html": {
            "requested_url": "https://quay.example/w",
            "responded_url": URL,
            "content": "<html></html>",
            "crawl_date": "2026-02-01 10:00:00",
            "source_info": {"publisher": "Quay Notes"},
        },
    }
    found = one(record)
    assert (found.summary, found.body) == ("So far.", "It held.\n\nNext\n\nIt will.")
    assert (found.url, found.source) == (URL, "Quay Notes")
    assert found.captured == "2026-02-01 10:00:00"


def test_rows_of_hugging_face() -> None:
    """Each is wrapped beside its number."""
    rows = [{"row_idx": 0, "row": {"article": "It held.", "highlights": "So far."}}]
    (found,) = articles(json.dumps({"features": [], "rows": rows}).encode(), "rows.json")
    assert (found.body, found.summary) == ("It held.", "So far.")


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("It held… [+3422 chars]", "It held…"),
        ("It held... [1234 chars]", "It held..."),
        ("ONLY AVAILABLE IN PAID PLANS", None),
        ("ONLY AVAILABLE IN PROFESSIONAL AND CORPORATE PLANS", None),
        ("It was [only 12 chars]", "It was [only 12 chars]"),
        (
            "The fare is only available in summer PLANS",
            "The fare is only available in summer PLANS",
        ),
        ("He said [sic]", "He said [sic]"),
    ],
)
def test_notes_of_interfaces_are_no_text(stored: str, text: str | None) -> None:
    """How much was cut off, and that there is nothing, are no words of an article."""
    assert one({"title": "A", "content": stored}).body == text


def test_mapped_fields_stand() -> None:
    """What the user maps is not overruled by a form."""
    assert one(POST, source="id").source == "b2e8"


def test_post_of_wordpress() -> None:
    """Its interface gives numbers, and with `_embed` the names beside them."""
    post = {
        "date": "2026-01-30T06:00:00",
        "title": {"rendered": "The wall &#8211; and the sea"},
        "content": {"rendered": "<p>It held.</p>"},
        "author": 5,
        "categories": [3],
        "tags": [7],
        "_embedded": {
            "author": [{"id": 5, "name": "Ines Calloway"}],
            "wp:term": [
                [{"id": 3, "name": "Harbour", "taxonomy": "category"}],
                [{"id": 7, "name": "Walls, old", "taxonomy": "post_tag"}],
            ],
        },
    }
    found = one(post)
    assert (found.title, found.body) == ("The wall – and the sea", "It held.")
    assert (found.authors, topics(found)) == (("Ines Calloway",), ["Harbour", "Walls, old"])
    assert one({**post, "_embedded": {}}).authors == ()


def test_mentions_of_meltwater() -> None:
    """What was searched for is no topic."""
    mention = {
        "Headline": "Weir",
        "Opening Text": "It opened.",
        "Hit Sentence": "... opened ...",
        "Source": "Quay Notes",
        "Influencer": "Ada Weir",
        "Input Name": "Weirs",
        "Keywords": "weir",
    }
    found = one(mention)
    assert found.title == "Weir"
    assert (found.source, found.authors, found.topics) == ("Quay Notes", ("Ada Weir",), ())


def test_posts_of_pages() -> None:
    """CrowdTangle: a page's short name signs nothing."""
    found = one(
        {
            "Page Name": "Quay Notes",
            "User Name": "quaynotes",
            "Followers at Posting": "1,200",
            "Post Created": "2026-01-30 14:00:09 EST",
            "Message": "It opened.",
        }
    )
    assert (found.source, found.authors, found.body) == ("Quay Notes", (), "It opened.")
    assert [date.text for date in found.dates] == ["2026-01-30 14:00:09 EST"]


def test_stories_of_refinitiv() -> None:
    """Codes are no topics, a version is when it was captured, and Reuters has a name."""
    data = {
        "headline": "Weir",
        "body": "It opened.",
        "firstCreated": "2026-01-30T10:15:00Z",
        "versionCreated": "2026-01-30T11:00:00Z",
        "provider": "NS:RTRS",
        "subjects": ["A:1", "M:1QD"],
        "language": "en",
    }
    story = {"guid": "x", "timestamps": [{"name": "recorded"}], "data": data}
    found = one(story)
    assert (found.title, found.body, found.source) == ("Weir", "It opened.", "Reuters")
    assert ([date.text for date in found.dates], found.captured, found.topics) == (
        ["2026-01-30T10:15:00Z"],
        "2026-01-30T11:00:00Z",
        (),
    )
    assert one(story | {"timestamps": 3, "data": {"headline": "T"}}).title == "T"


def test_articles_of_newscatcher() -> None:
    """What it calls a summary is the text."""
    record = {
        "title": "A",
        "clean_url": "quay.example",
        "excerpt": "So far.",
        "summary": "It held.",
    }
    assert (one(record).summary, one(record).body) == ("So far.", "It held.")
    assert one({**record, "content": "It did."}).body == "It did."


def test_stories_of_the_news_aggregator() -> None:
    """The number of a story is no text."""
    record = {"TITLE": "A", "STORY": "ddUyU0VZz0BRneMioxUPQVP6sIxvM", "HOSTNAME": "quay.example"}
    assert (one(record).body, one(record).source) == (None, "quay.example")
    assert one({**record, "STORY": "It held."}).body == "It held."


def test_relationships_of_drupal() -> None:
    """JSON:API keeps names of authors and terms apart from the articles."""
    document = {
        "jsonapi": {"version": "1.0"},
        "data": [
            {
                "type": "node--article",
                "attributes": {
                    "title": "The wall holds",
                    "created": "2026-01-30T06:00:00+00:00",
                    "body": {"value": "<p>It held.</p>", "processed": "<p>It held.</p>"},
                },
                "relationships": {
                    "uid": {"data": {"type": "user--user", "id": "u1"}},
                    "revision_uid": {"data": {"type": "user--user", "id": "u2"}},
                    "field_tags": {"data": [{"type": "taxonomy_term--tags", "id": "t1"}]},
                    "field_image": {"data": None},
                },
            }
        ],
        "included": [
            {"type": "user--user", "id": "u1", "attributes": {"display_name": "Ines Calloway"}},
            {"type": "user--user", "id": "u2", "attributes": {"display_name": "An Editor"}},
            {"type": "taxonomy_term--tags", "id": "t1", "attributes": {"name": "Walls"}},
        ],
    }
    (found,) = articles(json.dumps(document).encode(), "a.json")
    assert (found.title, found.body) == ("The wall holds", "It held.")
    assert (found.authors, topics(found)) == (("Ines Calloway",), ["Walls"])


def test_moments_of_television() -> None:
    """Each has an address of its own."""
    record = {
        "URL": "https://archive.org/details/QUAY_1#start/60/end/95",
        "MatchDateTime": "2026-01-30 01:01:00",
        "Station": "Quay TV",
        "Show": "The Wall Tonight",
        "Snippet": "It held.",
    }
    found = one(record)
    assert (found.title, found.summary, found.source) == ("The Wall Tonight", "It held.", "Quay TV")
    assert found.url == "https://archive.org/details/QUAY_1/start/60/end/95"
    assert [date.text for date in found.dates] == ["2026-01-30 01:01:00"]


def test_posts_of_ghost() -> None:
    """Tags for its theme are no topics, and the day on which a post was begun is not its date."""
    post = {
        "title": "A",
        "html": "<p>It held.</p>",
        "created_at": "2026-01-01T00:00:00Z",
        "published_at": "2026-01-30T06:00:00Z",
        "tags": [
            {"name": "Walls", "visibility": "public"},
            {"name": "#wide", "visibility": "internal"},
        ],
        "primary_tag": {"name": "Walls"},
    }
    found = one(post)
    assert (topics(found), [date.text for date in found.dates]) == (
        ["Walls"],
        ["2026-01-30T06:00:00Z"],
    )

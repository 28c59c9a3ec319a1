"""Posts of networks and messengers, as their exports and interfaces have them."""

import json
from typing import Any

from exported import articles, records, said
from searcher.article import RawArticle, Skipped

MESSAGE: dict[str, Any] = {
    "id": 2,
    "type": "message",
    "date": "2026-01-30T08:30:00",
    "date_unixtime": "1769754600",
    "from": "Quay Notes",
    "from_id": "channel1",
    "text": ["It ", {"type": "bold", "text": "held"}, "."],
}
TWEET: dict[str, Any] = {
    "created_at": "Fri Jan 30 06:30:00 +0000 2026",
    "id_str": "1",
    "full_text": "It held.",
    "source": '<a href="https://a.example">An App</a>',
    "user": {"name": "Ines Calloway", "screen_name": "ines", "description": "Writes."},
    "retweet_count": 0,
    "lang": "en",
}
POST: dict[str, Any] = {
    "author": "ines",
    "created_utc": 1769754600,
    "domain": "quay.example",
    "is_self": False,
    "permalink": "/r/walls/comments/1/it_held/",
    "selftext": "",
    "subreddit": "walls",
    "title": "It held",
    "url": "https://quay.example/wall",
}


def one(record: dict[str, Any]) -> RawArticle:
    """Read a line that is a record."""
    (found,) = articles(json.dumps(record).encode() + b"\n", "a.jsonl")
    return found


def test_messages_of_telegram_have_a_zone() -> None:
    """The local time and the moment tell it."""
    assert said(one(MESSAGE)) == {
        "body": "It held.",
        "source": "Quay Notes",
        "date": "2026-01-30T08:30:00+02:00",
    }
    other = {**MESSAGE, "date_unixtime": "1769754601"}
    assert said(one(other))["date"] == "2026-01-30T08:30:00"


def test_who_writes_in_a_group_is_the_author() -> None:
    """A channel is no person."""
    found = one({**MESSAGE, "from": "Ines Calloway", "from_id": "user3"})
    assert (found.authors, found.source) == (("Ines Calloway",), None)


def test_all_chats_of_telegram() -> None:
    """What is exported at once holds several lists, and each message of each counts."""
    service = {**MESSAGE, "type": "service", "action": "pin_message", "text": ""}
    document = {
        "about": "Here is the data you requested.",
        "personal_information": {"first_name": "A", "bio": "Reads."},
        "contacts": {"list": [{"first_name": "B", "date": "2020-01-01T00:00:00"}]},
        "chats": {
            "about": "This page lists all chats.",
            "list": [
                {"name": "Quay Notes", "type": "public_channel", "messages": [MESSAGE, service]},
                {"name": "Empty", "type": "saved_messages"},
            ],
        },
        "left_chats": {"list": [{"name": "Old", "messages": [{**MESSAGE, "text": "It fell."}]}]},
    }
    found = records(json.dumps(document).encode(), "result.json")
    bodies = [one.body for one in found if isinstance(one, RawArticle)]
    assert bodies == ["It held.", "It fell."]
    assert [one.reason for one in found if isinstance(one, Skipped)] == ["no-text"]


def test_tweets() -> None:
    """The program that sent one is no source; who wrote it is called by name."""
    assert said(one(TWEET)) == {
        "body": "It held.",
        "authors": ("Ines Calloway",),
        "date": TWEET["created_at"],
        "language": "en",
    }


def test_tweets_of_which_fields_were_left_out() -> None:
    """Data sets keep some; an account that is there, too, tells what it is."""
    few = {name: value for name, value in TWEET.items() if name != "retweet_count"}
    assert said(one(few)) == said(one(TWEET))


def test_long_tweets_are_whole() -> None:
    """Their text stands deeper, and that of one that was passed on with the one that it was."""
    cut = {**TWEET, "text": "It he…", "extended_tweet": {"full_text": "It held, and will."}}
    del cut["full_text"]
    assert one(cut).body == "It held, and will."
    again = {**TWEET, "full_text": "RT @ines: It he…", "retweeted_status": cut}
    assert one(again).body == "RT @ines: It held, and will."


def test_posts_of_reddit() -> None:
    """Where one stands is its address: several may lead to one page."""
    assert said(one(POST)) == {
        "title": "It held",
        "source": "r/walls",
        "authors": ("ines",),
        "date": "1769754600",
        "url": "https://www.reddit.com/r/walls/comments/1/it_held/",
    }
    old = {name: value for name, value in POST.items() if name != "permalink"}
    assert one(old).url == "https://quay.example/wall"


def test_the_signs_alone_are_no_post() -> None:
    """Names that others have, too."""
    found = one({"title": "T", "text": "It held.", "id_str": "1", "source": "Quay Notes"})
    assert (found.body, found.source) == ("It held.", "Quay Notes")
    found = one({"title": "T", "text": "It held.", "subreddit": "walls", "domain": "a.example"})
    assert found.source == "a.example"


def test_an_article_that_a_network_passed_on_keeps_its_source() -> None:
    """In a table of several networks most rows name no place on one."""
    article = {"title": "T", "text": "It held.", "source": "Quay Notes"}
    beside: tuple[dict[str, Any], ...] = (
        {"subreddit": None, "created_utc": 1769754600},
        {"id_str": "1", "retweet_count": 3},
        {"date_unixtime": "1769754600", "from_id": "channel1"},
    )
    for names in beside:
        assert one({**article, **names}).source == "Quay Notes"

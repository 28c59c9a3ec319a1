"""What do networks and messengers export? Telegram, Mastodon, Twitter, Reddit, Bluesky.

Their posts have no titles, `source` is the program that sent one, and where a channel speaks its
name is no person's.
"""

from collections.abc import Mapping
from typing import Any, Final

from searcher.readers.records.clocks import epoch, moment

_REDDIT: Final = "https://www.reddit.com"
_BLUESKY: Final = "https://bsky.app/profile"
_POST: Final = "app.bsky.feed.post"


def telegram(record: Mapping[str, Any]) -> dict[str, Any]:
    """Read a message; what the service says of a channel is none."""
    if record.get("type") == "service" and "action" in record:
        return {"title": None, "text": None}
    told: dict[str, Any] = {}
    if dated := moment(record.get("date"), epoch(record["date_unixtime"])):
        told["date"] = dated
    sender = record.get("from_id")
    if isinstance(sender, str) and (name := record.get("from")):
        if sender.startswith("channel"):
            told["source"] = name
        elif sender.startswith("user"):
            told["authors"] = name
    return told


def chats(document: Mapping[str, Any]) -> list[Any] | None:
    """Give the messages of all chats, where Telegram exported everything at once."""
    found: list[Any] = []
    for name in ("chats", "left_chats"):
        held = document.get(name)
        listed = held.get("list") if isinstance(held, dict) else None
        for chat in listed if isinstance(listed, list) else ():
            messages = chat.get("messages") if isinstance(chat, dict) else None
            found += messages if isinstance(messages, list) else ()
    return found or None


def mastodon(record: Mapping[str, Any]) -> dict[str, Any]:
    """Read a status, which its account wrote."""
    account = record["account"]
    if not isinstance(account, dict) or "acct" not in account:
        return {}
    name = account.get("display_name") or account.get("username")
    return {"authors": name} if name else {}


def twitter(record: Mapping[str, Any]) -> dict[str, Any]:
    """Read a tweet, whose whole text may stand deeper than its begin.

    What has a title is an article of which somebody counted how often it was passed on.
    """
    user = record.get("user")
    if record.get("title"):
        return {}
    if "retweet_count" not in record and not (isinstance(user, dict) and "screen_name" in user):
        return {}
    again = record.get("retweeted_status")
    text = _whole(record)
    if isinstance(again, dict) and isinstance(text, str) and text.startswith("RT @"):
        text = f"{text.partition(': ')[0]}: {_whole(again)}"
    return {"source": None, "text": text, "full_text": None}


def _whole(tweet: Mapping[str, Any]) -> Any:
    extended = tweet.get("extended_tweet")
    longer = extended.get("full_text") if isinstance(extended, dict) else None
    return longer or tweet.get("full_text") or tweet.get("text")


def reddit(record: Mapping[str, Any]) -> dict[str, Any]:
    """Read a post or comment: where it stands is its address, not the page that it leads to."""
    where, path = record["subreddit"], record.get("permalink")
    if "created_utc" not in record or not (isinstance(where, str) and where):
        return {}  # a table of several networks names none for the others
    at = f"{_REDDIT}{path}" if isinstance(path, str) and path.startswith("/") else None
    return {
        "source": f"r/{where}",
        "domain": None,
        "url": at or (None if record.get("is_self") else record.get("url")),
        "permalink": None if at else path,
    }


def bluesky(record: Mapping[str, Any]) -> dict[str, Any]:
    """Read a post, of a feed or by itself: what it says lies in a record of its own."""
    post = record.get("post", record)
    said = post.get("record") if isinstance(post, dict) else None
    if not isinstance(said, dict) or said.get("$type") != _POST:
        return {}
    author, uri = post.get("author"), post.get("uri")
    told: dict[str, Any] = {
        "text": said.get("text"),
        "tags": said.get("tags"),
        "created_at": said.get("createdAt"),
        "language": said.get("langs"),
        "captured": post.get("indexedAt"),
        "post": None,
        "record": None,
    }
    if isinstance(author, dict):
        told["author"] = author.get("displayName") or author.get("handle")
        handle = author.get("handle") or author.get("did")
        if handle and isinstance(uri, str) and f"/{_POST}/" in uri:
            told["uri"] = f"{_BLUESKY}/{handle}/post/{uri.rpartition('/')[2]}"
    return told

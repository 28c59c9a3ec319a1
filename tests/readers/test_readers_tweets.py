"""Archives of Twitter: a list of tweets in JavaScript, and who wrote them in a file beside."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from archives import tar, zipped
from exported import articles, reader_of, records, said
from folders import write
from searcher.article import Rejection, Skipped
from searcher.index import Index
from searcher.readers import tweets

TWEET: dict[str, Any] = {
    "id_str": "17",
    "retweet_count": "0",
    "created_at": "Fri Jan 30 06:30:00 +0000 2026",
    "full_text": "The wall at the old harbour held &amp; will.",
    "source": '<a href="https://app.example">An App</a>',
    "lang": "en",
}
OTHER = {**TWEET, "id_str": "18", "full_text": "Mud at noon."}
ACCOUNT = (
    'window.YTD.account.part0 = [ {"account": {"email": "i@q.example", "username": "ines",'
    ' "accountId": "1", "accountDisplayName": "Ines Calloway"} } ]'
)
MANIFEST = (
    'window.__THAR_CONFIG = {"userInfo": {"accountId": "1", "userName": "ines_c",'
    ' "displayName": "Ines C. Calloway"}, "archiveInfo": {}};'
)


def archive(*found: object, part: str = "tweets.part0") -> bytes:
    """Write a list as the archive has it."""
    return f"window.YTD.{part} = {json.dumps(list(found), indent=2)}".encode()


def test_a_tweet_is_an_article() -> None:
    """Without its writer; the program that sent it is no source."""
    (found,) = articles(archive({"tweet": TWEET}), "tweets.js")
    assert said(found) == {
        "body": "The wall at the old harbour held & will.",
        "date": "Fri Jan 30 06:30:00 +0000 2026",
        "language": "en",
        "url": "https://twitter.com/i/web/status/17",
    }


def test_a_long_tweet() -> None:
    """The whole of it stands in a list of its own, under a number that leads nowhere."""
    note = {
        "noteTweetId": "99",
        "updatedAt": "2026-01-31T08:00:00.000Z",
        "createdAt": "2026-01-30T06:30:00.000Z",
        "core": {"text": "The wall at the old harbour held.\n\nIt will.", "hashtags": []},
    }
    found = archive({"noteTweet": note}, part="note_tweet.part0")
    (whole,) = articles(found, "note-tweet.js")
    assert said(whole) == {
        "body": "The wall at the old harbour held.\n\nIt will.",
        "date": "2026-01-30T06:30:00.000Z",
    }
    (empty,) = records(archive({"noteTweet": {"core": 3}}, part="note_tweet.part0"), "a.js")
    assert isinstance(empty, Skipped)


@pytest.mark.parametrize("part", ["tweet.part0", "tweets.part12", "community_tweet.part0"])
def test_parts_of_an_archive(part: str) -> None:
    """Older ones, and further files of a long list."""
    assert reader_of(archive({"tweet": TWEET}, part=part), "a.js") == "tweets"


@pytest.mark.parametrize("part", ["like.part0", "direct_messages.part0", "deleted_tweets.part0"])
def test_what_others_wrote_is_not_read(part: str) -> None:
    """Nor what was taken back."""
    assert reader_of(archive({"like": {"fullText": "It held."}}, part=part), "a.js") is None


def test_a_broken_tweet_costs_itself() -> None:
    """Those around it are read, and what is none is named."""
    data = archive({"tweet": TWEET}, {"tweet": 7}, "x", {"tweet": {"id_str": 1}})
    data = data.replace(b'"x"', b'{"tweet": {"id_str": }}, {"tweet": {"full_text": "It held."}}')
    found = [getattr(one, "reason", "article") for one in records(data, "tweets.js")]
    assert found == ["article", "no-text", "bad-json", "article", "no-text"]


@pytest.mark.parametrize(
    ("data", "kind"),
    [(archive(), Skipped), (archive({"tweet": TWEET})[:-60], Rejection)],
)
def test_lists_that_are_empty_or_cut_off(data: bytes, kind: type) -> None:
    """Each is named."""
    (found,) = records(data, "tweets.js")
    assert isinstance(found, kind)


@pytest.mark.parametrize(
    ("text", "known"),
    [
        (ACCOUNT, ("Ines Calloway", "ines")),
        (MANIFEST, ("Ines C. Calloway", "ines_c")),
        ('window.YTD.account.part0 = [{"account": {"username": "a/b"}}]', None),
        ("window.YTD.account.part0 = []", None),
        ("window.YTD.account.part0 = [7]", None),
        ("window.YTD.account.part0 = " + "[" * 100_000, None),
        ('[{"account": {"username": "ines"}}]', None),
        (ACCOUNT + " " * tweets.MAX_ACCOUNT, None),
    ],
)
def test_accounts(text: str, known: tuple[str, str] | None) -> None:
    """The name shown and the one in addresses; a file that does not say it names nobody."""
    assert tweets.account(lambda: io.BytesIO(text.encode())) == known


@pytest.mark.parametrize("kind", ["folder", "zip", "reversed"])
@pytest.mark.parametrize("beside", ["account.js", "manifest.js", ""])
def test_who_wrote_them_stands_beside(tmp_path: Path, kind: str, beside: str) -> None:
    """In folders and in archives, in any order; the account comes before the manifest."""
    files = {
        "data/account.js": ACCOUNT,
        "data/manifest.js": MANIFEST,
        "data/tweets.js": archive({"tweet": TWEET}).decode(),
        "other/tweets.js": archive({"tweet": OTHER}).decode(),
        "data/like.js": archive({"like": {"fullText": "It held."}}, part="like.part0").decode(),
    }
    if beside != "account.js":
        del files["data/account.js"]
    if not beside:
        del files["data/manifest.js"]
    if kind == "folder":
        path = write(tmp_path / "in", files)
    else:
        path = tmp_path / ("in.zip" if kind == "zip" else "in.tar")
        order = sorted(files.items(), reverse=kind == "reversed")
        pack = zipped if kind == "zip" else tar
        path.write_bytes(pack([(name, text.encode()) for name, text in order]))
    with Index.create(tmp_path / "ix") as index:
        index.ingest([path])
        found = {one.url: tuple(author.name for author in one.authors) for one in index.scan()}
    handle, name = {
        "account.js": ("ines", "Ines Calloway"),
        "manifest.js": ("ines_c", "Ines C. Calloway"),
        "": ("i/web", ""),
    }[beside]
    assert found == {
        f"https://twitter.com/{handle}/status/17": (name,) if name else (),
        "https://twitter.com/i/web/status/18": (),
    }


def test_another_account_reads_the_tweets_again(tmp_path: Path) -> None:
    """They are known by what is said of them, too."""
    folder = write(tmp_path / "in", {"tweets.js": archive({"tweet": TWEET}).decode()})
    with Index.create(tmp_path / "ix") as index:
        index.ingest([folder])
        write(folder, {"account.js": ACCOUNT})
        index.ingest([folder])
        assert [author.name for one in index.scan() for author in one.authors] == ["Ines Calloway"]

"""An archive of Twitter or X, as one gets it of oneself: JavaScript that assigns a list of tweets.

`window.YTD.tweets.part0 = [ {"tweet": {…}}, …`. Who wrote them stands in files beside, which
`account` reads.
"""

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any, BinaryIO, Final, NamedTuple

from searcher.article import Provenance, RawArticle, Rejection, Skipped
from searcher.readers import jsonl
from searcher.readers.base import ReadOptions, Record, Source, Unread
from searcher.readers.records import reading_lists
from searcher.readers.records.elements import Element, Window, elements
from searcher.readers.records.fields import Fields
from searcher.readers.records.objects import BadJson, parse

NAME: Final = "tweets"
MAX_ACCOUNT: Final = 1 << 20  # bytes of a file that says who wrote them
_SUFFIX: Final = ".js"
_LIST = re.compile(rb"\s*(?:window\.)?YTD\.(?:community_|note_)?tweets?\.part\d{1,6}\s*=\s*\[")
_FILE = re.compile(r"(?:community-|note-)?tweets?(?:-part\d{1,6})?\.js")
# What says it, best first, and where: lists of one `account`, or the object of the whole archive.
_ACCOUNTS: Final = ("account.js", "manifest.js")
_ASSIGNED = re.compile(rb"\s*(?:window\.)?(?:YTD\.account\.part0|__THAR_CONFIG)\s*=\s*")
_SITE: Final = "https://twitter.com"
_ANYWHERE: Final = f"{_SITE}/i/web/status/"  # leads to a tweet whoever wrote it
_HANDLE = re.compile(r"\w{1,30}")


class Account(NamedTuple):
    """Who wrote an archive: the name that is shown, and the one in addresses; or one of them."""

    name: str
    handle: str


def looks_like(start: str) -> bool:
    """Say whether a text begins as a list of tweets of an archive does."""
    return _LIST.match(start[:200].encode("utf-8", "replace")) is not None


def is_tweets(file: str) -> bool:
    """Say whether a file is called as such a list is."""
    return file.endswith(_SUFFIX) and _FILE.fullmatch(PurePosixPath(file).name) is not None


def rank(file: str) -> int | None:
    """Say how much a file counts that says who wrote them, least first; None of any other."""
    if not file.endswith(_SUFFIX):
        return None
    name = PurePosixPath(file).name
    return _ACCOUNTS.index(name) if name in _ACCOUNTS else None


def account(opened: Callable[[], BinaryIO]) -> Account | None:
    """Read who an archive's owner is; None where the file does not say it. Raises OSError."""
    with opened() as stream:
        data = stream.read(MAX_ACCOUNT + 1)
    found = _ASSIGNED.match(data)
    if not found or len(data) > MAX_ACCOUNT:
        return None
    try:
        told = parse(data[found.end() :].rstrip().removesuffix(b";"))
    except BadJson:
        return None
    if isinstance(told, list):
        told = told[0] if told else None
    inner = (told.get("account") or told.get("userInfo")) if isinstance(told, dict) else None
    if not isinstance(inner, dict):
        return None
    name, handle = (
        next((text.strip() for key in keys if isinstance(text := inner.get(key), str)), "")
        for keys in (("accountDisplayName", "displayName"), ("username", "userName"))
    )
    handle = handle if _HANDLE.fullmatch(handle) else ""
    return Account(" ".join(name.split()), handle) if name or handle else None


def read(source: Source, options: ReadOptions) -> Iterator[Record | Unread]:
    """Give a record for each tweet; `record` counts them from 1."""
    fields = Fields(options)
    count = 0
    with source.open() as stream:
        window = Window(stream.read)
        begun = _LIST.match(window.data, window.at)
        if begun is None:
            yield Rejection(Provenance(source.file, NAME), "bad-json", "no list of tweets")
            return
        window.at = begun.end()
        for element in elements(window, _is_tweet):
            count += 1
            yield _record(element, source.file, count, fields)
    if not count:
        yield Skipped(Provenance(source.file, NAME), "empty")


def _is_tweet(value: Any) -> bool:
    return isinstance(value, dict) and any(
        isinstance(value.get(name, value), dict) for name in ("tweet", "noteTweet")
    )


def _record(element: Element, file: str, count: int, fields: Fields) -> Record:
    digest = "" if element.reason == "too-large" else hashlib.sha256(element.data).hexdigest()
    where = Provenance(file, NAME, count, element.start, element.end, digest)
    if element.reason is not None:
        return Rejection(where, element.reason, f"record {count}: {element.trouble}")
    if not isinstance(element.value, dict):
        return jsonl.not_an_object(element.value, where)
    tweet = element.value.get("tweet") or _long(element.value)
    if not isinstance(tweet, dict):
        return Skipped(where, "no-text", "a record without a tweet")
    found = reading_lists.read(tweet, where, fields)
    number = tweet.get("id_str")
    if isinstance(found, RawArticle) and not found.url and _is_number(number):
        return replace(found, url=f"{_ANYWHERE}{number}")
    return found


def _long(value: dict[str, Any]) -> dict[str, Any] | None:
    """Give the whole of a long tweet, of which the list of tweets has the begin only.

    It has a number of its own, which leads nowhere.
    """
    note = value.get("noteTweet")
    core = note.get("core") if isinstance(note, dict) else None
    if not isinstance(note, dict) or not isinstance(core, dict):
        return None
    return {"full_text": core.get("text"), "created_at": note.get("createdAt")}


def _is_number(value: Any) -> bool:
    return isinstance(value, str) and value.isascii() and value.isdigit()


def by(record: RawArticle, told: Account) -> RawArticle:
    """Give a tweet with who wrote it, as far as it does not say that itself."""
    url = record.url
    if told.handle and url and url.startswith(_ANYWHERE):
        url = f"{_SITE}/{told.handle}/status/{url.removeprefix(_ANYWHERE)}"
    return replace(record, authors=record.authors or (told.name or told.handle,), url=url)

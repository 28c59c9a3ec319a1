"""Where and when was this page taken? As the program says that saved it, in a remark of its own.

SingleFile, browsers (the mark of the web), HTTrack, Save Page WE, WebScrapBook, and the export of
Medium. When a page was saved is when it was captured, and never when it came out.
"""

import html
import re
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final, NamedTuple
from urllib.parse import urljoin

from searcher.article import RawArticle, RawDate
from searcher.dates import parse_published
from searcher.readers.base import Record

MAX_WEIGHT: Final = 64 << 20  # bytes of a page with what it embeds
_HEAD: Final = 8 << 10  # bytes in which a program says it
_TAIL: Final = 2 << 10
_EMBEDDED = re.compile(rb"data:[\w/+.;=-]{0,100};base64,[A-Za-z0-9+/=%]{200,}+")

_URL: Final = r"(?P<url>https?://[^\s\"'<>]{1,4000})"
_SINGLE_FILE = re.compile(
    rf"<!--\s{{0,20}}(?:Page saved with|Archive processed by) SingleFile\s{{1,20}}"
    rf"url: {_URL}(?:\s{{1,20}}saved date: (?P<when>[^\n]{{1,200}}))?",
)
_OF_THE_WEB = re.compile(rf"<!-- saved from url=\(\d{{4}}\){_URL}")
_MIRRORED = re.compile(
    r"<!-- Mirrored from (?P<url>[^\s<>]{1,4000}) by HTTrack Website Copier/[^\n]{0,60}?\],"
    r" (?P<when>[^\n]{1,60}?) -->"
)
_META = re.compile(r"<meta name=\"savepage-(url|date)\" content=\"([^\"<>]{1,4000})\"")
_SCRAPBOOK = re.compile(
    rf"<html\b[^<>]{{0,2000}}?\sdata-scrapbook-source=\"{_URL}\""
    r"[^<>]{0,2000}?\sdata-scrapbook-create=\"(?P<when>\d{17})\""
)
_STAMP = re.compile(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)\d*")
_MEDIUM: Final = b'Exported from <a href="https://medium.com">Medium</a> on '
_MEDIUM_DAY = re.compile(r"Medium</a> on (\w{3,12} \d{1,2}, \d{4})\.")
_MEDIUM_TIME = re.compile(r"<time class=\"dt-published\" datetime=\"([\dTZ:.+-]{10,40})\"")
_MEDIUM_URL = re.compile(rf"<a href=\"{_URL}\" class=\"p-canonical\"")


class Saved(NamedTuple):
    """What a program says of a page that it saved; None for what it does not.

    `seen`: the day stands in the page too, where a guess may find it. Of the posts that Medium
    exports `published` says when one came out; one without may be a `draft`.
    """

    url: str | None
    when: str | None
    seen: bool = False
    published: str | None = None
    draft: bool = False


def saved(data: bytes) -> Saved | None:
    """Find what is said; None where nothing is."""
    head, tail = data[:_HEAD], data[-_TAIL:]
    if b" SingleFile" in head and (found := _SINGLE_FILE.search(_text(head))):
        return Saved(found["url"], _line(found["when"]))
    for part in (head, tail):
        if b"by HTTrack" in part and (found := _MIRRORED.search(_text(part))):
            # It leaves out how the page was fetched.
            url = found["url"] if "://" in found["url"] else f"http://{found['url']}"
            return Saved(url, _line(found["when"]))
    if b"data-scrapbook-" in head and (found := _SCRAPBOOK.search(_text(head))):
        return Saved(html.unescape(found["url"]), stamped(found["when"]))
    if b"savepage-url" in data:
        # Behind the styles, which may be long.
        at = data.find(b'<meta name="savepage-url"')
        said = dict(_META.findall(_text(data[at : at + _HEAD]))) if at >= 0 else {}
        if said.get("url", "").startswith(("http://", "https://")):
            return Saved(html.unescape(said["url"]), _line(said.get("date")), seen=True)
    if _MEDIUM in tail:
        return _medium(_text(tail))
    # Last, since a page may be saved again by another program.
    if b"saved from url=" in head and (found := _OF_THE_WEB.search(_text(head))):
        return Saved(found["url"], None)
    return None


def is_draft(file: str) -> bool:
    """Say whether a file is called as Medium calls drafts."""
    return PurePosixPath(file).name.startswith("draft_")


def _medium(text: str) -> Saved:
    day, time, url = _MEDIUM_DAY.search(text), _MEDIUM_TIME.search(text), _MEDIUM_URL.search(text)
    return Saved(
        html.unescape(url["url"]) if url else None,
        day[1] if day else None,
        seen=True,
        published=time[1] if time else None,
        draft=time is None,
    )


def taken(record: Record, url: str | None, when: str | None) -> Record:
    """Add address and time of capture to what a page says; its own address comes first."""
    if not isinstance(record, RawArticle):
        return record
    base = joined(url or "", record.base_url)
    return replace(record, captured=when, url=record.url or url or None, base_url=base)


def with_saved(record: Record, found: Saved) -> Record:
    """Add what the program says that saved the page."""
    record = taken(record, found.url, found.when)
    if not found.seen or not isinstance(record, RawArticle):
        return record
    day = str(parse_published(found.when or "").date)
    dates = tuple(date for date in record.dates if date.origin != "guess" or date.text != day)
    told = (RawDate(found.published, "time"),) if found.published else ()
    return replace(record, dates=tuple(dict.fromkeys((*told, *dates))))


def joined(url: str, base: str | None) -> str | None:
    """Give the address that those on the page are relative to."""
    try:
        return urljoin(url, base or "") or None
    except ValueError:
        return base or url or None


def stamped(text: str) -> str | None:
    """Give a row of digits, such as `20260130100000`, as a time in UTC; None where it is none."""
    stamp = _STAMP.fullmatch(text)
    return "{}-{}-{}T{}:{}:{}Z".format(*stamp.groups()) if stamp else None


def lighter(data: bytes) -> bytes:
    """Give a page without the pictures and fonts that are written into it."""
    return _EMBEDDED.sub(b"data:,", data) if b";base64," in data else data


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace").replace("\r\n", "\n")


def _line(text: str | None) -> str | None:
    return text.strip() or None if text else None

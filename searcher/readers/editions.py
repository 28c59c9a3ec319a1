"""What calibre fetches of a newspaper is an EPUB, in which each article is a page of its own."""

import hashlib
import html as entities
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from searcher.article import Provenance, RawArticle, RawTopic, Rejection
from searcher.readers import html
from searcher.readers.base import MAX_PAGE_BYTES, Record
from searcher.readers.documents.package import Package

# A long article is parted into several pages of its folder.
_ARTICLE: Final = re.compile(r"(?P<article>(?P<section>(?:.{0,200}/)?feed_\d+)/article_\d+)/[^/]+")
_BAR: Final = re.compile(
    rb"""<div[^<>]{0,200}?\bclass\s*=\s*["']calibre_navbar[^<>]{0,200}>.{0,5000}?</div>""",
    re.DOTALL | re.IGNORECASE,
)
_FETCHED: Final = re.compile(
    rb"""<strong[^<>]{0,80}>calibre</strong>\s*from\s*<a[^<>]{0,80}?href\s*=\s*["']([^"'<>]{1,2000})""",
    re.IGNORECASE,
)
_TITLE: Final = re.compile(rb"<title[^<>]{0,80}>([^<>]{1,200})</title>", re.IGNORECASE)
_BODY: Final = re.compile(rb"<body\b[^<>]{0,2000}>", re.IGNORECASE)
_END: Final = re.compile(rb"</body\s*>", re.IGNORECASE)
_DAY: Final = re.compile(r"\s*\[[^\[\]]{4,40}\]")  # behind a paper's name: `[Sat, 31 Jan 2026]`


def is_edition(names: Sequence[str]) -> bool:
    """Say whether a book of these pages, in their order, is what calibre fetched."""
    return any(map(_ARTICLE.fullmatch, names))


def articles(
    package: Package, names: Sequence[str], where: Provenance, *, title: str, fetched: str | None
) -> Iterator[Record]:
    """Give a record for each article; `title` is the book's, `fetched` when it was made."""
    paper = _DAY.sub("", title).strip() or None
    pages: dict[str, list[str]] = {}
    sections: dict[str, str] = {}
    for name in names:
        if found := _ARTICLE.fullmatch(name):
            pages.setdefault(found["article"], []).append(name)
            sections[found["article"]] = found["section"]
    topics = {
        section: _section(package, section, names) for section in dict.fromkeys(sections.values())
    }
    for number, (article, parts) in enumerate(pages.items(), 1):
        data = _together([*map(package.read, parts)])
        digest = hashlib.sha256(data).hexdigest()
        here = replace(where, record=number, start=None, end=None, digest=digest)
        if len(data) > MAX_PAGE_BYTES:
            detail = f"an article of more than {MAX_PAGE_BYTES >> 20} MiB"
            yield Rejection(here, "too-large", detail)
            continue
        found_at = _FETCHED.search(data)
        address = entities.unescape(found_at[1].decode("utf-8", "replace")) if found_at else None
        record = html.article(_BAR.sub(b"", data), here, found_at=address)
        if isinstance(record, RawArticle):
            topic = topics[sections[article]]
            record = replace(
                record,
                url=address or record.url,
                source=record.source or paper,
                captured=record.captured or fetched,
                topics=record.topics or ((RawTopic(topic, "section"),) if topic else ()),
            )
        yield record


def _together(parts: Sequence[bytes]) -> bytes:
    """Give the pages of one article as one: the first, and what is in the others."""
    first, *others = parts
    if not others:
        return first
    inner = (_END.split(_BODY.split(part, maxsplit=1)[-1], maxsplit=1)[0] for part in others)
    return b"\n".join([_END.split(first, maxsplit=1)[0], *inner, b"</body></html>"])


def _section(package: Package, section: str, names: Sequence[str]) -> str:
    """Give the name of a section, as the page that lists its articles has it."""
    page = next((one for one in names if re.fullmatch(rf"{re.escape(section)}/[^/]+", one)), None)
    found = _TITLE.search(package.read(page)) if page else None
    return " ".join(entities.unescape(found[1].decode("utf-8", "replace")).split()) if found else ""

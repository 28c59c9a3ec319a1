"""Which article is this? The id that follows from its address, or from its texts."""

import re
from dataclasses import replace
from urllib.parse import urlsplit

from searcher.article import RawArticle
from searcher.identity import article_id
from searcher.normalise.text import clean, clean_line

# RFC 8141 and RFC 4151: names that are given once.
_URN = re.compile(
    r"(?:urn:[a-z0-9-]{2,32}|tag:[^\s:]{1,200},\d{4}[\d-]{0,6}):\S{1,1000}", re.IGNORECASE
)


# Characters of a text as found that are kept beside the same as understood.
LONGEST_FOUND = 500


def names_article(url: str) -> bool:
    """Say whether a canonical URL can name one article: a site's root cannot."""
    parts = urlsplit(url)
    return bool(parts.query) or parts.path.strip("/") != ""


def identify(raw: RawArticle, url: str | None) -> str:
    """Give the article's id; `url` is its canonical URL, if it has one.

    A wire's name for its item, such as `urn:newsml:…`, is as good: it was found where a URL is.

    The texts are those that were found: a teaser has no body, its summary stands for it.
    """
    return article_id(
        raw.kind,
        url=url if url and names_article(url) else _urn(raw.url),
        source=raw.source,
        title=raw.title,
        body=_text(raw),
    )


def id_from(
    raw: RawArticle, url: str | None, source: str, title: str, text: str
) -> tuple[str, ...]:
    """Give what the id was computed from, unless it is the URL or the texts as understood.

    `text` is the body, or the summary where there is none. Source, title and text as found are
    empty where they are as understood. Of a long text that is not, there is nothing: the index
    would hold all of it twice for a blank too many.
    """
    if url and names_article(url):
        return ()
    if urn := _urn(raw.url):
        return (urn,)
    found, known = (raw.source or "", raw.title or "", _text(raw) or ""), (source, title, text)
    if found == known or (found[-1] != text and len(found[-1]) > LONGEST_FOUND):
        return ()
    return tuple(["" if one == same else one for one, same in zip(found, known, strict=True)])


def as_first_found(raw: RawArticle, source: str, title: str) -> RawArticle:
    """Give a record of an export with the texts as first found, if its own say the same.

    So its id is again what it was, and no other: it follows from texts that are understood as those
    here. `source` and `title` are as understood.
    """
    if len(raw.id_from) != len(("source", "title", "text")):
        return raw
    body, summary = (clean(text) if text else "" for text in (raw.body, raw.summary))
    known = source, title, body or summary
    first_source, first_title, first = (
        one or same for one, same in zip(raw.id_from, known, strict=True)
    )
    if clean_line(first_source) != source or clean_line(first_title) != title:
        return raw
    understood = clean(first)
    if understood == body:
        return replace(raw, source=first_source, title=first_title, body=first)
    if understood == summary and not body:
        return replace(raw, source=first_source, title=first_title, summary=first, body=None)
    return raw


def _text(raw: RawArticle) -> str | None:
    return raw.body if raw.body is not None else raw.summary


def _urn(found: str | None) -> str | None:
    return found if found and _URN.fullmatch(found) else None

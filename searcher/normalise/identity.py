"""Which article is this? The id that follows from its address, or from its texts."""

import re
from urllib.parse import urlsplit

from searcher.article import RawArticle
from searcher.identity import article_id

# RFC 8141 and RFC 4151: names that are given once.
_URN = re.compile(
    r"(?:urn:[a-z0-9-]{2,32}|tag:[^\s:]{1,200},\d{4}[\d-]{0,6}):\S{1,1000}", re.IGNORECASE
)


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
        body=raw.body if raw.body is not None else raw.summary,
    )


def _urn(found: str | None) -> str | None:
    return found if found and _URN.fullmatch(found) else None

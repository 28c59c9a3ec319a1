"""Which article is this? The id that follows from its address, or from its texts."""

from urllib.parse import urlsplit

from searcher.article import RawArticle, article_id


def names_article(url: str) -> bool:
    """Say whether a canonical URL can name one article: a site's root cannot."""
    parts = urlsplit(url)
    return bool(parts.query) or parts.path.strip("/") != ""


def identify(raw: RawArticle, url: str | None) -> str:
    """Give the article's id; `url` is its canonical URL, if it has one.

    The texts are those that were found: a teaser has no body, its summary stands for it.
    """
    return article_id(
        raw.kind,
        url=url if url and names_article(url) else None,
        source=raw.source,
        title=raw.title,
        body=raw.body if raw.body is not None else raw.summary,
    )

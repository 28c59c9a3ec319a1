"""How do feed readers and address bars ask? Atom for any search, an OpenSearch description."""

import re
from collections.abc import Iterator
from urllib.parse import urlencode
from xml.sax.saxutils import escape, quoteattr

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from searcher.article import Article, published_record
from searcher.index import Index
from searcher.results import Hit, Results
from searcher.web.api import answered, asked_within, name_of
from searcher.web.desk import Desk
from searcher.web.page import site_of
from searcher.web.state import INDEX

ENTRIES = 50
# XML has no place for these, not even as references.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_WEB = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_ATOM = "http://www.w3.org/2005/Atom"
_OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"


def routes(desk: Desk) -> list[BaseRoute]:
    """List what there is."""

    async def feed(request: Request) -> Response:
        from dataclasses import replace

        asked = await asked_within(request, desk)
        asked = replace(asked, sort="newest", limit=ENTRIES, offset=0, facets=())
        name = name_of(request, desk)

        def ask(index: Index) -> Results:
            return index.search(asked)

        found = await desk.ask(name, ask)
        text = "\n".join(_feed(site_of(request.scope), request.url.query, name, found))
        return Response(text, media_type="application/atom+xml")

    async def description(request: Request) -> Response:
        name = name_of(request, desk)
        text = "\n".join(_description(site_of(request.scope), name))
        return Response(text, media_type="application/opensearchdescription+xml")

    return [
        Route("/feed.atom", answered(feed), name="feed"),
        Route("/opensearch.xml", answered(description), name="opensearch"),
    ]


def _feed(site: str, query: str, name: str, found: Results) -> Iterator[str]:
    """Give an Atom feed. It needs a time for each entry, so what is undated has no place in it."""
    dated = [hit for hit in found.hits if _day(hit.article)]
    words = found.request.words
    address = f"{site}/feed.atom?{query}" if query else f"{site}/feed.atom"
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield f'<feed xmlns="{_ATOM}">'
    yield f"<id>{_text(address)}</id>"
    yield f"<title>{_text(f'{name}: {words}' if words else name)}</title>"
    yield (
        "<subtitle>The newest articles. A day without a time stands as its midnight in UTC; "
        "undated articles are left out.</subtitle>"
    )
    yield f'<link rel="self" href={_value(address)}/>'
    yield f"<updated>{max(map(_time, dated), default='1970-01-01T00:00:00Z')}</updated>"
    for hit in dated:
        yield from _entry(site, name, hit)
    yield "</feed>"


def _entry(site: str, name: str, hit: Hit) -> Iterator[str]:
    article = hit.article
    yield "<entry>"
    yield f"<id>urn:searcher:article:{article.id}</id>"
    yield f"<title>{_text(article.title)}</title>"
    yield f"<updated>{_time(hit)}</updated>"
    for author in article.authors or ():
        yield f"<author><name>{_text(author.name)}</name></author>"
    if not article.authors:
        yield "<author><name>unsigned</name></author>"
    for topic in article.topics:
        yield f"<category term={_value(topic.path)}/>"
    own = f"{site}/api/articles/{article.id}?{urlencode({INDEX: name})}"
    address = article.url if article.url and _WEB.fullmatch(article.url) else own
    yield f"<link href={_value(address)}/>"
    yield f"<summary>{_text(hit.snippet.text)}</summary>"
    yield "</entry>"


def _day(article: Article) -> str | None:
    record = published_record(article.published)
    return None if record is None else record["date"]


def _time(hit: Hit) -> str:
    """Give the moment, else the first midnight of what is known."""
    record = published_record(hit.article.published) or {}
    if record.get("instant"):
        return str(record["instant"])
    day = str(record.get("date"))
    return f"{day + '-01-01'[len(day) - 4 :]}T00:00:00Z"


def _description(site: str, name: str) -> Iterator[str]:
    """Give what browsers need to search from their address bar."""
    # Braces in it would be places for something.
    of = urlencode({INDEX: name})
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield f'<OpenSearchDescription xmlns="{_OPENSEARCH}">'
    yield f"<ShortName>{_text(name[:16])}</ShortName>"
    yield f"<Description>{_text(f'Search {name}')}</Description>"
    yield "<InputEncoding>UTF-8</InputEncoding>"
    for kind, path in (
        ("text/html", f"/?q={{searchTerms}}&{of}"),
        ("application/json", f"/api/search?q={{searchTerms}}&{of}"),
        ("application/atom+xml", f"/feed.atom?q={{searchTerms}}&{of}"),
    ):
        yield f'<Url type="{kind}" template={_value(site + path)}/>'
    yield "</OpenSearchDescription>"


def _text(text: str) -> str:
    return escape(_FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text))


def _value(text: str) -> str:
    return quoteattr(_FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text))

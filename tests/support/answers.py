"""An answer with one of everything, and one with everything a hostile page can hold."""

import datetime as dt
from dataclasses import replace
from functools import cache

from searcher.article import Article, Author, Found, Provenance, RawDate, Topic
from searcher.dates import Published
from searcher.query.model import FacetRequest, SearchRequest
from searcher.results import (
    CorpusState,
    Facet,
    FacetAnswer,
    FacetCount,
    Hit,
    Note,
    Results,
    Snippet,
)
from searcher.testing import article, haystack

# What a page must not be able to do: clear the screen, set the title, reorder, break the line.
HOSTILE = (
    "\x1b[2J\x1b]0;owned\x07",
    "\x9b31mred\x9d0;owned\x9c",
    "one\r\ntwo\u2028three\x0bfour\x85five",
    "\u202egnp.exe\u2066\u2069",
    "nul\x00 del\x7f tab\t",
    "lone \ud800 surrogate",
    "z" + "\u0300" * 5000,
    "| [a](javascript:alert(1)) <script>*b*</script> `c` # d",
    "=1+1\",\t'+2",
    "河边的市场" * 40,
    "👩‍👩‍👧‍👦 ❤️ ﷽",
    "x" * 1_000_000,
    " " * 500,
    "",
)


def _marked(one: Article) -> Snippet:
    return Snippet(one.body, ((0, 8), (9, 17)) if one.body.startswith("Treasury holdings") else ())


@cache
def counted(field: str) -> FacetAnswer:
    """One facet of that answer, alone."""
    whole = answer()
    return FacetAnswer(whole.request, whole.facets[field], whole.notes, whole.corpus)


def answer() -> Results:
    """Four hits of seven: signed, agency, undated and unsigned, and one of low confidence."""
    hay = haystack()
    unsure = replace(
        article(
            title="A guess | at *dates*", body="Perhaps in spring.", url="https://x.example/(1)"
        ),
        published=Published("Jan 30, Fri", dt.date(2026, 1, 30), "day", None, "weekday", "medium"),
        story=3,
    )
    articles = (hay[0], hay[1], hay[12], unsure)
    counts = (
        FacetCount("Mara Lindqvist", "mara lindqvist", 4, selected=True),
        FacetCount("王小明", "王小明", 1),
        FacetCount(None, None, 2),
    )
    months = (FacetCount("2026-01", "2026-01", 6), FacetCount(None, None, 1))
    return Results(
        request=SearchRequest(
            words="treasury", limit=4, facets=(FacetRequest("author"), FacetRequest("month"))
        ),
        total=7,
        hits=tuple(
            Hit(n + 1, None if n == 3 else 8.5 / (n + 1), one, _marked(one))
            for n, one in enumerate(articles)
        ),
        corpus=CorpusState("ab" * 32, 24),
        facets={
            "author": Facet("author", counts, more=True),
            "month": Facet("month", months),
        },
        notes=(Note("1 undated article was left out.", "undated"),),
        took_ms=2.13,
    )


def hostile_article(text: str) -> Article:
    """Put the text wherever an article has text."""
    return Article(
        id="0123456789abcdef" * 2,
        title=text,
        summary=text,
        body=f"{text}\n\n{text}",
        words=2,
        provenance=Provenance(text, "jsonl", 1, 0, 9, "", text),
        authors=(Author(text, text), Author(text + "2", text)),
        source=text,
        published=Published(text, None, None, None, None, None, (text,)),
        topics=(Topic(text), Topic(text, inferred=True, score=0.5)),
        language=text,
        url=f"https://x.example/{text}",
        raw=Found(text, (text,), text, (RawDate(text, text),), (text,), text, text),
    )


@cache
def hostile() -> Results:
    """Give a hit for every hostile text, and the texts as facet values too."""
    hits = tuple(
        Hit(n + 1, 1.0, hostile_article(text), Snippet(text, ((0, min(len(text), 4)),)))
        for n, text in enumerate(HOSTILE)
    )
    counts = tuple(FacetCount(text, text, 10 ** (n % 8)) for n, text in enumerate(HOSTILE))
    return Results(
        SearchRequest(),
        len(hits),
        hits,
        CorpusState("", len(hits)),
        {"author": Facet("author", counts), "topic": Facet("topic", ())},
        took_ms=12345.6,
    )

"""JSON-LD is read with mercy."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.readers.pages.jsonld import Declared

ARTICLE = '{"@type": "NewsArticle", "headline": "Weir opens"}'


def declared(*nodes: Any) -> Declared:
    """Declare nodes, one script each."""
    return Declared(json.dumps(node) for node in nodes)


@pytest.mark.parametrize(
    "script",
    [
        ARTICLE,
        f"[{ARTICLE}]",
        f'{{"@graph": [{{"@type": "WebSite"}}, {ARTICLE}]}}',
        f'{{"@type": "WebPage", "mainEntity": {ARTICLE}}}',
        ARTICLE.replace("}", ",}"),
        f"<!-- {ARTICLE} -->",
        f"//<![CDATA[\n{ARTICLE}\n//]]>",
        f"/*<![CDATA[*/ {ARTICLE} /*]]>*/",
        f"{ARTICLE};",
        f"{ARTICLE}\n{ARTICLE}",
        ARTICLE.replace("Weir opens", "Weir\u0009opens")
        .replace("\t", "\t")
        .replace("Weir\t", "Weir "),
        ARTICLE.replace('"', "&quot;"),
        ARTICLE.replace('"NewsArticle"', '["Thing", "http://schema.org/NewsArticle"]'),
    ],
)
def test_article_is_found(script: str) -> None:
    """In lists, graphs and wrappings, and past the usual mistakes."""
    found = Declared([script])
    assert ("Weir opens", True) == (found.first("headline"), found.is_article)


@pytest.mark.parametrize(
    "script", ["", "null", "{", "[" * 100_000, '{"@type": 5}', "x" * (2 << 20)]
)
def test_unreadable_scripts_are_passed_over(script: str) -> None:
    """A broken script hides no other."""
    assert "Weir opens" == Declared([script, ARTICLE]).first("headline")


def test_article_precedes_page() -> None:
    """The more an article a node is, the more it is believed; others fill the gaps."""
    found = declared(
        {"@type": "WebPage", "headline": "Page", "description": "About the page"},
        {"@type": "NewsArticle", "headline": "Weir"},
    )
    assert ("Weir", "About the page") == (found.first("headline"), found.first("description"))


def test_preferred_headline_comes_first() -> None:
    """A list page declares many articles; the one that the page is about is asked."""
    found = declared(*({"@type": "NewsArticle", "headline": h} for h in ("Mill", "Weir")))
    found.prefer("WEIR")
    assert "Weir" == found.first("headline")


def test_articles_of_other_pages_are_left_out() -> None:
    """Beside the page's own they are cards; where all have other addresses, there is no own."""
    cards = [
        {"@type": "NewsArticle", "headline": f"{name} burns down at night", "author": "Tom Pool",
         "url": f"https://paper.example/{name}"}
        for name in ("Mill", "Barn")
    ]  # fmt: skip
    own = {"@type": "NewsArticle", "headline": "Weir opens at Dunmore", "author": "Ada Weir"}
    title, url = "Weir opens at Dunmore | The Paper", "https://www.paper.example/weir?a=1"
    found = declared(*cards, own)
    found.keep([title], [url])
    assert ("Weir opens at Dunmore", ["Ada Weir"]) == (
        found.first("headline"),
        found.names(organizations=False),
    )
    found = declared(*cards)
    found.keep([title], [url])
    assert (None, []) == (found.first("headline"), found.names(organizations=False))


def test_an_article_may_have_another_headline() -> None:
    """One alone is the page's, and so is one with its address; without addresses all may be."""
    one = {
        "@type": "NewsArticle",
        "headline": "Boats run dry",
        "url": "https://paper.example/weir/",
    }
    other = {"@type": "NewsArticle", "headline": "Mill burns", "url": "https://paper.example/mill"}
    bare = [{"@type": "NewsArticle", "headline": headline} for headline in ("Boats", "Mill")]
    for nodes, expected in (
        ([one], "Boats run dry"),
        ([other, one], "Boats run dry"),
        (bare, "Boats"),
    ):
        found = declared(*nodes)
        found.keep(["Weir opens at Dunmore"], ["https://paper.example/weir"])
        assert expected == found.first("headline")


def test_authors_are_resolved_and_told_apart() -> None:
    """References are followed; persons and organizations are asked for separately."""
    found = declared(
        {
            "@graph": [
                {"@type": "NewsArticle", "author": [{"@id": "#a"}, "Tom Pool",
                 {"@type": "Organization", "name": "The Paper"}, {"name": "https://x.example/"}]},
                {"@type": "Person", "@id": "#a", "givenName": "Ada", "familyName": "Weir"},
            ]
        }
    )  # fmt: skip
    assert ["Ada Weir", "Tom Pool"] == found.names(organizations=False)
    assert ["The Paper"] == found.names(organizations=True)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "@type",
                        "@id",
                        "@graph",
                        "author",
                        "name",
                        "headline",
                        "datePublished",
                        "keywords",
                        "publisher",
                    ]
                ),
                inner | st.sampled_from(["NewsArticle", "Person", "#a"]),
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_any_json_is_read(value: Any) -> None:
    """Whatever stands where, strings come out and nothing raises."""
    found = declared(value)
    found.prefer("x")
    texts = [found.first("headline", "name"), found.publisher()]
    lists = [
        found.date("datePublished"),
        found.several("keywords"),
        found.names(organizations=False),
        found.names(organizations=True),
    ]
    assert all(text is None or isinstance(text, str) for text in texts)
    assert all(isinstance(text, str) for found_list in lists for text in found_list)


def test_a_live_blog_is_told_by_its_updates() -> None:
    """Headline and text of each, in their order; what cannot be read is passed over."""
    updates = [
        {"@type": "BlogPosting", "headline": "Noon", "articleBody": "The ford is dry."},
        {"@type": "BlogPosting", "articleBody": "The weir is open."},
        {"@id": "#missing"},
        7,
    ]
    live = {"@type": "LiveBlogPosting", "headline": "Weir opens", "liveBlogUpdate": updates}
    assert "Noon\nThe ford is dry.\nThe weir is open." == declared(live).told()
    assert "Whole." == declared({**live, "articleBody": "Whole."}).told()
    assert declared({**live, "liveBlogUpdate": updates[0]}).told() == "Noon\nThe ford is dry."
    assert declared({**live, "@type": "NewsArticle"}).told() is None
    assert declared().told() is None

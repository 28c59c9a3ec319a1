"""Explanations of both engines agree: the naive one is the oracle here too."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from searcher.article import Article
from searcher.engines.memory import MemoryEngine
from searcher.errors import QueryError
from searcher.explanation import Explanation
from searcher.index.explain import explain
from searcher.query.model import SearchRequest
from strategies import articles, requests
from tantivy_index import built

LANGUAGES = ("en", "de", "fr", "ru")
ENOUGH = 600.0  # seconds


def said(explanation: Explanation) -> dict[str, object]:
    """Give what does not depend on how an engine ranks, or lists words."""
    return {
        "understood": explanation.understood,
        "articles": explanation.articles,
        "parts": explanation.parts,
        "causes": explanation.causes,
        "relaxed": sorted((way.text, way.count) for way in explanation.relaxed),
    }


@settings(max_examples=15)
@given(
    corpus=articles(), asked=st.lists(requests(), min_size=1, max_size=4), gone=st.integers(0, 3)
)
def test_random_requests_are_explained_alike(
    corpus: list[Article], asked: list[SearchRequest], gone: int
) -> None:
    """With deleted articles and several segments."""
    oracle = MemoryEngine(LANGUAGES)
    writer = oracle.writer()
    for article in corpus[gone:]:
        writer.add(article)
    writer.commit()
    with tempfile.TemporaryDirectory() as folder:
        engine = built(
            Path(folder),
            corpus[::2],
            corpus[1::2],
            languages=LANGUAGES,
            deleted=[article.id for article in corpus[:gone]],
        )
        for request in asked:
            try:
                found = explain(engine, engine.search(request), seconds=ENOUGH)
            except QueryError as refused:
                # Near phrases of many words are refused by one engine only.
                if "near phrase" not in str(refused):
                    raise
                continue
            expected = explain(oracle, oracle.search(request), seconds=ENOUGH)
            if "~10 for " not in f"{said(expected)}{said(found)}":
                assert said(expected) == said(found)
            for one in found.expansions:
                assert len(one.forms.words) <= one.forms.total
                assert all(count > 0 for _, count in one.forms.words)
        engine.close()

"""Searcher itself: an index that `Index.ingest` made, asked with `any_word` and else defaults."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain
from pathlib import Path

import orjson
from collection import Collection, Document, Run
from measures import DEPTH

from searcher import Index
from searcher.engines.tantivy import TantivyEngine, schema
from searcher.engines.tantivy.places import WEIGHTS, Weights
from searcher.index.home import ENGINE_FOLDER
from searcher.query.model import And, Node, Not, Or, SearchRequest, Word
from searcher.query.params import build

_SITE = "https://example.org/"


@contextmanager
def built(collection: Collection, *, title: int = schema.TITLE_TIMES) -> Iterator[Path]:
    """Make an index in a temporary folder; `title` takes the place of the schema's."""
    kept = schema.TITLE_TIMES
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "articles.jsonl"
        source.write_text("".join(map(_record, collection.documents)), "utf-8")
        try:
            schema.TITLE_TIMES = title
            with Index.create(Path(folder) / "index") as index:
                index.ingest(source, workers=0)
        finally:
            schema.TITLE_TIMES = kept
        yield Path(folder) / "index"


def _record(document: Document) -> str:
    title = {"title": document.title} if document.title else {}
    record = {"url": f"{_SITE}{document.id}", **title, "text": document.text}
    return json.dumps(record) + "\n"


def run(index: Path, collection: Collection, *, depth: int = DEPTH) -> Run:
    """Ask all questions through `Index.search`."""
    with Index.open(index) as opened:
        return {
            one: [
                _id(hit.article.url) for hit in opened.search(text, any_word=True, limit=depth).hits
            ]
            for one, text in collection.questions.items()
        }


def weighed(
    index: Path,
    collection: Collection,
    weights: Weights = WEIGHTS,
    *,
    fields: bool = False,
) -> Run:
    """Ask the engine with other weights; `fields`: title and body apart, their scores summed."""
    engine = TantivyEngine.open(index / ENGINE_FOLDER)
    engine.weights = weights
    try:
        found: Run = {}
        for one, text in collection.questions.items():
            request = build(text, any_word=True, limit=10)
            if fields:
                request = _apart(request)
            batches = engine.walk(request, order="sort")  # no passages are marked
            found[one] = [_id(orjson.loads(hit.record)["url"]) for hit in chain(*batches)]
        return found
    finally:
        engine.close()


def _id(url: str | None) -> str:
    return str(url).removeprefix(_SITE)


def _apart(request: SearchRequest) -> SearchRequest:
    def apart(node: Node) -> Node:
        match node:
            case Word(text, None, exact):
                return Or((Word(text, "title", exact), Word(text, "body", exact)))
            case And(children):
                return And(tuple(map(apart, children)))
            case Or(children):
                return Or(tuple(map(apart, children)))
            case Not(child):
                return Not(apart(child))
            case _:
                return node

    return replace(request, query=apart(request.query))

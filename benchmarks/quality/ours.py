"""Searcher itself: an index that `Index.ingest` made, asked with `any_word` and else defaults."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

import orjson
from collection import Collection, Document, Run
from measures import DEPTH

from searcher import Index
from searcher.engines.tantivy import TantivyEngine
from searcher.engines.tantivy.places import WEIGHTS, Weights
from searcher.index.folder.home import ENGINE_FOLDER
from searcher.query.params import build

_SITE = "https://example.org/"


@contextmanager
def built(collection: Collection) -> Iterator[Path]:
    """Make an index in a temporary folder."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "articles.jsonl"
        source.write_text("".join(map(_record, collection.documents)), "utf-8")
        with Index.create(Path(folder) / "index") as index:
            index.ingest(source, workers=0)
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


def weighed(index: Path, collection: Collection, weights: Weights = WEIGHTS) -> Run:
    """Ask the engine with other weights."""
    engine = TantivyEngine.open(index / ENGINE_FOLDER)
    engine.weights = weights
    try:
        found: Run = {}
        for one, text in collection.questions.items():
            request = build(text, any_word=True, limit=10)
            batches = engine.walk(request, order="sort")  # no passages are marked
            found[one] = [_id(orjson.loads(hit.record)["url"]) for hit in chain(*batches)]
        return found
    finally:
        engine.close()


def _id(url: str | None) -> str:
    return str(url).removeprefix(_SITE)

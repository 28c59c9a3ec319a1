"""Articles like one: its telling words, then hits, each with the words that it shares."""

from collections.abc import Iterator
from typing import Any

from searcher.render.columns import lines_of
from searcher.render.contract import dumped, hit_record, json_lines, results_record
from searcher.render.headline import headline
from searcher.render.look import DIM, Look
from searcher.render.safety import one_line
from searcher.render.table import hit_lines, results_footer
from searcher.results import Similar

_LINES = 3


def similar_table(found: Similar, look: Look) -> Iterator[str]:
    """Give what it was found by, hits, and a last line with the total."""
    hits = found.results.hits
    margin = len(str(hits[-1].rank)) if hits else 1
    yield from lines_of(f"like: {headline(found.article)}", look.columns, 2)
    words = ", ".join(one_line(word.text) for word in found.words) or "no word tells it from others"
    for line in lines_of(f"by: {words}", look.columns, _LINES):
        yield look.paint(line, DIM)
    yield ""
    for hit, shared in zip(hits, found.shared, strict=True):
        yield from hit_lines(hit, look, margin)
        indent = " " * (margin + 2)
        text = f"shares: {', '.join(map(one_line, shared))}"
        for line in lines_of(text, look.columns - len(indent), 2):
            yield indent + look.paint(line, DIM)
        yield ""
    yield results_footer(found.results, look)


def similar_record(found: Similar) -> dict[str, Any]:
    """Give the answer as plain JSON types: that of a search, and what it was found by."""
    record = results_record(found.results)
    del record["next"]  # they come by an article, and not by words that could be asked again
    for hit, shared in zip(record["hits"], found.shared, strict=True):
        hit["shared"] = list(shared)
    words = [
        {"text": word.text, "count": word.count, "articles": word.articles} for word in found.words
    ]
    return {"id": found.article.id, "title": found.article.title, "words": words, **record}


def similar_json(found: Similar, _look: Look) -> Iterator[str]:
    """Give the whole answer as one JSON object."""
    return json_lines(similar_record(found))


def similar_jsonl(found: Similar, _look: Look) -> Iterator[str]:
    """Give one hit a line."""
    for hit, shared in zip(found.results.hits, found.shared, strict=True):
        yield dumped(hit_record(hit) | {"shared": list(shared)}, indent=False)


def similar_ids(found: Similar, _look: Look) -> Iterator[str]:
    """Give one id a line."""
    for hit in found.results.hits:
        yield hit.article.id

"""The JSON contract: what programs read. Its keys change only with a note in the changelog."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from searcher.article import published_record, topic_record
from searcher.query.model import Filter, SearchRequest
from searcher.render.look import Look
from searcher.results import (
    Concordance,
    CorpusState,
    Facet,
    FacetAnswer,
    Hit,
    KwicLine,
    Results,
    Snippet,
    Suggestion,
)

# How the list of hits is written in the whole answer: nothing else begins a line so.
_NO_HITS, _HITS = '  "hits": [],', '  "hits": ['


def corpus_record(corpus: CorpusState) -> dict[str, Any]:
    """Give what names a corpus: its digest, and how many articles it has."""
    return {"digest": corpus.digest, "articles": corpus.articles}


def results_record(results: Results) -> dict[str, Any]:
    """Give an answer as plain JSON types; facets by canonical name (`month`, not `date`)."""
    return _answer_record(results, results.hits)


def _answer_record(results: Results, hits: Iterable[Hit]) -> dict[str, Any]:
    """Give an answer with these of its hits."""
    from searcher.query.describe import request_record

    record = {
        "query": request_record(results.request),
        "total": results.total,
        "took_ms": round(results.took_ms, 3),
        "notes": list(results.notes),
        "hits": [hit_record(hit) for hit in hits],
        "next": results.next,
        "facets": {name: _counts(facet) for name, facet in results.facets.items()},
        "corpus": corpus_record(results.corpus),
    }
    if results.explanation is not None:
        from searcher.render.explanation import explanation_record

        record["explanation"] = explanation_record(results.explanation)
    return record


def hit_record(hit: Hit) -> dict[str, Any]:
    """Give one hit; spans count characters of the snippet's text.

    `snippets` are there where several were asked for.
    """
    article = hit.article
    record = {
        "rank": hit.rank,
        "id": article.id,
        "score": hit.score,
        "title": article.title,
        "authors": [author.name for author in article.authors],
        "source": article.source,
        "published": published_record(article.published),
        "topics": [topic_record(topic) for topic in article.topics],
        "language": article.language,
        "kind": article.kind,
        "url": article.url,
        "story": article.story,
        "copies": hit.copies,
        "outlets": hit.outlets,
        "snippet": _snippet(hit.snippet),
    }
    if hit.snippets:
        record["snippets"] = [_snippet(snippet) for snippet in hit.snippets]
    return record


def _snippet(snippet: Snippet) -> dict[str, Any]:
    return {"text": snippet.text, "spans": [list(span) for span in snippet.spans]}


def suggestion_record(suggestion: Suggestion) -> dict[str, Any]:
    """Give a suggestion; `key` is what the filter takes, null where it is a word and no filter."""
    from searcher.query.params import to_params

    key = suggestion.key
    if key is not None:
        asked = SearchRequest(filters=(Filter(suggestion.kind, (key,)),))
        key = to_params(asked)[suggestion.kind][0]
    return {
        "kind": suggestion.kind,
        "text": suggestion.text,
        "count": suggestion.count,
        "query": suggestion.query,
        "key": key,
    }


def facet_record(answer: FacetAnswer) -> dict[str, Any]:
    """Give the answer of `searcher facets`; `more` says that there are values past the limit."""
    from searcher.query.describe import request_record

    return {
        "query": request_record(answer.request),
        "facet": answer.facet.field,
        "values": _counts(answer.facet),
        "more": answer.facet.more,
        "notes": list(answer.notes),
        "corpus": corpus_record(answer.corpus),
    }


def concordance_record(found: Concordance, lines: Sequence[KwicLine]) -> dict[str, Any]:
    """Give a concordance with these of its lines."""
    from searcher.query.describe import request_record

    return {
        "query": request_record(found.request),
        "width": found.width,
        "sort": found.sort,
        "parts": list(found.parts),
        "sampled": found.sampled,
        "seed": found.seed,
        "offset": found.offset,
        "total": found.total,
        "articles": found.articles,
        "matching": found.matching,
        "took_ms": round(found.took_ms, 3),
        "notes": list(found.notes),
        "lines": [kwic_line_record(line) for line in lines],
        "corpus": corpus_record(found.corpus),
    }


def kwic_line_record(line: KwicLine) -> dict[str, Any]:
    """Give one line; `start` and `end` count characters of the article's part."""
    return {
        "id": line.id,
        "date": line.date,
        "source": line.source,
        "part": line.part,
        "start": line.start,
        "end": line.end,
        "left": line.left,
        "node": line.node,
        "right": line.right,
    }


def _counts(facet: Facet) -> list[dict[str, Any]]:
    return [
        {"value": c.value, "key": c.key, "count": c.count, "selected": c.selected}
        for c in facet.counts
    ]


def json_lines(record: object) -> Iterator[str]:
    """Give any record as indented JSON, one line of it at a time."""
    yield from dumped(record, indent=True).split("\n")


def results_json(results: Results, _look: Look) -> Iterator[str]:
    """Give the whole answer as one JSON object, and hold no more than one of its hits."""
    for line in json_lines(_answer_record(results, ())):
        if line != _NO_HITS or not results.hits:
            yield line
            continue
        yield _HITS
        last = len(results.hits) - 1
        for number, hit in enumerate(results.hits):
            lines = [f"    {one}" for one in json_lines(hit_record(hit))]
            yield "\n".join(lines) + ("," if number < last else "")
        yield "  ],"


def facet_json(answer: FacetAnswer, _look: Look) -> Iterator[str]:
    """Give one facet as a JSON object."""
    return json_lines(facet_record(answer))


def results_jsonl(results: Results, _look: Look) -> Iterator[str]:
    """Give one hit a line."""
    for hit in results.hits:
        yield dumped(hit_record(hit), indent=False)


def dumped(record: object, *, indent: bool) -> str:
    """Give any record as JSON."""
    import orjson

    try:
        return orjson.dumps(record, option=orjson.OPT_INDENT_2 if indent else None).decode()
    except orjson.JSONEncodeError:
        # orjson refuses lone surrogates; escaped they are valid JSON.
        return json.dumps(record, indent=2 if indent else None)

"""Why does a question find what it finds? As lines for people, and as a JSON record."""

from collections.abc import Iterator
from typing import Any

from searcher.explanation import Expansion, Explanation, HitExplanation, Part
from searcher.render.look import counted

_KINDS = {
    "stem": "is found as",
    "pattern": "stands for",
    "fuzzy": "stands for",
    "expression": "stands for",
}
_DIGITS = 2  # of scores, which are no measure beyond their order


def explanation_lines(explanation: Explanation) -> Iterator[str]:
    """Give the explanation a line for each thing, in the order in which one asks."""
    yield from explanation.understood
    yield f"found: {counted(explanation.articles, 'article')}"
    if len(explanation.parts) > 1:
        for part in explanation.parts:
            yield part_line(part)
    for expansion in explanation.expansions:
        yield expansion_line(expansion)
    for cause in explanation.causes:
        yield f"nothing is found because no article fulfils {cause.text}"
    for way in explanation.relaxed:
        yield f"{way.text}: {counted(way.count, 'article')}"
    for hit in explanation.hits:
        yield hit_line(hit)
    if explanation.left_out:
        yield f"{explanation.left_out:,} more of these were left out, for want of room or time."


def part_line(part: Part) -> str:
    """Say how many articles fulfil a part, and what would be found without it."""
    return f"{part.text}: {counted(part.count, 'article')} alone; without it {part.without:,}"


def expansion_line(expansion: Expansion) -> str:
    """Say which words of the index a word stands for."""
    forms = expansion.forms
    shown = ", ".join(f"{word} ({count:,})" for word, count in forms.words) or "no word"
    further = forms.total - len(forms.words)
    more = f" and {further:,} more" if further > 0 and forms.words else ""
    about = "" if forms.exact else "; of the most frequent words only"
    return f"{expansion.text} {_KINDS[expansion.kind]} {shown}{more}{about}"


def hit_line(hit: HitExplanation) -> str:
    """Say what each word adds to a hit."""
    parts = []
    for part in hit.parts:
        places = ", ".join(f"{field} {_score(score)}" for field, score in part.fields.items())
        parts.append(f"{part.text} {_score(part.score)}{f' ({places})' if places else ''}")
    if hit.rest:
        parts.append(f"together {'+' if hit.rest > 0 else ''}{_score(hit.rest)}")
    return f"hit {hit.rank}, score {_score(hit.score)}: {', '.join(parts) or 'no words to rank by'}"


def _score(score: float) -> str:
    return f"{score:.{_DIGITS}f}"


def explanation_record(explanation: Explanation) -> dict[str, Any]:
    """Give the explanation as plain JSON types."""
    return {
        "understood": list(explanation.understood),
        "articles": explanation.articles,
        "parts": [_part(part) for part in explanation.parts],
        "expansions": [
            {
                "text": one.text,
                "kind": one.kind,
                "words": [{"word": word, "count": count} for word, count in one.forms.words],
                "total": one.forms.total,
                "exact": one.forms.exact,
            }
            for one in explanation.expansions
        ],
        "causes": [_part(part) for part in explanation.causes],
        "relaxed": [
            {
                "text": way.text,
                "count": way.count,
                "params": {name: list(values) for name, values in way.params.items()},
            }
            for way in explanation.relaxed
        ],
        "hits": [
            {
                "rank": hit.rank,
                "id": hit.id,
                "score": hit.score,
                "parts": [
                    {"text": part.text, "score": part.score, "fields": dict(part.fields)}
                    for part in hit.parts
                ],
                "rest": hit.rest,
            }
            for hit in explanation.hits
        ],
        "left_out": explanation.left_out,
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "text": part.text,
        "kind": part.kind,
        "count": part.count,
        "without": part.without,
    }

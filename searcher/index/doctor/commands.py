"""Which command shows the articles that a finding is about?"""

import shlex
from collections.abc import Sequence

from searcher.query.model import Filter, SearchRequest
from searcher.query.params import to_params
from searcher.query.typed_values import to_flags


def search(request: SearchRequest, index: str) -> str:
    """Give the search that finds what the request does."""
    return _asked(["searcher", "search"], request, index)


def days(request: SearchRequest, index: str) -> str:
    """Give what lists the days of the articles."""
    return _asked(["searcher", "facets", "day", "--limit=0"], request, index)


def listed(check: str, index: str) -> str:
    """Give what lists the ids of a finding's articles."""
    return shlex.join(["searcher", "doctor", f"--ids={check}", f"--index={index}"])


def shown(article_id: str, index: str) -> str:
    """Give what shows an article."""
    return shlex.join(["searcher", "show", article_id, f"--index={index}"])


def of_source(key: str, request: SearchRequest | None = None) -> SearchRequest:
    """Ask for the articles of one source, by its key."""
    from dataclasses import replace

    request = request or SearchRequest()
    return replace(request, filters=(*request.filters, Filter("source", (key,))))


def _asked(command: Sequence[str], request: SearchRequest, index: str) -> str:
    params = to_params(request)
    words = params.pop("q", [])
    # The command shows all of them, however few were looked at.
    for name in ("limit", "offset"):
        params.pop(name, None)
    parts = [*command, *to_flags(params), f"--index={index}"]
    if any(words):
        parts += ["--", *words]
    return shlex.join(parts)

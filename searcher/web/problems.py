"""What does a program get when something is wrong? problem+json (RFC 9457) with stable types."""

from typing import Any, NamedTuple

from starlette.responses import JSONResponse

from searcher.errors import (
    ArticleNotFound,
    DateError,
    IndexProblem,
    QueryError,
    SearcherError,
    UsageError,
    ValueNotKnown,
)


class Busy(SearcherError):
    """More is asked at once than is answered."""


class Slow(SearcherError):
    """A question that takes longer than any may."""


class Refused(SearcherError):
    """A request that no page or program of this machine would send, or without the token."""


class Kind(NamedTuple):
    """A kind of problem: the error that it comes from, type, status, title."""

    error: type[SearcherError]
    type: str
    status: int
    title: str


# The first that fits is taken.
KINDS = (
    Kind(QueryError, "query", 400, "The query cannot be understood"),
    Kind(DateError, "date", 400, "A date cannot be understood"),
    Kind(ValueNotKnown, "value", 400, "There is no such value"),
    Kind(UsageError, "usage", 400, "A parameter is wrong"),
    Kind(ArticleNotFound, "not-found", 404, "There is no such article or page"),
    Kind(Refused, "refused", 403, "The request is refused"),
    Kind(Busy, "busy", 503, "Too much is asked at once"),
    Kind(Slow, "slow", 503, "The question takes too long"),
    Kind(IndexProblem, "index", 503, "The index cannot be used"),
    Kind(SearcherError, "error", 500, "The request failed"),
)


def kind_of(problem: SearcherError) -> Kind:
    """Give the kind of a problem."""
    return next(kind for kind in KINDS if isinstance(problem, kind.error))


def record_of(problem: SearcherError) -> dict[str, Any]:
    """Give a problem as plain JSON types; `column` counts characters of `q` from 1.

    `suggestions` are whole queries to ask instead, else values to give instead.
    """
    kind = kind_of(problem)
    record: dict[str, Any] = {
        "type": f"urn:searcher:problem:{kind.type}",
        "title": kind.title,
        "status": kind.status,
        "detail": str(problem),
        "suggestions": list(problem.suggestions),
    }
    if isinstance(problem, QueryError):
        record |= {"column": problem.column, "suggestion": problem.suggestion}
    return record


def response_of(problem: SearcherError) -> JSONResponse:
    """Answer with a problem."""
    record = record_of(problem)
    headers = {"Retry-After": "1"} if isinstance(problem, Busy) else None
    return JSONResponse(
        record, record["status"], headers=headers, media_type="application/problem+json"
    )

"""What can go wrong, as a tree; everything that reaches a user is in it.

SearcherError                 exit code 2
├── UsageError                an option or argument is wrong
│   └── StaleCursor           of a corpus that has changed
├── QueryError                the query is wrong: column, suggestion
├── DateError                 a WHEN is no date: `03/02/2026`, `2025-13`
├── ValueNotKnown             a field, format or value that does not exist
├── IngestError               the ingest as a whole cannot go on
│   ├── NothingToIngest       no such path, or nothing in it
│   └── IngestStopped         as it was asked to              (exit code 130)
├── NoArticle                 a page shows no article
├── SearchTimeout             no answer within the time that was given
├── SearchCancelled           nobody waits for the answer any more
├── ExportError               an export cannot be written
│   └── TargetExists          there is something at its place already
├── PackError                 an index cannot be packed or unpacked
├── ArticleNotFound           no article with this id             (exit code 1)
└── IndexProblem              the index cannot be used            (exit code 3)
    ├── IndexNotFound
    ├── IndexExists
    ├── IndexLocked           another process writes
    ├── IndexIncompatible     made by another version
    └── IndexDamaged          files are missing or corrupt

A bad *record* is no exception: it is a `Rejection` in the report, and the run goes on.
"""

from typing import ClassVar


class SearcherError(Exception):
    """Base of all; `str()` says what, where, and what to do next."""

    exit_code: ClassVar[int] = 2
    # What was probably meant, best first: where a door can offer it, it asks again with one click.
    suggestions: tuple[str, ...] = ()


class UsageError(SearcherError):
    """An option or argument is wrong; `suggestions` are values to give in its place."""

    def __init__(self, message: str, *, suggestions: tuple[str, ...] = ()) -> None:
        """Take a whole sentence, which names the suggestions."""
        self.suggestions = suggestions
        super().__init__(message)


class StaleCursor(UsageError):
    """A page shall follow one of a corpus that has changed since: hits would be lost."""


class QueryError(SearcherError):
    """The query text is wrong.

    `column` counts characters from 1 in the text as typed. `suggestion` is the whole query with
    this mistake cured, if a cure is known; without a column, which an engine cannot tell, it is
    the one clause. `suggestions` may be several such queries.
    """

    def __init__(
        self,
        message: str,
        *,
        column: int | None = None,
        suggestion: str | None = None,
        suggestions: tuple[str, ...] = (),
    ) -> None:
        """Join message, column and suggestion into one sentence; `suggestions` it names already."""
        self.column = column
        self.suggestion = suggestion
        self.suggestions = (suggestion,) if suggestion else suggestions
        where = f" (column {column})" if column is not None else ""
        cure = f" Try {suggestion}" if suggestion else ""
        super().__init__(f"{message}{where}.{cure}" if where or cure else message)


class DateError(SearcherError):
    """A text that should say when is no date, or could be two.

    `suggestions` are texts to stand in place of `value`.
    """

    def __init__(self, message: str, *, value: str = "", suggestions: tuple[str, ...] = ()) -> None:
        """Take a whole sentence, which names the suggestions."""
        self.value = value
        self.suggestions = suggestions
        super().__init__(message)


class ValueNotKnown(SearcherError):
    """A field, format or other named choice that does not exist.

    `what` says which kind of choice, `value` what was given; `suggestions` are those that exist
    and are spelled alike.
    """

    def __init__(
        self, message: str, *, what: str = "", value: str = "", suggestions: tuple[str, ...] = ()
    ) -> None:
        """Take a whole sentence, which names the suggestions."""
        self.what = what
        self.value = value
        self.suggestions = suggestions
        super().__init__(message)


class IngestError(SearcherError):
    """The ingest as a whole cannot go on; what was committed stays."""


class NoArticle(SearcherError):
    """A page that shows no article, or cannot be read as one."""


class NothingToIngest(IngestError):
    """No path exists, or none holds a file that can be read."""


class IngestStopped(IngestError):
    """The caller said to stop; what was whole by then is committed."""

    exit_code = 130


class SearchTimeout(SearcherError):
    """There is no answer within the time that was given; it may still come."""


class SearchCancelled(SearcherError):
    """Somebody said that the answer is not waited for any more."""


class ExportError(SearcherError):
    """An export cannot be written; nothing of it was left."""


class TargetExists(ExportError):
    """There is something where the export should be."""


class PackError(SearcherError):
    """An index cannot be packed, or what was packed is not whole; nothing is left of the try."""


class ArticleNotFound(SearcherError):
    """No article has this id."""

    exit_code = 1


class IndexProblem(SearcherError):
    """The index cannot be used."""

    exit_code = 3


class IndexNotFound(IndexProblem):
    """There is no index at this place."""


class IndexExists(IndexProblem):
    """There is an index already."""


class IndexLocked(IndexProblem):
    """Another process writes to the index."""


class IndexIncompatible(IndexProblem):
    """The index was made by a version that this one cannot read."""


class IndexDamaged(IndexProblem):
    """Files of the index are missing or corrupt."""

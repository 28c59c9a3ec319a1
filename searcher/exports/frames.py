"""Articles as a table in memory: the columns of an export, for pandas and Arrow.

>>> from searcher.testing import haystack
>>> to_arrow(haystack(), fields="title,words").num_rows
24

`date` stays text, since `2026` and `2026-01` are no days: whoever wants days takes the rows whose
`precision` is `day` or `second`.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from searcher.article import Article, to_record
from searcher.errors import UsageError
from searcher.exports.columns import Column, Row, columns_of, values_of
from searcher.results import Hit, Results

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

_BATCH = 2000  # articles that are plain objects at the same time
_OF_HITS = ("rank", "score", "snippet")


def to_arrow(
    articles: Iterable[Article | Hit] | Results, fields: str | Sequence[str] | None = None
) -> "pa.Table":
    """Give articles or hits as an Arrow table; none give a table of no rows.

    `fields` are the names of columns, as in an export; rank, score and snippet are those of hits.
    Raises `ValueNotKnown` for other names, and `UsageError` where pyarrow is not installed.
    """
    columns = columns_of(fields, nested=False)
    try:
        import pyarrow as pa

        from searcher.exports.arrow import batch_of, schema_of
    except ModuleNotFoundError as missing:
        raise UsageError(
            f"tables need the package {missing.name}: pip install 'searcher[parquet]'"
        ) from missing
    schema, values = schema_of(columns), values_of(columns, nested=False)
    batches = [
        batch_of([[value(row) for row in rows] for value in values], schema)
        for rows in _batches(_listed(articles), columns)
    ]
    return pa.Table.from_batches(batches, schema)


def to_pandas(
    articles: Iterable[Article | Hit] | Results, fields: str | Sequence[str] | None = None
) -> "pd.DataFrame":
    """Give articles or hits as a data frame, with the columns of `to_arrow`.

    Numbers stay whole where some are missing (`Int64`); lists are arrays, as when pandas reads
    Parquet.
    """
    table = to_arrow(articles, fields)
    try:
        import pandas as pd
    except ModuleNotFoundError as missing:
        raise UsageError("data frames need pandas: pip install 'searcher[parquet]' pandas") from (
            missing
        )
    import pyarrow as pa

    return table.to_pandas(types_mapper={pa.int64(): pd.Int64Dtype()}.get)


def _listed(articles: Any) -> Iterable[Article | Hit]:
    if isinstance(articles, Results):
        return articles.hits
    if isinstance(articles, str | bytes) or not isinstance(articles, Iterable):
        raise UsageError(f"articles or hits are needed, not {articles!r:.40}: try index.scan(…)")
    return articles


def _batches(articles: Iterable[Article | Hit], columns: Sequence[Column]) -> Iterator[list[Row]]:
    names = {column.name for column in columns}
    if "query" in names:
        raise UsageError("the field query is known in the export of a batch only")
    of_hits = [name for name in _OF_HITS if name in names]
    rest = iter(articles)
    while batch := [*islice(rest, _BATCH)]:
        yield [_row(one, of_hits) for one in batch]


def _row(one: Article | Hit, of_hits: Sequence[str]) -> Row:
    if isinstance(one, Hit):
        snippet = {"text": one.snippet.text, "spans": [list(span) for span in one.snippet.spans]}
        more = {"rank": one.rank, "score": one.score, "snippet": snippet}
        return to_record(one.article) | more
    if of_hits:
        raise UsageError(
            f"the field {of_hits[0]} is known of hits only: give the hits of an answer, or leave "
            "it out"
        )
    return to_record(one)

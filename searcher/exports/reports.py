"""What does a batch tell beside its hits? Counts of all, and which found or meant nothing."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from searcher.exports.asked import Failed
from searcher.exports.run import ACROSS, Answer, Run
from searcher.render.separated import csv_rows, guarded
from searcher.results import Facet


def counts(answers: Sequence[Answer], files: Sequence[str]) -> Iterator[str]:
    """Give a row a query: name, words, hits, rows written, and the counts of facets by value."""
    across = {
        field: dict.fromkeys(
            count.key for answer in answers for count in _facet(answer, field).counts
        )
        for field in ACROSS
    }
    columns = [
        (field, key)
        for field, keys in across.items()
        for key in sorted(keys, key=lambda key: (key is None, key or ""))
    ]
    heads = [f"{field} {key or 'none'}" for field, key in columns]
    yield from csv_rows([("query", "words", "hits", "rows", "file", "notes", *heads)])
    for answer, file in zip(answers, files, strict=True):
        found = {
            (field, count.key): count.count
            for field in across
            for count in _facet(answer, field).counts
        }
        asked = answer.asked
        texts = (asked.name, asked.request.words)
        yield from csv_rows(
            [
                (
                    *map(guarded, texts),
                    str(answer.total),
                    str(answer.rows),
                    file,
                    guarded(" ".join(answer.notes)),
                    *(str(found.get(column, 0)) for column in columns),
                )
            ]
        )


def _facet(answer: Answer, field: str) -> Facet:
    return answer.facets.get(field) or Facet(field, ())


def errors(failed: Iterable[Failed]) -> Iterator[str]:
    """Give a row a query that could not be asked: where in the file, and why."""
    yield from csv_rows([("line", "column", "query", "message")])
    for one in failed:
        place = ("" if at is None else str(at) for at in (one.line, one.column))
        yield from csv_rows([(*place, guarded(one.name), guarded(one.message))])


def facets(run: Run, answers: Iterable[Answer], *, batch: bool) -> Iterator[str]:
    """Give a row a facet's value; of a batch with the query.

    Counted again query by query: together they may be more than memory holds.
    """
    head = ("facet", "value", "key", "count")
    yield from csv_rows([("query", *head) if batch else head])
    for answer in answers:
        for field, facet in run.facets(answer.asked).items():
            for one in facet.counts:
                row = (field, guarded(one.value or ""), guarded(one.key or ""), str(one.count))
                yield from csv_rows([(guarded(answer.asked.name), *row) if batch else row])


def write(path: Path, lines: Iterable[str]) -> None:
    """Write lines as UTF-8."""
    with path.open("xb") as file:
        file.writelines(f"{line}\n".encode("utf-8", "surrogateescape") for line in lines)

"""What can stand in a column of an export? One table for every format, its help and the docs.

A *row* is an article's stored record (plain JSON types), to which rank, score, snippet and query
are added where they are asked for. Formats with records in records (JSON) show an object such as
`published` whole; in all others its name stands for its parts, which have columns of their own.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any, Literal

from searcher.article import TopicOrigin
from searcher.engines.depth import DEPTHS, Depth
from searcher.errors import UsageError
from searcher.record import Record, record

Row = dict[str, Any]
Kind = Literal["text", "number", "real", "list", "object"]


@record
class Column(Record):
    """A column: `value` reads it from a row; lists hold texts, None is no value.

    `nested` reads it for formats that show objects; `parts` are the columns that stand for it in
    those that do not. `sparse`: JSON objects without a value have no such name.
    """

    name: str
    kind: Kind
    about: str
    value: Callable[[Row], Any]
    nested: Callable[[Row], Any] | None = None
    parts: tuple[str, ...] = ()
    sparse: bool = False


def _of(name: str, part: str) -> Callable[[Row], Any]:
    """Read a part of an object that may be missing."""

    def read(row: Row) -> Any:
        found = row[name]
        return None if found is None else found.get(part)

    return read


def _topics(*, inferred: bool) -> Callable[[Row], list[str]]:
    return lambda row: [t["path"] for t in row["topics"] if t["inferred"] is inferred]


def _called(*origins: TopicOrigin) -> Callable[[Row], list[str]]:
    return lambda row: [t["path"] for t in row["topics"] if t.get("origin") in origins]


def _origins(row: Row) -> list[str]:
    return [t.get("origin") or "declared" for t in row["topics"] if not t["inferred"]]


def _codes(row: Row) -> list[str]:
    codes = (t.get("code") for t in row["topics"] if not t["inferred"])
    return list(dict.fromkeys(filter(None, codes)))


def _topic_codes(row: Row) -> list[str]:
    return [t.get("code") or "none" for t in row["topics"] if not t["inferred"]]


def _id_from(row: Row) -> str | None:
    """Give it as JSON, in which nothing is lost in any format."""
    told = _told_id(row)
    return json.dumps(told) if told else None


def _told_id(row: Row) -> list[str] | None:
    told: list[str] | None = row["raw"].get("id_from")
    return told


def _authors(part: str) -> Callable[[Row], list[str]]:
    return lambda row: [author[part] for author in row["authors"]]


def _raw_dates(row: Row) -> list[str]:
    return [date["text"] for date in row["raw"]["dates"]]


def _snippet(row: Row) -> str:
    return str(row["snippet"]["text"])


COLUMNS = (
    Column("query", "text", "the name of the query, in a batch", itemgetter("query")),
    Column("rank", "number", "place in the order, with --sort", itemgetter("rank")),
    Column("score", "real", "relevance, with --sort relevance", itemgetter("score")),
    Column("id", "text", "the article's id", itemgetter("id")),
    Column("kind", "text", "`article` or `teaser`", itemgetter("kind")),
    Column("title", "text", "the title", itemgetter("title")),
    Column(
        "authors",
        "list",
        "the authors' names; in JSON objects with `name`, `key` and `role`",
        _authors("name"),
        nested=itemgetter("authors"),
    ),
    Column("author_keys", "list", "the names as filters compare them", _authors("key")),
    Column("author_roles", "list", "person, agency or outlet, for each author", _authors("role")),
    Column("source", "text", "outlet or publisher", itemgetter("source")),
    Column(
        "published",
        "object",
        "the date with all that is known of it",
        itemgetter("published"),
        parts=(
            *("date", "precision", "instant", "date_method", "date_confidence", "date_flags"),
            "date_raw",
        ),
    ),
    Column("date", "text", "`2026`, `2026-01` or `2026-01-30`", _of("published", "date")),
    Column("precision", "text", "year, month, day or second", _of("published", "precision")),
    Column("instant", "text", "the moment in UTC, where known", _of("published", "instant")),
    Column("date_method", "text", "how the date was settled", _of("published", "method")),
    Column("date_confidence", "text", "high, medium or low", _of("published", "confidence")),
    Column("date_flags", "list", "doubts about the date", _of("published", "flags")),
    Column("date_raw", "text", "the date as printed", _of("published", "raw")),
    Column(
        "topics",
        "list",
        "declared topics; in JSON all, with `inferred`, `score`, `origin` and `code`",
        _topics(inferred=False),
        nested=itemgetter("topics"),
    ),
    Column("inferred_topics", "list", "topics inferred from the text", _topics(inferred=True)),
    Column(
        "topic_origins",
        "list",
        "what the record calls each topic: section, category, tag, keyword, topic, folder, or "
        "declared where it does not say",
        _origins,
    ),
    Column(
        "topic_codes",
        "list",
        "the code of the Media Topic that each topic is, or none",
        _topic_codes,
    ),
    Column("sections", "list", "declared sections and categories", _called("section", "category")),
    Column("tags", "list", "declared tags", _called("tag")),
    Column("keywords", "list", "declared keywords", _called("keyword")),
    Column("subject_codes", "list", "codes of the Media Topics that are declared", _codes),
    Column("language", "text", "language code", itemgetter("language")),
    Column("url", "text", "canonical address", itemgetter("url")),
    Column("words", "number", "length in words", itemgetter("words")),
    Column("summary", "text", "the summary", itemgetter("summary")),
    Column("body", "text", "the full text", itemgetter("body")),
    Column(
        "snippet",
        "text",
        "the passage that answers the query; in JSON with the spans to mark",
        _snippet,
        nested=itemgetter("snippet"),
    ),
    Column("story", "number", "the group of near-identical copies", itemgetter("story")),
    Column(
        "provenance",
        "object",
        "where the record was found",
        itemgetter("provenance"),
        parts=("file", "record", "start", "end", "reader", "record_digest", "reference"),
    ),
    Column("file", "text", "the file that it was read from", _of("provenance", "file")),
    Column("record", "number", "its number within the file", _of("provenance", "record")),
    Column("start", "number", "its first byte in the file", _of("provenance", "start")),
    Column("end", "number", "the byte after its last", _of("provenance", "end")),
    Column("reader", "text", "which reader read it", _of("provenance", "reader")),
    Column("record_digest", "text", "SHA-256 of its bytes", _of("provenance", "digest")),
    Column("reference", "text", "what its date was held against", _of("provenance", "reference")),
    Column(
        "raw",
        "object",
        "the strings as found",
        itemgetter("raw"),
        parts=(
            *("raw_title", "raw_authors", "raw_source", "raw_dates", "raw_topics", "raw_language"),
            "raw_url",
        ),
    ),
    Column("raw_title", "text", "the title as found", _of("raw", "title")),
    Column("raw_authors", "list", "bylines as found", _of("raw", "authors")),
    Column("raw_source", "text", "the source as found", _of("raw", "source")),
    Column("raw_dates", "list", "date strings as found", _raw_dates),
    Column("raw_topics", "list", "topics as found", _of("raw", "topics")),
    Column("raw_language", "text", "the language as found", _of("raw", "language")),
    Column("raw_url", "text", "the address as found", _of("raw", "url")),
    Column(
        "id_from",
        "text",
        "what the id was computed from, as JSON, where no other column shows it: a wire's name for "
        "its item, or source, title and text as found",
        _id_from,
        nested=_told_id,
        sparse=True,
    ),
)
_BY_NAME: Mapping[str, Column] = {column.name: column for column in COLUMNS}
# What takes less of an article than its metadata, and what takes more.
_OF_ID = frozenset({"query", "rank", "score", "id"})
_OF_RECORD = frozenset({"summary", "body", "snippet", "provenance", "raw", "id_from"}).union(
    _BY_NAME["provenance"].parts, _BY_NAME["raw"].parts
)

# Where a file lies, how its strings were found and which copies are near are no part of the
# corpus's digest: they are exported when named. In JSON the usual fields are those with which the
# stored record begins, in its order: such lines are cut from it, which takes half the time.
NESTED_DEFAULT = (
    *("id", "kind", "title", "summary", "body", "words", "authors", "source", "published"),
    *("topics", "language", "url", "id_from"),
)
_CUT_AT, _ID_FROM = b',"story":', b',"id_from":'
FLAT_DEFAULT = (
    *("id", "kind", "title", "authors", "source", "date", "precision", "date_confidence"),
    *("topics", "inferred_topics", "language", "url", "words", "summary", "body"),
    # What `searcher ingest` needs beside these, to read the same again.
    *("instant", "date_raw", "topic_origins", "date_flags", "author_roles", "topic_codes"),
    "id_from",
)
# What only an ordered export knows.
ORDERED = ("rank", "score")


def columns_of(
    fields: str | Sequence[str] | None, *, nested: bool, default: Sequence[str] | None = None
) -> tuple[Column, ...]:
    """Understand --fields: names in the order wanted, or `+name` and `-name` beside the default.

    Raises `ValueNotKnown` for a name that does not exist, `UsageError` where nothing is left.
    """
    usual = default if default is not None else NESTED_DEFAULT if nested else FLAT_DEFAULT
    given = fields.split(",") if isinstance(fields, str) else fields or ()
    if not all(isinstance(name, str) for name in given):
        raise UsageError(f"fields are names of columns, not {fields!r:.40}")
    names = [name.strip() for name in given if name.strip()]
    if fields is not None and not names:
        raise UsageError(f"--fields needs names, as in {','.join(usual[:3])}")
    changes = [name for name in names if name[0] in "+-"]
    if changes and len(changes) < len(names):
        raise UsageError(
            "--fields: either names, or +name and -name to change the usual ones; not both"
        )
    if changes:
        added = [name[1:] for name in names if name[0] == "+"]
        dropped = _expanded([name[1:] for name in names if name[0] == "-"], nested=nested)
        wanted = [*(_found(name).name for name in usual), *added]
        names = [n for n in _expanded(wanted, nested=nested) if n not in dropped]
    chosen = _expanded(usual if fields is None else names, nested=nested)
    if not chosen:
        raise UsageError("--fields leaves no column")
    return tuple(_BY_NAME[name] for name in chosen)


def _expanded(names: Sequence[str], *, nested: bool) -> list[str]:
    """Give each column once; without nesting an object's name stands for its parts."""
    found = [_found(name) for name in names]
    return list(
        dict.fromkeys(
            name
            for column in found
            for name in ((column.name,) if nested or not column.parts else column.parts)
        )
    )


def _found(name: str) -> Column:
    if name in _BY_NAME:
        return _BY_NAME[name]
    from searcher.query.fields import not_known

    raise not_known("field", name, tuple(_BY_NAME))


def depth_of(columns: Sequence[Column], least: Depth = "id") -> Depth:
    """Say how much of an article these columns take, and `least` in any case."""
    taken: list[Depth] = [
        "record" if name in _OF_RECORD else "id" if name in _OF_ID else "metadata"
        for name in (column.name for column in columns)
    ]
    return max([least, *taken], key=DEPTHS.index)


def values_of(columns: Sequence[Column], *, nested: bool) -> list[Callable[[Row], Any]]:
    """List the functions that read the columns' values from a row, in order."""
    return [(column.nested or column.value) if nested else column.value for column in columns]


def beginning(record: bytes) -> bytes:
    """Give the object with the usual fields of a stored record.

    Within a JSON string a quotation mark is escaped: only a key can look like what is cut at.
    """
    end = record.rindex(_CUT_AT)
    told = record.rfind(_ID_FROM, end)
    # It ends the strings as found, and these the record.
    return record[:end] + (b"}" if told < 0 else record[told:-1])


def joined(value: Any) -> str:
    """Give a value as the text of one cell: lists with `; ` between, None as nothing."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(str(item) for item in value if item is not None)
    return str(value)

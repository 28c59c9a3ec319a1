"""The formats, in display order: this table stands behind the options, their help and the docs.

A format is loaded when it is used; one that needs a package beyond a plain install names the extra.
"""

from importlib import import_module
from operator import itemgetter
from pathlib import PurePath
from typing import TYPE_CHECKING, Literal, cast

from searcher.engines.depth import Depth
from searcher.errors import UsageError
from searcher.record import Record, record

if TYPE_CHECKING:
    from searcher.exports.base import PathSink, StreamSink

# What is made: bytes that can go through a pipe, one file, or a folder.
Makes = Literal["stream", "file", "folder"]


@record
class Format(Record):
    """A row of the table; `home` is module and class in this package.

    `fields` says whether --fields chooses its columns, or the format has its own; `default` are the
    columns that it shows if not the usual ones; `extra` names what must be installed for it;
    `lines` that a row is no article, but an occurrence of what was asked for; `depth` is how much
    of an article it takes whatever its columns.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    home: str
    makes: Makes = "stream"
    fields: bool = True
    nested: bool = False
    default: tuple[str, ...] | None = None
    extra: str | None = None
    lines: bool = False
    depth: Depth = "id"

    @property
    def of_one(self) -> bool:
        """Whether an article by itself, which no words were asked of, can be written so."""
        return self.makes == "stream" and not self.lines

    def load(self) -> "type[StreamSink | PathSink]":
        """Load the sink; raises `UsageError` naming the extra where its package is missing."""
        module, _, name = self.home.partition(".")
        try:
            found = getattr(import_module(f"searcher.exports.{module}"), name)
        except ModuleNotFoundError as missing:
            if self.extra is None:
                raise
            raise UsageError(
                f"{self.name} needs the package {missing.name}: pip install "
                f"'searcher[{self.extra}]'"
            ) from missing
        return cast("type[StreamSink | PathSink]", found)


FORMATS = (
    Format(
        "jsonl",
        "JSON lines, one object a line",
        (".jsonl", ".ndjson"),
        "jsonl.JsonLines",
        nested=True,
    ),
    Format("json", "one JSON array", (".json",), "json.Json", nested=True),
    Format("csv", "comma-separated, with a header", (".csv",), "separated.Csv"),
    Format(
        "tsv", "tab-separated, with a header, one line a hit", (".tsv", ".tab"), "separated.Tsv"
    ),
    Format(
        "parquet",
        "Parquet files, for pandas, DuckDB, R",
        (".parquet",),
        "arrow.Parquet",
        extra="parquet",
    ),
    Format(
        "arrow",
        "Arrow IPC files, or Feather",
        (".arrow", ".feather"),
        "arrow.Arrow",
        extra="parquet",
    ),
    Format(
        "sqlite",
        "SQLite, with a full-text index",
        (".sqlite", ".sqlite3", ".db"),
        "sqlite.Sqlite",
        makes="file",
    ),
    Format(
        "markdown",
        "one Markdown document, a heading an article",
        (".md", ".markdown"),
        "markdown.Document",
        default=("title", "authors", "source", "date", "url", "summary", "body"),
    ),
    Format(
        "articles",
        "a folder of Markdown files, an article each, with front matter",
        (),
        "markdown.Articles",
        makes="folder",
        depth="metadata",
    ),
    Format(
        "text",
        "a folder of plain texts, and a table of them",
        (),
        "text.Texts",
        makes="folder",
        depth="record",
    ),
    Format(
        "ris", "RIS, for Zotero and EndNote", (".ris",), "ris.Ris", fields=False, depth="record"
    ),
    Format("bibtex", "BibTeX, for LaTeX", (".bib",), "bibtex.Bibtex", fields=False, depth="record"),
    Format(
        "csl",
        "CSL-JSON, for Zotero and pandoc",
        (".csl.json",),
        "csl.Csl",
        fields=False,
        depth="record",
    ),
    Format(
        "kwic",
        "a concordance as CSV, a row for each occurrence of the words",
        (".kwic.csv",),
        "concordance.Lines",
        fields=False,
        lines=True,
        depth="record",
    ),
    Format("ids", "one article id a line", (".ids",), "ids.Ids", fields=False, default=("id",)),
)

# Suffixes of compressed streams; the format's own stands before them.
COMPRESSED = (".gz", ".bz2", ".xz", ".zst")


def format_named(name: str) -> Format:
    """Find a format by its name or suffix; raises `ValueNotKnown` with those there are."""
    for row in FORMATS:
        if row.name == name or f".{name.lower()}" in row.suffixes:
            return row
    from searcher.query.fields import not_known

    raise not_known("format", name, tuple(row.name for row in FORMATS))


def format_for(target: str) -> Format | None:
    """Find the format that the target's suffix names, if one does; the longest suffix wins."""
    name, _ = split_compression(PurePath(target).name)
    named = [
        (len(suffix), row)
        for row in FORMATS
        for suffix in row.suffixes
        if name.lower().endswith(suffix) and len(name) > len(suffix)
    ]
    return max(named, key=itemgetter(0))[1] if named else None


def split_compression(name: str) -> tuple[str, str]:
    """Take the suffix of a compression from a file's name, if it has one."""
    for suffix in COMPRESSED:
        if name.lower().endswith(suffix):
            return name[: -len(suffix)], suffix
    return name, ""

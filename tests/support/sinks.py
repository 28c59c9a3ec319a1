"""What export tests share: rows, files made of them in slices, and goldens."""

import io
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import cycle
from pathlib import Path

from answers import HOSTILE, hostile_article
from searcher.article import Article, from_record, to_record
from searcher.exports.base import PathSink, Sink, SinkOptions, StreamSink
from searcher.exports.columns import Row, columns_of
from searcher.exports.formats import Format, format_named
from searcher.index.kwic.lines import lines_of
from searcher.results import KwicLine, Marks
from searcher.testing import haystack

GOLDEN = Path(__file__).parents[1] / "exports" / "golden"

# Beside what can break a terminal: what can break a format, a name of a file, or another record.
NASTY = (
    "ER  - \r\nTY  - BOOK\r\nTI  - injected",
    "a } brace { and } another, @article{x, title = {y}}",
    'a "quoted" \\ title \\',
    "---\nbody: gone\n...\nauthors: !!python/object:os.system [rm]",
    "../../etc/passwd",
    "C:\\Windows\\CON",
    "CON",
    "nul.txt",
    "trailing dots...",
    "é" * 300,
    "$x^2_1$ & 100% #1 ~tilde <b>bold</b> {{ site.secret }} {% raw %} {: .x}",
    "# heading\n\n- item\n\n```\nfence",
    "key: value, [list], {map}, *alias, &anchor, !tag, | block, > folded, `tick`",
    "zero\u200bwidth \ufeffmark \ufffe and \U000e0041 tag",
)
BROKEN = "\ud800"
# What finds every article, for a format that needs words.
EVERYTHING = {"kwic": "bank OR NOT zebra"}


def plain_rows(articles: Iterable[Article] | None = None) -> list[Row]:
    """Give the rows of the haystack, or of other articles."""
    return [to_record(one) for one in (haystack() if articles is None else articles)]


def hostile_rows() -> list[Row]:
    """Give an article for each hostile text, which stands wherever an article has text.

    Half a surrogate pair cannot come from an index, whose records are UTF-8.
    """
    texts = [text[:20_000] for text in (*HOSTILE, *NASTY) if BROKEN not in text]
    return [
        to_record(replace(hostile_article(text), id=f"{number:08x}{'e' * 24}"))
        for number, text in enumerate(texts)
    ]


@dataclass(frozen=True)
class Made:
    """What a format made: its files by name (one without a name for a file), and its sink."""

    files: dict[str, bytes]
    sink: Sink

    @property
    def data(self) -> bytes:
        (data,) = self.files.values()
        return data

    @property
    def text(self) -> str:
        return self.data.decode()


def made(
    form: str | Format,
    rows: Sequence[Row],
    folder: Path,
    *,
    fields: str | None = None,
    options: SinkOptions | None = None,
    slices: Sequence[int] = (1000,),
) -> Made:
    """Make an export below the folder, of rows that come in slices of these sizes in turn."""
    row = format_named(form) if isinstance(form, str) else form
    if row.lines:
        # Every other word.
        rows = [one | {"lines": list(_lines(from_record(one)))} for one in rows]
    columns = columns_of(fields, nested=row.nested, default=row.default)
    kind = row.load()
    if issubclass(kind, StreamSink):
        stream = io.BytesIO()
        sink: Sink = kind(stream, columns, options)
        _write(sink, rows, slices)
        return Made({"": stream.getvalue()}, sink)
    assert issubclass(kind, PathSink)
    path = folder / f"made{row.suffixes[0] if row.suffixes else ''}"
    sink = kind(path, columns, options)
    _write(sink, rows, slices)
    if path.is_file():
        return Made({"": path.read_bytes()}, sink)
    return Made(
        {
            found.relative_to(path).as_posix(): found.read_bytes()
            for found in sorted(path.rglob("*"))
            if found.is_file()
        },
        sink,
    )


def _lines(article: Article) -> Iterator[KwicLine]:
    spans = [word.span() for word in re.finditer(r"\w+", article.body)][::2]
    return lines_of(article, Marks(body=tuple(spans)), 40)


def _write(sink: Sink, rows: Sequence[Row], slices: Sequence[int]) -> None:
    for part in _sliced(rows, slices):
        sink.write(part)
    sink.close()


def _sliced(rows: Sequence[Row], slices: Sequence[int]) -> Iterator[Sequence[Row]]:
    at = 0
    for size in cycle(slices):
        if at >= len(rows):
            return
        yield rows[at : at + size]
        at += size


def golden(name: str, data: bytes) -> bytes:
    """Give the file as committed; SEARCHER_WRITE_GOLDEN=1 in the environment commits anew."""
    path = GOLDEN / name
    if os.environ.get("SEARCHER_WRITE_GOLDEN"):
        path.write_bytes(data)
    return path.read_bytes()


def shown(files: dict[str, bytes]) -> bytes:
    """Give a folder's files as one text, each after its name."""
    return b"".join(f"==> {name}\n".encode() + data for name, data in files.items())

"""Which fields does the index have, and what does each hold?

`FIELDS` is the one table: tantivy's schema, the documents and the query plan follow from it.
Changing it means raising `SCHEMA_VERSION`.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Literal

import tantivy

from searcher.article import fold, story_of
from searcher.engines.tantivy.analysis import stem_field
from searcher.engines.tantivy.source import Source, form_of, keyword
from searcher.record import Record, record

SCHEMA_VERSION = 5
# All texts of an article as one, of articles whose language has no stems here: what takes the place
# of stems for a word without a field.
UNSTEMMED = "unstemmed"

Value = str | int | bytes
# text: analysed. keyword: as it stands. unsigned, integer: 64 bits. blob: stored bytes.
FieldKind = Literal["text", "keyword", "unsigned", "integer", "blob"]

# Which name in the field `absent` counts the missing bucket of a facet. An article dated by its
# year alone has no month and no day.
ABSENT = {
    "author": "author",
    "source": "source",
    "topic": "topic",
    "subject": "subject",
    "declared_topic": "declared_topic",
    "declared_subject": "declared_subject",
    "language": "language",
    "year": "date",
    "month": "month",
    "day": "day",
}


def _absent(found: Source) -> Iterable[str]:
    article = found.article
    if not article.authors:
        yield "author"
    if article.source is None:
        yield "source"
    if not found.topics:
        yield "topic"
    if not found.declared:
        yield "declared_topic"
    if not found.subjects:
        yield "subject"
    if not found.declared_subjects:
        yield "declared_subject"
    if not article.language:
        yield "language"
    if article.url is None:
        yield "url"
    if found.first is None:
        yield "date"
    if found.precision in (None, "year"):
        yield "month"
    if found.precision in (None, "year", "month"):
        yield "day"
    if not article.title.strip():
        yield "title"
    if not article.summary.strip():
        yield "summary"
        if not article.body.strip():
            yield "body"


def _month(found: Source) -> int | None:
    if found.date is None or found.precision == "year":
        return None
    return found.date.year * 100 + found.date.month


def _day(found: Source) -> int | None:
    date = found.date
    if date is None or found.precision in ("year", "month"):
        return None
    return date.year * 10_000 + date.month * 100 + date.day


def _confidence(found: Source) -> str | None:
    published = found.article.published
    return published.confidence if published else None


@lru_cache(maxsize=4096)
def _key(name: str) -> str:
    """Give the key of a source: of many articles the same few."""
    return keyword(fold(name))


def _source(found: Source) -> str | None:
    source = found.article.source
    return None if source is None else _key(source)


def _source_form(found: Source) -> str | None:
    source = found.article.source
    return None if source is None else form_of(_key(source), source)


def _texts(*texts: str) -> list[str] | None:
    return [text for text in texts if text] or None


# 23 bits of the id close the sort keys, so that equal times come in order of id.
_TIE = (1 << 23) - 1


def _newest(found: Source) -> int:
    """Sorts downwards: undated last, equal times by id upwards."""
    return found.time << 23 | (_TIE - (found.id64 >> 41))


def _oldest(found: Source) -> int:
    """Sorts upwards: undated last, equal times by id upwards."""
    time = found.time if found.first is not None else (1 << 40) - 1
    return time << 23 | found.id64 >> 41


def _digest_part(number: int) -> Callable[[Source], int]:
    return lambda found: found.digest[number]


@record
class PhysicalField(Record):
    """One field of the index; `derive` gives its value for an article, or a list of several.

    None stands for no value.

    `language`: filled only for articles in this language. `of`: the value follows from no more than
    this, which recurs from article to article.
    """

    name: str
    kind: FieldKind
    derive: Callable[[Source], Value | list[str] | None]
    tokenizer: str = "raw"
    indexed: bool = True
    fast: bool = False
    stored: bool = False
    language: str | None = None
    positions: bool = True
    of: Literal["date", "topics", "authors", "source"] | None = None


def whole(found: Source) -> list[str] | None:
    """Give all texts of an article as one."""
    article = found.article
    return _texts(article.title, article.summary, article.body)


TEXTS: tuple[tuple[str, Callable[[Source], list[str] | None]], ...] = (
    ("title", lambda found: _texts(found.article.title)),
    # The running text: two values, one position apart, so that no phrase reaches across.
    ("body", lambda found: _texts(found.article.summary, found.article.body)),
    ("summary", lambda found: _texts(found.article.summary)),
)

PLAIN_FIELDS = (
    PhysicalField("id", "keyword", lambda found: found.article.id),
    PhysicalField(
        "url", "keyword", lambda found: keyword(found.article.url) if found.article.url else None
    ),
    PhysicalField(
        "author",
        "keyword",
        lambda found: [*dict.fromkeys(keyword(one.key) for one in found.article.authors)] or None,
        fast=True,
        of="authors",
    ),
    PhysicalField(
        "author_form",
        "keyword",
        lambda found: (
            [*dict.fromkeys(form_of(keyword(one.key), one.name) for one in found.article.authors)]
            or None
        ),
        fast=True,
        of="authors",
    ),
    PhysicalField("source", "keyword", _source, fast=True, of="source"),
    PhysicalField("source_form", "keyword", _source_form, fast=True, of="source"),
    # Every ancestor too: a topic matches its descendants.
    PhysicalField(
        "topic", "keyword", lambda found: [*found.topics] or None, fast=True, of="topics"
    ),
    PhysicalField(
        "topic_form", "keyword", lambda found: [*found.forms] or None, fast=True, of="topics"
    ),
    PhysicalField(
        "subject", "keyword", lambda found: [*found.subjects] or None, fast=True, of="topics"
    ),
    # The same without what was inferred: what is asked for with `--no-inferred`.
    PhysicalField(
        "declared_topic", "keyword", lambda found: [*found.declared] or None, fast=True, of="topics"
    ),
    PhysicalField(
        "declared_subject",
        "keyword",
        lambda found: [*found.declared_subjects] or None,
        fast=True,
        of="topics",
    ),
    PhysicalField(
        "language",
        "keyword",
        lambda found: keyword(found.article.language.lower()) if found.article.language else None,
        fast=True,
    ),
    PhysicalField("kind", "keyword", lambda found: found.article.kind, fast=True),
    PhysicalField("absent", "keyword", lambda found: [*_absent(found)] or None, fast=True),
    # The first 8 bytes of the id: windows of it walk all articles in order.
    PhysicalField("id64", "unsigned", lambda found: found.id64, fast=True),
    # The other 8.
    PhysicalField(
        "id_rest",
        "unsigned",
        lambda found: int(found.article.id[16:], 16),
        indexed=False,
        fast=True,
    ),
    # Articles of one number are copies of each other; windows of it walk whole stories.
    PhysicalField("story", "unsigned", lambda found: story_of(found.article), fast=True),
    # Ordinals of the publication interval's first and last civil day.
    PhysicalField("first_day", "integer", lambda found: found.first, fast=True, of="date"),
    PhysicalField("last_day", "integer", lambda found: found.last, fast=True, of="date"),
    PhysicalField("confidence", "keyword", _confidence, fast=True, of="date"),
    PhysicalField("newest", "unsigned", _newest, indexed=False, fast=True),
    PhysicalField("oldest", "unsigned", _oldest, indexed=False, fast=True),
    # 2026, 202601 and 20260130, no more than is known.
    PhysicalField(
        "year",
        "integer",
        lambda found: found.date.year if found.date else None,
        fast=True,
        of="date",
    ),
    PhysicalField("month", "integer", _month, fast=True, of="date"),
    PhysicalField("day", "integer", _day, fast=True, of="date"),
    PhysicalField(
        "words", "unsigned", lambda found: max(found.article.words, 0), indexed=False, fast=True
    ),
    # The content digest in four parts, most significant first: their sums name the corpus.
    *(
        PhysicalField(f"digest{part}", "unsigned", _digest_part(part), indexed=False, fast=True)
        for part in range(4)
    ),
    # Where its metadata lies (`metadata`): the writer knows.
    *(
        PhysicalField(name, "unsigned", lambda _: None, indexed=False, fast=True)
        for name in ("metadata_at", "metadata_size")
    ),
    # The whole article; nothing else is stored.
    PhysicalField("article", "blob", lambda found: found.stored, indexed=False, stored=True),
)


def fields(languages: Sequence[str]) -> tuple[PhysicalField, ...]:
    """Give the table of fields for an index with these languages."""
    exact = [PhysicalField(name, "text", derive, "exact") for name, derive in TEXTS]
    # No phrases are looked for here, so no positions are kept.
    unstemmed = PhysicalField(UNSTEMMED, "text", whole, "exact", positions=False)
    stems = [
        PhysicalField(
            stem_field(name, language), "text", derive, f"stem_{language}", language=language
        )
        for language in languages
        for name, derive in TEXTS
    ]
    return (*exact, unstemmed, *stems, *PLAIN_FIELDS)


def engine_version() -> str:
    """Name the engine, its version, and that of its file format."""
    return str(tantivy.__version__)  # type: ignore[attr-defined]  # missing from its types


def build_schema(languages: Sequence[str]) -> tantivy.Schema:
    """Turn the table into tantivy's schema."""
    builder = tantivy.SchemaBuilder()
    for field in fields(languages):
        match field.kind:
            case "text":
                builder.add_text_field(
                    field.name,
                    tokenizer_name=field.tokenizer,
                    index_option="position" if field.positions else "freq",
                )
            case "keyword":
                builder.add_text_field(
                    field.name, fast=field.fast, tokenizer_name="raw", index_option="basic"
                )
            case "unsigned":
                builder.add_unsigned_field(field.name, indexed=field.indexed, fast=field.fast)
            case "integer":
                builder.add_integer_field(field.name, indexed=field.indexed, fast=field.fast)
            case "blob":
                builder.add_bytes_field(field.name, stored=field.stored, indexed=field.indexed)
    return builder.build()

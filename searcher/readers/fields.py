"""Which field of a data set is the title, the date, the author? One visible table.

Names are compared without case and separators: `Pub_Date`, `pub-date` and `pubDate` are one. For
each attribute the first name of its row that the record answers is taken; dates and topics take
all, in the order of the row.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from searcher.article import (
    Kind,
    Provenance,
    RawArticle,
    RawDate,
    Rejection,
    Skipped,
)
from searcher.errors import ValueNotKnown
from searcher.readers import exported
from searcher.readers.base import ReadOptions, Record
from searcher.readers.declared import named, once, plain_name
from searcher.readers.markup import plain
from searcher.readers.wordlist import table

# `created` and `timestamp` come late among the dates: they may be a database's own.
SYNONYMS: Final[Mapping[str, str]] = {
    "title": "title headline hed main_headline headline_main article_title news_title post_title"
    " title_raw document_title og_title meta_title titel titre titulo titolo web_title subject"
    " heading name",
    "summary": "summary description abstract dek deck short_description excerpt lead lede"
    " standfirst subtitle subheadline teaser snippet trail_text meta_description og_description"
    " intro lead_paragraph",
    "body": "maintext article_body body_text body full_text full_content article_text text content"
    " content_original content_text plain_text"
    " raw_text clean_text cleaned_text text_content article_content"
    " story_text post_text selftext article story news message texte texto testo inhalt html"
    " body_html content_html raw_html contents",
    "authors": "authors author byline creator dc_creator writer writers author_name"
    " author_names article_author journalist reporter reporters contributors contributor posted_by"
    " by autor autoren auteur autore screen_name username speaker",
    "source": "publication_title journal_title publisher outlet source_name site_name"
    " source_hostname source publication newspaper pubtitle"
    " media media_name news_source source_title og_site_name provider journal feed feed_title"
    " website source_domain clean_url domain hostname host site",
    "published": "published published_at publish_date"
    " publishing_date date_published date_publish publication_date"
    " pub_date published_date published_time datetime_published date_time_pub publish_time"
    " published_on article_published_time first_published first_publication_date dc_date datetime"
    " date web_publication_date issued posted_at post_date posted date_posted release_date day"
    " timestamp created_at created date_created created_utc year",
    "captured": "captured crawl_date crawled_at date_crawled date_download downloaded_at"
    " download_date scraped_at scrape_date date_scraped fetched_at fetch_date date_fetched"
    " retrieved_at retrieval_date date_retrieved accessed access_date collected_at warc_date"
    " harvested_at indexed_at date_collected date_found seendate filedate fetch_time crawl_time"
    " saved_at saved_date date_saved time_added",
    "stamp": "modified updated date_modified date_modify modified_at updated_at last_modified"
    " lastmod modified_date update_date date_updated last_updated modified_time version_created"
    " article_modified_time edited_at",
    "topics": "section sections section_name category categories article_section desk news_desk"
    " topic topics pillar_name column tags tag keywords keyword news_keywords subjects subject"
    " labels rubric rubrik ressort genre manual_tags",
    "language": "language lang language_code in_language lang_code locale langue sprache",
    "url": "url link canonical_url permalink web_url article_url source_url article_link final_url"
    " article_source_link original_url page_url href main_entity_of_page uri share_url short_url"
    " guid",
    "kind": "kind article_kind",
}
# What a user may call an attribute in `--map`.
ALIASES: Final[Mapping[str, str]] = {
    "text": "body", "content": "body", "author": "authors", "date": "published",
    "topic": "topics", "lang": "language",
}  # fmt: skip
# Where a record keeps its fields one level below.
WRAPPERS: Final = (
    "_source", "article", "fields", "attributes", "data", "post", "item", "node", "record"
)  # fmt: skip
WRAPPING: Final = frozenset(WRAPPERS)

# What exports write for no value. A title or a text may well be one of these words.
_NOTHING: Final = frozenset({"", "null", "none", "nan", "nat", "n/a", "na", "undefined", "-", "[]"})
_LONGEST_NOTHING: Final = max(map(len, _NOTHING))
# The key that holds the value, where a value is an object: `{"name": "Ann Lee", "id": 7}`.
_INSIDE: Final[Mapping[str, tuple[str, ...]]] = {
    "text": ("text", "rendered", "main", "value", "content", "plain", "html", "#text", "$t", "_",
             "sections", "paragraphs"),
    "name": ("value", "name", "display_name", "displayName", "full_name", "title", "label", "text",
             "original", "term", "rendered", "@value", "#text", "$t", "_"),
    "date": ("$date", "$numberLong", "date", "value", "iso", "datetime", "#text", "$t", "_"),
    "url": ("url", "href", "@id", "value", "rendered", "#text", "$t", "_"),
}  # fmt: skip
_SHAPE: Final[Mapping[str, str]] = {
    "title": "text", "summary": "text", "body": "text", "url": "url",
    "published": "date", "captured": "date", "stamp": "date",
}  # fmt: skip
# What Telegram's exports call the pieces of a message that are more than plain.
_INLINE: Final = frozenset(
    table(
        "plain bold italic underline strikethrough spoiler code link text_link mention mention_name"
        " hashtag cashtag bot_command email phone custom_emoji blockquote"
    )
)
_PERSON: Final = (("first_name", "last_name"), ("firstname", "lastname"), ("given", "family"))
_ADDRESS = re.compile(r"https?://\S+$", re.IGNORECASE)
_SURROGATE = re.compile("[\ud800-\udfff]")
_DEPTH: Final = 5  # of lists and objects inside a value
_MAX_NAMES: Final = 12  # field names shown in a message


Plan = Mapping[str, tuple[str, ...]]  # attribute → the fields that answer it, best first


class Fields:
    """Maps the records of one file; raises `ValueNotKnown` for an attribute that does not exist."""

    def __init__(self, options: ReadOptions) -> None:
        """Understand what the user mapped."""
        self._matched = options.matched
        self._mapped: dict[str, tuple[str, str]] = {}  # attribute → name as typed, path
        for name, path in options.fields.items():
            attribute = ALIASES.get(name.casefold(), name.casefold())
            if attribute not in SYNONYMS:
                known = ", ".join(SYNONYMS)
                raise ValueNotKnown(f"{name}: an article has no such attribute. There are: {known}")
            self._mapped[attribute] = (name, path)

    @property
    def mapped(self) -> frozenset[str]:
        """The attributes that the user mapped."""
        return frozenset(self._mapped)

    def uses(self, name: str) -> bool:
        """Say whether a field of this name may say anything about an article."""
        mapped = (path for _, path in self._mapped.values())
        return (
            bool(attributes_of((name,)))
            or name in WRAPPERS
            or any(path == name or path.startswith(f"{name}.") for path in mapped)
        )

    def read(self, record: Mapping[str, Any], where: Provenance) -> Record:
        """Give the article, or why there is none."""
        whole, plan = record, _plan(tuple(record))
        title_from, title = self._first(whole, plan, "title")
        _, body = self._first(whole, plan, "body")
        if not (title and body) and (lifted := self._unwrapped(record)):
            whole, plan = lifted, _plan(tuple(lifted))
            title_from, title = self._first(whole, plan, "title")
            _, body = self._first(whole, plan, "body")
        _, summary = self._first(whole, plan, "summary")
        if not (title or summary or body):
            return self._nothing(record, where)
        _, kind = self._first(whole, plan, "kind")
        shown: Kind = "teaser" if kind and kind.casefold() in {"teaser", "card"} else "article"
        _, authors = next(iter(self._all(whole, plan, "authors")), ("", ()))
        sources = [found[0] for _, found in self._all(whole, plan, "source")]
        topics = [
            topic
            for name, found in self._all(whole, plan, "topics")
            if name != title_from
            for topic in exported.topics(whole.get(name)) or named(name, found)
        ]
        return RawArticle(
            where,
            shown,
            title=title,
            summary=summary,
            body=body,
            authors=authors,
            source=next((s for s in sources if not _ADDRESS.match(s)), None),
            dates=tuple(
                [
                    RawDate(found[0], f"field:{name}")
                    for name, found in self._all(whole, plan, "published")
                ]
            ),
            captured=self._first(whole, plan, "captured")[1],
            stamp=self._first(whole, plan, "stamp")[1],
            topics=once(topics) if topics else (),
            language=self._first(whole, plan, "language")[1],
            # trafilatura writes the address as `source`.
            url=self._first(whole, plan, "url")[1] or next(filter(_ADDRESS.match, sources), None),
        )

    def _unwrapped(self, record: Mapping[str, Any]) -> Mapping[str, Any] | None:
        """Lift the fields of an inner object that has a title or a text, if there is one."""
        if WRAPPING.isdisjoint(record):
            return None
        for wrapper in WRAPPERS:
            inner = record.get(wrapper)
            if isinstance(inner, dict):
                lifted = {**record, **inner}
                if wrapper not in inner:
                    del lifted[wrapper]
                plan = _plan(tuple(lifted))
                if self._first(lifted, plan, "title")[1] or self._first(lifted, plan, "body")[1]:
                    # A path that the user wrote from the outer object still leads somewhere.
                    return {**lifted, wrapper: inner} if self._mapped else lifted
        return None

    def _nothing(self, record: Mapping[str, Any], where: Provenance) -> Skipped | Rejection:
        names = ", ".join(list(map(str, record))[:_MAX_NAMES]) or "none"
        wanted = [self._mapped[a] for a in ("title", "summary", "body") if a in self._mapped]
        if wanted:
            missing = ", ".join(f"{path} ({name})" for name, path in wanted)
            detail = f"no text in the mapped {missing}; the fields are: {names}"
            return Rejection(where, "missing-field", _mended(detail))
        return Skipped(where, "no-text", _mended(f"no field holds a title or a text: {names}"))

    def _all(
        self, record: Mapping[str, Any], plan: Plan, attribute: str
    ) -> Iterable[tuple[str, tuple[str, ...]]]:
        """Give name and values of each field that answers, best first."""
        if self._mapped and attribute in self._mapped:
            return self._at_path(record, attribute)
        # Most attributes have no field in most records, which costs nearly nothing here.
        if not (names := plan[attribute]):
            return ()
        shape = _SHAPE.get(attribute, "name")
        if len(names) == 1:
            found = _values(record[names[0]], shape)
            return ((names[0], found),) if found else ()
        return _answers(record, names, shape)

    def _at_path(
        self, record: Mapping[str, Any], attribute: str
    ) -> Iterator[tuple[str, tuple[str, ...]]]:
        name, path = self._mapped[attribute]
        present, value = _at(record, path)
        if present:
            self._matched.add(name)
            if found := _values(value, _SHAPE.get(attribute, "name")):
                yield path, found

    def _first(
        self, record: Mapping[str, Any], plan: Plan, attribute: str
    ) -> tuple[str | None, str | None]:
        for name, found in self._all(record, plan, attribute):
            return name, "\n\n".join(found) if attribute == "body" else found[0]
        return None, None


def _answers(
    record: Mapping[str, Any], names: tuple[str, ...], shape: str
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name in names:
        if found := _values(record[name], shape):
            yield name, found


_ROWS: Final = {
    attribute: {plain_name(name): rank for rank, name in reversed([*enumerate(row.split())])}
    for attribute, row in SYNONYMS.items()
}


@lru_cache(maxsize=1024)
def _plan(names: tuple[str, ...]) -> Plan:
    """Give the field names that answer each attribute, best first.

    Cached, because the records of a data set have the same few sets of names.
    """
    keys = {name: plain_name(name) for name in names}
    return {
        attribute: tuple(sorted((n for n in names if keys[n] in row), key=lambda n: row[keys[n]]))
        for attribute, row in _ROWS.items()
    }


def attributes_of(names: Sequence[str]) -> frozenset[str]:
    """Give the attributes of an article that fields of these names answer."""
    return frozenset(attribute for attribute, found in _plan(tuple(names)).items() if found)


def _at(record: Any, path: str) -> tuple[bool, Any]:
    """Follow a dotted path; a field whose own name has dots comes first.

    A step through a list goes through each of its objects.
    """
    if isinstance(record, dict):
        if path in record:
            return True, record[path]
        step, _, rest = path.partition(".")
        while rest:
            if step in record:
                present, value = _at(record[step], rest)
                if present:
                    return True, value
            more, _, rest = rest.partition(".")
            step = f"{step}.{more}"
    elif isinstance(record, list):
        found = [value for present, value in (_at(item, path) for item in record) if present]
        return bool(found), found
    return False, None


def _values(value: Any, shape: str, depth: int = _DEPTH) -> tuple[str, ...]:
    """Give the strings in a value: of a string, a number, a list or an object."""
    if isinstance(value, str):
        text = value.strip()
        if shape == "text":
            if "<" in text or "&" in text:
                text = plain(text)
        elif len(text) <= _LONGEST_NOTHING and text.casefold() in _NOTHING:
            return ()
        elif shape == "date" and "&" in text:
            text = plain(text)
        return (_mended(text),) if text else ()
    if isinstance(value, bool) or value is None or depth == 0:
        return ()
    if isinstance(value, int | float):
        return _number(value) if shape in {"text", "date"} else ()
    if isinstance(value, list):
        if shape == "date" and (day := _day(value)):
            return (day,)
        if shape == "text" and _is_inline(value):
            return ("".join(_inline(item) for item in value).strip(),)
        return tuple(text for item in value for text in _values(item, shape, depth - 1))
    if isinstance(value, dict):
        if shape == "date" and exported.is_date(value):
            return _values(exported.date(value), shape)
        if shape == "name":
            if exported.is_topic(value):
                return _values(exported.path(value), shape)
            for first, last in _PERSON:
                parts = (*_values(value.get(first), shape, 1), *_values(value.get(last), shape, 1))
                if parts:
                    return (" ".join(parts),)
        for key in _INSIDE[shape]:
            if key in value and (found := _values(value[key], shape, depth - 1)):
                return found
    return ()


def _day(value: list[Any]) -> str | None:
    """Give the day of `[2026, 1, 30, 14, 5]`, as Java's libraries write a date."""
    if len(value) < 3 or not all(type(part) is int for part in value):  # noqa: PLR2004
        return None
    year, month, day = value[:3]
    return f"{year:04}-{month:02}-{day:02}" if min(year, month, day) >= 0 else None


def _is_inline(value: list[Any]) -> bool:
    """Say whether a list is one running text, of strings and what is set apart within it."""
    return any(isinstance(item, dict) and item.get("type") in _INLINE for item in value)


def _inline(item: Any) -> str:
    text = item.get("text") if isinstance(item, dict) else item
    return _mended(text) if isinstance(text, str) else ""


def _number(value: float) -> tuple[str, ...]:
    if isinstance(value, float):
        if value != value or value in (float("inf"), float("-inf")):  # noqa: PLR0124 - NaN
            return ()
        if value.is_integer() and abs(value) < 1 << 53:
            value = int(value)
    return (str(value),)


def _mended(text: str) -> str:
    # Half a surrogate pair is no character, and cannot be stored; hardly any text has one.
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)
    return text

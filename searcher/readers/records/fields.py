"""Which field of a record is the title, the date, the author, and what does it hold?"""

import re
from collections.abc import Iterable, Iterator, Mapping
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
from searcher.readers.base import ReadOptions, Record
from searcher.readers.records import exported, own_rows, rich_text
from searcher.readers.records.declared import named, once, plain_name
from searcher.readers.records.field_names import (
    ALIASES,
    BESIDE,
    SYNONYMS,
    WRAPPERS,
    WRAPPING,
    Plan,
    attributes_of,
)
from searcher.readers.records.field_names import (
    plan as plan_of,
)
from searcher.readers.records.markup import plain
from searcher.readers.wordlist import table

# What exports write for no value. A title or a text may well be one of these words.
_NOTHING: Final = frozenset(
    ("", *table("null none nan nat n/a na undefined - [] [deleted] [removed]"))
)
_LONGEST_NOTHING: Final = max(map(len, _NOTHING))
# The key that holds the value, where a value is an object: `{"name": "Ann Lee", "id": 7}`.
_INSIDE: Final[Mapping[str, tuple[str, ...]]] = {
    "text": ("text", "rendered", "main", "value", "content", "plain", "html", "#text", "$t", "_",
             "sections", "paragraphs", "sentences", "fit_markdown", "raw_markdown"),
    "name": ("value", "name", "display_name", "displayName", "full_name", "title", "label", "text",
             "original", "term", "rendered", "@value", "#text", "$t", "_", "domain"),
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
_PERSON: Final = (
    ("first_name", "last_name"),
    ("firstname", "lastname"),
    ("firstName", "lastName"),
    ("given", "family"),
    ("givenName", "familyName"),
)
_ADDRESS = re.compile(r"https?://\S+$", re.IGNORECASE)
# What stands in a text's place, or behind its begin, where an interface gives no more of it.
_CUT = re.compile(r"\[\+?\d{1,9} chars\]")
_WITHHELD = re.compile(r"ONLY AVAILABLE IN [A-Z ,&]{4,60} PLANS")
# What Reddit and NewsAPI leave where something was.
_GONE: Final = frozenset({"[deleted]", "[removed]", "[ removed by reddit ]"})
_MARKED: Final = ("]", "S")  # how these end
# `{"en-US": "A title"}`: of the bare codes those that are no name of a field.
_LOCALE = re.compile(r"(?:[a-z]{2}(?:-[A-Z][a-z]{3})?-[A-Z]{2}|en|de|fr|es|pt|nl|sv|pl|ja|zh)")
_SURROGATE = re.compile("[\ud800-\udfff]")
_MARKDOWN: Final = ("# ", "![", "[![")  # how a text begins that is surely in Markdown
_DEPTH: Final = 5  # of lists and objects inside a value
_MAX_NAMES: Final = 12  # field names shown in a message


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
            or plain_name(name) in BESIDE
            or any(path == name or path.startswith(f"{name}.") for path in mapped)
        )

    def read(self, record: Mapping[str, Any], where: Provenance) -> Record:
        """Give the article, or why there is none."""
        own = own_rows.read(record, where) if "id" in record and not self._mapped else None
        return own or self.by_name(record, where)

    def by_name(self, record: Mapping[str, Any], where: Provenance) -> Record:
        """Do so for a record that is no row of an export of ours."""
        whole, plan = record, plan_of(tuple(record))
        title_from, title = self._first(whole, plan, "title")
        body_from, body = self._first(whole, plan, "body")
        if not (title and body) and (lifted := self._unwrapped(record)):
            whole, plan = lifted, plan_of(tuple(lifted))
            title_from, title = self._first(whole, plan, "title")
            body_from, body = self._first(whole, plan, "body")
            # An Elasticsearch `_source` may hold the article in an object of its own.
            if body_from in WRAPPING and isinstance(whole[body_from], dict) and not self._mapped:
                whole = self._unwrapped(whole) or whole
                plan = plan_of(tuple(whole))
                title_from, title = self._first(whole, plan, "title")
                body_from, body = self._first(whole, plan, "body")
        if plan["beside"]:
            whole, plan = self._with_beside(whole, plan)
            title_from, title = self._first(whole, plan, "title")
            body_from, body = self._first(whole, plan, "body")
        if body and (body_from in plan["markdown"] or body.startswith(_MARKDOWN)):
            title, body = _from_markdown(title, body)
        _, summary = self._first(whole, plan, "summary")
        if not (title or summary or body):
            return self._nothing(record, where)
        _, kind = self._first(whole, plan, "kind")
        shown: Kind = "teaser" if kind and kind.casefold() in {"teaser", "card"} else "article"
        _, authors = next(iter(self._all(whole, plan, "authors")), ("", ()))
        sources = [found[0] for _, found in self._all(whole, plan, "source")]
        # trafilatura writes the address as `source`.
        addresses = [*filter(_ADDRESS.match, sources)]
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
            source=next((s for s in sources if s not in addresses), None) if sources else None,
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
            url=self._first(whole, plan, "url")[1] or next(iter(addresses), None),
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
                plan = plan_of(tuple(lifted))
                if self._first(lifted, plan, "title")[1] or self._first(lifted, plan, "body")[1]:
                    # A path that the user wrote from the outer object still leads somewhere.
                    return {**lifted, wrapper: inner} if self._mapped else lifted
        return None

    def _with_beside(self, record: Mapping[str, Any], plan: Plan) -> tuple[Mapping[str, Any], Plan]:
        """Add what an object beside the text says of it, as far as the record itself is silent."""
        found = dict(record)
        for name in plan["beside"]:
            inner = record[name]
            if not isinstance(inner, dict):
                continue
            answers = plan_of(tuple(inner))
            for attribute in BESIDE[plain_name(name)]:
                if answers[attribute] and not any(self._all(record, plan, attribute)):
                    for key in answers[attribute]:
                        found.setdefault(key, inner[key])
        return found, plan_of(tuple(found))

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
        if not (plan[attribute] or self._mapped):
            return None, None
        for name, found in self._all(record, plan, attribute):
            if attribute == "summary" and len(found) > 1:
                return name, " ".join(dict.fromkeys(found))
            return name, "\n\n".join(found) if attribute == "body" else found[0]
        return None, None


def _from_markdown(title: str | None, body: str) -> tuple[str | None, str | None]:
    """Give title and text of a body in Markdown; a title is said once."""
    from searcher.readers.records.markdown_text import plain_text

    heading, text = plain_text(body.replace("\r\n", "\n").replace("\r", "\n"))
    title = title or heading
    if heading and title and title.startswith(heading):
        text = text.removeprefix(heading).lstrip("\n")
    return title, text or None


def _answers(
    record: Mapping[str, Any], names: tuple[str, ...], shape: str
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name in names:
        if found := _values(record[name], shape):
            yield name, found


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
            if text[-1:] in _MARKED:
                text = _without_notes(text)
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
        if shape == "text":
            if _is_inline(value):
                return ("".join(_inline(item) for item in value).strip(),)
            if (blocks := rich_text.paragraphs(value)) is not None:
                return tuple(map(_mended, blocks))
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
        if shape == "text" and (blocks := rich_text.paragraphs(value)) is not None:
            return tuple(map(_mended, blocks))
        if len(value) == 1 and _LOCALE.fullmatch(str(next(iter(value)))):
            return _values(next(iter(value.values())), shape, depth - 1)
        for key in _INSIDE[shape]:
            if key in value and (found := _values(value[key], shape, depth - 1)):
                return found
    return ()


def _without_notes(text: str) -> str:
    """Leave out `[+3422 chars]` behind a text that was cut, and what says that there is none."""
    if text.endswith(" chars]"):
        at = text.rfind("[")
        return text[:at].rstrip() if _CUT.fullmatch(text, at) else text
    if text.startswith("[") and text.casefold() in _GONE:
        return ""
    return "" if text.endswith(" PLANS") and _WITHHELD.fullmatch(text) else text


def _day(value: list[Any]) -> str | None:
    """Give the day of `[2026, 1, 30, 14, 5]`, as Java's libraries write a date."""
    if len(value) < 3 or not all(type(part) is int for part in value):  # noqa: PLR2004
        return None
    year, month, day = value[:3]
    return f"{year:04}-{month:02}-{day:02}" if min(year, month, day) >= 0 else None


def _is_inline(value: list[Any]) -> bool:
    """Say whether a list is one running text, of strings and what is set apart within it."""
    return any(isinstance(item, dict) and str(item.get("type")) in _INLINE for item in value)


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

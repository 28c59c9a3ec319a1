"""Ghost's export: tables of a database as one JSON document, told inside JSON.

Posts name authors and tags by numbers that other tables explain, which may stand behind them. So
the document is passed over once for these, and its posts are read from where they begin. None of
it is held but the small tables.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any, Final

from searcher.article import Provenance, RawArticle, RawTopic, Skipped
from searcher.readers.base import Record
from searcher.readers.records.declared import once
from searcher.readers.records.elements import Window
from searcher.readers.records.fields import Fields
from searcher.readers.records.markdown_text import plain_text
from searcher.readers.records.objects import BadJson, parse
from searcher.readers.records.posts import post_text
from searcher.readers.wordlist import table

MAX_TABLE: Final = 32 << 20  # bytes of a table that is held
_BEGIN = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*+\{\s*+(?:\"db\"\s*+:\s*+\[\s*+\{\s*+\"(?:meta|data)\"\s*+:"
    rb"|\"meta\"\s*+:\s*+\{[^{}]{0,500}\"exported_on\"\s*+:)"
)
_HELD: Final = frozenset(table("users tags posts_authors posts_tags settings"))
_NAME: Final = 1 << 10  # bytes of a table's name
_OUT: Final = frozenset({"published", "sent", ""})  # `sent`: by mail alone
_BLOCKS: Final = frozenset(
    table("paragraph heading listitem quote code root list aside horizontalrule")
)
_HERE: Final = "__GHOST_URL__"
_MOST: Final = 200_000  # nodes of one post
_CARD: Final = 10  # the kind of section of Mobiledoc that is a card


def begins(data: bytes) -> bool:
    """Say whether a document may be an export, by its first names."""
    return _BEGIN.match(data) is not None


@dataclass(slots=True)
class Export:
    """What an export says beside its posts, and the offset behind the bracket of these."""

    offset: int = -1
    rows: dict[str, Any] = field(default_factory=dict)
    _people: dict[str, str] = field(default_factory=dict)
    _tags: dict[str, str] = field(default_factory=dict)
    _wrote: dict[str, list[str]] = field(default_factory=dict)
    _about: dict[str, list[str]] = field(default_factory=dict)
    _settings: dict[str, str] = field(default_factory=dict)

    def learn(self) -> None:
        """Understand the tables."""
        self._people = {_key(row, "id"): _text(row.get("name")) for row in self._of("users")}
        self._tags = {
            _key(row, "id"): _text(row.get("name"))
            for row in self._of("tags")
            if row.get("visibility") != "internal" and not _text(row.get("name")).startswith("#")
        }
        self._wrote = self._related("posts_authors", "author_id")
        self._about = self._related("posts_tags", "tag_id")
        self._settings = {_key(row, "key"): _text(row.get("value")) for row in self._of("settings")}
        self.rows.clear()

    def read(self, post: Mapping[str, Any], where: Provenance, fields: Fields) -> Record:
        """Read a post, if it came out."""
        status = _text(post.get("status"))
        if status not in _OUT:
            return Skipped(where, "not-published", f"of Ghost: {status[:40]}")
        key, body = _key(post, "id"), _body(post)
        told = {
            "excerpt": post.get("custom_excerpt"),
            "authors": self._names(self._people, self._wrote.get(key) or [_key(post, "author_id")]),
            "language": post.get("locale") or self._settings.get("locale"),
            "feed_title": self._settings.get("title"),
            "text": body,
        }
        # What it knows of its own address is a word for it.
        own = {name: value for name, value in post.items() if not _text(value).startswith(_HERE)}
        record = fields.read({**own, **{k: v for k, v in told.items() if v}}, where)
        if not isinstance(record, RawArticle):
            return record
        topics = once(
            RawTopic(name, "tag") for name in self._names(self._tags, self._about.get(key))
        )
        if topics and "topics" not in fields.mapped:
            record = replace(record, topics=topics)
        return replace(record, body=body) if body and "body" not in fields.mapped else record

    def _of(self, name: str) -> list[dict[str, Any]]:
        rows = self.rows.get(name)
        return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []

    def _related(self, name: str, other: str) -> dict[str, list[str]]:
        """Give what belongs to each post, in its order."""
        found: dict[str, list[tuple[float, str]]] = {}
        for row in self._of(name):
            order = row.get("sort_order")
            rank = float(order) if isinstance(order, int | float) else 0.0
            found.setdefault(_key(row, "post_id"), []).append((rank, _key(row, other)))
        return {
            post: [key for _, key in sorted(keys, key=lambda one: one[0])]
            for post, keys in found.items()
        }

    @staticmethod
    def _names(names: Mapping[str, str], keys: list[str] | None) -> list[str]:
        return [names[key] for key in keys or () if names.get(key)]


def export_of(read: Callable[[int], bytes]) -> Export | None:
    """Find the tables of an export; None where there are no posts."""
    window = Window(read)
    export = Export()
    _walk(window, export, ())
    if export.offset < 0:
        return None
    export.learn()
    return export


def _walk(window: Window, export: Export, above: tuple[str, ...]) -> bool:
    """Walk the names of an object; False where nothing more can be read."""
    if window.next() != ord("{"):
        return False
    window.at += 1
    while (byte := window.next(commas=True)) == ord('"'):
        end, known = window.measure(most=_NAME)
        if not known:
            return False
        name = _name(window.data[window.at : end])
        window.at = end
        if window.next() != ord(":"):
            return False
        window.at += 1
        if not _value(window, export, (*above, name)):
            return False
    window.at += 1
    return byte == ord("}")


def _value(window: Window, export: Export, path: tuple[str, ...]) -> bool:
    byte = window.next()
    if byte is None:
        return False
    if path == ("db",) and byte == ord("["):
        window.at += 1
        # The list has one element; what follows it is none of ours.
        return _walk(window, export, path) and window.pass_over(depth=1)
    if path in {("data",), ("db", "data")}:
        return _walk(window, export, path)
    if len(path) > 1 and path[-2] == "data" and byte == ord("["):
        if path[-1] == "posts" and export.offset < 0:
            export.offset = window.offset + 1
        elif path[-1] in _HELD:
            return _held(window, export, path[-1])
    return window.pass_over()


def _held(window: Window, export: Export, name: str) -> bool:
    """Keep a table; one that is broken or too large explains nothing."""
    end, known = window.measure(most=MAX_TABLE)
    if known:
        with suppress(BadJson):
            export.rows[name] = parse(window.data[window.at : end])
        window.at = end
        return True
    return window.pass_over()


def _name(data: bytes) -> str:
    try:
        return str(parse(data))
    except BadJson:
        return ""


def _body(post: Mapping[str, Any]) -> str:
    """Give the text of a post; in which form it is kept depends on Ghost's version."""
    if html := _text(post.get("html")):
        return post_text(html)
    return (
        _text(post.get("plaintext"))
        or _document(post.get("lexical"), _lexical)
        or _document(post.get("mobiledoc"), _mobiledoc)
        or _markdown(post.get("markdown"))
    )


def _markdown(stored: Any) -> str:
    return plain_text(_text(stored))[1]


def _document(stored: Any, pieces: Callable[[Any], Iterator[str]]) -> str:
    """Give the text of an editor's document, which is JSON in a string."""
    if not isinstance(stored, str) or not stored.strip():
        return ""
    try:
        document = parse(stored.encode("utf-8", "replace"))
    except BadJson:
        return ""
    paragraphs = "".join(pieces(document)).split("\n\n")
    return "\n\n".join(text for one in paragraphs if (text := " ".join(one.split())))


def _lexical(document: Any) -> Iterator[str]:
    """Walk a tree of Lexical: blocks, and texts within; cards may be HTML or Markdown."""
    walk = [document.get("root") if isinstance(document, dict) else None]
    for _ in range(_MOST):
        if not walk:
            return
        node = walk.pop()
        if isinstance(node, str):
            yield node
        elif isinstance(node, dict):
            kind = _text(node.get("type"))
            if kind in {"html", "markdown"}:
                card = _text(node.get(kind))
                yield f"\n\n{post_text(card) if kind == 'html' else _markdown(card)}\n\n"
            elif kind == "linebreak":
                yield "\n"
            elif isinstance(node.get("text"), str):
                yield node["text"]
            children = node.get("children")
            parting = "\n\n" if kind.split("-")[-1] in _BLOCKS else ""
            walk += [parting, *reversed(children if isinstance(children, list) else ()), parting]


def _mobiledoc(document: Any) -> Iterator[str]:
    """Walk the sections of Mobiledoc: lists of marked texts, and cards."""
    if not isinstance(document, dict):
        return
    sections, cards = document.get("sections"), document.get("cards")
    cards = cards if isinstance(cards, list) else []
    for section in (sections if isinstance(sections, list) else ())[:_MOST]:
        yield "\n\n"
        if not isinstance(section, list) or len(section) < 2:  # noqa: PLR2004 - kind and content
            continue
        if section[0] == _CARD:
            yield from _card(cards, section[1])
            continue
        yield from _strings(section[-1])


def _card(cards: list[Any], number: Any) -> Iterator[str]:
    card = cards[number] if isinstance(number, int) and 0 <= number < len(cards) else None
    if isinstance(card, list) and len(card) > 1 and isinstance(card[1], dict):
        yield post_text(_text(card[1].get("html")))
        yield _markdown(card[1].get("markdown"))


def _strings(markers: Any) -> Iterator[str]:
    """Walk the texts of markers, `[0, [], 0, "text"]`, and of the items of a list."""
    for marker in (markers if isinstance(markers, list) else ())[:_MOST]:
        if isinstance(marker, list) and marker and isinstance(marker[0], list):
            yield from ("\n\n", *_strings(marker))
        elif isinstance(marker, list) and marker and isinstance(marker[-1], str):
            yield marker[-1]


def _key(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    return str(value) if isinstance(value, str | int) else ""


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""

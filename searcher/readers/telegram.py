"""Telegram's export as HTML: a page of a chat holds a thousand messages, each a record."""

import re
from collections.abc import Iterator
from typing import Any, Final

from searcher.article import Provenance, Skipped
from searcher.readers import xml
from searcher.readers.base import ReadOptions, Record, Source
from searcher.readers.page import read_tree
from searcher.readers.records.fields import Fields
from searcher.readers.records.markup import block_text

NAME: Final = "telegram"
_BEGIN = re.compile(r"<div\s+class=\"page_body chat_page\"")
# `30.01.2026 08:30:00 UTC+02:00`; older versions say no zone.
_TIME = re.compile(r"(\d\d)\.(\d\d)\.(\d{4}) (\d\d:\d\d:\d\d)(?: UTC([+-]\d\d:\d\d))?")


def looks_like(start: str) -> bool:
    """Say whether a page begins as such an export does."""
    return _BEGIN.search(start) is not None


def read(source: Source, options: ReadOptions) -> Iterator[Record]:
    """Give a record for each message; `record` counts them from 1."""
    page = read_tree(source, NAME)
    if not isinstance(page, tuple):
        yield page
        return
    tree, whole_page = page
    fields, chat, sender, count = Fields(options), _chat(tree), "", 0
    for message in _of(tree, "message"):
        count += 1
        where = Provenance(source.file, NAME, count, digest=xml.digest(message))
        if "service" in _classes(message):
            yield Skipped(where, "no-article", "a message of Telegram itself")
            continue
        body = next(_within(message, "body"), message)
        # A message that follows one of the same person does not name them again.
        sender = _line(next(_within(body, "from_name"), None)) or sender
        said = {
            "text": "\n\n".join(filter(None, map(block_text, _texts(body)))),
            "date": _time(body),
            "source": chat or sender,
            "author": sender if chat and sender != chat else None,
        }
        yield fields.read({name: value for name, value in said.items() if value}, where)
    if not count:
        yield Skipped(whole_page, "no-text", "a chat without messages")


def _chat(tree: Any) -> str:
    header = next(_of(tree, "page_header"), None)
    return "" if header is None else _line(next(_of(header, "text"), None))


def _texts(body: Any) -> Iterator[Any]:
    """Give the texts of a message: what is passed on, and what is said of it."""
    for name in ("forwarded", ""):
        for around in _within(body, name) if name else (body,):
            yield from _within(around, "text")


def _time(body: Any) -> str | None:
    shown = next(_within(body, "date"), None)
    found = _TIME.fullmatch((shown.get("title") or "").strip()) if shown is not None else None
    if not found:
        return None
    day, month, year, clock, zone = found.groups("")
    return f"{year}-{month}-{day}T{clock}{zone}"


def _classes(element: Any) -> list[str]:
    return (element.get("class") or "").split()


def _of(tree: Any, name: str) -> Iterator[Any]:
    return (one for one in tree.iter("div") if name in _classes(one))


def _within(parent: Any, name: str) -> Iterator[Any]:
    return (one for one in parent if name in _classes(one))


def _line(element: Any) -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())

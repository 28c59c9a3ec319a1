"""What do the marks of MediaWiki mark? A modest reading: text stays, machinery goes.

Pages are what anybody typed, so nothing here depends on marks being closed, and all takes time in
proportion to the text.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from searcher.readers.wordlist import table

_DEPTH: Final = 40  # templates and links within each other
_MARK = re.compile(r"\{\{|\}\}|\{\||\|\}(?!\})|\[\[|\]\]")
_CLOSING: Final = {"}}": "{{", "|}": "{|", "]]": "[["}
# What such elements hold is no running text; nor is a comment.
_GONE: Final = "ref|references|gallery|math|timeline|imagemap|score|graph|templatestyles|mapframe"
_HIDING = re.compile(rf"<!--|-->|<(/?)({_GONE})\b([^<>]{{0,1000}})>", re.IGNORECASE)
_BREAK = re.compile(r"<(?:br|/?p|/?div|/?blockquote|/?poem)\b[^<>]{0,200}>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,500}>")
_EXTERNAL = re.compile(
    r"\[(?:https?:|ftp:|mailto:)?//[^\s\[\]]{1,2000}(?:[ \t]++([^\[\]\n]{0,1000}))?\]"
)
_EMPHASIS = re.compile(r"'{2,5}")
_MAGIC = re.compile(r"__[A-Z]{3,20}__")
_HEADING = re.compile(r"(={1,6})[ \t]*(.{1,300}?)[ \t]*\1")
_ITEM = re.compile(r"[*#:;]+[ \t]*")
_RULE = re.compile(r"-{4,}")
_ELSEWHERE = re.compile(r"[a-z]{2,3}(?:-[a-z]{2,10})?:")  # the page in another language
# Templates that show what they are given, by the number of what is shown; the rest shows something
# of its own, which is not known here.
_SHOWN: Final = {
    "w": -1, "wikipedia": -1, "lang": 2, "nowrap": 1, "nobr": 1, "quote": 1, "blockquote": 1,
    "cquote": 1, "sic": 1, "abbr": 1, "small": 1, "em": 1, "strong": 1,
}  # fmt: skip
_MEASURE: Final = frozenset(table("convert cvt"))
_NAMED = re.compile(r"\s{0,20}([\w-]{1,30})[ \t]{0,20}=(?!=)")
_TEXTS: Final = frozenset(table("text quote"))
_LEAST: Final = 2  # of a measure: number and unit


@dataclass(slots=True)
class Page:
    """The text of a page, its categories, and the templates that were asked for."""

    text: str = ""
    categories: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)


def read(marked: str, *, files: frozenset[str], categories: frozenset[str]) -> Page:
    """Unmark a page; `files` and `categories` are what the wiki calls these, in small letters.

    `{{date|January 30, 2026}}` is noted, and what it means is the wiki's.
    """
    page = Page()
    text = _bared(marked) if "<" in marked else marked
    text = _unnested(text, page, files, categories)
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub("\n", text))
    text = _EMPHASIS.sub("", _EXTERNAL.sub(lambda found: found[1] or "", text))
    text = _MAGIC.sub("", html.unescape(text)) if "__" in text else html.unescape(text)
    page.text = "\n\n".join(_paragraphs(text))
    return page


def _bared(text: str) -> str:
    """Leave out what is hidden; what stays open hides nothing."""
    kept: list[str] = []
    at, begun, hiding = 0, 0, ""
    for found in _HIDING.finditer(text):
        mark, closes, name = found[0], found[1], (found[2] or "").lower()
        alone = bool(name) and found[3].endswith("/")
        if hiding and (mark if hiding == "-->" else closes and name) == hiding:
            kept.append(text[at:begun])
            at, hiding = found.end(), ""
        elif name and not hiding and (closes or alone):
            kept.append(text[at : found.start()])
            at = found.end()
        elif mark != "-->" and not closes and hiding in {"", name} and not alone:
            begun, hiding = found.start(), name or "-->"
    kept.append(text[at:])
    return "".join(kept)


def _unnested(text: str, page: Page, files: frozenset[str], categories: frozenset[str]) -> str:
    """Put in the place of templates, tables and links what they show."""
    frames: list[tuple[str, list[str]]] = [("", [])]
    opened = dict.fromkeys(_CLOSING.values(), 0)
    at = 0
    for found in _MARK.finditer(text):
        frames[-1][1].append(text[at : found.start()])
        at, mark = found.end(), found[0]
        if mark in opened and len(frames) <= _DEPTH:
            frames.append((mark, []))
            opened[mark] += 1
        elif opened.get(_CLOSING.get(mark, "")):
            while True:
                kind, parts = frames.pop()
                opened[kind] -= 1
                inner = "".join(parts)
                if kind == _CLOSING[mark]:
                    break
                frames[-1][1].append(kind + inner)  # it was never closed, and is text
            frames[-1][1].append(_shown(kind, inner, page, files, categories))
        else:
            frames[-1][1].append(mark)
    frames[-1][1].append(text[at:])
    return "".join(kind + "".join(parts) for kind, parts in frames)


def _shown(
    kind: str, inner: str, page: Page, files: frozenset[str], categories: frozenset[str]
) -> str:
    if kind == "[[":
        return _link(inner, page, files, categories)
    return _template(inner, page) if kind == "{{" else ""


def _link(inner: str, page: Page, files: frozenset[str], categories: frozenset[str]) -> str:
    target, _, shown = inner.partition("|")
    space, colon, name = target.partition(":")
    space = space.strip().lower()
    if colon and space in categories:
        page.categories.append(" ".join(name.replace("_", " ").split()))
        return ""
    if colon and (space in files or (not shown and _ELSEWHERE.match(target))):
        return ""
    return shown.rpartition("|")[2] if shown else target.removeprefix(":").replace("_", " ")


def _template(inner: str, page: Page) -> str:
    name, *given = inner.split("|")
    name = name.strip().lower()
    values = [value for one in given if (value := _given(one))]
    if name == "date" and values:
        page.dates.append(values[0])
    if name in _MEASURE and len(values) >= _LEAST:
        return f"{values[0]} {values[1]}"
    place = _SHOWN.get(name)
    if place is None or not values:
        return ""
    return values[-1] if place < 0 else (values[place - 1] if len(values) >= place else "")


def _given(value: str) -> str:
    """Give what a template is given by its place, or as its text; nothing of all else."""
    named = _NAMED.match(value)
    if named is None:
        return value.strip()
    return value[named.end() :].strip() if named[1] in _TEXTS or named[1].isdigit() else ""


def _paragraphs(text: str) -> Iterator[str]:
    """Give paragraphs; a heading below which nothing stands is left out."""
    headings: list[tuple[int, str]] = []
    block: list[str] = []

    def flush() -> Iterator[str]:
        if block:
            yield from (title for _, title in headings)
            yield "\n".join(block)
            headings.clear()
            block.clear()

    for raw in text.split("\n"):
        line = " ".join(raw.split())
        heading = _HEADING.fullmatch(line)
        if heading:
            yield from flush()
            level = len(heading[1])
            while headings and headings[-1][0] >= level:
                headings.pop()
            headings.append((level, heading[2]))
        elif not line or _RULE.fullmatch(line):
            yield from flush()
        elif line := _ITEM.sub("", line, count=1) if line[0] in "*#:;" else line:
            block.append(line)
    yield from flush()

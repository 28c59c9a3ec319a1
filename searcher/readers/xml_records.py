"""Lists of records in XML that have no format of their own: told by the names of what is in them.

What Solr is fed with and answers, what Scrapy exports, notes of Evernote, articles as trafilatura
writes them, and any list of elements whose own elements, or attributes, are called as the fields
of records are. Documents in a namespace belong to somebody's format, and are none of these.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any, Final, NamedTuple

from searcher.article import Provenance, RawArticle, Skipped
from searcher.readers import xml
from searcher.readers.base import ReadOptions, Record, Source, Unread
from searcher.readers.lines.apart import one_record
from searcher.readers.records import reading_lists
from searcher.readers.records.field_names import attributes_of
from searcher.readers.records.fields import Fields
from searcher.readers.records.markup import block_text
from searcher.readers.wordlist import table

NAME: Final = "xml-records"
_HEAD: Final = 64 << 10  # bytes by which the shape is judged
_DEPTH: Final = 4  # elements around a record
_DECLARED = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
# Elements that say by an attribute what they are: Solr's.
_TYPED: Final = frozenset(table("field str arr date int long float double bool text"))
_RENAMED: Final = {
    "head": "h2", "list": "ul", "item": "li", "quote": "blockquote", "lb": "br", "hi": "b",
    "ref": "a", "graphic": "img", "row": "tr", "cell": "td", "title": "h1",
}  # fmt: skip
_BLOCKS: Final = frozenset(
    table("p div h1 h2 h3 h4 h5 h6 ul ol blockquote table head list quote lb br")
)
_INLINE: Final = frozenset(table("a b i u em strong span sup sub img hi ref del code graphic q"))
_HEADS: Final = frozenset(table("head h1"))
_MAIN: Final = "main"  # trafilatura's text
# Elements of one article, whatever titles and texts they hold: JATS, DocBook and their like.
_WITHIN: Final = frozenset(table("body text sec section div chapter front back"))
_WIDTH: Final = 100  # elements of one depth that are looked at
# Of an attribute: what stands within it is no record, whatever it says.
_PARTS: Final = frozenset({"authors", "source", "topics"})
_SIGNED: Final = frozenset({"published", "authors"})  # what articles say, and lists hardly
_BESIDE: Final = frozenset({"published", "url", "authors", "source"})
_NOTE: Final = re.compile(r".{0,2000}?<en-note\b[^>]{0,2000}>|</en-note>\s*\Z", re.DOTALL)


class _Shape(NamedTuple):
    """How deep records lie below the first element, and what they and that one are called."""

    depth: int
    name: str
    root: str


def looks_like(start: str) -> bool:
    """Say whether the begin of a document in XML shows a record."""
    return _shape(start) is not None


def read(source: Source, options: ReadOptions) -> Iterator[Record | Unread]:
    """Give a record for each of the elements; `record` counts them from 1."""
    from lxml import etree

    from searcher.readers.encoding import decode

    with source.open() as stream:
        shape = _shape(decode(stream.read(_HEAD)).lstrip("\ufeff \t\r\n"))
    if shape is None:
        yield Skipped(Provenance(source.file, NAME), "no-text", "no element is a record")
        return
    fields = Fields(options)
    count = 0
    try:
        with source.open() as stream:
            for element in _elements(xml.Bounded(stream), shape):
                said = _said(element)
                name = xml.local(element)
                other = name != shape.name and not _is_record(element, shape.depth)
                if other and not len(element):
                    continue  # what a list says of itself
                count += 1
                where = Provenance(source.file, NAME, count, digest=xml.digest(element))
                if other:
                    yield Skipped(where, "no-article", f"<{name[:40]}> beside the records")
                    continue
                told = _note(said) if shape.root == "en-export" else _with_own(said, element)
                yield one_record(_once(reading_lists.read(told, where, fields)))
    except (xml.TooLargeError, etree.LxmlError) as problem:
        yield xml.refused(problem, Provenance(source.file, NAME, count + 1))


def _once(record: Record) -> Record:
    """Leave a title out of the text that begins with it."""
    if not (isinstance(record, RawArticle) and record.title and record.body):
        return record
    head, _, rest = record.body.partition("\n\n")
    return replace(record, body=rest) if rest and head == record.title else record


def _elements(stream: xml.Bounded, shape: _Shape) -> Iterator[Any]:
    """Give the elements of a depth; they are freed behind them."""
    depth = -1
    for event, element in stream.events():
        if event == "start":
            depth += 1
            continue
        if depth == shape.depth:
            yield element
            stream.refill()
            if depth:
                xml.free(element)
        depth -= 1


def _shape(start: str) -> _Shape | None:
    """Find the first record, of those that lie least deep."""
    from lxml import etree

    parser = etree.XMLPullParser(events=("start",), **xml.STRICT)
    with suppress(etree.LxmlError):  # cut off, or broken: what came before counts
        declared = _DECLARED.match(start)
        begin = start[declared.end() :] if declared else start
        # Of a text that goes on, what was seen of it counts.
        cut = begin.rfind("<![CDATA[") > begin.rfind("]]>")
        parser.feed(
            f"{begin}]]>".encode("utf-8", "replace") if cut else begin.encode("utf-8", "replace")
        )
    first = next(parser.read_events(), None)
    if first is None or "}" in (root := first[1]).tag:
        return None
    level = [root]
    for depth in range(_DEPTH + 1):
        for element in level:
            if _is_record(element, depth):
                return _Shape(depth, xml.local(element), xml.local(root))
        level = [
            child
            for element in level
            if xml.local(element) not in _WITHIN
            for child in element
            if xml.local(child)
        ][:_WIDTH]
    return None


def _is_record(element: Any, depth: int) -> bool:
    """Say whether an element is a record: a text with anything else, or a summary with a title.

    What holds such elements is none, but a list; an author's or a source's own text is none either.
    """
    name = xml.local(element)
    if name in _WITHIN or attributes_of((name,)) & _PARTS:
        return False
    said = _said(element)
    if any(_deep(value) for name, value in said.items() if "body" in attributes_of((name,))):
        return False
    found = reading_lists.read(said, Provenance("", NAME), Fields(ReadOptions()))
    if not isinstance(found, RawArticle):
        return False
    known = {
        "published": found.dates,
        "url": found.url,
        "authors": found.authors,
        "source": found.source,
    }
    beside = {name for name, value in known.items() if value}
    if found.body:
        if not (found.title or beside & _BESIDE):
            return False
        within = sum(_is_whole(child) for child in element if xml.local(child))
        # An article may hold one that is related to it.
        return not within or (within == 1 and bool(beside & _SIGNED))
    flat = not any(map(_deep, said.values()))
    return depth > 0 and flat and bool(found.title and found.summary and beside)


def _is_whole(element: Any) -> bool:
    """Say whether an element within another has a title and a text of its own."""
    if not len(element) or xml.local(element) in _BLOCKS or xml.local(element) == _MAIN:
        return False
    found = Fields(ReadOptions()).read(_said(element), Provenance("", NAME))
    return isinstance(found, RawArticle) and bool(found.title and found.body)


def _deep(value: Any) -> bool:
    if isinstance(value, list):
        return any(map(_deep, value))
    return isinstance(value, dict)


def _said(element: Any) -> dict[str, Any]:
    """Give what the attributes and elements of an element say, by their names."""
    said: dict[str, Any] = {
        "language" if name == xml.LANGUAGE else name.rpartition("}")[2]: value
        for name, value in element.attrib.items()
    }
    held: dict[str, list[Any]] = {}
    blocks: list[tuple[str, str]] = []
    for child in element:
        name = xml.local(child)
        if name in _BLOCKS and not child.get("name"):
            blocks.append((name, _text(child)))
        elif name:
            called = child.get("name") if name in _TYPED else None
            held.setdefault(called or name, []).append(_value(child))
    for name, values in held.items():
        key = "body" if name == _MAIN and "body" not in held else name
        said[key] = values[0] if len(values) == 1 else values
    if blocks and not _says(said, "body"):
        said["body"] = "\n\n".join(text for _, text in blocks if text)
    elif blocks and not _says(said, "title"):
        said["title"] = next((text for name, text in blocks if name in _HEADS), None)
    return said


def _says(said: dict[str, Any], attribute: str) -> bool:
    return any(value and attribute in attributes_of((name,)) for name, value in said.items())


def _with_own(said: dict[str, Any], element: Any) -> dict[str, Any]:
    """Add the text that stands in a record itself, between its elements, where it has no other."""
    if _says(said, "body"):
        return said
    own = [element.text or ""]
    for child in element:
        own += "".join(child.itertext()) if xml.local(child) in _INLINE else " ", child.tail or ""
    text = "".join(own).strip()
    return {**said, "body": text} if text else said


def _value(element: Any) -> Any:
    """Give text, a list of what stands in elements of one name, or an object of several."""
    names = {name for child in element if (name := xml.local(child))}
    if not names:
        return "".join(element.itertext()).strip()
    mixed = (element.text or "").strip() or any((child.tail or "").strip() for child in element)
    if mixed or names & _BLOCKS or names <= _INLINE:
        return _text(element)
    if len(names) == 1 and not any(len(child) for child in element):
        return [text for child in element if (text := _value(child))]
    return _said(element)


def _text(element: Any) -> str:
    """Give the paragraphs of marked text, in the names of HTML or of trafilatura."""
    kept = [(inner, inner.tag) for inner in element.iter() if isinstance(inner.tag, str)]
    for inner, _ in kept:
        name = xml.local(inner)
        inner.tag = _settable(_RENAMED.get(name, name))
    element.tag = "div"
    text = str(block_text(element))
    for inner, tag in kept:
        inner.tag = _settable(tag)
    return text


def _settable(tag: str) -> str:
    """Give a name that lxml takes: of a prefix that nobody declared it takes none."""
    space, brace, name = tag.rpartition("}")
    return f"{space}{brace}{name.replace(':', '_')}"


def _note(said: dict[str, Any]) -> dict[str, Any]:
    """Read a note of Evernote, which was made when a page was clipped, by who clipped it."""
    told, content = said.get("note-attributes"), said.get("content")
    return {
        "title": said.get("title"),
        "text": _NOTE.sub("", content) if isinstance(content, str) else content,
        "tags": said.get("tag"),
        "captured": said.get("created"),
        "updated": said.get("updated"),
        "url": told.get("source-url") if isinstance(told, dict) else None,
    }

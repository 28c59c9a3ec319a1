"""Markdown: one document, or a folder with a file of its own for each article.

Nothing of the articles' own markup is alive in either: it shows as it was printed.
"""

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from searcher.exports.base import PathSink, Sink, SinkOptions, StreamSink
from searcher.exports.columns import Column, Row, joined
from searcher.exports.places import Places
from searcher.exports.plain import cleared, line, paragraphs
from searcher.render.markdown import escape, web_address

# `\<` and an escaped backtick mean the same, but not every reader minds the backslash.
_ENTITIES = (("\\<", "&lt;"), ("\\`", "&#96;"))
_BYLINE = ("authors", "source", "date")
_MISSING = {"authors": "unsigned", "date": "undated"}
# What JSON leaves as it is, and YAML would read as a line break or refuse.
_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


class Document(StreamSink):
    """Writes all articles as one document, each under a heading."""

    _between = ""

    def write(self, rows: Iterable[Row]) -> None:
        """Write rows."""
        for row in rows:
            blocks = self._blocks(dict(zip(self.names, (v(row) for v in self.values), strict=True)))
            self.stream.write((self._between + "\n\n".join(blocks) + "\n").encode())
            self._between = "\n"

    def _blocks(self, found: dict[str, Any]) -> list[str]:
        blocks = [f"# {_escaped(line(self, found.pop('title', None))) or '(untitled)'}"]
        parts = [self._part(name, found.pop(name)) for name in _BYLINE if name in found]
        blocks.append(" · ".join(filter(None, parts)))
        if url := found.pop("url", None):
            address = web_address(line(self, url))
            blocks.append(f"<{address}>" if address else _escaped(line(self, url)))
        texts = [found.pop(name, None) or "" for name in ("summary", "snippet", "body")]
        facts = [
            f"- {name}: {_escaped(line(self, joined(value)))}"
            for name, value in found.items()
            if value not in (None, [], "")
        ]
        blocks.append("\n".join(facts))
        summary, snippet, body = (markdown(self, text) for text in texts)
        blocks.extend(f"*{paragraph}*" for paragraph in summary)
        blocks.extend("> " + paragraph.replace("\n", "\n> ") for paragraph in snippet)
        blocks.extend(body)
        return [block for block in blocks if block]

    def _part(self, name: str, value: Any) -> str:
        names = value if isinstance(value, list) else [value or ""]
        shown = ", ".join(_escaped(line(self, one)) for one in names)
        return shown or _MISSING.get(name, "")


class Articles(PathSink):
    """Makes a file for each article: columns as front matter in YAML, the body below."""

    def __init__(
        self, path: Path, columns: Sequence[Column], options: SinkOptions | None = None
    ) -> None:
        """Make the folder."""
        super().__init__(path, columns, options)
        self._places = Places(path, ".md", self.options.rows)

    def write(self, rows: Iterable[Row]) -> None:
        """Write a file for each row."""
        for row in rows:
            found = dict(zip(self.names, (v(row) for v in self.values), strict=True))
            body = found.pop("body", None) or ""
            fields = [
                f"{name}: {self._yaml(value)}\n"
                for name, value in found.items()
                if value not in (None, [], "")
            ]
            blocks = ["---\n" + "".join(fields) + "---", *markdown(self, body)]
            _, file = self._places.make(row)
            with file:
                file.write(("\n\n".join(blocks) + "\n").encode())

    def _yaml(self, value: Any) -> str:
        """Give a value as it stands in JSON, which is YAML too; texts are always in quotes."""
        if isinstance(value, list):
            return "[" + ", ".join(map(self._yaml, value)) + "]"
        if not isinstance(value, str):
            return json.dumps(value)
        text = json.dumps(cleared(self, value), ensure_ascii=False)
        return _NOT_IN_YAML.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def markdown(sink: Sink, text: str) -> list[str]:
    """Give the paragraphs of a text; its line breaks stay."""
    return ["  \n".join(map(_escaped, lines)) for lines in paragraphs(sink, text)]


def _escaped(text: str) -> str:
    escaped = escape(text)
    for mark, entity in _ENTITIES:
        escaped = escaped.replace(mark, entity)
    return escaped

"""What may stand in a file of text? No control characters, and nothing that reorders a line.

Line breaks of any kind make lines or spaces, as the format has it. What is left out is counted: the
sink's `replaced` says how many values had such characters.
"""

import re

from searcher.exports.base import Sink

# Controls that break no line, overrides and isolates of direction, annotation marks,
# non-characters and halves of surrogate pairs.
_HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff]"
)
_PARAGRAPH = re.compile(r"\n\s*\n")


def cleared(sink: Sink, text: str) -> str:
    """Give the text without hidden characters."""
    if text.isprintable() or not _HIDDEN.search(text):
        return text
    sink.replaced += 1
    return _HIDDEN.sub("", text)


def line(sink: Sink, text: str | None) -> str:
    """Give the text as one line with single spaces; nothing for None."""
    return " ".join(cleared(sink, text).split()) if text else ""


def paragraphs(sink: Sink, text: str) -> list[list[str]]:
    """Give the lines of each paragraph; none is empty."""
    kept = []
    for paragraph in _PARAGRAPH.split("\n".join(cleared(sink, text).splitlines())):
        if lines := [" ".join(found.split()) for found in paragraph.split("\n") if found.strip()]:
            kept.append(lines)
    return kept

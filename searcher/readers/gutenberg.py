"""Texts of Project Gutenberg, periodicals among them: what stands between its marks, by its head.

The day in the head is that on which the text was put there, and none of its publication.
"""

import re
from typing import Final

_SIGN: Final = "Project Gutenberg"
_FIRST: Final = 300  # characters in which it says what it is
_BEGIN = re.compile(r"^\*{3} ?START OF (?:THE|THIS) PROJECT GUTENBERG [^\n]*$", re.MULTILINE)
_END = re.compile(
    r"^(?:\*{3} ?END OF (?:THE|THIS) PROJECT GUTENBERG [^\n]*"
    r"|End of (?:the )?Project Gutenberg[^\n]*)$",
    re.MULTILINE,
)
_HEAD: Final = 10_000  # characters above the text
_FIELD = re.compile(r"^(Title|Author|Language): (\S[^\n]*(?:\n {4,}\S[^\n]*)*)", re.MULTILINE)


def parted(text: str) -> dict[str, str] | None:
    """Give the text with the title, author and language of its head; None for any other text."""
    if _SIGN not in text[:_FIRST]:
        return None  # as most
    begin = _BEGIN.search(text, 0, _HEAD)
    if not begin:
        return None
    end = _END.search(text, begin.end())
    body = text[begin.end() : end.start() if end else len(text)].strip()
    fields = {
        name.lower(): " ".join(said.split()) for name, said in _FIELD.findall(text[: begin.start()])
    }
    return {**fields, "text": body} if body and fields.get("title") else None

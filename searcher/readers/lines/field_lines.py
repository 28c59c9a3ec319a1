"""Lines `Title: …`, `Author: …` above a text, as mail and many scrapers write them: its fields."""

import re
from typing import Any, Final, NamedTuple

from searcher.readers.records.declared import plain_name
from searcher.readers.records.field_names import MARKDOWN, attributes_of

TEXT: Final = "maintext"  # the first name that stands for the text in the table of fields
_LINE = re.compile(
    r"(?P<name>[^\W\d_][\w -]{1,30}?)[ \u00a0]?"
    r"(?::(?:[ \t]+(?P<value>\S.*))?|：[ \t]*(?P<wide>\S.*)?)[ \t]*"
)
_FEWEST: Final = 2  # fields that are known, the title among them
_MOST: Final = 60  # lines
_FROM: Final = "from"
_MARKDOWN: Final = "markdown"


def begins(text: str) -> bool:
    """Say whether a text begins with such lines; line breaks are those of any system."""
    return split(text.replace("\r\n", "\n").replace("\r", "\n")) is not None


class Fielded(NamedTuple):
    """The fields, the text below them, and the name of the field that it is."""

    fields: dict[str, Any]
    text: str
    name: str = TEXT


def split(text: str) -> Fielded | None:
    """Part the fields from the text below them; None where it begins otherwise.

    Unknown names count among the first lines only: below a blank line `Note: …` is text. A field
    that is named for the text (`Body:`) ends them.
    """
    fields: dict[str, Any] = {}
    known: set[str] = set()
    telling = 0  # fields that are known
    rest = text.lstrip("\ufeff\n \t")
    blank, called = False, TEXT
    for _ in range(_MOST):
        line, _, below = rest.partition("\n")
        if not line.strip():
            if not below:
                break
            rest, blank = below, True
            continue
        found = _LINE.fullmatch(line)
        if not found:
            if fields and not blank and line[0] in " \t":
                rest = below  # the line before goes on
                continue
            break
        name, value = found["name"].strip(), (found["value"] or found["wide"] or "").strip()
        answers = attributes_of((_meant(name),))
        if "body" in answers and known:
            rest = f"{value}\n{below}" if value else below
            called = _MARKDOWN if plain_name(name) in MARKDOWN else TEXT
            break
        if blank and (not answers or answers <= known):
            break
        if answers & {"authors"} and _meant(name) != name:
            from email.utils import parseaddr  # few texts are mails

            value = parseaddr(value)[0] or value
        fields.setdefault(_meant(name), value)
        known |= answers
        telling += bool(answers)
        rest = below
    if "title" not in known or telling < _FEWEST:
        return None
    return Fielded(fields, rest.strip(), called)


def _meant(name: str) -> str:
    """Give the name as the table of fields has it: mail is `From` somebody, an address a source."""
    lower = name.casefold()
    if lower == _FROM:
        return "author"
    if lower == "full text":
        return TEXT
    return {"url source": "url", "published time": "published", "by": "byline"}.get(lower, name)

"""The fields that a text file begins with: YAML between `---`, TOML between `+++`, or JSON."""

import datetime as dt
import json
import re
import tomllib
from dataclasses import dataclass
from typing import Any, Final

from searcher.readers import yaml

_FENCED = re.compile(
    r"(?P<fence>---|\+\+\+)[ \t]*\n(?P<text>.*?)(?:^|\n)(?P<end>---|\.\.\.|\+\+\+)[ \t]*(?:\n|\Z)",
    re.DOTALL,
)
# A rule (`---`) above a text is no front matter: a field stands below that, after comments.
_FIELD = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*[\"']?[\w][\w .-]{0,60}[\"']?[ \t]*[:=]")
_JSON = re.compile(r"\{\s*\"")
# Where site generators keep fields of the page one level below.
_BELOW: Final = ("taxonomies", "extra", "params")


class BadFrontMatter(ValueError):
    """The front matter is broken; `str()` says what and in which line."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The fields, and the text below them."""

    fields: dict[str, Any]
    text: str


def split(text: str) -> FrontMatter:
    r"""Part the fields from the text; no fields where there is no front matter.

    Takes text without BOM and with `\n` as line break. Raises `BadFrontMatter`.
    """
    begun = text.lstrip("\n \t")
    if begun.startswith(("---", "+++")):
        return _fenced(begun, text.count("\n", 0, len(text) - len(begun)))
    if _JSON.match(begun):
        return _json(begun)
    return FrontMatter({}, text)


def begins(text: str) -> bool:
    """Say whether a text begins with YAML or TOML fields, as no other format does."""
    fence = text[:3]
    if fence not in {"---", "+++"}:
        return False
    below = text[3:].lstrip(" \t\r")
    return (
        below.startswith("\n")
        and _FIELD.match(below[1:].replace("\r\n", "\n")) is not None
        and re.search(rf"^{re.escape(fence)}[ \t\r]*$", below, re.MULTILINE) is not None
    )


def _fenced(text: str, above: int) -> FrontMatter:
    found = _FENCED.match(text)
    if not found or (found["end"] == "+++") != (found["fence"] == "+++"):
        if _FIELD.match(text[3:].lstrip(" \t")[1:]):
            raise BadFrontMatter(f"line {above + 1}: {text[:3]} opens front matter without an end")
        return FrontMatter({}, text)
    try:
        fields = _toml(found["text"]) if found["fence"] == "+++" else yaml.parse(found["text"])
    except yaml.BadYaml as problem:
        line = above + 1 + problem.line
        raise BadFrontMatter(f"line {line}: {problem}") from problem
    except (tomllib.TOMLDecodeError, RecursionError) as problem:
        raise BadFrontMatter(f"TOML: {problem}") from problem
    if isinstance(fields, str):
        # A paragraph between two rules.
        return FrontMatter({}, text)
    if fields is not None and not isinstance(fields, dict):
        raise BadFrontMatter(f"line {above + 2}: front matter is a list of fields, `name: value`")
    return FrontMatter(_lifted(fields or {}), text[found.end() :])


def _json(text: str) -> FrontMatter:
    try:
        fields, end = json.JSONDecoder(strict=False).raw_decode(text)
    except RecursionError as problem:
        raise BadFrontMatter("JSON: nested too deeply") from problem
    except ValueError as problem:
        raise BadFrontMatter(f"JSON: {problem}") from problem
    return FrontMatter(_lifted(fields), text[end:])


def _lifted(fields: dict[str, Any]) -> dict[str, Any]:
    """Lift what generators keep below, where the page itself has no such field."""
    lifted = dict(fields)
    for name in _BELOW:
        below = lifted.get(name)
        if isinstance(below, dict):
            lifted = {**below, **lifted}
    return lifted


def _toml(text: str) -> dict[str, Any]:
    found = _texts(tomllib.loads(text))
    return found if isinstance(found, dict) else {}


def _texts(value: Any) -> Any:
    """Give TOML's dates as the text that they were."""
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: _texts(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_texts(one) for one in value]
    return value

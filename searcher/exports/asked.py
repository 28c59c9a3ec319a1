"""Which questions are asked? Words and filters as given become named requests, or named mistakes.

A *question* is what a person gave: a line of a file, an entry of a mapping. Filters that hold for
all of a batch are added to each; where a line has the same filter itself, that is a mistake of the
line, for one of the two would be lost.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import cast

from searcher.article import fold
from searcher.errors import SearcherError, UsageError
from searcher.exports.sidecars import RESERVED
from searcher.query.arguments import Filters
from searcher.query.fields import lookup
from searcher.query.model import SearchRequest
from searcher.query.params import from_params, to_params
from searcher.query.typed_values import SWITCHES
from searcher.record import Record, record

Params = Mapping[str, Sequence[str]]
# What belongs to the whole export, or to a search's page.
_NOT_HERE = (
    *("count", "sort", "expand", "half-life", "limit", "offset", "after", "snippets", "facet"),
)


@record
class Question(Record):
    """One question as given: `params` are the flat form of `query.params`, with `q` for the words.

    `file` is how its file shall be called; `line` counts from 1 in the file that it comes from, and
    `text` is that line, to be run again.
    """

    name: str
    params: Params
    line: int | None = None
    text: str = ""
    request: SearchRequest | None = None
    file: str = ""


@record
class Asked(Record):
    """A question understood. `name` is unique, `file` a name for its file, safe on any system."""

    name: str
    file: str
    params: Params
    request: SearchRequest
    line: int | None = None
    text: str = ""


@record
class Failed(Record):
    """A question that cannot be asked: where, and why; `column` counts characters from 1."""

    name: str
    line: int | None
    column: int | None
    message: str
    text: str = ""


_KEYS = {option: name for name, option in SWITCHES.items()}


def of_articles(request: SearchRequest) -> SearchRequest:
    """Give a request back; raises `UsageError` for one that counts stories."""
    if request.count != "articles":
        raise UsageError(
            "an export holds every article that matches: leave out count=stories. The column story "
            "says which are copies."
        )
    return request


def params_of(options: Filters) -> dict[str, list[str]]:
    """Give filters as names and values; what is not given is left out. Raises `UsageError`."""
    params: dict[str, list[str]] = {}
    for name, value in options.items():
        if name not in Filters.__annotations__:
            raise UsageError(
                f"an export has no option {name}; order, limit, offset and facets of a search are "
                "order, limit and facet here"
            )
        if value is None or value is False:
            continue
        key = _KEYS.get(name) or name.replace("_", "-")
        if value is True and key in SWITCHES:
            params[key] = ["1"]
            continue
        several = isinstance(value, Iterable) and not isinstance(value, str | bytes)
        values = [*map(_text, cast(Iterable[object], value) if several else [value])]
        if key in SWITCHES:
            raise UsageError(f"{name} needs True or False, not {value!r:.40}")
        if values:
            params[key] = values
    return params


def _text(value: object) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()[:10]
    if not isinstance(value, str):
        raise UsageError(f"a filter needs a text or a datetime.date, not {value!r:.40}")
    return value


def question(name: str, asked: str | SearchRequest, line: int | None = None) -> Question:
    """Make a question of a text or of a request that was understood before."""
    if isinstance(asked, SearchRequest):
        params = {k: v for k, v in to_params(asked).items() if k not in _NOT_HERE}
        return Question(name, params, line, request=of_articles(asked))
    if not isinstance(asked, str):
        raise UsageError(f"a request is a text or a SearchRequest, not {asked!r:.40}")
    return Question(name, {"q": [asked]} if asked.strip() else {}, line, asked)


def understand(
    questions: Iterable[Question],
    common: Params,
    *,
    lenient: bool = False,
    today: dt.date | None = None,
) -> tuple[list[Asked], list[Failed]]:
    """Understand each question with the filters common to all; one mistake never stops the others.

    A mistake in the words is an error, unless `lenient` has it repaired with a note.
    """
    asked: list[Asked] = []
    failed: list[Failed] = []
    names, files = _Names(" ({})"), _Names("-{}", fold)
    for number, one in enumerate(questions, 1):
        label = one.name or " ".join(one.params.get("q", ())).strip() or f"query {number}"
        try:
            if one.request is None and not any(map(any, one.params.values())):
                raise UsageError("there is no query here. Write * for all articles.")
            if _SURROGATE.search(label):
                raise UsageError("the name is not UTF-8")
            params, request = understand_one(one, common, lenient=lenient, today=today)
        except SearcherError as problem:
            column = getattr(problem, "column", None)
            shown = label.encode("utf-8", "replace").decode()
            failed.append(Failed(shown, one.line, column, str(problem), one.text))
            continue
        name = names.unique(label)
        file = files.unique(_file(one.file or one.name, label, one.line or number))
        asked.append(Asked(name, file, params, request, one.line, one.text))
    return asked, failed


def understand_one(
    one: Question, common: Params, *, lenient: bool = False, today: dt.date | None = None
) -> tuple[Params, SearchRequest]:
    """Understand a question; raises as `searcher.query.params.build` does."""
    params = _merged(one.params, common)
    if any(_SURROGATE.search(text) for texts in params.values() for text in texts):
        raise UsageError("the query is not UTF-8. Check the encoding of the terminal or file.")
    if one.request is not None and not common:
        return params, one.request
    return params, from_params(params, strict=not lenient, today=today)


def _merged(own: Params, common: Params) -> dict[str, list[str]]:
    merged: dict[str, list[str]] = {}
    for given, values in own.items():
        name = _canonical(given)
        if name in _NOT_HERE:
            raise UsageError(f"{name} belongs to the whole export, not to one query.")
        if name in common and any(values):
            raise UsageError(
                f"{name} is given for all queries and for this one too. Give it in one place."
            )
        if name in merged:
            raise UsageError(f"{name} is given twice. Write its values in one place.")
        merged[name] = list(values)
    for name, values in common.items():
        merged.setdefault(name, []).extend(values)
    return merged


def _canonical(given: str) -> str:
    name = given.strip().lower().replace("_", "-")
    prefix = "not-" if name.startswith("not-") else ""
    entry = lookup(name.removeprefix("not-"))
    return prefix + entry.name if entry and entry.filter else name


_LONGEST = 60
_SURROGATE = re.compile("[\ud800-\udfff]")


def _file(name: str, label: str, number: int) -> str:
    """Name a file: letters, digits, dots, dashes; as the user said, or by line and words."""
    if name and (safe := _slug(name)):
        # Windows keeps some names for devices, whatever their case or ending.
        begin = safe.split(".")[0].lower()
        taken = begin in RESERVED or re.fullmatch(r"con|prn|aux|nul|(com|lpt)\d", begin)
        return f"q-{safe}" if taken else safe
    return f"{number:04}-{_slug(fold(label))}".rstrip("-")


def _slug(text: str) -> str:
    ascii_only = fold(text).encode("ascii", "ignore").decode() if not text.isascii() else text
    return re.sub(r"[^A-Za-z0-9._-]+", "-", ascii_only)[:_LONGEST].strip("-._")


class _Names:
    """Gives names that were not given before; `key` says which are one."""

    def __init__(self, pattern: str, key: Callable[[str], str] = str) -> None:
        self._pattern = pattern
        self._key = key
        self._taken: set[str] = set()
        self._numbers: dict[str, int] = {}

    def unique(self, name: str) -> str:
        """Give the name, with a number if it was given before."""
        found, stem = name, self._key(name)
        while self._key(found) in self._taken:
            number = self._numbers[stem] = self._numbers.get(stem, 1) + 1
            found = name + self._pattern.format(number)
        self._taken.add(self._key(found))
        return found

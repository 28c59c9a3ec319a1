"""Date strings as they are printed, each with what a reader takes from it: a table."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from searcher.dates import parse_published

TABLE = Path(__file__).with_name("strings.tsv")
ROWS = [
    line.split("\t")
    for line in TABLE.read_text("utf-8").splitlines()
    if not line.startswith("# ") and line
]
# How the context of a string is written, and the argument that it is.
CONTEXT = {"ref": "reference", "lang": "language", "order": "order"}


def test_the_table_is_whole() -> None:
    """Two hundred strings, none twice in one context."""
    assert len(ROWS) >= 200
    assert len(ROWS) == len({(row[0], row[1]) for row in ROWS})


@pytest.mark.parametrize("row", ROWS, ids=[f"{row[0]} {row[1]}" for row in ROWS])
def test_a_string_says_what_a_reader_takes_from_it(row: list[str]) -> None:
    """Date, precision, instant, method and confidence; where it is unsure, the flag says why."""
    raw, context, date, precision, instant, method, confidence, flag = row
    given: dict[str, Any] = {}
    for part in context.split() if context != "-" else ():
        name, _, value = part.partition("=")
        given[CONTEXT[name]] = dt.date.fromisoformat(value) if name == "ref" else value
    found = parse_published(raw, **given)
    when = found.instant.strftime("%Y-%m-%dT%H:%M:%SZ") if found.instant else None
    expected = [None if one == "-" else one for one in (date, precision, instant)]
    assert expected == [found.text, found.precision, when]
    expected = [None if one == "-" else one for one in (method, confidence)]
    assert expected == [found.method, found.confidence]
    assert flag in ("-", *found.flags)

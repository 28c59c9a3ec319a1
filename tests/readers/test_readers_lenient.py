"""What templates write in place of JSON is read as it was meant."""

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.readers.pages.jsonld import Declared
from searcher.readers.pages.lenient import read

WHOLE = {"headline": "Weir opens", "author": {"name": "Ada Weir"}, "year": 2024}


@pytest.mark.parametrize(
    "script",
    [
        # A comma that is missing, or too many; remarks; single quotes; names without any.
        '{"headline": "Weir opens" "author": {"name": "Ada Weir",}, "year": 2024}',
        '{"headline": "Weir opens",, "author": {"name": "Ada Weir"}, "year": 2024,}',
        '{// what\n"headline": "Weir opens", /* */ "author": {"name": "Ada Weir"}, "year": 2024}',
        "{'headline': 'Weir opens', 'author': {'name': 'Ada Weir'}, 'year': 2024}",
        '{headline: "Weir opens", author: {name: "Ada Weir"}, year: 2024}',
        # What stands around it, and an end that was cut off.
        'var page = {"headline": "Weir opens", "author": {"name": "Ada Weir"}, "year": 2024};',
        '{"headline": "Weir opens", "author": {"name": "Ada Weir"}, "year": 2024',
    ],
)
def test_slips_are_understood(script: str) -> None:
    """The usual slips cost nothing of what is declared."""
    assert WHOLE == read(script)


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ('{"a": "the "old" weir", "b": 1}', {"a": 'the "old" weir', "b": 1}),
        ('{"a": "she said "no", and left", "b": 1}', {"a": 'she said "no", and left', "b": 1}),
        ('{"a": "the \\"old\\" weir\\n", "b": 1}', {"a": 'the "old" weir\n', "b": 1}),
        ('{"a": "two\nlines", "b": true}', {"a": "two\nlines", "b": True}),
        ('{"a": "cut o', {"a": "cut o"}),
        ('{"a": [1, "b", {"c": null}]}', {"a": [1, "b", {"c": None}]}),
        ('{"a": ]}', {"a": None}),
        ("no object", None),
    ],
)
def test_quotes_within_a_text(script: str, expected: Any) -> None:
    """A quote ends a text only where something follows that may."""
    assert expected == read(script)


def test_a_broken_declaration_is_believed() -> None:
    """What a page declares is not lost to one quote."""
    found = Declared(
        [
            (
                '{"@type": "Article", "headline": "The "old" weir", "datePublished": "2024-05-07", '
                '"author": {"@type": "Person", "name": "Ada Weir"}}'
            )
        ]
    )
    assert (["Ada Weir"], ["2024-05-07"]) == (
        found.names(organizations=False),
        found.date("datePublished"),
    )


@given(st.text(alphabet="{}[]\",:'\\/*ab1 \n") | st.text())
def test_any_text_is_read(script: str) -> None:
    """Nothing raises."""
    read(script)


@pytest.mark.parametrize(
    "part",
    ['"', "[", "{", "{[", '"a" ', "\\", "/*", "/*,", "<!--,", "//", "1,", "a ", '{"a":', ", "],
)
def test_hostile_scripts_end_soon(part: str) -> None:
    """Time grows with the text and no faster."""
    start = time.thread_time()
    read("{" + part * (400_000 // len(part)))
    assert time.thread_time() - start < 5

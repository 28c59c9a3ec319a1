"""YAML as written: strings stay strings, and bombs do not go off."""

import pytest

from searcher.readers.yaml import BadYaml, parse


def test_values_stay_strings() -> None:
    """Times, switches and numbers are what was written."""
    expected = {"a": "12:30", "b": "NO", "c": "007", "d": "2001-01-01", "e": None, "f": "~x"}
    assert expected == parse("a: 12:30\nb: NO\nc: 007\nd: 2001-01-01\ne:\nf: ~x")


def test_tags_construct_nothing() -> None:
    """A tag that names a Python object is ignored."""
    assert {"a": ["x"]} == parse("a: !!python/object/apply:os.system [x]")


def test_aliases_are_the_object_itself() -> None:
    """A list that is named twice is there once."""
    found = parse("a: &l [x]\nb: *l")
    assert found["a"] is found["b"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: &x [1]\nb: [" + "*x, " * 300 + "]", 2),
        ("a: *nobody", 1),
        ("a: 1\nb: " + "[" * 100_000, 2),
        ("a: 1\n b: 2", 2),
        ("a: \x01", 1),
    ],
)
def test_bad_yaml_is_named_with_its_line(text: str, line: int) -> None:
    """Bombs, unknown names and broken indentation are refused."""
    with pytest.raises(BadYaml) as caught:
        parse(text)
    assert line == caught.value.line


@pytest.mark.parametrize("text", ["", "# only a comment", "---\n"])
def test_nothing_written_is_none(text: str) -> None:
    """An empty document has no value."""
    assert parse(text) is None

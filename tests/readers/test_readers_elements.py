"""Elements of an array are found by a stream as a parser would find them, and damage is local."""

import io
import json
import tracemalloc
from itertools import islice
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.readers.records import elements as module
from searcher.readers.records.elements import Element, Window, elements

RECORDS = [{"title": f"Title {n}", "tags": [{"a": n}, {"b": "}, {"}], "n": n} for n in range(9)]


def alike(value: Any) -> bool:
    """Take what has a title for a record."""
    return isinstance(value, dict) and "title" in value


def found(data: bytes, *, step: int | None = None) -> list[Element]:
    """Read an array, a few bytes at a time."""
    stream = io.BytesIO(data)
    window = Window(lambda size: stream.read(step or size))
    assert window.next() == ord("[")
    window.at += 1
    return list(elements(window, alike))


@pytest.fixture(params=[1, 7, None])
def step(request: pytest.FixtureRequest) -> int | None:
    """Give the number of bytes that come at a time."""
    assert request.param is None or isinstance(request.param, int)
    return request.param


@pytest.mark.parametrize("indent", [None, 2])
def test_values_and_ranges_are_those_of_a_parser(step: int | None, indent: int | None) -> None:
    """Each range holds just its element, whatever it is."""
    values = [*RECORDS, 7, 'a ] \\" b', None, [1, [2]], {}, [], -1.5e3, *RECORDS]
    data = json.dumps(values, indent=indent).encode()
    read = found(data, step=step)
    assert values == [one.value for one in read]
    assert values == [json.loads(data[one.start : one.end]) for one in read]
    assert [data[one.start : one.end] for one in read] == [one.data for one in read]
    assert not [one for one in read if one.reason]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-99, 99) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=12,
)


@given(st.lists(VALUES, max_size=12), st.sampled_from([None, 1]), st.booleans(), st.integers(1, 40))
def test_any_array_is_read_as_it_was_written(
    values: list[Any], indent: int | None, ascii_only: bool, step: int
) -> None:
    """By brackets or by guesses."""
    data = json.dumps(values, indent=indent, ensure_ascii=ascii_only).encode()
    assert values == [one.value for one in found(data, step=step)]


@given(st.binary(max_size=200))
def test_any_bytes_come_to_an_end(rest: bytes) -> None:
    """Ranges go forward, and nothing raises."""
    read = found(b"[" + rest)
    places = [place for one in read for place in (one.start, one.end)]
    assert places == sorted(places)


TITLES = [f"Title {n}" for n in range(9)]


def titles(read: list[Element]) -> list[str | None]:
    """Give titles, and reasons where there is none."""
    return [
        one.value.get("title", "-") if isinstance(one.value, dict) else one.reason for one in read
    ]


@pytest.mark.parametrize("at", [0, 4, 8])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"n": ', b'"n": x'),  # no value
        (b'"tags"', b'tags"'),  # an odd number of quotes
        (b'"tags": [', b'"tags": '),
        (b'{"a"', b'"a"'),
        (b'"}, {"}]', b'"}, {"}'),
        (b'"title": ', b'"title" '),
        (b'"title": "', b'"title": "\\'),
    ],
)
def test_a_broken_element_costs_itself(step: int | None, at: int, old: bytes, new: bytes) -> None:
    """Wherever it is; its neighbours stay. Only behind the last one pieces of it may be left."""
    written = [json.dumps(one).encode() for one in RECORDS]
    assert old in written[at]
    written[at] = written[at].replace(old, new, 1)
    read = found(b"[" + b", ".join(written) + b"]", step=step)
    kept = titles(read)
    good = [one for one in kept if one in TITLES]
    assert good == [title for n, title in enumerate(TITLES) if n != at]
    assert at == kept.index("bad-json")
    # The text that looks like the end of a record may cost one more.
    assert at == 8 or len(kept) <= 10


def test_a_truncated_array_gives_what_came_before(step: int | None) -> None:
    """At any place, with one rejection, which says so."""
    data = json.dumps(RECORDS).encode()
    whole = found(data)
    for cut in range(1, len(data) - 1, 5):
        *before, last = found(data[:cut], step=step)
        assert [one for one in whole if one.end <= cut] == before
        assert last.reason == "bad-json"
        assert last.trouble.startswith("the file ends in this")


def test_what_orjson_refuses_is_still_read() -> None:
    """NaN, raw control characters, half of a surrogate pair; commas too many or too few."""
    read = found(b'[{"title": NaN}, {"title": "a\nb"},, {"title": "\\ud800"} {"title": 1},]')
    assert ["a\nb", "\ud800", 1] == titles(read)[1:]


def test_an_element_too_large_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """In little memory; the next one is read."""
    monkeypatch.setattr(module, "MAX_ELEMENT", 50_000)
    monkeypatch.setattr(module, "BLOCK", 10_000)
    monkeypatch.setattr(Window.measure, "__kwdefaults__", {"depth": 0, "most": 50_000})
    large = {"title": "x" * 300_000 + '\\"]}'}
    read = found(json.dumps([RECORDS[0], large, [[1]] * 90_000, RECORDS[1]]).encode())
    assert ["Title 0", "too-large", "too-large", "Title 1"] == titles(read)
    assert read[1].end - read[1].start > 300_000
    assert max(len(one.data) for one in read) < 80_000


@pytest.mark.parametrize(
    "one", [b'{"title": "%s"}' % (b"x" * 2_000), b'{"title": [%s0]}' % (b'"",' * 300)]
)
def test_memory_hangs_on_elements_and_not_on_the_array(one: bytes) -> None:
    """Of 30 MB some six are held."""
    parts = iter([b"[", *[one + b","] * (30_000_000 // len(one)), one + b"]"])
    window = Window(lambda _: b"".join(islice(parts, 400)))
    window.at = 1
    tracemalloc.start()
    count = sum(1 for _ in elements(window, alike))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert 30_000_000 // len(one) + 1 == count
    assert peak < 6_000_000


def test_many_short_strings_in_one_element_take_no_memory() -> None:
    """The expressions keep nothing for going back."""
    read = found(b"[[" + b'"a\\"",' * 1_500_000 + b'""]]')
    assert [1_500_001] == [len(one.value) for one in read]

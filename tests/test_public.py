"""What `import searcher` gives: every name, and a name for whatever the others give and take."""

import inspect
import re
import sys
from collections.abc import Iterator

import pytest

import searcher

# Rooms within, which who writes an engine or a front of their own imports from there.
WITHIN = {"AuthorsOf", "Engine", "Settings", "Stored", "Writable"}


def annotations(thing: object) -> Iterator[str]:
    """Walk the texts of what a function, or each public method of a class, takes and gives."""
    members = vars(thing).values() if inspect.isclass(thing) else [thing]
    for member in members:
        found = member.fget if isinstance(member, property) else member
        found = getattr(found, "__func__", found)
        if inspect.isfunction(found) and not found.__name__.startswith("_"):
            yield from map(str, found.__annotations__.values())


def test_every_name_is_there_and_listed() -> None:
    """In order, each once, as `dir` says; no other is there before it is asked for."""
    names = searcher.__all__
    assert sorted(set(names)) == names
    assert names == dir(searcher)
    assert all(getattr(searcher, name) is not None for name in names)


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    """As of any module."""
    with pytest.raises(AttributeError, match="has no attribute 'Indx'"):
        _ = searcher.Indx  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["Index", "export", "verify", "to_pandas", "diagnose", "extract"])
def test_what_is_given_and_taken_has_a_name(name: str) -> None:
    """A program with types must be able to say what it has: `Similar` and `Note` had no name."""
    thing = getattr(searcher, name)
    homes = thing.__mro__ if inspect.isclass(thing) else [thing]
    texts = [text for home in homes if home in classes() | {thing} for text in annotations(home)]
    used = set(re.findall(r"\b[A-Z]\w+", " ".join(texts)))
    # Those of regular expressions are called as what they match: one is a `Sequence`.
    within = {"searcher.query.arguments", "searcher.query.regex"}
    ours = {one.__name__ for one in classes() if one.__module__ not in within}
    assert set() == (used & ours) - set(searcher.__all__) - WITHIN


def classes() -> set[type]:
    """Give our classes, of all modules that the public names are in."""
    assert all(getattr(searcher, name) for name in searcher.__all__)
    modules = [module for name, module in sys.modules.items() if name.startswith("searcher")]
    return {
        thing
        for module in modules
        for thing in vars(module).values()
        if inspect.isclass(thing) and thing.__module__.startswith("searcher")
    }

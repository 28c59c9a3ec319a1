"""Saved searches, for people as lines and for programs as records."""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

from searcher.query.typed_values import to_flags
from searcher.render.safety import one_line


class Named(Protocol):
    """A question with a name."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def params(self) -> Mapping[str, Sequence[str]]:
        """Names and values that ask it, as in a link."""

    @property
    def saved(self) -> str:
        """When it was saved."""


def search_list(searches: Sequence[Named]) -> Iterator[str]:
    """Give a line each: the name, and what a shell would take to ask it."""
    wide = max((len(one.name) for one in searches), default=0)
    for one in searches:
        yield f"{one_line(one.name):{wide}}  {one_line(typed(one))}"


def typed(search: Named) -> str:
    """Give words and flags as they are typed in a shell."""
    words = search.params.get("q", ())
    flags = to_flags({name: values for name, values in search.params.items() if name != "q"})
    # What begins with a dash would be taken for an option.
    behind = [*flags, "--", *words] if any(one.startswith("-") for one in words) else None
    return shlex.join(behind or [*words, *flags])


def search_record(search: Named) -> dict[str, Any]:
    """Give one as plain JSON types."""
    return {
        "name": search.name,
        "params": {name: list(values) for name, values in search.params.items()},
        "saved": search.saved,
    }

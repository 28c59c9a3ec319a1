"""Which saved searches does a page offer? Links that ask them, each by its own parameters."""

from collections.abc import Iterator
from dataclasses import dataclass

from searcher.errors import SearcherError
from searcher.index import Index
from searcher.web.state import INDEX, Link, State


@dataclass(frozen=True, slots=True)
class Kept:
    """The saved searches of an index; `broken` where their file cannot be understood."""

    links: tuple[Link, ...] = ()
    broken: bool = False


def kept(index: Index, state: State) -> Kept:
    """List them by name."""
    try:
        return Kept(tuple(_links(index, state)))
    except SearcherError:
        # A file that somebody edited must not take the page away; the commands say what is wrong.
        return Kept(broken=True)


def _links(index: Index, state: State) -> Iterator[Link]:
    for one in index.searches.list():
        params = {**one.params, INDEX: state.values(INDEX)}
        yield Link(one.name, State(params).query)

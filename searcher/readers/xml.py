"""How is XML of strangers read? As a stream, without entities, DTDs or a network."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from types import MappingProxyType
from typing import Any, BinaryIO, Final

from searcher.article import Provenance, Rejection
from searcher.readers.base import MAX_LINE_BYTES

# What may stand before the first element; to be compiled with DOTALL. Nothing in it is given back:
# to try all ways of ending each of thirty comments takes for ever.
PROLOG: Final = (
    r"(?:<\?(?>.*?\?>)\s*+|<!--(?>.*?-->)\s*+"
    r"|<!DOCTYPE[^>\[]*+(?:\[[^\]]*+\])?+[^>]*+>\s*+)*+"
)

_MOST: Final = 4 * MAX_LINE_BYTES  # bytes from one record's end to the next
_PIECES: Final = 1_000_000  # elements between these, each of which takes far more than its bytes
_TOO_LARGE: Final = (
    f"a record may hold {_MOST >> 20} MiB and {_PIECES:,} elements; what follows is not read"
)
_TAG: Final = 5_000  # characters of the first element's begin that are looked at
LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"
# How lxml parses what strangers wrote.
STRICT: Final = MappingProxyType(
    {
        "resolve_entities": False,
        "load_dtd": False,
        "no_network": True,
        "huge_tree": False,
        "remove_comments": True,
        "remove_pis": True,
    }
)


def root(names: Iterable[str], namespace: str) -> re.Pattern[str]:
    """Match how a document begins whose first element has one of these names, and this namespace.

    Its own or that of what is in it, as long as it is said there.
    """
    said = rf"[^>]{{0,{_TAG - len(namespace)}}}?{re.escape(namespace)}"
    return re.compile(rf"{PROLOG}<(?:[\w.-]{{1,30}}:)?(?:{'|'.join(names)})\b{said}", re.DOTALL)


class TooLargeError(Exception):
    """More than a record may hold went by without one."""


class Bounded:
    """A stream that ends in a `TooLargeError` where no record ends for long."""

    def __init__(self, stream: BinaryIO) -> None:
        """Begin with a whole measure."""
        self._stream = stream
        self.refill()

    def refill(self) -> None:
        """Allow as much again: a record ended."""
        self._left, self._pieces = _MOST, _PIECES

    def read(self, size: int) -> bytes:
        """Give the next bytes."""
        data = self._stream.read(size)
        self._left -= len(data)
        if self._left < 0:
            raise TooLargeError
        return data

    def events(self) -> Iterator[tuple[str, Any]]:
        """Walk its elements as `events` does, and count them."""
        for event, element in events(self):
            if event == "start":
                self._pieces -= 1
                if self._pieces < 0:
                    raise TooLargeError
            yield event, element


def refused(problem: Exception, where: Provenance) -> Rejection:
    """Say why the record there, and all behind it, is not read."""
    if isinstance(problem, TooLargeError):
        return Rejection(where, "too-large", _TOO_LARGE)
    return Rejection(where, "bad-xml", str(problem))


def events(stream: Any) -> Iterator[tuple[str, Any]]:
    """Walk the begin (`start`) and end (`end`) of each element; raises `lxml.etree.LxmlError`."""
    from lxml import etree

    yield from etree.iterparse(stream, events=("start", "end"), **STRICT)


def free(element: Any) -> None:
    """Let go of an element that was read, and of all before it."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]


def digest(element: Any) -> str:
    """Give the SHA-256 (hex) of an element, without what follows it."""
    from lxml import etree

    return hashlib.sha256(etree.tostring(element, with_tail=False)).hexdigest()


def local(element: Any) -> str:
    """Give the name without its namespace; senders disagree on those of what is inside."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def below(parent: Any, name: str) -> Iterator[Any]:
    """Walk the elements of that name, whatever their namespace, from a parent on; None has none."""
    return (one for one in (() if parent is None else parent.iter()) if local(one) == name)


def children(parent: Any, name: str) -> Iterator[Any]:
    """Walk the elements of that name right in a parent; None has none."""
    return (one for one in (() if parent is None else parent) if local(one) == name)


def child(parent: Any, name: str) -> Any:
    """Give the first of them, or None."""
    return next(children(parent, name), None)


def line(element: Any) -> str:
    """Give an element's text on one line; None has none."""
    return "" if element is None else " ".join("".join(element.itertext()).split())

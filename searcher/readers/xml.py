"""How is XML of strangers read? As a stream, without entities, DTDs or a network."""

import hashlib
from collections.abc import Iterator
from typing import Any, Final

# What may stand before the first element; to be compiled with DOTALL. Nothing in it is given back:
# to try all ways of ending each of thirty comments takes for ever.
PROLOG: Final = (
    r"(?:<\?(?>.*?\?>)\s*+|<!--(?>.*?-->)\s*+"
    r"|<!DOCTYPE[^>\[]*+(?:\[[^\]]*+\])?+[^>]*+>\s*+)*+"
)


def events(stream: Any) -> Iterator[tuple[str, Any]]:
    """Walk the begin (`start`) and end (`end`) of each element; raises `lxml.etree.LxmlError`."""
    from lxml import etree

    yield from etree.iterparse(
        stream,
        events=("start", "end"),
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def free(element: Any) -> None:
    """Let go of an element that was read, and of all before it."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]


def digest(element: Any) -> str:
    """Give the SHA-256 (hex) of an element, without what follows it."""
    from lxml import etree

    return hashlib.sha256(etree.tostring(element, with_tail=False)).hexdigest()

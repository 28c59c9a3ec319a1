"""How is a text in somebody's XML read as paragraphs? By what its elements are in HTML."""

from collections.abc import Mapping
from typing import Any, Final

from searcher.readers.records.markup import block_text
from searcher.readers.xml import local

SILENT: Final = "template"  # what an element is called that says nothing; what follows it stays


def paragraphs(element: Any, names: Mapping[str, str]) -> str:
    """Give the paragraphs of an element; it is none of its format afterwards."""
    if element is None:
        return ""
    for inner in element.iter():
        if name := local(inner):
            inner.tag = names.get(name, name)
    element.tag = "div"
    return str(block_text(element))


def silence(element: Any) -> None:
    """Leave an element out of the text around it."""
    element.tag = SILENT

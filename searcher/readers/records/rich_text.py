"""What is the text of a document that an editor stores as a tree of nodes?

Contentful, ProseMirror and Tiptap, Portable Text (Sanity), Slate and Lexical: a node has a type,
and either a text or nodes below it. Runs of text within a paragraph make one.
"""

from collections.abc import Iterator
from typing import Any, Final

_TYPES: Final = ("nodeType", "_type", "type")
_BELOW: Final = ("content", "children", "nodes", "root")
_LEAVES: Final = ("value", "text")
_DEEP: Final = 40  # nodes inside each other
_BREAKS: Final = frozenset({"hardBreak", "hard_break", "linebreak"})


def paragraphs(value: Any) -> list[str] | None:
    """Give the paragraphs of a tree of nodes, or of a list of them; None for anything else."""
    nodes = value if isinstance(value, list) else [value]
    if not nodes or not all(isinstance(node, dict) for node in nodes):
        return None
    if not any(_has_runs(node, 5) for node in nodes):
        return None
    return [text for node in nodes for text in _blocks(node, _DEEP) if text]


def _below(node: dict[str, Any]) -> list[Any]:
    for name in _BELOW:
        inner = node.get(name)
        if isinstance(inner, list):
            return inner
        if name == "root" and isinstance(inner, dict):
            return [inner]
    return []


def _leaf(node: Any) -> str | None:
    """Give the text of a node that has nothing below it."""
    if not isinstance(node, dict) or any(name in node for name in _BELOW):
        return None
    return next((node[name] for name in _LEAVES if isinstance(node.get(name), str)), None)


def _has_runs(node: Any, depth: int) -> bool:
    """Say whether below a node there are typed paragraphs of runs of text."""
    if not isinstance(node, dict) or not depth:
        return False
    typed = any(isinstance(node.get(name), str) for name in _TYPES) or "root" in node
    inner = _below(node)
    return typed and any(_leaf(one) is not None or _has_runs(one, depth - 1) for one in inner)


def _blocks(node: Any, depth: int) -> Iterator[str]:
    inner = _below(node) if isinstance(node, dict) else []
    if not depth or not inner:
        yield (_leaf(node) or "").strip()
    elif any(_leaf(one) is not None for one in inner):
        yield "".join(_run(one, depth - 1) for one in inner).strip()
    else:
        for one in inner:
            yield from _blocks(one, depth - 1)


def _run(node: Any, depth: int) -> str:
    if not isinstance(node, dict) or not depth:
        return ""
    if any(node.get(name) in _BREAKS for name in _TYPES):
        return "\n"
    text = _leaf(node)
    return "".join(_run(one, depth - 1) for one in _below(node)) if text is None else text

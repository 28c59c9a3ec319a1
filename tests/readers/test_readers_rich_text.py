"""Trees of nodes become paragraphs; what is no tree is left to others."""

import json
from typing import Any

import pytest

from exported import articles
from searcher.readers.records.rich_text import paragraphs

RUNS = ("The wall ", "held", " so far.")
CONTENTFUL = {
    "nodeType": "document",
    "data": {},
    "content": [
        {
            "nodeType": "paragraph",
            "content": [
                {"nodeType": "text", "value": RUNS[0], "marks": []},
                {"nodeType": "hyperlink", "content": [{"nodeType": "text", "value": RUNS[1]}]},
                {"nodeType": "text", "value": RUNS[2], "marks": []},
            ],
        },
        {
            "nodeType": "unordered-list",
            "content": [
                {
                    "nodeType": "list-item",
                    "content": [
                        {
                            "nodeType": "paragraph",
                            "content": [{"nodeType": "text", "value": "A gate."}],
                        }
                    ],
                }
            ],
        },
    ],
}
PROSE = {
    "type": "doc",
    "content": [
        {"type": "paragraph", "content": [{"type": "text", "text": run} for run in RUNS]},
        {"type": "horizontalRule"},
        {
            "type": "paragraph",
            "content": [
                {"type": "text", "text": "A"},
                {"type": "hardBreak"},
                {"type": "text", "text": "gate."},
            ],
        },
    ],
}
PORTABLE = [
    {"_type": "block", "style": "normal", "children": [{"_type": "span", "text": r} for r in RUNS]},
    {"_type": "image", "asset": {"_ref": "image-1"}},
    {"_type": "block", "style": "h2", "children": [{"_type": "span", "text": "A gate."}]},
]
LEXICAL = {
    "root": {
        "type": "root",
        "children": [
            {"type": "paragraph", "children": [{"type": "text", "text": run} for run in RUNS]},
            {"type": "paragraph", "children": [{"type": "text", "text": "A gate."}]},
        ],
    }
}


@pytest.mark.parametrize("tree", [CONTENTFUL, PORTABLE, LEXICAL])
def test_runs_make_one_paragraph(tree: Any) -> None:
    """Links and bold words are within it; lists and headings are of their own."""
    assert paragraphs(tree) == ["The wall held so far.", "A gate."]
    (found,) = articles(json.dumps({"title": "A", "body": tree}).encode() + b"\n", "a.jsonl")
    assert found.body == "The wall held so far.\n\nA gate."


def test_breaks_within_a_paragraph() -> None:
    """They are breaks of lines."""
    assert paragraphs(PROSE) == ["The wall held so far.", "A\ngate."]


@pytest.mark.parametrize(
    "value",
    [
        "A text",
        [],
        ["A", "B"],
        {"rendered": "<p>A</p>"},
        [{"text": "A"}, {"text": "B"}],
        [{"type": "paragraph", "text": "A"}],
        {"type": "doc", "content": "A"},
    ],
)
def test_no_tree(value: Any) -> None:
    """Plain lists and objects are read as before."""
    assert paragraphs(value) is None


def test_deep_trees_end() -> None:
    """No tree is deep enough to end the run."""
    tree: dict[str, Any] = {"type": "text", "text": "A"}
    for _ in range(900):
        tree = {"type": "box", "content": [tree, {"type": "text", "text": "B"}]}
    assert isinstance(paragraphs(tree), list)


def test_one_language_of_a_field() -> None:
    """Contentful exports each field by its locales."""
    entry = {"fields": {"title": {"en-US": "The wall holds"}, "body": {"en-US": CONTENTFUL}}}
    (found,) = articles(json.dumps({"entries": [entry]}).encode(), "export.json")
    assert found.title == "The wall holds"
    assert found.body == "The wall held so far.\n\nA gate."

"""A test collection: documents, questions, and which documents answer which.

In a folder lie `NAME.docs.jsonl` (id, title, text), `NAME.queries.tsv` (id, text) and
`NAME.qrels.trec.txt` (question, 0, document, relevance), as for Cranfield, CISI and NPL.
"""

from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import orjson

Run = dict[str, list[str]]  # documents by question, the best first


class Document(NamedTuple):
    """A document as given; `flat` is what engines of one field get."""

    id: str
    title: str
    text: str

    @property
    def flat(self) -> str:
        """Title and text in one line."""
        return " ".join(f"{self.title} {self.text}".split())


class Collection(NamedTuple):
    """One collection; questions that nothing answers are left out."""

    name: str
    documents: list[Document]
    questions: dict[str, str]
    relevant: dict[str, dict[str, int]]


def names(folder: Path) -> list[str]:
    """List the collections in a folder."""
    return sorted(path.name.removesuffix(".docs.jsonl") for path in folder.glob("*.docs.jsonl"))


def read(folder: Path, name: str) -> Collection:
    """Read a collection."""
    records = map(orjson.loads, (folder / f"{name}.docs.jsonl").read_bytes().splitlines())
    documents = [Document(str(one["id"]), one.get("title", ""), one["text"]) for one in records]
    relevant: dict[str, dict[str, int]] = defaultdict(dict)
    for line in (folder / f"{name}.qrels.trec.txt").read_text("utf-8").splitlines():
        question, _, document, degree = line.split()
        if int(degree) > 0:
            relevant[question][document] = int(degree)
    lines = (folder / f"{name}.queries.tsv").read_text("utf-8").splitlines()
    questions = dict(line.split("\t", 1) for line in lines)
    asked = {one: text for one, text in questions.items() if one in relevant}
    return Collection(name, documents, asked, dict(relevant))

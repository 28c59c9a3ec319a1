"""Other engines on the same questions; each is left out where it is not installed.

Lucene needs Java, and a jar that holds lucene-core and lucene-analysis-common; the package pyserini
0.22.1 has one that Java 11 runs. bm25s, PyStemmer and lancedb come from PyPI.
"""

import re
import sqlite3
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from collection import Collection, Run
from measures import DEPTH

# BM25's usual settings: k1, b.
SETTINGS = ((1.2, 0.75), (0.9, 0.4))
_PROGRAM = Path(__file__).parent / "LuceneRun.java"


def lucene(jar: Path, collection: Collection, k1: float, b: float) -> Run:
    """Ask Lucene: EnglishAnalyzer, one field, any word."""
    found: Run = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        documents, questions = Path(folder) / "documents", Path(folder) / "questions"
        documents.write_text(
            "".join(f"{one.id}\t{one.flat}\n" for one in collection.documents), "utf-8"
        )
        questions.write_text(
            "".join(
                f"{one}\t{' '.join(text.split())}\n" for one, text in collection.questions.items()
            ),
            "utf-8",
        )
        given = (jar, _PROGRAM, documents, questions, k1, b, DEPTH)
        command = ["java", "-cp", *map(str, given)]
        answer = subprocess.run(command, capture_output=True, text=True, check=True)
    for line in answer.stdout.splitlines():
        question, document = line.split("\t")
        found[question].append(document)
    return found


def bm25s(collection: Collection, k1: float, b: float) -> Run:
    """Ask bm25s: Lucene's formula, English stop words, Snowball's stems."""
    import bm25s as package
    import Stemmer

    options = {"stopwords": "en", "stemmer": Stemmer.Stemmer("english"), "show_progress": False}
    model = package.BM25(method="lucene", k1=k1, b=b)
    model.index(
        package.tokenize([one.flat for one in collection.documents], **options), show_progress=False
    )
    found: Run = {}
    for one, text in collection.questions.items():
        words = package.tokenize(text, return_ids=False, **options)
        numbers, _ = model.retrieve(words, k=DEPTH, show_progress=False)
        found[one] = [collection.documents[number].id for number in numbers[0]]
    return found


def fts5(collection: Collection) -> Run:
    """Ask SQLite: FTS5 with Porter's stems."""
    base = sqlite3.connect(":memory:")
    base.execute("create virtual table d using fts5(id unindexed, t, tokenize='porter unicode61')")
    base.executemany(
        "insert into d values (?, ?)", ((one.id, one.flat) for one in collection.documents)
    )
    found: Run = {}
    for one, text in collection.questions.items():
        words = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", text))
        rows = base.execute(
            "select id from d where d match ? order by rank limit ?", (words, DEPTH)
        )
        found[one] = [row[0] for row in rows]
    base.close()
    return found


def lancedb(collection: Collection) -> Run:
    """Ask LanceDB: its full-text index with stems, stop words removed."""
    import lancedb as package

    with tempfile.TemporaryDirectory() as folder:
        rows = [{"id": one.id, "t": one.flat} for one in collection.documents]
        table = package.connect(folder).create_table("d", rows)
        table.create_fts_index("t", stem=True, remove_stop_words=True, language="English")
        found: Run = {}
        for one, text in collection.questions.items():
            words = " ".join(re.findall(r"\w+", text))
            hits = table.search(words, query_type="fts").limit(DEPTH).to_list()
            found[one] = [hit["id"] for hit in hits]
    return found


def peers(jar: Path | None) -> dict[str, Callable[[Collection], Run]]:
    """Name the peers; those that are not installed fail with `ImportError` when they are asked."""
    found: dict[str, Callable[[Collection], Run]] = {}
    for k1, b in SETTINGS:
        if jar is not None:
            found[f"Lucene {k1} {b}"] = lambda asked, k1=k1, b=b: lucene(jar, asked, k1, b)  # type: ignore[misc]
        found[f"bm25s {k1} {b}"] = lambda asked, k1=k1, b=b: bm25s(asked, k1, b)  # type: ignore[misc]
    return found | {"SQLite FTS5": fts5, "LanceDB": lancedb}

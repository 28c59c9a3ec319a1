"""Write tests/golden-index/schema-N: an index of the present schema, for later versions to open.

Run it once when a schema version is released, and commit the folder; it refuses to replace one.
Needs the project's environment: `.venv/bin/python scripts/golden_index.py`.
"""

import json
import sys
from pathlib import Path

from searcher.engines.tantivy import SCHEMA_VERSION
from searcher.index import Index

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "tests" / "golden-index" / f"schema-{SCHEMA_VERSION}"
CORPUS = ROOT / "docs" / "sample" / "json"
# Asked of every golden index, by all later versions.
QUESTIONS = ("harbour", "title:harbour", "*", "the -harbour", '"the harbour"~2', "har*")


def main() -> int:
    """Make the index, and note its answers beside it."""
    if FOLDER.exists():
        sys.stderr.write(f"{FOLDER} exists: a released index is never written again\n")
        return 2
    FOLDER.parent.mkdir(exist_ok=True)
    with Index.create(FOLDER / "index", languages=("en", "de")) as index:
        report = index.ingest(CORPUS)
        answers = {words: index.count(words) for words in QUESTIONS}
    for left in (*FOLDER.glob("index/tantivy/*.lock"), *FOLDER.glob("index/*-journal")):
        left.unlink()
    expected = {"digest": report.digest, "articles": report.articles, "answers": answers}
    (FOLDER / "expected.json").write_text(json.dumps(expected, indent=2) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

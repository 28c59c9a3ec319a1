"""Invented runs of the comparison: four systems, two rows."""

from compare.record import Run


def made(factor: float = 1.0, **others: object) -> Run:
    """Make a run; `factor` slows our own answers, `others` replaces attributes."""
    given: dict[str, object] = {
        "date": "2026-11-29",
        "machine": "linux-x86_64-2cpu",
        "python": "3.11.7",
        "corpus": "generated",
        "articles": 1_000,
        "raw": 4_000_000,
        "seed": 1,
        "repetitions": 2,
        "clock": "wall",
        "versions": {"searcher": "0.1", "tree": "0.1", "tantivy": "0.27", "SQLite FTS5": "3"},
        "left_out": {"Whoosh": "not asked for"},
        "queries": {"word": ["harbour", "ferry"], "phrase": ['"sea wall"']},
        "times": {
            "word": {
                "searcher": [2.0 * factor, 4.0 * factor, 6.0 * factor],
                "tree": [1.0, 2.0, 30.0],
                "tantivy": [0.5, 1.0, 1.5],
                "SQLite FTS5": [8.0, 8.0, 80.0],
            },
            "phrase": {"searcher": [3.0 * factor], "tree": [2.0], "tantivy": [1.0]},
        },
        "between": {"word": {"searcher": [9.0], "tree": [3.0]}},
        "whole": {
            "ingest": {"searcher": [500.0 / factor], "tantivy": [1_000.0]},
            "size": {"searcher": [1.5], "tantivy": [1.0], "SQLite FTS5": [2.0]},
            "cold": {"Python alone": [0.01], "searcher": [0.1 * factor], "tantivy": [0.05]},
        },
        "differences": {},
    }
    return Run(**(given | others))  # type: ignore[arg-type]

"""An ingest in a process of its own, which says where it is, so that it can be killed there.

Usage: ingest_child.py INDEX CORPUS COMMIT_EVERY. Lines on stdout: `reading`, then `commit` and
`committed` around each commit, `closing` before merges are waited for, at last `done DIGEST` with
how many records were left out for which reason.
"""

import sys
from pathlib import Path
from typing import Any

from searcher.engines.tantivy.writer import TantivyWriter
from searcher.index import Index
from searcher.index.writing.session import Session


def say(*words: object) -> None:
    """Write a line at once: the next moment this process may be gone."""
    print(*words, flush=True)  # noqa: T201 - read by the test


def main(index: str, corpus: str, commit_every: str) -> None:
    """Ingest and tell."""
    commit, close = Session.commit, TantivyWriter.close

    def told_commit(self: Session) -> None:
        say("commit")
        commit(self)
        say("committed")

    def told_close(self: TantivyWriter) -> None:
        say("closing")
        close(self)

    patched: Any = Session
    patched.commit = told_commit
    patched = TantivyWriter
    patched.close = told_close
    with Index.open(Path(index)) as opened:
        say("reading")
        report = opened.ingest(corpus, commit_every=int(commit_every), infer_topics=False)
    say("done", report.digest, dict(report.by_reason))


if __name__ == "__main__":
    main(*sys.argv[1:])

"""bm25s: scores of all articles from arrays, and nothing else: no phrases, no filters."""

import json
from collections.abc import Callable
from importlib.metadata import version
from typing import Any, ClassVar

from compare.article import plain, read
from compare.system import PAGE, Answer, Corpus, Query, System


class Scores(System):
    """One word, or any of several; bodies are not stored, ids and titles are a list in memory."""

    name: ClassVar = "bm25s"
    needs: ClassVar = ("bm25s",)

    def version(self) -> str:
        """Give that of the package."""
        return version("bm25s")

    def build(self, corpus: Corpus) -> None:
        """Score all words of all articles, and save arrays and titles."""
        import bm25s

        named = []
        texts = []
        for one in read(corpus.entries):
            named.append((one.id, one.title))
            texts.append(plain(f"{one.title} {one.body}"))
        options: dict[str, Any] = {"token_pattern": r"\S+", "stopwords": None}
        tokens = bm25s.tokenize(texts, show_progress=False, **options)
        model = bm25s.BM25(method="lucene")
        model.index(tokens, show_progress=False)
        model.save(str(self.folder), show_progress=False)
        (self.folder / "titles.json").write_text(json.dumps(named), "utf-8")

    def open(self) -> None:
        """Map the arrays."""
        import bm25s

        self._model = bm25s.BM25.load(str(self.folder), mmap=True)
        self._named = json.loads((self.folder / "titles.json").read_text("utf-8"))

    def close(self) -> None:
        """Let go of arrays."""
        del self._model

    def prepared(self, query: Query) -> Callable[[], Answer] | None:
        """Score all articles; those with a score match."""
        import numpy as np

        filters = (query.author, query.topic, query.since)
        wanted = query.clause == "any" or (query.clause == "all" and len(query.words) == 1)
        if not wanted or any(filters) or query.facets or query.newest:
            return None
        model, named, words = self._model, self._named, list(query.words)

        def ask() -> Answer:
            scores = model.get_scores(words)
            most = min(PAGE, len(scores))
            best = np.argpartition(scores, -most)[-most:]
            best = best[np.argsort(-scores[best])]
            titles = [named[number][1] for number in best if scores[number] > 0]
            return Answer(int(np.count_nonzero(scores)), tuple(titles))

        return ask

    def export(self) -> int:
        """Walk the list."""
        return sum(1 for number, title in self._named if number is not None)

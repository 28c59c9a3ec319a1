"""Lucene 9, in a Java process that answers one query a line and takes the time itself.

So neither the pipe between the processes nor Python counts for it. `LUCENE_JAR` names a jar of
Lucene with its common analysers, such as the one in the Python package pyserini.
"""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import ClassVar

from compare.article import read
from compare.system import Answer, Corpus, Query, System

JAR = "LUCENE_JAR"
_PROGRAM = Path(__file__).with_name("LuceneServer.java")


def _flat(text: str) -> str:
    return " ".join(text.split())


class Lucene(System):
    """As many threads as processors write; one asks."""

    name: ClassVar = "Lucene"
    warming: ClassVar = 20  # what runs often is compiled better

    @classmethod
    def missing(cls) -> str | None:
        """Say whether Java or the jar is missing."""
        if shutil.which("javac") is None:
            return "there is no Java"
        jar = os.environ.get(JAR)
        return None if jar and Path(jar).is_file() else f"{JAR} names no jar of Lucene"

    def version(self) -> str:
        """Give that of the library in the jar, once it is open."""
        return next(iter(self._said("version\n"))).strip()

    @property
    def _index(self) -> Path:
        return self.folder / "index"

    @property
    def _errors(self) -> Path:
        return self.folder / "errors.txt"

    def _command(self, *given: str | Path) -> list[str]:
        path = os.pathsep.join((os.environ[JAR], str(self.folder / "classes")))
        return ["java", "-Xmx2g", "-cp", path, "LuceneServer", *map(str, given)]

    @property
    def _file(self) -> Path:
        return self.folder / "articles.tsv"

    def ready(self, corpus: Corpus) -> None:
        """Compile the program, and write articles as lines for it: Java reads no JSON by itself."""
        classes = self.folder / "classes"
        classes.mkdir(parents=True)
        compiler = ["javac", "-nowarn", "-cp", os.environ[JAR], "-d", str(classes), str(_PROGRAM)]
        subprocess.run(compiler, check=True, capture_output=True)
        with self._file.open("w", encoding="utf-8") as lines:
            for one in read(corpus.entries):
                several = ("\x1f".join(map(_flat, values)) for values in (one.authors, one.topics))
                day = "" if one.day is None else str(one.day)
                parts = (one.id, _flat(one.title), _flat(one.body), *several, day)
                lines.write("\t".join(parts) + "\n")

    def build(self, corpus: Corpus) -> None:  # noqa: ARG002 - they are in the file
        """Index the lines; starting Java is part of it."""
        command = self._command("build", self._index, self._file)
        subprocess.run(command, check=True, capture_output=True)
        self._file.unlink()

    def size(self) -> int:
        """Give the bytes of the index alone."""
        return sum(path.stat().st_size for path in self._index.iterdir())

    def open(self) -> None:
        """Start the process."""
        with self._errors.open("w") as errors:
            self._process = subprocess.Popen(
                self._command("serve", self._index),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                encoding="utf-8",
            )

    def close(self) -> None:
        """End it."""
        self._process.communicate()

    def _said(self, line: str) -> Iterable[str]:
        given, answers = self._process.stdin, self._process.stdout
        assert given is not None
        assert answers is not None
        given.write(line)
        given.flush()
        return answers

    def prepared(self, query: Query) -> Callable[[], Answer] | None:
        """Send a line, read a line."""
        asked = "facets" if query.facets else "newest" if query.newest else ""
        days = (str(day or "") for day in (query.since, query.until))
        keywords = (_flat(value or "") for value in (query.author, query.topic))
        line = "\t".join((query.clause, " ".join(query.words), *keywords, *days, asked)) + "\n"

        def ask() -> Answer:
            answer = next(iter(self._said(line)), None)
            if answer is None:
                raise RuntimeError(f"{line!r}: {self._errors.read_text('utf-8')}")
            total, nanoseconds, *titles = answer.rstrip("\n").split("\t")
            return Answer(int(total), tuple(titles), int(nanoseconds) / 1e9)

        return ask

    def export(self) -> int:
        """Read a line for each article."""
        count = 0
        for line in self._said("export\n"):
            if line == "\n":
                break
            _, _ = line.rstrip("\n").split("\t")
            count += 1
        return count

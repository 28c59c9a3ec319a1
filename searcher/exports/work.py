"""Which files does an export consist of, and what does each say? One file, a folder, or a pipe."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from searcher.exports import reports
from searcher.exports.asked import Asked, Failed
from searcher.exports.manifest import Told, manifest_of, request_part, resolved
from searcher.exports.notes import notes_of
from searcher.exports.run import Answer, Run
from searcher.exports.sidecars import DIGESTS, MANIFEST, QUERIES
from searcher.exports.stage import Stage, translated
from searcher.exports.streams import Writable, digest_of, packed
from searcher.record import Record, record


@record
class Exported(Record):
    """What was done: rows written, hits by the name of the question, and questions that failed.

    `path` is the manifest's place, None where the export went through a pipe.
    """

    rows: int
    hits: Mapping[str, int]
    errors: tuple[Failed, ...]
    notes: tuple[str, ...]
    manifest: Mapping[str, Any]
    path: Path | None


class Work:
    """The questions of one export, on their way into files."""

    def __init__(
        self, run: Run, told: Told, asked: Sequence[Asked], failed: Sequence[Failed]
    ) -> None:
        """Prepare; nothing is asked or opened yet."""
        self._run = run
        self._told = told
        self._asked = list(asked)
        self._failed = list(failed)
        self._files: list[dict[str, Any]] = []
        self._requests: list[dict[str, Any]] = []

    def to_stream(self, stream: Writable) -> Exported:
        """Write all hits to a stream; there is nothing beside it."""
        answers = self._answers()
        with translated(None):
            with self._run.stream(stream) as (sink, _):
                for answer in answers:
                    self._run.write(answer, sink, None)
                    self._said(answer, None)
            if callable(flush := getattr(stream, "flush", None)):
                flush()
        return self._done(answers, None)

    def to_file(self, stage: Stage) -> Exported:
        """Write all hits into one file, and what belongs to it beside."""
        answers = self._answers()
        with self._digests(stage.beside(DIGESTS), stage.target) as digests:
            with self._run.file(stage.path, stage.target, self._run.expected) as (sink, said):
                for answer in answers:
                    self._run.write(answer, sink, digests)
                    self._said(answer, stage.target.name)
            self._files.append({**said, "rows": self._run.done})
        return self._finish(stage, answers)

    def to_folder(self, stage: Stage) -> Exported:
        """Write each question's hits into a file of its own, all in one folder."""
        with translated(stage.target):
            stage.path.mkdir()
        answers = self._answers()
        with self._digests(stage.beside(DIGESTS), stage.target) as digests:
            for answer in answers:
                name = answer.asked.file + self._ending()
                place = stage.target / name
                with self._run.file(stage.path / name, place, answer.rows) as (sink, said):
                    self._run.write(answer, sink, digests)
                self._files.append({**said, "rows": answer.rows})
                self._said(answer, name)
        return self._finish(stage, answers)

    def _ending(self) -> str:
        plan = self._run.plan
        ends = plan.format.suffixes[0] + plan.compression if plan.format.suffixes else ""
        return "" if plan.format.makes == "folder" else ends

    def _answers(self) -> list[Answer]:
        """Count each question's hits; of one that stands alone a mistake is an error."""
        if not self._told.batch:
            return [self._run.answer(self._asked[0])]
        answers = []
        for found in self._run.answers(self._asked):
            if isinstance(found, Failed):
                self._failed.append(found)
            else:
                answers.append(found)
        self._failed.sort(key=lambda one: one.line or 0)
        return answers

    @contextmanager
    def _digests(self, path: Path, target: Path) -> Iterator[BinaryIO]:
        """Open the list of exported articles; the manifest names it with its own digest."""
        with translated(target), path.open("xb", buffering=0) as file:
            with packed(file, "") as (stream, counted):
                yield stream
            self._files.append(
                {"name": path.name, "bytes": counted.bytes, "sha256": counted.digest}
            )

    def _said(self, answer: Answer, file: str | None) -> None:
        counts = {"total": answer.total, "rows": answer.rows, "file": file}
        notes = {"notes": list(answer.notes)}
        self._requests.append(request_part(answer.asked) | counts | notes)

    def _tables(self, answers: Sequence[Answer]) -> Iterator[tuple[str, Iterable[str]]]:
        """Give what stands beside the hits, by name, as lines."""
        told = self._told
        if self._run.plan.facets:
            yield "facets.csv", reports.facets(self._run, answers, batch=told.batch)
        if not told.batch:
            return
        yield QUERIES, (_again(answer.asked) for answer in answers)
        yield "counts.csv", reports.counts(answers, [one["file"] for one in self._requests])
        yield "empty.txt", (" ".join(a.asked.name.split()) for a in answers if not a.total)
        yield "errors.csv", reports.errors(self._failed)
        lines = [one.text for one in self._failed if one.text]
        if lines and told.queries is not None:
            suffix = told.queries.suffix.lower()
            known = suffix if suffix in (".csv", ".tsv", ".jsonl") else ".txt"
            yield f"failed{known}", [*filter(None, [told.header]), *lines]

    def _done(self, answers: Sequence[Answer], path: Path | None) -> Exported:
        run, told = self._run, self._told
        notes = notes_of(run, answers, batch=told.batch, beside=path is not None)
        manifest = manifest_of(
            run,
            told,
            requests=self._requests,
            asked=[answer.asked for answer in answers],
            errors=self._failed,
            files=self._files,
            notes=notes,
        )
        hits = {answer.asked.name: answer.total for answer in answers}
        return Exported(run.done, hits, tuple(self._failed), tuple(notes), manifest, path)

    def _finish(self, stage: Stage, answers: Sequence[Answer]) -> Exported:
        with translated(stage.target):
            for name, lines in self._tables(answers):
                path = stage.beside(name)
                reports.write(path, lines)
                size, digest = digest_of(path)
                self._files.append({"name": path.name, "bytes": size, "sha256": digest})
            done = self._done(answers, stage.place(MANIFEST))
            option = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
            stage.beside(MANIFEST).write_bytes(orjson.dumps(done.manifest, option=option))
        stage.publish()
        return done


def _again(asked: Asked) -> str:
    """Give a question as understood, as a line of a file of queries."""
    params = {name: values[0] if len(values) == 1 else values for name, values in _params(asked)}
    return orjson.dumps({"name": asked.name, "file": asked.file, **params}).decode()


def _params(asked: Asked) -> Iterable[tuple[str, Sequence[str]]]:
    params = resolved(asked.request)
    # Without words all articles are meant, which has to be said.
    return {"q": ["*"], **params}.items()

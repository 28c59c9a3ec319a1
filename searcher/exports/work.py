"""Which files does an export consist of, and what does each say? One file, a folder, or a pipe."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any, BinaryIO

import orjson

from searcher.exports import reports
from searcher.exports.asked import Asked, Failed, Params
from searcher.exports.manifest import command_of, manifest_of, request_part
from searcher.exports.plan import Plan
from searcher.exports.run import Answer, Run
from searcher.exports.stage import Stage, translated
from searcher.exports.streams import digest_of
from searcher.record import Record
from searcher.render.look import counted

# What may stand beside an export of one file, by the ending after its name; the manifest is last.
BESIDE = (
    ".articles",
    ".facets.csv",
    ".counts.csv",
    ".empty.txt",
    ".errors.csv",
    ".failed.txt",
    ".failed.csv",
    ".failed.tsv",
    ".failed.jsonl",
    ".manifest.json",
)
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
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


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Told(Record):
    """What the manifest repeats of how the export was asked for; `queries` is the file of them."""

    batch: bool
    index: str
    target: str
    queries: str | None
    common: Params


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

    @property
    def _plan(self) -> Plan:
        return self._run.plan

    def to_stream(self, stream: BinaryIO) -> Exported:
        """Write all hits to a stream; there is nothing beside it."""
        answers = self._answers()
        with self._run.stream(stream) as (sink, _):
            for answer in answers:
                self._run.write(answer, sink, None)
                self._said(answer, None)
        stream.flush()
        return self._done(answers, None)

    def to_file(self, stage: Stage) -> Exported:
        """Write all hits into one file, and what belongs to it beside."""
        answers = self._answers()
        with self._articles(stage.path(".articles"), stage.target) as articles:
            with self._run.file(stage.path(), stage.target, self._run.expected) as (sink, said):
                for answer in answers:
                    self._run.write(answer, sink, articles)
                    self._said(answer, said["name"])
            self._files.append({**said, "rows": self._run.done})
        self._beside(stage, "." if self._told.batch else "", answers)
        return self._finish(stage, stage.path(f".{MANIFEST}"), answers)

    def to_folder(self, stage: Stage) -> Exported:
        """Write each question's hits into a file of its own, all in one folder."""
        folder = stage.path()
        with translated(stage.target):
            folder.mkdir()
        answers = self._answers()
        ending = self._ending()
        with self._articles(folder / "manifest.articles", stage.target) as articles:
            for answer in answers:
                name = answer.asked.file + ending
                place = stage.target / name
                with self._run.file(folder / name, place, answer.rows) as (sink, said):
                    self._run.write(answer, sink, articles)
                self._files.append({**said, "rows": answer.rows})
                self._said(answer, name)
        self._beside(stage, "/", answers)
        return self._finish(stage, folder / MANIFEST, answers)

    def _ending(self) -> str:
        row = self._plan.format
        return "" if row.makes == "folder" else row.suffixes[0] + self._plan.compression

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

    def _articles(self, path: Path, target: Path) -> "_ArticleList":
        return _ArticleList(path, target, self._files)

    def _said(self, answer: Answer, file: str | None) -> None:
        part = request_part(answer.asked)
        notes = [*answer.asked.request.notes, *answer.notes]
        counts = {"total": answer.total, "rows": answer.rows, "file": file, "notes": notes}
        self._requests.append(part | counts)

    def _beside(self, stage: Stage, batch: str, answers: Sequence[Answer]) -> None:
        """Write the tables: `batch` is what joins their names to the target's, if it is a batch."""
        tables: dict[str, Any] = {}
        if self._plan.facets:
            tables["facets.csv"] = reports.facets(self._run, answers, batch=bool(batch))
        if batch:
            empty = [answer.asked.name for answer in answers if not answer.total]
            tables["counts.csv"] = reports.counts(answers, [one["file"] for one in self._requests])
            tables["empty.txt"] = [" ".join(name.split()) for name in empty]
            tables["errors.csv"] = reports.errors(self._failed)
            again = [one.text for one in self._failed if one.text]
            if again and self._told.queries is not None:
                tables |= self._again(again)
        with translated(stage.target):
            for name, lines in tables.items():
                path = stage.path() / name if batch == "/" else stage.path(f".{name}")
                reports.write(path, lines)
                size, digest = digest_of(path)
                self._files.append({"name": path.name, "bytes": size, "sha256": digest})

    def _again(self, lines: list[str]) -> dict[str, list[str]]:
        """Give a file of the queries that failed, in the form of the file that they come from."""
        queries = Path(self._told.queries or "")
        suffix = queries.suffix.lower()
        if suffix in (".csv", ".tsv"):
            with suppress(OSError), queries.open(encoding="utf-8-sig", errors="replace") as file:
                return {f"failed{suffix}": [file.readline().rstrip("\r\n"), *lines]}
        return {"failed.jsonl" if suffix in (".jsonl", ".ndjson") else "failed.txt": lines}

    def _done(self, answers: Sequence[Answer], path: Path | None) -> Exported:
        run, told = self._run, self._told
        alone = None if told.batch or not self._asked else self._asked[0]
        notes = self._notes(answers)
        changed = {"guarded": run.guarded, "cut": run.cut, "replaced": run.replaced}
        target = PurePath(told.target).name + ("/" if told.target.endswith("/") else "")
        manifest = manifest_of(
            self._plan,
            index=told.index,
            languages=run.index.settings.languages,
            corpus=run.index.search(limit=1, sort="oldest").corpus,
            requests=self._requests,
            errors=self._failed,
            files=self._files,
            batch=told.batch,
            changed=changed,
            notes=notes,
            command=command_of(
                self._plan, told.index, target, alone, queries=told.queries, common=told.common
            ),
        )
        hits = {answer.asked.name: answer.total for answer in answers}
        return Exported(run.done, hits, tuple(self._failed), tuple(notes), manifest, path)

    def _notes(self, answers: Sequence[Answer]) -> list[str]:
        run, notes = self._run, []
        if not self._told.batch:
            notes += [*answers[0].asked.request.notes, *answers[0].notes]
        elif noted := sum(bool(one.notes or one.asked.request.notes) for one in answers):
            notes.append(f"{counted(noted, 'query', 'queries')} came with notes: see the counts.")
        if left := sum(answer.total - answer.rows for answer in answers):
            notes.append(f"{counted(left, 'hit')} beyond --limit were left out.")
        if run.guarded:
            notes.append(
                f"{counted(run.guarded, 'cell')} that a spreadsheet would run got an apostrophe in "
                "front; --raw leaves it out."
            )
        if run.cut:
            notes.append(f"{counted(run.cut, 'text')} were cut to what a cell of Excel can hold.")
        if run.replaced:
            notes.append(
                f"{counted(run.replaced, 'value')} had characters that {self._plan.format.name} "
                "cannot hold; they were replaced."
            )
        if self._plan.order == "stored":
            notes.append("in the order of --order stored another run may give other bytes.")
        return notes

    def _finish(self, stage: Stage, path: Path, answers: Sequence[Answer]) -> Exported:
        done = self._done(answers, path)
        option = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
        with translated(stage.target):
            path.write_bytes(orjson.dumps(done.manifest, option=option))
        stage.publish()
        inside = path.parent == stage.path()
        place = stage.target / MANIFEST if inside else stage.target.with_name(path.name)
        return Exported(done.rows, done.hits, done.errors, done.notes, done.manifest, place)


class _ArticleList:
    """Opens the list of exported articles, and adds it to the files of the manifest at its end."""

    def __init__(self, path: Path, target: Path, files: list[dict[str, Any]]) -> None:
        self._path = path
        self._target = target
        self._files = files

    def __enter__(self) -> BinaryIO:
        with translated(self._target):
            self._stream = self._path.open("xb", buffering=1 << 20)
        return self._stream

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        with translated(self._target):
            self._stream.close()
        if kind is None:
            size, digest = digest_of(self._path)
            self._files.append({"name": self._path.name, "bytes": size, "sha256": digest})

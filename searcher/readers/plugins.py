"""Which formats do other packages read? Their readers, found by entry points, and kept in check.

A package names a `Reader`, or a function that gives one, under the group `searcher.readers`. They
are imported when files are read, and at no other time: a search never runs them. Whatever a package
does wrong costs what it reads, and the message names the package.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final, get_args

from searcher.article import (
    Provenance,
    RawArticle,
    RawDate,
    RawTopic,
    Rejection,
    Skipped,
    TopicOrigin,
)
from searcher.readers.base import Reader, ReadOptions, Record, Source
from searcher.readers.detect import READERS, detect

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP: Final = "searcher.readers"
BAD_READER: Final = "bad-reader"

_NAME = re.compile(r"[a-z][a-z0-9_-]{0,39}")
_REASON = re.compile(r"[a-z][a-z-]{0,39}")
_SURROGATE = re.compile("[\ud800-\udfff]")
_MOST = 1 << 62  # what the index can store as a number
_OWN_SUFFIXES: Final = frozenset(suffix for reader in READERS for suffix in reader.suffixes)

# What went wrong while telling formats, since it was last asked for.
_said: set[str] = set()


@dataclass(frozen=True, slots=True)
class Plugins:
    """The readers that were found, in order of package and name, and why others were left out."""

    readers: tuple[Reader, ...] = ()
    problems: tuple[str, ...] = ()


@cache
def installed(taken: frozenset[str] = frozenset()) -> Plugins:
    """Import the readers of other packages, once; `taken` are names that are no reader's."""
    from importlib.metadata import entry_points

    readers: list[Reader] = []
    problems: list[str] = []
    known = {reader.name for reader in READERS} | taken
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: (_package(entry), entry.name)):
        found = _loaded(entry, known)
        if isinstance(found, Reader):
            known.add(found.name)
            readers.append(found)
        else:
            problems.append(
                f"the reader {entry.name} of the package {_package(entry)} was left out: {found}."
            )
    return Plugins(tuple(readers), tuple(problems))


def reader_of(file: str, head: bytes, plugins: Iterable[Reader]) -> Reader | None:
    """Tell the format of a file as `detect` does, with the readers of other packages.

    One that recognises formats by their bytes is asked first. By its suffix it gets what is left:
    files with a suffix that no format has here, or that nothing here reads.
    """
    named = None
    suffix = PurePosixPath(file).suffix.lower()
    for reader in plugins:
        if reader.recognises is None:
            named = named or (reader if suffix in reader.suffixes else None)
        elif reader.recognises(file, head):
            return reader
    if named and suffix not in _OWN_SUFFIXES:
        return named
    return detect(file, head) or named


def say(messages: Iterable[str]) -> None:
    """Note what went wrong in another process."""
    _said.update(messages)


def said() -> list[str]:
    """Give what went wrong since this was last asked, and forget it."""
    messages = sorted(_said)
    _said.clear()
    return messages


def _package(entry: "EntryPoint") -> str:
    return f"{entry.dist.name} {entry.dist.version}" if entry.dist else entry.value


def _loaded(entry: "EntryPoint", known: set[str]) -> Reader | str:
    """Give the reader that an entry point names, or what is wrong with it."""
    try:
        found = entry.load()
        if callable(found):
            found = found()
    except MemoryError:
        raise
    except (Exception, SystemExit) as problem:  # noqa: BLE001 - of others' code
        return _words(problem)
    if not isinstance(found, Reader):
        return f"{entry.value} is no Reader and no function that gives one"
    if wrong := _wrong(found):
        return wrong
    if found.name in known:
        return f"there is another format of the name {found.name}"
    return _Guard(found, _package(entry)).reader


def _wrong(reader: Any) -> str | None:
    if not (isinstance(reader.name, str) and _NAME.fullmatch(reader.name)):
        return f"{reader.name!r} is no name of a format (a-z, 0-9, - and _)"
    if type(reader.version) is not int or not 0 < reader.version < _MOST:
        return "its version is no whole number from 1"
    suffixes = reader.suffixes
    if not (isinstance(suffixes, tuple) and all(isinstance(one, str) for one in suffixes)):
        return "its suffixes are no tuple of strings"
    if not callable(reader.read) or not (reader.recognises is None or callable(reader.recognises)):
        return "read or recognises is no function"
    if not (suffixes or reader.recognises):
        return "it has neither suffixes nor a function that recognises its files"
    return None


class _Guard:
    """Lets a reader of another package do nothing but give records."""

    def __init__(self, reader: Reader, package: str) -> None:
        self._reader = reader
        self._who = f"the reader {reader.name} of the package {package}"
        self.reader = replace(
            reader,
            suffixes=tuple(suffix.lower() for suffix in reader.suffixes),
            read=self._read,
            recognises=self._recognises if reader.recognises else None,
        )

    def _recognises(self, file: str, head: bytes) -> bool:
        assert self._reader.recognises is not None  # noqa: S101 - asked only then
        try:
            return bool(self._reader.recognises(file, head))
        except MemoryError:
            raise
        except (Exception, SystemExit) as problem:  # noqa: BLE001 - of others' code
            _said.add(
                f"{self._who} failed to look at some files, which were read as if it were not "
                f"there: {_words(problem)}."
            )
            return False

    def _read(self, source: Source, options: ReadOptions) -> Iterator[Record]:
        count = 1
        try:
            for record in self._reader.read(source, options):
                try:
                    checked = _checked(record, source.file, self._reader.name)
                except (TypeError, ValueError) as problem:
                    checked = self._refusal(source, count, f"gave a wrong record: {problem}")
                yield checked
                count += 1
        except OSError as problem:
            said = problem.strerror or str(problem)
            raise OSError(problem.errno, f"{said} (in {self._who})") from problem
        except MemoryError:
            raise
        except (Exception, SystemExit) as problem:  # noqa: BLE001 - of others' code
            yield self._refusal(source, count, f"failed: {_words(problem)}")

    def _refusal(self, source: Source, count: int, what: str) -> Rejection:
        where = Provenance(source.file, self._reader.name, count)
        return Rejection(where, BAD_READER, _mended(f"{self._who} {what}"))


def _words(problem: BaseException) -> str:
    text = " ".join(str(problem).split())
    return f"{type(problem).__name__}: {text}" if text else type(problem).__name__


def _checked(record: Any, file: str, reader: str) -> Record:
    """Give the record with only the types that it may have; raises TypeError or ValueError."""
    if isinstance(record, RawArticle):
        given: dict[str, Any] = {one.name: getattr(record, one.name) for one in fields(record)}
        where = _where(given.pop("provenance"), file, reader)
        kind, dates = given.pop("kind"), given.pop("dates")
        if kind not in {"article", "teaser"}:
            raise ValueError(f"kind is {kind!r}")
        lists: dict[str, Any] = {
            name: _texts(given.pop(name), name) for name in ("authors", "hinted", "id_from")
        }
        topics, exported = given.pop("topics"), given.pop("exported")
        if not isinstance(exported, bool):
            raise TypeError("exported is neither True nor False")
        if not isinstance(topics, tuple | list):
            raise TypeError("topics is no tuple")
        texts: dict[str, Any] = {
            name: None if value is None else _text(value, name) for name, value in given.items()
        }
        return RawArticle(
            where,
            kind,
            dates=tuple(RawDate(_text(d.text, "date"), _text(d.origin, "origin")) for d in dates),
            topics=tuple(map(_topic, topics)),
            exported=exported,
            **lists,
            **texts,
        )
    if isinstance(record, Skipped | Rejection):
        where = _where(record.where, file, reader)
        reason = _text(record.reason, "reason")
        if not _REASON.fullmatch(reason):
            raise ValueError(f"{reason!r} is no reason (a-z and -)")
        kept = Skipped if isinstance(record, Skipped) else Rejection
        return kept(where, reason, _text(record.detail, "detail"))
    raise TypeError(f"a {type(record).__name__} is no RawArticle, Skipped or Rejection")


def _where(where: Any, file: str, reader: str) -> Provenance:
    if not isinstance(where, Provenance):
        raise TypeError("its provenance is no Provenance")
    numbers = [where.record, *(n for n in (where.start, where.end) if n is not None)]
    if not all(type(n) is int and 0 <= n < _MOST for n in numbers):
        raise ValueError("record, start or end is no whole number")
    digest = _text(where.digest, "digest")
    return Provenance(file, reader, where.record, where.start, where.end, digest)


def _topic(topic: Any) -> RawTopic:
    if not isinstance(topic, RawTopic):
        return RawTopic(_text(topic, "topics"))
    if topic.origin is not None and topic.origin not in get_args(TopicOrigin):
        raise ValueError(f"a topic's origin is {topic.origin!r}")
    code = None if topic.code is None else _text(topic.code, "code")
    return RawTopic(_text(topic.text, "topics"), topic.origin, code)


def _texts(values: Any, name: str) -> tuple[str, ...]:
    if not isinstance(values, tuple | list):
        raise TypeError(f"{name} is no tuple of strings")
    return tuple(_text(value, name) for value in values)


def _text(value: Any, name: str) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{name} holds a {type(value).__name__}, no string")
    return _mended(value)


def _mended(text: str) -> str:
    # Half a surrogate pair is no character, and cannot be stored. A subclass may do anything.
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", str(text))

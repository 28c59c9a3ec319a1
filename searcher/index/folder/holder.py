"""Who is writing? `writer.json` beside the index names the holder of the engine's lock.

It only explains. Whether somebody writes is for the engine's own lock to say, which ends with its
process: a file that a killed process left behind stops nobody.
"""

import contextlib
import datetime as dt
import os
import shlex
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import orjson

from searcher.engines.base import Engine, Writer
from searcher.errors import IndexLocked, SearcherError
from searcher.index.folder.home import WRITER_FILE

# A command line may name thousands of files.
_LONGEST_COMMAND = 200


@contextlib.contextmanager
def take_writer(engine: Engine, folder: Path) -> Iterator[Writer]:
    """Open the engine's writer and say so in `folder`; raises `IndexLocked` with the holder named.

    A failure within the block is not hidden by one of closing the writer after it.
    """
    try:
        writer = engine.writer()
    except IndexLocked as locked:
        raise IndexLocked(_refusal(folder)) from locked
    try:
        _sign(folder)
        yield writer
    except BaseException:
        with contextlib.suppress(SearcherError):
            writer.close()
        raise
    else:
        writer.close()
    finally:
        with contextlib.suppress(OSError):
            (folder / WRITER_FILE).unlink(missing_ok=True)


def _sign(folder: Path) -> None:
    command = shlex.join([Path(sys.argv[0]).name, *sys.argv[1:]]) if sys.argv else "python"
    record = {
        "pid": os.getpid(),
        "host": socket.gethostname(),
        "command": command.encode("utf-8", "backslashreplace").decode()[:_LONGEST_COMMAND],
        "since": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
    }
    # On a full disk the ingest fails at its own place, with its own message.
    with contextlib.suppress(OSError):
        beside = folder / f"{WRITER_FILE}.tmp"
        beside.write_bytes(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE))
        beside.replace(folder / WRITER_FILE)


def _refusal(folder: Path) -> str:
    who = holder(folder)
    return (
        f"{folder}: {who or 'another process'} is writing to this index. Wait until it ends, then "
        "try again; searching is possible meanwhile."
    )


def holder(folder: Path) -> str | None:
    """Describe who says to be writing; None where nobody does, or who did is no more."""
    try:
        held = orjson.loads((folder / WRITER_FILE).read_bytes())
        pid, host = int(held["pid"]), str(held["host"])
        command, since = str(held["command"]), str(held["since"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if host != socket.gethostname():
        return f"process {pid} on {host} ({command}, since {since})"
    return f"process {pid} ({command}, since {since})" if _alive(pid) else None


def _alive(pid: int) -> bool:
    if sys.platform == "win32":
        # There is no harmless signal there; the engine's lock has spoken already.
        return True
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True

"""Who answers beside? Further processes on the same socket, since one alone uses one processor.

Each is `python -m searcher.web.workers`, is told by its standard input what to serve, and ends when
that is closed: by the server at its end, or by the system when the server is no more.
"""

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import orjson

from searcher.processors import usable

# A process holds some 80 MB; beyond these, reading the index is what takes the time.
MOST = 4
WAITING = 128  # connections that nobody has taken yet
_PATIENCE = 5  # seconds to end in


def workers_of(wanted: int | None) -> int:
    """Give the number of processes that answer, the first among them."""
    if not hasattr(os, "fork"):  # elsewhere a socket is not inherited
        return 1
    return max(1, min(usable(), MOST) if wanted is None else wanted)


@contextmanager
def beside(
    listening: socket.socket,
    count: int,
    *,
    indexes: Mapping[str, Path],
    hosts: Sequence[str] | None,
    origins: Sequence[str],
    token: str | None,
    max_seconds: float | None,
    authors: str | None,
) -> Iterator[None]:
    """Have `count` processes more answer on the socket until the block ends."""
    told = {
        "socket": listening.fileno(),
        "indexes": {name: str(path) for name, path in indexes.items()},
        "hosts": hosts,
        "origins": list(origins),
        "token": token,
        "max_seconds": max_seconds,
        "authors": authors,
    }
    processes: list[subprocess.Popen[bytes]] = []
    try:
        for _ in range(count):
            process = subprocess.Popen(
                [sys.executable, "-P", "-m", "searcher.web.workers"],
                stdin=subprocess.PIPE,
                pass_fds=[listening.fileno()],
            )
            processes.append(process)
            assert process.stdin is not None  # noqa: S101 - as asked for
            with suppress(BrokenPipeError):
                process.stdin.write(orjson.dumps(told) + b"\n")
                process.stdin.flush()
        yield
    finally:
        for process in processes:
            with suppress(BrokenPipeError):
                process.stdin.close()  # type: ignore[union-attr]
        for process in processes:
            try:
                process.wait(_PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def serve(app: Any, listening: socket.socket, *, until_closed: bool = False) -> None:
    """Answer on the socket, until Ctrl-C or, with `until_closed`, the end of standard input."""
    import uvicorn

    class Server(uvicorn.Server):
        """Takes one connection at a time: otherwise the process that wakes first takes them all."""

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            # It told the system, too, that one may wait.
            listening.listen(WAITING)

    config = uvicorn.Config(
        app,
        backlog=1,
        log_level="warning",
        server_header=False,
        access_log=False,
        timeout_graceful_shutdown=_PATIENCE - 2,
    )
    server = Server(config)
    if until_closed:

        def watch() -> None:
            sys.stdin.buffer.read()
            server.should_exit = True

        threading.Thread(target=watch, daemon=True).start()
    # It ends connections, then raises what it was ended by: the end that was wanted.
    with suppress(KeyboardInterrupt):
        server.run(sockets=[listening])


def main() -> None:
    """Be one of the processes."""
    from searcher.web.app import create_app

    told = orjson.loads(sys.stdin.buffer.readline())
    indexes = {name: Path(path) for name, path in told["indexes"].items()}
    app = create_app(
        indexes,
        hosts=told["hosts"],
        origins=told["origins"],
        token=told["token"],
        max_seconds=told["max_seconds"],
        authors=told["authors"],
    )
    serve(app, socket.socket(fileno=told["socket"]), until_closed=True)


if __name__ == "__main__":
    main()

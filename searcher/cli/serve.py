"""`searcher serve`: the page in the browser, and the HTTP API, on this machine."""

from typing import TYPE_CHECKING, Any

from searcher.cli import serve_options
from searcher.cli.console import Console
from searcher.cli.options import Authors
from searcher.cli.run import OK
from searcher.cli.signature import command
from searcher.errors import UsageError

if TYPE_CHECKING:
    import socket

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


@command
def serve(
    console: Console,
    *,
    indexes: serve_options.ServedIndexes = None,
    host: serve_options.Host = "127.0.0.1",
    port: serve_options.Port = 8765,
    token: serve_options.Token = None,
    origins: serve_options.Origins = None,
    workers: serve_options.Servers = None,
    max_seconds: serve_options.MaxSeconds = 20.0,
    authors: Authors = None,
    no_browser: serve_options.NoBrowser = False,
) -> int:
    """Search in the browser, and over HTTP: the same searches, facets and exports, as JSON.

    Only this machine can ask, unless --host says otherwise; then every request needs a token, which
    is printed. What is committed meanwhile is seen at once. Needs the extra `web`.

    Examples:

    - `searcher serve`
    - `searcher serve news archive --port 0`
    - `curl 'http://127.0.0.1:8765/api/search?q=treasury&author=Cryptopolitan'`
    - `searcher serve --origin http://localhost:8000`: pages from there may ask

    Exit codes: 0 ended by Ctrl-C, 2 error, 3 the index is missing or cannot be used.
    """
    import secrets

    open_to_all = host not in _LOOPBACK
    secret = token or (secrets.token_urlsafe(24) if open_to_all else None)
    web = _loaded()
    hosts = None if open_to_all else web.LOOPBACK
    served = web.paths_of(indexes or None)
    shared = {
        "hosts": hosts,
        "origins": [web.origin_of(origin) for origin in origins or ()],
        "token": secret,
        "max_seconds": max_seconds or None,
        "authors": authors,
    }
    app = web.create_app(served, **shared)
    with _listening(host, port) as listening:
        more = web.workers_of(workers) - 1
        with web.beside(listening, more, indexes=served, **shared):
            shown = f"[{host}]" if ":" in host else host
            address = f"http://{shown}:{listening.getsockname()[1]}/"
            address += f"?token={secret}" if secret else ""
            console.note(f"serving {address} (Ctrl-C ends it)")
            # Where nobody looks at the terminal nobody waits for a page.
            if console.shows_progress and not no_browser and not open_to_all:
                import webbrowser

                webbrowser.open(address)
            web.serve(app, listening)
    return OK


def _loaded() -> Any:
    """Load what serves; names the extra where it is missing."""
    try:
        from searcher.web import server
    except ModuleNotFoundError as missing:
        raise UsageError(
            f"serving needs the package {missing.name}: pip install 'searcher[web]'"
        ) from missing
    return server


def _listening(host: str, port: int) -> "socket.socket":
    """Take the port before anything is said of it."""
    import socket

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Only of a socket that says TCP does asyncio send small answers at once: else they take 40 ms.
    made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    # On Windows that name lets two listen at one port, and either may be asked.
    alone = getattr(socket, "SO_EXCLUSIVEADDRUSE", socket.SO_REUSEADDR)
    made.setsockopt(socket.SOL_SOCKET, alone, 1)
    try:
        made.bind((host, port))
        # Whoever reads the address may ask at once, and waits until it is answered.
        made.listen(128)
    except (OSError, OverflowError) as problem:
        made.close()
        reason = getattr(problem, "strerror", None) or str(problem)
        raise UsageError(
            f"{host}:{port} cannot be used ({reason}). Choose another --port; 0 takes any."
        ) from problem
    return made

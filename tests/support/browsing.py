"""Chromium for tests: the system's own, and the app served to it on a port of this machine."""

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn

# Under these names Chromium and its kin are installed.
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = (
    "--no-sandbox",  # root has none
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium() -> str | None:
    """Give the path of a Chromium: of SEARCHER_CHROMIUM, else the first that is installed."""
    named = os.environ.get("SEARCHER_CHROMIUM")
    return named or next((path for name in _NAMES if (path := shutil.which(name))), None)


@contextmanager
def served(app: Any) -> Iterator[str]:
    """Serve an ASGI app to browsers on any free port; gives the address, without a slash behind."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(64)
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="on"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        while not server.started and thread.is_alive():
            time.sleep(0.01)
        assert server.started
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


@contextmanager
def opened(browser: Any, **options: Any) -> Iterator[Any]:
    """Give a page in a profile of its own; errors of its scripts and foreign requests fail."""
    context = browser.new_context(**options)
    context.set_default_timeout(10_000)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on(
        "console",
        lambda said: errors.append(said.text) if "Security Policy" in said.text else None,
    )
    page.on(
        "request",
        lambda asked: (
            None
            if asked.url.startswith(("http://127.0.0.1:", "http://localhost:", "data:", "blob:"))
            else errors.append(f"asked {asked.url}")
        ),
    )
    try:
        yield page
        assert not errors
    finally:
        context.close()


def screenshot(page: Any, name: str) -> None:
    """Keep a picture of the page where SEARCHER_SCREENSHOTS names a folder, to be looked at."""
    folder = os.environ.get("SEARCHER_SCREENSHOTS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=False)

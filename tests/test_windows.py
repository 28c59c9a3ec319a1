"""What Windows refuses: simulated, since it must hold there and is mostly developed elsewhere."""

import ctypes
import errno
import io
import mimetypes
import os
import shutil
import socket
import sqlite3
import stat
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path, PurePosixPath, PureWindowsPath
from types import SimpleNamespace
from typing import Any, cast

import pytest

import searcher
from searcher import Index, IndexLocked, IndexNotFound, windows
from searcher.cli.console import Console, ReaderGone
from searcher.cli.serve import _listening
from searcher.corpus import walk
from searcher.index.folder.home import UNFINISHED_FILE
from searcher.index.folder.settings import Settings
from searcher.index.packed.writer import _clear_partials
from searcher.query.params import build
from searcher.testing import article
from tantivy_index import built


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Be on Windows, where no wait is long."""
    monkeypatch.setattr(windows, "HERE", True)
    monkeypatch.setattr(windows, "_WAITS", (0.0, 0.0))


def refusing(times: int, act: Callable[..., Any], problem: Exception) -> Callable[..., Any]:
    """Give what is refused so many times before it is done."""
    left = [problem] * times

    def call(*given: Any, **named: Any) -> Any:
        if left:
            raise left.pop()
        return act(*given, **named)

    return call


IN_USE = PermissionError(errno.EACCES, "The process cannot access the file")


@pytest.mark.usefixtures("here")
def test_what_is_in_use_is_done_a_moment_later() -> None:
    assert windows.patiently(refusing(2, lambda: 7, IN_USE)) == 7
    with pytest.raises(PermissionError):
        windows.patiently(refusing(3, lambda: 7, IN_USE))
    with pytest.raises(FileNotFoundError):
        windows.patiently(refusing(1, lambda: 7, FileNotFoundError()))
    with pytest.raises(ValueError, match="other"):
        windows.patiently(refusing(1, lambda: 7, ValueError("something other")))


def test_elsewhere_a_refusal_is_one() -> None:
    with pytest.raises(PermissionError):
        windows.patiently(refusing(1, lambda: 7, IN_USE))


@pytest.mark.usefixtures("here")
def test_settings_are_replaced_though_somebody_reads_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Index.create(tmp_path / "index").close()
    real, refused = Path.replace, refusing(2, Path.replace, IN_USE)

    def replace(path: Path, target: Path) -> Path:
        act = refused if target.name == "searcher.json" else real
        return cast("Path", act(path, target))

    monkeypatch.setattr(Path, "replace", replace)
    assert searcher.reindex(tmp_path / "index").articles == 0
    assert Settings.read(tmp_path / "index").folder == "tantivy-2"


@pytest.mark.usefixtures("here")
def test_a_commit_is_made_though_somebody_reads_the_description(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The engine gives no second try by itself, and loses nothing by one."""
    with closing(built(tmp_path, [article(title="One", body="quay")])) as engine:
        meta, aside = tmp_path / "index" / "meta.json", tmp_path / "aside"
        with closing(engine.writer(heap=15_000_000, threads=1)) as writer:
            writer.add(article(title="Two", body="quay"))
            # A folder cannot be replaced by a file either; the engine's words are others.
            meta.rename(aside)
            meta.mkdir()

            def free(seconds: float) -> None:
                del seconds
                meta.rmdir()
                aside.rename(meta)

            monkeypatch.setattr(windows, "_REFUSED", ("(os error 21)",))
            monkeypatch.setattr(time, "sleep", free)
            writer.commit()
        engine.refresh()
        assert engine.count(build("quay")) == 2


@pytest.mark.usefixtures("here")
def test_an_index_that_is_asked_is_removed_by_a_second_try(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "index"
    Index.create(path).close()
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", refusing(3, shutil.rmtree, IN_USE))
        with pytest.raises(IndexLocked, match="end that program, and remove it again"):
            searcher.remove(path)
    assert (path / UNFINISHED_FILE).is_file()
    with pytest.raises(IndexNotFound):
        Index.open(path)
    searcher.remove(path)
    assert not path.exists()


def test_a_removal_that_was_killed_is_ended_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "index"
    Index.create(path).close()
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", refusing(1, shutil.rmtree, IN_USE))
        with pytest.raises(PermissionError):
            searcher.remove(path)
    searcher.remove(path)
    assert not path.exists()


@pytest.mark.parametrize(
    ("path", "address"),
    [
        (PureWindowsPath("C:/a b/l.sqlite"), "file:///C:/a%20b/l.sqlite"),
        (PureWindowsPath("//server/share/l.sqlite"), "file:////server/share/l.sqlite"),
        (PurePosixPath("/a?/l.sqlite"), "file:///a%3F/l.sqlite"),
    ],
)
def test_sqlite_opens_what_lies_on_a_network(path: PureWindowsPath, address: str) -> None:
    assert windows.sqlite_address(path) == address


def test_sqlite_understands_an_address_of_a_network(tmp_path: Path) -> None:
    """It looks at two slashes and what follows them as at a path; here that is the same file."""
    sqlite3.connect(tmp_path / "l.sqlite").close()
    address = windows.sqlite_address(PureWindowsPath(f"/{tmp_path}/l.sqlite"))
    assert address.startswith("file:////")
    with closing(sqlite3.connect(f"{address}?mode=ro", uri=True)) as database:
        assert database.execute("SELECT 1").fetchone() == (1,)


def test_two_do_not_listen_at_one_port_where_one_can_say_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = []

    class Asked(socket.socket):
        def setsockopt(self, *given: Any) -> None:
            asked.append(given[1])

    monkeypatch.setattr(socket, "socket", Asked)
    monkeypatch.setattr(socket, "SO_EXCLUSIVEADDRUSE", -5, raising=False)
    _listening("127.0.0.1", 0).close()
    assert asked == [-5]


def test_a_link_to_a_folder_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It leads in a circle or out, and Python calls it a folder."""
    for folder in ("real", "junction"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.md").write_text("A", "utf-8")
    lstat = Path.lstat

    def tagged(path: Path) -> Any:
        if path.name != "junction":
            return lstat(path)
        return SimpleNamespace(st_mode=stat.S_IFDIR | 0o777, st_reparse_tag=0xA0000003)

    monkeypatch.setattr(Path, "lstat", tagged)
    (root,) = walk.roots([tmp_path])
    found = {file.file: file.refused for file in root.files()}
    assert found == {"junction": "link", "real/a.md": None}


@pytest.mark.usefixtures("here")
def test_half_a_character_in_a_name_is_shown_and_found_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert walk.named("x/caf\ud83d.md") == r"x/caf\ud83d.md"
    monkeypatch.setattr(os.path, "lexists", lambda path: "\ud83d" in str(path))
    assert str(walk.place_named(tmp_path, r"caf\ud83d.md")) == f"{tmp_path}/caf\ud83d.md"


def test_what_a_killed_process_packed_goes_when_it_is_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = tmp_path / ".news.tar.0.partial"
    left.write_bytes(b"")
    opened: list[Any] = []
    real_open, real_unlink = Path.open, Path.unlink

    def noted(path: Path, *given: Any, **named: Any) -> Any:
        opened.append(real_open(path, *given, **named))
        return opened[-1]

    def refused_if_open(path: Path, **named: Any) -> None:
        if not all(stream.closed for stream in opened):
            raise IN_USE
        real_unlink(path, **named)

    monkeypatch.setattr(Path, "open", noted)
    monkeypatch.setattr(Path, "unlink", refused_if_open)
    _clear_partials(tmp_path / "news.tar")
    assert not left.exists()


class Terminal(io.StringIO):
    """A terminal, or a pipe whose reader has gone."""

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        return 1


@pytest.mark.usefixtures("here")
def test_a_reader_who_has_gone_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    class Gone(io.StringIO):
        def flush(self) -> None:
            raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr(sys, "stdout", Gone())
    with pytest.raises(ReaderGone):
        Console().write(["one"])


@pytest.mark.parametrize("understands", [True, False])
def test_a_console_is_told_of_colours(monkeypatch: pytest.MonkeyPatch, understands: bool) -> None:
    """One that cannot be told gets none."""
    modes: list[int] = []

    def set_mode(handle: object, mode: int) -> int:
        del handle
        modes.append(mode)
        return int(understands)

    kernel = SimpleNamespace(GetConsoleMode=lambda *_: 1, SetConsoleMode=set_mode)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(get_osfhandle=lambda number: number))
    monkeypatch.setattr(sys, "stdout", Terminal())
    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.delenv("TERM", raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    console = Console()
    assert console.look().colour is understands
    assert console.shows_progress is understands
    assert set(modes) == {4}


def test_scripts_are_scripts_whatever_the_system_calls_them(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from starlette.testclient import TestClient

    from searcher.web.app import create_app

    Index.create(tmp_path / "index").close()
    monkeypatch.setattr(mimetypes, "guess_type", lambda *_, **__: ("text/plain", None))
    with TestClient(create_app(tmp_path / "index", hosts=None)) as client:
        kinds = {
            name: client.get(f"/static/{name}").headers["content-type"]
            for name in ("searcher.js", "searcher.css")
        }
    assert kinds == {
        "searcher.js": "text/javascript; charset=utf-8",
        "searcher.css": "text/css; charset=utf-8",
    }

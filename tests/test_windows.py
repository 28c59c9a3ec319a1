"""What Windows refuses: simulated, since it must hold there and is mostly developed elsewhere."""

import errno
import shutil
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, cast

import pytest

import searcher
from searcher import Index, IndexLocked, IndexNotFound, windows
from searcher.index.archive_file import _clear_partials
from searcher.index.home import UNFINISHED_FILE
from searcher.index.settings import Settings
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

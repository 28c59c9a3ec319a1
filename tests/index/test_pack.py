"""An index in one file: packed, carried and unpacked whole, or not at all."""

import contextlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

import searcher
from searcher import Index, IndexDamaged, IndexExists, IndexLocked, PackError, UsageError
from searcher.index.folder.holder import take_writer
from searcher.index.folder.home import PACKED_SUFFIXES, is_index
from searcher.index.packed import writer
from searcher.query.model import SearchRequest

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "docs" / "sample" / "json"
NOBODY = 65534


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an index of the sample with a deleted article, and a list of rejected records."""
    folder = tmp_path_factory.mktemp("made")
    shutil.copytree(SAMPLE, folder / "corpus")
    with Index.create(folder / "news", languages=("en", "de")) as index:
        index.ingest(folder / "corpus")
        index.delete(next(index.scan()).title)
        index.info()
    (folder / "news" / "rejected.jsonl").write_text("{}\n")
    return folder / "news"


@pytest.fixture
def packed(made: Path, tmp_path: Path) -> Path:
    """Pack the index."""
    searcher.pack(made, tmp_path / "news.tar")
    return tmp_path / "news.tar"


def facts(path: Path) -> dict[str, object]:
    """Give what an index says of itself, but for its place and size."""
    with Index.open(path) as index:
        return {
            name: value
            for name, value in index.info().as_json().items()
            if name not in {"name", "path", "bytes"}
        }


def hits(path: Path) -> list[object]:
    """Ask an index."""
    with Index.open(path) as index:
        return [(hit.article, hit.score) for hit in index.search("the", limit=0).hits]


def files(folder: Path) -> dict[str, bytes]:
    """Read all files below a folder, but for the engine's locks."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".lock"
    }


def metadata(path: Path) -> list[bytes]:
    """Read the metadata of all articles."""
    with Index.open(path) as index:
        walk = index.walk(SearchRequest(), depth="metadata")
        return [one.record for batch in walk for one in batch]


@pytest.mark.parametrize("suffix", PACKED_SUFFIXES)
def test_an_index_is_the_same_after_the_journey(made: Path, tmp_path: Path, suffix: str) -> None:
    """However it is compressed: facts, hits and their scores are equal."""
    packed = searcher.pack(made, tmp_path / f"news{suffix}")
    info = searcher.unpack(packed.path, tmp_path / "elsewhere")
    assert (packed.articles, packed.digest) == (info.articles, info.digest)
    assert facts(made) == facts(tmp_path / "elsewhere")
    assert hits(made) == hits(tmp_path / "elsewhere")
    assert metadata(made) == metadata(tmp_path / "elsewhere")
    assert packed.size == packed.path.stat().st_size


def test_the_file_names_the_index(packed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a name it is the file's, in the index home, whatever SEARCHER_INDEX says."""
    monkeypatch.setenv("SEARCHER_INDEX", "other")
    assert searcher.index_home() / "news" == searcher.unpack(packed).path


def test_ingests_go_on_after_the_journey(made: Path, packed: Path, tmp_path: Path) -> None:
    """The ledger knows the files, at another place too; the engine clears old ones away."""
    searcher.unpack(packed, tmp_path / "there" / "news")
    shutil.copytree(made.parent / "corpus", tmp_path / "there" / "corpus")
    (tmp_path / "there" / "corpus" / "more.txt").write_text("Ferry\n\nThe ferry left at noon.")
    with Index.open(tmp_path / "there" / "news") as index:
        before = index.info().articles
        report = index.ingest(tmp_path / "there" / "corpus")
        assert (1, before, before + 1) == (report.added, report.unchanged, report.articles)


def test_an_empty_index_is_packed(tmp_path: Path) -> None:
    """Also one that has no ledger yet."""
    Index.create(tmp_path / "empty").close()
    searcher.pack(tmp_path / "empty", tmp_path / "empty.tar")
    assert 0 == searcher.unpack(tmp_path / "empty.tar", tmp_path / "there").articles


def test_an_index_that_was_built_anew_is_packed(made: Path, tmp_path: Path) -> None:
    """The engine's folder keeps its other name."""
    shutil.copytree(made, tmp_path / "news")
    searcher.reindex(tmp_path / "news", languages=["en"])
    searcher.pack(tmp_path / "news", tmp_path / "news.tar")
    searcher.unpack(tmp_path / "news.tar", tmp_path / "there")
    assert (tmp_path / "there" / "tantivy-2").is_dir()
    assert facts(tmp_path / "news") == facts(tmp_path / "there")


@pytest.mark.parametrize("suffix", PACKED_SUFFIXES)
def test_the_same_index_gives_the_same_bytes(made: Path, tmp_path: Path, suffix: str) -> None:
    """Under another name, in a copy with other times, with its cache lost."""
    shutil.copytree(made, tmp_path / "copy", copy_function=shutil.copyfile)
    (tmp_path / "copy" / "state.json").unlink()
    first = searcher.pack(made, tmp_path / f"first{suffix}")
    second = searcher.pack(tmp_path / "copy", tmp_path / f"second{suffix}")
    assert first.path.read_bytes() == second.path.read_bytes()


def test_gzip_knows_neither_time_nor_name(made: Path, tmp_path: Path) -> None:
    """Its header has room for both."""
    data = searcher.pack(made, tmp_path / "news.tgz").path.read_bytes()
    assert b"\x1f\x8b\x08\x00" + bytes(4) == data[:8]


def test_an_index_is_not_changed_by_packing(made: Path, tmp_path: Path) -> None:
    """Nor is anything left in its folder."""
    before = files(made)
    searcher.pack(made, tmp_path / "news.tar")
    assert before == files(made)


def test_an_index_without_its_metadata_is_not_packed(made: Path, tmp_path: Path) -> None:
    """Or with half of it: it would be damaged elsewhere too. The message has the cure."""
    shutil.copytree(made, tmp_path / "own")
    file = tmp_path / "own" / "tantivy" / "metadata.bin"
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(IndexDamaged, match="searcher reindex"):
        searcher.pack(tmp_path / "own", tmp_path / "own.tar")
    file.unlink()
    with pytest.raises(IndexDamaged, match="searcher reindex"):
        searcher.pack(tmp_path / "own", tmp_path / "own.tar")
    assert not file.exists()
    assert not (tmp_path / "own.tar").exists()


def test_what_is_in_the_archive(made: Path, packed: Path) -> None:
    """The manifest first; no list of rejected records, no locks, no leftovers."""
    (made / "tantivy" / f"{'0' * 32}.store").write_bytes(b"left by a killed run")
    (made / "tantivy-9").mkdir()
    try:
        searcher.pack(made, packed, force=True)
    finally:
        (made / "tantivy" / f"{'0' * 32}.store").unlink()
        (made / "tantivy-9").rmdir()
    with tarfile.open(packed) as archive:
        names = archive.getnames()
        first = archive.extractfile("manifest.json")
        assert first is not None
        manifest = json.load(first)
    assert ["manifest.json", "ledger.sqlite", "searcher.json", "state.json"] == names[:4]
    assert {"tantivy/meta.json", "tantivy/.managed.json"} < set(names[4:])
    assert [held["name"] for held in manifest["files"]] == names[1:]
    assert {"store", "term", "idx", "pos", "fast", "fieldnorm", "del", "json", "bin"} == {
        name.rpartition(".")[2] for name in names[4:]
    }
    assert f"tantivy/{'0' * 32}.store" not in names


def test_progress_ends_at_all(made: Path, tmp_path: Path) -> None:
    """It is told in bytes, of packing and unpacking."""
    for act in (
        lambda tell: searcher.pack(made, tmp_path / "news.tar", on_progress=tell),
        lambda tell: searcher.unpack(tmp_path / "news.tar", tmp_path / "there", on_progress=tell),
    ):
        told: list[tuple[int, int]] = []
        act(lambda done, total, told=told: told.append((done, total)))
        assert sorted(told) == told
        assert told[-1][0] == told[-1][1] > 0


# Who may write meanwhile


def test_a_locked_index_is_not_packed(made: Path, tmp_path: Path) -> None:
    """The message names who writes; nothing is left of the file."""
    with (
        Index.open(made) as index,
        take_writer(index._engine, made),
        pytest.raises(IndexLocked, match=rf"process {os.getpid()} \("),
    ):
        searcher.pack(made, tmp_path / "news.tar")
    assert [] == list(tmp_path.iterdir())


def test_nobody_writes_while_an_index_is_packed(made: Path, tmp_path: Path) -> None:
    """An ingest in between is refused, and told who packs."""

    def intrude(done: int, total: int) -> None:
        if 0 < done < total:
            with Index.open(made) as index, pytest.raises(IndexLocked, match="is writing"):
                index.ingest(SAMPLE)

    searcher.pack(made, tmp_path / "news.tar", on_progress=intrude)


def test_a_file_that_changes_meanwhile_is_noticed(made: Path, tmp_path: Path) -> None:
    """Whoever does that holds no lock: the archive is not made."""
    shutil.copytree(made, tmp_path / "news")
    ledger = tmp_path / "news" / "ledger.sqlite"

    def spoil(done: int, total: int) -> None:
        if done == total // 2:
            ledger.write_bytes(ledger.read_bytes()[:-1] + b"x")

    with pytest.raises(PackError, match=r"ledger\.sqlite of the index changed"):
        searcher.pack(tmp_path / "news", tmp_path / "news.tar", on_progress=spoil)
    assert ["news"] == [path.name for path in tmp_path.iterdir()]


def test_a_commit_without_a_lock_is_noticed(made: Path, tmp_path: Path) -> None:
    """As on a network disk, where another machine writes."""
    shutil.copytree(made, tmp_path / "news")
    meta = tmp_path / "news" / "tantivy" / "meta.json"

    def spoil(done: int, total: int) -> None:
        if done == total:
            meta.write_bytes(meta.read_bytes() + b" ")

    with pytest.raises(PackError, match="changed while it was packed"):
        searcher.pack(tmp_path / "news", tmp_path / "news.tar", on_progress=spoil)
    assert not (tmp_path / "news.tar").exists()


def test_an_index_on_a_read_only_mount_is_packed(made: Path, packed: Path, tmp_path: Path) -> None:
    """Without a lock, since nobody can write; the bytes are the same."""
    place = tmp_path / "medium"
    place.mkdir()
    if (
        shutil.which("mount") is None
        or subprocess.run(
            ["mount", "--bind", str(made), str(place)], capture_output=True, check=False
        ).returncode
    ):
        pytest.skip("needs the right to mount a file system")
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", str(place)], check=True)
        searcher.pack(place, tmp_path / "again.tar")
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)
    assert packed.read_bytes() == (tmp_path / "again.tar").read_bytes()


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() != 0, reason="needs root, to become another user"
)
def test_another_users_index_is_packed(made: Path, packed: Path) -> None:
    """Who may read the files may pack them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        shutil.copytree(made, folder / "news")
        (folder / "out").mkdir(mode=0o777)
        (folder / "out").chmod(0o777)
        os.seteuid(NOBODY)
        try:
            searcher.pack(folder / "news", folder / "out" / "news.tar")
        finally:
            os.seteuid(0)
        assert packed.read_bytes() == (folder / "out" / "news.tar").read_bytes()


def test_a_ledger_that_was_left_unfinished_is_put_right(made: Path, tmp_path: Path) -> None:
    """A run was killed while it wrote: the archive has what was committed, the index stays."""
    index = tmp_path / "news"
    shutil.copytree(made, index)
    with contextlib.closing(sqlite3.connect(index / "ledger.sqlite")) as db:
        db.execute("PRAGMA cache_size = 1")
        db.execute("PRAGMA journal_mode = TRUNCATE")
        db.execute("UPDATE files SET file = file || hex(zeroblob(9000))")
        db.execute("UPDATE records SET reader = hex(zeroblob(9000))")
        torn = {
            name: (index / name).read_bytes() for name in ("ledger.sqlite", "ledger.sqlite-journal")
        }
    for name, data in torn.items():
        (index / name).write_bytes(data)
    assert (made / "ledger.sqlite").read_bytes() != torn["ledger.sqlite"]
    before = files(index)
    searcher.pack(index, tmp_path / "news.tar")
    assert before == files(index)
    searcher.unpack(tmp_path / "news.tar", tmp_path / "there")
    assert facts(made) == facts(tmp_path / "there")
    assert ["news", "news.tar", "there"] == sorted(path.name for path in tmp_path.iterdir())


# Where it is put


def test_an_existing_file_is_kept(made: Path, tmp_path: Path) -> None:
    """Unless it is to be replaced."""
    (tmp_path / "news.tar").write_text("mine")
    with pytest.raises(UsageError, match=r"exists already.*--force"):
        searcher.pack(made, tmp_path / "news.tar")
    assert "mine" == (tmp_path / "news.tar").read_text()
    searcher.pack(made, tmp_path / "news.tar", force=True)
    assert "mine" != (tmp_path / "news.tar").read_text(errors="replace")


@pytest.mark.parametrize("links", [True, False])
def test_a_file_that_comes_meanwhile_is_kept(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, links: bool
) -> None:
    """Also where the file system knows no hard links."""
    if not links:

        def refuse(_: Path, _to: Path) -> None:
            raise PermissionError

        monkeypatch.setattr(Path, "hardlink_to", refuse)
    target = tmp_path / "news.tar"

    def intrude(_done: int, _total: int) -> None:
        target.write_text("mine")

    with pytest.raises(UsageError, match="exists already"):
        searcher.pack(made, target, on_progress=intrude)
    assert "mine" == target.read_text()
    assert [target] == list(tmp_path.iterdir())


def test_a_file_system_without_links(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file gets its name another way."""

    def refuse(_: Path, _to: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    searcher.pack(made, tmp_path / "news.tar")
    assert [tmp_path / "news.tar"] == list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["news", "news.zip", "news.tar.lz", "tar"])
def test_a_suffix_that_is_none_of_ours(made: Path, tmp_path: Path, name: str) -> None:
    """The message lists ours."""
    with pytest.raises(UsageError, match=r"\.tar, \.tar\.gz, \.tgz, \.tar\.xz"):
        searcher.pack(made, tmp_path / name)


def test_places_where_no_archive_may_be(made: Path, tmp_path: Path) -> None:
    """Within the index, in no folder, in place of a folder."""
    (tmp_path / "folder.tar").mkdir()
    for target, reason in (
        (made / "news.tar", "within the index"),
        (tmp_path / "none" / "news.tar", "there is no folder"),
        (tmp_path / "folder.tar", "is no file"),
    ):
        with pytest.raises(UsageError, match=reason):
            searcher.pack(made, target, force=True)
    assert not (made / "news.tar").exists()


@pytest.fixture
def little_room() -> Iterator[None]:
    """Let no file grow beyond 20,000 bytes, as on a full disk."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("suffix", PACKED_SUFFIXES)
@pytest.mark.usefixtures("little_room")
def test_no_room_for_the_archive(made: Path, tmp_path: Path, suffix: str) -> None:
    """One message, and nothing is left."""
    with pytest.raises(PackError, match=r"cannot be written \(File too large\).*free some space"):
        searcher.pack(made, tmp_path / f"news{suffix}")
    assert [] == list(tmp_path.iterdir())


@pytest.mark.usefixtures("packed", "little_room")
def test_no_room_for_the_index(tmp_path: Path) -> None:
    """One message, and nothing is left."""
    with pytest.raises(PackError, match=r"cannot be written \(File too large\).*free some space"):
        searcher.unpack(tmp_path / "news.tar", tmp_path / "there")
    assert [tmp_path / "news.tar"] == list(tmp_path.iterdir())


def test_room_is_looked_for_first(
    packed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot fit is not begun."""
    usage = shutil.disk_usage(tmp_path)._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    with pytest.raises(PackError, match=r"takes [\d,]+ bytes, and there are 1,000 free"):
        searcher.unpack(packed, tmp_path / "there")
    assert not (tmp_path / "there").exists()


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() != 0, reason="needs root, to become another user"
)
def test_a_place_without_permission(made: Path) -> None:
    """It is named, and the file is not there."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        shutil.copytree(made, folder / "news")
        os.seteuid(NOBODY)
        try:
            with pytest.raises(PackError, match=r"news\.tar: cannot be written \(Permission"):
                searcher.pack(folder / "news", folder / "news.tar")
        finally:
            os.seteuid(0)
        assert ["news"] == [path.name for path in folder.iterdir()]


def test_a_python_without_a_compression(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says which, and to choose another."""

    def lacking(_: object) -> None:
        raise ImportError("no zstd")

    monkeypatch.setitem(writer._PACKINGS, ".tar.zst", lacking)
    with pytest.raises(PackError, match=r"no zstd.*another suffix"):
        searcher.pack(made, tmp_path / "news.tar.zst")
    assert [] == list(tmp_path.iterdir())


def test_there_must_be_no_index_yet(made: Path, packed: Path) -> None:
    """An index is never overwritten."""
    before = files(made)
    with pytest.raises(IndexExists, match="is an index already"):
        searcher.unpack(packed, made)
    assert before == files(made)


def test_there_must_be_nothing_else(packed: Path, tmp_path: Path) -> None:
    """Neither in the folder, nor a file of its name."""
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "letter.txt").write_text("mine")
    with pytest.raises(UsageError, match="holds other files"):
        searcher.unpack(packed, tmp_path / "there")
    with pytest.raises(UsageError, match="is a file"):
        searcher.unpack(packed, tmp_path / "there" / "letter.txt")
    assert {"letter.txt": b"mine"} == files(tmp_path / "there")


def test_an_empty_folder_may_be_there(packed: Path, tmp_path: Path) -> None:
    """It becomes the index; if that fails it stays, and stays empty."""
    (tmp_path / "there").mkdir()
    (tmp_path / "bad.tar").write_bytes(packed.read_bytes()[:-1])
    with pytest.raises(PackError):
        searcher.unpack(tmp_path / "bad.tar", tmp_path / "there")
    assert [] == list((tmp_path / "there").iterdir())
    searcher.unpack(packed, tmp_path / "there")
    assert is_index(tmp_path / "there")


def test_no_such_file(tmp_path: Path) -> None:
    """It is named."""
    with pytest.raises(UsageError, match=r"no file at .*none\.tar"):
        searcher.unpack(tmp_path / "none.tar")


# Interruptions


def test_ctrl_c_while_packing_leaves_nothing(made: Path, tmp_path: Path) -> None:
    """Whichever byte it comes at; the index is free again."""

    def interrupt(done: int, total: int) -> None:
        if done > 0.7 * total:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        searcher.pack(made, tmp_path / "news.tar", on_progress=interrupt)
    assert [] == list(tmp_path.iterdir())
    searcher.pack(made, tmp_path / "news.tar")


def test_ctrl_c_while_unpacking_leaves_nothing(packed: Path, tmp_path: Path) -> None:
    """Not even the folder."""

    def interrupt(done: int, total: int) -> None:
        if done > 0.7 * total:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        searcher.unpack(packed, tmp_path / "there", on_progress=interrupt)
    assert not (tmp_path / "there").exists()


CHILD = """
    import os, signal, sys
    from pathlib import Path
    import searcher
    from searcher.index.packed import inspection, packing, unpacking, writer

    what, file, folder, when = sys.argv[1:]

    def die(*_, **__):
        os.kill(os.getpid(), signal.SIGKILL)

    def tell(done, total):
        if when.isdigit() and done >= total * int(when) / 100:
            die()

    if not when.isdigit():
        module, name = when.split(".")
        setattr(globals()[module], name, die)
    if what == "pack":
        searcher.pack(Path(folder), file, on_progress=tell)
    else:
        searcher.unpack(file, Path(folder), on_progress=tell)
"""


def killed(what: str, file: Path, folder: Path, when: str) -> None:
    """Pack or unpack in a process that is killed at a share of the bytes, or within a function."""
    code = textwrap.dedent(CHILD)
    done = subprocess.run(
        [sys.executable, "-c", code, what, file, folder, when], cwd=ROOT, check=False
    )
    assert -9 == done.returncode


@pytest.mark.skipif(sys.platform == "win32", reason="needs kill -9")
@pytest.mark.parametrize("when", ["0", "70", "100", "writer.sync", "writer._rename"])
def test_a_kill_while_packing_leaves_nothing_finished(
    made: Path, tmp_path: Path, when: str
) -> None:
    """The index is free, and the next packing clears what was left."""
    killed("pack", tmp_path / "news.tar", made, when)
    left = list(tmp_path.iterdir())
    assert 1 == len(left)
    assert (".", ".partial") == (left[0].name[0], left[0].suffix)
    searcher.pack(made, tmp_path / "news.tar")
    assert [tmp_path / "news.tar"] == list(tmp_path.iterdir())
    searcher.unpack(tmp_path / "news.tar", tmp_path / "there")


def test_what_another_process_is_packing_is_left_alone(made: Path, tmp_path: Path) -> None:
    """Two at a time give one whole file."""
    again = False

    def twice(done: int, total: int) -> None:
        nonlocal again
        if done > 0.7 * total and not again:
            again = True
            code = "import searcher, sys; searcher.pack(*sys.argv[1:])"
            shutil.copytree(made, tmp_path / "copy")
            subprocess.run(
                [sys.executable, "-c", code, tmp_path / "copy", tmp_path / "news.tar"],
                cwd=ROOT,
                check=True,
            )

    with pytest.raises(UsageError, match="exists already"):
        searcher.pack(made, tmp_path / "news.tar", on_progress=twice)
    searcher.unpack(tmp_path / "news.tar", tmp_path / "there")


STEPS = ["0", "50", "100", "unpacking.inspect", "unpacking.sync_folder", "inspection._check_ledger"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs kill -9")
@pytest.mark.parametrize("when", STEPS)
def test_a_kill_while_unpacking_leaves_no_index(packed: Path, when: str) -> None:
    """What is left is not listed, and is cleared by the next try."""
    there = searcher.index_home() / "there"
    killed("unpack", packed, there, when)
    assert there.is_dir()
    assert not is_index(there)
    assert () == searcher.list_indexes()
    assert "there" == searcher.unpack(packed, there).name
    assert [] == [name for name in files(there) if name.startswith(".")]


@pytest.mark.skipif(sys.platform == "win32", reason="needs kill -9")
def test_what_a_kill_left_is_cleared_by_an_ingest_too(packed: Path, tmp_path: Path) -> None:
    """As what an interrupted creation left is."""
    killed("unpack", packed, tmp_path / "there", "100")
    with Index.create(tmp_path / "there") as index:
        assert 0 == index.count()


def test_two_do_not_unpack_into_one_folder(packed: Path, tmp_path: Path) -> None:
    """The second is refused while the first is at work, and the first ends well."""

    def intrude(done: int, total: int) -> None:
        if 0 < done < total:
            with pytest.raises(IndexLocked, match="is making an index here"):
                searcher.unpack(packed, tmp_path / "there")
            with pytest.raises(IndexLocked, match="is making an index here"):
                Index.create(tmp_path / "there")

    assert searcher.unpack(packed, tmp_path / "there", on_progress=intrude).articles

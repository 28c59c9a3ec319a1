"""Members come out of every container as they went in, under safe and distinct names."""

import bz2
import gzip
import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from archives import COMPRESS, corpus_file, opened, tar, zipped
from searcher.corpus.archives import containers
from searcher.corpus.archives.containers import CONTAINERS, Member, container_of, members
from searcher.corpus.archives.streams import Spool
from searcher.corpus.walk import roots

FILES = (("a.txt", b"One text\n"), ("deep/b.md", b"# Two\n" * 5000), ("empty.txt", b""))
UNUSUAL_METHODS = [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2]


def expected(archive: str) -> list[tuple[str, bytes]]:
    """Give what `opened` should of an archive of FILES."""
    return [(f"{archive}!{name}", data) for name, data in FILES]


@pytest.mark.parametrize("suffix", COMPRESS)
def test_a_compressed_file_keeps_its_name(tmp_path: Path, suffix: str) -> None:
    """Its own name, by which its format is told, is without the suffix."""
    file = corpus_file(tmp_path / f"news.jsonl{suffix}", COMPRESS[suffix](b"text\n" * 9))
    (found,) = members(file)
    assert isinstance(found, Member)
    assert (f"news.jsonl{suffix}", "news.jsonl") == (found.file, found.name)
    with found.open() as first, found.open() as second:
        assert b"text\n" * 9 == first.read() == second.read()


@pytest.mark.parametrize("suffix", COMPRESS)
def test_parts_that_were_compressed_alone_come_out_whole(tmp_path: Path, suffix: str) -> None:
    """Joined, each larger than what is unpacked at a time."""
    parts = [bytes([65 + at]) * 600_000 for at in range(4)]
    joined = b"".join(map(COMPRESS[suffix], parts))
    (found,) = members(corpus_file(tmp_path / f"news.txt{suffix}", joined))
    assert isinstance(found, Member)
    with found.open() as stream:
        assert b"".join(parts) == stream.read(3_000_000)


@pytest.mark.parametrize("suffix", ["", *COMPRESS])
def test_a_tar_is_read_plain_and_compressed(tmp_path: Path, suffix: str) -> None:
    """Members are called by their archive, and come in its order."""
    data = COMPRESS.get(suffix, bytes)(tar(FILES))
    name = f"set.tar{suffix}"
    assert expected(name) == opened(corpus_file(tmp_path / name, data))


@pytest.mark.parametrize("method", UNUSUAL_METHODS)
def test_a_zip_is_read(tmp_path: Path, method: int) -> None:
    """Members may be stored, deflated or compressed with bzip2."""
    file = corpus_file(tmp_path / "set.zip", zipped(FILES, method))
    assert expected("set.zip") == opened(file)


def test_the_bytes_decide_and_not_the_suffix(tmp_path: Path) -> None:
    """A gzip named `.zip` is a gzip, and a text named `.gz` is none."""
    assert [("a.zip", b"x")] == opened(corpus_file(tmp_path / "a.zip", gzip.compress(b"x")))
    assert [("b.gz", b"x")] == opened(corpus_file(tmp_path / "b.gz", b"x"))


def test_an_office_document_is_no_archive() -> None:
    """A zip of markup that belongs together is left to the readers."""
    assert container_of("a.docx", zipped([("[Content_Types].xml", b"<Types/>")])) is None
    assert container_of("a.epub", zipped([("mimetype", b"application/epub+zip")])) is None


def test_a_short_suffix_names_a_tar(tmp_path: Path) -> None:
    """`.tgz` holds a tar even of the kind that has no signature."""
    block = bytearray(tar([("a.txt", b"x")]))
    block[257:265] = bytes(8)
    header = bytes(block[:148]) + b" " * 8 + bytes(block[156:512])
    block[148:156] = b"%06o\0 " % sum(header)
    file = corpus_file(tmp_path / "old.tgz", gzip.compress(bytes(block)))
    assert [("old.tgz!a.txt", b"x")] == opened(file)


def test_streams_one_after_the_other_are_one(tmp_path: Path) -> None:
    """As the tools do: several streams, and padding with NULs."""
    for suffix, compress in COMPRESS.items():
        data = compress(b"one ") + compress(b"two") + bytes(40)
        file = corpus_file(tmp_path / f"a.txt{suffix}", data)
        assert [(file.file, b"one two")] == opened(file)


def test_archives_in_archives(tmp_path: Path) -> None:
    """Three containers deep; a compressed tar counts as one."""
    inner = tar([("c.json.gz", gzip.compress(b"{}"))])
    file = corpus_file(tmp_path / "a.zip", zipped([("b.tar.bz2", bz2.compress(inner))]))
    (found,) = members(file)
    assert isinstance(found, Member)
    assert ("a.zip!b.tar.bz2!c.json.gz", "c.json") == (found.file, found.name)


def test_a_fourth_container_is_refused(tmp_path: Path) -> None:
    """What is packed too often is named and not opened; its neighbours are read."""
    data = b"x"
    for _ in range(3):
        data = gzip.compress(data)
    file = corpus_file(tmp_path / "a.zip", zipped([("deep.gz", data), ("b.txt", b"y")]))
    assert [("a.zip!deep.gz", "too-nested"), ("a.zip!b.txt", b"y")] == opened(file)


def test_a_zip_in_a_stream(tmp_path: Path) -> None:
    """A zip needs to be sought in: within a stream it is kept first."""
    file = corpus_file(tmp_path / "a.zip.gz", gzip.compress(zipped(FILES)))
    assert expected("a.zip.gz") == opened(file)


def test_equal_names_are_distinct(tmp_path: Path) -> None:
    """Both members of one name are read, and told apart."""
    data = tar([("a.txt", b"1"), ("./a.txt", b"2")])
    wanted = [("a.tar!a.txt", b"1"), ("a.tar!a.txt#2", b"2")]
    assert wanted == opened(corpus_file(tmp_path / "a.tar", data))


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../a.txt", "unsafe-name"),
        ("a/../../b.txt", "unsafe-name"),
        ("/etc/passwd", "unsafe-name"),
        ("\\a.txt", "unsafe-name"),
        ("C:\\a.txt", "unsafe-name"),
        ("__MACOSX/._a.txt", "hidden"),
        (".DS_Store", "hidden"),
        (".git/config", "hidden"),
    ],
)
def test_names_that_are_refused(tmp_path: Path, name: str, reason: str) -> None:
    """Names that lead out of the archive are rejected, systems' own files skipped."""
    for file in (
        corpus_file(tmp_path / "a.zip", zipped([(name, b"x"), ("b.txt", b"y")])),
        corpus_file(tmp_path / "a.tar", tar([(name, b"x"), ("b.txt", b"y")])),
    ):
        (_, refused), kept = opened(file)
        assert (reason, (f"{file.file}!b.txt", b"y")) == (refused, kept)


def test_links_and_devices_in_a_tar_are_refused(tmp_path: Path) -> None:
    """They are skipped by name; folders are nothing."""
    others = []
    for name, kind in (
        ("soft", tarfile.SYMTYPE),
        ("hard", tarfile.LNKTYPE),
        ("pipe", tarfile.FIFOTYPE),
        ("disk", tarfile.BLKTYPE),
        ("folder", tarfile.DIRTYPE),
    ):
        header = tarfile.TarInfo(name)
        header.type = kind
        header.linkname = "/etc/passwd"
        others.append(header)
    found = opened(corpus_file(tmp_path / "a.tar", tar([("a.txt", b"x")], *others)))
    assert [
        ("a.tar!a.txt", b"x"),
        ("a.tar!soft", "link"),
        ("a.tar!hard", "link"),
        ("a.tar!pipe", "special-file"),
        ("a.tar!disk", "special-file"),
    ] == found


def test_a_link_in_a_zip_is_refused(tmp_path: Path) -> None:
    """A zip made on Unix marks it in the member's mode."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("soft")
        link.create_system = 3
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    assert [("a.zip!soft", "link")] == opened(corpus_file(tmp_path / "a.zip", out.getvalue()))


@pytest.mark.parametrize(
    ("offset", "value", "reason"), [(8, 1, "encrypted"), (10, 97, "unsupported")]
)
def test_members_that_cannot_be_unpacked(
    tmp_path: Path, offset: int, value: int, reason: str
) -> None:
    """Encryption and methods that are not known are named by member; the others are read."""
    data = bytearray(zipped([("a.txt", b"x"), ("b.txt", b"y")]))
    data[data.index(b"PK\1\2") + offset] = value
    file = corpus_file(tmp_path / "a.zip", bytes(data))
    assert [("a.zip!a.txt", reason), ("a.zip!b.txt", b"y")] == opened(file)


@pytest.mark.parametrize("kind", [tarfile.GNU_FORMAT, tarfile.PAX_FORMAT, tarfile.USTAR_FORMAT])
def test_long_and_foreign_names(tmp_path: Path, kind: int) -> None:
    """Names beyond 100 bytes and beyond ASCII come out whole in every kind of tar."""
    name = f"{'é' * 40}/{'long' * 22}.txt"
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=kind) as archive:
        header = tarfile.TarInfo(name)
        header.size = 1
        archive.addfile(header, io.BytesIO(b"x"))
    file = corpus_file(tmp_path / "a.tar", out.getvalue())
    assert [(f"a.tar!{name}", b"x")] == opened(file)


@pytest.mark.parametrize("kind", [tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_a_long_name_that_is_cut_behind_a_folder(tmp_path: Path, kind: int) -> None:
    """The header's own name, of 100 bytes, looks like that of a folder."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=kind) as archive:
        for name in (f"{'n' * 99}/a.txt", "b.txt"):
            header = tarfile.TarInfo(name)
            header.size = 1
            archive.addfile(header, io.BytesIO(b"x"))
    found = opened(corpus_file(tmp_path / "a.tar", out.getvalue()))
    assert [(f"a.tar!{'n' * 99}/a.txt", b"x"), ("a.tar!b.txt", b"x")] == found


def test_a_name_that_is_no_text_can_be_stored(tmp_path: Path) -> None:
    """Odd bytes in a name stay visible."""
    data = tar([("x", b"1")]).replace(b"x", b"\xe9", 1)
    block = data[:148] + b"        " + data[156:512]
    data = data[:148] + b"%06o\0 " % sum(block) + data[156:]
    assert [("a.tar!\\xe9", b"1")] == opened(corpus_file(tmp_path / "a.tar", data))


def test_members_have_the_time_that_the_archive_states(tmp_path: Path) -> None:
    """In UTC; the first day of 1980 stands for none."""
    (member,) = members(corpus_file(tmp_path / "a.tar", tar([("a", b"x")])))
    assert isinstance(member, Member)
    assert 1_600_000_000 * 10**9 == member.mtime_ns
    (member,) = members(corpus_file(tmp_path / "a.zip", zipped([("a", b"x")])))
    assert isinstance(member, Member)
    assert 1_614_834_368 * 10**9 == member.mtime_ns
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo("a"), b"x")
    (member,) = members(corpus_file(tmp_path / "b.zip", out.getvalue()))
    assert isinstance(member, Member)
    assert 0 == member.mtime_ns


def test_a_large_zip_with_wide_numbers(tmp_path: Path) -> None:
    """A member written with zip64 fields, as streams of unknown size are."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("a.txt", "w", force_zip64=True) as stream,
    ):
        stream.write(b"text " * 100)
    assert [("a.zip!a.txt", b"text " * 100)] == opened(
        corpus_file(tmp_path / "a.zip", out.getvalue())
    )


def test_a_zip_behind_a_program(tmp_path: Path) -> None:
    """Places in the list are counted from the zip's own begin."""
    file = corpus_file(tmp_path / "a.zip", zipped([("x", b"1")]) + zipped([("y", b"2")]))
    assert [("a.zip!y", b"2")] == opened(file)


def test_too_many_members_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those up to the limit are read."""
    monkeypatch.setattr(containers, "MAX_MEMBERS", 2)
    file = corpus_file(tmp_path / "a.zip", zipped([(f"{n}.txt", b"x") for n in range(5)]))
    assert [
        ("a.zip!0.txt", b"x"),
        ("a.zip!1.txt", b"x"),
        ("a.zip", "too-many-members"),
    ] == opened(file)


def test_a_member_larger_than_memory_allows_is_kept_on_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Readers open it as often as they like, each from its begin."""
    monkeypatch.setattr("searcher.corpus.archives.streams.SPOOL_MEMORY", 10)
    file = corpus_file(tmp_path / "a.tar.gz", gzip.compress(tar([("a", b"ab" * 4000)])))
    for found in members(file):
        assert isinstance(found, Member)
        with found.open() as first, found.open() as second:
            assert b"ab" == first.read(2)
            assert b"abab" == second.read(4)
            assert b"ab" * 3999 == first.read()


def test_no_more_is_kept_of_a_member_than_is_read() -> None:
    """Whoever looks at the begin of a large member does not pay for all of it."""
    source = io.BytesIO(bytes(range(256)) * 8192)
    spool = Spool(source.read)
    with spool.open() as first, spool.open() as second:
        assert bytes(range(9)) == first.read(9)
        assert source.tell() <= 1 << 19
        assert 1 << 21 == second.seek(0, io.SEEK_END)
        assert b"" == second.read()
        assert source.getvalue() == bytes(range(9)) + first.read()
    spool.close()


def test_the_walk_is_not_changed_by_containers(tmp_path: Path) -> None:
    """An archive is one file of the corpus; its members are found when it is read."""
    (tmp_path / "a.zip").write_bytes(zipped(FILES))
    assert ["a.zip"] == [file.file for root in roots([tmp_path]) for file in root.files()]


def test_every_container_is_documented() -> None:
    """docs/corpora.md has the table of containers, with title and suffixes."""
    root = Path(__file__).resolve().parents[2]
    page = (root / "docs" / "corpora.md").read_text("utf-8")
    for row in CONTAINERS:
        suffixes = ", ".join(f"`{suffix}`" for suffix in row.suffixes)
        assert f"| `{row.name}` | {row.title} | {suffixes} |" in page

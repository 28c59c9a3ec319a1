"""Bombs are broken off early, with their name, and cost neither time nor memory."""

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import tracemalloc
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from archives import COMPRESS, corpus_file, tar, zipped
from searcher.corpus.archives.containers import Member, members
from searcher.corpus.walk import CorpusFile

MIB = 1 << 20


def drain(file: CorpusFile, **limits: int) -> list[tuple[str, int | str]]:
    """Read all members to their ends: place and length of each, or place and reason."""
    shown: list[tuple[str, int | str]] = []
    for found in members(file, **limits):
        if isinstance(found, Member):
            with found.open() as stream:
                shown.append((found.file, sum(map(len, iter(lambda: stream.read(MIB), b"")))))
        else:
            shown.append((found.where.file, found.reason))
    return shown


@pytest.fixture(scope="module")
def zeros() -> bytes:
    """Give 300 MiB of nothing as a gzip of 300 KB."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    blocks = [packer.compress(bytes(MIB)) for _ in range(300)]
    return b"".join(blocks) + packer.flush()


@pytest.fixture
def _little_memory() -> Iterator[None]:
    """Fail where more than 40 MiB are held at a time."""
    tracemalloc.start()
    yield
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 40 * MIB


@pytest.mark.usefixtures("_little_memory")
@pytest.mark.parametrize("suffix", COMPRESS)
def test_a_bomb_is_broken_off(tmp_path: Path, suffix: str) -> None:
    """At 64 MiB and 200 times its size; what came before is given."""
    blocks = {
        ".gz": lambda: gzip.compress(bytes(100 * MIB), 9),
        ".bz2": lambda: bz2.compress(bytes(100 * MIB)),
        ".xz": lambda: lzma.compress(bytes(100 * MIB), preset=0),
        ".zst": lambda: COMPRESS[".zst"](bytes(100 * MIB)),
    }
    tracemalloc.stop()
    data = blocks[suffix]()
    tracemalloc.start()
    (_, size), problem = drain(corpus_file(tmp_path / f"a.txt{suffix}", data))
    assert (f"a.txt{suffix}", "bomb") == problem
    assert isinstance(size, int)
    assert 64 * MIB <= size < 66 * MIB


def test_a_bomb_in_a_tar_ends_the_tar(tmp_path: Path) -> None:
    """What stood before it is kept."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name, size in (("a.txt", 10), ("b.txt", 80 * MIB), ("c.txt", 10)):
            header = tarfile.TarInfo(name)
            header.size = size
            archive.addfile(header, io.BytesIO(bytes(size)))
    found = drain(corpus_file(tmp_path / "a.tgz", out.getvalue()))
    assert ("a.tgz!a.txt", 10) == found[0]
    assert ("a.tgz", "bomb") == found[-1]
    assert "a.tgz!c.txt" not in dict(found)


def test_a_bomb_in_a_zip_leaves_the_others(tmp_path: Path, zeros: bytes) -> None:
    """Members that come before and within the limit are read."""
    deflated = zipped([("a.txt", b"x"), ("b.gz", zeros), ("c.txt", b"y")])
    found = drain(corpus_file(tmp_path / "a.zip", deflated))
    assert ("a.zip!a.txt", 1) == found[0]
    assert ("a.zip!b.gz", "bomb") == found[2]


def test_members_that_share_their_bytes_are_a_bomb(tmp_path: Path) -> None:
    """A zip whose list names one member 500 times: no member is too large, all together are."""
    data = zipped([("a.txt", bytes(MIB))])
    start, end = data.index(b"PK\1\2"), data.rindex(b"PK\5\6")
    body, entry = data[:start], data[start:end]
    tail = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 500, 500, 500 * len(entry), start, 0)
    found = drain(corpus_file(tmp_path / "a.zip", body + entry * 500 + tail))
    assert "bomb" == found[-1][1]
    assert 64 <= len(found) < 70


def test_a_bomb_of_bombs(tmp_path: Path, zeros: bytes) -> None:
    """Packed twice, neither layer gets further than one would."""
    found = drain(corpus_file(tmp_path / "a.gz.gz", gzip.compress(zeros)))
    assert ("a.gz.gz", "bomb") in found
    assert sum(size for _, size in found if isinstance(size, int)) < 66 * MIB


def test_an_honest_file_of_any_size_passes(tmp_path: Path) -> None:
    """Ten thousand times the free amount would pass at this ratio; the cap is another matter."""
    text = b"".join(b"%d %x\n" % (n, hash(str(n)) & 0xFFFFFF) for n in range(100_000))
    data = gzip.compress(text, 1) * 70
    file = corpus_file(tmp_path / "a.txt.gz", data)
    assert [("a.txt.gz", 70 * len(text))] == drain(file)


def test_the_cap_is_the_users(tmp_path: Path) -> None:
    """`max_unpacked` bounds what comes out of one file, over all its members."""
    file = corpus_file(tmp_path / "a.zip", zipped([("a", bytes(6000)), ("b", bytes(6000))]))
    assert [("a.zip!a", 6000), ("a.zip!b", 6000)] == drain(file, max_unpacked=12_000)
    found = drain(file, max_unpacked=11_999)
    assert ("a.zip!b", "too-large") == found[-1]


def test_reading_twice_counts_once(tmp_path: Path) -> None:
    """Readers may open a member again without spending its allowance."""
    file = corpus_file(tmp_path / "a.gz", gzip.compress(bytes(9000)))
    for found in members(file, max_unpacked=9000):
        assert isinstance(found, Member)
        for _ in range(5):
            with found.open() as stream:
                assert 9000 == len(stream.read())


@pytest.mark.usefixtures("_little_memory")
def test_a_tar_header_of_any_size_is_refused(tmp_path: Path) -> None:
    """A pax header is held in memory: beyond 1 MiB it is damage."""
    header = tarfile.TarInfo("pax")
    header.type = tarfile.XHDTYPE
    header.size = 1 << 33
    data = header.tobuf(tarfile.GNU_FORMAT) + bytes(1 << 20)
    assert [("a.tar", "truncated")] == drain(corpus_file(tmp_path / "a.tar", data))


def test_a_chain_of_long_names_is_no_recursion(tmp_path: Path) -> None:
    """Ten thousand headers that each announce a name for the next."""
    header = tarfile.TarInfo("././@LongLink")
    header.type = tarfile.GNUTYPE_LONGNAME
    header.size = 5
    one = header.tobuf() + b"name\0" + bytes(507)
    file = corpus_file(tmp_path / "a.tar", one * 10_000 + tar([("x", b"1")]))
    assert [("a.tar!name", 1)] == drain(file)


def test_a_sparse_member_is_refused(tmp_path: Path) -> None:
    """It may claim a terabyte that is not there."""
    header = tarfile.TarInfo("hole")
    header.type = tarfile.GNUTYPE_SPARSE
    data = header.tobuf() + tar([("a.txt", b"x")])
    assert [("a.tar!hole", "special-file"), ("a.tar!a.txt", 1)] == drain(
        corpus_file(tmp_path / "a.tar", data)
    )


def test_an_xz_that_asks_for_too_much_memory_is_refused(tmp_path: Path) -> None:
    """Its dictionary is stated in its header: 1 GiB here."""
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 0, "dict_size": 1 << 20}]
    data = bytearray(lzma.compress(b"text", filters=filters))
    # The block header: size, flags, filter LZMA2, size of properties, dictionary; then its CRC.
    data[16] = 38
    data[20:24] = struct.pack("<L", zlib.crc32(bytes(data[12:20])))
    found = drain(corpus_file(tmp_path / "a.txt.xz", bytes(data)))
    assert [("a.txt.xz", 0), ("a.txt.xz", "unsupported")] == found


def test_a_member_beyond_the_end_is_named(tmp_path: Path) -> None:
    """A list that points anywhere costs its member."""
    data = bytearray(zipped([("a.txt", b"x"), ("b.txt", b"y")]))
    place = data.index(b"PK\1\2") + 42
    data[place : place + 4] = b"\xfe\xff\xff\xff"
    found = drain(corpus_file(tmp_path / "a.zip", bytes(data)))
    assert [("a.zip!a.txt", 0), ("a.zip!a.txt", "truncated"), ("a.zip!b.txt", 1)] == found


def test_a_zip_may_not_hold_itself_forever(tmp_path: Path) -> None:
    """A chain of archives ends at the third."""
    data = zipped([("x.txt", b"x")])
    for _ in range(5):
        data = zipped([("x.zip", data)], zipfile.ZIP_STORED)
    (problem,) = drain(corpus_file(tmp_path / "a.zip", data))
    assert ("a.zip!x.zip!x.zip!x.zip", "too-nested") == problem

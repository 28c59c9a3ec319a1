"""Whatever is cut off or damaged: no exception, and what came before is kept."""

import gzip
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archives import COMPRESS, corpus_file, opened, tar, zipped
from searcher.corpus.archives.containers import Member, members

TEXT = "".join(f"{n} {random.Random(n).random()}\n" for n in range(4000)).encode()
FILES = [(f"{n}.txt", TEXT[n * 3000 : n * 3000 + 900 * n]) for n in range(1, 5)]
TAR = tar(FILES)
ARCHIVES = {
    "a.tar": TAR,
    "a.zip": zipped(FILES),
    "a.tar.gz": gzip.compress(TAR, mtime=0),
    "a.tar.xz": COMPRESS[".xz"](TAR),
}


def is_beginning(parts: list[tuple[str, bytes]]) -> bool:
    """Say whether the members are the first of FILES, the last one perhaps cut off."""
    *whole, last = zip(parts, FILES, strict=False) if parts else [(FILES[0], FILES[0])]
    return all(part[1] == file[1] for part, file in whole) and last[1][1].startswith(last[0][1])


@pytest.mark.parametrize("suffix", COMPRESS)
@given(share=st.floats(0, 1, exclude_max=True))
def test_a_cut_stream_gives_its_beginning(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, share: float
) -> None:
    """A compressed file that ends too early is read up to there, and rejected as `truncated`."""
    data = COMPRESS[suffix](TEXT)
    cut = data[: max(10, int(len(data) * share))]
    path = tmp_path_factory.getbasetemp() / f"cut.txt{suffix}"
    (_, text), *problems = opened(corpus_file(path, cut))
    assert isinstance(text, bytes)
    assert TEXT.startswith(text)
    assert [(path.name, "truncated")] == problems


def test_a_cut_gzip_gives_all_that_can_be_unpacked(tmp_path: Path) -> None:
    """Nothing is held back: half of the bytes give about half of the text."""
    data = gzip.compress(TEXT)
    (_, text), _ = opened(corpus_file(tmp_path / "a.txt.gz", data[: len(data) // 2]))
    assert 0.45 < len(text) / len(TEXT) < 0.55


@pytest.mark.parametrize("name", ARCHIVES)
@given(share=st.floats(0, 1, exclude_max=True))
def test_a_cut_archive_gives_its_first_members(
    tmp_path_factory: pytest.TempPathFactory, name: str, share: float
) -> None:
    """Members before the cut are whole, the last may be short, and the break is named."""
    data = ARCHIVES[name]
    cut = data[: max(600, int(len(data) * share))]
    path = tmp_path_factory.getbasetemp() / f"cut-{name}"
    found = opened(corpus_file(path, cut))
    parts = [(file, data) for file, data in found if isinstance(data, bytes)]
    problems = {reason for _, reason in found if isinstance(reason, str)}
    assert is_beginning(parts)
    # A tar may lose its padding without harm.
    assert problems <= {"truncated"}
    assert problems or (len(parts) == len(FILES) and name != "a.zip")


@pytest.mark.parametrize("name", ARCHIVES)
@given(place=st.floats(0, 1, exclude_max=True), flip=st.integers(1, 255))
def test_a_damaged_archive_never_raises(
    tmp_path_factory: pytest.TempPathFactory, name: str, place: float, flip: int
) -> None:
    """One wrong byte anywhere: every member is read or named."""
    data = bytearray(ARCHIVES[name])
    data[int(len(data) * place)] ^= flip
    path = tmp_path_factory.getbasetemp() / f"bad-{name}"
    assert opened(corpus_file(path, bytes(data)))


@given(
    data=st.binary(max_size=3000), start=st.sampled_from(["tar", "zip", "gz", "xz", "zst", "bz2"])
)
def test_nonsense_behind_a_signature_never_raises(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, start: str
) -> None:
    """Bytes that begin like a container and go on in any way."""
    begin = {"tar": TAR[:512], "zip": ARCHIVES["a.zip"][:40]}.get(start) or COMPRESS[f".{start}"](
        b"x" * 90
    )[:20]
    path = tmp_path_factory.getbasetemp() / f"nonsense.{start}"
    assert opened(corpus_file(path, begin + data))


def test_a_break_is_at_the_same_place_when_read_again(tmp_path: Path) -> None:
    """Readers that open a member twice see the same text."""
    data = gzip.compress(TEXT * 20)[:-9]
    for found in members(corpus_file(tmp_path / "a.gz", data)):
        if isinstance(found, Member):
            with found.open() as first, found.open() as second:
                text = first.read()
                assert text == second.read()
            assert len(text) > 19 * len(TEXT)


def test_a_wrong_checksum_is_named(tmp_path: Path) -> None:
    """The text is whole as far as anyone can tell, and the report says that it may not be."""
    data = bytearray(gzip.compress(b"text " * 9))
    data[-8] ^= 1
    assert [("a.gz", b"text " * 9), ("a.gz", "truncated")] == opened(
        corpus_file(tmp_path / "a.gz", bytes(data))
    )
    stored = bytearray(zipped([("a", b"text")], method=0))
    stored[stored.index(b"text")] ^= 1
    assert [("a.zip!a", b"uext"), ("a.zip!a", "truncated")] == opened(
        corpus_file(tmp_path / "a.zip", bytes(stored))
    )


def test_what_follows_a_stream_is_named(tmp_path: Path) -> None:
    """Bytes after the end that are no stream are not passed over in silence."""
    data = gzip.compress(b"text") + b"and something that is not compressed"
    assert [("a.gz", b"text"), ("a.gz", "truncated")] == opened(
        corpus_file(tmp_path / "a.gz", data)
    )


def test_a_cut_zip_whose_lengths_follow_the_data(tmp_path: Path) -> None:
    """Zips that were written as streams are walked by unpacking them."""
    import io
    import zipfile

    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.data = b""

        def writable(self) -> bool:
            return True

        def write(self, data: object) -> int:
            self.data += bytes(data)  # type: ignore[call-overload]
            return len(bytes(data))  # type: ignore[call-overload]

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in FILES:
            archive.writestr(name, data)
    cut = pipe.data[: pipe.data.index(b"PK\1\2")]
    found = opened(corpus_file(tmp_path / "a.zip", cut))
    assert [*((f"a.zip!{name}", data) for name, data in FILES), ("a.zip", "truncated")] == found

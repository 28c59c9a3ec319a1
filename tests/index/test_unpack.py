"""A packed index from anybody: what is altered, cut off, too much or evil is refused, and named.

Archives are taken apart and put together again, changed in one point. That the putting together
changes nothing by itself is tested first.
"""

import bz2
import contextlib
import gzip
import hashlib
import io
import json
import lzma
import random
import sqlite3
import tarfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import orjson
import pytest

import searcher
from searcher import Index, IndexIncompatible, PackError
from searcher.index.folder.home import PACKED_SUFFIXES
from searcher.index.packed.archive import (
    MANIFEST_FILE,
    MAX_MANIFEST,
    Held,
    Manifest,
    end,
    header,
    padding,
)

SAMPLE = Path(__file__).resolve().parents[2] / "docs" / "sample" / "json"
Part = tuple[bytes, bytes]  # a header and the bytes below it
SEGMENT = "0" * 32


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an index."""
    folder = tmp_path_factory.mktemp("made")
    with Index.create(folder / "news") as index:
        index.ingest(SAMPLE)
        index.delete(next(index.scan()).title)
    return folder / "news"


@pytest.fixture(scope="module")
def whole(made: Path) -> bytes:
    """Give a packed index."""
    return searcher.pack(made, made.parent / "news.tar").path.read_bytes()


@pytest.fixture
def held(whole: bytes) -> dict[str, bytes]:
    """Give the files of the archive, but for the manifest."""
    with tarfile.open(fileobj=io.BytesIO(whole)) as archive:
        return {
            one.name: stream.read()
            for one in archive
            if one.name != MANIFEST_FILE and (stream := archive.extractfile(one))
        }


@pytest.fixture
def manifest(whole: bytes) -> Manifest:
    """Give its manifest."""
    with tarfile.open(fileobj=io.BytesIO(whole)) as archive:
        first = archive.extractfile(MANIFEST_FILE)
        assert first is not None
        return Manifest.from_bytes(first.read())


def listed(manifest: Manifest, held: dict[str, bytes]) -> Manifest:
    """Let the manifest list these files, as whoever makes an archive can."""
    rows = [Held(name, len(d), hashlib.sha256(d).hexdigest()) for name, d in held.items()]
    return replace(manifest, files=tuple(sorted(rows, key=lambda row: row.name)))


def parts(manifest: Manifest, held: dict[str, bytes]) -> list[Part]:
    """Give the members, the manifest first."""
    own = manifest.to_bytes()
    named = [(MANIFEST_FILE, own), *sorted(held.items())]
    return [(header(name, len(data)), data) for name, data in named]


def joined(members: list[Part]) -> bytes:
    """Put members together."""
    body = b"".join(head + data + padding(len(data)) for head, data in members)
    return body + end(len(body))


def unpacked(data: bytes, tmp_path: Path, name: str = "evil.tar") -> searcher.IndexInfo:
    """Unpack bytes."""
    (tmp_path / name).write_bytes(data)
    return searcher.unpack(tmp_path / name, tmp_path / "home" / "there")


def refused(data: bytes, tmp_path: Path, reason: str) -> None:
    """Check that an archive is refused for this reason, and that nothing is left of the try."""
    with pytest.raises(PackError, match=reason) as told:
        unpacked(data, tmp_path)
    assert str(told.value).startswith(f"{tmp_path / 'evil.tar'}: ")
    assert "Nothing was unpacked" in str(told.value)
    left = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")}
    assert {"evil.tar"} == left - {"home"}


def test_putting_together_changes_nothing(
    whole: bytes, manifest: Manifest, held: dict[str, bytes], tmp_path: Path
) -> None:
    """What the other tests change is all that they change."""
    assert whole == joined(parts(listed(manifest, held), held))
    assert manifest.articles == unpacked(whole, tmp_path).articles > 0


# Bytes that changed


@pytest.mark.parametrize("seed", range(8))
def test_any_bit_of_a_plain_archive_counts(whole: bytes, tmp_path: Path, seed: int) -> None:
    """Wherever one is turned over, the archive is refused."""
    rng = random.Random(seed)
    for _ in range(12):
        place = rng.randrange(len(whole))
        changed = bytearray(whole)
        changed[place] ^= 1 << rng.randrange(8)
        refused(
            bytes(changed), tmp_path, "altered|no packed index|claims|no manifest|no plain file"
        )


def test_each_byte_of_headers_and_end_counts(whole: bytes, tmp_path: Path) -> None:
    """Fields that tar's tools do not look at are looked at here."""
    with tarfile.open(fileobj=io.BytesIO(whole)) as archive:
        starts = [one.offset for one in archive][:2]
    places = [start + place for start in starts for place in range(0, 512, 7)]
    for place in [*places, len(whole) - 1, len(whole) - 600, len(whole) - 1024]:
        changed = bytearray(whole)
        changed[place] ^= 0x20
        refused(bytes(changed), tmp_path, "altered|no packed index|claims|no plain file|not in its")


@pytest.mark.parametrize("suffix", PACKED_SUFFIXES[1:])
def test_a_bit_of_a_compressed_archive_changes_no_article(
    made: Path, manifest: Manifest, tmp_path: Path, suffix: str
) -> None:
    """It is refused; or, for bits that carry nothing, such as gzip's time, all is as it was."""
    data = searcher.pack(made, tmp_path / f"good{suffix}").path.read_bytes()
    rng, refusals = random.Random(suffix), 0
    for number in range(25):
        place = rng.randrange(len(data))
        changed = bytearray(data)
        changed[place] ^= 1 << rng.randrange(8)
        (tmp_path / "evil").write_bytes(changed)
        try:
            info = searcher.unpack(tmp_path / "evil", tmp_path / f"there-{number}")
        except PackError:
            refusals += 1
            assert not (tmp_path / f"there-{number}").exists()
        else:
            assert (manifest.digest, manifest.articles) == (info.digest, info.articles)
    assert refusals > 20


@pytest.mark.parametrize("suffix", PACKED_SUFFIXES)
def test_a_cut_off_archive_is_refused(made: Path, tmp_path: Path, suffix: str) -> None:
    """At any length, down to nothing; also one byte before the end."""
    data = searcher.pack(made, tmp_path / f"good{suffix}").path.read_bytes()
    (tmp_path / f"good{suffix}").unlink()
    rng = random.Random(1)
    lengths = [0, 1, 100, 511, 512, len(data) // 2, len(data) - 1]
    for length in [*lengths, *(rng.randrange(len(data)) for _ in range(8))]:
        refused(data[:length], tmp_path, "cut off|no packed index")


def test_the_file_in_which_it_is_cut_off_is_named(whole: bytes, tmp_path: Path) -> None:
    """Or the one before which."""
    with tarfile.open(fileobj=io.BytesIO(whole)) as archive:
        one = archive.getmember("searcher.json")
    refused(whole[: one.offset_data + 10], tmp_path, r"within searcher\.json")
    refused(whole[: one.offset], tmp_path, r"before searcher\.json")
    refused(whole[: one.offset + 5], tmp_path, r"before searcher\.json")
    refused(whole[:-600], tmp_path, "before its end")


def test_what_follows_the_end_is_refused(whole: bytes, tmp_path: Path) -> None:
    """Also where it is compressed by itself."""
    refused(whole + b"\0", tmp_path, "its end was altered")
    packed = gzip.compress(whole)
    refused(packed + b"more", tmp_path, "what follows the end is not compressed")
    refused(packed + gzip.compress(b"more"), tmp_path, "its end was altered")
    assert unpacked(packed, tmp_path).articles


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_its_first_bytes_say_how_it_is_compressed(
    whole: bytes, tmp_path: Path, pack: Callable[[bytes], bytes]
) -> None:
    """And not its name; another tool may have compressed it."""
    assert unpacked(pack(whole), tmp_path).articles


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04" + bytes(600), bytes(20480), b"text" * 500])
def test_what_is_no_packed_index(tmp_path: Path, data: bytes) -> None:
    """An empty file, a zip, an empty tar, a text."""
    refused(data, tmp_path, "this is no packed index")


def test_a_tar_of_other_things(tmp_path: Path) -> None:
    """Its first member is no manifest; or is called one."""
    for name, reason in (("a.txt", "no packed index"), (MANIFEST_FILE, "no manifest")):
        stream = io.BytesIO()
        with tarfile.open(fileobj=stream, mode="w") as archive:
            archive.addfile(tarfile.TarInfo(name), io.BytesIO())
        refused(stream.getvalue(), tmp_path, reason)


# Members that are not what the manifest lists


SPECIAL = {
    "symbolic link": tarfile.SYMTYPE,
    "hard link": tarfile.LNKTYPE,
    "device": tarfile.CHRTYPE,
    "block device": tarfile.BLKTYPE,
    "pipe": tarfile.FIFOTYPE,
    "folder": tarfile.DIRTYPE,
    "sparse file": tarfile.GNUTYPE_SPARSE,
    "long name": tarfile.GNUTYPE_LONGNAME,
    "extended header": tarfile.XHDTYPE,
    "header for all": tarfile.XGLTYPE,
    "unknown": b"Z",
}


@pytest.mark.parametrize("kind", SPECIAL)
@pytest.mark.parametrize("number", [0, 2])
def test_only_plain_files_are_taken(
    manifest: Manifest, held: dict[str, bytes], tmp_path: Path, kind: str, number: int
) -> None:
    """Whatever else stands in a file's place, also in the manifest's, is refused by its name."""
    members = parts(manifest, held)
    name = [MANIFEST_FILE, *sorted(held)][number]
    evil = tarfile.TarInfo(name)
    evil.type, evil.linkname, evil.mtime = SPECIAL[kind], "/etc/passwd", 0
    if evil.type not in {tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE}:
        evil.size = len(members[number][1])
    members[number] = (evil.tobuf(tarfile.GNU_FORMAT), members[number][1])
    reason = f"'{name}' is no plain file" if number else "no packed index"
    refused(joined(members), tmp_path, reason)


def test_a_huge_header_is_not_read(
    held: dict[str, bytes], manifest: Manifest, tmp_path: Path
) -> None:
    """Neither an extended one that claims gigabytes, nor such a manifest."""
    members = parts(manifest, held)
    claims = tarfile.TarInfo("x")
    claims.type, claims.size = tarfile.XHDTYPE, 7 << 30
    refused(claims.tobuf(tarfile.GNU_FORMAT) + joined(members), tmp_path, "no packed index")
    members[0] = (header(MANIFEST_FILE, MAX_MANIFEST + 1), members[0][1])
    refused(joined(members), tmp_path, "manifest.json claims 4,194,305 bytes")
    members[0] = (header(MANIFEST_FILE, 9 << 40), members[0][1])
    refused(joined(members), tmp_path, "manifest.json claims")


@pytest.mark.parametrize(
    "name", ["../evil", "/etc/evil", "tantivy/evil.store", "rejected.jsonl", "a\x1b[2Jb", "ledger"]
)
def test_a_member_that_is_not_listed(
    manifest: Manifest, held: dict[str, bytes], tmp_path: Path, name: str
) -> None:
    """At the begin, in the middle or at the end, it is refused by its name, shown harmlessly."""
    evil = (header(name, 4), b"evil")
    for place in (1, 3, len(held) + 1):
        members = parts(manifest, held)
        members.insert(place, evil)
        shown = "is not in its manifest"
        refused(joined(members), tmp_path, shown)
        with pytest.raises(PackError) as told:
            unpacked(joined(members), tmp_path)
        assert f"{name!a} {shown}" in str(told.value)
    assert not (tmp_path / "evil").exists()


def test_a_member_that_comes_twice(
    manifest: Manifest, held: dict[str, bytes], tmp_path: Path
) -> None:
    """Also with the same bytes."""
    members = parts(manifest, held)
    members.insert(3, members[1])
    refused(joined(members), tmp_path, r"ledger\.sqlite comes twice")


@pytest.mark.parametrize("place", [1, 2, -1])
def test_a_member_that_is_missing(
    manifest: Manifest, held: dict[str, bytes], tmp_path: Path, place: int
) -> None:
    """It is named, wherever it should be."""
    members = parts(manifest, held)
    name = members[place][0].partition(b"\0")[0].decode()
    del members[place]
    refused(joined(members), tmp_path, f"{name} is missing")


def test_members_in_another_order(
    manifest: Manifest, held: dict[str, bytes], tmp_path: Path
) -> None:
    """They come as the manifest lists them."""
    members = parts(manifest, held)
    members[1], members[2] = members[2], members[1]
    refused(joined(members), tmp_path, r"ledger\.sqlite is missing before searcher\.json")


def test_a_member_with_other_bytes(
    manifest: Manifest, held: dict[str, bytes], tmp_path: Path
) -> None:
    """Of the same number: the digest tells."""
    held["tantivy/meta.json"] = held["tantivy/meta.json"].replace(b"lz4", b"LZ4")
    refused(joined(parts(manifest, held)), tmp_path, "tantivy/meta.json was altered")


@pytest.mark.parametrize("more", [1, -1, 5000])
def test_a_member_with_more_or_fewer_bytes(
    manifest: Manifest, held: dict[str, bytes], tmp_path: Path, more: int
) -> None:
    """No more is written than the manifest says."""
    old = held["searcher.json"]
    held["searcher.json"] = old[:more] if more < 0 else old + b" " * more
    refused(joined(parts(manifest, held)), tmp_path, r"searcher\.json has [\d,]+ bytes, its manif")


def test_a_header_of_another_program(
    manifest: Manifest, held: dict[str, bytes], tmp_path: Path
) -> None:
    """Right name and size, but another owner: not what was packed."""
    members = parts(manifest, held)
    other = tarfile.TarInfo("searcher.json")
    other.size, other.uid, other.uname = len(held["searcher.json"]), 1000, "me"
    members[2] = (other.tobuf(tarfile.GNU_FORMAT), members[2][1])
    refused(joined(members), tmp_path, r"the header of searcher\.json was altered")


# Manifests that list what no index holds


EVIL_NAMES = [
    *("../evil", "/etc/evil", "tantivy/../evil.a", "tantivy/../../evil.a", "..", ".", ""),
    *("tantivy\\evil.store", "C:evil.store", "tantivy/C:evil.store", "\\\\host\\share\\a.b"),
    *("tantivy/con.store", "tantivy/nul.store", "tantivy/com1.store", "aux"),
    *("tantivy/a\0b.store", "tantivy/a\n.store", "tantivy/a .store", "tantivy/a.store."),
    *("tantivy/.tantivy-writer.lock", "tantivy/x.lock", "writer.json", "rejected.jsonl"),
    *(".unfinished", "tantivy/.unfinished", "searcher.tmp", "ledger.sqlite-journal", "evil.txt"),
    *("tantivy/sub/a.store", "tantivy/", "tantivy", "TANTIVY/a.store", "tantivy/A.store"),
    *("tantivy-\uff11/a.store", "tantivy/\xe4.store", "tantivy-x/a.store", "other/a.store"),
    *("Searcher.json", "searcher.json/a.b", f"tantivy/{'a' * 100}.store", "manifest.json"),
]


@pytest.mark.parametrize("name", EVIL_NAMES)
def test_names_that_no_index_holds(
    manifest: Manifest, held: dict[str, bytes], tmp_path: Path, name: str
) -> None:
    """They are refused before anything is written, though the manifest lists them."""
    own = listed(manifest, {**held, name: b"evil"}).to_bytes()
    data = header(MANIFEST_FILE, len(own)) + own + padding(len(own))
    refused(data, tmp_path, "is no name of a file of an index")


def test_a_name_that_is_listed_twice(
    manifest: Manifest, held: dict[str, bytes], tmp_path: Path
) -> None:
    """A file has one digest."""
    twice = replace(manifest, files=(manifest.files[0], *manifest.files))
    refused(joined(parts(twice, held)), tmp_path, r"'ledger\.sqlite' is listed twice")


def test_two_folders_of_the_engine(
    manifest: Manifest, held: dict[str, bytes], tmp_path: Path
) -> None:
    """One is in force."""
    held[f"tantivy-2/{SEGMENT}.store"] = b"evil"
    refused(joined(parts(listed(manifest, held), held)), tmp_path, "2 folders of the engine")


@pytest.mark.parametrize(
    "name", ["searcher.json", "state.json", "tantivy/meta.json", "tantivy/.managed.json"]
)
def test_a_file_that_every_index_has(
    manifest: Manifest, held: dict[str, bytes], tmp_path: Path, name: str
) -> None:
    """The manifest must list it."""
    del held[name]
    refused(joined(parts(listed(manifest, held), held)), tmp_path, f"lists no {name}")


@pytest.mark.parametrize(
    "change",
    [
        {"format": True},
        {"format": "1"},
        {"files": [{"name": "a"}]},
        {"files": [{"name": "searcher.json", "size": -1, "sha256": "0" * 64}]},
        {"files": [{"name": "searcher.json", "size": 1.5, "sha256": "0" * 64}]},
        {"files": [{"name": "searcher.json", "size": 1, "sha256": "0" * 63}]},
        {"files": {}},
        {"files": [[]]},
        {"languages": [1]},
        {"languages": "en"},
        {"articles": None},
        {"tool": 1},
    ],
)
def test_a_manifest_of_wrong_types(
    manifest: Manifest, held: dict[str, bytes], tmp_path: Path, change: dict[str, object]
) -> None:
    """Whatever its own digest says."""
    values = {**orjson.loads(manifest.to_bytes()), **change}
    del values["manifest_sha256"]
    values["manifest_sha256"] = hashlib.sha256(orjson.dumps(values)).hexdigest()
    members = parts(manifest, held)
    own = orjson.dumps(values)
    members[0] = (header(MANIFEST_FILE, len(own)), own)
    refused(joined(members), tmp_path, "manifest.json is no manifest")


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{}", b"\xff", b"[" * 100_000, b'{"format": 1e99}', b"1"]
)
def test_a_manifest_that_is_none(
    manifest: Manifest, held: dict[str, bytes], tmp_path: Path, data: bytes
) -> None:
    """Also one that is nested without end."""
    members = parts(manifest, held)
    members[0] = (header(MANIFEST_FILE, len(data)), data)
    refused(joined(members), tmp_path, "manifest.json is no manifest")


def test_a_manifest_that_was_written_anew(
    manifest: Manifest, held: dict[str, bytes], tmp_path: Path
) -> None:
    """Its own digest is over its facts; its layout is ours."""
    members = parts(manifest, held)
    own = json.dumps(json.loads(members[0][1])).encode()
    members[0] = (header(MANIFEST_FILE, len(own)), own)
    refused(joined(members), tmp_path, "manifest.json was altered")


def test_a_bomb_finds_no_room(manifest: Manifest, held: dict[str, bytes], tmp_path: Path) -> None:
    """What the manifest claims is held against the disk's free space, before it comes."""
    rows = [
        replace(row, size=10**15) if row.name == "ledger.sqlite" else row for row in manifest.files
    ]
    members = parts(replace(manifest, files=tuple(rows)), held)
    with pytest.raises(PackError, match=r"takes 1,000,000,[\d,]+ bytes, and there are"):
        unpacked(gzip.compress(joined(members)), tmp_path)
    assert not (tmp_path / "home" / "there").exists()


def test_a_bomb_comes_no_further_than_declared(
    manifest: Manifest, held: dict[str, bytes], tmp_path: Path
) -> None:
    """Bytes without end after the last file cost neither disk nor memory."""
    body = b"".join(head + data + padding(len(data)) for head, data in parts(manifest, held))
    refused(gzip.compress(body + bytes(200 << 20), 1), tmp_path, "its end was altered")


# Files that agree with their manifest, and with nothing else


def test_a_list_of_files_to_delete(
    manifest: Manifest, held: dict[str, bytes], tmp_path: Path
) -> None:
    """The engine would delete what it names, wherever that lies."""
    held["tantivy/.managed.json"] = orjson.dumps(["../../letter.txt", "meta.json"])
    refused(
        joined(parts(listed(manifest, held), held)), tmp_path, r"\.managed\.json lists other files"
    )


def test_a_file_that_belongs_to_no_commit(
    manifest: Manifest, held: dict[str, bytes], tmp_path: Path
) -> None:
    """It would lie there for ever."""
    held[f"tantivy/{SEGMENT}.store"] = b"evil"
    refused(joined(parts(listed(manifest, held), held)), tmp_path, "is no file of its commit")


def test_metadata_that_is_missing(
    manifest: Manifest, held: dict[str, bytes], tmp_path: Path
) -> None:
    """Whoever took it away, an index without it is not whole."""
    del held["tantivy/metadata.bin"]
    refused(joined(parts(listed(manifest, held), held)), tmp_path, r"metadata\.bin is missing")


def test_a_segment_that_is_missing(
    manifest: Manifest, held: dict[str, bytes], tmp_path: Path
) -> None:
    """The manifest does not list it, but the engine wants it."""
    gone = next(name for name in held if name.endswith(".store"))
    del held[gone]
    listed_files = orjson.loads(held["tantivy/.managed.json"])
    listed_files.remove(gone.partition("/")[2])
    held["tantivy/.managed.json"] = orjson.dumps(listed_files)
    refused(joined(parts(listed(manifest, held), held)), tmp_path, "missing or corrupt")


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"[]", b'{"segments": [1]}', b'{"segments": [{"segment_id": 1}]}']
)
def test_a_description_of_no_commit(
    manifest: Manifest, held: dict[str, bytes], tmp_path: Path, data: bytes
) -> None:
    """What the engine would stumble over."""
    held["tantivy/meta.json"] = data
    refused(joined(parts(listed(manifest, held), held)), tmp_path, "describes no commit")


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER evil AFTER INSERT ON files BEGIN DELETE FROM records; END",
        "CREATE VIEW evil AS SELECT * FROM files",
        "CREATE VIRTUAL TABLE evil USING fts5(text)",
    ],
)
def test_a_ledger_with_more_than_tables(
    manifest: Manifest, held: dict[str, bytes], tmp_path: Path, statement: str
) -> None:
    """SQL that would run by itself at the next ingest."""
    file = tmp_path / "ledger"
    file.write_bytes(held["ledger.sqlite"])
    db = sqlite3.connect(file)
    db.execute(statement)
    db.commit()
    db.close()
    held["ledger.sqlite"] = file.read_bytes()
    file.unlink()
    refused(
        joined(parts(listed(manifest, held), held)), tmp_path, "ledger.sqlite holds 'evil', which"
    )


def test_a_ledger_that_is_none(manifest: Manifest, held: dict[str, bytes], tmp_path: Path) -> None:
    """It is no database, or another one."""
    for data in (b"text" * 2000, b""):
        held["ledger.sqlite"] = data
        refused(joined(parts(listed(manifest, held), held)), tmp_path, "ledger.sqlite is no ledger")


@pytest.mark.parametrize(
    "change",
    [
        {"schema": 99},
        {"languages": ["de"]},
        {"folder": "tantivy-2"},
        {"folder": 1},
        {"engine": "other"},
        {"created": []},
        {"created": None},
        {"format": "x"},
        {"unknown": 1},
    ],
)
def test_settings_that_do_not_agree(
    manifest: Manifest, held: dict[str, bytes], tmp_path: Path, change: dict[str, object]
) -> None:
    """Not with the manifest, or with no settings at all."""
    held["searcher.json"] = orjson.dumps({**orjson.loads(held["searcher.json"]), **change})
    refused(
        joined(parts(listed(manifest, held), held)), tmp_path, r"settings|searcher\.tmp: cannot be"
    )


@pytest.mark.parametrize("change", [{"digest": "0" * 64}, {"articles": 5}])
def test_a_corpus_that_is_another(
    manifest: Manifest, held: dict[str, bytes], tmp_path: Path, change: dict[str, object]
) -> None:
    """Articles are counted and their digests added up, whatever is remembered beside them."""
    lying = replace(manifest, **change)  # type: ignore[arg-type]
    state = {**orjson.loads(held["state.json"]), **change}
    held["state.json"] = orjson.dumps(state)
    refused(joined(parts(listed(lying, held), held)), tmp_path, "its manifest says")


def test_a_memory_of_another_corpus(
    manifest: Manifest, held: dict[str, bytes], tmp_path: Path
) -> None:
    """It would be shown by `info`."""
    state = {**orjson.loads(held["state.json"]), "digest": "0" * 64}
    held["state.json"] = orjson.dumps(state)
    refused(
        joined(parts(listed(manifest, held), held)), tmp_path, "state.json is of another corpus"
    )


# Other versions


def test_a_later_format_is_for_a_later_version(
    manifest: Manifest, held: dict[str, bytes], tmp_path: Path
) -> None:
    """Whatever else its manifest says."""
    values = {"format": 2, "tool": "9.0", "what": "ever"}
    digest = hashlib.sha256(orjson.dumps(values)).hexdigest()
    own = orjson.dumps({**values, "manifest_sha256": digest})
    members = [(header(MANIFEST_FILE, len(own)), own), *parts(manifest, held)[1:]]
    with pytest.raises(IndexIncompatible, match=r"evil\.tar: .*'9\.0'.* Update searcher\."):
        unpacked(joined(members), tmp_path)


def test_damage_is_no_later_format(
    manifest: Manifest, held: dict[str, bytes], tmp_path: Path
) -> None:
    """One bit makes 3 of 1: the manifest's own digest tells."""
    members = parts(manifest, held)
    own = members[0][1].replace(b'"format": 1', b'"format": 3')
    refused(joined([(members[0][0], own), *members[1:]]), tmp_path, "manifest.json was altered")


def test_the_cure_for_an_older_schema_works(
    manifest: Manifest, held: dict[str, bytes], tmp_path: Path
) -> None:
    """The files that `tar` takes out are an index, which is built anew."""
    settings = orjson.loads(held["searcher.json"])
    held["searcher.json"] = orjson.dumps({**settings, "schema": 1})
    other = replace(manifest, schema=1)
    (tmp_path / "old.tar").write_bytes(joined(parts(listed(other, held), held)))
    with pytest.raises(IndexIncompatible, match=r"take the files out with tar, into an empty fold"):
        searcher.unpack(tmp_path / "old.tar", tmp_path / "new")
    with tarfile.open(tmp_path / "old.tar") as archive:
        archive.extractall(tmp_path / "taken", filter="data")
    assert manifest.digest == searcher.reindex(tmp_path / "taken").digest
    with Index.open(tmp_path / "taken") as index:
        assert manifest.articles == index.count("*")


@pytest.mark.parametrize(
    ("schema", "cure"), [(99, "Update searcher"), (0, "searcher reindex where it was packed")]
)
def test_another_schema_is_refused_at_once(
    manifest: Manifest, held: dict[str, bytes], tmp_path: Path, schema: int, cure: str
) -> None:
    """With its cure, and before anything is written."""
    held["searcher.json"] = orjson.dumps({**orjson.loads(held["searcher.json"]), "schema": schema})
    other = replace(manifest, schema=schema)
    with pytest.raises(IndexIncompatible, match=rf"evil\.tar: it has schema {schema}.*{cure}"):
        unpacked(joined(parts(listed(other, held), held)), tmp_path)
    assert not (tmp_path / "home").exists()


def test_a_newer_ledger_is_refused(
    manifest: Manifest, held: dict[str, bytes], tmp_path: Path
) -> None:
    """No ingest could go on in it."""
    ledger = tmp_path / "ledger"
    ledger.write_bytes(held["ledger.sqlite"])
    with contextlib.closing(sqlite3.connect(ledger)) as db, db:
        db.execute("UPDATE meta SET value = '99' WHERE name = 'version'")
    held["ledger.sqlite"] = ledger.read_bytes()
    with pytest.raises(IndexIncompatible, match=r"ledger\.sqlite was .* Update searcher"):
        unpacked(joined(parts(listed(manifest, held), held)), tmp_path)
    assert not [*(tmp_path / "home").rglob("searcher.json")]


def test_other_fields_of_the_same_schema_are_refused_with_the_cure(
    manifest: Manifest, held: dict[str, bytes], tmp_path: Path
) -> None:
    """To get the archive again would not help."""
    meta = held["tantivy/meta.json"]
    held["tantivy/meta.json"] = meta.replace(b'"metadata_at"', b'"card"')
    assert meta != held["tantivy/meta.json"]
    with pytest.raises(IndexIncompatible, match=r"evil\.tar: .*other fields.* searcher reindex"):
        unpacked(joined(parts(listed(manifest, held), held)), tmp_path)


def test_sizes_beyond_eight_gigabytes_have_headers(tmp_path: Path) -> None:
    """Tar's own tools read them."""
    for size in (0, 8**11 - 1, 8**11, 50 << 30, 2**63):
        found = tarfile.TarInfo.frombuf(header("tantivy/a.store", size), "ascii", "strict")
        assert ("tantivy/a.store", size) == (found.name, found.size)
    del tmp_path


SEARCH = b"""{
  "format": 1,
  "searches": [
    {
      "name": "reefs",
      "saved": "2026-01-01T00:00:00+00:00",
      "ask": {
        "q": [
          "reef"
        ]
      }
    }
  ]
}
"""


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (SEARCH, None),
        (SEARCH.replace(b"reefs", "Öl".encode()), None),
        (SEARCH.replace(b'reef"', b'autor:x"'), None),  # told when it is asked
        (SEARCH + b" ", "is not as searcher writes it"),
        (SEARCH.replace(b'"format": 1,', b'"format": 1, "more": 1,'), "is not as searcher writes"),
        (SEARCH.replace(b"reefs", b"re\\u001bfs"), "no name for a search"),
        (SEARCH.replace(b'"q"', b'"limit"'), "no part of a question"),
        (b"{}", "no list of saved searches"),
        (b"[" * 5_000, "no list of saved searches"),
    ],
)
def test_saved_searches_of_strangers(
    manifest: Manifest, held: dict[str, bytes], tmp_path: Path, data: bytes, reason: str | None
) -> None:
    """Only what `searcher save` writes is taken; a message shows nothing of it as it is."""
    held["searches.json"] = data
    archive = joined(parts(listed(manifest, held), held))
    if reason is None:
        unpacked(archive, tmp_path)
        assert data == (tmp_path / "home" / "there" / "searches.json").read_bytes()
    else:
        refused(archive, tmp_path, reason)

"""An archive gives what its files would give in a folder: names of authors, folders as topics."""

import gzip
import io
import tarfile
import tracemalloc
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archives import COMPRESS, corpus_file, tar, zipped
from searcher.article import Article
from searcher.corpus import records
from searcher.corpus.archives.containers import Container
from searcher.corpus.records import IngestOptions, Outcome, find_reader
from searcher.corpus.surroundings import hints, survey
from searcher.corpus.surroundings.hints import Hint, folder_hints
from searcher.corpus.surroundings.people import gather
from searcher.corpus.walk import CorpusFile, roots
from searcher.corpus.workers.steps import steps
from searcher.index import Index

Tree = Mapping[str, bytes]

POST = b"---\ntitle: Tide\nauthors: [al]\n---\nHigh water at noon."
ANN = {"_data/authors.yml": b"al: Ann Lee"}
TEXTS = {
    f"{folder}/{n}.txt": f"Title {n}\n\nSome text of {folder} {n}.".encode()
    for folder in ("sport", "tech")
    for n in (1, 2)
}
MIB = 1 << 20


def write(root: Path, files: Tree) -> Path:
    """Make files below a folder."""
    for name, data in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    return root


def outcomes_of(file: CorpusFile, options: IngestOptions) -> Iterator[Outcome]:
    """Read all records of a file, in its order, as an ingest does."""
    reader = find_reader(file)
    if isinstance(reader, Container):
        options = records.surveyed(file, options)
    for _, outcome in steps(file, reader, options):
        yield outcome


def read(path: Path, options: IngestOptions | None = None) -> dict[str, tuple[object, ...]]:
    """Read all files of a root: for each place its authors and topics, or the reason."""
    (root,) = roots([path])
    options = options or IngestOptions()
    heard = folder_hints(root.files()) if options.folder_hints else hints.NONE
    options = replace(options, people=gather(root.files()), hints=heard)
    shown: dict[str, tuple[object, ...]] = {}
    for file in root.files():
        for outcome in outcomes_of(file, options):
            found = outcome.record
            if isinstance(found, Article):
                names = tuple(author.name for author in found.authors)
                shown[found.provenance.file] = (names, found.raw.topics, found.raw.hinted)
            else:
                shown[found.where.file] = (found.reason, found.detail)
    return shown


def surveyed(path: Path, data: bytes, **limits: int) -> tuple[set[str], dict[str, Hint]]:
    """Survey an archive of these bytes: the files that name authors, and the hints."""
    limits.setdefault("max_unpacked", 1 << 30)
    people, heard, _ = survey.survey(corpus_file(path, data), folder_hints=True, **limits)
    return set(people.files), dict(heard.by_folder)


def packed(files: Tree) -> dict[str, bytes]:
    """Pack files in each kind of archive."""
    listed = list(files.items())
    packings = {f"a.tar{suffix}": pack(tar(listed)) for suffix, pack in COMPRESS.items()}
    return {"a.zip": zipped(listed), "a.tar": tar(listed), **packings}


@pytest.mark.parametrize("name", packed({}))
def test_an_archive_gives_what_its_folder_gives(tmp_path: Path, name: str) -> None:
    """Topics from folders, and authors named after the article that they wrote."""
    files = {"a/post.md": POST, "b/_data/authors.yml": b"al: Alf", **TEXTS, **ANN}
    folder = read(write(tmp_path / "folder", files))
    assert (("Ann Lee",), (), ()) == folder["a/post.md"]
    assert ((), ("sport",), ("topics",)) == folder["sport/1.txt"]
    assert ("no-article", "names authors") == folder["_data/authors.yml"]
    found = read(write(tmp_path / "archive", {name: packed(files)[name]}))
    assert {f"{name}!{file}": shown for file, shown in folder.items()} == found


_FOLDERS = ["sport", "tech", "_data", "authors", "jane-roe", "Yahoo!", "layouts", "AnnLee"]
_FILES = {
    "1.txt": b"A title\n\nSome text.",
    "2.txt": b"Another title\n\nSome text.",
    "3.txt.gz": gzip.compress(b"A third title\n\nSome text.", mtime=0),
    "README": b"Read me",
    "authors.yml": b"al: Ann Lee\njane-roe: Jay Roe",
    "authors.json": b'{"al": "Alf Berg"}',
    "_index.md": b"---\ntitle: Al of Folder\nslug: al\n---\n",
    "p.md": b"---\ntitle: Tide\nauthors: [al, jane-roe]\n---\nHigh water.",
}
_TREES = st.dictionaries(
    st.tuples(st.lists(st.sampled_from(_FOLDERS), max_size=3), st.sampled_from(sorted(_FILES))).map(
        lambda place: "/".join((*place[0], place[1]))
    ),
    st.none(),
    min_size=1,
    max_size=14,
)


@given(names=_TREES)
def test_any_archive_gives_what_its_folder_gives(
    tmp_path_factory: pytest.TempPathFactory, names: dict[str, None]
) -> None:
    """Whatever lies in whichever folder, and in any order."""
    files = {name: _FILES[name.rpartition("/")[2]] for name in names}
    home = tmp_path_factory.mktemp("any")
    folder = read(write(home / "folder", files))
    found = read(write(home / "archive", {"a.zip": zipped(list(files.items()))}))
    assert {f"a.zip!{file}": shown for file, shown in folder.items()} == found


def test_what_stands_around_an_archive_holds_where_it_is_silent(tmp_path: Path) -> None:
    """The archive's own names come first, and reach nothing beside it."""
    files = {
        "authors.yml": b"al: Alf Berg\nbo: Bo Ray",
        "x/a.zip": zipped([("post.md", POST), *ANN.items()]),
        "x/b.zip": zipped([("post.md", POST.replace(b"al", b"bo"))]),
        "x/post.md": POST,
    }
    found = {file: shown[0] for file, shown in read(write(tmp_path, files)).items()}
    assert ("Ann Lee",) == found["x/a.zip!post.md"]
    assert ("Bo Ray",) == found["x/b.zip!post.md"]
    assert ("Alf Berg",) == found["x/post.md"]


def test_an_archive_in_an_archive_is_a_root_of_its_own(tmp_path: Path) -> None:
    """Its folders lie beside none of the outer ones; authors of the outer one hold in it."""
    inner = zipped([("post.md", POST), ("1.txt", b"One"), *TEXTS.items()])
    files = {**TEXTS, **ANN, "sport/in.tar": tar([("b/in.zip", inner)])}
    found = read(write(tmp_path, {"a.tar.gz": COMPRESS[".gz"](tar(list(files.items())))}))
    deep = "a.tar.gz!sport/in.tar!b/in.zip!"
    assert (("Ann Lee",), (), ()) == found[f"{deep}post.md"]
    assert ((), ("tech",), ("topics",)) == found["a.tar.gz!tech/1.txt"]
    # A text lies directly in the root: so folders say nothing.
    assert ((), (), ()) == found[f"{deep}tech/1.txt"]


def test_a_root_has_no_name(tmp_path: Path) -> None:
    """A text directly in an archive takes no hint, nor does an author page; a packed text does."""
    packed_text = COMPRESS[".gz"](b"Packed\n\nA text.")
    page = b"---\ntitle: Zed\n---\nSome words."
    files = {
        **TEXTS,
        "sport/a.zip": zipped([("1.txt", b"One\n\nA text."), ("2.txt", b"Two\n\nA text.")]),
        "sport/3.txt.gz": packed_text,
        "authors/al.zip": zipped([("index.md", page)]),
        "post.md": POST,
    }
    found = read(write(tmp_path, files))
    assert ((), (), ()) == found["sport/a.zip!1.txt"]
    assert ((), ("sport",), ("topics",)) == found["sport/3.txt.gz"]
    assert ((), (), ()) == found["authors/al.zip!index.md"]
    assert ("al",) == found["post.md"][0]


def test_a_file_that_is_only_compressed_is_opened_once_for_its_head(tmp_path: Path) -> None:
    """There is nothing to survey in it."""
    data = COMPRESS[".gz"](b"al: Ann Lee")
    assert (set(), {}) == surveyed(tmp_path / "authors.yml.gz", data)


def test_names_that_are_refused_say_nothing(tmp_path: Path) -> None:
    """Absolute names, names that lead out, and hidden ones."""
    names = ("/authors.yml", "../authors.yml", ".hidden/authors.yml", "C:/authors.yml")
    texts = [(f"/{name}", data) for name, data in TEXTS.items()]
    data = tar([*((name, b"al: Ann Lee") for name in names), *texts])
    assert (set(), {}) == surveyed(tmp_path / "a.tar", data)


def test_what_breaks_off_ends_the_survey(tmp_path: Path) -> None:
    """What came before holds, as for the reading, which reports gzip's break and tar's."""
    noise = bytes(n * n % 251 for n in range(60_000))
    data = COMPRESS[".gz"](
        tar([*ANN.items(), ("post.md", POST), ("noise.bin", noise), *ANN.items()])
    )
    assert {"a.tgz!/_data/authors.yml"} == surveyed(tmp_path / "a.tgz", data[: len(data) // 2])[0]
    write(tmp_path / "in", {"a.tgz": data[: len(data) // 2]})
    (root,) = roots([tmp_path / "in"])
    (file,) = root.files()
    outcomes = list(outcomes_of(file, IngestOptions()))
    reasons = Counter(getattr(one.record, "reason", "article") for one in outcomes)
    assert {"no-article": 1, "article": 1, "binary": 1, "truncated": 2} == reasons


@pytest.mark.parametrize("kind", ["tar", "zip"])
def test_a_bomb_is_passed_over(tmp_path: Path, kind: str) -> None:
    """It costs no memory, and in a zip, where each member is found without the others, no time."""
    out = io.BytesIO()
    if kind == "zip":
        data = zipped([("authors.yml", bytes(80 * MIB)), *ANN.items()])
    else:
        with tarfile.open(fileobj=out, mode="w:gz") as archive:
            for name, size in (("authors.yml", 80 * MIB), ("_data/authors.yml", 0)):
                header = tarfile.TarInfo(name)
                header.size = size
                archive.addfile(header, io.BytesIO(bytes(size)))
        data = out.getvalue()
    tracemalloc.start()
    named, _ = surveyed(tmp_path / "a", data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert ({"a!/_data/authors.yml"} if kind == "zip" else set()) == named
    assert peak < 40 * MIB


def test_the_users_limit_holds(tmp_path: Path) -> None:
    """Nothing is surveyed beyond what may be unpacked."""
    data = COMPRESS[".xz"](tar([("a.bin", bytes(2 * MIB)), *ANN.items()]))
    assert set() == surveyed(tmp_path / "a.tar.xz", data, max_unpacked=MIB)[0]
    assert {"a.tar.xz!/_data/authors.yml"} == surveyed(tmp_path / "a.tar.xz", data)[0]


def test_names_of_authors_are_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are held in memory; what goes beyond names nobody."""
    monkeypatch.setattr(survey, "MAX_NAMING", 100)
    data = zipped([(f"{n}/authors.yml", b"al: Ann Lee " + b"x" * 30) for n in range(4)])
    assert {"a.zip!/0/authors.yml"} == surveyed(tmp_path / "a.zip", data)[0]


def test_a_list_of_authors_is_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a folder."""
    monkeypatch.setattr("searcher.corpus.surroundings.people.MAX_PEOPLE_BYTES", 20)
    data = zipped([("a/authors.yml", b"al: Ann Lee"), ("b/authors.yml", b"al: Ann Lee" + b" " * 9)])
    assert {"a.zip!/a/authors.yml", "a.zip!/b/authors.yml"} == surveyed(tmp_path / "a.zip", data)[0]
    data = zipped([("b/authors.yml", b"al: Ann Lee" + b" " * 10)])
    assert set() == surveyed(tmp_path / "a.zip", data)[0]


def test_folders_are_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Their names are held in memory; so many are no topics."""
    assert 2 == len(surveyed(tmp_path / "a.zip", zipped(list(TEXTS.items())))[1])
    monkeypatch.setattr(hints, "_MOST", 1)
    assert {} == surveyed(tmp_path / "a.zip", zipped(list(TEXTS.items())))[1]


def test_a_path_that_no_system_has_says_nothing(tmp_path: Path) -> None:
    """Names in a tar may be a mebibyte long; the member itself is read."""
    names = [f"{'a/' * 70}{name}" for name in ("sport/1.txt", "sport/2.txt")]
    names += [name.replace("sport", "tech") for name in names]
    long = f"{'long' * 1500}/authors.yml"
    data = tar([*((name, b"Title\n\nText.") for name in names), (long, b"al: Ann Lee")])
    assert (set(), {}) == surveyed(tmp_path / "a.tar", data)
    assert {"a.tar!" + name for name in (*names, long)} == set(read(tmp_path / "a.tar"))


def test_switched_off_folders_say_nothing(tmp_path: Path) -> None:
    """The archive is read again when that changes, and only then."""
    folder = write(tmp_path / "in", {"a.zip": zipped(list(TEXTS.items()))})
    with Index.create(tmp_path / "ix") as index:
        assert 4 == index.ingest([folder]).added
        assert {"topics"} == {name for a in index.scan() for name in a.raw.hinted}
        assert 4 == index.ingest([folder], folder_hints=False).replaced
        assert not any(article.raw.hinted for article in index.scan())
        assert 4 == index.ingest([folder], folder_hints=False).unchanged


def test_names_around_an_archive_are_part_of_how_it_is_read(tmp_path: Path) -> None:
    """Its own are in its bytes."""
    folder = write(tmp_path / "in", {"a.zip": zipped([("post.md", POST)]), **ANN})
    with Index.create(tmp_path / "ix") as index:
        index.ingest([folder])
        write(folder, {"_data/authors.yml": b"al: Ann Berg"})
        assert 1 == index.ingest([folder]).replaced
        (article,) = index.scan()
    assert ["Ann Berg"] == [author.name for author in article.authors]


def test_archives_that_an_older_version_read_are_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It did not survey them."""
    folder = write(tmp_path / "in", {"a.zip": zipped(list(TEXTS.items()))})
    file = corpus_file(folder / "a.zip")
    with monkeypatch.context() as older:
        older.setattr(records, "CONTAINERS_VERSION", 1)
        way = records.way(find_reader(file), IngestOptions(), file)
        assert not records.is_outdated(way)
    assert records.is_outdated(way)


@pytest.mark.corpora
@pytest.mark.parametrize(
    "name",
    [
        "18f_blog",
        "bbc_fulltext",
        "kurdistan_en_ar_ku",
        "wikinews_en",
        pytest.param("digitalgov_news", marks=pytest.mark.slow),
    ],
)
def test_real_archives_give_what_their_folders_give(
    shared_data: Path, tmp_path: Path, name: str
) -> None:
    """Every record is the same, but for where it was found."""
    packed = shared_data / "articles" / f"{name}.tar.xz"
    with tarfile.open(packed) as archive:
        archive.extractall(tmp_path, filter="data")
    assert _everything(tmp_path, "") == _everything(packed, f"{packed.name}!")


def _everything(path: Path, within: str) -> Counter[tuple[str, str]]:
    """Read all records of a root, without what stands before their files' names."""
    (root,) = roots([path])
    options = IngestOptions(
        infer_topics=False, people=gather(root.files()), hints=folder_hints(root.files())
    )
    found: Counter[tuple[str, str]] = Counter()
    for file in root.files():
        for outcome in outcomes_of(file, options):
            one = outcome.record
            place = one.provenance if isinstance(one, Article) else one.where
            rest = (
                replace(one, provenance=replace(place, file=""))
                if isinstance(one, Article)
                else (one.reason, one.detail)
            )
            found[place.file.removeprefix(within), repr((rest, outcome.captured))] += 1
    return found

"""Readers of other packages are found, and can break nothing."""

import importlib
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from commands import Run
from searcher.corpus.records import is_outdated, way_named
from searcher.index import Index
from searcher.normalise import VERSION as NORMALISER
from searcher.readers import plugins

pytest_plugins = ("command_fixtures",)

GUIDE = Path(__file__).parents[2] / "docs" / "readers.md"
PAGE = b"""# The wall holds\r
Author: Ines Calloway\r
Date: 2026-01-30\r
\r
The wall at the old harbour held through the night.\r
"""
Install = Callable[..., None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Give a function that installs a package with one module and its entry points."""
    place = tmp_path / "packages"

    def put(package: str, code: str, **entries: str) -> None:
        about = place / f"{package}-1.2.dist-info"
        about.mkdir(parents=True)
        (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.2\n")
        lines = [f"{name} = {value}" for name, value in entries.items()]
        (about / "entry_points.txt").write_text("\n".join([f"[{plugins.GROUP}]", *lines]))
        (place / f"{package}.py").write_text(code)
        importlib.invalidate_caches()
        sys.modules.pop(package, None)
        plugins.installed.cache_clear()

    monkeypatch.syspath_prepend(place)
    yield put
    plugins.installed.cache_clear()


def fenced(language: str) -> str:
    """Give the block of the guide."""
    (block,) = re.findall(
        rf"^```{language} \S+\n(.*?)^```$", GUIDE.read_text(), re.MULTILINE | re.DOTALL
    )
    return str(block)


def reader(body: str, *, name: str = "odd", more: str = "") -> str:
    """Write a module whose reader yields as `body` says."""
    return (
        "from searcher.readers import *\n"
        f"def read(source, options):\n    where = Provenance(source.file, 'x')\n    {body}\n"
        f"reader = Reader({name!r}, 'Odd', ('.odd',), 3, read{more})\n"
    )


def reasons(where: Path) -> list[tuple[str, str]]:
    """List what the last ingest rejected."""
    lines = (where / "rejected.jsonl").read_text().splitlines()
    return [(row["reason"], row["detail"]) for row in map(json.loads, lines)]


@pytest.mark.parametrize("workers", [0, 1])
def test_the_example_of_the_guide_reads_its_format(
    searcher: Run, install: Install, tmp_path: Path, workers: int
) -> None:
    """At most 20 lines, installed as a package, found by processes too, and inside archives."""
    code = fenced("python")
    assert 20 >= len(code.splitlines())
    assert 'gemini = "gemini_reader:reader"' in fenced("toml")
    install("gemini_reader", code, gemini="gemini_reader:reader")
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.gmi").write_bytes(PAGE)
    with zipfile.ZipFile(folder / "b.zip", "w") as zipped:
        zipped.writestr("c.gmi", PAGE.replace(b"holds", b"holds again"))
    ran = searcher("ingest", folder, "--index", "gemini", "--workers", workers, "--json")
    assert ({"gemini": 2}, 0) == (json.loads(ran.out)["by_format"], ran.code), ran.err
    shown = json.loads(searcher("search", "holds", "--index", "gemini", "--format", "json").out)
    assert {"The wall holds", "The wall holds again"} == {hit["title"] for hit in shown["hits"]}
    assert "Ines Calloway" == shown["hits"][0]["authors"][0]
    again = json.loads(searcher("ingest", folder, "--index", "gemini", "--json").out)
    assert 2 == again["unchanged"]


def test_a_new_version_reads_files_again(install: Install, tmp_path: Path) -> None:
    """Name and version of the reader are part of the file's fingerprint, of an archive's too."""
    body = "yield RawArticle(where, title='One ' + source.file, body='B')"
    install("odd", reader(body), odd="odd:reader")
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "a.odd").write_text("x")
    with zipfile.ZipFile(tmp_path / "c" / "b.zip", "w") as zipped:
        zipped.writestr("c.odd", "x")
    with Index.create(tmp_path / "index") as index:
        assert 2 == index.ingest(tmp_path / "c").seen
        assert 2 == index.ingest(tmp_path / "c").unchanged
        newer = reader(body.replace("One", "Two")).replace("3, read", "4, read")
        (tmp_path / "packages" / "odd.py").write_text(newer + "# longer\n")
        sys.modules.pop("odd")
        plugins.installed.cache_clear()
        report = index.ingest(tmp_path / "c")
        assert (2, 0) == (report.added, report.unchanged)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("import no_such_module\nreader = 1", "No module named 'no_such_module'"),
        ("raise SystemExit('gone')\n", "SystemExit: gone"),
        ("reader = 1", "is no Reader and no function"),
        ("def reader():\n    return 1 / 0", "ZeroDivisionError"),
        ("def reader(needed): ...", "TypeError"),
        (reader("yield", name="json"), "another format of the name json"),
        (reader("yield", name="zip"), "another format of the name zip"),
        (reader("yield", name="-"), "no name of a format"),
        (reader("yield").replace("3, read", "'3', read"), "version"),
        (reader("yield").replace("('.odd',)", "'.odd'"), "suffixes"),
        (reader("yield").replace("('.odd',)", "()"), "neither suffixes nor"),
        (reader("yield").replace("3, read", "3, 'read'"), "no function"),
    ],
)
def test_a_broken_package_is_left_out_by_name(
    install: Install, tmp_path: Path, code: str, said: str
) -> None:
    """The note names the package; everything else is read."""
    install("odd", code, odd="odd:reader")
    (tmp_path / "a.jsonl").write_text('{"title": "A", "text": "A text"}\n')
    with Index.create(tmp_path / "index") as index:
        report = index.ingest(tmp_path / "a.jsonl")
    (note,) = [note for note in report.notes if "odd 1.2" in note]
    assert said in note
    assert 1 == report.added


@pytest.mark.parametrize("workers", [0, 1])
@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("yield RawArticle(where, title='A', body='B'); 1 / 0", "ZeroDivisionError"),
        ("yield RawArticle(where, title='A', body='B'); raise SystemExit", "SystemExit"),
        ("yield RawArticle(where, title='A', body='B'); yield 7", "a int is no RawArticle"),
        ("yield RawArticle(where, title='A', body='B'); yield RawArticle(where, title=b'A')",
         "title holds a bytes"),
        ("yield RawArticle(where, title='A', body='B'); yield RawArticle(where, authors='Ann')",
         "authors is no tuple"),
        ("yield RawArticle(where, title='A', body='B'); yield RawArticle(None, title='C')",
         "no Provenance"),
        ("yield RawArticle(where, title='A', body='B'); yield Skipped(where, 'No. Way')",
         "is no reason"),
    ],
)  # fmt: skip
def test_a_mistake_while_reading_costs_what_it_touches(
    install: Install, tmp_path: Path, body: str, said: str, workers: int
) -> None:
    """What came before stays; the rejection names reader and package."""
    install("odd", reader(body), odd="odd:reader")
    (tmp_path / "a.odd").write_text("x")
    (tmp_path / "b.txt").write_text("A title\n\nA text of its own.")
    with Index.create(tmp_path / "index") as index:
        report = index.ingest([tmp_path / "a.odd", tmp_path / "b.txt"], workers=workers)
    assert (2, 1) == (report.added, report.rejected)
    ((reason, detail),) = reasons(tmp_path / "index")
    assert "bad-reader" == reason
    assert "the reader odd of the package odd 1.2" in detail
    assert said in detail


@pytest.mark.parametrize("workers", [0, 1])
def test_a_mistake_while_looking_is_a_note(install: Install, tmp_path: Path, workers: int) -> None:
    """The file is read by whoever else knows it, inside an archive too."""
    code = reader("yield", more=", recognises=lambda file, head: head.nothing")
    install("odd", code, odd="odd:reader")
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as zipped:
        zipped.writestr("c.txt", "A title\n\nA text of its own.")
    with Index.create(tmp_path / "index") as index:
        report = index.ingest(tmp_path / "b.zip", workers=workers)
        assert 1 == report.added
        (note,) = [note for note in report.notes if "odd 1.2" in note]
        assert "failed to look at some files" in note
        assert "AttributeError" in note


def test_who_recognises_comes_first_and_who_has_the_suffix_last(
    install: Install,
) -> None:
    """Bytes before suffix, suffixes of our own to ourselves."""
    body = "yield RawArticle(where, title='A', body='B')"
    install("odd", reader(body, more=", recognises=lambda f, head: head[:3] == b'ODD'"),
            odd="odd:reader")  # fmt: skip
    suffix = reader(body, name="even").replace("('.odd',)", "('.even', '.txt', '.xml')")
    install("even", suffix, even="even:reader")
    found = plugins.installed()
    assert (["even", "odd"], ()) == ([one.name for one in found.readers], found.problems)
    told = {
        (name, head): plugins.reader_of(name, head, found.readers)
        for name, head in [
            ("a.txt", b"ODD text"), ("a.odd", b"no sign"), ("a.even", b'{"title": 1}'),
            ("a.txt", b"A text"), ("a.xml", b"<other/>"), ("a.xml", b"<rss><channel/></rss>"),
        ]
    }  # fmt: skip
    assert ["odd", None, "even", "text", "even", "feed"] == [
        one.name if one else None for one in told.values()
    ]


def test_strings_of_others_are_mended(install: Install, tmp_path: Path) -> None:
    """Half a surrogate pair, and a place that is not the file's, do no harm."""
    body = "yield RawArticle(Provenance('../x', 'y', 5), title='A\\ud800', body='B')"
    install("odd", reader(body), odd="odd:reader")
    (tmp_path / "a.odd").write_text("x")
    with Index.create(tmp_path / "index") as index:
        index.ingest(tmp_path / "a.odd")
        (hit,) = index.search("B").hits
    where = hit.article.provenance
    assert ("A\ufffd", "a.odd", "odd", 5) == (
        hit.article.title, where.file, where.reader, where.record
    )  # fmt: skip


def test_an_index_outlives_its_readers(install: Install, tmp_path: Path) -> None:
    """What a package read stays when it is gone, and `info` asks no package."""
    install("odd", reader("yield RawArticle(where, title='A', body='B')"), odd="odd:reader")
    (tmp_path / "a.odd").write_text("x")
    with Index.create(tmp_path / "index") as index:
        index.ingest(tmp_path / "a.odd")
        install("worse", "raise RuntimeError", worse="worse:reader")
        assert 0 == index.info().outdated
    assert not is_outdated(json.dumps(["odd", 3, None, NORMALISER]))
    assert way_named("none-such") is None


def test_a_search_imports_no_reader(install: Install, tmp_path: Path) -> None:
    """Neither the packages nor the module that looks for them."""
    with Index.create(tmp_path / "index"):
        pass
    install("odd", "raise SystemExit(9)", odd="odd:reader")
    code = (
        "import sys; from searcher.cli.search import main;"
        f"main(['x', '--index', {str(tmp_path / 'index')!r}]);"
        "assert 'searcher.readers' not in sys.modules; assert 'odd' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)

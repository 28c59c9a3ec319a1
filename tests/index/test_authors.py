"""A file that says which names are one author's: read, refused, heeded, read again."""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import searcher
from searcher import Index, UsageError
from searcher.index.folder.authors import read_authority
from searcher.testing import article
from tantivy_index import indexed

CORPUS = [
    article(title="One", authors=["Jane Roe"], published="2026-01-01"),
    article(title="Two", authors=["J. Roe", "Jane Roe"], published="2026-01-02"),
    article(title="Three", authors=["ROE, JANE"], published="2026-01-03"),
    article(title="Four", authors=["Bo Lind"], published="2026-01-04"),
    article(title="Five", published="2026-01-05"),
]
JANE = "Jane Roe:\n- J. Roe\n- Roe, Jane\n"


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    """Make an index of five articles, three of them by one author under three names."""
    with indexed(tmp_path / "news", CORPUS, languages=("en",)) as made:
        yield made


def told(tmp_path: Path, text: str | bytes) -> Path:
    """Write a file of authors."""
    path = tmp_path / "names.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        (JANE, [("Jane Roe", ("jane roe", "j. roe", "roe, jane"))]),
        ("Northwire: Northwire News\nNo: ['12:30']", None),
        ("  Jane   Roe : [JANE ROE]", [("Jane Roe", ("jane roe",))]),
        ("# nothing yet\n", []),
        ("Jane Roe:\n", [("Jane Roe", ("jane roe",))]),
    ],
)
def test_it_is_read(tmp_path: Path, text: str, groups: list[object] | None) -> None:
    """One name or a list, as texts and nothing else, folded."""
    found = read_authority(told(tmp_path, text)).groups
    if groups is None:
        assert [("northwire", "northwire news"), ("no", "12:30")] == [g.members for g in found]
    else:
        assert groups == [(group.name, group.members) for group in found]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("A B: [X Y]\nC D: [x  y]\n", "“x y” is a name of both “A B” and “C D”"),
        ("A B: [C D]\nC D: [A B]\n", "is a name of both"),
        ("A B: [C D]\nC D: [E F]\n", "“c d” is a name of both"),
        ("A B: [X]\nA B: [Y]\n", "line 2: A B is given twice"),
        ("A B: [X]\na b: [Y]\n", "is a name of both “A B” and “a b”"),
        ("- A B\n- C D\n", "at the left margin"),
        ("just words\n", "at the left margin"),
        ("A B: {X: Y}\n", "are a list"),
        ("A B: [[X]]\n", "a name is a text"),
        ("A B: [null]\n", "a name is a text"),
        ("A B: ['']\n", "“” is no name"),
        ("'': [X]\n", "“” is no name"),
        (f"A B: [{'x' * 400}]\n", "is no name"),
        ("A B: [" + ", ".join(f"X{n}" for n in range(1_000)) + "]\n", "1,000 are the most"),
        ("A B: [X\n", "line 2"),
        ("a: &a [b]\n" + "".join(f"c{n}: *a\n" for n in range(100)), "“b” is a name of both"),
        ("&a a: &b [*a, " + "*a, " * 500 + "x]\n", "alias *a: not allowed here"),
        ("[" * 100, "nested too deeply"),
        (b"A B: [\xff]\n", "not UTF-8"),
        ("A B: [!!python/object:os.system x]\nC: [x]", "“x” is a name of both"),
    ],
)
def test_what_cannot_be_is_refused(tmp_path: Path, text: str | bytes, message: str) -> None:
    """With the file, the entry, and what is wrong with it."""
    path = told(tmp_path, text)
    with pytest.raises(UsageError) as problem:
        read_authority(path)
    assert str(problem.value).startswith(f"{path}: ")
    assert message in str(problem.value)


def test_a_file_that_is_not_there_is_an_error(index: Index, tmp_path: Path) -> None:
    """Where it was named; the one in the index may be missing."""
    with pytest.raises(UsageError, match="cannot be read"):
        Index.open(index.path, authors=tmp_path / "gone.yaml")
    with pytest.raises(UsageError, match="cannot be read"):
        Index.open(index.path, authors=tmp_path)


def test_an_author_is_found_by_any_name(index: Index, tmp_path: Path) -> None:
    """In filters and words; each article once, with the names as printed."""
    with Index.open(index.path, authors=told(tmp_path, JANE)) as joined:
        for name in ("Jane Roe", "j. roe", "Roe, Jane"):
            found = joined.search(author=name, sort="oldest")
            assert ["One", "Two", "Three"] == [hit.article.title for hit in found.hits]
            assert 3 == joined.search(f'author:"{name}"').total
            assert 2 == joined.count(not_author=name)
        assert "ROE, JANE" == found.hits[2].article.authors[0].name
        assert (
            "J. Roe"
            == next(iter(joined.scan(author="roe, jane", date="2026-01-02"))).authors[0].name
        )


def test_an_answer_says_by_which_file(index: Index, tmp_path: Path) -> None:
    """In the request as understood, and in the notes where it may matter."""
    path = told(tmp_path, JANE)
    with Index.open(index.path, authors=path) as joined:
        found = joined.search(author="J. Roe")
        assert found.request.authority is not None
        assert "names.yaml" == found.request.authority.name
        digest = found.request.authority.digest
        note = f"names.yaml (sha256 {digest[:12]}) joins 3 names of 1 author."
        assert note in found.notes
        assert note in joined.search(facet="author").notes
        assert note not in joined.search("one").notes
        assert joined.search("one").request.authority == found.request.authority
    assert index.search(author="J. Roe").request.authority is None


def test_the_facet_counts_an_author_once(index: Index, tmp_path: Path) -> None:
    """With the name to show; values are looked for in all names."""
    with Index.open(index.path, authors=told(tmp_path, JANE)) as joined:
        counts = [(c.value, c.count) for c in joined.facet("author").counts]
        assert [("Jane Roe", 3), ("Bo Lind", 1), (None, 1)] == counts
        for text in ("jane", "j.", "ROE,"):
            assert ["Jane Roe"] == [c.value for c in joined.facet("author", like=text).counts]
        (offered,) = joined.suggest("jan")
        assert ("author", "Jane Roe", 3, "jane roe") == (
            offered.kind,
            offered.text,
            offered.count,
            offered.key,
        )


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("Jane Rose", [("Jane Roe", 3)]),
        ("J. Rue", [("Jane Roe", 3)]),
        ("Roe, Jan", [("Jane Roe", 3)]),
        ("Roe", [("Jane Roe", 3)]),
        ("Bo Lindt", [("Bo Lind", 1)]),
    ],
)
def test_a_slip_in_any_of_the_names_is_told(
    index: Index, tmp_path: Path, typed: str, offered: list[tuple[str, int]]
) -> None:
    """The author is offered once, by the name to show and with what all the names sign."""
    with Index.open(index.path, authors=told(tmp_path, JANE)) as joined:
        (note,) = (one for one in joined.search(author=typed).notes if one.kind == "unknown")
    assert offered == [(one.value, one.count) for one in note.proposals]


def test_trends_and_timelines_heed_the_file(index: Index, tmp_path: Path) -> None:
    """An author of several names is one series; the file is named."""
    file = told(tmp_path, JANE)
    with Index.open(index.path, authors=file) as joined:
        trend = joined.trend(by="year", series="author", top=1)
        counts = {one.name: one.found.total for one in trend.series}
        assert {"Jane Roe": 3, "unsigned": 1, "other": 1} == counts
        timeline = joined.timeline(author="J. Roe")
        assert 3 == timeline.total
        for request in (trend.request, trend.series[0].request, timeline.request):
            assert request.authority
            assert "names.yaml" == request.authority.name
        assert any("names.yaml" in note for note in trend.notes)
    assert 2 == index.timeline(author="Jane Roe").total


def test_the_file_in_the_index_is_heeded_and_read_again(index: Index) -> None:
    """As soon as it is there, changed, or gone; a mistake in it is told, and does not stick."""
    own = index.path / "authors.yaml"
    assert 2 == index.count(author="Jane Roe")
    own.write_text(JANE)
    assert 3 == index.count(author="Jane Roe")
    own.write_text("Jane Roe: [Bo Lind]\n")
    assert 3 == index.count(author="bo lind")
    own.write_text("Jane Roe: [")
    with pytest.raises(UsageError, match=r"authors\.yaml: line"):
        index.count(author="bo lind")
    own.write_text(JANE)
    assert 1 == index.count(author="bo lind")
    own.unlink()
    assert 2 == index.count(author="Jane Roe")


def test_which_file(index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one named, else the environment's, else the index's; `none` is none."""
    (index.path / "authors.yaml").write_text("Jane Roe: [Bo Lind]\n")
    path = told(tmp_path, JANE)
    monkeypatch.setenv("SEARCHER_AUTHORS", str(path))
    for authors, count in ((None, 3), (str(path), 3), ("none", 2)):
        with Index.open(index.path, authors=authors) as opened:
            assert count == opened.count(author="Jane Roe")
    monkeypatch.setenv("SEARCHER_AUTHORS", "")
    with Index.open(index.path) as opened:
        assert 3 == opened.count(author="Jane Roe")
        assert 3 == opened.count(author="Bo Lind")


def test_a_snapshot_keeps_the_file_that_it_was_opened_with(index: Index) -> None:
    """As it keeps the commit."""
    own = index.path / "authors.yaml"
    own.write_text(JANE)
    with Index.open(index.path, snapshot=True) as opened:
        own.unlink()
        assert 3 == opened.count(author="Jane Roe")


def test_deleting_takes_all_names(index: Index) -> None:
    """An author is the same for every command."""
    (index.path / "authors.yaml").write_text(JANE)
    assert 3 == index.delete(author="J. Roe")
    assert 2 == index.count()


def test_an_export_names_the_file_and_verify_misses_it(index: Index, tmp_path: Path) -> None:
    """With its digest, in the manifest and in the command."""
    path = told(tmp_path, JANE)
    done = searcher.export(index, "", tmp_path / "hits.jsonl", author="Jane Roe", authors=str(path))
    assert done.path is not None
    assert 3 == done.rows
    manifest = json.loads(done.path.read_text())
    assert "names.yaml" == manifest["authority"]["name"]
    assert f"--authors {path}" in manifest["command"]
    same = searcher.verify(done.path, index, authors=path)
    assert (True, ()) == (same.same, same.notes)
    other = searcher.verify(done.path, index)
    assert other.same is False
    assert any("no file now" in note for note in other.notes)
    plain = searcher.export(index, "", tmp_path / "plain.jsonl", author="Jane Roe")
    assert (2, None) == (plain.rows, plain.manifest["authority"])
    with Index.open(index.path, authors=path) as joined:
        assert 3 == searcher.export(joined, "", tmp_path / "x.jsonl", author="Jane Roe").rows


@settings(max_examples=200)
@given(
    text=st.text("ab:- \n[]{}#&*!|>'\"\\,~?%@\t\x00é", max_size=60)
    | st.lists(st.sampled_from(("a:", " b", "\n- c", "\n", "d: [e]", "&x", "*x", "? ", "---"))).map(
        "".join
    )
)
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing but `UsageError` comes of it, and no name is two authors'."""
    with tempfile.TemporaryDirectory() as folder:
        path = told(Path(folder), text)
        try:
            groups = read_authority(path).groups
        except UsageError:
            return
    keys = [key for group in groups for key in group.members]
    assert len(keys) == len(set(keys))

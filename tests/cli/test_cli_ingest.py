"""`searcher ingest`: the index is made, the report told, the codes kept."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from commands import Run
from searcher.cli import intake
from searcher.cli.console import Console
from searcher.cli.intake import bytes_of
from searcher.corpus.accounts.report import Progress
from searcher.errors import UsageError
from searcher.index import Index, index_home

pytest_plugins = ("command_fixtures",)

ARTICLES = [
    {"title": "Willows planted", "body": "Volunteers planted willows along the river.", "n": 1},
    {"title": "Floods recede", "body": "The floods of the spring are receding at last.", "n": 2},
]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Give a folder with two articles as JSON lines."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    text = "".join(json.dumps(one) + "\n" for one in ARTICLES)
    (folder / "news.jsonl").write_text(text, "utf-8")
    return folder


def test_the_index_is_made_and_searched(searcher: Run, corpus: Path) -> None:
    """One command takes a folder to answers; a second one finds nothing new."""
    ran = searcher("ingest", corpus, "--index", "news")
    assert (0, True) == (ran.code, "index news (new): " in ran.err)
    assert "2 articles in index news" in ran.out
    assert 0 == searcher("search", "willows", "--index", "news").code
    again = searcher("ingest", corpus, "--index", "news", "--json")
    assert 2 == json.loads(again.out)["unchanged"]
    assert "(new)" not in again.err


def test_the_report_is_the_contract(searcher: Run, corpus: Path) -> None:
    """`--json` prints exactly the keys of the contract, and seen is the sum of the seven."""
    record = json.loads(searcher("ingest", corpus, "--json").out)
    seven = ["added", "replaced", "unchanged", "duplicate", "superseded", "skipped", "rejected"]
    assert [
        *("seen", *seven, "by_format", "by_reason", "examples", "dates"),
        *("articles", "digest", "seconds", "notes"),
    ] == list(record)
    assert record["seen"] == sum(record[name] for name in seven) == 2


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(searcher: Run, corpus: Path) -> None:
    """The record's place and reason on stderr; code 2, and the good records are in."""
    with (corpus / "news.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"title": \x1b[2J\n')
    ran = searcher("ingest", corpus, "--json")
    assert (2, 2, 1) == (
        ran.code,
        json.loads(ran.out)["articles"],
        json.loads(ran.out)["rejected"],
    )
    assert "news.jsonl:3: bad-json" in ran.err
    assert "\x1b" not in ran.err


def test_what_is_skipped_is_no_error(searcher: Run, corpus: Path) -> None:
    """It is no article: the report counts it, and names the first files of each reason."""
    (corpus / "blank.txt").touch()
    for _ in range(2):
        ran = searcher("ingest", corpus)
        assert (0, False) == (ran.code, "blank.txt" in ran.err)
        assert "  empty  1  blank.txt" in ran.lines
        assert "--list-skipped" not in ran.err


def test_all_that_is_skipped_is_named_where_asked(searcher: Run, corpus: Path) -> None:
    """Also what was read before; without it the report names a few, JSON more, and a note how."""
    for number in range(12):
        (corpus / f"{number:02}.rst").write_text("Title\n=====\n\nText.\n", "utf-8")
    (corpus / "blank.txt").touch()
    ran = searcher("ingest", corpus)
    assert "  unknown-format  12  00.rst, 01.rst, 02.rst, …" in ran.lines
    assert "--list-skipped names every file that is skipped" in ran.err
    for _ in range(2):
        ran = searcher("ingest", corpus, "--list-skipped", "--json")
        named = [line for line in ran.err.splitlines() if "unknown-format" in line]
        assert [f"{number:02}.rst:1: unknown-format" for number in range(12)] == named
        assert "blank.txt:1: empty" in ran.err
        assert "names every file" not in ran.err
        examples = json.loads(ran.out)["examples"]
        assert ["empty", "unknown-format"] == list(examples)
        assert [f"{number:02}.rst" for number in range(10)] == examples["unknown-format"]


@pytest.mark.parametrize(
    ("code", "said", "mapped"),
    [
        (0, "--map authors=gone: no record that was read has such a field.", "authors=gone"),
        (0, "--map title=gone: no record that was read has such a field.", "title=gone"),
        (2, "missing-field: no text in the mapped gone (title)", "title=gone,body=gone,summary=x"),
    ],
)
def test_a_mapped_field_that_is_not_there(
    searcher: Run, corpus: Path, code: int, said: str, mapped: str
) -> None:
    """A note tells it; only a record without any text is rejected."""
    ran = searcher("ingest", corpus, "--map", mapped)
    assert (code, True) == (ran.code, said in ran.err)


def test_nothing_to_ingest_leaves_no_index(
    searcher: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mistyped path makes no empty index."""
    monkeypatch.setenv("SEARCHER_HOME", str(tmp_path))
    ran = searcher("ingest", tmp_path / "nowhere")
    assert (2, "") == (ran.code, ran.out)
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--reference-date", "soon"], "--reference-date soon: no date. Write it as 2026-02-01"),
        (["--reference-date", "2026-02-30"], "no date"),
        (["--map", "title"], "--map title: write ATTRIBUTE=FIELD"),
        (["--map", "title=,body=x"], "--map title=: write ATTRIBUTE=FIELD"),
        (["--map", ""], "--map : write ATTRIBUTE=FIELD"),
        (["--map", "foo=title"], "--map foo=title: an article has no attribute foo. Choose from:"),
        (["--map", "title=a,title=b"], "--map title=a,title=b: title is given twice."),
        (["--map", "Date=a,published=b"], "published is given twice."),
        (["--map", "title=a date=b"], "--map title=a date=b: put a comma between pairs"),
        (["--languages", "xx"], "--languages xx: No stemmer for the language 'xx'"),
        (["--languages", " ,"], "--languages needs a code"),
        (["nowhere"], "nowhere: no such file or folder"),
        (["nowhere-[0-9].txt"], "nowhere-[0-9].txt"),
    ],
)
def test_a_wrong_option_is_told(searcher: Run, corpus: Path, args: list[str], message: str) -> None:
    """Before anything is made: no index is announced, and no folder is left behind."""
    ran = searcher("ingest", corpus, *args)
    assert (2, "") == (ran.code, ran.out)
    assert message in ran.err
    assert "index default" not in ran.err
    assert [] == list(index_home().iterdir())


@pytest.fixture
def failing(searcher: Run, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Run `ingest` of the corpus, failing before or after the real thing."""
    real = Index.ingest

    def run(problem: BaseException, *, committed: bool) -> Any:
        def fail(self: Index, paths: Any, **options: Any) -> Any:
            if committed:
                real(self, paths, **options)
            raise problem

        with monkeypatch.context() as patch:
            patch.setattr(Index, "ingest", fail)
            return searcher("ingest", corpus, "--index", "new")

    return run


@pytest.mark.parametrize("problem", [OSError(28, "No space left"), KeyboardInterrupt()])
def test_a_first_ingest_that_fails_leaves_no_empty_index(
    failing: Any, problem: BaseException
) -> None:
    """Whatever the failure; what was committed is kept."""
    failing(problem, committed=False)
    assert [] == list(index_home().iterdir())
    failing(problem, committed=True)
    with Index.open("new") as index:
        assert len(ARTICLES) == index.count()


def test_an_index_that_was_there_is_not_removed(failing: Any) -> None:
    """Though it is empty: somebody made it."""
    Index.create("new").close()
    failing(OSError(28, "No space left"), committed=False)
    Index.open("new").close()


@pytest.mark.parametrize(
    ("expected", "committed"),
    [
        ("nothing was committed yet, and the new index is removed.", False),
        ("2 articles committed so far are kept in index new.", True),
    ],
)
def test_an_interruption_says_what_is_kept(failing: Any, expected: str, *, committed: bool) -> None:
    """And how to go on."""
    ran = failing(KeyboardInterrupt(), committed=committed)
    assert (130, "") == (ran.code, ran.out)
    again = " Run the same command again: it goes on from there." if committed else ""
    assert ran.err.endswith(f"\n{expected}{again}\nsearcher: interrupted\n")


def test_files_are_not_counted_where_nobody_sees_the_progress(
    given: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To say how much is left all folders are walked once more."""
    assert None is given()["on_progress"]
    monkeypatch.setattr(Console, "shows_progress", True)
    assert None is not given()["on_progress"]


def test_paths_are_needed(searcher: Run) -> None:
    """An ingest of nothing is a mistake."""
    ran = searcher("ingest")
    assert 2 == ran.code
    assert "searcher: missing argument 'PATH...'" in ran.err


@pytest.fixture
def given(searcher: Run, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Run `ingest` and give the options that reached the index."""
    seen: list[dict[str, Any]] = []
    real = Index.ingest

    def spy(self: Index, paths: Any, **options: Any) -> Any:
        seen.append({"paths": paths, **options})
        return real(self, paths, **options)

    monkeypatch.setattr(Index, "ingest", spy)

    def run(*args: str) -> dict[str, Any]:
        ran = searcher("ingest", corpus, *args)
        assert seen, ran.err
        return seen[-1]

    return run


@pytest.mark.parametrize(
    ("args", "name", "expected"),
    [
        ([], "reference_date", None),
        (["--reference-date", "2026-02-01"], "reference_date", dt.date(2026, 2, 1)),
        (["--reference-date", "file"], "reference_date", "file"),
        ([], "fields", {}),
        (["--map", "title=n, body = title"], "fields", {"title": "n", "body": "title"}),
        ([], "infer_topics", True),
        (["--no-infer-topics"], "infer_topics", False),
    ],
)
def test_an_option_reaches_the_index(
    given: Any, args: list[str], name: str, expected: object
) -> None:
    """What is typed is what is done."""
    assert expected == given(*args)[name]


def test_languages_are_chosen_once(searcher: Run, corpus: Path) -> None:
    """When the index is made; later they can be repeated, not changed."""
    assert 0 == searcher("ingest", corpus, "--languages", "en, DE").code
    assert 0 == searcher("ingest", corpus, "--languages", "de,en").code
    ran = searcher("ingest", corpus, "--languages", "fr")
    assert 2 == ran.code
    assert "--languages fr: default was made for" in ran.err


class _Lines:
    """Stands for the console, and keeps the progress lines."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def progress(self, text: str) -> None:
        self.lines.append(text)


@pytest.mark.parametrize(
    ("expected", "at"),
    [
        (
            "1,234 articles · 3/12 files · 5.0 MB · 50 % · 90 s left · pages/a.html",
            Progress(3, 12, 1234, 1300, 5_000_000, 10_000_000, "pages/a.html", 90.0),
        ),
        ("1 article · 1 files · 0 B · -", Progress(1, None, 1, 1, 0, None, "-")),
        ("0 articles · 0/0 files · 0 B · x", Progress(0, 0, 0, 0, 0, 0, "x")),
    ],
)
def test_progress_says_how_far(expected: str, at: Progress) -> None:
    """Totals where they are known."""
    lines = _Lines()
    intake.RunningReport(lines).progress(at)  # type: ignore[arg-type]
    assert [expected] == lines.lines


@pytest.mark.parametrize(
    ("text", "size"), [("500", 500), ("2K", 2048), ("1 GiB", 1 << 30), ("3tb", 3 << 40)]
)
def test_sizes_are_powers_of_1024(text: str, size: int) -> None:
    """--max-unpacked takes bytes, or K, M, G, T."""
    assert size == bytes_of(text)


def test_a_size_that_is_none_is_named() -> None:
    """The message shows how to write one."""
    with pytest.raises(UsageError, match="--max-unpacked much: no size"):
        bytes_of("much")

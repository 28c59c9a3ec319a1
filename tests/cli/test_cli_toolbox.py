"""`searcher`: facets, show, info, list, remove."""

import csv
import io
import json
import shutil
import sys
import zipfile
from pathlib import Path

import pytest
import typer

from commands import Run
from searcher.article import from_record
from searcher.cli import main
from searcher.cli.console import Console
from searcher.index import Index
from searcher.testing import article, haystack
from tantivy_index import indexed

pytest_plugins = ("command_fixtures",)
pytestmark = pytest.mark.usefixtures("hay")


def test_without_arguments_there_is_help(searcher: Run) -> None:
    """All commands are listed."""
    ran = searcher()
    assert (0, "") == (ran.code, ran.err)
    names = [command.name for command in main.app().registered_commands]
    assert [
        "ingest",
        "search",
        "facets",
        "save",
        "saved",
        "kwic",
        "trend",
        "timeline",
        "export",
        "verify",
        "serve",
        "show",
        "similar",
        "story",
        "info",
        "doctor",
        "list",
        "delete",
        "reindex",
        "optimize",
        "remove",
        "pack",
        "unpack",
    ] == names
    groups = [str(group.name) for group in main.app().registered_groups]
    assert ["stories", "authors"] == groups
    assert [] == [name for name in (*names, *groups) if f" {name} " not in ran.out]


def _names(app: typer.Typer) -> list[str]:
    groups = [str(group.name) for group in app.registered_groups]
    return [*(str(command.name) for command in app.registered_commands), *groups]


def test_a_command_is_loaded_alone(searcher: Run) -> None:
    """Whatever is no command loads all, and so is told what there is."""
    every = _names(main.app())
    assert [[name] for name in every] == [_names(main.app(name)) for name in every]
    assert every == _names(main.app("--help"))
    assert "no such command 'serch'. Did you mean 'search'" in searcher("serch").err


def test_search_is_the_same_command(searcher: Run, search: Run) -> None:
    """`searcher search` is `search`."""
    args = ("bank", "--format", "ids")
    assert search(*args) == searcher("search", *args)


def test_a_command_that_does_not_exist(searcher: Run) -> None:
    """The near one is offered."""
    ran = searcher("serch")
    assert 2 == ran.code
    assert "searcher: no such command 'serch'. Did you mean 'search'" in ran.err


def test_facets_are_counted(searcher: Run) -> None:
    """As a table, with the missing bucket among them."""
    ran = searcher("facets", "author", "--limit", "0")
    assert (0, "author") == (ran.code, ran.lines[0])
    assert ["Mara", "Lindqvist", "4"] in [line.split()[:3] for line in ran.lines]
    assert ["unsigned", "6"] in [line.split()[:2] for line in ran.lines]


def test_facets_obey_words_and_filters(searcher: Run) -> None:
    """Counts are of the articles that match; a facet ignores its own selection."""
    args = ("facets", "source", "bank", "--source", "The Reed", "--language", "en", "--json")
    values = {one["value"]: one for one in json.loads(searcher(*args).out)["values"]}
    assert values["The Reed"]["selected"]
    assert {"Harbour Ledger", "The Reed"} <= set(values)


def test_json_of_a_facet_says_what_was_counted_of_which_corpus(searcher: Run) -> None:
    """As that of every other question does: request, notes and digest stand in it."""
    args = ("facets", "source", "bank", "--since", "2026", "--author", "Mara Lindqvst", "--json")
    record = json.loads(searcher(*args).out)
    alike = json.loads(searcher("search", *args[2:]).out)
    assert {"limit": None} == {
        name: value for name, value in record["query"].items() if value != alike["query"][name]
    }
    assert alike["corpus"] == record["corpus"]
    assert any("did you mean Mara Lindqvist" in note for note in record["notes"])


def test_date_is_month(searcher: Run) -> None:
    """The facet `date` goes by its canonical name."""
    record = json.loads(searcher("facets", "date", "--json").out)
    assert "month" == record["facet"]
    assert "2026-01" in [one["value"] for one in record["values"]]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["source", "--since", "2020"], "undated articles were left out."),
        (["month", "--date", "2020"], ""),
        (["month", "--since", "2020"], "undated articles were left out."),
        (["author", "--author", "nobody"], "no author 'nobody'"),
        (["source", "bank or river"], "did you mean bank OR river"),
        (["source", "bank"], ""),
    ],
)
def test_facets_say_what_is_left_out(searcher: Run, given: list[str], said: str) -> None:
    """As a search does; but a facet takes no notice of the filter on itself."""
    err = searcher("facets", *given).err
    assert (said in err) if said else not err


def test_facets_of_dates_are_shown_whole(searcher: Run, tmp_path: Path) -> None:
    """Forty days are forty lines, unless fewer are asked for; and CSV says where it is cut."""
    days = [f"2026-{month:02}-{day:02}" for month in (1, 2, 3, 4) for day in range(1, 11)]
    lines = [json.dumps({"title": f"On {d}", "text": f"Of {d}.", "date": d}) for d in days]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    at = ("-i", f"{tmp_path}/made")
    searcher("ingest", tmp_path / "a.jsonl", *at)
    ran = searcher("facets", "day", "--format", "csv", *at)
    assert (days, "") == ([row[0] for row in csv.reader(io.StringIO(ran.out))][1:], ran.err)
    ran = searcher("facets", "day", "--format", "csv", "--limit", "3", *at)
    assert days[:3] == [row[0] for row in csv.reader(io.StringIO(ran.out))][1:]
    assert "these are 3 values; there are more: --limit 0 gives all.\n" == ran.err
    with Index.open(tmp_path / "made") as index:
        counted = [index.facet("date"), index.facet("day"), index.facet("day", limit=3)]
        assert [4, 40, 3] == [len(facet.counts) for facet in counted]


def test_facets_as_csv(searcher: Run) -> None:
    """One row a value, all of them with --limit 0."""
    rows = list(csv.reader(io.StringIO(searcher("facets", "kind", "-f", "csv", "-n", "0").out)))
    assert [["value", "key", "count", "selected"], ["article", "article", "22", ""]] == rows[:2]


def test_facets_need_a_field_that_exists(searcher: Run) -> None:
    """The message lists them."""
    ran = searcher("facets", "colour")
    assert 2 == ran.code
    assert "author, source, topic" in ran.err


def test_show_prints_an_article(searcher: Run) -> None:
    """By the first digits of its id."""
    one = haystack()[0]
    ran = searcher("show", one.id[:8])
    assert (0, one.title) == (ran.code, ran.lines[0])
    assert "Analysts don't expect the buying to stop." in ran.lines


def test_show_gives_the_record(searcher: Run) -> None:
    """As JSON it is the whole article."""
    one = haystack()[0]
    assert one == from_record(json.loads(searcher("show", one.id, "--json").out))


@pytest.mark.parametrize("wanted", ["0000", "xyz", "12"])
def test_show_of_nothing_is_code_1(searcher: Run, wanted: str) -> None:
    """No article with this id, or no id."""
    assert (1, "") == (searcher("show", wanted).code, searcher("show", wanted).out)


def test_info_says_what_the_index_holds(searcher: Run) -> None:
    """For people and as JSON."""
    assert "articles   24" in searcher("info").lines
    record = json.loads(searcher("info", "--json").out)
    assert (24, "default") == (record["articles"], record["name"])


@pytest.mark.parametrize("lost", [True, False])
def test_info_does_not_know_what_only_a_ledger_knows(
    searcher: Run, tmp_path: Path, *, lost: bool
) -> None:
    """That no file was read would be another thing, and not true."""
    (tmp_path / "a.jsonl").write_text('{"title": "One", "text": "Some words."}\n')
    searcher("ingest", f"{tmp_path}/a.jsonl", "-i", f"{tmp_path}/made")
    ledger = tmp_path / "made" / "ledger.sqlite"
    ledger.unlink() if lost else ledger.write_bytes(b"no data base" * 1000)
    shown = searcher("info", "-i", f"{tmp_path}/made")
    (line,) = [one for one in shown.lines if one.startswith("files")]
    assert "not known" in line
    assert not [one for one in shown.lines if one.startswith(("stale", "deleted", "ingest"))]
    record = json.loads(searcher("info", "--json", "-i", f"{tmp_path}/made").out)
    unknown = ("files", "stale", "outdated", "deleted", "ingests")
    assert {None} == {record[name] for name in unknown}
    assert 1 == record["articles"]
    diagnosis = json.loads(searcher("doctor", "--json", "-i", f"{tmp_path}/made").out)
    assert ["ledger"] == [one["check"] for one in diagnosis["findings"] if "ledger" in str(one)]


@pytest.mark.parametrize("packed", [True, False])
def test_show_names_where_a_file_has_moved(searcher: Run, tmp_path: Path, *, packed: bool) -> None:
    """What was found stays as it was found; the same file under its old name has not moved."""
    (tmp_path / "in").mkdir()
    old, new = (tmp_path / "in" / f"{name}.{'zip' if packed else 'jsonl'}" for name in "ab")
    text = '{"title": "On rivers", "body": "The river rose in the night."}'
    if packed:
        with zipfile.ZipFile(old, "w") as archive:
            archive.writestr("news/rivers.jsonl", text)
    else:
        old.write_text(text, "utf-8")
    at = ("-i", f"{tmp_path}/made")
    searcher("ingest", tmp_path / "in", *at)
    (one,) = searcher("search", "rivers", "--format", "ids", *at).lines
    assert "moved" not in searcher("show", one, *at).err
    old.rename(new)
    searcher("ingest", tmp_path / "in", *at)
    shown = searcher("show", one, *at)
    assert f"The file has moved since it was read: {new.name}\n" == shown.err
    assert f"found in   {old.name}" in shown.out
    shutil.copy(new, old)
    searcher("ingest", tmp_path / "in", *at)
    assert "moved" not in searcher("show", one, *at).err


def test_info_says_what_was_ingested(searcher: Run, tmp_path: Path) -> None:
    """For people and as JSON: when, of what, what came of it."""
    (tmp_path / "news").mkdir()
    text = '{"title": "On rivers", "body": "The river rose in the night."}'
    (tmp_path / "news" / "a.jsonl").write_text(f"{text}\n{{", "utf-8")
    searcher("ingest", tmp_path / "news", "-i", f"{tmp_path}/made")
    (line,) = [one for one in searcher("info", "-i", f"{tmp_path}/made").lines if "UTC" in one]
    assert line.startswith("ingest     20")
    assert line.endswith(" UTC, news: 1 added, 1 rejected")
    record = json.loads(searcher("info", "--json", "-i", f"{tmp_path}/made").out)
    assert 1 == record["ingests"]
    (run,) = record["runs"]
    assert ("whole", ["news"], 1, 1) == (run["state"], run["names"], run["added"], run["rejected"])


def test_list_names_the_indexes(searcher: Run) -> None:
    """For people and as JSON."""
    assert "default" in searcher("list").out
    assert ["default"] == [one["name"] for one in json.loads(searcher("list", "--json").out)]


def test_list_of_none_is_code_1(
    searcher: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And says where it looked, and what to do."""
    monkeypatch.setenv("SEARCHER_HOME", str(tmp_path))
    ran = searcher("list")
    assert (1, "") == (ran.code, ran.out)
    assert f"no index in {tmp_path}. Make one: searcher ingest FOLDER" in ran.err
    assert [] == json.loads(searcher("list", "--json").out)


@pytest.fixture
def doomed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make an index that may be removed."""
    monkeypatch.setenv("SEARCHER_HOME", str(tmp_path))
    Index.create(tmp_path / "doomed").close()
    return tmp_path / "doomed"


def test_remove_deletes_the_index(searcher: Run, doomed: Path) -> None:
    """With --yes nobody is asked."""
    ran = searcher("remove", "doomed", "--yes")
    assert (0, "", False) == (ran.code, ran.out, doomed.exists())
    assert f"deleted {doomed}" in ran.err


def test_remove_tells_as_json(searcher: Run, doomed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was asked to go, and whether it went."""
    told = {"index": "doomed", "path": str(doomed), "removed": False}
    monkeypatch.setattr(Console, "confirm", lambda _, question: not question)
    ran = searcher("remove", "doomed", "--json")
    assert (1, "", told) == (ran.code, ran.err, json.loads(ran.out))
    ran = searcher("remove", "doomed", "--yes", "--json")
    assert (0, "", told | {"removed": True}) == (ran.code, ran.err, json.loads(ran.out))
    assert not doomed.exists()


def test_remove_needs_yes_where_nobody_can_answer(searcher: Run, doomed: Path) -> None:
    """A script never deletes by accident."""
    ran = searcher("remove", "doomed")
    assert (2, True) == (ran.code, doomed.exists())
    assert "add --yes" in ran.err


@pytest.mark.parametrize(("answer", "code", "left"), [(True, 0, False), (False, 1, True)])
def test_remove_asks(
    searcher: Run,
    doomed: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    answer: bool,
    code: int,
    left: bool,
) -> None:
    """On a terminal the answer decides."""
    asked: list[str] = []

    def confirm(_: Console, question: str) -> bool:
        asked.append(question)
        return answer

    monkeypatch.setattr(Console, "confirm", confirm)
    ran = searcher("remove", "doomed")
    assert (code, left) == (ran.code, doomed.exists())
    assert ["Delete index doomed (0 articles)?"] == asked


def test_remove_of_nothing_is_code_3(searcher: Run) -> None:
    """A name that is no index."""
    assert 3 == searcher("remove", "nothing", "--yes").code


def test_pack_and_unpack(searcher: Run, tmp_path: Path) -> None:
    """One file, and an index of it elsewhere; both say what they held."""
    file = tmp_path / "hay.tar.gz"
    ran = searcher("pack", "-o", file)
    assert (0, "") == (ran.code, ran.out)
    assert ran.err.startswith("packed 24 articles, ")
    assert f" into {file} (" in ran.err
    ran = searcher("unpack", file, "--index", tmp_path / "there")
    assert (0, "") == (ran.code, ran.out)
    assert "unpacked index there: 24 articles, digest " in ran.err
    assert 24 == json.loads(searcher("info", "--json", "-i", f"{tmp_path}/there").out)["articles"]


def test_pack_unpack_and_reindex_tell_as_json(searcher: Run, tmp_path: Path) -> None:
    """What is in the file; of an index that was made what `info` prints."""
    file, there = tmp_path / "hay.tar", str(tmp_path / "there")
    ran = searcher("pack", "-o", file, "--json")
    packed = json.loads(ran.out)
    assert (0, "") == (ran.code, ran.err)
    assert {"index", "path", "articles", "digest", "files", "bytes", "size"} == set(packed)
    assert ("default", str(file), 24) == (packed["index"], packed["path"], packed["articles"])
    assert file.stat().st_size == packed["size"] > packed["bytes"]
    ran = searcher("unpack", file, "--index", there, "--json")
    assert (0, "", searcher("info", "--json", "-i", there).out) == (ran.code, ran.err, ran.out)
    assert packed["digest"] == json.loads(ran.out)["digest"]
    ran = searcher("reindex", "--index", there, "--languages", "en,de", "--json")
    assert (0, "", searcher("info", "--json", "-i", there).out) == (ran.code, ran.err, ran.out)
    assert ["en", "de"] == json.loads(ran.out)["languages"]


def test_pack_needs_a_name_that_says_how(searcher: Run, tmp_path: Path) -> None:
    """And keeps an existing file."""
    assert 2 == searcher("pack").code
    ran = searcher("pack", "-o", tmp_path / "hay.zip")
    assert (2, True) == (ran.code, ".tar.zst" in ran.err)
    (tmp_path / "hay.tar").write_text("mine")
    ran = searcher("pack", "-o", tmp_path / "hay.tar")
    assert (2, True) == (ran.code, "--force" in ran.err)
    assert 0 == searcher("pack", "-o", tmp_path / "hay.tar", "--force").code


def test_unpack_makes_no_index_twice(searcher: Run, tmp_path: Path) -> None:
    """Code 3, and the way out; what is no packed index is code 2."""
    searcher("pack", "-o", tmp_path / "default.tar")
    ran = searcher("unpack", tmp_path / "default.tar")
    assert (3, True) == (ran.code, "--index NAME" in ran.err)
    (tmp_path / "text.tar").write_text("text")
    assert 2 == searcher("unpack", tmp_path / "text.tar").code


@pytest.mark.parametrize("command", ["pack", "unpack"])
def test_ctrl_c_is_code_130(
    searcher: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """And nothing is left."""
    searcher("pack", "-o", tmp_path / "there.tar")

    def interrupt(_: Console, _text: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Console, "progress", interrupt)
    if command == "pack":
        ran = searcher("pack", "-o", tmp_path / "more.tar")
    else:
        ran = searcher("unpack", tmp_path / "there.tar", "--index", tmp_path / "there")
    assert (130, "searcher: interrupted\n") == (ran.code, ran.err)
    assert [tmp_path / "there.tar"] == list(tmp_path.iterdir())


def test_arguments_come_from_the_process(monkeypatch: pytest.MonkeyPatch, searcher: Run) -> None:
    """The console script calls `main` without arguments."""
    del searcher
    monkeypatch.setattr(sys, "argv", ["searcher", "list", "--json"])
    assert 0 == main.main()


def test_authors_are_proposed_and_checked(searcher: Run, tmp_path: Path) -> None:
    """As a file that is read back; a name that signs nothing is told, and a mistake refused."""
    signed = [article(title=name, authors=[name]) for name in ("Jon Roe", "Roe, Jon", "Bo Lind")]
    indexed(tmp_path / "own", signed, languages=("en",)).close()
    own = str(tmp_path / "own")
    ran = searcher("authors", "suggest", own)
    assert 0 == ran.code
    assert "\nJon Roe:  # 1 article\n- Roe, Jon  # 1 article; last name first" in ran.out
    told = json.loads(searcher("authors", "suggest", own, "--json").out)
    assert ("own", 3, 1) == (told["index"], told["authors"], told["total"])
    (one,) = told["proposals"]
    assert ("Jon Roe", "jon roe", 1, "high") == (
        one["name"],
        one["key"],
        one["count"],
        one["likelihood"],
    )
    (other,) = one["variants"]
    assert ("Roe, Jon", 1, True) == (other["name"], other["count"], "last name" in other["reason"])
    path = tmp_path / "authors.yaml"
    path.write_text(ran.out, "utf-8")
    assert 0 == searcher("authors", "check", str(path), "--index", own).code
    assert 1 == searcher("authors", "suggest", own, "--authors", str(path)).code
    path.write_text("Jon Roe: [Nobody At All]\n", "utf-8")
    checked = searcher("authors", "check", str(path))
    assert (1, "Jon Roe: nobody at all\n") == (checked.code, checked.out)
    assert "joins 2 names of 1 author. 1 of them sign no article." in checked.err
    path.write_text("Jon Roe: [", "utf-8")
    assert 2 == searcher("authors", "check", str(path)).code
    assert 2 == searcher("facets", "author", "--authors", str(path)).code


def test_a_file_of_authors_is_heeded_by_commands(searcher: Run, tmp_path: Path) -> None:
    """Of `search`, `facets` and `export`, which say so."""
    path = tmp_path / "names.yaml"
    path.write_text("Jon Roe: [Ada Smith]\n", "utf-8")
    given = ("--authors", str(path))
    assert "5 articles" in searcher("search", "--author", "ada smith", *given).out
    counted = searcher("facets", "author", "--format", "csv", *given)
    assert "Jon Roe,jon roe,5," in counted.out
    assert "names.yaml (sha256 " in counted.err
    target = str(tmp_path / "hits.jsonl")
    assert 0 == searcher("export", "--author", "Jon Roe", "-o", target, *given).code
    assert 0 == searcher("verify", target, *given).code
    assert 1 == searcher("verify", target).code

"""Many questions at once: each is answered as if it were alone, and one mistake stops no other."""

import csv
import datetime as dt
import json
import random
import shlex
from pathlib import Path

import pytest

import searcher
from searcher import Index, TargetExists, UsageError, ValueNotKnown
from searcher.cli import main as toolbox
from searcher.exports.manifest import resolved
from searcher.exports.sidecars import SIDECARS
from searcher.query.params import build
from searcher.testing import haystack

pytest_plugins = ["export_fixtures"]


def table(path: Path) -> list[dict[str, str]]:
    """Read a table with a header."""
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def ids(path: Path) -> list[str]:
    """Read a file of ids."""
    return path.read_text().split()


def test_each_query_gets_a_file_as_if_it_were_alone(hay_index: Index, tmp_path: Path) -> None:
    """The files of a batch are those of single exports."""
    queries = {"money": "treasury", "water": "river OR flood*", "none": "zeppelin"}
    searcher.export(hay_index, queries, tmp_path / "out", format="jsonl")
    for name, words in queries.items():
        searcher.export(hay_index, words, tmp_path / f"{name}.jsonl")
        alone = (tmp_path / f"{name}.jsonl").read_bytes()
        assert alone == (tmp_path / "out" / f"{name}.jsonl").read_bytes()


def test_one_file_holds_the_rows_of_all_with_their_query(hay_index: Index, tmp_path: Path) -> None:
    """A column in front says which query a row answers."""
    queries = ["bank*", "willows", "treasury"]
    searcher.export(hay_index, queries, tmp_path / "all.csv", fields="id")
    expected = [
        (words, one)
        for words in queries
        for one in sorted(h.article.id for h in hay_index.search(words, limit=0).hits)
    ]
    assert expected == [(r["query"], r["id"]) for r in table(tmp_path / "all.csv")]


def test_a_thousand_queries_of_which_thirty_are_malformed(hay_index: Index, tmp_path: Path) -> None:
    """970 counts equal to a search's one by one, 30 errors with line and column, none silent."""
    rng = random.Random(4)
    words = sorted({w for one in haystack() for w in one.body.split() if w.isalpha()})
    bad = ['"open', "(open", "autor:smith", "date:2025-13", "AND", "a OR", "x~9", "+", "NOT", ")"]
    lines = [" ".join(rng.sample(words, rng.randint(1, 2))) for _ in range(1000)]
    broken = sorted(rng.sample(range(1000), 30))
    for number, line in enumerate(broken):
        lines[line] = bad[number % len(bad)]
    file = tmp_path / "queries.txt"
    file.write_text("\n".join(lines), "utf-8")

    done = searcher.export(hay_index, file, tmp_path / "out/", format="ids")

    assert [line + 1 for line in broken] == [one.line for one in done.errors]
    assert all(one.message for one in done.errors)
    counts = table(tmp_path / "out" / "counts.csv")
    expected = [hay_index.count(line) for n, line in enumerate(lines) if n not in broken]
    assert expected == [int(row["hits"]) for row in counts]
    for row in counts:
        assert int(row["hits"]) == len(ids(tmp_path / "out" / row["file"]))
    errors = table(tmp_path / "out" / "errors.csv")
    assert [str(line + 1) for line in broken] == [row["line"] for row in errors]
    assert [lines[line] for line in broken] == (
        (tmp_path / "out" / "failed.txt").read_text("utf-8").splitlines()
    )


def test_failed_lines_can_be_run_alone(hay_index: Index, tmp_path: Path) -> None:
    """Corrected, the file of failed lines is a file of queries, in each of the forms."""
    for suffix, text in (
        (".txt", 'treasury\n"bank\n'),
        (".csv", 'query,author\ntreasury,\n"""bank",Ada Smith\n'),
        (".jsonl", '{"query": "treasury"}\n{"query": "\\"bank", "author": "Ada Smith"}\n'),
    ):
        file = tmp_path / f"queries{suffix}"
        file.write_text(text)
        done = searcher.export(hay_index, file, f"{tmp_path}/out{suffix}/", format="ids")
        assert 1 == len(done.errors)
        failed = tmp_path / f"out{suffix}" / f"failed{suffix}"
        again = searcher.export(
            hay_index, failed, f"{tmp_path}/again{suffix}/", format="ids", lenient=True
        )
        author = {} if suffix == ".txt" else {"author": "Ada Smith"}
        expected = hay_index.count("bank", **author)  # type: ignore[arg-type]
        assert ([expected], ()) == (list(again.hits.values()), again.errors)


def test_queries_in_csv_have_names_and_filters(hay_index: Index, tmp_path: Path) -> None:
    """A column a filter, several values with semicolons; a mistake names its line."""
    file = tmp_path / "queries.csv"
    file.write_text(
        "\ufeffname;query;author;since;not-topic\n"
        "two;;Ada Smith\nwrong;;;2025-13\n"
        'both;bank;"Ada Smith; Mara Lindqvist";2025;weather\n',
        "utf-8",
    )
    done = searcher.export(hay_index, file, tmp_path / "out/", format="ids")
    assert ["wrong"] == [one.name for one in done.errors]
    assert 3 == done.errors[0].line
    expected = {
        "two": hay_index.count(author="Ada Smith"),
        "both": hay_index.count(
            "bank", author=["Ada Smith", "Mara Lindqvist"], since="2025", not_topic="weather"
        ),
    }
    assert expected == dict(done.hits)
    assert {"two.ids", "both.ids"} <= {path.name for path in (tmp_path / "out").iterdir()}


def test_queries_in_json_lines(hay_index: Index, tmp_path: Path) -> None:
    """Texts and objects; what is none is a mistake of its line."""
    file = tmp_path / "queries.jsonl"
    lines = [
        json.dumps("bank"),
        json.dumps({"name": "x", "q": "treasury", "author": ["Jon Roe", "Mara Lindqvist"]}),
        "[1]",
        "{",
        json.dumps({"query": "bank", "author": {"a": 1}}),
        json.dumps({"query": "bank", "colour": "red"}),
        json.dumps({"query": "bank", "limit": "3"}),
        json.dumps({"query": "small chess zeppelin", "any": True}),
    ]
    file.write_text("\n".join(lines))
    done = searcher.export(hay_index, file, tmp_path / "all.csv", fields="id")
    assert {
        "bank": hay_index.count("bank"),
        "x": hay_index.count("treasury", author=["Jon Roe", "Mara Lindqvist"]),
        "small chess zeppelin": hay_index.count("small chess zeppelin", any_word=True),
    } == dict(done.hits)
    assert [3, 4, 5, 6, 7] == [one.line for one in done.errors]


def test_filters_for_all_hold_for_each_and_never_replace_its_own(
    hay_index: Index, tmp_path: Path
) -> None:
    """A filter given twice is that line's mistake: one of the two would be lost."""
    file = tmp_path / "queries.jsonl"
    file.write_text(
        '{"query": "bank"}\n{"query": "bank", "source": "The Reed"}\n'
        '{"query": "bank", "published": "2025"}\n'
    )
    done = searcher.export(
        hay_index, file, tmp_path / "all.csv", source="Harbour Ledger", date="2025", fields="id"
    )
    assert {"bank": hay_index.count("bank", source="Harbour Ledger", date="2025")} == dict(
        done.hits
    )
    assert [2, 3] == [one.line for one in done.errors]
    assert "source is given for all queries and for this one too" in done.errors[0].message


def test_lines_that_are_not_utf8_or_too_long_are_named(hay_index: Index, tmp_path: Path) -> None:
    """And the lines after them are read."""
    file = tmp_path / "queries.txt"
    file.write_bytes(b"bank\nca\xe9\n" + b"x" * (3 << 20) + b"\n\n  \r\ntreasury\r\n")
    done = searcher.export(hay_index, file, tmp_path / "all.csv", fields="id")
    assert (["bank", "treasury"], [(2, 3), (3, None)]) == (
        list(done.hits),
        [(one.line, one.column) for one in done.errors],
    )


def test_names_are_unique_and_safe_as_files(hay_index: Index, tmp_path: Path) -> None:
    """No name leaves the folder, is a device, or meets another where case does not count."""
    names = [
        *(
            "../../etc/passwd",
            "CON",
            "nul.txt",
            "a/b",
            "a\\b",
            "A/B",
            "...",
            "",
            " ",
            "-x",
            "x" * 300,
        ),
        *("counts", "manifest", "tax:1", "é", "河边", "a\x00b", "a\nb", "\u202egnp", "~", "$HOME"),
    ]
    done = searcher.export(
        hay_index, dict.fromkeys(names, "treasury"), tmp_path / "out/", format="ids"
    )
    assert () == done.errors
    files = [one["file"] for one in done.manifest["requests"]]
    assert len(names) == len({name.casefold() for name in files})
    for name in files:
        assert (tmp_path / "out" / name).is_file()
        assert set(name) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-")
        assert name.split(".")[0].casefold() not in {"con", "nul"}
        assert 80 >= len(name)


def test_equal_queries_keep_apart(hay_index: Index, tmp_path: Path) -> None:
    """The second of two equal lines gets a name of its own, and its rows."""
    file = tmp_path / "queries.txt"
    file.write_text("willows\nwillows\n")
    done = searcher.export(hay_index, file, tmp_path / "all.csv", fields="id")
    assert {"willows": 3, "willows (2)": 3} == dict(done.hits)


def test_counts_have_a_column_for_each_value_of_a_facet(hay_index: Index, tmp_path: Path) -> None:
    """A query by year table, with the missing bucket, sums to what facets count."""
    searcher.export(hay_index, ["treasury", "chess"], tmp_path / "out/", format="ids", facet="year")
    rows = table(tmp_path / "out" / "counts.csv")
    for row in rows:
        facet = hay_index.facet("year", row["words"], limit=0)
        expected = {f"year {one.key or 'none'}": one.count for one in facet.counts}
        found = {name: int(n) for name, n in row.items() if name.startswith("year ")}
        assert expected == {name: n for name, n in found.items() if n or name in expected}


def test_counts_are_of_the_hits_where_a_query_chooses_days(
    hay_index: Index, tmp_path: Path
) -> None:
    """The years of a row add up to its hits: other years than those it asks for have none."""
    file = tmp_path / "queries.csv"
    file.write_text("query,name,date\n*,old,2025\n*,new,2026\n*,none,undated\n")
    searcher.export(hay_index, file, tmp_path / "out/", format="ids", facet="year")
    rows = table(tmp_path / "out" / "counts.csv")
    assert [{"year 2025"}, {"year 2026"}, {"year none"}] == [
        {name for name, n in row.items() if name.startswith("year ") and n != "0"} for row in rows
    ]
    for row in rows:
        assert int(row["hits"]) == sum(int(n) for name, n in row.items() if name[:5] == "year ")


def test_queries_without_hits_are_listed(hay_index: Index, tmp_path: Path) -> None:
    """One a line."""
    searcher.export(hay_index, ["zeppelin", "bank", "dirigible"], tmp_path / "out/", format="ids")
    assert ["zeppelin", "dirigible"] == (tmp_path / "out" / "empty.txt").read_text().splitlines()


def test_a_batch_is_the_same_twice(hay_index: Index, tmp_path: Path) -> None:
    """Every file of it, but for the target's name in the command."""
    for name in ("one", "two"):
        searcher.export(
            hay_index,
            ["bank", "river", '"x'],
            tmp_path / name,
            format="csv",
            facet=["author", "year"],
        )
    one, two = (
        {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()}
        for name in ("one", "two")
    )
    manifests = [json.loads(made.pop("manifest.json")) for made in (one, two)]
    assert one == two
    commands = [manifest.pop("command") for manifest in manifests]
    assert manifests[0] == manifests[1]
    assert commands[0].replace("one", "two") == commands[1]


def test_an_earlier_batch_is_replaced_only_if_forced_and_ours(
    hay_index: Index, tmp_path: Path
) -> None:
    """A folder that holds other things is never touched."""
    searcher.export(hay_index, ["bank", "river"], tmp_path / "out", format="ids")
    with pytest.raises(TargetExists, match="--force"):
        searcher.export(hay_index, ["bank"], tmp_path / "out", format="ids")
    searcher.export(hay_index, ["bank"], tmp_path / "out", format="ids", force=True)
    assert not (tmp_path / "out" / "0002-river.ids").exists()
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work")
    with pytest.raises(TargetExists, match="files in it"):
        searcher.export(hay_index, ["bank"], tmp_path / "mine", format="ids", force=True)
    assert ["thesis.txt"] == [path.name for path in (tmp_path / "mine").iterdir()]


def test_formats_without_columns_need_a_folder(hay_index: Index, tmp_path: Path) -> None:
    """Rows of several queries could not be told apart in one file of ids."""
    with pytest.raises(UsageError, match="Name a folder instead"):
        searcher.export(hay_index, ["bank", "river"], tmp_path / "all.ids")


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("q.txt", "\n \n", "no query in this file"),
        ("q.csv", "name,file\n1,2\n", "names no column `query`"),
        ("q.csv", "", "names no column `query`"),
        ("q.jsonl", "", "no query in this file"),
    ],
)
def test_a_file_without_queries_is_an_error(
    hay_index: Index, tmp_path: Path, name: str, text: str, message: str
) -> None:
    """Nothing is asked, and nothing made."""
    (tmp_path / name).write_text(text)
    with pytest.raises(UsageError, match=message):
        searcher.export(hay_index, tmp_path / name, tmp_path / "out/", format="ids")
    assert not (tmp_path / "out").exists()


def test_a_missing_file_of_queries_is_an_error(hay_index: Index, tmp_path: Path) -> None:
    """It is named, with the system's reason."""
    with pytest.raises(UsageError, match=r"none\.txt: cannot be read"):
        searcher.export(hay_index, tmp_path / "none.txt", tmp_path / "out/")


def test_rows_of_csv_that_do_not_fit_are_named(hay_index: Index, tmp_path: Path) -> None:
    """Too many cells, bytes that are not UTF-8, an open quotation mark: that line alone fails."""
    file = tmp_path / "q.csv"
    file.write_bytes(b'query\nbank\na,b,c\ncaf\xe9\n\n"open\n"""sea wall"""\nriver\n')
    done = searcher.export(hay_index, file, tmp_path / "all.csv", fields="id")
    assert ["bank", '"sea wall"', "river"] == list(done.hits)
    assert [3, 4, 6] == [one.line for one in done.errors]


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("query,autor", "autor"),
        ("query,author,Author", "two columns for author"),
        ("query,words", "two columns for query"),
        ("query,date,published", "two columns for date"),
        ("query,limit", "limit"),
        ("query,", "column in"),
    ],
)
def test_a_mistake_in_the_header_is_said_once(
    hay_index: Index, tmp_path: Path, header: str, message: str
) -> None:
    """It would be the same for every line, and a filter would be lost."""
    (tmp_path / "q.csv").write_text(f"{header}\nbank,x\nriver,y\n")
    with pytest.raises((UsageError, ValueNotKnown), match=message):
        searcher.export(hay_index, tmp_path / "q.csv", tmp_path / "out/", format="ids")


def test_a_blank_query_is_a_mistake_and_not_all_articles(hay_index: Index, tmp_path: Path) -> None:
    """A star says all; filters alone are a query."""
    file = tmp_path / "q.csv"
    file.write_text("name,query,author\nblank,,\nall,*,\nfilter,,Ada Smith\n")
    done = searcher.export(hay_index, file, tmp_path / "all.csv", fields="id", source="The Reed")
    assert ["blank"] == [one.name for one in done.errors]
    assert "Write * for all articles" in done.errors[0].message
    assert ["all", "filter"] == list(done.hits)


def test_values_given_twice_in_a_line_are_a_mistake(hay_index: Index, tmp_path: Path) -> None:
    """By whatever names: one of the two would be lost."""
    file = tmp_path / "q.jsonl"
    file.write_text(
        '{"query": "bank", "words": "zeppelin"}\n'
        '{"query": "bank", "date": "2025", "published": "2"}\n'
    )
    done = searcher.export(hay_index, file, tmp_path / "all.csv", fields="id")
    assert [1, 2] == [one.line for one in done.errors]
    assert all("given twice" in one.message for one in done.errors)


@pytest.mark.parametrize("name", ["q.json", "q.xlsx", "q.csv.gz"])
def test_files_of_other_kinds_are_refused_by_name(
    hay_index: Index, tmp_path: Path, name: str
) -> None:
    """They would be read as nonsense."""
    (tmp_path / name).write_text("[]")
    with pytest.raises(UsageError, match="Save it as one of those"):
        searcher.export(hay_index, tmp_path / name, tmp_path / "out/")


def test_utf16_is_named(hay_index: Index, tmp_path: Path) -> None:
    """As spreadsheets save it."""
    (tmp_path / "q.csv").write_bytes("query\nbank\n".encode("utf-16"))
    with pytest.raises(UsageError, match=r"UTF-16\. Save it as UTF-8"):
        searcher.export(hay_index, tmp_path / "q.csv", tmp_path / "out/")


@pytest.mark.parametrize("format_", ["csv", "text"])
def test_names_of_our_own_files_are_not_taken(
    hay_index: Index, tmp_path: Path, format_: str
) -> None:
    """A query may be called as one of the tables is, whatever the ending of its file."""
    names = [*SIDECARS, "counts", "Manifest.JSON", "con.txt"]
    done = searcher.export(
        hay_index, dict.fromkeys(names, "bank"), tmp_path / "out", format=format_, facet="year"
    )
    assert () == done.errors
    assert searcher.verify(tmp_path / "out").intact


@pytest.mark.parametrize("target", ["out/", "all.csv"])
def test_the_command_of_a_batch_makes_it_again(
    hay_index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    """The queries as understood lie beside: with names, filters, and days instead of yesterday."""
    queries = {
        "flood": "flood*",
        "odd name/é": '"small chess"',
        "when": "date:yesterday OR bank",
        "bad": "autor:x",
        "none": "zeppelin",
    }
    monkeypatch.chdir(tmp_path)
    done = searcher.export(
        hay_index,
        queries,
        target,
        format="csv",
        source=["The Reed", "Evening Quay"],
        since="last year",
        today=dt.date(2026, 2, 1),
    )
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    command = shlex.split(str(done.manifest["command"]))
    assert 0 == toolbox.main([*command[1:], "--force"])
    for path, content in before.items():
        # Words are told as typed, and what failed is not asked again.
        if not {"manifest", "counts", "errors"} & set(path.name.split(".")):
            assert content == path.read_bytes()


def test_a_sequence_of_requests_is_asked_whatever_its_kind(
    hay_index: Index, tmp_path: Path
) -> None:
    """Texts and requests mix; a wrong type is said."""
    request = build("bank", author="Ada Smith")
    done = searcher.export(hay_index, ["willows", request], tmp_path / "a.csv", fields="id")
    assert [hay_index.count("willows"), hay_index.count(request)] == list(done.hits.values())
    with pytest.raises(UsageError, match="a text or a SearchRequest"):
        searcher.export(hay_index, [7], tmp_path / "b.csv")  # type: ignore[list-item]


def test_days_in_a_weighted_group_are_resolved() -> None:
    """Wherever in the tree they stand, a manifest says which days were meant."""
    request = build("(date:yesterday OR bank)^2", today=dt.date(2026, 2, 1))
    assert {"q": ["(date:2026-01-31 OR bank)^2"]} == resolved(request)

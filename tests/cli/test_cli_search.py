"""`search`: every option reaches the request, every ending has its code."""

import json
from pathlib import Path
from typing import Any, get_type_hints

import pytest

from commands import Run
from searcher.cli.options import Asked, Searched
from searcher.index import Index
from searcher.query.arguments import Options
from searcher.query.model import (
    And,
    Everything,
    FacetRequest,
    Filter,
    Or,
    Phrase,
    SearchRequest,
    Word,
)
from searcher.render import FORMATS

pytest_plugins = ("command_fixtures",)


@pytest.fixture
def asked(search: Run, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Run `search` and give the request that reached the index."""
    seen: list[SearchRequest] = []
    real = Index.search

    def spy(self: Index, words: Any = "", **options: Any) -> Any:
        seen.append(words)
        return real(self, words, **options)

    monkeypatch.setattr(Index, "search", spy)

    def run(*args: str) -> SearchRequest:
        ran = search(*args)
        assert seen, ran.err
        return seen[-1]

    return run


def _filter(field: str, *keys: str, exclude: bool = False) -> tuple[Filter, ...]:
    return (Filter(field, keys, exclude),)


@pytest.mark.parametrize(
    ("args", "attribute", "expected"),
    [
        (["--author", "José"], "filters", _filter("author", "jose")),
        (["--author", "a", "--author", "b"], "filters", _filter("author", "a", "b")),
        (["--source", "The Reed"], "filters", _filter("source", "the reed")),
        (["--topic", "economy"], "filters", _filter("topic", "economy")),
        (["--subject", "sport"], "filters", _filter("subject", "sport")),
        (["--not-subject", "sport"], "filters", _filter("subject", "sport", exclude=True)),
        (["--no-inferred"], "inferred", False),
        ([], "inferred", True),
        (["--language", "en"], "filters", _filter("language", "en")),
        (["--kind", "teaser"], "filters", _filter("kind", "teaser")),
        (["--not-author", "a"], "filters", _filter("author", "a", exclude=True)),
        (["--not-source", "a"], "filters", _filter("source", "a", exclude=True)),
        (["--not-topic", "a"], "filters", _filter("topic", "a", exclude=True)),
        (["--not-language", "de"], "filters", _filter("language", "de", exclude=True)),
        (["--not-kind", "teaser"], "filters", _filter("kind", "teaser", exclude=True)),
        (["--sort", "newest"], "sort", "newest"),
        (["--limit", "3"], "limit", 3),
        (["-n", "3"], "limit", 3),
        (["--limit", "0"], "limit", None),
        ([], "limit", 10),
        (["--offset", "7"], "offset", 7),
        (["--facet", "author"], "facets", (FacetRequest("author"),)),
        (["bank", "--any"], "any", True),
        (["bank", "tax"], "words", "bank tax"),
        (["bank tax"], "words", "bank tax"),
        (["bank", "tax"], "query", And((Word("bank"), Word("tax")))),
        (["bank", "tax", "--any"], "query", Or((Word("bank"), Word("tax")))),
        (["Treasury holdings"], "query", And((Word("Treasury"), Word("holdings")))),
        (['"Treasury holdings"'], "query", Phrase("Treasury holdings")),
        (["*"], "query", Everything()),
        ([], "query", Everything()),
        (["--", "--any"], "any", False),
    ],
)
def test_an_option_reaches_the_request(
    asked: Any, args: list[str], attribute: str, expected: object
) -> None:
    """What is typed is what is asked."""
    assert expected == getattr(asked(*args), attribute)


@pytest.mark.parametrize("flag", ["--date", "--published", "--not-date", "--not-published"])
def test_a_date_is_a_filter(asked: Any, flag: str) -> None:
    """`date` and `published` are one field; the interval is resolved."""
    (chosen,) = asked(flag, "2026-01").filters
    assert ("date", "2026-01-01..2026-01-31", "not" in flag) == (
        chosen.field,
        str(chosen.values[0]),
        chosen.exclude,
    )


def test_since_and_until_are_bounds(asked: Any) -> None:
    """Both ends are inclusive."""
    assert "2025-04-01..2026-01-30" == str(
        asked("--since", "2025-04", "--until", "2026-01-30").within
    )


def test_every_option_of_a_request_is_offered() -> None:
    """The command line can ask for all that Python can; `today` is for tests.

    `saved` stands for a request of its own.
    """
    offered = set(Searched.__annotations__) - {"words", "saved"}
    assert set(get_type_hints(Options)) - {"today"} == offered
    ordered = {"sort", "expand", "half_life"}
    shown = {"count", "limit", "offset", "after", "snippets", "facet", "strict", "saved"}
    assert shown | ordered == set(Searched.__annotations__) - set(Asked.__annotations__)


def test_pages_follow_by_cursor(search: Run) -> None:
    """Every hit once; a cursor of other words is an error that says so."""
    every = search("bank", "--sort", "newest", "--limit", "0", "--format", "ids").lines
    after: list[str] = []
    found = []
    while True:
        ran = search("bank", "--sort", "newest", "--limit", "2", "--json", *after)
        page = json.loads(ran.out)
        found += [hit["id"] for hit in page["hits"]]
        if page["next"] is None:
            break
        after = [f"--after={page['next']}"]
    assert len(every) > 2
    assert every == found
    ran = search("river", *after)
    assert (2, "") == (ran.code, ran.out)
    assert "cursor of another search" in ran.err
    assert "no cursor" in search("river", "--after", "x").err


@pytest.mark.parametrize("name", [row.name for row in FORMATS])
def test_every_format_prints_its_hits(search: Run, name: str) -> None:
    """The option's value chooses the renderer, end to end."""
    ran = search("willows", "--format", name)
    assert (0, "") == (ran.code, ran.err)
    assert ("80a991d6" in ran.out) or name == "markdown"


def test_json_is_short_for_the_format(search: Run) -> None:
    """`--json` and `--format json` print the same answer."""
    short, long = search("bank", "--json"), search("bank", "--format", "json")
    drop = {"took_ms": 0}
    assert json.loads(long.out) | drop == json.loads(short.out) | drop


def test_two_formats_are_a_contradiction(search: Run) -> None:
    """Neither wins silently."""
    ran = search("bank", "--json", "--format", "csv")
    assert (2, "") == (ran.code, ran.out)
    assert "--json and --format csv exclude each other" in ran.err


def test_no_hits_is_code_1_and_says_what_would_help(search: Run) -> None:
    """The total is still printed; notes are no results."""
    ran = search("treasury", "willows")
    assert (1, ["no articles"]) == (ran.code, [ran.out.split(",")[0]])
    assert "--any would give" in ran.err


def test_a_near_author_is_offered(search: Run) -> None:
    """A misspelt name is no silent zero."""
    ran = search("--author", "Mara Lindquist")
    assert 1 == ran.code
    assert "did you mean Mara Lindqvist" in ran.err


def test_undated_articles_that_were_left_out_are_counted(search: Run) -> None:
    """A date filter says on stderr what it could not judge."""
    ran = search("chess", "--date", "2026", "--format", "ids")
    assert "1 undated article was left out" in ran.err


def test_facets_that_have_no_place_are_announced(search: Run) -> None:
    """CSV has no room for counts, which is said and not hidden."""
    ran = search("bank", "--facet", "author", "--format", "csv")
    assert "csv has no place for facets: use --json, or searcher facets." in ran.err


def test_explain_says_how_it_was_understood(search: Run) -> None:
    """On stderr, so that results stay clean; with dates resolved and the index named."""
    plain = search("treasury", "--date", "2026-01", "--format", "ids")
    ran = search("treasury", "--date", "2026-01", "--format", "ids", "--explain")
    assert plain.out == ran.out
    assert "2026-01-01..2026-01-31" in ran.err
    assert "index: " in ran.err


def test_explain_says_what_each_part_finds(search: Run) -> None:
    """In JSON too, and there only where it was asked for."""
    ran = search("treasury", "holdings", "--explain", "--json")
    record = json.loads(ran.out)["explanation"]
    assert ["treasury", "holdings"] == [part["text"] for part in record["parts"]]
    assert f"treasury: {record['parts'][0]['count']} articles alone" in ran.err
    assert "hit 1, score" in ran.err
    assert "explanation" not in json.loads(search("treasury", "--json").out)


def test_explain_names_the_cause_of_zero_hits(search: Run) -> None:
    """And what would find something; the exit code stays that of nothing found."""
    ran = search("treasury", "--author", "Nobody", "--explain")
    assert 1 == ran.code
    assert "no article fulfils author: “nobody”" in ran.err
    assert "without author: “nobody”: " in ran.err


@pytest.mark.parametrize(
    "args",
    [
        ["bank", "-tax"],
        ["-5"],
        ["bank", "-nasdaq"],
        ["-inflation"],
        ["-festival"],
    ],
)
def test_a_word_with_a_dash_gets_help(search: Run, args: list[str]) -> None:
    """`-tax` is read as options; the message says how to leave out a word."""
    ran = search(*args)
    assert ran.code in {2, 3}
    assert f"as in `search tax -- {args[-1]}`" in ran.err


def test_a_value_below_zero_is_no_word_to_leave_out(search: Run) -> None:
    """The message is about the option alone."""
    ran = search("willows", "--limit", "-5")
    assert 2 == ran.code
    assert "-5 is not in the range" in ran.err
    assert "leave out" not in ran.err


def test_a_word_with_a_dash_is_left_out_after_two_dashes(search: Run) -> None:
    """And in one argument with others."""
    with_all = search("bank", "-n", "0", "--format", "ids").lines
    without = search("bank", "-n", "0", "--format", "ids", "--", "-river").lines
    assert set(without) < set(with_all)
    assert without == search("bank -river", "-n", "0", "--format", "ids").lines


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        (["--autor", "x"], 2, "no such option: --autor. Did you mean --author"),
        (["--limit", "-1"], 2, "--limit"),
        (["--limit"], 2, "requires an argument"),
        (["--format", "xml"], 2, "Known: table, json"),
        (["--sort", "best"], 2, "relevance, newest, oldest"),
        (["--facet", "autor"], 2, "author"),
        (["--color", "blue"], 2, "choose auto, always, never"),
        (["--date", "03/02/2026"], 2, "2026-02-03 or 2026-03-02"),
        (["autor:smith"], 2, "author:smith"),
        (["--index", "nowhere", "x"], 3, "searcher ingest FOLDER --index nowhere"),
        (["--index", "nul", "x"], 2, "no name for an index"),
        (["(bank", "--strict"], 2, "column 1"),
    ],
)
def test_a_mistake_is_one_message(search: Run, args: list[str], code: int, message: str) -> None:
    """On stderr, with the program's name, what to do next, and no traceback."""
    ran = search(*args)
    assert (code, "") == (ran.code, ran.out)
    assert ran.err.startswith("search: ")
    assert message in ran.err
    assert "Traceback" not in ran.err


def test_the_index_comes_from_the_environment(search: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """SEARCHER_INDEX is the default of --index, which wins."""
    monkeypatch.setenv("SEARCHER_INDEX", "nowhere")
    assert 3 == search("bank").code
    assert 0 == search("bank", "--index", "default").code


def test_version(search: Run) -> None:
    """Name and number, and nothing else is done."""
    from searcher import __version__

    assert (0, f"search {__version__}\n", "") == tuple(
        getattr(search("--version"), name) for name in ("code", "out", "err")
    )


def test_colour_can_be_forced(search: Run) -> None:
    """Without a terminal there is none, unless it is asked for."""
    assert "\x1b[" not in search("bank").out
    assert "\x1b[1m" in search("bank", "--color", "always").out


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_the_table_fits(search: Run, monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    """COLUMNS is the width; no line is wider."""
    from searcher.render.columns import width

    monkeypatch.setenv("COLUMNS", str(columns))
    lines = search("--limit", "0", "--facet", "topic").lines
    assert [] == [line for line in lines if width(line) > columns]


def test_help_names_every_option(search: Run) -> None:
    """And exits well."""
    ran = search("--help")
    assert 0 == ran.code
    assert [] == [
        flag
        for flag in ("--author", "--not-date", "--since", "--explain", "--index", "--color")
        if flag not in ran.out
    ]


def test_several_passages_of_a_hit(search: Run) -> None:
    """In the table below each other, in JSON as a list; without the option there is none."""
    asked = ("treasury", "OR", "companies", "--limit", 1, "--sort", "oldest", "--kind", "article")
    one = json.loads(search(*asked, "--json").out)
    assert "snippets" not in one["hits"][0]
    several = json.loads(search(*asked, "--snippets", 2, "--json").out)
    hit = several["hits"][0]
    assert 2 == several["query"]["snippets"]
    assert 1 <= len(hit["snippets"]) <= 2
    for snippet in hit["snippets"]:
        assert all(snippet["text"][start:end].strip() for start, end in snippet["spans"])
    assert search(*asked, "--snippets", 2).out.count("treasury") >= 1
    assert 2 == search(*asked, "--snippets", 11).code


def test_hits_without_passages(search: Run) -> None:
    """Title and author are shown, and no empty line."""
    asked = ("treasury", "--limit", 1, "--snippets", 0)
    without, usual = search(*asked).out.splitlines(), search(*asked[:3]).out.splitlines()
    assert usual[:2] == without[:2]
    assert (len(without) < len(usual), "") == (True, without[2])
    hit = json.loads(search(*asked, "--json").out)["hits"][0]
    assert ({"text": "", "spans": []}, True) == (hit["snippet"], "snippets" not in hit)


@pytest.mark.parametrize(
    "flags",
    [
        ("--since", "2026", "--since", "2025"),
        ("--until=2026", "x", "--until", "2025"),
        ("--date-confidence=high", "--date-confidence=low"),
        ("--saved", "one", "--saved=another"),
    ],
)
def test_a_filter_of_one_value_is_not_overruled(search: Run, flags: tuple[str, ...]) -> None:
    """Of two the first would be lost without a word."""
    ran = search("river", *flags)
    assert (2, "") == (ran.code, ran.out)
    assert "takes one value, and has" in ran.err


def test_options_are_options_before_the_words_alone(search: Run) -> None:
    """What stands behind the two dashes is words, and the same value twice is one."""
    assert 2 != search("--since=2020", "--since", "2020", "--", "river", "--since", "2021").code


@pytest.mark.parametrize("form", ["csv", "tsv", "jsonl", "ids", "json", "table", "markdown"])
def test_rows_that_end_at_the_usual_limit_say_so(search: Run, form: str) -> None:
    """Where the format cannot: a file of ten lines looks whole."""
    said = "these are 10 of 24: --limit 0 gives all.\n"
    assert (said if form in ("csv", "tsv", "jsonl", "ids") else "") == search("-f", form).err
    assert "" == search("-f", form, "--limit", "9").err == search("-f", form, "--limit", "0").err


def test_views_that_end_at_the_usual_limit_say_so(searcher: Run, tmp_path: Path) -> None:
    """Lines of a concordance, unless a sample was drawn, and stories."""
    rows = [json.dumps({"title": f"Title {n}", "text": f"Of a reed {n * n}."}) for n in range(130)]
    (tmp_path / "a.jsonl").write_text("\n".join(rows))
    at = ("--format", "csv", "-i", f"{tmp_path}/made")
    searcher("ingest", tmp_path / "a.jsonl", "-i", f"{tmp_path}/made")
    assert "these are 100 of 130: --limit 0 gives all.\n" == searcher("kwic", "reed", *at).err
    assert "" == searcher("kwic", "reed", "--sample", "20", *at).err
    assert "these are 20 of 130: --limit 0 gives all.\n" in searcher("timeline", "reed", *at).err


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["bank", "--source", "--limit", "3"], "--source needs a value, but --limit follows it"),
        (["bank", "-n", "--json"], "-n needs a value, but --json follows it"),
        (["--since", "--since=2020"], ""),
        (["bank", "--source=--limit"], ""),
        (["bank", "--", "--source", "--limit"], ""),
    ],
)
def test_an_option_is_no_value_of_another(search: Run, given: list[str], said: str) -> None:
    """What was forgotten would be the next option, and its value one of the words."""
    ran = search(*given)
    assert (2 == ran.code and said in ran.err) if said else "needs a value, but" not in ran.err


@pytest.mark.usefixtures("hay")
def test_a_concordance_says_what_is_left_out(searcher: Run) -> None:
    """As a search in the same days does."""
    said = searcher("search", "bank", "--since", "2020", "--limit", "0").err
    assert "left out" in said
    assert said == searcher("kwic", "bank", "--since", "2020", "--limit", "0").err


def test_a_command_within_another_knows_its_options(searcher: Run) -> None:
    """`authors suggest` has options of its own."""
    assert "--limit needs a value" in searcher("authors", "suggest", "--limit", "--color").err

"""The tables of a run, and its drawings."""

from pathlib import Path
from xml.etree import ElementTree as ET

from compare import plots, table
from compare.record import comparable, kept, percentile, read

from runs import made


def cells(lines: list[str], first: str) -> list[str]:
    """Give the cells of the first row that begins so."""
    line = next(line for line in lines if line.startswith(f"| {first} |"))
    return [cell.strip() for cell in line.strip("|").split("|")[1:]]


def part(heading: str) -> list[str]:
    """Give the lines below a heading."""
    lines = [*table.lines(made())]
    return lines[lines.index(f"**{heading}**") :]


def test_percentiles() -> None:
    """By hand, of one value too."""
    assert [5, 10, 10] == [percentile([*range(1, 11)], share) for share in (50, 95, 99)]
    assert 3 == percentile([3], 99)


def test_middle_and_tails() -> None:
    """What a system was not asked is a dash."""
    assert ["4.00", "2.00", "1.00", "8.00"] == cells(part("p50, ms"), "one common word")
    assert "–" == cells(part("p50, ms"), "phrase")[-1]
    assert "6.00 / 6.00" == cells(part("p95 / p99, ms"), "one common word")[0]


def test_ratios() -> None:
    """Ours by its bare tree, and by bare tantivy."""
    lines = part("p50 by p50")
    assert cells(lines, "query")[0] == "searcher / tree"
    assert "2.00" == cells(lines, "one common word")[0]
    assert "4.00" == cells(lines, "one common word")[2]
    found = table.ratios(made())
    assert 2.0 == found["one common word: searcher / tree"]
    # More articles a second are better, so the ratio is turned round.
    assert 2.0 == found["indexing, articles/s: tantivy / searcher"]
    assert 1.5 == found["index / raw: searcher / tantivy"]


def test_answers_between_others_have_tables_of_their_own() -> None:
    """Of the same form."""
    assert "9.00" == cells(part("p50, ms, between answers of others"), "one common word")[0]
    lines = part("p50 by p50, between answers of others")
    assert ["3.00", "–"] == [cells(lines, row)[0] for row in ("one common word", "phrase")]


def test_whole_systems_and_what_is_left_out() -> None:
    """Systems are named even where they were not measured."""
    lines = [*table.lines(made())]
    assert "500" == cells(lines, "indexing, articles/s")[0]
    assert "Left out: Whoosh (not asked for)." == lines[-1]


def test_differences_are_shown() -> None:
    """With an example."""
    difference = {"against": "tantivy", "queries": 2, "differ": 1, "example": "ferry: 7 instead"}
    lines = [*table.lines(made(differences={"word": {"SQLite FTS5": difference}}))]
    assert "Totals compared: 2; 1 differ." in lines
    shown = next(line for line in lines if "ferry" in line)
    assert shown == "| one common word | SQLite FTS5, against tantivy | 1 of 2 | ferry: 7 instead |"


def test_a_run_is_read_as_written(tmp_path: Path) -> None:
    """Numbers and names are the same; the newest comes last."""
    for date, articles in (("2026-11-28", 1_000), ("2026-11-29", 500), ("2026-11-29", 2_000)):
        run = made(date=date, articles=articles)
        (tmp_path / run.folder).mkdir()
        run.write(tmp_path / run.folder)
        assert run == read(tmp_path / run.folder)
    assert [1_000, 500, 2_000] == [run.articles for run in kept(tmp_path)]
    before = comparable(made(date="2026-12-01"), tmp_path)
    assert before is not None
    assert "2026-11-28" == before.date
    assert comparable(made(corpus="other"), tmp_path) is None


def test_drawings_are_svg() -> None:
    """Each system of each row has a dot, its numbers said; nothing in it is alive."""
    for drawn in (plots.answers(made()), plots.wholes(made())):
        text = "\n".join(drawn)
        root = ET.fromstring(text)  # noqa: S314 - our own
        assert root.tag.endswith("svg")
        assert "script" not in text
    text = "\n".join(plots.answers(made()))
    assert "searcher: 4.000, p95 6.000 ms" in text
    assert 3 + 4 + 4 == text.count("<circle")


def test_more_systems_than_colours_differ_by_shape() -> None:
    """The ninth has a square."""
    names = [f"system {number}" for number in range(9)]
    times = {"word": {name: [1.0] for name in names}}
    run = made(versions=dict.fromkeys(names, "1"), times=times)
    text = "\n".join(plots.answers(run))
    assert 2 == text.count('<rect class="f0"')

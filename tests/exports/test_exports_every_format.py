"""What holds for every row of the table of formats."""

import subprocess
import sys
from pathlib import Path

import pytest

from searcher.errors import UsageError
from searcher.exports.formats import FORMATS, Format, format_for
from sinks import hostile_rows, made, plain_rows

NAMES = [row.name for row in FORMATS]


@pytest.mark.parametrize("form", FORMATS, ids=NAMES)
def test_how_rows_arrive_does_not_matter(form: Format, tmp_path: Path) -> None:
    """One by one, unevenly or all at once: the bytes are the same, and so in a second run."""
    rows = [*plain_rows(), *hostile_rows()]
    ways = ([1], [1000], [7, 1, 0, 30], [1000])
    files = []
    for number, slices in enumerate(ways):
        folder = tmp_path / str(number)
        folder.mkdir()
        files.append(made(form, rows, folder, slices=slices).files)
    assert files[1:] == files[:-1]


@pytest.mark.parametrize("form", FORMATS, ids=NAMES)
def test_no_rows_make_a_whole_file(form: Format, tmp_path: Path) -> None:
    """An answer without hits is an answer."""
    found = made(form, [], tmp_path)
    assert (form.name == "articles") == (not found.files)


@pytest.mark.parametrize("form", FORMATS, ids=NAMES)
def test_a_hostile_record_does_not_change_another(form: Format, tmp_path: Path) -> None:
    """What an article says stays within it: before and after it all is as without it."""
    if form.makes == "folder":
        plain = made(form, plain_rows(), _folder(tmp_path, "a")).files
        mixed = made(form, [*hostile_rows(), *plain_rows()], _folder(tmp_path, "b")).files
        assert {n: d for n, d in plain.items() if n != "metadata.csv"}.items() <= mixed.items()
    elif form.suffixes[0] in (".jsonl", ".csv", ".tsv", ".ids", ".md", ".ris", ".bib"):
        plain_bytes = made(form, plain_rows(), tmp_path).data
        begin = made(form, [], tmp_path).data
        mixed_bytes = made(form, [*hostile_rows(), *plain_rows()], tmp_path).data
        assert mixed_bytes.endswith(plain_bytes.removeprefix(begin))


@pytest.mark.parametrize("form", [row for row in FORMATS if row.extra], ids=lambda row: row.name)
def test_a_missing_package_is_named(form: Format, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the command that installs it."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.delitem(sys.modules, "searcher.exports.arrow", raising=False)
    with pytest.raises(UsageError, match=r"needs the package pyarrow: .*'searcher\[parquet\]'"):
        form.load()


def test_a_plain_install_loads_no_other_package() -> None:
    """A format that needs none of the extras imports none, though they may be there."""
    code = (
        "import sys; from searcher.exports.formats import FORMATS\n"
        "import searcher.exports.frames\n"
        "[row.load() for row in FORMATS if not row.extra]\n"
        "sys.exit(', '.join(sorted({'pyarrow', 'pandas', 'duckdb'} & {*sys.modules})) or 0)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (0, "") == (ran.returncode, ran.stderr)


@pytest.mark.parametrize(
    ("expected", "target"),
    [
        ("jsonl", "hits.jsonl"),
        ("json", "hits.json"),
        ("jsonl", "Hits.NDJSON.gz"),
        ("csv", "a.json.csv"),
        (None, "hits"),
        (None, ".json"),
        (None, "hitsjson"),
        (None, "-"),
        *((row.name, f"hits{suffix}") for row in FORMATS for suffix in row.suffixes),
    ],
)
def test_a_suffix_names_a_format(expected: str | None, target: str) -> None:
    """Whatever its case, before the suffix of a compression; the longest that fits."""
    found = format_for(target)
    assert expected == (found.name if found else None)


def _folder(above: Path, name: str) -> Path:
    (above / name).mkdir()
    return above / name

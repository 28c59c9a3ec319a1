"""CSV comes back as it was through Python's csv, and does no harm in a spreadsheet."""

import csv
import io
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.article import to_record
from searcher.exports.base import SinkOptions
from searcher.exports.columns import columns_of
from searcher.exports.separated import EXCEL_CELL, Csv, Tsv
from searcher.testing import article

HOSTILE = (
    *("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "=cmd|' /C calc'!A0", "＝1+1"),
    *("＋1", "－1", "＠A1", "−1", "'=1", "''=1", "'quoted'", '=HYPERLINK("https://x")'),
    *(
        '"',
        '""',
        'a"b',
        '"=1"',
        "a,b",
        "a;b",
        "a\tb",
        "a\nb",
        "a\r\nb",
        "a\rb",
        "a\x0bb",
        "\n",
        " ",
    ),
    *(" lead", "trail ", "\ufeffBOM", "a\ufeffb", "\u202egnp.exe", "\u2066x\u2069", "\u200fא"),
    *(
        "nul\x00nul",
        "\x00",
        "\x1b[2J",
        "\x7f",
        "\x85next",
        "\u2028line",
        "\u2029para",
        "é",
        "e\u0301",
    ),
    *("👩‍👩‍👧", "河边", "x" * 40_000, "1e5", "2026-01", "007", "TRUE", "#REF!", "|pipe", "\\"),
)


def written(
    titles: tuple[str, ...], *, sink: type[Csv] = Csv, options: SinkOptions | None = None
) -> tuple[bytes, Csv]:
    """Export articles of these titles, id and title."""
    out = io.BytesIO()
    made = sink(out, columns_of("title", nested=False), options)
    made.write([to_record(article(title=title)) for title in titles])
    made.close()
    return out.getvalue(), made


def read(data: bytes) -> list[str]:
    """Read the column back as Python's csv does."""
    text = io.StringIO(data.decode(), newline="")
    csv.field_size_limit(1 << 30)
    return [row[0] if row else "" for row in csv.reader(text)][1:]


def test_there_are_fifty_hostile_cells() -> None:
    """The list is as long as is said."""
    assert 50 <= len(set(HOSTILE))


def test_raw_cells_come_back_as_they_were() -> None:
    """Every one of them, through Python's csv."""
    data, sink = written(HOSTILE, options=SinkOptions(raw=True))
    assert (list(HOSTILE), 0) == (read(data), sink.guarded)


def test_guarded_cells_come_back_but_for_one_apostrophe() -> None:
    """What begins as a formula has one in front, all else is as it was, and they are counted."""
    data, sink = written(HOSTILE)
    back = read(data)
    differing = [(was, now) for was, now in zip(HOSTILE, back, strict=True) if was != now]
    assert [("'" + was) for was, _ in differing] == [now for _, now in differing]
    assert len(differing) == sink.guarded
    assert not [now for now in back if now[:1] in tuple("=+-@\t\r\n＝＋－＠−")]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=12), max_size=5))
def test_any_text_comes_back(titles: list[str]) -> None:
    """Raw CSV is read back by Python's csv, whatever stands in it."""
    data, _ = written(tuple(titles), options=SinkOptions(raw=True))
    assert titles == read(data)


def test_a_row_of_tsv_is_one_line() -> None:
    """Breaks and tabs in a cell become spaces."""
    data, _ = written(HOSTILE, sink=Tsv)
    text = data.decode()
    assert len(HOSTILE) + 1 == text.count("\n") == len(text.splitlines(keepends=False))
    assert "\t" not in text


def test_excel_gets_a_mark_line_ends_and_cells_that_it_can_hold() -> None:
    """What is cut is marked and counted."""
    data, sink = written(("Ü", "x" * 40_000), options=SinkOptions(excel=True))
    assert data.startswith(b"\xef\xbb\xbftitle\r\n\xc3\x9c\r\n")
    assert (1, EXCEL_CELL) == (sink.cut, len(data.decode("utf-8-sig").splitlines()[2]))
    assert data.decode().rstrip().endswith(" […]")


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
@pytest.mark.parametrize("excel", [False, True])
def test_libreoffice_runs_nothing(tmp_path: Path, excel: bool) -> None:
    """Opened in a spreadsheet every cell is text: no formula is left to run."""
    data, _ = written(HOSTILE, options=SinkOptions(excel=excel))
    (tmp_path / "hostile.csv").write_bytes(data)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    done = subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "fods", "hostile.csv"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    sheet = tmp_path / "hostile.fods"
    assert sheet.is_file(), done.stderr
    text = sheet.read_text("utf-8")
    assert "table:formula" not in text
    assert "SUM(A1)" in text

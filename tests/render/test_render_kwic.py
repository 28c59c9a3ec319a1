"""Concordances for people and programs."""

import re
from unicodedata import category

import pytest

from answers import HOSTILE
from searcher.query.model import SearchRequest
from searcher.render import KWIC_FORMATS, Format, Look
from searcher.render.columns import width
from searcher.render.kwic import kwic_table
from searcher.render.look import MARK
from searcher.results import PARTS, Concordance, CorpusState, KwicLine

LINES = (
    ("planted willows along the river ", "bank", ", side by side."),
    ("", "Banks", " run for the exit"),
    ("东京的", "市场", "明天开门。东京的市场明天开门。"),
    ("فتح السوق أبوابه على ضفة ", "النهر", " هذا الصباح"),
    ("the cafe\u0301 at the ", "cafe\u0301", " by the river and the hill and the sea"),
    ("of a ", "very long phrase that goes on and on and on and on and on", " end"),
)


def concordance(*lines: tuple[str, str, str]) -> Concordance:
    """Give these lines."""
    made = tuple(
        KwicLine("ab" * 16, "body", 7, 9, *line, "2026-01-30", "The Reed") for line in lines
    )
    state = CorpusState("0" * 64, 1)
    return Concordance(SearchRequest(), 40, "right", PARTS, len(made), 1, 1, len(made), made, state)


@pytest.mark.parametrize("columns", [20, 40, 59, 60, 80, 120])
def test_the_words_found_stand_in_one_column(columns: int) -> None:
    """In every script and at every width, and no line is wider than the page."""
    plain = [*kwic_table(concordance(*LINES), Look(columns))]
    assert all(width(line) <= columns for line in plain)
    painted = kwic_table(concordance(*LINES), Look(columns, colour=True))
    before = [re.sub(r"\x1b\[\d*m", "", line.partition(f"\x1b[{MARK}m")[0]) for line in painted]
    assert 1 == len({width(line) for line in before[:-1]})


def test_the_page_at_its_usual_width() -> None:
    """Id, date, and the line; what has no room is cut."""
    *lines, last = kwic_table(concordance(*LINES[:3]), Look(80))
    assert [
        "abababab 2026-01-30      …willows along the river bank, side by side.",
        "abababab 2026-01-30                               Banks run for the exit",
        "abababab 2026-01-30                         东京的市场明天开门。东京的市场明天…",
    ] == lines
    assert last.startswith("3 lines in 1 article, ")


def test_letters_from_right_to_left_are_isolated() -> None:
    """Cell by cell, so that none is turned round with its neighbour."""
    line, _ = kwic_table(concordance(LINES[3]), Look(100))
    assert "\u2068النهر\u2069" in line
    assert line.count("\u2068") == line.count("\u2069") == 3


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("row", KWIC_FORMATS, ids=lambda row: row.name)
def test_hostile_texts_are_shown(row: Format, text: str) -> None:
    """No control character reaches the page, and a row stays a row."""
    found = concordance((text, text, text))
    lines = [*row.render(found, Look(80))]
    if row.name == "table":
        assert 2 == len(lines)
        assert not [sign for line in lines for sign in line if category(sign) == "Cc"]
    if row.name in ("jsonl", "tsv"):
        assert all("\n" not in line for line in lines)

"""Dates as outlets of thirty languages print them: a table."""

from pathlib import Path

import pytest

from searcher.dates import day_of_line, is_day, parse_published

TABLE = Path(__file__).with_name("languages.tsv")
ROWS = [
    line.split("\t")
    for line in TABLE.read_text("utf-8").splitlines()
    if not line.startswith("# ") and line
]


@pytest.mark.parametrize(("language", "raw", "date", "precision"), ROWS)
def test_what_is_printed_is_read(language: str, raw: str, date: str, precision: str) -> None:
    """The day, and the time where there is one; what names no year of ours stays undated."""
    found = parse_published(raw, language=language)
    assert (date, precision) == (found.text or "-", found.precision or "-")


@pytest.mark.parametrize(("raw", "date"), [row[1:3] for row in ROWS])
def test_without_the_language_nothing_is_read_otherwise(raw: str, date: str) -> None:
    """Less may be known where the language is not, but nothing else."""
    found = parse_published(raw)
    assert date.startswith(found.text or "")


@pytest.mark.parametrize(
    "line",
    [
        "3 marca 2024",
        "3. 3. 2024",
        "2024. 03. 03.",
        "३ मार्च २०२४",
        "৩ মার্চ ২০২৪, ১৪:০৫",
        "๓ มีนาคม ๒๕๖๗",
        "Ngày 3 tháng 3 năm 2024",
        "3 березня 2024 р.",
        "۱۳ اسفند ۱۴۰۲، ۱۴:۰۵",
        "令和6年3月3日",
        "22 شعبان 1445 هـ - 3 مارس 2024",
    ],
)
def test_a_line_is_a_day_in_any_language(line: str) -> None:
    """The whole line is the day, as the grammar of dates knows it."""
    assert is_day(line)
    assert day_of_line(line) == "date"


@pytest.mark.parametrize(
    "line",
    [
        "",
        "2024",
        "20240303",
        "1709474700",
        "3 marca",
        "3月3日",
        "Marzec 2024 w liczbach",
        "2024: 3 Lehren aus dem März",
        "22 شعبان 1445",
        "Wahl 2024 am 3. März in Bremen",
        "Boeing 737 crashed on 3 March 2024",
        "30 January 2026 by Jane Roe",
        "2024-03-03 14:05 来源：河社",
    ],
)
def test_what_is_no_day(line: str) -> None:
    """Numbers alone, months, headlines with a day in them, and days that somebody signed."""
    assert not is_day(line)
    assert day_of_line(line) is None


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Publikováno: 3. 3. 2024", "date"),
        ("Aktualizováno 3. 3. 2024 14:05", "updated"),
        ("최종수정 2024.03.03 14:05", "updated"),
        ("입력 2024.03.03 14:05 수정 2024.03.03 15:00", "date"),
        ("2024年3月3日 14:05更新", "updated"),
        ("Aktualizacja: 03.03.2024 14:05 Publikacja: 02.03.2024 09:00", "date"),
    ],
)
def test_a_label_says_of_what_it_is_the_day(line: str, kind: str) -> None:
    """Of two stamps that of the publication counts."""
    assert kind == day_of_line(line)


@pytest.mark.parametrize(
    "text", ["二〇二四年十十月", "二〇二四年三月二十十日", "二〇二四年三月十十日"]
)
def test_spelled_numbers_that_are_none_are_no_day(text: str) -> None:
    """Any line of a page may be one; nothing raises."""
    assert day_of_line(text) is None
    assert parse_published(text).date is None
    assert "2024-03-20" == str(parse_published("二〇二四年三月二十日").date)

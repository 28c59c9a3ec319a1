"""A day with a place before it, and a day that is printed in two calendars."""

import pytest

from searcher.dates import day_of_line, parse_published


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("Madrid, 3 mar 2024", "2024-03-03"),
        ("Madrid, 3 mar 2024 14:05", "2024-03-03"),
        ("São Paulo, 23/03/2024", "2024-03-23"),
        ("Por Redação — São Paulo 23/03/2024", "2024-03-23"),
        ("By Jane Roe, London 3 March 2024", "2024-03-03"),
        ("By Jane Roe - London, 3 March 2024", "2024-03-03"),
        ("New York, March 3, 2024", "2024-03-03"),
        ("Rio de Janeiro, 3 de março de 2024", "2024-03-03"),
        ("Berlin, Sonntag, 3. März 2024", "2024-03-03"),
        ("Frankfurt am Main, 3. März 2024", "2024-03-03"),
        ("Stratford-upon-Avon, 3 March 2024", "2024-03-03"),
        ("Saint-Denis, le 3 mars 2024", "2024-03-03"),
        ("Brussels – 3 March 2024", "2024-03-03"),
        ("Москва, 3 марта 2024", "2024-03-03"),
        ("Kraków, 3 marca 2024", "2024-03-03"),
        ("Madrid, 2024-03-03", "2024-03-03"),
        ("St. Louis, March 3, 2024", "2024-03-03"),
        ("Mt. Vernon - March 3, 2024", "2024-03-03"),
        ("LONDON, March 3 2024 (Reuters)", "2024-03-03"),
        ("PARIS, 3 mars 2024 (AFP)", "2024-03-03"),
    ],
)
def test_a_place_before_a_day(raw: str, day: str) -> None:
    """One to three words in capitals and a comma or dash; less sure than a day on its own."""
    found = parse_published(raw)
    assert (found.text, found.confidence) == (day, "medium")


@pytest.mark.parametrize(
    "raw",
    [
        "Madrid 3 mar 2024",
        "Madrid, 3 mar",
        "St. Louis, March 3",
        "LONDON, March 3 2024 (UPDATED)",
        "LONDON, March 3 2024 (born)",
        "Madrid, mar 2024",
        "Madrid, 2024",
        "Madrid, 3.11.24",
        "Madrid, 30 feb 2024",
        "Madrid, 3 mar 2024 - 5 mar 2024",
        "Madrid, 3-5 mar 2024",
        "Madrid, 3 March 2024 to 5 March 2024",
        "Madrid, 3 March 2024 was a Sunday",
        "The Party Won Madrid, 3 March 2024",
        "Nixon resigned, 9 August 1974",
        "In Madrid, 3 March 2024 is remembered",
        "March - 5 April 2024",
        "Monday - Friday, 8 March 2024",
        "Until, 3 March 2024",
        "Deadline - 3 March 2024",
        "Born, March 3, 1950",
        "Geboren, 3. März 2024",
        "Accessed, 3 March 2024",
        "Yesterday, 3 March 2024",
        "Ayer, 3 de marzo de 2024",
        "Chapter 3, 3 March 2024",
        "madrid, 3 mar 2024",
    ],
)
def test_sentences_ranges_and_other_days_stay_undated(raw: str) -> None:
    """Nothing is invented: neither the end of a span, nor the day of something else."""
    assert parse_published(raw).date is None


def test_a_line_of_text_with_a_place_is_no_day() -> None:
    """A dateline stands in the text; only a field of dates is read so."""
    assert day_of_line("Madrid, 3 mar 2024") is None


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("۱۳ اسفند ۱۴۰۲ (۳ مارس ۲۰۲۴)", "2024-03-03"),
        ("۳ مارس ۲۰۲۴ (۱۳ اسفند ۱۴۰۲)", "2024-03-03"),
        ("۱۳ اسفند ۱۴۰۲ (۴ مارس ۲۰۲۴)", None),
        ("۱۳ اسفند ۱۴۰۲ (مارس ۲۰۲۴)", None),
        ("۱۳ اسفند ۱۴۰۲ (تهران)", None),
    ],
)
def test_a_persian_day_with_ours_in_brackets(raw: str, day: str | None) -> None:
    """It is read where both calendars agree."""
    assert parse_published(raw).text == day

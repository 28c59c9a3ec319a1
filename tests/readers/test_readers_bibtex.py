"""BibTeX: an entry is a record, dated as far as it says."""

import time

import pytest

from exported import articles, reader_of, records, said
from searcher.article import RawArticle, Rejection


def entry(*fields: str, key: str = "a") -> str:
    """Write an entry."""
    return "@article{" + ",\n  ".join((key, "title = {The wall holds}", *fields)) + "\n}\n"


def one(*fields: str) -> RawArticle:
    """Read an entry."""
    (found,) = articles(entry(*fields).encode(), "a.bib")
    return found


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        (("year = 2026",), "2026"),
        (('year = "2026"', "month = {January}"), "2026-01"),
        (("year = {2026}", "month = 3", "day = 4"), "2026-03-04"),
        (("year = 2026", 'month = "3~" # jan'), "2026"),
        (("year = 2026", "month = {Spring}"), "2026"),
        (("year = {in press}",), None),
        (("date = {2026-01-30}",), "2026-01-30"),
        (("date = {2025/2026}",), None),
        (("month = jan",), None),
        (("urldate = {2026-01-30}",), None),
    ],
)
def test_dates_have_the_parts_that_are_said(fields: tuple[str, ...], date: str | None) -> None:
    """What is no date is none; when a page was looked at is its capture."""
    assert said(one(*fields)).get("date") == date


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r"{M{\"u}ller and \'Eva {\o} \v{c} \c c}", "Müller and Éva ø č ç"),
        (r"{Stra{\ss}e, {\ae}, \textit{so} \& 5\%}", "Straße, æ, so & 5%"),
        ('"A {"}quoted{"} wall"', 'A "quoted" wall'),
        ("{a~b {C}}", "a b C"),
        ('"It " # "held"', "It held"),
        (r"{a \{ b}", "a { b".replace("{", "").replace("  ", " ")),
    ],
)
def test_tex_is_text(written: str, text: str) -> None:
    """Accents are letters, and braces are none."""
    assert one(f"abstract = {written}").summary == text


@pytest.mark.parametrize(
    ("fields", "url"),
    [
        ((r"url = {https://q.example/~ann/a\_b}",), "https://q.example/~ann/a_b"),
        (("doi = {10.9999/7}",), "https://doi.org/10.9999/7"),
        (("url = {none}",), None),
    ],
)
def test_addresses(fields: tuple[str, ...], url: str | None) -> None:
    """As they are, or by DOI."""
    assert one(*fields).url == url


def test_macros_of_others_say_nothing() -> None:
    """Their value stands elsewhere."""
    assert one("journal = qn").source is None


def test_words_between_entries_are_remarks() -> None:
    """As BibTeX has it; a broken entry costs itself."""
    text = f"Remarks\n{entry()}more\n@comment{{x}}\n@misc{{b, title = {{It\n{entry(key='c')}"
    first, broken, last = records(text.encode(), "a.bib")
    assert isinstance(first, RawArticle)
    assert isinstance(broken, Rejection)
    assert (broken.reason, isinstance(last, RawArticle)) == ("bad-bibtex", True)


@pytest.mark.parametrize(
    "text",
    [
        "@article{a}\nThe wall held.",
        "Write to ines@article.example, who = held.",
        "@media{print, color = red}"[:6] + " { p { color: red } }",
        "He wrote @article{ in his letter, and the wall held.",
    ],
)
def test_other_texts_are_none(text: str) -> None:
    """A sign alone is anybody's."""
    assert reader_of(text.encode(), "a.txt") != "bibtex"


@pytest.mark.parametrize("piece", ["{", "a = {", "\\", '"', "# ", "\\'{"])
def test_time_is_in_proportion_to_the_text(piece: str) -> None:
    """Whatever is typed."""
    start = time.thread_time()
    records(f"{entry()}@misc{{b, title = {{{piece * 100_000}".encode(), "a.bib")
    records(entry(f"note = {{{'x' + piece * 1000}}}").encode(), "a.bib")
    assert time.thread_time() - start < 3

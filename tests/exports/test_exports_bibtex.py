"""BibTeX."""

import re
from pathlib import Path
from typing import Any

import pytest

from searcher.article import Author, to_record
from searcher.testing import article
from sinks import golden, hostile_rows, made, plain_rows

ID = "0123456789abcdef" * 2


def _entry(folder: Path, **parts: Any) -> str:
    return made("bibtex", [to_record(article(id=ID, **parts))], folder).text


def test_golden(tmp_path: Path) -> None:
    """The file is as committed."""
    data = made("bibtex", plain_rows(), tmp_path).data
    assert golden("references.bib", data) == data


def test_braces_are_balanced_line_by_line(tmp_path: Path) -> None:
    """As BibTeX counts them, also behind a backslash; so that no text ends its entry."""
    rows = hostile_rows()
    text = made("bibtex", rows, tmp_path).text
    assert len(rows) == len(re.findall(r"^@(?:article|misc)\{", text, re.MULTILINE))
    for line in text.splitlines():
        if line.startswith("  "):
            depth = 0
            for char in line:
                depth += (char == "{") - (char == "}")
                assert depth >= 0
            assert 0 == depth
        else:
            assert re.fullmatch(r"@\w+\{[a-z0-9-]+,|\}|", line)


def test_what_latex_would_run_is_text(tmp_path: Path) -> None:
    """UTF-8 stays."""
    expected = (
        r"  title = {{\$x\textasciicircum{}2\$ \& 100\% \#1 a\_b \textasciitilde{} "
        r"\textbraceleft{}é\textbraceright{} \textbackslash{}input}}"
    )
    assert expected in _entry(tmp_path, title="$x^2$ & 100% #1 a_b ~ {é} \\input")


@pytest.mark.parametrize(
    ("expected", "parts"),
    [
        ("lindqvist-2026-0123456789ab", {"authors": ["Mara Lindqvist"], "published": "2026-01"}),
        ("vonderleyen-0123456789ab", {"authors": ["Ursula von der Leyen"]}),
        ("harbourledger-0123456789ab", {"source": "Harbour Ledger"}),
        ("lequai-0123456789ab", {"authors": ["王小明"], "source": "Le Quai"}),
        ("article-2025-0123456789ab", {"published": "2025"}),
    ],
)
def test_keys(expected: str, parts: dict[str, Any], tmp_path: Path) -> None:
    """Name, year and id: the same in every export."""
    assert f"{{{expected},\n" in _entry(tmp_path, title="T", **parts)


def test_organisations_and_unclear_names_are_in_braces(tmp_path: Path) -> None:
    """So that no style parts them."""
    names = [
        "Martin King Jr.",
        Author("Smith and Sons", "", "agency"),
        "Gabriel García Márquez",
    ]
    expected = "author = {King, Jr., Martin and {Smith and Sons} and {Gabriel García Márquez}}"
    assert expected in _entry(tmp_path, title="T", authors=names, language="es")


@pytest.mark.parametrize(
    ("expected", "published"),
    [
        ("  year = {2026},\n  month = jan,\n  date = {2026-01-30}", "2026-01-30"),
        ("  year = {2026},\n  month = jan,\n  date = {2026-01}", "2026-01"),
        ("  year = {2026},\n  date = {2026}", "2026"),
        ("  title = {{T}},\n  langid = {english}\n}", None),
    ],
)
def test_dates_have_what_is_known(expected: str, published: str | None, tmp_path: Path) -> None:
    """No month or day is made up."""
    assert expected in _entry(tmp_path, title="T", published=published)


def test_an_address_is_as_it_is(tmp_path: Path) -> None:
    """But for what would end the field."""
    found = _entry(tmp_path, title="T", url="https://x.example/a_b?c=%20#{d}")
    assert found.startswith("@misc{")
    assert "  url = {https://x.example/a_b?c=%20#%7Bd%7D}" in found


def test_a_topic_with_a_comma_is_one_keyword(tmp_path: Path) -> None:
    """In braces."""
    assert "keywords = {{arts, culture}, sport}" in _entry(
        tmp_path, title="T", topics=["arts, culture", "sport"]
    )


def test_bibtexparser_reads_it(tmp_path: Path) -> None:
    """Every entry, hostile ones too, with its fields."""
    bibtexparser: Any = pytest.importorskip("bibtexparser")
    rows = [*hostile_rows(), *plain_rows()]
    library = bibtexparser.parse_string(made("bibtex", rows, tmp_path).text)
    assert ([], len(rows)) == (library.failed_blocks, len(library.entries))
    assert len(rows) == len(library.entries_dict)
    entry = library.entries[len(hostile_rows()) + 3]
    assert "{Central bank holds rates}" == entry["title"]
    assert "Lindqvist, Mara and Roe, Jon" == entry["author"]
    assert ("article", "Harbour Ledger") == (entry.entry_type, entry["journal"])

"""Tables: dialects, odd quotes, ragged rows, and what is no table of articles."""

import io
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.article import RawArticle, Rejection, Skipped
from searcher.readers import csv, detect
from searcher.readers.base import MAX_LINE_BYTES, ReadOptions, Record, Source

pytest_plugins = ("reader_fixtures",)

Read = Callable[..., list[Record]]


def titles(records: list[Record]) -> list[str | None]:
    """Give the titles of articles, and the reasons of all else."""
    return [r.title if isinstance(r, RawArticle) else r.reason for r in records]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_delimiter_and_encoding_are_detected(read: Read, mark: str, codec: str) -> None:
    """The same table in every way of writing it gives the same records."""
    rows = [["title", "author", "text"], ["Café", "Ann Lee", "One, two; three"]]
    data = "\n".join(mark.join(f'"{cell}"' for cell in row) for row in rows).encode(codec)
    (found,) = read(csv, data)
    assert isinstance(found, RawArticle)
    assert ("Café", ("Ann Lee",), "One, two; three") == (found.title, found.authors, found.body)


def test_header_decides_where_counts_do_not(read: Read) -> None:
    """Commas in every text do not make the comma the delimiter."""
    data = b"title;text\na, b;c, d\ne, f;g, h\n"
    assert ["a, b", "e, f"] == titles(read(csv, data))


def test_escaped_quotes_are_understood(read: Read) -> None:
    r"""Exports of databases write `\"`."""
    data = b'title,text\n"a \\"b\\", c",d\n"e",f\n'
    assert ['a "b", c', "e"] == titles(read(csv, data))


def test_columns_of_one_name_are_taken_together(read: Read) -> None:
    """None but the last was read; of a title and a date the first that is not empty stands."""
    data = b"title,title,author,author,text,text,date,date\na,b,Ann Lee,Bo Ray,c,d,,2024-01-03\n"
    (found,) = read(csv, data)
    assert isinstance(found, RawArticle)
    assert ("a", ("Ann Lee", "Bo Ray"), "c\n\nd") == (found.title, found.authors, found.body)
    assert ["2024-01-03"] == [date.text for date in found.dates]


def test_line_for_excel_is_no_header(read: Read) -> None:
    """`sep=;` stands above the header of some exports."""
    assert ["a"] == titles(read(csv, b"sep=;\r\ntitle;text\r\na;b\r\n"))


REPORT = (
    'Report:,"Bulk download"\nFrom:,"Thu Jan 01 00:00:00 UTC 2026"\n\n'
    "Query Id,Date,Title,Snippet,Url,Author\n"
)


def test_what_a_report_says_above_its_table(read: Read) -> None:
    """Is skipped and told; rows keep their range of bytes."""
    data = f"{REPORT}1,2026-01-30,Weir,It opened.,https://q.example/w,Ada Weir\n".encode()
    above, found = read(csv, data)
    assert isinstance(above, Skipped)
    assert "3 lines" in above.detail
    assert isinstance(found, RawArticle)
    assert (found.title, found.authors) == ("Weir", ("Ada Weir",))
    assert data[found.provenance.start : found.provenance.end].startswith(b"1,2026-01-30,")
    (_, mapped) = read(csv, data, fields={"source": "Query Id"})
    assert isinstance(mapped, RawArticle)
    assert mapped.source == "1"


@pytest.mark.parametrize(
    "above",
    ["Bulk download of mentions\n", "a,b,c,d,e,f,g\n", "name,date\n" * 60],
)
def test_a_header_far_below_is_none(read: Read, above: str) -> None:
    """Nor one that is as wide as what stands above it; one line of words is nothing."""
    found = read(csv, f"{above}Query Id,Date,Title,Snippet,Url,Author\n1,2,3,4,5,6\n".encode())
    assert (len(found) == 2) == above.startswith("Bulk")


@pytest.mark.parametrize(
    ("written", "source"),
    [
        ("\"{'id': None, 'name': 'Quay Notes'}\"", "Quay Notes"),
        ('"{""id"": null, ""name"": ""Quay Notes""}"', "Quay Notes"),
        ("{Quay Notes}", "{Quay Notes}"),
        ("{'Quay': '\\d', 3: 4}", "{'Quay': '\\d', 3: 4}"),
        ("{" * 9_999 + "}" * 9_999, "{" * 9_999 + "}" * 9_999),
    ],
)
def test_objects_in_cells(read: Read, written: str, source: str) -> None:
    """As pandas writes what an interface answered."""
    (found,) = read(csv, f"title;source;text\nWeir;{written};It opened.\n".encode())
    assert isinstance(found, RawArticle)
    assert found.source == source


def test_old_line_ends_are_line_ends(read: Read) -> None:
    """Lone returns, as in files of old Macs."""
    assert ["a", "c"] == titles(read(csv, b"title,text\ra,b\rc,d\r"))


def test_long_fields_and_nuls_are_read(read: Read) -> None:
    """The standard library's limit of 131,072 characters is not ours."""
    data = b"title,text\na\0b," + b"x" * 200_000 + b"\n"
    (found,) = read(csv, data)
    assert isinstance(found, RawArticle)
    assert ("ab", 200_000) == (found.title, len(found.body or ""))


def test_ragged_rows_are_rejected_with_their_line(read: Read) -> None:
    """Too few and too many fields; empty ones at the end do not count."""
    found = read(csv, b"title,text\na\nb,c,d\ne,f,,\n\n,\ng,h\n")
    assert ["bad-row", "bad-row", "e", "g"] == titles(found)
    assert isinstance(found[1], Rejection)
    assert "line 3: 3 fields, and the header has 2" == found[1].detail


def test_quote_that_never_closes_costs_its_own_row(read: Read) -> None:
    """The rows below it are read anew."""
    rows = "".join(f"t{n},x\n" for n in range(50))
    found = titles(read(csv, f'title,text\na,"b\n{rows}'.encode()))
    assert ["bad-row", *(f"t{n}" for n in range(50))] == found


def test_row_of_many_megabytes_is_too_large(read: Read) -> None:
    """What follows the overlong line is read."""
    data = b"title,text\na,b\nc," + b"x" * (MAX_LINE_BYTES + 10) + b"\nd,e\n"
    assert ["a", "too-large", "d"] == titles(read(csv, data))


def test_columns_without_text_are_one_skip(read: Read) -> None:
    """A table of numbers is no corpus, and says which columns it has."""
    (found,) = read(csv, b"city,height\nOrmsey,12\nFaro,30\n")
    assert isinstance(found, Skipped)
    assert "no column is known to hold a title or a text: city, height. --map text=COLUMN" == (
        found.detail
    )


def test_columns_are_taken_by_number(read: Read) -> None:
    """Without a header the file is refused, unless the user counts the columns."""
    data = b"2017-01-02,Tide is high today.,Water\n2017-01-03,Tide is low.,Mud\n"
    assert ["no-header"] == titles(read(csv, data))
    fields = {"title": "3", "text": "2"}
    assert ["Water", "Mud"] == titles(read(csv, data, fields=fields))


def test_byte_ranges_are_those_of_the_rows(read: Read) -> None:
    """Start and end slice the file, line breaks within quotes included."""
    data = 'title,text\r\né,"b\r\nc"\r\nd,e\r\n'.encode()
    ranges = [data[r.provenance.start : r.provenance.end] for r in read(csv, data)]  # type: ignore[union-attr]
    assert ['é,"b\r\nc"\r\n'.encode(), b"d,e\r\n"] == ranges


@pytest.mark.parametrize(
    ("file", "head", "expected"),
    [
        ("a.csv", b"x", "csv"),
        ("a.txt", b"title\tauthor\ttext\nTide\tAnn\tMud\n", "csv"),
        ("a.txt", b"News, text and title\nMore of it, and so on.\n", "text"),
        ("a.csv", b"<html><body>no</body></html>", "html"),
    ],
)
def test_tables_are_detected(file: str, head: bytes, expected: str) -> None:
    """By suffix, or by names of columns that no prose has."""
    reader = detect(file, head)
    assert reader is not None
    assert expected == reader.name


@given(st.text(alphabet='ab,;"\n\r\\\t ', max_size=120))
def test_any_rows_are_read(rows: str) -> None:
    """Nothing raises, and a row of two plain fields at the end is never lost."""
    data = ("title,text\n" + rows + "\nlast,row").encode()
    found = list(csv.read(Source("a.csv", lambda: io.BytesIO(data)), ReadOptions()))
    assert found
    assert any(isinstance(r, RawArticle) and "row" in (r.body or "") for r in found) or any(
        isinstance(r, Rejection) for r in found
    )


MIND = (
    'N1\tlifestyle\tlifestyleroyals\t"Weir" guest wins\tHe said "no.\thttps://a.example/1.html\t[]\t[]\n'
    'N2\tnews\tnewsworld\t"She never spoke\t\thttps://a.example/2.html\t[{"Label": "x"}]\t\n'
    "N3\tnews\tnewsworld\tThe tide\tIt came.\thttps://a.example/3.html\t[]\t[]\n"
)


def test_mind_names_no_columns(read: Read) -> None:
    """Its first row is a record, and a quote in it is a character."""
    found = read(csv, MIND.encode())
    assert ['"Weir" guest wins', '"She never spoke', "The tide"] == titles(found)
    first = found[0]
    assert isinstance(first, RawArticle)
    assert ('He said "no.', "https://a.example/1.html") == (first.summary, first.url)
    assert ["lifestyle", "lifestyleroyals"] == [getattr(one, "text", "") for one in first.topics]


SHOWN = (
    "1\tU10\t11/11/2019 9:05:58 AM\tN1 N2 N3\tN4-1 N5-0\n"
    "2\tU20\t11/12/2019 6:11:30 PM\t\tN4 N5\n"
    "3\tU30\t11/14/2019 7:01:48 AM\tN2\tN6-0\n"
)


@pytest.mark.parametrize("rows", [SHOWN, SHOWN.splitlines()[1], SHOWN.replace("\n", "\r\n")])
def test_what_mind_showed_to_whom_is_no_article(read: Read, rows: str) -> None:
    """Its log names no columns either, and holds nothing but numbers; who maps a column has it."""
    (found,) = read(csv, rows.encode())
    assert isinstance(found, Skipped)
    assert ("no-article", "which news were shown to whom (MIND)") == (found.reason, found.detail)
    assert isinstance(read(csv, rows.encode(), fields={"body": "5"})[0], RawArticle)


@pytest.mark.parametrize("end", ["N4-1 N5-0\tThe tide is high", "The weir N4 holds"])
def test_a_log_that_holds_a_text_is_refused_as_ever(read: Read, end: str) -> None:
    """Nobody is to miss a table of which one column might be read."""
    rows = "".join(f"{n}\tU{n}\t11/11/2019 9:05:58 AM\tN1\t{end}\n" for n in range(1, 5))
    assert ["no-header"] == titles(read(csv, rows.encode()))


def test_classes_titles_and_texts_name_no_columns(read: Read) -> None:
    """AG News and its like; a class is a number, and no topic."""
    row = '"{}","Weir {} holds","It held, {} said on Monday."\n'
    data = "".join(row.format(n, n, n) for n in range(1, 5))
    found = read(csv, data.encode())
    assert [f"Weir {n} holds" for n in range(1, 5)] == titles(found)
    assert "It held, 1 said on Monday." == getattr(found[0], "summary", None)


@pytest.mark.parametrize(
    "row",
    [
        "{n},Weir {n} holds,Quay\n",  # a longer title than text
        "2017-01-0{n},Weir {n} holds,It held on Monday.\n",
        "{n},Weir,It held on Monday.\n",  # a word is no title
        "{n},Weir {n} holds,It held on Monday.,x y\n",
    ],
)
def test_other_tables_without_a_header_are_refused(read: Read, row: str) -> None:
    """Nothing tells which column is which."""
    data = "".join(row.format(n=n) for n in range(1, 5))
    assert ["no-header"] == titles(read(csv, data.encode()))


def test_row_of_addresses_is_no_header(read: Read) -> None:
    """Though one of its cells is a word that a column may be called by."""
    data = b"news,The tide is high,https://a.example/1\nsport,A match,https://a.example/2\n"
    assert ["no-header"] == titles(read(csv, data))
    assert ["The tide is high", "A match"] == titles(read(csv, data, fields={"title": "2"}))


def test_the_news_aggregator_names_no_columns(read: Read) -> None:
    """Its rows are known by addresses, letters for categories, and times."""
    row = '{0}\t"Weir" {0}\thttps://a.example/{0}\tQuay\tb\tdUyV\ta.example\t1394470370698\n'
    found = read(csv, "".join(row.format(n) for n in range(1, 4)).encode())
    assert ['"Weir" 1', '"Weir" 2', '"Weir" 3'] == titles(found)
    assert ("Quay", None) == (getattr(found[0], "source", 0), getattr(found[0], "body", 0))

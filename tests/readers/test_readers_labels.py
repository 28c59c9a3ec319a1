"""Short lines say who, when and where from; sentences say nothing."""

import pytest

from searcher.readers.lines.labels import Label, author, collapse, is_stamp, labels


@pytest.mark.parametrize(
    "line",
    [
        "Jan 30, Fri",
        "30 Jan 2026",
        "January 30th, 2026 at 5:04 pm EST",
        "2026-01-30",
        "2026-01-30T07:15:00Z",
        "30.01.2026, 12:05 Uhr",
        "Freitag, 30. Januar 2026",
        "30 de enero de 2026",
        "le 30 janvier 2026",
        "01/30/26",
        "30 января 2026",
        "2026年1月30日",
        "2 hours ago",
        "Yesterday",
        "May 2026",
    ],
)
def test_stamps(line: str) -> None:
    """Dates in the shapes that pages print, in several languages."""
    assert is_stamp(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "5",
        "12:05",
        "Top 10 of 2026",
        "May the best team win 3",
        "March of 100 farmers",
        "Jan 30 was the day the wheel turned",
        "$143.8 billion",
        "1.2.3 is out",
        "In January",
        "x" * 100,
    ],
)
def test_other_lines_are_no_stamps(line: str) -> None:
    """Numbers and months inside other words are no date."""
    assert not is_stamp(line)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Source Reuters", [Label("source", "Reuters")]),
        ("Source: The Weir Times", [Label("source", "The Weir Times")]),
        ("By Ada Weir", [Label("author", "Ada Weir")]),
        ("Author: J. Weir Jr.", [Label("author", "J. Weir Jr.")]),
        ("Author admin", [Label("author", "admin")]),
        ("Ada Weir | Jan 30, 2026", [Label("author", "Ada Weir"), Label("date", "Jan 30, 2026")]),
        ("Published: 30 Jan 2026", [Label("date", "30 Jan 2026")]),
        (
            "Last updated on Jan 31, 2026",
            [Label("updated", "Jan 31, 2026", said="Last updated on Jan 31, 2026")],
        ),
        (
            "Jan 30, 2026 · 5 min read",
            [Label("date", "Jan 30, 2026"), Label("reading-time", "5 min read")],
        ),
        ("Category: Economy > Markets", [Label("topics", "Economy > Markets", "category")]),
        ("Tags mills, rivers", []),
        ("Topics Mills, Rivers", [Label("topics", "Mills, Rivers", "topic")]),
        ("By midnight the square was full.", []),
        ("By Friday, the square was full of people again.", []),
        ("By Friday, Bitcoin had fallen below the line […]", []),
        ("By Ada Weir, special to the Times", [Label("author", "Ada Weir, special to the Times")]),
        ("By Jan van der Berg", [Label("author", "Jan van der Berg")]),
        ("Source weir.example", [Label("source", "weir.example")]),
        ("Source code leaks are common", []),
        ("Author rights are at stake in court", []),
        ("Category 5 storm nears", []),
        ("The wheel turned | The end", []),
    ],
)
def test_lines_below_a_title(line: str, expected: list[Label]) -> None:
    """Labels are understood as wholes, and a sentence that begins like one is none."""
    assert expected == list(labels(line))


@pytest.mark.parametrize("line", ["By Ada Weir", "Source Reuters", "Topics Mills, Rivers"])
def test_at_the_end_a_label_needs_its_colon(line: str) -> None:
    """After the text the same words are likelier a fragment of it."""
    assert () == labels(line, bare=False)


def test_author_line_of_a_card() -> None:
    """The name is given without the word before it; other lines have none."""
    assert ["Ada Weir", None] == [author("Author Ada Weir"), author("Ada Weir")]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Ada Weir, January 30, 2026", [("author", "Ada Weir"), ("date", "January 30, 2026")]),
        ("By Ada Weir - 30 Jan 2026", [("author", "Ada Weir"), ("date", "30 Jan 2026")]),
        ("By Ada Weir on 30 Jan 2026", [("author", "Ada Weir"), ("date", "30 Jan 2026")]),
        ("Posted on 30 Jan 2026 by Ada Weir", [("date", "30 Jan 2026"), ("author", "Ada Weir")]),
        ("30 Jan 2026 By Ada Weir", [("date", "30 Jan 2026"), ("author", "Ada Weir")]),
        (
            "Posted: 30 Jan 2026 Updated: 1 Feb 2026",
            [("date", "30 Jan 2026"), ("updated", "1 Feb 2026")],
        ),
        (
            "Publié le 30 janvier 2026 à 14h05, mis à jour le 31 janvier 2026 à 10h00",
            [("date", "30 janvier 2026 à 14h05"), ("updated", "31 janvier 2026 à 10h00")],
        ),
        (
            "30 Jan 2026 Updated 5 minutes ago",
            [("date", "30 Jan 2026"), ("updated", "5 minutes ago")],
        ),
        ("Jan. 30, 2026, 2:05 p.m. ET", [("date", "Jan. 30, 2026, 2:05 p.m. ET")]),
        (
            "Fri, 30 January 2026 | 14:05 GMT+2",
            [("date", "Fri, 30 January 2026 | 14:05 GMT+2")],
        ),
        ("۱۰ بهمن ۱۴۰۴", [("date", "۱۰ بهمن ۱۴۰۴")]),
        ("Автор: Иван Петров", [("author", "Иван Петров")]),
        ("記者：山田太郎", [("author", "山田太郎")]),
        ("By 2026 the weir was gone, by Ada's count", []),
        ("On 30 January 2026 by noon the mill was dry", []),
    ],
)
def test_two_things_may_stand_on_one_line(line: str, expected: list[tuple[str, str]]) -> None:
    """Author and date, date and update: each is understood by itself, a sentence is not."""
    assert expected == [(label.kind, label.value) for label in labels(line)]


@pytest.mark.parametrize("hidden", ["\u200e30 January 2026\u200f", "30 Janu\u00adary 2026"])
def test_invisible_characters_hide_no_label(hidden: str) -> None:
    """Marks of direction and soft hyphens are nothing."""
    assert "30 January 2026" == collapse(hidden)


@pytest.mark.parametrize(
    ("line", "kind", "value"),
    [
        ("३ मार्च २०२४", "date", "३ मार्च २०२४"),
        ("3. 3. 2024, 14.05", "date", "3. 3. 2024, 14.05"),
        ("2024. 03. 03. 14:05", "date", "2024. 03. 03. 14:05"),
        ("Publikováno: 3. 3. 2024", "date", "3. 3. 2024"),
        ("Cập nhật: 3 tháng 3 năm 2024", "updated", "3 tháng 3 năm 2024"),
        ("오전 10:05 2024.03.03 수정", "date", None),
        ("Rok 2024 w 3 marca", "date", None),
    ],
)
def test_days_of_all_languages(line: str, kind: str, value: str | None) -> None:
    """A line is a stamp where the grammar of dates takes all of it for a day."""
    assert ([(kind, value)] if value else []) == [(x.kind, x.value) for x in labels(line)]

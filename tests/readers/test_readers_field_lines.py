"""Lines such as `Title: …` above a text are its fields; a text that begins like one is a text."""

import pytest

from searcher.readers.lines import field_lines

MAIL = (
    "From: ada@weir.example (Ada Weir)\nSubject: Weir opens\nDate: Fri, 30 Jan 2026 14:05:00 GMT\n"
    "Organization: Weir\n Times\nLines: 2\n\nNote: it was open.\nAll day."
)
SCRAPED = (
    "Title: Weir opens\n\nURL Source: https://weir.example/1\n\nPublished Time: 2026-01-30\n\n"
    "Markdown Content:\nThe weir opened."
)


@pytest.mark.parametrize(
    ("text", "fields", "body"),
    [
        (
            "Title: Weir opens\nAuthor: Ada Weir\nDate: 30 January 2026\n\nThe weir opened.\n",
            {"Title": "Weir opens", "Author": "Ada Weir", "Date": "30 January 2026"},
            "The weir opened.",
        ),
        (
            MAIL,
            {
                "author": "Ada Weir",
                "Subject": "Weir opens",
                "Date": "Fri, 30 Jan 2026 14:05:00 GMT",
                "Organization": "Weir",
                "Lines": "2",
            },
            "Note: it was open.\nAll day.",
        ),
        (
            "HEADLINE: Weir opens\nBYLINE: Ada Weir\nTEXT:\nThe weir: open.",
            {"HEADLINE": "Weir opens", "BYLINE": "Ada Weir"},
            "The weir: open.",
        ),
        (
            SCRAPED,
            {"Title": "Weir opens", "url": "https://weir.example/1", "published": "2026-01-30"},
            "The weir opened.",
        ),
    ],
)
def test_fields_stand_above_the_text(text: str, fields: dict[str, str], body: str) -> None:
    """In a mail, or as a scraper writes them, with blank lines or without."""
    found = field_lines.split(text)
    assert found
    assert (fields, body) == (found.fields, found.text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Title: Weir opens\n\nThe weir opened.",
        "Note: the weir is open\nDate: today\n\nThe weir opened.",
        "Weir opens\nAuthor: Ada Weir\nDate: 2026-01-30\n",
        "Subject: a word of many meanings; Date: none.\nIt goes on.",
    ],
)
def test_a_text_is_no_list_of_fields(text: str) -> None:
    """A title and another field are needed, from the first line on."""
    assert field_lines.split(text) is None

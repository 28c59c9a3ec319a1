"""Stories of CNN and the Daily Mail, and articles of XSum, with what sums them up."""

import pytest

from exported import articles, reader_of, records
from searcher.article import Skipped

STORY = """(CNN) -- The wall held on Monday.

It will hold, she said.

@highlight

The wall held

@highlight

Work goes on
"""
XSUM = """[SN]URL[SN]
http://www.bbc.example/news/uk-1

[SN]TITLE[SN]
The wall holds

[SN]FIRST-SENTENCE[SN]
The wall held on Monday.

[SN]RESTBODY[SN]
It will hold, she said.
"It has to."
"""


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_story(ends: str) -> None:
    """Its points are the summary, and no part of the text."""
    (found,) = articles(STORY.replace("\n", ends).encode(), "cnn/stories/0a1b.story")
    assert found.body == "(CNN) -- The wall held on Monday.\n\nIt will hold, she said."
    assert (found.title, found.summary) == (None, "The wall held\nWork goes on")


def test_story_without_points() -> None:
    """Is a text; one of points alone is a summary; one of nothing is none."""
    assert articles(b"The wall held.\n", "a.story")[0].body == "The wall held."
    assert articles(b"@highlight\n\nIt held\n", "a.story")[0].summary == "It held"
    (found,) = records(b"@highlight\n", "a.story")
    assert isinstance(found, Skipped)


def test_marks_within_a_line_are_text() -> None:
    """Whoever writes of them loses nothing."""
    (found,) = articles(b"She typed @highlight there.\n", "a.story")
    assert found.body == "She typed @highlight there."


@pytest.mark.parametrize("file", ["35232142.summary", "35232142.data", "a.txt"])
def test_article_of_xsum(file: str) -> None:
    """The first sentence is the summary, and belongs to the text."""
    (found,) = articles(XSUM.encode(), file)
    assert (found.title, found.url) == ("The wall holds", "http://www.bbc.example/news/uk-1")
    assert found.summary == "The wall held on Monday."
    assert found.body == 'The wall held on Monday.\nIt will hold, she said.\n"It has to."'


def test_other_files_of_these_names() -> None:
    """A summary of another kind is not read as one of these."""
    assert reader_of(b"A summary of what happened.\n", "a.summary") is None
    assert reader_of(STORY.encode(), "a.txt") == "text"

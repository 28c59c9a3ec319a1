"""What site generators mean: pages that are not on the site, and topics in one string."""

import pytest

from exported import articles, records, said
from searcher.article import Rejection, Skipped

PAGE = "The wall held through the night.\n"


def page(*fields: str, fence: str = "---") -> bytes:
    """Write a page with front matter."""
    return "\n".join(
        [fence, "title: The wall holds" if fence == "---" else "", *fields, fence, PAGE]
    ).encode()


@pytest.mark.parametrize(
    ("data", "file"),
    [
        (page("draft: true"), "content/wall.md"),
        (page("draft: True  # soon"), "content/wall.md"),
        (page("draft: 'true'"), "wall.html"),
        (page("draft = true", fence="+++"), "wall.md"),
        (b'{"title": "The wall holds", "draft": true}\n\nIt held.', "wall.md"),
        (page("published: false"), "_posts/2026-01-30-wall.md"),
        (page(), "site/_drafts/wall.md"),
        (b"# The wall holds\n\nIt held.\n", "_drafts/walls/wall.md"),
    ],
)
def test_a_page_that_is_not_on_the_site_is_skipped(data: bytes, file: str) -> None:
    """It is counted, with its reason, and is no article."""
    (found,) = records(data, file)
    assert isinstance(found, Skipped)
    assert found.reason == "not-published"


@pytest.mark.parametrize(
    ("data", "file"),
    [
        (page("draft: false"), "wall.md"),
        (page("published: true"), "wall.md"),
        (page("draft: the second"), "wall.md"),
        (page("published: 2026-01-30"), "wall.md"),
        (page("draft:"), "wall.md"),
        (page(), "drafts/wall.md"),
        (page(), "my_drafts/wall.md"),
        (page(), "_drafts.md"),
        (b"# The wall holds\n\nThe bill's draft: true to the old one, they say.\n", "wall.md"),
        (b"The wall holds\n\ndraft: true\n\nIt held.\n", "wall.txt"),
    ],
)
def test_any_other_page_is_an_article(data: bytes, file: str) -> None:
    """A switch that is off, other values, other folders, and the words in a text are no sign."""
    (found,) = articles(data, file)
    assert (found.title, bool(found.body)) == ("The wall holds", True)


def test_broken_fields_come_first() -> None:
    """What cannot be understood is no draft."""
    (found,) = records(page("draft: true", "tags: [a"), "wall.md")
    assert isinstance(found, Rejection)


@pytest.mark.parametrize(
    ("field", "file", "topics"),
    [
        ("tags: weir quay", "_posts/2026-01-30-wall.md", ("weir", "quay")),
        ("categories: weir quay", "blog/_posts/walls/2026-1-3-wall.md", ("weir", "quay")),
        ("tags: old weir, quay", "_posts/2026-01-30-wall.md", ("old weir", "quay")),
        ("tags: [old weir, quay]", "_posts/2026-01-30-wall.md", ("old weir", "quay")),
        ("category: old weir", "_posts/2026-01-30-wall.md", ("old weir",)),
        ("tags: old weir", "posts/2026-01-30-wall.md", ("old weir",)),
        ("tags: old weir", "_posts/wall.md", ("old weir",)),
        ("tags: old weir", "source/_posts/2026-01-30-wall.md", ("old weir",)),
    ],
)
def test_jekyll_parts_topics_at_blanks(field: str, file: str, topics: tuple[str, ...]) -> None:
    """Only where the file is surely a post of its."""
    (found,) = articles(page(field), file)
    assert said(found)["topics"] == topics

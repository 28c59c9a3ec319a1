"""Posts of which a list beside them says what they are called."""

from collections import Counter
from pathlib import Path

import pytest

from archives import tar, zipped
from folders import write
from searcher.corpus.surroundings.listings import Lists
from searcher.corpus.walk import roots
from searcher.index import Index
from searcher.readers.base import MAX_LINE_BYTES

TEXT = "<p>The wall at the old harbour held through the night, and {} will hold on.</p>"
LIST = (
    "post_id,post_date,is_published,email_sent_at,type,audience,title,subtitle,podcast_url\n"
    '140001.first-letter,2026-01-30T12:00:00.000Z,true,,newsletter,everyone,"First, a letter",On'
    " beginnings,\n"
    "140002.rough-idea,2026-02-01T12:00:00.000Z,false,,newsletter,everyone,Rough idea,,\n"
    "140003.heard,2026-02-02T12:00:00.000Z,true,,podcast,everyone,An episode,Heard at sea,\n"
)
FILES = {
    "posts.csv": LIST,
    "posts/140001.first-letter.html": TEXT.format("it"),
    "posts/140002.rough-idea.html": TEXT.format("perhaps"),
    "posts/140009.unlisted.html": TEXT.format("surely"),
}
Said = dict[str, tuple[str | None, str | None, str | None]]


def packed(folder: Path, files: dict[str, str], kind: str) -> Path:
    """Make a folder or an archive of the files."""
    if kind == "folder":
        return write(folder / "in", files)
    pack = zipped if kind == "zip" else tar
    order = sorted(files.items(), reverse=kind == "reversed")
    path = folder / f"in.{'zip' if kind == 'zip' else 'tar'}"
    path.write_bytes(pack([(name, text.encode()) for name, text in order]))
    return path


def said(index: Index) -> Said:
    """Give title, summary and day of each article, by the name of its file."""
    return {
        article.provenance.file.rpartition("/")[2].rpartition("!")[2]: (
            article.title,
            article.summary,
            str(article.published.date) if article.published else None,
        )
        for article in index.scan()
    }


@pytest.mark.parametrize("kind", ["folder", "zip", "tar", "reversed"])
def test_pages_are_called_as_the_list_says(tmp_path: Path, kind: str) -> None:
    """A draft is none, a row without a page is all there is, and a page without a row too."""
    with Index.create(tmp_path / "ix") as index:
        report = index.ingest([packed(tmp_path, FILES, kind)])
        found = said(index)
    assert {"not-published": 1, "no-article": 2} == Counter(report.by_reason)
    assert ("First, a letter", "On beginnings", "2026-01-30") == found["140001.first-letter.html"]
    assert ("An episode", "Heard at sea", "2026-02-02") == found["posts.csv"]
    assert ("", "", None) == found["140009.unlisted.html"]
    assert 3 == len(found)


def test_several_exports_are_told_apart(tmp_path: Path) -> None:
    """A list is about the folder beside it."""
    files = {f"{name}/{file}": text for name in "ab" for file, text in FILES.items()}
    files["b/posts.csv"] = LIST.replace("First, a letter", "Another, b letter")
    files["b/posts/140001.first-letter.html"] = TEXT.format("another")
    lists = Lists()
    (root,) = roots([write(tmp_path / "in", files)])
    assert 8 == len(list(lists.passing(root.files())))
    pages = lists.listings().pages
    assert {"a/posts/140001.first-letter.html", "b/posts/140001.first-letter.html"} <= set(pages)
    assert "Another, b letter" == pages["b/posts/140001.first-letter.html"].title


def test_changed_list_reads_its_pages_again(tmp_path: Path) -> None:
    """And no other file."""
    folder = write(tmp_path / "in", FILES)
    with Index.create(tmp_path / "ix") as index:
        index.ingest([folder])
        assert 3 == index.ingest([folder]).unchanged
        write(folder, {"posts.csv": LIST.replace("First, a letter", "First, a note")})
        report = index.ingest([folder], prune=True)
        found = said(index)
    assert (0, 1) == (report.replaced, report.added)  # its id follows from the title
    assert "First, a note" == (found["140001.first-letter.html"][0])


def test_row_comes_back_when_its_page_goes(tmp_path: Path) -> None:
    """It is all that is left of the post."""
    folder = write(tmp_path / "in", FILES)
    with Index.create(tmp_path / "ix") as index:
        index.ingest([folder])
        (folder / "posts" / "140001.first-letter.html").unlink()
        index.ingest([folder], prune=True)
        titles = sorted(article.title or "" for article in index.scan())
    assert ["", "An episode", "First, a letter"] == titles


@pytest.mark.parametrize(
    "text",
    [
        "title,text\nA title,A text that is long enough.\n",
        "post_id,title\n140001.first-letter,First\n",
        "",
        '"' * 1_000,
        "post_id,post_date,is_published,title\n" + "\0" * 100,
        f"post_id,post_date,is_published,title\n1.a,,true,{'a' * 2_000_000}\n",
        "a" * (MAX_LINE_BYTES + 1),
    ],
)
def test_other_tables_of_that_name_are_read_as_before(tmp_path: Path, text: str) -> None:
    """They say nothing of pages."""
    lists = Lists()
    (root,) = roots([write(tmp_path / "in", {**FILES, "posts.csv": text})])
    list(lists.passing(root.files()))
    assert ({}, {}) == (lists.listings().pages, lists.listings().rows)


@pytest.mark.parametrize("kind", ["folder", "zip", "tar", "reversed"])
def test_a_list_of_more_than_can_be_held_is_refused(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is named, no row is an article beside its page, and the pages are read by themselves."""
    monkeypatch.setattr("searcher.corpus.surroundings.listings.MAX_LIST", 60)
    with Index.create(tmp_path / "ix") as index:
        report = index.ingest([packed(tmp_path, FILES, kind)], workers=0)
    assert (3, 1, {"too-large": 1}) == (report.added, report.rejected, dict(report.by_reason))
    (line,) = (tmp_path / "ix" / "rejected.jsonl").read_text().splitlines()
    assert "posts.csv" in line
    assert "tells of the pages beside it, and more than 16 MiB" in line


def test_a_long_list_of_little_is_used(tmp_path: Path) -> None:
    """What else it says of its posts is read as a stream, and not held."""
    lines = LIST.splitlines(keepends=True)
    head, rows = lines[0].rstrip("\n"), (line.rstrip("\n") for line in lines[1:])
    text = f"{head},notes\n" + "".join(f"{row},{'a' * (6 << 20)}\n" for row in rows)
    assert len(text) > 16 << 20
    lists = Lists()
    (root,) = roots([write(tmp_path / "in", {**FILES, "posts.csv": text})])
    list(lists.passing(root.files()))
    assert 2 == len(lists.listings().pages)


def test_an_archive_may_not_hold_any_number_of_pages(tmp_path: Path) -> None:
    """What is beyond the limit says nothing."""
    (root,) = roots([write(tmp_path / "in", FILES)])
    for most, expected in ((50, 0), (10_000, 2)):
        lists = Lists(most)
        list(lists.passing(root.files()))
        assert expected == len(lists.listings().pages)

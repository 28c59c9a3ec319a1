"""Texts of an export, of which the table beside them says the rest."""

from functools import partial
from io import BytesIO
from pathlib import Path

import pytest

from archives import tar, zipped
from folders import write
from searcher.corpus.surroundings.listings import Lists
from searcher.corpus.walk import roots
from searcher.index import Index
from searcher.readers import text_tables
from searcher.readers.base import MAX_LINE_BYTES

BODY = "The wall at the old harbour held through the night.\n\nBy morning the wind had gone."
HEADER = "filename,id,kind,title,authors,source,date,topics,language,url,words,summary\n"
TABLE = (
    HEADER + "2026-01-30_the-wall-held_272e599e.txt,272e599e,article,The wall held,Ann Lee; Bo Ray,"
    "The Quay,2026-01-30,weather,en,https://quay.example/1,17,A short night\n"
    "undated_1a2b3c4d.txt,1a2b3c4d,article,,,The Reed,,,en,,17,\n"
    "undated_1-1_5e6f7a8b.txt,5e6f7a8b,article,'=1+1,,The Reed,,,en,,17,\n"
    "2025-11-02_lost_99999999.txt,99999999,article,Lost,,The Quay,2025-11-02,,en,,9,All is gone\n"
)
FILES = {
    "metadata.csv": TABLE,
    "2026-01-30_the-wall-held_272e599e.txt": f"The wall held\n\n{BODY}\n",
    "undated_1a2b3c4d.txt": f"It rained at sea.\n\n{BODY}\n",
    "undated_1-1_5e6f7a8b.txt": f"=1+1\n\n{BODY}\n",
}
WALL = "2026-01-30_the-wall-held_272e599e.txt"


def packed(folder: Path, kind: str) -> Path:
    """Make a folder or an archive of the export; in archives the table may come last."""
    if kind == "folder":
        return write(folder / "in", FILES)
    path = folder / f"in.{'zip' if kind == 'zip' else 'tar'}"
    order = sorted(FILES.items(), reverse=kind == "reversed")
    pack = zipped if kind == "zip" else tar
    path.write_bytes(pack([(name, text.encode()) for name, text in order]))
    return path


@pytest.mark.parametrize("kind", ["folder", "zip", "tar", "reversed"])
def test_texts_are_what_their_rows_say(tmp_path: Path, kind: str) -> None:
    """Each is one article; a row without a text is all there is of it."""
    with Index.create(tmp_path / "ix") as index:
        report = index.ingest([packed(tmp_path, kind)])
        found = {article.title: article for article in index.scan()}
    # A row that holds neither title nor summary is none in any table.
    assert (4, {"no-article": 2, "no-text": 1}) == (report.added, dict(report.by_reason))
    assert {"The wall held", "", "=1+1", "Lost"} == set(found)
    wall, rain, sum_, lost = (found[title] for title in ("The wall held", "", "=1+1", "Lost"))
    assert ["Ann Lee", "Bo Ray"] == [author.name for author in wall.authors]
    assert ("The Quay", "A short night", BODY) == (wall.source, wall.summary, wall.body)
    assert ("https://quay.example/1", "2026-01-30") == (
        wall.url,
        str(wall.published.date if wall.published else None),
    )
    # A first line is no title where the row says that there is none.
    assert f"It rained at sea.\n\n{BODY}" == rain.body
    assert (BODY, "The Reed") == (sum_.body, sum_.source)
    assert "All is gone" == lost.summary


def test_a_long_title_is_parted_from_its_text(tmp_path: Path) -> None:
    """By itself such a line is a paragraph."""
    title = "A wall " + "and a wall " * 30 + "held"
    files = {"metadata.csv": HEADER + f"a_272e599e.txt,1,article,{title},,Quay,2026,,en,,9,\n"}
    files["a_272e599e.txt"] = f"{title}\n\n{BODY}\n"
    with Index.create(tmp_path / "ix") as index:
        index.ingest([write(tmp_path / "in", files)])
        (article,) = index.scan()
    assert (title, BODY) == (article.title, article.body)


def test_a_text_that_was_changed_loses_nothing(tmp_path: Path) -> None:
    """Its first line is text where the row knows another title; without titles it is one."""
    files = {**FILES, WALL: f"Walls that hold\n\n{BODY}\n"}
    with Index.create(tmp_path / "ix") as index:
        index.ingest([write(tmp_path / "in", files)])
        bodies = {article.title: article.body for article in index.scan()}
    assert f"Walls that hold\n\n{BODY}" == bodies["The wall held"]
    files["metadata.csv"] = f"filename,id,source\n{WALL},1,The Quay\n"
    with Index.create(tmp_path / "other") as index:
        index.ingest([write(tmp_path / "in2", files)])
        found = {article.title: article for article in index.scan()}
    assert (BODY, "The Quay") == (
        found["Walls that hold"].body,
        found["Walls that hold"].source,
    )


def test_a_changed_row_reads_its_text_again(tmp_path: Path) -> None:
    """And no other; what has not changed is not opened."""
    folder = write(tmp_path / "in", FILES)
    with Index.create(tmp_path / "ix") as index:
        index.ingest([folder])
        assert 4 == index.ingest([folder]).unchanged
        write(folder, {"metadata.csv": TABLE.replace("Ann Lee", "Cy Noe")})
        report = index.ingest([folder], prune=True)
        names = {author.name for article in index.scan() for author in article.authors}
    assert (1, 3) == (report.replaced + report.added, report.unchanged)
    assert (True, False) == ("Cy Noe" in names, "Ann Lee" in names)


@pytest.mark.parametrize(
    "text",
    [
        "title,text\nA title,A text that is long enough.\n",
        f"filename\n{WALL}\n",
        f"id,filename,title\n1,{WALL},First\n",
        f"filename,title\n../{WALL},First\n",
        "filename,title\nfirst.txt,First\n",
        "",
        '"' * 1_000,
        "filename,title\n" + "\0" * 100,
        f"filename,title\na.txt,{'a' * 2_000_000}\n",
        HEADER + "a" * (MAX_LINE_BYTES + 1),
    ],
)
def test_other_tables_of_that_name_are_read_as_before(tmp_path: Path, text: str) -> None:
    """They say nothing of texts."""
    lists = Lists()
    (root,) = roots([write(tmp_path / "in", {**FILES, "metadata.csv": text})])
    list(lists.passing(root.files()))
    assert ({}, {}) == (lists.listings().texts, lists.listings().tables)


@pytest.mark.parametrize("kind", ["folder", "zip", "tar", "reversed"])
def test_a_table_of_more_than_can_be_held_is_refused(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is named, no row is an article beside its text, and the texts are read by themselves."""
    monkeypatch.setattr("searcher.corpus.surroundings.listings.MAX_TABLE", len(TABLE) // 2)
    with Index.create(tmp_path / "ix") as index:
        report = index.ingest([packed(tmp_path, kind)], workers=0)
        authors = [author for article in index.scan() for author in article.authors]
    assert (3, 1, {"too-large": 1}, []) == (
        report.added,
        report.rejected,
        dict(report.by_reason),
        authors,
    )
    (line,) = (tmp_path / "ix" / "rejected.jsonl").read_text().splitlines()
    assert "metadata.csv" in line
    assert "more than 64 MiB" in line


def test_rows_of_few_characters_count_too() -> None:
    """Each takes room beside what it holds: a table of millions says little and fills memory."""
    table = "filename,title\n" + "".join(f"{n}_01234567.txt,a\n" for n in range(1_000))
    assert 1_000 == len(text_tables.rows(lambda: BytesIO(table.encode()), 1_000 * 160))
    with pytest.raises(text_tables.TooLarge):
        text_tables.rows(lambda: BytesIO(table.encode()), 100_000)


def test_a_table_that_fits_again_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its texts are read again."""
    folder = write(tmp_path / "in", FILES)
    with Index.create(tmp_path / "ix") as index:
        with monkeypatch.context() as small:
            small.setattr("searcher.corpus.surroundings.listings.MAX_TABLE", 100)
            index.ingest([folder], workers=0)
        report = index.ingest([folder], workers=0, prune=True)
        titles = {article.title for article in index.scan()}
    assert (0, {"The wall held", "", "=1+1", "Lost"}) == (report.rejected, titles)


def test_other_large_tables_of_that_name_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether no text of theirs is there, or they tell of none."""
    monkeypatch.setattr("searcher.corpus.surroundings.listings.MAX_TABLE", 10)
    other = "title,text\nA title,A text that is long enough to be read.\n"
    folder = write(tmp_path / "in", {"a/metadata.csv": TABLE, "b/metadata.csv": other})
    with Index.create(tmp_path / "ix") as index:
        index.ingest([folder], workers=0)
        titles = {article.title for article in index.scan()}
    assert {"The wall held", "Lost", "A title"} <= titles


def test_rows_lie_in_any_encoding() -> None:
    """A table is a stream of its characters, with its mark or without."""
    text = TABLE.replace("Ann Lee", "Zoë Lee")
    for codec in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        found = text_tables.rows(partial(BytesIO, text.encode(codec)))
        assert "Zoë Lee; Bo Ray" == found[WALL].cells[3]
        assert [1, 2, 3, 4] == [row.number for row in found.values()]

"""Authors that other files of the same root name."""

from pathlib import Path

from folders import write
from searcher.corpus.surroundings.people import gather
from searcher.corpus.walk import roots
from searcher.index import Index

POST = "---\ntitle: Tide\nauthors: [al]\n---\nHigh water at noon."


def test_nearest_folder_names_the_author(tmp_path: Path) -> None:
    """Two sites below one root may use one short name for two people."""
    files = {"a/_data/authors.yml": "al: Ann Lee", "b/authors.json": '{"al": "Alf Berg"}'}
    found = gather(roots([write(tmp_path, files)])[0].files())
    names = [found.near(f).get("al") for f in ("a/x/1.md", "b/1.md", "c/1.md")]
    assert ["Ann Lee", "Alf Berg", None] == names
    assert "" == found.digest("c/1.md")


def test_articles_show_the_name_and_keep_what_was_found(tmp_path: Path) -> None:
    """The author file is no article; `raw` has the short name."""
    folder = write(tmp_path / "in", {"_data/authors.yml": "al: Ann Lee", "p.md": POST})
    with Index.create(tmp_path / "ix") as index:
        report = index.ingest([folder])
        (article,) = index.scan()
    assert (1, {"no-article": 1}) == (report.added, report.by_reason)
    assert (["Ann Lee"], ("al",)) == ([a.name for a in article.authors], article.raw.authors)


def test_changed_name_reads_the_articles_again(tmp_path: Path) -> None:
    """The names are part of how a file is read; other roots are not concerned."""
    folder = write(tmp_path / "in", {"_data/authors.yml": "al: Ann Lee", "p.md": POST})
    with Index.create(tmp_path / "ix") as index:
        index.ingest([folder])
        write(folder, {"_data/authors.yml": "al: Ann Berg"})
        report = index.ingest([folder])
        (article,) = index.scan()
    assert (1, ["Ann Berg"]) == (report.replaced, [a.name for a in article.authors])

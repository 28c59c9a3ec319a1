"""Files of a site that name its authors."""

import pytest

from searcher.readers.people import people, scope


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("site/content/authors/ann-lee/_index.md", "site/content"),
        ("_authors/ann-lee.md", ""),
        ("site/_data/authors.yml", "site"),
        ("blog/authors.json", "blog"),
        ("authors.toml", ""),
        ("authors/ann-lee.md", None),
        ("content/news/_index.md", None),
        ("data/events.yml", None),
        ("authors.txt", None),
    ],
)
def test_place_tells_where_names_hold(file: str, expected: str | None) -> None:
    """Names hold in the folder of the site that the file belongs to."""
    assert expected == scope(file)


@pytest.mark.parametrize(
    ("file", "data"),
    [
        ("authors/ann-lee/_index.md", "---\ndisplay_name: Ann Lee\nname: other\n---\n"),
        ("authors/ann-lee/_index.md", "---\nfirst_name: Ann\nlast_name: 'Lee '\n---\n"),
        ("_authors/x.md", "---\nshort_name: Ann-Lee\nname: Ann Lee\n---\nShe writes."),
        ("_data/authors.yml", "ann-lee:\n  name: Ann Lee\n  url: /ann\n"),
        ("_data/authors.yml", "- slug: ann-lee\n  full_name: Ann Lee\n"),
        ("authors.json", '{"ann-lee": "Ann Lee"}'),
        ("authors.json", '{"authors": [{"id": "ann-lee", "name": "Ann Lee"}]}'),
        ("authors.toml", '[ann-lee]\nname = "Ann Lee"\n'),
    ],
)
def test_short_name_is_given_its_name(file: str, data: str) -> None:
    """The habits of the common generators are understood."""
    assert "Ann Lee" == people(file, data.encode())["ann-lee"]


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"a: [", b"[1, 2]", b"a: 3", b"a: {b: c}"])
def test_file_that_names_nobody_gives_nothing(data: bytes) -> None:
    """Broken or other content is no error here."""
    assert {} == people("_data/authors.yml", data)

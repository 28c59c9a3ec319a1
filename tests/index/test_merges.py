"""Which authors may be one: what is proposed, how likely, and that it can be read back."""

import gc
import random
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

import searcher
from searcher.article import Article, fold
from searcher.index.folder.authors import read_authority
from searcher.index.merges.likeness import alike
from searcher.index.merges.proposal import Proposals
from searcher.index.merges.written import quoted, written
from searcher.results import FacetCount
from searcher.testing import article
from tantivy_index import indexed


def signed(*names: str, source: str | None = "The Reed") -> list[Article]:
    """Give an article for each name."""
    return [
        article(title=f"{source} {number}", authors=[name], source=source)
        for number, name in enumerate(names)
    ]


def proposed(tmp_path: Path, articles: Iterable[Article]) -> Proposals:
    """Ask what is proposed for an index of these articles."""
    indexed(tmp_path / "news", articles, languages=("en",)).close()
    return searcher.suggest_authors(tmp_path / "news")


def pairs(found: Proposals) -> set[tuple[str, str, str]]:
    """Give the name to show, the other, and how likely."""
    return {(p.name, v.name, p.likelihood) for p in found.proposals for v in p.variants}


@pytest.mark.parametrize(
    ("names", "likelihood", "reason"),
    [
        (("Jane Roe", "Roe, Jane"), "high", "last name first, with a comma"),
        (("Ada Smith-Jones", "Ada Smith Jones"), "high", "the same words, other punctuation"),
        (("Pat O'Dell", "Pat ODell"), "high", "the same words, other punctuation"),
        (("J. Roewer", "J Roewer"), "high", "the same words, other punctuation"),
        (("Associated Press", "A.P."), "high", "spellings of Associated Press"),
        (("The Harbour Ledger", "Harbour Ledger"), "high", "with and without “the”"),
        (("Wei Zhang", "Zhang Wei"), "medium", "the same words in another order"),
        (("Jane Roe", "janeroe"), "medium", "the same letters, spaced otherwise"),
        (("Jürgen Grün", "Juergen Gruen"), "medium", "a letter written out, as oe for ö"),
        (("John A. Smith", "John Smith"), "medium", "with and without a middle initial"),
        (("Leonie Marchetti", "Leonie Marcheti"), "medium", "one letter differs"),
        (("Leonie Marchetti", "Leonie Marchetit"), "medium", "one letter differs"),
        (("Leonie Marchetti", "L. Marchetti"), "low", "an initial for the first name"),
    ],
)
def test_names_that_are_alike(
    tmp_path: Path, names: tuple[str, str], likelihood: str, reason: str
) -> None:
    """Each rule by an example: how likely it is, and the reason."""
    (one,) = proposed(tmp_path, signed(*names, names[0], "Somebody Else")).proposals
    assert (names[0], likelihood, names[1]) == (one.name, one.likelihood, one.variants[0].name)
    assert one.variants[0].reason.startswith(reason)
    assert (2, 1) == (one.count, one.variants[0].count)


@pytest.mark.parametrize(
    "names",
    [
        ("Jane Roe", "Joan Roe"),  # short
        ("Person 10000", "Person 10001"),
        ("Benedict Carver", "Benedicta Carverly"),
        ("A. B. Smithson", "A. C. Smithson"),
        ("Tom B. Okafor", "Tom C. Okafor"),
        ("J. Marchetti", "Jane Marchetti", "Joan Marchetti"),
    ],
)
def test_names_that_are_not(tmp_path: Path, names: tuple[str, ...]) -> None:
    """Short names, numbers, different initials, an initial that fits two."""
    assert set() == pairs(proposed(tmp_path, signed(*names)))


def test_two_middle_initials_are_two_persons(tmp_path: Path) -> None:
    """Never joined with each other; with the plain name hardly."""
    found = proposed(tmp_path, signed("Tom B. Okafor", "Tom C. Okafor", *["Tom Okafor"] * 2))
    assert {
        ("Tom Okafor", "Tom B. Okafor", "low"),
        ("Tom Okafor", "Tom C. Okafor", "low"),
    } == pairs(found)


def test_a_slip_needs_something_shared(tmp_path: Path) -> None:
    """A source or a topic; else it is counted and left out."""
    apart = [*signed("Leonie Marchetti"), *signed("Leonie Marcheti", source="Elsewhere")]
    found = proposed(tmp_path, apart)
    assert (set(), 1) == (pairs(found), found.unsupported)
    assert any("1 pair one letter apart" in line for line in written(found, "news"))


def test_what_is_sure_is_joined_first(tmp_path: Path) -> None:
    """Of a group that is sure only the name to show is compared further."""
    names = ["Jane Marchetti"] * 3 + ["Marchetti, Jane", "Jane-Marchetti", "Jane Q. Marchetti"]
    found = proposed(tmp_path, signed(*names))
    assert {
        ("Jane Marchetti", "Marchetti, Jane", "high"),
        ("Jane Marchetti", "Jane-Marchetti", "high"),
        ("Jane Marchetti", "Jane Q. Marchetti", "medium"),
    } == pairs(found)


def test_what_is_written_can_be_saved(tmp_path: Path) -> None:
    """What is likely is read back, the rest is commented out; names may hold anything."""
    odd = 'Ana "#1": \\ [Roe]\x07'
    names = ["Jane Roe", "Roe, Jane", odd, odd, odd + ".", "John Smithson", "John Smithson"]
    found = proposed(tmp_path, signed(*names, "John A. Smithson"))
    path = tmp_path / "authors.yaml"
    path.write_text("\n".join(written(found, "news")), "utf-8")
    groups = [group.members for group in read_authority(path).groups]
    assert [(fold(odd), fold(odd + ".")), ("jane roe", "roe, jane")] == groups
    whole = path.read_text("utf-8").replace("\n# -", "\n-")
    assert "\n- John A. Smithson  # 1 article; with and without a middle initial" in whole
    again = searcher.suggest_authors(tmp_path / "news", authors=path)
    assert {"medium"} == {one.likelihood for one in again.proposals}


@pytest.mark.parametrize(
    "name", ["null", "~", "- x", "a: b", "a #b", "a  b", "x ", "Ünal", "是", "#"]
)
def test_any_name_is_read_back(tmp_path: Path, name: str) -> None:
    """As it was written."""
    path = tmp_path / "x.yaml"
    path.write_text(f"{quoted(name)}:\n- {quoted(name + 'z')}\n", "utf-8")
    (group,) = read_authority(path).groups
    assert (fold(name), fold(name + "z")) == group.members


def test_a_limit_is_told(tmp_path: Path) -> None:
    """With the number left out."""
    found = proposed(tmp_path, signed("Jane Roe", "Roe, Jane", "Bo Lind", "Lind, Bo"))
    lines = list(written(found, "news", limit=1))
    assert "# Left out: 1 author beyond --limit; 0 gives all." in lines
    assert 1 == sum(line.startswith("- ") for line in lines)


def names(count: int) -> Sequence[FacetCount]:
    """Draw names from few parts, so that many are alike."""
    drawn = random.Random(5)
    first = [f"{a}{b}" for a in ("jo", "mar", "le", "an", "be") for b in ("na", "tin", "oni", "ke")]
    syllables = ("ber", "lin", "ro", "mas", "ket", "vor", "nas", "til", "gre", "dun", "fal", "hem")
    made = {
        f"{drawn.choice(first)} {''.join(drawn.choices(syllables, k=drawn.randint(2, 4)))}"
        for _ in range(count * 2)
    }
    return [FacetCount(name, name, 1) for name in sorted(made)[:count]]


def test_time_grows_with_the_names_and_not_with_their_pairs() -> None:
    """Four times the names take less than eight times as long, each at its quickest of three."""

    def took(count: int) -> float:
        started = time.process_time()
        assert any(True for _ in alike(names(count)))
        sum(1 for _ in alike(names(count)))
        return time.process_time() - started

    gc.collect()
    gc.freeze()  # what other tests left is not looked through meanwhile
    try:
        # In turn: a machine that is slow for a while is so for both.
        turns = [(took(8_000), took(32_000)) for _ in range(3)]
    finally:
        gc.unfreeze()
    few, many = map(min, zip(*turns, strict=True))
    assert many < 8 * few

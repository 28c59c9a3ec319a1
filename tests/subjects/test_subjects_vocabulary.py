"""The Media Topics are a tree in which codes, labels and paths find one concept."""

import pytest

from searcher.article import fold
from searcher.normalise.keywords import KEYWORDS
from searcher.subjects.vocabulary import TOP_LEVELS, by_code, find, is_code, subject


def test_every_concept_stands_below_another_or_at_the_top() -> None:
    """Paths begin with the name of a top level, and the concepts above come before."""
    seen: set[str] = set()
    for one in by_code().values():
        above, _, _ = one.path.rpartition("/")
        assert above in seen if above else one.path in TOP_LEVELS.values()
        seen.add(one.path)
    assert 1_100 == len(seen) == len(by_code())


def test_labels_hold_no_mark_of_paths() -> None:
    """A path parts at slashes, so no label may hold one; no two keys are alike."""
    assert not [
        one for one in by_code().values() if "/" in one.label or one.label != one.label.strip()
    ]
    assert len({one.key for one in by_code().values()}) == len(by_code())
    assert all(one.key == fold(one.path) for one in by_code().values())


@pytest.mark.parametrize(
    "text",
    [
        "medtop:20001065",
        "soccer",
        "Soccer",
        "sport/competition discipline/soccer",
        " Sport / competition  discipline/ SOCCER/",
    ],
)
def test_a_concept_is_found_by_code_label_and_path(text: str) -> None:
    """All of them, in any case, lead to the one concept."""
    found = find(text)
    assert found is not None
    assert ("medtop:20001065", "soccer") == (found.code, found.label)


def test_american_labels_are_understood() -> None:
    """Where the IPTC has two spellings, the British one is shown and both are found."""
    assert find("labor dispute") is find("labour dispute") is not None
    assert find("labour") is subject("medtop:09000000")


def test_the_name_of_a_top_level_is_not_what_stands_below_it() -> None:
    """`economy` is a label one level below as well; the path is meant."""
    found = find("economy")
    assert found is not None
    assert "economy, business and finance" == found.label


@pytest.mark.parametrize(
    "text", ["", "/", "medtop:", "medtop:1", "medtop:99999999", "no such thing"]
)
def test_what_is_no_concept_is_none(text: str) -> None:
    """Unknown names and codes are no error."""
    assert find(text) is None
    assert subject(text) is None


def test_the_form_of_a_code() -> None:
    """Eight digits after `medtop:`, known or not."""
    assert is_code("medtop:99999999")
    assert not any(map(is_code, ("medtop:9", "medtop:999999999", "20001065", "medtop:٠٠٠٠٠٠٠١")))


def test_inferred_topics_are_the_top_levels() -> None:
    """The rules have the same names and codes as the vocabulary."""
    assert {one.path: one.code for one in by_code().values() if "/" not in one.path} == {
        path: words.code for path, words in KEYWORDS.items()
    }

"""Did you mean: what is offered exists, finds many more, and is asked as it is written."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from searcher import Index
from searcher.query.model import SearchRequest, Word
from searcher.query.params import build
from searcher.results import Note
from searcher.testing import article
from tantivy_index import indexed

COMMON = 30
TEXTS = (
    "The government spoke of the treasury and its holdings.",
    "A healthcare reform for the harbour towns; the supreme court agreed.",
    "Правительство говорило о бюджете.",
    "تحدثت الحكومة عن الميزانية.",
    "सरकार ने बजट की घोषणा की।",
    "Η κυβέρνηση ανακοίνωσε τον προϋπολογισμό.",
    "ئەنجامی هەڵبژاردن.",
)
RARE = (
    article(title="Slips", body="The goverment was spelled wrong here, recieve was not."),
    article(title="Gone", body="Zanzibarian is a word of a deleted article.", source="Gone"),
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """Make an index in which some words are frequent, and some rare."""
    path = tmp_path_factory.mktemp("spelling") / "i"
    articles = [
        article(title=f"{word} {number}", body=text)
        for number in range(COMMON)
        for word, text in zip(
            ("One", "Two", "Three", "Four", "Five", "Six", "Seven"), TEXTS, strict=True
        )
    ]
    with indexed(path, [*articles, *RARE], languages=("en", "ru")) as made:
        made.delete("source:gone")
        yield made


def spelling(index: Index, words: str, **options: object) -> list[Note]:
    """Give the notes about spelling."""
    found = index.search(words, **options)  # type: ignore[arg-type]
    return [note for note in found.notes if note.kind == "spelling"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tresury", "treasury"),
        ("tresury holdings", "treasury holdings"),
        ("tresury holdngs", "treasury holdings"),
        ("goverment", "government"),
        ("govermant", "government"),
        ("TRESURY", "treasury"),
        ('"the tresury and"', '"the treasury and"'),
        ('"supreme cuort"', '"supreme court"'),
        ("body:tresury", "body:treasury"),
        ("tresury^2 holdings", "treasury^2 holdings"),
        ("(tresury OR zebra) -court", "(treasury OR zebra) -court"),
        ("health care", "healthcare"),
        ("health care reform", "healthcare reform"),
        ("harbourtowns", '"harbour towns"'),
        ("правителство", "правительство"),
        ("الحكوومة", "الحكومة"),
        ("सरका", "सरकार"),
        ("κυβερνηση~ κυβέρνση", "κυβερνηση~ κυβέρνηση"),
        ("ئەنجاكی", "ئەنجامی"),
        ("ئنەجامی", "ئەنجامی"),
        ("tresury\udce9", "treasury"),
        ("tresury\udce9 holdings", "treasury holdings"),
        ("kyvernisi", None),
        ("zebra", None),
        ("=tresury", None),
        ("-tresury", None),
        ("tresury*", None),
        ("treasury", None),
        ("Zanzibariam", None),
        ("tresury zebra", None),
        ("2025", None),
        ("to", None),
    ],
)
def test_what_is_meant_is_offered(index: Index, typed: str, meant: str | None) -> None:
    """In any script, in phrases and groups; never for what is exact, excluded or nowhere."""
    notes = spelling(index, typed)
    assert ([meant] if meant else []) == [note.proposals[0].value for note in notes]


@pytest.mark.parametrize(
    "typed", ["tresury holdngs", '"supreme cuort"', "health care", "goverment"]
)
def test_what_is_offered_finds_what_it_says(index: Index, typed: str) -> None:
    """Its count is that of the query offered, which finds many times as much."""
    (note,) = spelling(index, typed)
    for one in note.proposals:
        assert one.count == index.count(str(one.value)) > index.count(typed)
        assert f"{one.value} ({one.count})" in note
    assert typed == note.value


def test_filters_and_any_hold_for_what_is_offered(index: Index) -> None:
    """Counted with them; where they leave nothing, nothing is offered."""
    (note,) = spelling(index, "tresury", language="en")
    assert COMMON == note.proposals[0].count
    assert [] == spelling(index, "tresury", language="ru")
    (note,) = spelling(index, "tresury zebra", any_word=True)
    assert "treasury zebra" == note.proposals[0].value
    request = build("treasury zebra", any_word=True)
    assert index.count(request) == note.proposals[0].count


def test_words_that_find_enough_are_left_alone(index: Index) -> None:
    """However like they are to others; and nothing is looked for without words."""
    assert [] == spelling(index, "holdings")
    assert [] == spelling(index, "", author="Nobody")


def test_words_that_are_surely_frequent_are_not_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Few articles may have both of two that many have: nothing to ask the index about."""
    articles = [article(title=f"One {n}", body="A harbour town.") for n in range(50)]
    articles += [article(title=f"Two {n}", body="A treasury bill.") for n in range(50)]
    articles.append(article(title="Both", body="The treasury of the harbour."))
    with indexed(tmp_path / "i", articles, languages=("en",)) as index:
        engine = type(index.asked)
        counted, count = [], engine.count

        def spy(self: object, request: SearchRequest) -> int:
            counted.append(request.query)
            return count(self, request)  # type: ignore[arg-type]

        monkeypatch.setattr(engine, "count", spy)
        found = index.search("treasury harbour")
        assert (1, ()) == (found.total, found.notes)
        asked = {node.text for node in counted if isinstance(node, Word)}
        assert asked.isdisjoint({"treasury", "harbour"})
        assert index.search("treasury harbur").notes
        assert Word("harbur") in counted


def test_a_rare_word_is_not_corrected_to_a_rare_one(tmp_path: Path) -> None:
    """What exists is a mistake only beside something much more frequent."""
    texts = [article(title="Smyth", body="one")]
    texts += [article(title=f"Smith {n}", body="two") for n in range(10)]
    with indexed(tmp_path / "i", texts, languages=("en",)) as few:
        assert [] == spelling(few, "smyth")
        assert ["smith"] == [note.proposals[0].value for note in spelling(few, "smeth")]


def test_any_slip_in_a_frequent_word_is_mended(index: Index) -> None:
    """One letter too many, too few, another, or two swapped: anywhere in the word."""
    seeded = random.Random(7)
    for word in ("government", "treasury", "healthcare", "harbour"):
        for _ in range(12):
            at = seeded.randrange(len(word) - 1)
            slip = seeded.choice(
                (
                    word[:at] + word[at + 1 :],
                    word[:at] + "x" + word[at:],
                    word[:at] + "x" + word[at + 1 :],
                    word[:at] + word[at + 1] + word[at] + word[at + 2 :],
                )
            )
            if index.count(slip) < COMMON:
                (note,) = spelling(index, slip)
                assert word == note.proposals[0].value, slip


@pytest.mark.parametrize(
    "words",
    [
        "x" * 5_000,
        "a\\b",
        "tresury " * 300,
        "(" * 20 + "tresury" + ")" * 20,
        "tre(sury",
        "\\+tresury",
    ],
)
def test_odd_queries_do_no_harm(index: Index, words: str) -> None:
    """Whatever is offered can be asked."""
    for note in spelling(index, words):
        for one in note.proposals:
            assert one.count == index.count(str(one.value))

"""Explanations: every number in them is that of a search, and zero hits have a cause and a cure."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from searcher import Index
from searcher.engines.memory import MemoryEngine
from searcher.explanation import Explanation, Relaxed
from searcher.index import explain as explaining
from searcher.index.explain import MOST_HITS, MOST_PARTS, MOST_WORDS, explain
from searcher.query.model import Fuzzy, Pattern, Regex, Word, Worded
from searcher.query.params import build, from_params
from searcher.testing import article
from tantivy_index import built, indexed

QUAY = [
    article(title="Tides at the quay", body="A tide came. The walls held.", authors=["Ana Roe"]),
    article(title="Tidal power", body="The tide turns a wheel.", published="2026-01-05"),
    article(title="A wall of books", body="Walled in by paper, hour by hour.", authors=["Bo Lind"]),
    article(title="Gezeiten", body="Die Wand hielt. Wall und Graben.", language="de"),
    article(title="Deleted", body="tidewater tidemark tidings", url="https://a.example/gone"),
]
GONE = QUAY[-1].id


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """Make an index of a few articles, one of them deleted again."""
    path = tmp_path_factory.mktemp("explain") / "quay"
    with indexed(path, QUAY, languages=("en", "de")) as made:
        made.delete(f"id:{GONE}")
        yield made


def ways(explanation: Explanation) -> dict[str, int]:
    """Give what would find something, with how much."""
    return {way.text: way.count for way in explanation.relaxed}


def asked(way: Relaxed, index: Index) -> int:
    """Count what a way's parameters find."""
    return index.count(from_params(way.params))


@pytest.mark.parametrize(
    ("words", "options"),
    [
        ("tide wall", {}),
        ("tide OR wall OR wheel", {}),
        ("tide -wheel", {"author": ["Ana Roe", "Bo Lind"], "not_language": "de"}),
        ("wall", {"since": "2026", "date_confidence": "high", "author": "none"}),
        ("", {"date": "2026", "source": "none"}),
        ("(tide OR wall) -(wheel paper) title:t*", {"any_word": True}),
    ],
)
def test_each_part_is_counted_alone_and_left_out(
    index: Index, words: str, options: dict[str, object]
) -> None:
    """A part's numbers are those of the search for it, and of the search without it."""
    request = build(words, **options)  # type: ignore[arg-type]
    explanation = index.explain(request)
    assert index.count(request) == explanation.articles
    clauses = [part for part in explanation.parts if part.kind == "words"]
    for part in clauses:
        assert index.count(part.text) == part.count, part.text
    everything = index.count()
    for part in explanation.parts:
        assert 0 <= part.count <= everything
        assert part.without >= 0
    if " OR " not in words:
        assert all(part.without >= explanation.articles for part in explanation.parts)


def test_filters_are_parts(index: Index) -> None:
    """Counted over the whole corpus, and the rest without them."""
    explanation = index.explain("tide", author="Ana Roe", since="2025")
    found = {part.text: (part.count, part.without) for part in explanation.parts}
    assert (2, 0) == found["tide"]
    assert (1, 1) == found["author: “ana roe”"]
    assert (1, 1) == found["since and until: 2025-01-01.."]


def test_stems_are_shown_with_what_they_stand_for(index: Index) -> None:
    """Each form is counted where it is found by that word; what is deleted is not shown."""
    explanation = index.explain("tide")
    (expansion,) = explanation.expansions
    assert "stem" == expansion.kind
    assert {"tide": 2, "tides": 1} == dict(expansion.forms.words)
    assert (2, True) == (expansion.forms.total, expansion.forms.exact)


def test_a_form_is_counted_only_where_the_word_is_found(index: Index) -> None:
    """`Walled` and `walls` are forms of *wall* in English; German texts have it as typed only."""
    (expansion,) = index.explain("walled").expansions
    assert {"wall": 1, "walled": 1, "walls": 1} == dict(expansion.forms.words)


@pytest.mark.parametrize(
    ("words", "forms"),
    [
        ("tid*", {"tide": 2, "tides": 1, "tidal": 1}),
        ("wa*l?", {"wall": 2, "walls": 1}),
        ("title:wal*", {"wall": 1}),
        ("wale~", {"wall": 2}),
        ("tydes~2", {"tides": 1, "tide": 2}),
        ("nothing*", {}),
        ("/w.lls?/", {"wall": 2, "walls": 1}),
        ("/.*des|wheel/", {"tides": 1, "wheel": 1}),
    ],
)
def test_patterns_and_fuzzy_words_are_shown(
    index: Index, words: str, forms: dict[str, int]
) -> None:
    """With the words of the index they stand for, and never with those of deleted articles."""
    (expansion,) = index.explain(words).expansions
    assert forms == dict(expansion.forms.words)
    assert len(expansion.forms.words) == expansion.forms.total
    assert expansion.forms.exact


def test_exact_words_and_phrases_stand_for_themselves(index: Index) -> None:
    """There is nothing to show."""
    assert () == index.explain('=tide "the tide"').expansions


def test_many_forms_are_counted_in_all(tmp_path: Path) -> None:
    """The most frequent are shown, and how many there are."""
    words = [f"pier{n:03}" for n in range(50)]
    texts = [article(title=f"T{n}", body=" ".join(words[: n + 1])) for n in range(50)]
    with indexed(tmp_path / "i", texts, languages=("en",)) as index:
        (expansion,) = index.explain("pier*").expansions
    assert 50 == expansion.forms.total
    assert [("pier000", 50), ("pier001", 49)] == list(expansion.forms.words[:2])
    assert explaining.SHOWN_FORMS == len(expansion.forms.words)


def test_the_cause_of_zero_hits_is_named(index: Index) -> None:
    """And what each change would give."""
    explanation = index.explain("tide zebra")
    assert ["zebra"] == [cause.text for cause in explanation.causes]
    assert {"without zebra": 2} == ways(explanation)


def test_a_clause_that_asks_for_less_is_offered(index: Index) -> None:
    """A phrase as words, a field as any, an exact form as any form."""
    explanation = index.explain('"walls tide"')
    assert {
        '"walls tide"~10 for "walls tide"': 1,
        'walls AND tide for "walls tide"': 1,
    }.items() <= (ways(explanation).items())
    assert 2 == ways(index.explain("title:wheel tide"))["without title:wheel"]
    assert 1 == ways(index.explain("title:wheel tide"))["wheel for title:wheel"]
    assert 1 == ways(index.explain("=wheels tide"))["wheels for =wheels"]


def test_where_no_one_part_is_to_blame_the_fewest_are_left_out(index: Index) -> None:
    """Here two must go."""
    explanation = index.explain("tide", author="Nobody", date="1999")
    (way,) = explanation.relaxed
    assert way.text.startswith("without author: “nobody” and date: 1999")
    assert 2 == way.count
    assert {"author: “nobody”", "date: 1999-01-01..1999-12-31 (1999)"} == {
        cause.text for cause in explanation.causes
    }


def test_alternatives_are_no_cause_while_one_finds_something(index: Index) -> None:
    """Only the filter is."""
    explanation = index.explain("tide zebra", any_word=True, date="1999")
    assert ["date: 1999-01-01..1999-12-31 (1999)"] == [one.text for one in explanation.causes]
    assert [2] == [way.count for way in explanation.relaxed]


@pytest.mark.parametrize(
    ("words", "options"),
    [
        ("tide zebra", {}),
        ('"walls tide" -paper', {"language": "en"}),
        ("tide zebra", {"any_word": True, "date": "1999"}),
        ("tide", {"author": "Nobody", "date": "1999", "sort": "newest", "facet": "author"}),
        ("", {"author": ["Nobody"], "not_kind": "teaser", "until": "1999"}),
        (r'title:"a:b" "c\"d" wall', {}),
    ],
)
def test_what_is_offered_finds_as_much_as_it_says(
    index: Index, words: str, options: dict[str, object]
) -> None:
    """The parameters of each way, followed, find the number that stands beside it."""
    explanation = index.explain(words, **options)  # type: ignore[arg-type]
    assert 0 == explanation.articles
    assert explanation.relaxed
    for way in explanation.relaxed:
        assert way.count == asked(way, index) > 0, way.text


def test_hits_are_explained_by_what_each_word_is_worth(index: Index) -> None:
    """In all and by part of the article; with one word there is nothing else."""
    results = index.search("tide wall")
    explanation = index.explain("tide wall")
    assert [(hit.rank, hit.article.id, hit.score) for hit in results.hits] == [
        (hit.rank, hit.id, hit.score) for hit in explanation.hits
    ]
    for hit in explanation.hits:
        assert {"tide", "wall"} == {part.text for part in hit.parts}
        assert all(part.score > 0 and part.fields for part in hit.parts)
        total = sum(part.score for part in hit.parts) + hit.rest
        assert hit.score == pytest.approx(total, abs=1e-3)
    (quay,) = [hit for hit in explanation.hits if hit.id == QUAY[0].id]
    fields = {part.text: set(part.fields) for part in quay.parts}
    assert {"tide": {"title", "body"}, "wall": {"body"}} == fields


def test_weights_weigh(index: Index) -> None:
    """A word is worth as many times as much, also where its group has the weight."""
    (plain, *_), (heavy, *_), (none, *_) = (
        index.explain(words).hits for words in ("wheel", "(wheel OR zebra^9)^3", "turns wheel^0")
    )
    assert 3 * plain.parts[0].score == pytest.approx(heavy.parts[0].score)
    assert "wheel^3" == heavy.parts[0].text
    assert {"turns": True, "wheel^0": False} == {p.text: p.score > 0 for p in none.parts}


def test_excluded_words_are_worth_nothing(index: Index) -> None:
    """Nor are filters; a word asked for twice counts once."""
    (hit,) = index.explain("tide -wheel tide author:*").hits
    assert ["tide"] == [part.text for part in hit.parts]


def test_an_order_by_date_ranks_by_no_words(index: Index) -> None:
    """So there is nothing to explain of hits."""
    assert () == index.explain("tide", sort="newest").hits


def test_stories_are_explained_in_articles(index: Index) -> None:
    """Whatever totals count."""
    one, other = index.explain("tide"), index.explain("tide", count="stories")
    assert one.articles == other.articles
    assert one.parts == other.parts


def test_large_requests_are_cut_and_say_so(index: Index) -> None:
    """A thousand words are not asked for one by one."""
    words = " ".join(f"w{n}" for n in range(900))
    explanation = explain(index.asked, index.search(words), seconds=600)
    assert MOST_PARTS == len(explanation.parts)
    assert 900 - MOST_PARTS + 900 - MOST_WORDS == explanation.left_out
    assert () == explanation.relaxed


def test_no_search_is_begun_after_its_time(index: Index) -> None:
    """What was not asked is counted as left out."""
    results = index.search("tide wall", author="Ana Roe")
    explanation = explain(index.asked, results, seconds=0.0)
    assert () == explanation.parts == explanation.expansions
    assert explanation.left_out >= 5
    assert results.total == explanation.articles


def test_only_the_first_hits_are_explained(tmp_path: Path) -> None:
    """However many a page has."""
    texts = [article(title=f"Pier {n}", body="pier") for n in range(MOST_HITS + 7)]
    with indexed(tmp_path / "i", texts, languages=("en",)) as index:
        explanation = index.explain("pier", limit=0)
    assert MOST_HITS == len(explanation.hits)
    assert 7 == explanation.left_out


def test_texts_of_parts_are_bounded(index: Index) -> None:
    """A filter of thousands of values is no line of a megabyte."""
    explanation = index.explain("tide", author=[f"author {n}" for n in range(5_000)])
    assert max(len(part.text) for part in explanation.parts) <= 200


@pytest.mark.parametrize(
    "node",
    [
        Word("tide"),
        Word("walls"),
        Word("Wand"),
        Word("wall", "title"),
        Pattern("t?d*"),
        Pattern("*l*"),
        Fuzzy("tode"),
        Regex("w.*l.?"),
        Regex("tid(e|al)", "title"),
        Fuzzy("wallet", 2),
        Fuzzy("book", 1, "title"),
        Word("don't"),
    ],
)
def test_both_engines_know_the_same_forms(tmp_path: Path, node: Worded) -> None:
    """The naive one tries every word of every article."""
    oracle = MemoryEngine(("en", "de"))
    writer = oracle.writer()
    for one in QUAY[:-1]:
        writer.add(one)
    writer.commit()
    engine = built(tmp_path, QUAY, deleted=[GONE])
    expected, _ = oracle.candidates(node)
    found, exact = engine.candidates(node)
    assert exact
    assert set(expected) == set(found)

"""What the engine's own queries get wrong, and ours do not."""

import itertools
import random
from pathlib import Path

import pytest
import tantivy

from searcher.engines.tantivy import TantivyEngine
from searcher.engines.tantivy.nearness import placements
from searcher.errors import QueryError, ValueNotKnown
from searcher.query.model import (
    And,
    Between,
    Boosted,
    Everything,
    Filter,
    Fuzzy,
    Missing,
    Node,
    Not,
    Or,
    Pattern,
    Phrase,
    Regex,
    SearchRequest,
    Term,
    Word,
)
from searcher.query.nearness import MOST_PLACEMENTS, check_near
from searcher.testing import article
from tantivy_index import built

TEXTS = {
    "bank": "The bank fell.",
    "banks": "Banks rose by 12%.",
    "cafe": "Le café d'en face",
    "dont": "They don't run",
    "far": "The market for old banks",
    "plus": "a.b c++ $5 #tag ~x [y] {z} ^ & | \\",
    "empty": "",
}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> TantivyEngine:
    """Give a small index of English texts, one to a segment and a half."""
    corpus = [article(title="", body=text, url=f"https://e.org/{n}") for n, text in TEXTS.items()]
    return built(tmp_path_factory.mktemp("plan"), corpus[:4], corpus[4:])


def names(engine: TantivyEngine, query: Node, **more: object) -> set[str]:
    """Name the texts that match, and hold every way of asking against the others."""
    request = SearchRequest(query=query, limit=None, **more)  # type: ignore[arg-type]
    found = engine.search(request)
    urls = {hit.article.url or "" for hit in found.hits}
    assert found.total == len(urls) == engine.count(request)
    assert urls == {scanned.url for scanned in engine.scan(request)}
    return {url.rpartition("/")[2] for url in urls}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Word("bank"), {"bank", "banks", "far"}),
        (Word("bank", exact=True), {"bank"}),
        (Word("BANKS", exact=True), {"banks", "far"}),
        (Word("cafe"), {"cafe"}),
        (Word("don't"), {"dont"}),
        (Word("—"), set()),
        (Word("a" * 300), set()),
        (Word("bank", field="title"), set()),
        (Word("bank", field="summary"), set()),
        (Phrase("old bank"), {"far"}),
        (Phrase("old bank", exact=True), set()),
        (Phrase("bank", slop=3), {"bank", "banks", "far"}),
        (Phrase("bank market", slop=1), set()),
        (Phrase("market bank", slop=2), {"far"}),
        (Pattern("ba*"), {"bank", "banks", "far"}),
        (Pattern("b?nk"), {"bank"}),
        (Pattern("bank"), {"bank"}),
        (Pattern("CAF?"), {"cafe"}),
        (Pattern("*"), set(TEXTS) - {"empty"}),
        (Pattern("c++*"), set()),
        (Pattern("a.*"), set()),
        (Regex("ban.*"), {"bank", "banks", "far"}),
        (Regex("b[ae]nk"), {"bank"}),
        (Regex("CAF(É|x)"), {"cafe"}),
        (Regex("c"), {"plus"}),
        (Regex("(ban|ma)ks?"), {"bank", "banks", "far"}),
        (Regex(".{20}"), set()),
        (Regex("bank", field="title"), set()),
        (Boosted(Word("cafe"), 3.0), {"cafe"}),
        (Boosted(Word("cafe"), 0.0), {"cafe"}),
        (Boosted(Not(Word("bank")), 2.0), {"cafe", "dont", "plus", "empty"}),
        (And((Boosted(Or((Word("cafe"), Word("bank"))), 0.0), Word("market"))), {"far"}),
        (Between("words", 1, None), set(TEXTS) - {"empty"}),
        (Between("words", 0, 0), {"empty"}),
        (Between("words", None, None), set(TEXTS)),
        (Between("words", 5, 3), set()),
        (Or((Between("words", 0, 0), Word("cafe"))), {"cafe", "empty"}),
        (Fuzzy("bnak"), {"bank"}),
        (Fuzzy("bnaks", distance=1), {"banks", "far"}),
        (Fuzzy("mrakte", distance=2), {"far"}),
        (Fuzzy("mrakte", distance=1), set()),
        (Not(Word("bank")), {"cafe", "dont", "plus", "empty"}),
        (Not(Not(Word("cafe"))), {"cafe"}),
        (And((Word("bank"), Not(Word("market")))), {"bank", "banks"}),
        (And((Not(Word("bank")), Not(Word("cafe")))), {"dont", "plus", "empty"}),
        (Or((Word("cafe"), Not(Word("market")))), set(TEXTS) - {"far"}),
        (And((Everything(),)), set(TEXTS)),
        (Not(Everything()), set()),
        (And((Everything(), Word("run"))), {"dont"}),
        (Term("url", "https://e.org/far"), {"far"}),
        (Term("language", "en"), set(TEXTS)),
        (Missing("author"), set(TEXTS)),
        (Missing("kind"), set()),
        (Missing("body"), {"empty"}),
    ],
)
def test_what_a_clause_matches(engine: TantivyEngine, query: Node, expected: set[str]) -> None:
    """Scored, unscored, counted and scanned: one set."""
    assert expected == names(engine, query)
    assert set(TEXTS) - expected == names(engine, Not(query))


def test_weights_change_the_order_and_nothing_else(engine: TantivyEngine) -> None:
    """What weighs more stands before; what weighs nothing has no score."""

    def scored(first: float, second: float) -> dict[str, float | None]:
        query = Or((Boosted(Word("cafe"), first), Boosted(Word("banks", exact=True), second)))
        found = engine.search(SearchRequest(query=query)).hits
        return {str(hit.article.url).rpartition("/")[2]: hit.score for hit in found}

    plain, heavy, none = scored(1.0, 1.0), scored(10.0, 1.0), scored(0.0, 0.0)
    assert set(plain) == set(heavy) == set(none) == {"cafe", "banks", "far"}
    assert next(iter(heavy)) == "cafe"
    assert next(iter(scored(1.0, 10.0))) != "cafe"
    assert heavy["cafe"] == pytest.approx(10 * (plain["cafe"] or 0))
    assert heavy["far"] == pytest.approx(plain["far"])
    assert len(set(none.values())) == 1


@pytest.mark.parametrize("text", [".*a.{9}", "a-b", "(", "a" * 300])
def test_expressions_that_cannot_be_read_are_refused(engine: TantivyEngine, text: str) -> None:
    """Whoever made the tree: before the engine sees it."""
    with pytest.raises(QueryError, match=r"^/"):
        engine.count(SearchRequest(query=Regex(text)))


def test_a_phrase_does_not_reach_from_summary_to_body(tmp_path: Path) -> None:
    """One position lies between them: a phrase stays inside, a near phrase reaches over."""
    engine = built(tmp_path, [article(summary="old market", body="bank opens")])
    assert 0 == engine.count(SearchRequest(query=Phrase("market bank")))
    assert 1 == engine.count(SearchRequest(query=Phrase("market bank", slop=1)))
    assert 1 == engine.count(SearchRequest(query=Phrase("bank opens", field="body")))
    assert 1 == engine.count(SearchRequest(query=Phrase("old market", field="summary")))


def test_a_language_matches_its_variants(tmp_path: Path) -> None:
    """`en` finds `en-GB`, but not another language that begins alike."""
    corpus = [article(body=tag, language=tag) for tag in ("en", "en-GB", "enm")]
    engine = built(tmp_path, corpus)
    assert 2 == engine.count(SearchRequest(query=Term("language", "en")))
    assert 1 == engine.count(SearchRequest(query=Term("language", "en-gb")))
    assert 2 == engine.count(SearchRequest(filters=(Filter("language", ("en",)),)))


def test_a_long_keyword_is_found_again(tmp_path: Path) -> None:
    """A name or address beyond what the engine indexes is neither lost nor confused."""
    addresses = [f"https://e.org/{'x' * 70_000}/{number}" for number in range(2)]
    engine = built(tmp_path, [article(body="a", url=url) for url in addresses])
    for url in addresses:
        found = engine.search(SearchRequest(query=Term("url", url)))
        assert [url] == [hit.article.url for hit in found.hits]


def test_a_field_that_is_no_keyword(engine: TantivyEngine) -> None:
    """A mistake in a tree has a name."""
    with pytest.raises(ValueNotKnown, match="author"):
        engine.count(SearchRequest(query=Term("autor", "x")))


def test_depth_is_bounded(engine: TantivyEngine) -> None:
    """Deep nesting ends in an error, not in the death of the process."""
    deep: Node = Word("bank")
    for number in range(100_000):
        deep = And((deep, Word("market"))) if number % 2 else Or((deep, Word("old")))
    with pytest.raises(QueryError, match="200 levels"):
        engine.count(SearchRequest(query=deep))


def test_wide_and_nested_queries_are_answered(engine: TantivyEngine) -> None:
    """What is allowed is also quick enough to come back."""
    nested: Node = Word("bank")
    for number in range(190):
        nested = And((nested, Word("bank"))) if number % 2 else Or((nested, Word("zebra")))
    assert {"bank", "banks", "far"} == names(engine, nested)
    wide = Or(tuple(Word(f"zebra{number}") for number in range(1_000)))
    assert set() == names(engine, wide)


def test_a_huge_pattern_is_refused(engine: TantivyEngine) -> None:
    """The engine's limit on patterns speaks our language."""
    with pytest.raises(QueryError, match="wildcards"):
        engine.count(SearchRequest(query=Pattern("?" * 60_000)))


def near(tokens: list[str], words: list[str], slop: int) -> bool:
    """Say by the definition whether the words stand near each other."""
    places = [[at for at, token in enumerate(tokens) if token == word] for word in words]
    return any(
        len(set(chosen)) == len(chosen)
        and max(p - i for i, p in enumerate(chosen)) - min(p - i for i, p in enumerate(chosen))
        <= slop
        for chosen in itertools.product(*places)
    )


def test_near_phrases_follow_their_definition(tmp_path: Path) -> None:
    """Two, three, equal and reversed words: the matches are those of the definition."""
    rng = random.Random(7)
    colours = ["red", "blue", "green", "grey"]
    corpus = [
        article(
            body=" ".join(rng.choices(colours, k=rng.randint(1, 7))), url=f"https://e.org/{number}"
        )
        for number in range(300)
    ]
    engine = built(tmp_path, corpus[:200], corpus[200:])
    for _ in range(60):
        words = rng.choices(["red", "blue", "green"], k=rng.randint(2, 4))
        slop = rng.randint(1, 3)
        expected = {a.url for a in corpus if near(a.body.split(), words, slop)}
        request = SearchRequest(query=Phrase(" ".join(words), slop=slop), limit=None)
        found = {hit.article.url for hit in engine.search(request).hits}
        assert expected == found, (words, slop)
        assert len(expected) == engine.count(request)


def test_near_phrases_are_bounded(engine: TantivyEngine) -> None:
    """A near phrase that would take too long is refused, with one that works."""
    with pytest.raises(QueryError, match=r'Try "one two three"~17') as refused:
        engine.count(SearchRequest(query=Phrase("one two three", slop=50)))
    assert refused.value.suggestion == '"one two three"~17'
    assert 18**3 - 17**3 <= MOST_PLACEMENTS < 20**3 - 19**3
    with pytest.raises(QueryError, match=r'Try "one two three"~17'):
        check_near("one two three", 3, 50)
    assert len(placements(["a", "b", "c"], 2)) == len(set(placements(["a", "b", "c"], 2)))


def test_the_engines_own_slop_is_still_wrong(tmp_path: Path) -> None:
    """The reason for our placements; if this fails they can go."""
    schema = tantivy.SchemaBuilder().add_text_field("t").build()
    index = tantivy.Index(schema, str(tmp_path))
    writer = index.writer(15_000_000, 1)
    writer.add_document(tantivy.Document(t="bora"))
    writer.commit()
    index.reload()
    query = tantivy.Query.phrase_query(schema, "t", ["bora", "bora"], 1)
    assert len(index.searcher().search(query).hits) == 1
    writer.wait_merging_threads()

"""Where a word is looked for, and what it weighs there."""

import math
from pathlib import Path

import pytest

from searcher.article import Article
from searcher.engines.tantivy import TantivyEngine, feedback, paging, places
from searcher.engines.tantivy.function_words import is_function_word
from searcher.engines.tantivy.places import WEIGHTS
from searcher.query.model import SearchRequest, Word
from searcher.query.params import build
from searcher.testing import article
from tantivy_index import built


def titles(engine: TantivyEngine, query: str, *, any_word: bool = False) -> list[str]:
    """Give the titles of all hits in order, and close the engine."""
    request = build(query, limit=None, any_word=any_word)
    found = [hit.article.title for hit in engine.search(request).hits]
    engine.close()
    return found


def one(number: int, title: str, body: str, language: str | None = "en") -> Article:
    """Give an article; ids rise with the number."""
    return article(id=f"{number:032x}", title=title, body=body, language=language)


def filler(first: int, count: int, words: str, language: str | None = "en") -> list[Article]:
    """Give articles without any of the words looked for."""
    return [
        one(first + n, f"{words} {n + 1}", f"{words} again {n + 1}", language) for n in range(count)
    ]


def test_a_title_says_what_an_article_is_about(tmp_path: Path) -> None:
    """A word that titles seldom have counts more there than what is mentioned by the way."""
    corpus = [
        one(1, "harbour notes", "willows by the quay"),
        one(2, "willows notes", "harbour by the quay"),
        one(3, "willows by the quay", "willows by the harbour"),
        *[one(10 + n, f"ledger {n}", f"willows and ledger {n}") for n in range(8)],
        *filler(20, 20, "ledger"),
    ]
    order = titles(built(tmp_path, corpus), "willows")
    assert {"willows by the quay", "willows notes"} == {*order[:2]}


@pytest.mark.parametrize("typed", ["cafés", "cafe", "CAFÉ", "cafes"])
def test_accents_do_not_matter_to_english_stems(tmp_path: Path, typed: str) -> None:
    """So exact tokens find nothing more, and are not looked at."""
    corpus = [
        one(1, "a", "Cafés along a quay"),
        one(2, "b", "the cafe"),
        one(3, "c", "a cafeteria"),
    ]
    engine = built(tmp_path, corpus)
    assert not engine._now.plan().places.needs_exact
    assert ["a", "b"] == sorted(titles(engine, typed))


def test_function_words_weigh_little(tmp_path: Path) -> None:
    """What a question is about decides, and not how it is put; both are found."""
    corpus = [
        one(1, "words", "what is what is what is it about"),
        one(2, "topic", "ferries cross here every day now"),
        *filler(10, 20, "ledger"),
    ]
    assert ["topic", "words"] == titles(
        built(tmp_path, corpus), "what is it about ferries", any_word=True
    )


def test_function_words_are_those_of_the_article_s_language(tmp_path: Path) -> None:
    """`die` is an article in German and a verb in English."""
    corpus = [
        one(1, "deutsch", "die Fähre fährt heute", "de"),
        one(2, "english", "some ferries die today", "en"),
        *filler(10, 8, "ledger"),
    ]
    assert ["english", "deutsch"] == titles(built(tmp_path, corpus), "die")


@pytest.mark.parametrize("language", [None, "fr", "zh"])
def test_articles_without_stems_are_scored_as_others(tmp_path: Path, language: str | None) -> None:
    """Their words weigh as much: a longer English article does not come first for its stems."""
    corpus = [
        one(1, "english", "willows and " + "other words of many kinds " * 20),
        one(2, "foreign", "willows", language),
        *filler(10, 8, "ledger"),
        *filler(20, 8, "ledger", language),
    ]
    assert ["foreign", "english"] == titles(built(tmp_path, corpus), "willows")


def test_an_article_in_a_language_without_stems_is_found_in_its_form(tmp_path: Path) -> None:
    """It is not stemmed, neither are its words."""
    engine = built(tmp_path, [one(1, "maisons", "maisons", "fr"), one(2, "x", "y", "en")])
    assert 1 == engine.search(SearchRequest(query=Word("maisons"))).total
    assert 0 == engine.search(SearchRequest(query=Word("maison"))).total
    engine.close()


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [
        ("What", "en", True),
        ("treasury", "en", False),
        ("nicht", "de", True),
        ("und", "en", False),
        ("ΚΑΙ", "el", False),  # no list is known
    ],
)
def test_words_of_a_language(word: str, language: str, expected: bool) -> None:
    """In any case of letters."""
    assert expected is is_function_word(word, language)


def test_weights_are_what_the_page_on_ranking_says() -> None:
    """The evidence is about these."""
    assert (0.7, 0.3, 0.3) == (WEIGHTS.title, WEIGHTS.exact, WEIGHTS.others)
    assert (0.1, 0.6) == (WEIGHTS.function_word, WEIGHTS.feedback)
    assert (4, 15, 400) == (feedback.HITS, feedback.WORDS, feedback.READ)
    assert paging.WINDOW == 30


def test_the_rarity_of_a_token_is_asked_for_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As BM25 has it; what is kept is bounded."""
    engine = built(tmp_path, filler(1, 6, "harbour quay"), [one(9, "", "quay")])
    searcher, of = engine._now.searcher, engine._now.plan().places
    asked: list[str] = []

    class Asked:
        num_docs = searcher.num_docs

        def doc_freq(self, field: str, token: str) -> int:
            asked.append(token)
            return searcher.doc_freq(field, token)

    def rarity(token: str) -> float:
        return of.rarity(Asked(), "body_en", token)  # type: ignore[arg-type]

    try:
        expected = {"harbour": math.log(1 + 1.5 / 6.5), "quay": math.log(1 + 0.5 / 7.5)}
        for token in ("harbour", "quay", "harbour", "quay"):
            assert rarity(token) == pytest.approx(expected[token])
        assert asked == ["harbour", "quay"]
        monkeypatch.setattr(places, "_RARITIES_KEPT", 2)
        assert rarity("none") == pytest.approx(math.log(1 + 7.5 / 0.5))
        assert len(of._rarities) == 1
    finally:
        engine.close()

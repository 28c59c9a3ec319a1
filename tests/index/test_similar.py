"""Articles like one: by which words, and which are found."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given, settings

from searcher import ArticleNotFound, Index, UsageError
from searcher.article import Article
from searcher.engines.memory import MemoryEngine
from searcher.engines.tantivy.analysis import Analysis
from searcher.engines.tantivy.marking import KnownWords
from searcher.engines.tantivy.vocabulary import words_of
from searcher.index.similar import telling
from searcher.testing import article, haystack
from strategies import articles
from tantivy_index import indexed

LANGUAGES = ("en", "de", "fr", "ru")
FILLER = "They said on Monday that it was so, and that it would be so again."


def about(title: str, text: str, **more: object) -> Article:
    """Make an article whose words are few beside those that all have."""
    return article(title=title, body=f"{text} {FILLER}", **more)  # type: ignore[arg-type]


CORPUS = (
    about("Otters return", "Otters were seen in the estuary, two otters with cubs.", story=7),
    about("Otters are back", "Otters were seen in the estuary, two otters with cubs!", story=7),
    about("Estuary survey", "The survey of the estuary counts herons and one otter."),
    about("Heron season", "Herons nest early this year.", published="2026-01-30"),
    about("Rates rise", "The bank raised rates."),
    about("Rates fall", "The bank cut rates, and banks lend."),
    *(about(f"Nothing {number}", "Nothing happened.") for number in range(6)),
)


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    """Give an index of a few subjects."""
    with indexed(tmp_path / "ix", CORPUS, languages=LANGUAGES) as made:
        yield made


def titles(index: Index, which: int = 0, **options: object) -> list[str]:
    """Give the titles of what is like an article of the corpus."""
    found = index.similar(CORPUS[which].id, **options)  # type: ignore[arg-type]
    return [hit.article.title for hit in found.results.hits]


def test_what_shares_its_words_is_found(index: Index) -> None:
    """The most telling words come first; the article and its copies are left out."""
    found = index.similar(CORPUS[0].id)
    assert ["Estuary survey"] == [hit.article.title for hit in found.results.hits][:1]
    first = found.words[0]
    assert ("otters", 3, 3) == (first.text.lower(), first.count, first.articles)
    assert {"otters", "estuary"} <= {word.lower() for word in found.shared[0]}
    ids = {hit.article.id for hit in found.results.hits}
    assert not ids & {CORPUS[0].id, CORPUS[1].id}


def test_copies_are_found_on_request(index: Index) -> None:
    """But never the article itself."""
    assert "Otters are back" == titles(index, copies=True)[0]
    assert "Otters return" not in titles(index, copies=True)


def test_filters_and_limit_hold(index: Index) -> None:
    """They choose among the others."""
    assert ["Heron season"] == titles(index, 2, date="2026")
    assert 1 == len(titles(index, 2, limit=1))
    assert [] == titles(index, source="nobody")


def test_few_words_are_enough(index: Index) -> None:
    """As many as are wanted, the best of them."""
    found = index.similar(CORPUS[4].id, words=1)
    assert ["rates"] == [word.text.lower() for word in found.words]
    assert ["Rates fall"] == [hit.article.title for hit in found.results.hits]
    assert "rates" == found.shared[0][0].lower()


@pytest.mark.parametrize("words", [0, -1, 101])
def test_a_number_of_words_out_of_range_is_refused(index: Index, words: int) -> None:
    """With the range."""
    with pytest.raises(UsageError, match="1 to 100"):
        index.similar(CORPUS[0].id, words=words)


def test_an_article_without_words_is_like_none(tmp_path: Path) -> None:
    """Nor is one whose words nobody else has."""
    lonely = article(title="Zyzzyva", body="quokka 12 12 !")
    with indexed(tmp_path / "ix", (*CORPUS, lonely, article(title="—")), languages=()) as index:
        found = index.similar(lonely.id)
        assert ((), (), 0) == (found.words, found.results.hits, found.results.total)
        with pytest.raises(ArticleNotFound):
            index.similar("ffffffff")


def test_the_question_can_be_asked_again(index: Index) -> None:
    """It is an ordinary search, and says so."""
    found = index.similar(CORPUS[0].id)
    again = index.search(found.results.request.words)
    assert found.results.total == again.total
    assert [h.article.id for h in found.results.hits] == [h.article.id for h in again.hits]


def test_scripts_that_part_no_words_are_compared_by_pairs(tmp_path: Path) -> None:
    """Of neighbouring characters: one alone tells little."""
    found = [
        article(title="河边的市场", body="今天市场开门", language="zh"),
        article(title="东京市场", body="明天开门", language="zh"),
        article(title="山上下雪", body="很冷", language="zh"),
        article(title="海边晴天", body="很热", language="zh"),
    ]
    with indexed(tmp_path / "ix", found, languages=("en",)) as index:
        like = index.similar(found[0].id)
        assert "市场" in [word.text for word in like.words]
        assert found[1].id == like.results.hits[0].article.id
        assert "市场" in like.shared[0]


@settings(max_examples=60)
@given(corpus=articles(max_size=4))
def test_engines_agree_on_the_words_of_an_article(corpus: list[Article]) -> None:
    """By the same keys, as often, and written the same way."""
    analysis, naive = Analysis(LANGUAGES), MemoryEngine(LANGUAGES)
    known = KnownWords(analysis)
    for drawn in corpus:
        # As every text is stored; the naive one counts the characters of no other.
        title, summary, body = (
            normalize("NFC", text) for text in (drawn.title, drawn.summary, drawn.body)
        )
        one = replace(drawn, title=title, summary=summary, body=body)
        expected = {key: (u.count, u.forms) for key, u in naive.vocabulary(one).items()}
        found = {key: (u.count, u.forms) for key, u in words_of(known, LANGUAGES, one).items()}
        assert expected == found


def test_engines_agree_on_what_tells(index: Index) -> None:
    """The haystack too, in all its scripts."""
    naive = MemoryEngine(LANGUAGES)
    writer = naive.writer()
    for one in CORPUS:
        writer.add(one)
    writer.commit()
    assert len(CORPUS) == index.count()
    for one in CORPUS[:6]:
        expected = [(w.key, w.word) for w in telling(naive, one, 25)]
        assert expected == [(w.key, w.word) for w in telling(index.asked, one, 25)]


def test_the_haystack_is_like_itself(tmp_path: Path) -> None:
    """Whatever the script, filters by language hold."""
    with indexed(tmp_path / "ix", haystack(), languages=("en", "de")) as index:
        bank = next(one for one in haystack() if one.title == "River bank restored")
        assert "Willows along the river" == index.similar(bank.id).results.hits[0].article.title
        for one in haystack():
            found = index.similar(one.id, language="en", limit=None)
            assert all((hit.article.language or "").startswith("en") for hit in found.results.hits)
            assert all(found.shared)

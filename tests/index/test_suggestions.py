"""What somebody may be about to type, over the haystack and over hostile names."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.index import Index
from searcher.render.contract import suggestion_record
from searcher.results import Suggestion
from searcher.testing import article, haystack
from tantivy_index import indexed


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """Give an index of the haystack."""
    path = tmp_path_factory.mktemp("suggest") / "hay"
    with indexed(path, haystack(), languages=("en", "de")) as made:
        yield made


def texts(index: Index, words: str, kind: str) -> list[str]:
    """Give the texts of one kind."""
    return [one.text for one in index.suggest(words) if one.kind == kind]


def test_words_are_counted_as_a_search_would(index: Index) -> None:
    """The count of a word is what a search for it finds."""
    found = [one for one in index.suggest("treas") if one.kind == "word"]
    assert found
    for one in found:
        assert one.text == one.query
        assert index.count(one.text) == one.count > 0


def test_names_are_found_by_any_of_their_words(index: Index) -> None:
    """First name, last name, both; the rest of the words stays."""
    for words, rest in (
        ("jon", ""),
        ("roe", ""),
        ("treasury ro", "treasury"),
        ("treasury JON R", "treasury"),
    ):
        found = next(one for one in index.suggest(words) if one.kind == "author")
        assert ("Jon Roe", "jon roe", rest) == (found.text, found.key, found.query)
        assert index.count(author="jon roe") == found.count


def test_sources_and_topics_too(index: Index) -> None:
    """Topics by any part of their path."""
    assert "Harbour Ledger" in texts(index, "ledg", "source")
    assert "economy/crypto" in texts(index, "cryp", "topic")


def test_values_behind_a_field(index: Index) -> None:
    """They stand in the words, quoted; without a letter the most frequent are listed."""
    [found] = [one for one in index.suggest("sea author:jon") if one.text == "Jon Roe"]
    assert ('sea author:"Jon Roe"', None) == (found.query, found.key)
    most = index.facet("author", limit=5).counts
    assert [one.value for one in most if one.key] == texts(index, "author:", "author")


def test_words_of_one_field(index: Index) -> None:
    """Only what stands in titles is offered for titles."""
    for one in index.suggest("title:t", limit=50):
        assert index.count(f"title:{one.text}") == one.count > 0


@pytest.mark.parametrize("words", ["", " ", "qqqq", "tid*", "date:20", "url:h", "x" * 10_000])
def test_nothing_to_say(index: Index, words: str) -> None:
    """No suggestion, and no error."""
    assert () == index.suggest(words)


def test_forms_of_one_word_are_offered_once(tmp_path: Path) -> None:
    """They find the same articles."""
    texts_ = ["banks banks", "banking", "banked", "bankers bank"]
    corpus = [article(title=f"a{at}", body=text) for at, text in enumerate(texts_)]
    with indexed(tmp_path / "i", corpus, languages=("en",)) as index:
        counts = [one.count for one in index.suggest("ban") if one.kind == "word"]
    assert len(set(counts)) == len(counts)


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("øre", "oresund"),
        ("YIL", "yilmaz"),
        ("Αγο", "αγορα"),
        ("йо", "йодистый"),
        ("سُو", "سوقنا"),
        ("हिन्", "हिन्दी"),
        ("каш", "каштан"),
    ],
)
def test_words_of_every_script_are_offered(tmp_path: Path, typed: str, word: str) -> None:
    """What is typed is folded as words are; marks are part of a word."""
    body = "Øresund, Yılmaz, αγορά; йодистый سُوقنا हिन्दी кашта\u0301н ตลาด 市場"
    with indexed(tmp_path / "words", [article(body=body)], languages=("en",)) as index:
        assert [word] == texts(index, typed, "word")
        assert index.count(word) == 1
        assert [] == texts(index, "ต", "word") == texts(index, "市", "word")


def test_names_of_every_script_are_offered(tmp_path: Path) -> None:
    """By the keys under which names are compared."""
    names = ["Łukasz Yılmaz", "José Ørsted", "علی کریمی", "Ελένη Παππά", "Пётр Йовчев"]
    with indexed(
        tmp_path / "names", [article(body="a", authors=names)], languages=("en",)
    ) as index:
        for typed, name in zip(
            ("lukasz yil", "ORST", "علي ك", "παππα", "петр и"), names, strict=True
        ):
            assert [name] == texts(index, typed, "author")
            assert [name] == [one.value for one in index.facet("author", like=typed).counts]
        assert index.count(author="LUKASZ YILMAZ") == index.count(author="علي كريمي") == 1


def test_names_with_strange_signs(tmp_path: Path) -> None:
    """NUL, quotation marks and separators in a name break nothing."""
    names = ['Eve "Q" Roe', "nul\x00name here", "a/b roe", "Ωmega Roe", "市場 記者"]
    corpus = [article(title=f"t{at}", authors=[name]) for at, name in enumerate(names)]
    with indexed(tmp_path / "i", corpus, languages=("en",)) as index:
        for words in ("roe", "nul", "ωme", "市場", "here", "b"):
            for one in index.suggest(f"author:{words}"):
                assert isinstance(one, Suggestion)
                assert one.count == 1
        assert 3 == len(index.suggest("author:roe"))
        assert ["市場 記者"] == [one.text for one in index.suggest("author:記")]


@pytest.mark.parametrize("name", ["None", '"Quoted"', "Unsigned", "Jo Roe"])
def test_a_key_is_what_the_filter_takes(tmp_path: Path, name: str) -> None:
    """In the JSON contract, also where a name reads as something else."""
    corpus = [article(title="t", authors=[name]), article(title="u")]
    with indexed(tmp_path / "i", corpus, languages=("en",)) as index:
        word = name.strip('"')
        [record] = [suggestion_record(one) for one in index.suggest(word) if one.kind == "author"]
        assert ["t"] == [hit.article.title for hit in index.search(author=record["key"]).hits]


def test_a_commit_is_seen(tmp_path: Path) -> None:
    """Names are listed anew."""
    with indexed(
        tmp_path / "i", [article(title="t", authors=["Ann Ox"])], languages=("en",)
    ) as one:
        assert ["Ann Ox"] == texts(one, "author:an", "author")
        writer = one._engine.writer()
        writer.add(article(title="u", authors=["Anton Elk"]))
        writer.commit()
        writer.close()
        assert ["Ann Ox", "Anton Elk"] == texts(one, "author:an", "author")


@given(st.text(alphabet='tresaj "“:author-()*\x00é市\ud800'))
def test_anything_can_be_typed(index: Index, words: str) -> None:
    """Never an error."""
    assert isinstance(index.suggest(words), tuple)

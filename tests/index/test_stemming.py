"""Languages whose word forms are matched, that could be, or that are not known."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from searcher import Index
from searcher.engines.memory import MemoryEngine
from searcher.index.advice.stemming import unstemmed, unstemmed_note
from searcher.testing import article


def engine_of(*languages: str | None) -> MemoryEngine:
    """Make an engine with an article in each language."""
    engine = MemoryEngine(("en",))
    writer = engine.writer()
    for number, language in enumerate(languages):
        writer.add(article(title=f"number {number}", language=language))
    writer.commit()
    return engine


@pytest.mark.parametrize(
    ("languages", "enabled", "found"),
    [
        (["de"] * 19 + ["en"] * 10, ["en"], {}),
        (["de"] * 20 + ["en"] * 10, ["en"], {"de": 20}),
        (["de"] * 20 + ["en"] * 10, ["de", "en"], {}),
        (["de"] * 20 + ["en"] * 380, ["en"], {"de": 20}),
        (["de"] * 20 + ["en"] * 381, ["en"], {}),
        (["de"] * 10 + ["de-AT"] * 10, ["en"], {"de": 20}),
        (["fr"] * 21 + ["de"] * 20 + ["it"] * 21, ["en"], {"fr": 21, "it": 21, "de": 20}),
        (["zh", "ckb", None] * 20, ["en"], {}),
        ([], ["en"], {}),
    ],
)
def test_what_could_be_enabled(
    languages: Sequence[str | None], enabled: Sequence[str], found: dict[str, int]
) -> None:
    """Twenty articles and a twentieth of all, in a language that has a stemmer."""
    counted = unstemmed(engine_of(*languages), enabled)
    assert [*found.items()] == [*counted.items()]


def test_the_note_has_the_command() -> None:
    """It can be pasted into a shell."""
    (note,) = unstemmed_note(Path("/my/old news"), engine_of(*["de"] * 30, *["fr"] * 20), ["en"])
    assert "30 articles in de, 20 articles in fr" in note
    assert note.endswith("searcher reindex --languages en,de,fr --index '/my/old news'")


WORDS = {
    "en": "harbours",
    "de": "Deiche",
    "pl": "portów",
    "th": "ท่าเรือ",
    "ckb": "بەندەر",
    None: "пристани",
}


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Make a file of twenty articles in each language, one of which cannot be told."""
    lines = [
        json.dumps(
            {
                "title": f"{number} {word}",
                "text": f"{word} {number}",
                "url": f"https://news.example/{language}/{number}",
                **({"language": language} if language else {}),
            }
        )
        for language, word in WORDS.items()
        for number in range(20)
    ]
    path = tmp_path / "news.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    return path


def test_every_article_is_found_by_its_words(tmp_path: Path, news: Path) -> None:
    """Also in a language that is not enabled, has no stemmer, or is not known."""
    with Index.create(tmp_path / "index") as index:
        report = index.ingest(news, workers=0)
        assert report.articles == 120
        for language, word in WORDS.items():
            assert index.count(word) == 20, language
        assert index.count("language:none") == 20
        assert index.count("harbour") == 20
        assert index.count("Deich") == 0
        assert "20 articles in de" in report.notes[-1]
        assert {"de": 20} == index.info().as_json()["unstemmed"]
        again = index.ingest(news, workers=0)
        assert "20 articles in de" in again.notes[-1]


def test_enabling_a_language_finds_its_forms(tmp_path: Path, news: Path) -> None:
    """And the note is gone."""
    with Index.create(tmp_path / "index", languages=("en", "de")) as index:
        report = index.ingest(news, workers=0)
        assert index.count("Deich") == 20
        assert not any("reindex" in note for note in report.notes)
        assert {} == index.info().unstemmed

"""The whole: a raw record becomes an article, whatever it holds."""

import datetime as dt
import hashlib
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.article import (
    Article,
    Provenance,
    RawArticle,
    RawDate,
    Skipped,
    fold,
    from_record,
    to_record,
)
from searcher.identity import content_digest, is_article_id, stored, text_digest
from searcher.normalise import VERSION, Context, normalise

WHERE = Provenance(file="a/b.txt", reader="text", record=2, digest="00")
REFERENCE = Context(reference=dt.date(2026, 2, 1))


def article(context: Context = REFERENCE, **found: object) -> Article:
    normalised = normalise(RawArticle(WHERE, **found), context)  # type: ignore[arg-type]
    assert isinstance(normalised, Article)
    return normalised


def test_a_main_article_of_an_outlet() -> None:
    """The outlet printed on the page stands as the author; no date is printed and none invented."""
    main = article(
        title="Norway threatens to sell its Treasury bonds",
        body="The finance minister named the bonds a card in trade talks.\r\n\r\nYields rose.",
        source="Daybreak",
    )
    assert [("Daybreak", "daybreak", "outlet")] == [(a.name, a.key, a.role) for a in main.authors]
    assert "Daybreak" == main.source
    assert main.published is None
    assert "\n\n" in main.body
    assert 13 == main.words
    assert "en" == main.language
    assert ["economy"] == [t.path for t in main.topics]
    assert main.topics[0].inferred


def test_a_card() -> None:
    """A teaser has a summary, a weekday date held against the reference, and an author."""
    card = article(
        kind="teaser",
        title="Phone maker reports record revenue",
        summary="Revenue rose by a tenth to 31 billion dollars in the quarter.",
        authors=("Daybreak",),
        dates=(RawDate("Jan 30, Fri"),),
    )
    assert ["Daybreak"] == [a.name for a in card.authors]
    assert card.source is None
    assert card.published is not None
    assert "2026-01-30" == card.published.text
    assert "2026-02-01 (option)" == card.provenance.reference
    assert "Jan 30, Fri" == card.raw.dates[0].text
    assert 12 == card.words


def test_declared_topics_are_never_joined_by_inferred_ones() -> None:
    """A guess is made only where nothing was declared, and only if allowed."""
    body = "Shares fell and the bank cut its forecast. Investors sold bonds."
    assert ["gardens"] == [t.path for t in article(body=body, topics=("Gardens",)).topics]
    assert ["economy"] == [t.path for t in article(body=body, topics=("News",)).topics]
    assert () == article(Context(infer_topics=False), body=body).topics


def test_without_title_and_text_it_is_no_article() -> None:
    """Such a record is skipped with a reason, not rejected."""
    skipped = normalise(RawArticle(WHERE, title=" \u200b", body="\n", source="X"), Context())
    assert isinstance(skipped, Skipped)
    assert "no-text" == skipped.reason
    assert WHERE == skipped.where


def test_a_missing_title_stays_empty() -> None:
    """No title is made up from the text."""
    assert "" == article(body="Only a text.").title


def test_an_article_keeps_an_address_that_is_no_identity() -> None:
    """The site's root is shown as the URL, and the texts make the id."""
    one = article(title="One", body="Text", url="https://example.org")
    two = article(title="Two", body="Text", url="https://example.org")
    assert "https://example.org/" == one.url == two.url
    assert one.id != two.id


def test_identity_is_of_what_was_found() -> None:
    """Hygiene may improve without renaming articles: the id is of the texts before it."""
    assert article(title="A &amp; B", body="x").id != article(title="A & B", body="x").id


def test_a_file_name_that_is_no_text_is_written_out() -> None:
    """Undecodable bytes of a file's name are escaped, so that records can be written."""
    raw = RawArticle(Provenance(file="caf\udce9.txt", reader="text"), body="Text")
    normalised = normalise(raw, Context())
    assert isinstance(normalised, Article)
    assert "caf\\udce9.txt" == normalised.provenance.file


def test_the_version_is_a_positive_number() -> None:
    """The ledger compares it."""
    assert VERSION >= 1


ANY = st.text(st.characters(exclude_categories=()), max_size=60) | st.sampled_from(
    ["By Ann Lee, AP", "Jan 30, Fri", "2024-05-06", "https://example.org/a?utm_x=1", "en", "\0"]
)
MAYBE = st.none() | ANY
RAW = st.builds(
    RawArticle,
    st.builds(Provenance, file=ANY, reader=st.just("text")),
    kind=st.sampled_from(["article", "teaser"]),
    title=MAYBE,
    summary=MAYBE,
    body=MAYBE,
    authors=st.lists(ANY, max_size=3).map(tuple),
    source=MAYBE,
    dates=st.lists(st.builds(RawDate, ANY, ANY), max_size=3).map(tuple),
    captured=MAYBE,
    stamp=MAYBE,
    topics=st.lists(ANY, max_size=3).map(tuple),
    language=MAYBE,
    url=MAYBE,
    base_url=MAYBE,
)


@given(RAW)
def test_any_record_becomes_a_record_that_can_be_written(raw: RawArticle) -> None:
    """Nothing raises; the result is the same each time, is valid JSON, and reads back."""
    normalised = normalise(raw, REFERENCE)
    assert normalised == normalise(raw, REFERENCE)
    if isinstance(normalised, Article):
        assert is_article_id(normalised.id)
        assert normalised == from_record(orjson.loads(orjson.dumps(to_record(normalised))))
        assert all(fold(a.name) == a.key for a in normalised.authors)
    else:
        assert isinstance(normalised, Skipped)


WHITE = "".join(filter(str.isspace, map(chr, range(sys.maxunicode + 1))))
SPREAD = ANY | st.text(WHITE + "aé\u200b\0", max_size=40)
LONG = "word " * 20


@given(SPREAD, SPREAD)
def test_copies_are_told_by_their_words(title: str, body: str) -> None:
    """The digest of a text is that of its words with a space between them, whatever parted them."""
    copy = replace(article(body="x"), title=title, body=body, summary=LONG, words=20)
    payload = "\0".join(["article", *(" ".join(t.split()) for t in (title, LONG, body))])
    expected = hashlib.sha256(payload.encode("utf-8", "surrogatepass")).digest()[:16]
    assert expected == text_digest(copy)


@given(SPREAD, SPREAD, RAW)
def test_a_cleaned_text_is_told_by_the_same_words(title: str, body: str, raw: RawArticle) -> None:
    """What the normaliser left of white space is all that has to be looked for."""
    for found in (replace(raw, title=title, body=body), raw):
        if isinstance(normalised := normalise(found, REFERENCE), Article):
            assert text_digest(normalised) == text_digest(normalised, clean=True)


@given(RAW)
def test_what_is_stored_is_the_record_and_its_digest(raw: RawArticle) -> None:
    """Both come of one record; the digest is of what the article says, its keys sorted."""
    normalised = normalise(raw, REFERENCE)
    if isinstance(normalised, Article):
        record = to_record(normalised)
        assert (orjson.dumps(record), content_digest(normalised)) == stored(normalised)
        said = {k: v for k, v in record.items() if k not in {"provenance", "raw", "story"}}
        said["topics"] = [
            {"path": topic["path"], "inferred": False, "score": topic["score"]}
            for topic in said["topics"]
            if not topic["inferred"]
        ]
        text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        assert hashlib.sha256(text.encode()).digest() == content_digest(normalised)


def test_the_import_is_light() -> None:
    """Neither the detector of languages nor dateparser is loaded before the first record."""
    code = (
        "import sys, searcher.normalise;"
        "print(sorted({'numpy', 'py3langid', 'dateparser', 'lxml'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "[]" == done.stdout.strip()


@pytest.mark.corpora
def test_the_cards_of_the_seed(shared_data: Path) -> None:
    """From the strings on the page come exactly the expected authors, dates and texts."""
    seed = json.loads((shared_data / "expected" / "seed.json").read_text("utf-8"))
    for expected in seed["articles"][1:]:
        card = article(
            kind="teaser",
            title=expected["title"],
            summary=expected["summary"],
            authors=tuple(expected["authors"]),
            dates=(RawDate(expected["raw_date"]),),
        )
        assert expected["title"] == card.title
        assert expected["summary"] == card.summary
        assert expected["authors"] == [a.name for a in card.authors]
        assert card.published is not None
        assert expected["published"]["date"] == card.published.text
        assert expected["published"]["method"] == card.published.method
        assert "en" == card.language

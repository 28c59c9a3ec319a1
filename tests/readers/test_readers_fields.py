"""Field names of data sets become attributes of an article."""

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.article import Provenance, RawArticle, RawDate, RawTopic, Rejection, Skipped
from searcher.errors import ValueNotKnown
from searcher.readers.base import ReadOptions, Record
from searcher.readers.records.declared import plain_name
from searcher.readers.records.field_names import SYNONYMS
from searcher.readers.records.fields import Fields

WHERE = Provenance("f", "jsonl")


def read(record: dict[str, Any], **mapped: str) -> Record:
    """Map one record."""
    return Fields(ReadOptions(fields=mapped)).read(record, WHERE)


def article(record: dict[str, Any], **mapped: str) -> RawArticle:
    """Map one record that is an article."""
    found = read(record, **mapped)
    assert isinstance(found, RawArticle), found
    return found


@pytest.mark.parametrize("name", ["pubDate", "Pub_Date", "pub-date", "PUBDATE", "pub date"])
def test_case_and_separators_do_not_matter(name: str) -> None:
    """One name in any spelling; the origin keeps it as written."""
    assert (RawDate("2026-01-30", f"field:{name}"),) == article(
        {"title": "T", name: "2026-01-30"}
    ).dates


@pytest.mark.parametrize(
    ("attribute", "name"),
    [(attribute, name) for attribute, row in SYNONYMS.items() for name in row.split()],
)
def test_each_synonym_answers_its_attribute(attribute: str, name: str) -> None:
    """Every name of the table works where no better one stands beside it."""
    found = article({"headline": "T", name: "x1"} if attribute != "title" else {name: "x1"})
    value = {
        "published": tuple(date.text for date in found.dates),
        "kind": ("x1",),
        "topics": tuple(topic.text for topic in found.topics if isinstance(topic, RawTopic)),
    }.get(attribute) or getattr(found, attribute, None)
    assert "x1" in (value if isinstance(value, tuple) else (value,))


def test_names_stand_under_one_attribute() -> None:
    """No name is listed twice, but `subject`, which is a topic where it is no title."""
    names = [plain_name(name) for row in SYNONYMS.values() for name in row.split()]
    assert {"subject"} == {name for name in names if names.count(name) > 1}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Ada Weir", ("Ada Weir",)),
        (["Ada Weir", "Tom Pool"], ("Ada Weir", "Tom Pool")),
        ({"name": "Ada Weir", "id": 3}, ("Ada Weir",)),
        (
            [{"name": "Ada Weir"}, {"first_name": "Tom", "last_name": "Pool"}],
            ("Ada Weir", "Tom Pool"),
        ),
        (["", None, 7, True, "null"], ()),
        (12, ()),
        ("N/A", ()),
    ],
)
def test_authors_are_found_in_any_shape(value: Any, expected: tuple[str, ...]) -> None:
    """Strings, lists and objects give names; numbers and fillers give none."""
    assert expected == article({"title": "T", "authors": value}).authors


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1762128000, "1762128000"),
        (1762128000.0, "1762128000"),
        (1762128000.5, "1762128000.5"),
        ({"$date": "2026-01-30T00:00:00Z"}, "2026-01-30T00:00:00Z"),
        ({"$date": {"$numberLong": "1762128000000"}}, "1762128000000"),
        (float("nan"), None),
        (float("inf"), None),
        (True, None),
    ],
)
def test_dates_are_found_in_any_shape(value: Any, expected: str | None) -> None:
    """Epochs become digits, wrapped dates are unwrapped, what is no date is left out."""
    assert expected == next((d.text for d in article({"title": "T", "date": value}).dates), None)


def test_dates_are_ordered_best_first() -> None:
    """A publication's own date precedes one that may be the database's."""
    found = article(
        {"title": "T", "created_at": "3", "date": "2", "publishedAt": "1", "modified": "4"}
    )
    assert (["1", "2", "3"], "4") == ([date.text for date in found.dates], found.stamp)


def test_lists_of_topics_are_parted_and_sections_are_not() -> None:
    """`tags` may be one string of many; a section's comma is its own."""
    found = article(
        {"title": "T", "section": "Arts, Culture", "tags": "mills, rivers;weirs", "x": 1}
    )
    tags = (RawTopic(tag, "tag") for tag in ("mills", "rivers", "weirs"))
    assert (RawTopic("Arts, Culture", "section"), *tags) == found.topics


def test_a_topic_keeps_what_the_record_calls_it() -> None:
    """Sections, tags and keywords stay apart; of equal ones the first name in the table counts."""
    found = article(
        {"headline": "T", "Tags": ["Mills"], "category": "Mills", "keyword": "weir", "genre": "x"}
    )
    assert (
        RawTopic("Mills", "category"),
        RawTopic("weir", "keyword"),
        RawTopic("x"),
    ) == found.topics


def test_a_subject_is_title_or_topic() -> None:
    """What served as the title is no topic as well."""
    alone = article({"subject": "Mills"})
    beside = article({"title": "T", "subject": [{"name": "Mills"}]})
    assert ("Mills", ()) == (alone.title, alone.topics)
    assert ("T", (RawTopic("Mills", "topic"),)) == (beside.title, beside.topics)


def test_paragraphs_of_a_list_are_joined() -> None:
    """A body in pieces becomes paragraphs."""
    assert "One.\n\nTwo." == article({"body": ["One.", {"type": "p", "text": "Two."}]}).body


def test_markup_in_texts_becomes_paragraphs() -> None:
    """Tags and entities go, in title, summary and body; a lone `<` is text."""
    found = article(
        {
            "title": "Salt &amp; <i>Sand</i>",
            "body": "<p>One<br>line.</p><script>x()</script><p>Two.</p>",
        }
    )
    assert ("Salt & Sand", "One\nline.\n\nTwo.") == (found.title, found.body)
    assert "a < b and c > d" == article({"title": "a < b and c > d"}).title


@pytest.mark.parametrize("wrapper", ["_source", "fields", "article", "data"])
def test_fields_one_level_below_are_lifted(wrapper: str) -> None:
    """Exports of search engines and interfaces wrap each record."""
    found = article(
        {"id": 1, "url": "https://a.example/1", wrapper: {"headline": "T", "body": "B"}}
    )
    assert ("T", "B", "https://a.example/1") == (found.title, found.body, found.url)


def test_mapped_fields_override_the_table() -> None:
    """`--map` takes the named field only, by a dotted path if need be."""
    record = {
        "title": "Wrong",
        "Kopf": "Right",
        "meta": {"people": [{"who": "Ada"}, {"who": "Tom"}]},
    }
    found = article(record, title="Kopf", author="meta.people.who")
    assert ("Right", ("Ada", "Tom")) == (found.title, found.authors)


def test_names_with_dots_come_before_paths() -> None:
    """A flat export's `meta.author` is one field."""
    record = {"title": "T", "meta.author": "Flat", "meta": {"author": "Deep"}}
    assert ("Flat",) == article(record, authors="meta.author").authors


def test_missing_mapped_text_is_rejected_and_named() -> None:
    """The message names the field, what it was mapped to, and what there is."""
    found = read({"kopf": "T", "note": "N"}, title="Kopf")
    assert isinstance(found, Rejection)
    assert "missing-field" == found.reason
    assert all(word in found.detail for word in ("Kopf", "title", "kopf", "note"))


def test_unanswered_mappings_can_be_told() -> None:
    """Only what some record answered is in `matched`."""
    options = ReadOptions(fields={"title": "a", "author": "b"})
    Fields(options).read({"a": "T"}, WHERE)
    assert {"title"} == options.matched


def test_unknown_attribute_is_an_error() -> None:
    """A typing mistake in `--map` is told with the names there are."""
    with pytest.raises(ValueNotKnown, match=r"titel: .*title, summary, body"):
        Fields(ReadOptions(fields={"titel": "x"}))


def test_record_without_text_is_skipped() -> None:
    """Counts and settings are no article, and no error either."""
    found = read({"id": 1, "likes": [2, 3]})
    assert isinstance(found, Skipped)
    assert "no-text" == found.reason


def test_lone_surrogates_become_replacement_characters() -> None:
    """Half a character cannot be stored."""
    assert "a\ufffdb" == article({"title": "a\ud800b"}).title


@given(
    st.dictionaries(
        st.sampled_from(
            [
                "title",
                "body",
                "authors",
                "date",
                "tags",
                "source",
                "url",
                "kind",
                "data",
                "meta",
                "fields",
            ]
        ),
        st.recursive(
            st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(
                    st.sampled_from(["name", "text", "$date", "x"]), inner, max_size=3
                )
            ),
            max_leaves=8,
        ),
    )
)
def test_any_object_is_read(record: dict[str, Any]) -> None:
    """Whatever a field holds, the record is read, skipped or rejected."""
    for mapped in ({}, {"title": "meta.name", "body": "data.text.x"}):
        found = read(record, **mapped)
        if isinstance(found, RawArticle):
            assert found.title or found.summary or found.body


def test_a_long_blank_in_a_list_of_topics_takes_no_time() -> None:
    """Marks are looked for, and blanks cut off: to look for both once took minutes."""
    started = time.thread_time()
    record = {
        "title": "Weir",
        "text": "It opened.",
        "tags": f"boats{' ' * 200_000}x , mud ,, |ford",
    }
    found = read(record)
    assert isinstance(found, RawArticle)
    topics = [topic.text for topic in found.topics if isinstance(topic, RawTopic)]
    assert ["mud", "ford"] == topics[1:]
    assert time.thread_time() - started < 1


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ([2026, 1, 30], "2026-01-30"),
        ([2026, 1, 30, 14, 5, 0], "2026-01-30"),
        ([2026, 1], "2026"),
        ("30&nbsp;January&nbsp;2026", "30\u00a0January\u00a02026"),
    ],
)
def test_a_day_in_numbers_is_one_date(value: Any, expected: str) -> None:
    """Java's libraries write a day as a list of its numbers."""
    (date,) = article({"title": "T", "date": value}).dates
    assert expected.replace("\u00a0", " ") == date.text.replace("\u00a0", " ")


def test_paragraphs_of_sections_are_the_text() -> None:
    """Some scrapers keep them two levels below."""
    sections = [{"headline": [], "paragraphs": ["One.", "Two."]}, {"paragraphs": ["Three."]}]
    found = article({"title": "T", "body": {"summary": ["S"], "sections": sections}})
    assert "One.\n\nTwo.\n\nThree." == found.body


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (
            {
                "markdown": "# Weir\n\nIt [opened](x).",
                "metadata": {"title": "Weir", "author": "Ada"},
            },
            ("Weir", "It opened.", ("Ada",)),
        ),
        (
            {"page_content": "It opened.", "metadata": {"source": "https://weir.example/1"}},
            (None, "It opened.", ()),
        ),
        ({"article_title": "Weir", "newsContent": "It opened."}, ("Weir", "It opened.", ())),
        ({"título": "Weir", "contenido": "Se abrió."}, ("Weir", "Se abrió.", ())),
        ({"标题": "Weir", "正文": "It opened.", "作者": "Ada"}, ("Weir", "It opened.", ("Ada",))),
        (
            {"title": "Weir", "text": "It opened.", "meta": {"title": "Other", "author": "Ada"}},
            ("Weir", "It opened.", ("Ada",)),
        ),
    ],
)
def test_fields_are_found_under_names_of_other_programs(
    record: dict[str, Any], expected: tuple[object, ...]
) -> None:
    """In other languages, with a prefix, or in an object beside the text."""
    found = article(record)
    assert expected == (found.title, found.body, found.authors)


def test_names_with_their_kind_behind_them() -> None:
    """Solr's dynamic fields; one name alone may end so by chance."""
    found = article(
        {"title_t": "Weir", "body_txt_en": ["It opened."], "author_ss": ["Ada", "Tom"],
         "pubdate_dt": "2026-01-30T00:00:00Z", "section_s": "Rivers", "views_i": 3}
    )  # fmt: skip
    assert (found.title, found.body, found.authors) == ("Weir", "It opened.", ("Ada", "Tom"))
    assert found.dates == (RawDate("2026-01-30T00:00:00Z", "field:pubdate_dt"),)
    assert found.topics == (RawTopic("Rivers", "section"),)
    assert article({"title": "Weir", "text": "It opened.", "source_s": "x"}).source is None


def test_a_crawl_date_is_no_date_of_publication() -> None:
    """C4 and FineWeb know when a page was fetched, and nothing else."""
    for record in (
        {"text": "It opened.", "timestamp": "2019-04-25T12:57:54Z", "url": "https://w.example/1"},
        {"text": "It opened.", "date": "2019-04-25", "dump": "CC-MAIN-2019-18", "file_path": "s3"},
    ):
        found = article(record)
        assert () == found.dates
        assert (found.captured or "").startswith("2019-04-25")


def test_when_a_record_was_stored_is_no_date_of_publication() -> None:
    """Elasticsearch's own field; one that is called so otherwise is a date."""
    found = article({"title": "Weir", "text": "It opened.", "@timestamp": "2026-02-01T00:00:00Z"})
    assert (found.dates, found.captured) == ((), "2026-02-01T00:00:00Z")
    (date,) = article({"title": "Weir", "timestamp": "2026-01-30"}).dates
    assert date.text == "2026-01-30"


def test_data_is_a_date_in_some_languages() -> None:
    """Elsewhere it is what it says."""
    assert (RawDate("2026-01-30", "field:data"),) == article(
        {"titulo": "T", "data": "2026-01-30"}
    ).dates
    assert () == article({"title": "T", "data": "2026-01-30"}).dates


def test_people_of_two_names() -> None:
    """However the two are called."""
    people = [
        {"firstName": "Ines", "lastName": "Calloway", "id": 1},
        {"givenName": "Bo", "familyName": "Ray"},
    ]
    assert article({"title": "T", "authors": people}).authors == ("Ines Calloway", "Bo Ray")


def test_all_sentences_of_a_summary_count() -> None:
    """A list of them is one summary; a sentence that is said twice is said once."""
    sentences = ["It held.", "It will.", "It held."]
    for summary in (sentences, {"sentences": sentences}):
        assert article({"title": "T", "summary": summary}).summary == "It held. It will."


@pytest.mark.parametrize("gone", ["[Removed]", "[removed]", "[deleted]", "[ Removed by Reddit ]"])
def test_what_was_removed_is_no_text(gone: str) -> None:
    """NewsAPI and Reddit say so in its place; within a text the words are words."""
    found = read({"title": gone, "description": gone, "content": gone, "author": gone})
    assert isinstance(found, Skipped)
    assert found.reason == "no-text"
    assert article({"title": "T", "author": gone.strip()}).body is None
    text = f"The page said: {gone}"
    assert article({"title": "T", "text": text}).body == text
    assert (
        article({"title": "The files are gone [removed]"}).title == "The files are gone [removed]"
    )


def test_who_removed_an_account_is_nobody() -> None:
    """Its posts are unsigned."""
    assert article({"title": "T", "author": "[deleted]"}).authors == ()


def test_an_address_among_links() -> None:
    """An object of links may hold the article's own; those of a list are other pages."""
    found = article({"title": "T", "links": {"permalink": "https://a.example/1"}})
    assert found.url == "https://a.example/1"
    assert article({"title": "T", "links": ["https://b.example/2"]}).url is None
    both = {"title": "T", "url": "https://a.example/1", "links": {"url": "https://b.example/2"}}
    assert article(both).url == "https://a.example/1"


@pytest.mark.parametrize("kind", [["bold"], {"a": 1}])
def test_a_piece_of_an_odd_type_is_no_internal_error(kind: object) -> None:
    """A text that is a list of objects, each of a type that is no word."""
    record = {"title": "T", "text": [{"type": kind, "text": "It held."}]}
    found = Fields(ReadOptions()).read(record, Provenance("a.json", "json"))
    assert isinstance(found, RawArticle)
    assert ("T", "It held.") == (found.title, found.body)

"""ninjs is told inside JSON by its signs, and read by what its names mean."""

import json
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from searcher.article import RawArticle, RawTopic, Rejection, Skipped
from searcher.readers import json as json_reader
from searcher.readers import jsonl
from searcher.readers.base import Record
from searcher.readers.records import ninjs

pytest_plugins = ("reader_fixtures",)

Read = Callable[..., list[Record]]
ReadOne = Callable[..., RawArticle]
TEXT = {"uri": "urn:newsml:a.example:1", "versioncreated": "2026-01-30", "headline": "A title"}


def line(**more: Any) -> bytes:
    """Write an item."""
    return json.dumps({**TEXT, **more}).encode()


@pytest.mark.parametrize(
    ("record", "known"),
    [
        (TEXT, True),
        ({"uri": "u", "pubStatus": "usable"}, True),
        ({"uri": "u", "standard": {"name": "TTNINJS"}}, True),
        ({"item": TEXT}, True),
        ({"uri": "u", "headline": "A title", "text": "Other data with addresses."}, False),
        ({"headline": "A title", "versioncreated": "2026-01-30"}, False),
        ({"uri": ["u"], "headlines": []}, False),
        ({"uri": "u", "standard": "ninjs"}, False),
    ],
)
def test_told_by_its_signs(record: dict[str, Any], known: bool) -> None:
    """Other records are read by the names of their fields."""
    assert known == (ninjs.item_of(record) is not None)


def test_one_document_is_one_item_whatever_lists_it_has(read_one: ReadOne) -> None:
    """Subjects, bodies and associations are no records."""
    bodies = [{"role": "main", "value": "A text."}, {"role": "other", "value": "Another."}]
    found = read_one(json_reader, line(bodies=bodies, content=[{"title": "X"}], subjects=[{}]))
    assert ("A title", "A text.") == (found.title, found.body)


def test_lists_of_items_are_read_item_by_item(read: Read) -> None:
    """As interfaces give them: `data.items[].item`."""
    items = [{"meta": {}, "item": json.loads(line(uri=f"urn:x-a:{n}"))} for n in range(3)]
    records = read(json_reader, json.dumps({"data": {"items": items}}).encode())
    assert ["urn:x-a:0", "urn:x-a:1", "urn:x-a:2"] == [r.url for r in records]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("more", "body"),
    [
        ({"body_text": "Text.", "body_xhtml": "<p>One.</p><p>Two.</p>"}, "One.\n\nTwo."),
        ({"body_text": "Text.", "body_xhtml": " "}, "Text."),
        ({"body_nitf": "<p>One.</p>"}, "One."),
        ({"bodies": [{"role": "a", "value": "A."}, {"role": "text", "value": "B."}]}, "B."),
        ({"bodies": [{"value": "A."}, 7, {"value": 8}]}, "A."),
        ({"bodies": {"value": "A."}}, None),
    ],
)
def test_the_best_form_of_the_text(
    read_one: ReadOne, more: dict[str, Any], body: str | None
) -> None:
    """Markup keeps paragraphs, so it comes first; forms that are none are passed over."""
    assert body == read_one(jsonl, line(**more)).body


def test_dates_are_of_making_before_those_of_the_version(read_one: ReadOne) -> None:
    """The version's own date stands only where there is no other; an embargo comes last."""
    alone = read_one(jsonl, line())
    assert [("2026-01-30", "field:versioncreated")] == [(d.text, d.origin) for d in alone.dates]
    both = read_one(jsonl, line(firstcreated="2026-01-28", embargoed="2026-02-01"))
    assert ["2026-01-28", "2026-02-01"] == [date.text for date in both.dates]
    assert "2026-01-30" == both.captured


def test_labels_with_commas_stay_whole(read_one: ReadOne) -> None:
    """And the codes of the IPTC stand beside them, however they are written."""
    subjects = [
        {"name": "arts, culture and media", "uri": "http://cv.iptc.org/newscodes/mediatopic/01000000"},
        {"name": "ferries", "code": "medtop:20000350"}, {"name": 7, "code": 8}, "gulls", None,
    ]  # fmt: skip
    assert (
        RawTopic("arts, culture and media", "topic", "medtop:01000000"),
        RawTopic("ferries", "topic", "medtop:20000350"),
        RawTopic("gulls", "topic"),
    ) == read_one(jsonl, line(subjects=subjects)).topics


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"pubstatus": "canceled"}, "withdrawn"),
        ({"pubStatus": "withheld"}, "withdrawn"),
        ({"type": "picture"}, "no-article"),
        ({"type": "composite"}, "no-article"),
        ({"type": "event"}, "no-article"),
        ({"headline": ""}, "no-text"),
    ],
)
def test_what_is_no_article_is_skipped(read: Read, more: dict[str, Any], reason: str) -> None:
    """With a reason; a package with a text of its own is an article."""
    (record,) = read(jsonl, line(**more))
    assert isinstance(record, Skipped)
    assert reason == record.reason
    if more.get("type") == "composite":
        (record,) = read(jsonl, line(**more, body_text="Its own text."))
        assert isinstance(record, RawArticle)


def test_mapped_fields_are_read_from_the_record_as_it_is(read_one: ReadOne, read: Read) -> None:
    """Any path of the record may be named; the rest is read as ninjs."""
    record = line(slugline="SLUG", subject=[{"name": "ferries", "rel": "about"}], body_text="B")
    mapped = read_one(jsonl, record, fields={"title": "slugline", "topics": "subject.rel"})
    assert ("SLUG", (RawTopic("about"),), "B") == (
        mapped.title,
        mapped.topics,
        mapped.body,
    )
    (none,) = read(jsonl, line(), fields={"title": "nothing"})
    assert isinstance(none, Rejection)


@pytest.mark.parametrize("value", [7, [], {}, None, True, "\ud800", [[[]]], {"value": {}}])
def test_values_of_any_type_do_no_harm(read: Read, value: Any) -> None:
    """Whatever stands under the names of the standard."""
    names = "type pubstatus versioncreated headline headlines bodies body_text subjects by language"
    for name in [*names.split(), "standard", "embargoed", "copyrightholder", "infosources"]:
        record = {**TEXT, name: value}
        (found,) = read(jsonl, json.dumps(record).encode())
        assert isinstance(found, RawArticle | Skipped)


@pytest.mark.corpora
def test_the_examples_of_the_standard(shared_data: Path, read: Read, tmp_path: Path) -> None:
    """Of 1.x, 2.x and 3.0: no error, pictures and events skipped, texts whole."""
    with tarfile.open(shared_data / "formats" / "ninjs.tar.xz") as archive:
        archive.extractall(tmp_path, filter="data")
    examples = [*tmp_path.glob("examples/[123].*/*.json")]
    records = [record for path in examples for record in read(json_reader, path.read_bytes())]
    assert len(examples) == len(records) > 30
    assert not [record for record in records if isinstance(record, Rejection)]
    assert {"no-article"} == {record.reason for record in records if isinstance(record, Skipped)}
    articles = [record for record in records if isinstance(record, RawArticle)]
    assert 24 == len(articles)
    assert 20 == sum(bool(article.body) for article in articles)

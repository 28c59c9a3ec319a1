"""What do I search in my own tests? A builder for articles, and one small legible haystack.

>>> from searcher.testing import article
>>> article(title="Rates fall", authors=["Jo Roe"], published="2026-01-30").published.text
'2026-01-30'
"""

import datetime as dt
from collections.abc import Sequence
from functools import cache

from searcher.article import Article, Author, Found, Kind, Provenance, RawDate, Topic, fold
from searcher.dates import Precision, Published
from searcher.identity import article_id

__all__ = ["article", "haystack", "published"]

_PRECISION: dict[int, Precision] = {4: "year", 7: "month", 10: "day"}


def published(text: str) -> Published:
    """Read `2026`, `2026-01`, `2026-01-30` or an ISO instant with a zone; all else is undated.

    The local civil day of an instant is the day it names in its own zone.
    """
    try:
        if len(text) in _PRECISION:
            date = dt.date.fromisoformat(text + "-01-01"[len(text) - 4 :])
            return Published(text, date, _PRECISION[len(text)], None, "iso", "high")
        local = dt.datetime.fromisoformat(text)
    except ValueError:
        return Published(text, flags=("unreadable",))
    instant = local.astimezone(dt.UTC)
    return Published(text, local.date(), "second", instant, "iso", "high")


def article(
    *,
    title: str = "",
    summary: str = "",
    body: str = "",
    authors: Sequence[str | Author] = (),
    source: str | None = None,
    published: "str | Published | None" = None,
    topics: Sequence[str | Topic] = (),
    language: str | None = "en",
    url: str | None = None,
    kind: Kind = "article",
    id: str | None = None,  # noqa: A002 - the attribute's name
    story: int | None = None,
    provenance: Provenance | None = None,
) -> Article:
    """Build an article from what matters to a test; the rest follows from it.

    Strings stand for persons, dates (see `published`) and declared topics. Without `id` it is the
    identity that an ingest would give.
    """
    when = _published(published) if isinstance(published, str) else published
    people = tuple(a if isinstance(a, Author) else Author(a, fold(a)) for a in authors)
    return Article(
        id=id or article_id(kind, url=url, source=source, title=title, body=body),
        title=title,
        summary=summary,
        body=body,
        words=len(summary.split()) + len(body.split()),
        provenance=provenance or Provenance("haystack.jsonl", "jsonl"),
        authors=people,
        source=source,
        published=when,
        topics=tuple(t if isinstance(t, Topic) else Topic(t) for t in topics),
        language=language,
        url=url,
        kind=kind,
        story=story,
        raw=Found(
            title=title,
            authors=tuple(a.name for a in people),
            source=source,
            dates=(RawDate(when.raw),) if when else (),
            language=language,
            url=url,
        ),
    )


_published = published  # `article` has an argument of this name


@cache
def haystack() -> tuple[Article, ...]:
    """Give 24 articles, of which one line each is easy to hold in mind; see the tests for uses.

    Six languages and none, persons, co-authors, agencies, an outlet and unsigned, days, months, a
    year, instants and undated, declared and inferred topics, teasers, one near-duplicate pair.
    """
    return (
        article(
            title="Treasury holdings reach a record",
            summary="Companies hold more coins than ever.",
            body="Treasury holdings of listed companies grew for the ninth month.\n\n"
            "Analysts don't expect the buying to stop.",
            authors=["Mara Lindqvist"],
            source="Harbour Ledger",
            published="2026-01-30T09:15:00+00:00",
            topics=["economy/markets", "economy/crypto"],
            url="https://ledger.example/2026/treasury-holdings",
        ),
        article(
            title="Record treasury holdings, again",
            body="Treasury holdings of listed companies grew for the ninth month.\n\n"
            "Analysts don't expect the buying to stop soon.",
            authors=[Author("Northwire", "northwire", "agency")],
            source="Evening Quay",
            published="2026-01-31",
            topics=["economy/markets"],
            url="https://quay.example/a/1?id=7",
        ),
        article(
            title="Holdings of a small treasury",
            body="The treasury of the village chess club holds forty coins.",
            authors=["Jon Roe"],
            source="Evening Quay",
            published="2026-01",
            topics=["sport/chess"],
        ),
        article(
            title="Central bank holds rates",
            summary="The bank kept its rate at two percent.",
            body="Markets had expected a cut. Bankers were running out of patience.",
            authors=["Mara Lindqvist", "Jon Roe"],
            source="Harbour Ledger",
            published="2025-12-18T14:00:00+01:00",
            topics=["economy/central banks"],
        ),
        article(
            title="Banks run for the exit",
            body="Two banks ran, one bank runs still, a third is running late.",
            authors=["Ada Smith"],
            source="Harbour Ledger",
            published="2025-12-31",
            topics=["economy/banks"],
        ),
        article(
            title="River bank restored",
            body="Volunteers planted willows along the river bank, side by side.",
            authors=["Ada Smith-Jones"],
            source="The Reed",
            published="2025-06-02",
            topics=["environment/rivers"],
        ),
        article(
            title="Willows along the river",
            body="The bank of the river was planted with willows by volunteers.",
            source="The Reed",
            published="2025-06",
            topics=["environment/rivers"],
        ),
        article(
            title="A year of floods",
            body="Floods came in spring and stayed until the harvest.",
            source="The Reed",
            published="2025",
            topics=["environment/floods", "weather"],
        ),
        article(
            title="Open at 12:30",
            body="The café opens at 12:30 and closes when the naïve owner is tired.",
            authors=["José Álvarez"],
            source="Evening Quay",
            published="2024-02-29",
            topics=["culture/food"],
        ),
        article(
            title="Café owner retires",
            body="Jose Alvarez says that he will retire at last.",
            authors=["Jose Alvarez"],
            source="Evening Quay",
            published="2024-03-01",
            topics=[Topic("culture/food", inferred=True, score=0.8)],
        ),
        article(
            title="C++ turns forty",
            body="The language C++ is forty. So is the U.S. office that ships it. 🎉",
            authors=["Ada Smith"],
            source="Bits & Pieces",
            published="2023-10-14T23:30:00-05:00",
            topics=["technology/software"],
            language="en-US",
        ),
        article(
            title="Undated notes on chess",
            body="Openings, endings and the long middle of the game.",
            source="Bits & Pieces",
            published="Jan 30, Fri",
            topics=["sport/chess"],
            url="https://bits.example/chess",
        ),
        article(
            title="An anonymous letter",
            body="Nobody signed this and nobody dated it.",
            topics=[Topic("society", inferred=True, score=0.4)],
        ),
        article(
            title="Märkte in Zürich",
            body="Die Märkte schließen früher. Der Markt an der Straße bleibt offen.",
            authors=["Jürgen Groß"],
            source="Seeblatt",
            published="2026-01-02",
            topics=["economy/markets"],
            language="de",
        ),
        article(
            title="Häuser am Fluß",
            body="Ein Haus am Fluss, viele Häuser in der Strasse.",
            authors=["Jürgen Groß", "Mara Lindqvist"],
            source="Seeblatt",
            published="2025-11",
            topics=["environment/rivers"],
            language="de-CH",
        ),
        article(
            title="L’été des cafés",
            summary="Les cafés restent ouverts.",
            body="Cet été les marchés et les cafés restent ouverts toute la nuit.",
            authors=["Zoé L’Hôte"],
            source="Le Quai",
            published="2025-07-14",
            topics=["culture/food"],
            language="fr",
        ),
        article(
            title="El mercado de los niños",
            body="Los niños corren por el mercado; un niño corre más que todos.",
            authors=["José Álvarez"],
            source="La Orilla",
            published="2025-05-05",
            topics=["society/families"],
            language="es",
        ),
        article(
            title="Банк у реки",
            body="Новый банк открылся у реки. Банки города довольны.",
            authors=["Анна Ёлкина"],
            source="Речной вестник",
            published="2024-09-01",
            topics=["economy/banks"],
            language="ru",
        ),
        article(
            title="سوق على النهر",
            body="فتح السوق أبوابه على ضفة النهر هذا الصباح.",
            source="ضفاف",
            published="2024-10-20",
            topics=["economy/markets"],
            language="ar",
        ),
        article(
            title="河边的市场",
            body="河边的市场今天早上开门。东京的市场明天开门。",
            authors=["王小明"],
            source="河畔报",
            published="2026-01-30",
            topics=["economy/markets"],
            language="zh",
        ),
        article(
            title="Treasury holdings reach a record",
            body="Companies hold more coins than ever.",
            authors=["Mara Lindqvist"],
            source="Harbour Ledger",
            published="2026-01-30",
            topics=["economy/markets"],
            kind="teaser",
        ),
        article(
            title="Five ways to bank",
            body="A card without a date.",
            authors=[Author("Harbour Ledger", "harbour ledger", "outlet")],
            source="Harbour Ledger",
            kind="teaser",
        ),
        article(
            title="12 30 97",
            body="4 8 15 16 23 42",
            published="2026-01-01T00:10:00+13:00",
            language=None,
        ),
        article(
            title="Bora Bora",
            body="One bora is a wind. Bora Bora is an island: willows do not grow there.",
            authors=["JON ROE"],
            source="La Orilla",
            published="2025-01-31",
            topics=["travel"],
            language=None,
        ),
    )

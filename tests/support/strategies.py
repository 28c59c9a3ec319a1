"""Random articles from a small vocabulary, and random requests over it.

Small on purpose: with few words, fields and days almost every clause matches something. Requests
are built as trees, not as text, so that they reach what the grammar gives rarely.
"""

import datetime as dt
import hashlib
from dataclasses import replace

from hypothesis import strategies as st

from searcher.article import Article, Author, Topic, fold
from searcher.dates import DateRange, Published
from searcher.query.counting import count_words
from searcher.query.model import (
    CONFIDENCES,
    And,
    Between,
    Boosted,
    Dated,
    Everything,
    FacetRequest,
    Filter,
    FilterValue,
    Fuzzy,
    Missing,
    Node,
    Not,
    Or,
    Pattern,
    Phrase,
    Recency,
    Regex,
    SearchRequest,
    Sort,
    Term,
    TextField,
    Word,
)
from searcher.testing import article, published

# Inflected forms of few stems, marks, ligatures, digits, an inner apostrophe, many scripts, several
# spellings of one word. Words
# whose stems differ between versions of Snowball do not belong here: it is the engines that are
# compared.
VOCABULARY = (
    "bank", "banks", "Banking", "market", "markets", "runs", "running", "Treasury", "holdings",
    "café", "cafe", "Märkte", "Markt", "Haus", "Häuser", "Straße", "strasse", "Øre", "œuvre",
    "don't", "U.S.", "2026", "12", "市場", "東京市場", "банк", "банки", "سوق", "سُوق", "ســوق",
    "أسواق", "اسواق", "مدرسة", "مدرسه", "کتاب", "كتاب", "کتاب‌ها", "هەولێر", "ھەولێر",
    "سه\u200cرۆک", "سەرۆک", "کھا", "کہا",
    "ตลาด", "ตลาดน้ำ", "น้ำตลาด", "ພາສາ", "ភាសាខ្មែរ", "မြန်မာ", "हिन्दी", "हिंदी", "שָׁלוֹם", "שלום",
    "Αγορά", "αγορα", "ΑΓΟΡΆΣ", "αγοράς", "счёт", "счет", "Yılmaz", "YILMAZ", "İzmir", "đường",
    "duong", "Łódź", "ﬁnance", "Ｂａｎｋ", "ﾃﾞｰﾀ", "データ", "٢٠٢٦", "۱۲", "cafe\u0301", "пʼять",
    "п’ять", "the",
)  # fmt: skip
LANGUAGES = ("en", "en-GB", "de", "fr", "ru", "zh", "tr", "th", "ckb", None)
AUTHORS = ("Jo Roe", "José Roe", "JO ROE", "Ada Smith", "Northwire")
SOURCES = ("Harbour Ledger", "Évening Quay", "Evening Quay")
TOPICS = ("economy", "economy/markets", "economy/banks", "Économy/Banks", "sport")
# Two of one branch, one of another, a retired one, and none.
CODES = ("medtop:20001065", "medtop:15000000", "medtop:20000274", "medtop:20000030", None)
SUBJECTS = ("sport", "sport/competition discipline/soccer", "economy/products and services", "spo")
DATES = (
    "2025", "2026", "2025-12", "2026-01", "2025-12-31", "2026-01-01", "2026-01-30",
    "2026-01-30T10:00:00+00:00", "2026-01-01T00:30:00+02:00", "Jan 30, Fri",
)  # fmt: skip
_MOST_NEAR = 6
TEXT_FIELDS: tuple[TextField | None, ...] = (None, "title", "summary", "body")
STORIES = (1, 2, 9_000_000, (1 << 52) + 7, (1 << 53) - 1)
SORTS: tuple[Sort, ...] = ("relevance", "newest", "oldest")
FACETS = ("author", "source", "topic", "subject", "language", "kind", "year", "month", "day")


def texts(*, max_words: int) -> st.SearchStrategy[str]:
    """Draw words with the separators that tell tokenisers apart."""
    gaps = st.sampled_from((" ", " ", " ", ", ", ". ", "-", "\n\n", " — "))
    pairs = st.lists(st.tuples(st.sampled_from(VOCABULARY), gaps), max_size=max_words)
    return pairs.map(lambda drawn: "".join(word + gap for word, gap in drawn).strip())


def _author(name: str) -> Author:
    return Author(name, fold(name), "agency" if name == "Northwire" else "person")


def _unique(names: list[str]) -> list[str]:
    """Keep the first of names with one key, as normalisation does."""
    return list({fold(name): name for name in reversed(names)}.values())


@st.composite
def _article(draw: st.DrawFn) -> Article:
    when: Published | None = draw(st.none() | st.sampled_from(DATES).map(published))
    if when and when.date:
        when = replace(when, confidence=draw(st.sampled_from(CONFIDENCES)))
    names = _unique(draw(st.lists(st.sampled_from(AUTHORS), max_size=2)))
    topics = _unique(draw(st.lists(st.sampled_from(TOPICS), max_size=2)))
    return article(
        title=draw(texts(max_words=4)),
        summary=draw(texts(max_words=4)),
        body=draw(texts(max_words=10)),
        authors=[_author(name) for name in names],
        source=draw(st.none() | st.sampled_from(SOURCES)),
        published=when,
        topics=[
            Topic(path, inferred=draw(st.booleans()), code=draw(st.sampled_from(CODES)))
            for path in topics
        ],
        language=draw(st.sampled_from(LANGUAGES)),
        url=draw(st.none() | st.integers(0, 2).map("https://example.org/{}".format)),
        kind=draw(st.sampled_from(("article", "article", "teaser"))),
        story=draw(st.none() | st.sampled_from(STORIES)),
        # Spread like real ids, which are digests: engines sort by their first bits.
        id=hashlib.sha256(b"%d" % draw(st.integers(0, 999))).hexdigest()[:32],
    )


def articles(*, max_size: int = 12) -> st.SearchStrategy[list[Article]]:
    """Draw a corpus: articles with different ids, possibly none."""
    return st.lists(_article(), max_size=max_size, unique_by=lambda found: found.id)


_fields = st.sampled_from(TEXT_FIELDS)
_words = st.sampled_from(
    (*VOCABULARY, "BANK", "marktes", "zebra", "œuvre", "ore", "市", "—", "ลา", "น้")
)
# A tree's keys are folded already, as the parser and the filters fold them.
_keys = {
    "author": st.sampled_from(sorted({fold(name) for name in AUTHORS} | {"nobody"})),
    "source": st.sampled_from(sorted({fold(name) for name in SOURCES})),
    "topic": st.sampled_from(sorted({fold(path) for path in TOPICS} | {"eco"})),
    "subject": st.sampled_from(SUBJECTS),
    "language": st.sampled_from(("en", "en-gb", "de", "zh")),
    "kind": st.sampled_from(("article", "teaser")),
    "url": st.sampled_from(("https://example.org/0", "https://example.org/9")),
    "id": st.sampled_from(("0" * 32, "f" * 32)),
    "story": st.sampled_from(("1", "9000000", "17")),
}
_days = st.dates(dt.date(2025, 11, 1), dt.date(2026, 2, 28)) | st.sampled_from(
    (dt.date(2025, 1, 1), dt.date(2025, 12, 31), dt.date(2026, 1, 1), dt.date(2026, 12, 31))
)


@st.composite
def ranges(draw: st.DrawFn) -> DateRange:
    """Draw an interval in order, open at either end at times."""
    first, last = draw(st.none() | _days), draw(st.none() | _days)
    if first and last and first > last:
        first, last = last, first
    return DateRange(first, last)


def _terms() -> st.SearchStrategy[Term]:
    fields = st.sampled_from(sorted(_keys))
    return fields.flatmap(lambda field: _keys[field].map(lambda key: Term(field, key)))


def _patterns() -> st.SearchStrategy[Pattern]:
    shapes = (
        "ba*",
        "*ank",
        "b?nk",
        "m?rk*",
        "*",
        "??",
        "Stra*",
        "ca?é",
        "1*",
        "市*",
        "*.*",
        "s*e",
        "أس*",
        "مدرس?",
        "*ولێر",
        "سوق*",
        "ต*",
        "αγορ*",
        "Αγορά?",
        "с?ёт",
        "y?lm*",
        "ﬁ*",
    )
    return st.builds(Pattern, st.sampled_from(shapes), field=_fields)


def _expressions() -> st.SearchStrategy[Regex]:
    shapes = (
        *("ba.*", ".*anks?", "b[aeo]nk", "[^b].*", "(bank|market)s?", ".{4}", r"\d+", r"\d{4}"),
        *("Straße", "stra(ß|ss)e", "[ßx]a", "caf[èé]", "[А-я]+", "банк.?", "αγορ.*", ".*Σ"),
        *("İzmir|y[ıi]lmaz", "أسو.*", "مدرس.", "سوق|ку", "हि.*", "cafe\u0301", "(a|b|c|d)*n?k"),
    )
    return st.builds(Regex, st.sampled_from(shapes), field=_fields)


def _possible(phrase: Phrase) -> Phrase:
    """Give a near phrase no more words than an engine takes."""
    return replace(phrase, slop=0) if count_words(phrase.text) > _MOST_NEAR else phrase


def leaves() -> st.SearchStrategy[Node]:
    """Draw one clause of any kind."""
    near = st.lists(_words, min_size=1, max_size=4).map(" ".join)
    return st.one_of(
        st.builds(Word, _words, field=_fields, exact=st.booleans()),
        st.builds(
            Phrase, near, slop=st.sampled_from((0, 0, 1, 2)), field=_fields, exact=st.booleans()
        ).map(_possible),
        _patterns(),
        _expressions(),
        st.builds(
            Between,
            st.just("words"),
            first=st.none() | st.integers(0, 12),
            last=st.none() | st.integers(0, 12),
        ),
        st.builds(Fuzzy, _words, distance=st.sampled_from((1, 2)), field=_fields),
        _terms(),
        st.builds(Dated, ranges(), overlap=st.booleans()),
        st.builds(
            Missing,
            st.sampled_from(
                (
                    *(
                        "author",
                        "source",
                        "topic",
                        "subject",
                        "language",
                        "url",
                        "date",
                        "month",
                        "day",
                    ),
                    *("title", "summary", "body"),
                )
            ),
        ),
        st.just(Everything()),
    )


def trees() -> st.SearchStrategy[Node]:
    """Draw clauses, nested."""
    return st.recursive(
        leaves(),
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=3).map(lambda c: And(tuple(c))),
            st.lists(inner, min_size=1, max_size=3).map(lambda c: Or(tuple(c))),
            inner.map(Not),
            st.builds(Boosted, inner, st.sampled_from((0.0, 0.5, 2.0))),
        ),
        max_leaves=6,
    )


@st.composite
def filters(draw: st.DrawFn) -> Filter:
    """Draw a selection, the missing bucket included."""
    field = draw(
        st.sampled_from(("author", "source", "topic", "subject", "date", "language", "kind"))
    )
    value: st.SearchStrategy[FilterValue] = ranges() if field == "date" else _keys[field]
    values = draw(st.lists(st.none() | value, min_size=1, max_size=2, unique_by=str))
    return Filter(field, tuple(values), exclude=draw(st.booleans()))


def requests() -> st.SearchStrategy[SearchRequest]:
    """Draw a whole request: tree, filters, bounds, order, page and facets."""
    facets = st.builds(FacetRequest, st.sampled_from(FACETS), limit=st.none() | st.integers(1, 3))
    return st.builds(
        SearchRequest,
        query=trees(),
        count=st.sampled_from(("articles", "stories")),
        filters=st.lists(filters(), max_size=2).map(tuple),
        within=st.none() | ranges(),
        inferred=st.booleans(),
        date_confidence=st.none() | st.sampled_from(CONFIDENCES),
        sort=st.sampled_from(SORTS),
        expand=st.booleans(),
        recency=st.none() | st.builds(Recency, st.integers(1, 400), st.just(dt.date(2026, 2, 1))),
        limit=st.none() | st.integers(1, 5),
        offset=st.integers(0, 3),
        facets=st.lists(facets, max_size=3, unique_by=lambda facet: facet.field).map(tuple),
    )

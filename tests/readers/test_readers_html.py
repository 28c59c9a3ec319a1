"""A page gives its article, from what it declares and shows."""

import time
from collections.abc import Callable
from types import ModuleType

import pytest

from searcher.article import RawArticle, RawDate, RawTopic, Rejection, Skipped
from searcher.errors import IngestError
from searcher.readers import html
from searcher.readers.base import MAX_PAGE_BYTES, Record
from searcher.readers.pages import extractors

pytest_plugins = ("reader_fixtures",)

Read = Callable[..., list[Record]]
ReadOne = Callable[..., RawArticle]

LONG = f"<p>{'The weir was opened at noon, and the water fell before the mill. ' * 8}</p>"
TEXT = (
    "<p>The weir at Dunmore was opened on Monday, and the water fell by a hand's breadth before"
    " noon. Boys walked to the old ford and back with dry knees.</p><p>The miller counted eleven"
    " boats on the mud. He lent their owners a plank, and charged for it by the hour until the"
    " church bell rang.</p><p>By the evening the weir was shut again, and nobody had drowned.</p>"
)


def page(head: str = "", body: str = f"<h1>Weir opens</h1>{TEXT}", lang: str = "en") -> bytes:
    """Write a page around an article."""
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8">{head}</head>'
        f"<body><article>{body}</article></body></html>"
    ).encode()


def ld(json: str) -> str:
    """Write a JSON-LD script."""
    return f'<script type="application/ld+json">{json}</script>'


@pytest.mark.parametrize(
    ("head", "heading", "expected"),
    [
        # A heading that confirms what is declared wins over its shorter forms.
        ('<meta property="og:title" content="Weir opens at Dunmore">',
         "Weir opens at Dunmore, boats run dry",
         "Weir opens at Dunmore, boats run dry"),
        # One that does not is the site's name or a section.
        ('<meta property="og:title" content="Weir opens at Dunmore">', "River news",
         "Weir opens at Dunmore"),
        ("<title>Weir opens at Dunmore on Monday | The Paper</title>", "",
         "Weir opens at Dunmore on Monday"),
        ('<title>Weir opens - Dry</title><meta property="og:site_name" content="Dry">', "",
         "Weir opens"),
        ("<title>Weir opens - and shuts</title>", "", "Weir opens - and shuts"),
        (ld('{"@type":"NewsArticle","headline":"Weir &amp;amp; mill"}'), "", "Weir & mill"),
        ("", "Weir opens", "Weir opens"),
        ("", "", None),
    ],
)  # fmt: skip
def test_title(read_one: ReadOne, head: str, heading: str, expected: str | None) -> None:
    """The heading confirms a declared title, or the declared one stands without its site."""
    assert expected == read_one(html, page(head, f"<h1>{heading}</h1>{TEXT}")).title


@pytest.mark.parametrize(
    ("head", "shown", "expected"),
    [
        (ld('{"@type":"NewsArticle","author":{"@type":"Person","name":"Ada Weir"}}')
         + '<meta name="author" content="Tom Pool">', "", ("Ada Weir",)),
        (ld('{"@type":"NewsArticle","author":{"@type":"Organization","name":"The Paper"}}')
         + '<meta name="author" content="Tom Pool">', "", ("Tom Pool",)),
        (ld('{"@type":"NewsArticle","author":{"@type":"Organization","name":"The Paper"}}'), "",
         ("The Paper",)),
        ('<meta property="article:author" content="https://social.example/ada">',
         '<a rel="author" href="/ada">Ada Weir</a>', ("Ada Weir",)),
        ('<meta name="author" content="A"><meta name="author" content="B">', "", ("A", "B")),
        ("".join(f'<meta name="author" content="Reader {n}">' for n in range(9)),
         '<span itemprop="author">Ada Weir</span>', ("Ada Weir",)),
        ("", '<p class="article-byline">By Ada Weir</p>', ("By Ada Weir",)),
        ("", '<aside><p class="byline">By Tom Pool</p></aside><p class="byline">By Ada Weir</p>',
         ("By Ada Weir",)),
        ("", '<div class="comments"><span class="author">Troll</span></div>', ()),
    ],
)  # fmt: skip
def test_authors(read_one: ReadOne, head: str, shown: str, expected: tuple[str, ...]) -> None:
    """Persons before organizations, what is declared before what is shown, never a commenter."""
    assert expected == read_one(html, page(head, f"<h1>Weir opens</h1>{shown}{TEXT}")).authors


def test_dates_keep_their_origin_best_first(read_one: ReadOne) -> None:
    """JSON-LD, meta, `<time>`; the stamp of the last change is none of them."""
    head = (
        '<meta property="article:published_time" content="2026-01-30T08:00:00Z">'
        '<meta property="article:modified_time" content="2026-02-02">'
        + ld('{"@type":"NewsArticle","datePublished":"2026-01-30T09:00+01:00"}')
    )
    body = f'<h1>Weir opens</h1><time datetime="2026-01-29">yesterday</time>{TEXT}'
    record = read_one(html, page(head, body))
    assert (
        (
            RawDate("2026-01-30T09:00+01:00", "json-ld"),
            RawDate("2026-01-30T08:00:00Z", "meta"),
            RawDate("2026-01-29", "time"),
        ),
        "2026-02-02",
        None,
    ) == (record.dates, record.stamp, record.captured)


def test_a_shown_date_says_so(read_one: ReadOne) -> None:
    """Where nothing is declared, the stamp beside the headline is given as it stands there."""
    body = f'<h1>Weir opens</h1><p class="date">Published 30 January 2026</p>{TEXT}'
    assert (RawDate("30 January 2026", "shown"),) == read_one(html, page("", body)).dates


def test_guessed_date_says_so(read_one: ReadOne) -> None:
    """Only where nothing is declared or shown is the rest of the page asked."""
    body = f'<h1>Weir opens</h1>{TEXT}<footer class="date">Published 30 January 2026</footer>'
    assert (RawDate("2026-01-30", "guess"),) == read_one(html, page("", body)).dates


def test_a_guess_of_a_year_is_none(read_one: ReadOne) -> None:
    """The first of January is what the guess makes of `(c) 2019`."""
    body = f"<h1>Weir opens</h1>{TEXT}<footer>© 2019 The Paper</footer>"
    assert () == read_one(html, page("", body)).dates


def test_the_address_dates_a_page(read_one: ReadOne) -> None:
    """A day in the page's own address comes before a stamp that may be of something else."""
    head = '<link rel="canonical" href="https://paper.example/2026/01/30/weir">'
    body = f"<p class=date>31 January 2026</p><h1>Weir opens</h1>{TEXT}"
    assert (
        RawDate("2026-01-30", "url"),
        RawDate("31 January 2026", "shown"),
    ) == read_one(html, page(head, body)).dates


def test_weak_declarations_stand_behind_what_is_shown(read_one: ReadOne) -> None:
    """`date` without a time of day may be the printed edition's."""
    head = (
        '<meta name="date" content="2026-01-30"><meta name="dcterms.created" content="2020-01-01">'
    )
    body = f"<h1>Weir opens</h1><p>29 January 2026, 18:05</p>{TEXT}"
    assert ["29 January 2026, 18:05", "2026-01-30", "2020-01-01"] == [
        date.text for date in read_one(html, page(head, body)).dates
    ]
    timed = '<meta name="date" content="2026-01-30T08:00:00Z">'
    assert (RawDate("2026-01-30T08:00:00Z", "meta"),) == read_one(html, page(timed, body)).dates


def test_an_open_order_brings_what_is_shown(read_one: ReadOne) -> None:
    """`01/02/2026` may be two days: the text of the time, or a stamp beside it, may tell which."""
    head = '<meta property="article:published_time" content="01/02/2026">'
    body = f'<h1>Weir opens</h1><time datetime="1/2/2026">1 February 2026</time>{TEXT}'
    assert ["01/02/2026", "1/2/2026", "1 February 2026"] == [
        date.text for date in read_one(html, page(head, body)).dates
    ]


def test_a_live_blog_is_one_article(read: Read) -> None:
    """Its updates are its body where the page shows but the first of them."""
    updates = ",".join(
        f'{{"@type":"BlogPosting","headline":"At {hour}","articleBody":"The water fell again, and'
        f' the miller counted boat {hour} on the mud of Dunmore.","datePublished":"2026-01-30"}}'
        for hour in range(9, 14)
    )
    live = (
        '{"@type":"LiveBlogPosting","headline":"Weir opens","datePublished":"2026-01-30T08:00Z",'
        f'"liveBlogUpdate":[{updates}]}}'
    )
    records = read(html, page(ld(live), "<h1>Weir opens</h1><p>The water fell again.</p>"))
    assert ["Weir opens"] == [r.title for r in records if isinstance(r, RawArticle)]
    found = records[0]
    assert isinstance(found, RawArticle)
    assert (RawDate("2026-01-30T08:00Z", "json-ld"),) == found.dates
    lines = (found.body or "").split("\n\n")
    assert (10, "At 9", True) == (
        len(lines),
        lines[0],
        lines[-1].endswith("boat 13 on the mud of Dunmore."),
    )


def test_microdata(read_one: ReadOne) -> None:
    """What elements are marked as in the page itself: title, date, author, text."""
    body = (
        '<div itemscope itemtype="https://schema.org/NewsArticle"><p itemprop="headline">Weir opens'
        '</p><abbr itemprop="datePublished" title="2026-01-30T08:00:00Z">8 am</abbr>'
        f'<b itemprop="author">Ada Weir</b><div itemprop="articleBody">{TEXT}</div></div>'
    )
    found = read_one(html, page("", body))
    assert ("Weir opens", ("Ada Weir",)) == (found.title, found.authors)
    assert "boats on the mud" in (found.body or "")
    assert (RawDate("2026-01-30T08:00:00Z", "microdata"),) == found.dates


def test_a_marked_text_is_an_article(read_one: ReadOne) -> None:
    """However short, and in elements that hold no paragraphs."""
    body = '<table><tr><td itemprop="articleBody">Dry.</td></tr></table>'
    assert "Dry." in (read_one(html, page("<title>Weir opens</title>", body)).body or "")


@pytest.mark.parametrize(
    ("element", "expected"),
    [
        ('<i itemprop="datePublished" content="2026-01-30">today</i>', ["2026-01-30"]),
        ('<i itemprop="datePublished">30 January 2026</i>', ["30 January 2026"]),
        ('<i itemprop="datePublished">8 am</i>', []),
        ('<time itemprop="datePublished" datetime="2026-01-30">today</time>', ["2026-01-30"]),
    ],
)
def test_a_marked_date(read_one: ReadOne, element: str, expected: list[str]) -> None:
    """Declared before shown; a time of day alone is no date."""
    body = f"<h1>Weir opens</h1>{element}{TEXT}"
    assert expected == [date.text for date in read_one(html, page("", body)).dates]


def test_page_without_any_date_has_none(read_one: ReadOne) -> None:
    """A date is never invented."""
    assert () == read_one(html, page()).dates


def test_attributes_of_the_page(read_one: ReadOne) -> None:
    """Language, site, address, summary and topics as declared."""
    head = (
        '<link rel="canonical" href="/weir?id=1"><base href="https://paper.example/">'
        '<meta property="og:site_name" content="The Paper"><meta name="description" content="Dry.">'
        '<meta property="article:section" content="River">'
        '<meta name="keywords" content="weir, Mill,weir">'
    )
    record = read_one(html, page(head, lang="de-AT"))
    assert ("de-AT", "The Paper", "/weir?id=1", "https://paper.example/", "Dry.") == (
        record.language, record.source, record.url, record.base_url, record.summary
    )  # fmt: skip
    assert (
        RawTopic("River", "section"),
        RawTopic("weir", "keyword"),
        RawTopic("Mill", "keyword"),
    ) == record.topics


def test_body_is_paragraphs_without_chrome(read_one: ReadOne) -> None:
    """Navigation, asides and the title are no text; three paragraphs are three."""
    body = f"<nav>Home Sport</nav><h1>Weir opens</h1>{TEXT}<footer>All rights reserved</footer>"
    paragraphs = (read_one(html, page("", body)).body or "").split("\n\n")
    assert (3, True, True) == (
        len(paragraphs),
        paragraphs[0].startswith("The weir at Dunmore"),
        paragraphs[2].endswith("nobody had drowned."),
    )


def test_a_declared_text_may_be_html(read_one: ReadOne) -> None:
    """Markup in it is read, and lines stay lines."""
    told = " ".join(["The weir was opened &amp; shut."] * 9)
    script = ld(
        '{"@type":"NewsArticle","headline":"Weir","articleBody":'
        f'"<p>{told}</p><h3>The mill</h3><p>Two <b>boats</b>.</p>\\nA third one."}}'
    )
    body = read_one(html, page(script, "<h1>Weir</h1><p>The weir was opened.</p>")).body or ""
    assert [told.replace("&amp;", "&"), "The mill", "Two boats.", "A third one."] == body.split(
        "\n\n"
    )


def test_page_survives_a_failing_extractor(
    read_one: ReadOne, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the foreign extractor does, the paragraphs of the largest block are kept."""

    def fail(*_: object, **__: object) -> str:
        raise RuntimeError("odd tree")

    monkeypatch.setattr(extractors, "_extracted", fail)
    body = read_one(html, page()).body or ""
    assert (True, True) == (body.startswith("The weir at Dunmore"), body.endswith("drowned."))


def test_missing_extractor_is_told(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """A broken installation is an error, instead of quietly reading worse."""

    def missing(name: str) -> ModuleType:
        raise ImportError(f"no {name}")

    extractors._quiet.cache_clear()
    monkeypatch.setattr("importlib.import_module", missing)
    with pytest.raises(IngestError, match=r"trafilatura is not whole .*Install searcher again"):
        read(html, page())


@pytest.mark.parametrize(
    "data",
    [
        b"<html><body></body></html>",
        b"<html><head><title>Nothing here</title></head><body><nav>Home</nav></body></html>",
        page('<link rel="canonical" href="https://paper.example/search?q=weir">'),
        page('<link rel="canonical" href="https://paper.example/?page=2&s=weir">'),
        page(ld('{"@type":"SearchResultsPage"}')),
        page("<title>Search results for weir</title>", TEXT),
    ],
)
def test_pages_without_an_article_are_skipped(read: Read, data: bytes) -> None:
    """Empty pages and saved searches are no articles, and no errors."""
    (record,) = read(html, data)
    assert isinstance(record, Skipped)
    assert "no-text" == record.reason


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "iso-8859-15"])
def test_encodings(read_one: ReadOne, codec: str) -> None:
    """BOM, UTF-8, or what the page declares."""
    text = page("", f"<h1>Café Müller öffnet für 5 €</h1>{TEXT}").decode()
    data = text.replace('charset="utf-8"', f'charset="{codec}"').encode(codec)
    assert "Café Müller öffnet für 5 €" == read_one(html, data).title


@pytest.mark.parametrize(
    "data",
    [
        b"<html><body><p " + b" ".join(b"a%d=1" % n for n in range(100_000)) + b">x</p>",
        b"<html><p " + b" ".join(b'a%d=">"' % n for n in range(100_000)) + b">x</p>",
        b"<html><p" + b"/a" * 100_000 + b">x</p>",
    ],
)
def test_crowded_tag_is_rejected_at_once(read: Read, data: bytes) -> None:
    """100,000 attributes would take the parser half a minute."""
    start = time.perf_counter()
    (record,) = read(html, data)
    assert isinstance(record, Rejection)
    assert ("bad-html", True) == (record.reason, time.perf_counter() - start < 5)


SPOTS = '<i class="dry spot">.</i>' * 9_000


@pytest.mark.parametrize(
    "slip",
    [
        '<a href="/weirs/"">Weirs</a>',
        '<meta name=“proof” content=“dry8" />',
    ],
)
def test_a_stray_quote_does_not_crowd_a_tag(read_one: ReadOne, slip: str) -> None:
    """A quote too many opens no value that runs through the rest of the page."""
    found = read_one(html, page(slip, f"<h1>Weir opens</h1>{TEXT}{SPOTS}"))
    assert "Weir opens" == found.title


def test_a_session_is_no_search(read_one: ReadOne) -> None:
    """`?s=` behind an article's own path names who reads; at the front page it is a search."""
    session = '<link rel="canonical" href="https://paper.example/weir.html?s=22c0">'
    assert "Weir opens" == read_one(html, page(session)).title


@pytest.mark.parametrize(
    "data",
    [
        b"<html><body>" + b"<div>" * 50_000 + b"<p>deep</p>",
        b"<html><body><p>" + b"x" * (4 << 20),
        b"<html>" + b"<a<a" * 200_000,
        b"<html><p title='" + b'<b "' * 200_000,
        b"<html><script>" + b"<script " * 100_000,
        b"<html>" + b"<!--" * 200_000,
        b"<html><body>\x00\x00<p>\x00</p>",
        b"<html><script>var a = b<c ? 1 : 2;" + b" x = 1;" * 5_000 + b"</script><p>Text.</p>",
    ],
    ids=["deep", "long-text", "open-tags", "open-quote", "scripts", "comments", "nul", "script"],
)
def test_hostile_pages_end_soon(read: Read, data: bytes) -> None:
    """One record of some kind, within seconds."""
    start = time.perf_counter()
    (record,) = read(html, data)
    assert time.perf_counter() - start < 15
    assert not isinstance(record, Rejection) or record.reason == "bad-html"


def test_page_over_the_limit_is_rejected(read: Read) -> None:
    """The file is not read beyond the limit."""
    (record,) = read(html, b"<p>" * MAX_PAGE_BYTES)
    assert isinstance(record, Rejection)
    assert "too-large" == record.reason


@pytest.mark.parametrize(
    "declared", ["undefined", "{{ date }}", "1970-01-01T00:00:00Z", "0000-00-00"]
)
def test_what_is_no_date_declares_none(read_one: ReadOne, declared: str) -> None:
    """The stamp beside the headline is given behind it."""
    head = f'<meta property="article:published_time" content="{declared}">'
    body = f'<h1>Weir opens</h1><p class="date">30 January 2026</p>{TEXT}'
    assert RawDate("30 January 2026", "shown") == read_one(html, page(head, body)).dates[-1]


def test_times_of_updates_and_cards_give_way(read_one: ReadOne) -> None:
    """The first time that is neither is the article's."""
    update = '<time class="updated" datetime="2026-02-02">2 February</time>'
    own = '<time datetime="2026-01-30">30 January</time>'
    assert (RawDate("2026-01-30", "time"),) == read_one(
        html, page("", f"<h1>Weir opens</h1>{update}{own}{TEXT}")
    ).dates
    card = f'<div><h3><a href="/m">Mill burns down at night</a></h3>{own}</div>'
    assert () == read_one(html, page("", f"<h1>Weir opens</h1>{LONG}{card * 2}")).dates


def test_a_guess_says_the_century_of_a_shown_day(read_one: ReadOne) -> None:
    """Of `30.01.26` alone nothing more is known."""
    body = f'<h1>Weir opens</h1><p class="date">30.01.26</p>{TEXT}'
    assert RawDate("30.01.26", "shown") == read_one(html, page("", body)).dates[0]


@pytest.mark.parametrize(
    "head",
    [
        """<meta name="parsely-page" content='{"title": "Weir opens", "pub_date": "2024-05-07",
        "authors": ["Ada Weir"], "author": 7}'>""",
        (
            '<meta name="shareaholic:article_published_time" content="2024-05-07">'
            '<meta name="shareaholic:article_author_name" content="Ada Weir">'
        ),
        (
            '<meta name="cXenseParse:publishtime" content="2024-05-07">'
            '<meta name="cXenseParse:riv-author" content="Ada Weir">'
        ),
        (
            '<meta name="datePublished" content="2024-05-07">'
            '<meta name="articleAuthor" content="Ada Weir">'
        ),
        (
            '<meta property="article:published_time" content="2024-05-07">'
            '<meta name="twitter:label1" content="Verfasst von">'
            '<meta name="twitter:data1" content="Ada Weir">'
        ),
    ],
)
def test_other_names_of_meta_tags(read_one: ReadOne, head: str) -> None:
    """What plug-ins and services call author and date; labels in the language of the site."""
    found = read_one(html, page(head))
    assert (("Ada Weir",), (RawDate("2024-05-07", "meta"),)) == (found.authors, found.dates)


@pytest.mark.parametrize("packed", ["{", "[]", "7", '{"author": {"a": 1}, "pub_date": null}'])
def test_what_is_packed_may_be_anything(read_one: ReadOne, packed: str) -> None:
    """Nothing comes of it, and nothing raises."""
    found = read_one(html, page(f"<meta name='parsely-page' content='{packed}'>"))
    assert ((), ()) == (found.authors, found.dates)


def test_a_time_that_repeats_what_is_declared_speaks_for_it(read_one: ReadOne) -> None:
    """Of two declared days the one that is shown as well is kept as both."""
    head = ld('{"@type": "NewsArticle", "datePublished": "2024-06-11"}')
    head += '<meta property="article:published_time" content="2015-02-03">'
    body = f'<h1>Weir opens</h1><time datetime="2015-02-03">3 February 2015</time>{TEXT}'
    dates = read_one(html, page(head, body)).dates
    assert [("2024-06-11", "json-ld"), ("2015-02-03", "meta"), ("2015-02-03", "time")] == [
        (date.text, date.origin) for date in dates
    ]


def test_rdfa_names_who_and_when(read_one: ReadOne) -> None:
    """`property` is to RDFa what `itemprop` is to microdata."""
    body = (
        f'<div vocab="http://schema.org/" typeof="NewsArticle"><h1 property="headline">Weir</h1>'
        f'<span property="author">Ada Weir</span> <b property="datePublished" content="2024-05-07">'
        f'Tuesday</b><div property="articleBody">{TEXT}</div></div>'
    )
    found = read_one(html, page("", body))
    assert ("Weir", ("Ada Weir",), (RawDate("2024-05-07", "microdata"),)) == (
        found.title,
        found.authors,
        found.dates,
    )


def test_a_guess_that_is_a_sentence_names_nobody(
    read_one: ReadOne, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A heuristic may take a life in a few words for a name."""
    told = ["Ada Weir has told of weirs and mills", "Keeps Goats"]
    monkeypatch.setattr(html, "guessed_author", lambda _: told)
    assert () == read_one(html, page()).authors


HANDLE = '<meta name="twitter:site" content="@thepaper">'


@pytest.mark.parametrize(
    ("head", "source"),
    [
        ('<meta property="og:site_name" content="The Paper">', "The Paper"),
        (
            ld('{"@type":"NewsArticle","publisher":{"@type":"Organization","name":"The Paper"}}'),
            "The Paper",
        ),
        (
            ld('[{"@type":"Article","publisher":{"@id":"#o"}},{"@id":"#o","name":"The Paper"}]'),
            "The Paper",
        ),
        (ld('{"@type":"NewsArticle","publisher":"https://thepaper.example"}'), "thepaper"),
        ("", "thepaper"),
    ],
)
def test_a_handle_is_the_source_where_there_is_no_name(
    read_one: ReadOne, head: str, source: str
) -> None:
    """What an outlet calls itself on Twitter is worse than what it is called."""
    assert source == read_one(html, page(HANDLE + head)).source

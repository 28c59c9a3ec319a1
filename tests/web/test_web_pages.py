"""The pages: the same answers as in Python, every link alive, nothing of an article's markup."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urljoin

import pytest
from lxml import html
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

import searcher
from here import HERE
from searcher import IngestStopped
from searcher.article import Article, Topic
from searcher.index import Index
from searcher.query.params import from_params
from searcher.testing import article, haystack
from searcher.web.app import create_app
from searcher.web.passages import MOST_MARKS, MOST_STEPS
from tantivy_index import indexed

pytest_plugins = ["export_fixtures"]

HOSTILE = (
    article(
        title="<script>alert(1)</script> needle",
        body='needle "><img src=x onerror=alert(1)> \u202egnirts\u2066 nul\x00here\x1b[31m',
        authors=["<b onclick='x()'>Eve</b>"],
        source="\"><svg onload='x()'>",
        topics=["a<i>/b&c"],
        language='en"onfocus="x()',
        url="javascript:alert(1)",
    ),
    article(title="needle " + "x" * 1_000_000, body="needle", url="data:text/html,<script>"),
    article(title="needle at home", body="one\n\ntwo needles", url="https://home.example/<a>?b=1"),
)


# All scripts but our own, which stands in a file.
FOREIGN_SCRIPT = (
    "//script[text() or not(starts-with(@src, './static/') or starts-with(@src, '../static/'))]"
)
HANDLERS = "//@*[starts-with(name(), 'on')]"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """Give an index of the haystack."""
    path = tmp_path_factory.mktemp("pages") / "hay"
    with indexed(path, haystack(), languages=("en", "de")) as made:
        yield made


def _client(paths: dict[str, Path], prefix: str = "") -> TestClient:
    app = create_app(paths)
    mounted = Starlette(routes=[Mount(prefix, app)]) if prefix else app
    return TestClient(mounted, base_url="http://127.0.0.1:8765")


@pytest.fixture(scope="module")
def client(index: Index) -> TestClient:
    """Give a browser for the haystack."""
    return _client({"hay": index.path})


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """Give a browser for articles that mean harm."""
    path = tmp_path_factory.mktemp("hostile") / "hay"
    indexed(path, HOSTILE, languages=("en",)).close()
    return _client({"hay": path})


def page(client: TestClient, address: str, status: int = 200) -> Any:
    """Read a page as a tree."""
    answer = client.get(address)
    assert status == answer.status_code, answer.text[:500]
    return html.fromstring(answer.content)


def ids(tree: Any) -> list[str]:
    """Give the ids of the hits."""
    return [
        href.split("/")[1].partition("?")[0]
        for href in tree.xpath('//ol[@class="hits"]//h2/a/@href')
    ]


def by_title(title: str) -> Article:
    """Find an article of the haystack."""
    return next(found for found in haystack() if found.title == title)


@pytest.mark.parametrize(
    "params",
    [
        {"q": "treasury"},
        {"q": "treasury coins", "any": "1"},
        {"q": "title:treasury -chess"},
        {"author": ["jon roe", "unsigned"], "sort": "newest"},
        {"not-author": "jon roe", "sort": "oldest"},
        {"source": "Harbour Ledger", "sort": "newest"},
        {"not_source": "none", "sort": "newest"},
        {"topic": "economy", "not-topic": "economy/crypto", "sort": "newest"},
        {"topic": "culture/food", "no-inferred": "1", "sort": "newest"},
        {"lang": "de", "sort": "newest"},
        {"not-language": "en", "sort": "newest"},
        {"kind": "teaser", "sort": "newest"},
        {"published": ["2026-01", "undated"], "sort": "newest"},
        {"not-date": "2026", "sort": "newest", "limit": "25"},
        {"since": "2025-06", "until": "2026-01", "sort": "oldest"},
        {"date-confidence": "high", "sort": "oldest"},
        {"q": "the", "limit": "3", "offset": "2"},
    ],
)
def test_every_filter_answers_as_in_python(
    client: TestClient, index: Index, params: dict[str, str | list[str]]
) -> None:
    """The address takes what the flags take."""
    tree = page(client, "/?" + urlencode(params, doseq=True))
    expected = [hit.article.id for hit in index.search(from_params(params)).hits]
    assert expected
    assert expected == ids(tree)


def test_without_words_the_newest_come_first(client: TestClient, index: Index) -> None:
    """The first page is not empty."""
    assert [h.article.id for h in index.search(sort="newest").hits] == ids(page(client, "/"))


def test_subjects_are_a_tree_and_inferred_ones_can_be_left_out(tmp_path: Path) -> None:
    """Facet, page of the article, checkbox and chip."""
    said = Topic("fußball", origin="section", code="medtop:20001065")
    guessed = Topic("sport", inferred=True, score=0.8, origin="inferred", code="medtop:15000000")
    corpus = [
        article(title="Said", topics=[said], id="1" * 32),
        article(title="Guessed", topics=[guessed], id="2" * 32),
    ]
    indexed(tmp_path / "ix", corpus, languages=("de",)).close()
    client = _client({"ix": tmp_path / "ix"})

    tree = page(client, "/")
    names = tree.xpath('//*[@id="f-subject"]//bdi/text()')
    assert ["sport", "competition discipline", "soccer"] == names
    assert ["2", "1", "1"] == tree.xpath('//*[@id="f-subject"]//*[@class="n"]/text()')
    assert not tree.xpath('//input[@name="no-inferred"]/@checked')
    asked = page(client, "/?no-inferred=1&subject=sport")
    assert ["1" * 32] == ids(asked)
    assert asked.xpath('//input[@name="no-inferred"]/@checked')
    assert "remove declared topics only" in asked.xpath('//ul[@class="chips"]//a/@aria-label')
    shown = page(client, f"/articles/{'1' * 32}").text_content()
    assert "sport/competition discipline/soccer" in shown
    assert "medtop:20001065" in shown


def test_empty_inputs_of_the_form_mean_nothing(client: TestClient) -> None:
    """A form sends all its inputs."""
    full = page(
        client, "/?q=treasury&since=&until=&date-confidence=&sort=relevance&limit=10&index="
    )
    assert ids(page(client, "/?q=treasury")) == ids(full)


def test_how_sure_dates_must_be_is_chosen_beside_the_days(client: TestClient) -> None:
    """The form keeps the choice, a chip takes it back, and the notes say what was left out."""
    tree = page(client, "/?q=the&date-confidence=medium")
    (chosen,) = tree.xpath("//select[@name='date-confidence']/option[@selected]")
    assert "medium" == chosen.get("value")
    (chip,) = tree.xpath("//a[@aria-label='remove date confidence']")
    assert "./?q=the" == chip.get("href")
    assert "left out" in client.get("/?date-confidence=medium").text
    assert 400 == client.get("/?date-confidence=certain").status_code


def test_styles_and_scripts_are_kept_by_their_version(client: TestClient) -> None:
    """And asked for each time where the address has none, or another."""
    tree = page(client, "/")
    address = urljoin("/", tree.xpath('//link[@rel="stylesheet"]/@href')[0])
    assert "immutable" in client.get(address).headers["cache-control"]
    for other in ("", "?v=1", "?v="):
        answer = client.get(f"/static/searcher.css{other}")
        assert "private, no-cache" == answer.headers["cache-control"]
    script = urljoin("/", tree.xpath("//script/@src")[0])
    assert "immutable" in client.get(script).headers["cache-control"]


def test_chips_take_their_filter_out(client: TestClient, index: Index) -> None:
    """Each active filter has a link without it."""
    tree = page(client, "/?q=treasury&author=jon+roe&not-kind=teaser&since=2025")
    chips = tree.xpath('//ul[@class="chips"]/li/a[not(@class)]')
    assert ["author: Jon Roe", "not kind: teaser", "since 2025"] == [
        chip.text_content().removesuffix(" ×") for chip in chips
    ]
    found = index.search("treasury", not_kind="teaser", since="2025")
    expected = [hit.article.id for hit in found.hits]
    assert expected == ids(page(client, urljoin("/", chips[0].get("href"))))


def test_a_ticked_value_stays_and_others_beside_it(client: TestClient) -> None:
    """Counts of a facet ignore its own selection."""
    tree = page(client, "/?author=jon+roe")
    boxes = tree.xpath('//input[@name="author"]')
    assert ["jon roe"] == [box.get("value") for box in boxes if box.get("checked") is not None]
    assert len(boxes) > 1


def test_excluding_is_a_link(client: TestClient, index: Index) -> None:
    """The link beside a value leaves its articles out."""
    href = page(client, "/?q=treasury").xpath('//a[@aria-label="exclude Jon Roe"]/@href')[0]
    expected = {hit.article.id for hit in index.search("treasury", not_author="jon roe").hits}
    assert expected == set(ids(page(client, urljoin("/", href))))


def test_bars_lead_to_the_articles_they_count(client: TestClient) -> None:
    """Every bar's link gives as many articles as it says."""
    bars = page(client, "/?limit=50").xpath("//*[local-name()='svg']/*[local-name()='a']")
    assert bars
    for bar in bars:
        count = int(bar.get("aria-label").partition(": ")[2])
        assert count == len(ids(page(client, urljoin("/?", bar.get("href") + "&limit=50"))))


def test_pages_follow_each_other(client: TestClient, index: Index) -> None:
    """Next and previous walk over all hits once."""
    tree, seen = page(client, "/?limit=7"), []
    while True:
        seen += ids(tree)
        following = tree.xpath('//a[@rel="next"]/@href')
        if not following:
            break
        tree = page(client, urljoin("/", following[0]))
    assert [hit.article.id for hit in index.search(sort="newest", limit=None).hits] == seen
    assert page(client, urljoin("/", tree.xpath('//a[@rel="prev"]/@href')[0])) is not None


def test_pages_go_on_when_the_corpus_has_changed(own_index: Index) -> None:
    """At the same rank, with a note; a program is refused."""
    with TestClient(create_app(own_index), base_url=HERE) as client:
        following = page(client, "/?limit=7").xpath('//a[@rel="next"]/@href')[0]
        assert "changed" not in page(client, urljoin("/", following)).text_content()
        writer = own_index._engine.writer()
        writer.delete(own_index.search(sort="newest").hits[0].article.id)
        writer.commit()
        writer.close()
        tree = page(client, urljoin("/", following))
        assert "The corpus has changed since the page before" in tree.text_content()
        hits = own_index.search(sort="newest", offset=7, limit=7).hits
        assert [hit.article.id for hit in hits] == ids(tree)


def test_a_mistake_is_shown_in_its_place(client: TestClient) -> None:
    """Status 400, the column marked, the cure a link."""
    tree = page(client, "/?q=treasury+autor:x&author=jon+roe", 400)
    assert ["autor:x"] == tree.xpath('//p[@class="typed"]//mark/text()')
    cure = page(client, urljoin("/", tree.xpath('//a[@class="cure"]/@href')[0]))
    assert ["treasury author:x"] == cure.xpath('//input[@name="q"]/@value')
    assert ["jon roe"] == tree.xpath('//input[@name="author"]/@value')


@pytest.mark.parametrize(
    "query", ["since=soon", "kind=book", "limit=many", "colour=red", "author="]
)
def test_other_mistakes_are_shown_too(client: TestClient, query: str) -> None:
    """No mistake in an address is a bare error."""
    assert page(client, f"/?{query}", 400).xpath('//*[@role="alert"]')


def test_what_is_not_there_is_not_found(client: TestClient) -> None:
    """Neither article nor index, and no folder of this machine in the message."""
    assert "/" not in page(client, "/articles/00000000", 404).xpath("string(//main/p)")
    assert page(client, "/?index=other", 404) is not None


@pytest.mark.parametrize("address", ["/articles/", "/similar/"])
def test_an_article_that_is_gone_is_said_to_be_looked_for(client: TestClient, address: str) -> None:
    """It may have another id by now; of no other page that is said."""
    gone = client.get(f"{address}{'0' * 32}", headers={"Accept": "text/html"})
    other = client.get("/nothing", headers={"Accept": "text/html"})
    assert (404, 404) == (gone.status_code, other.status_code)
    assert (True, False) == ("Words of its title" in gone.text, "Words of its title" in other.text)


def test_nothing_found_says_what_would(client: TestClient) -> None:
    """The link does what --any does."""
    tree = page(client, "/?q=chess+wind")
    link = tree.xpath('//ul[@class="ways"]//a')[0]
    assert "With any of the words (3)" == link.text
    assert 3 == len(ids(page(client, urljoin("/", link.get("href")))))


def test_an_article_is_marked_by_stem_and_can_be_stepped_through(client: TestClient) -> None:
    """Anchors are numbered through title and text."""
    wanted = by_title("Treasury holdings reach a record")
    tree = page(client, f"/articles/{wanted.id}?q=holding+companies")
    marks = tree.xpath("//mark")
    expected = ["holdings", "Companies", "hold", "holdings", "companies"]
    assert expected == [mark.text for mark in marks]
    assert [f"m{n}" for n in range(1, len(marks) + 1)] == [mark.get("id") for mark in marks]
    targets = tree.xpath('//span[@class="step"]/a/@href')
    assert {f"#m{n}" for n in range(1, len(marks) + 1)} == set(targets)


def test_a_text_full_of_matches_stays_steppable(tmp_path: Path) -> None:
    """Near phrases in a long text are marked in good time; only so many can be stepped through."""
    long = article(title="Sea", body="sea wall\n\n" * 20_000)
    indexed(tmp_path / "hay", [long], languages=("en",)).close()
    tree = page(_client({"hay": tmp_path / "hay"}), f"/articles/{long.id}?q=%22sea+wall%22~3")
    assert MOST_MARKS == len(tree.xpath("//mark"))
    assert MOST_STEPS == len(tree.xpath("//mark[@id]"))
    # Each of two that are neighbours, as a concordance counts them.
    said = "39,999 matches, of which the first 10,000 are marked: first 500th"
    assert said == tree.xpath("normalize-space(//p[@class='matches'])")
    assert long.body.count("sea") == tree.xpath("string(//main)").count("sea")


def test_a_title_is_marked_where_it_is_asked(index: Index) -> None:
    """Words of one field are marked there alone."""
    wanted = by_title("Treasury holdings reach a record")
    marks = index.marks(from_params({"q": "title:holdings body:companies"}))(wanted)
    assert ["holdings"] == [wanted.title[start:end] for start, end in marks.title]
    assert ["Companies"] == [wanted.summary[start:end] for start, end in marks.summary]
    assert ["companies"] == [wanted.body[start:end] for start, end in marks.body]


def test_a_bad_query_does_not_hide_an_article(client: TestClient) -> None:
    """The address still names it."""
    wanted = by_title("Bora Bora")
    assert not page(client, f"/articles/{wanted.id}?q=autor:x").xpath("//mark")


def test_behind_the_last_page_something_was_found(client: TestClient) -> None:
    """Nobody asks there why there is nothing."""
    assert "Why these articles?" in page(client, "/?q=treasury&offset=9000").text_content()
    assert "Why nothing?" in page(client, "/?q=nosuchword").text_content()


def test_an_outlet_that_signs_is_named_once(tmp_path: Path) -> None:
    """Below the title; what was understood names author and source."""
    signed = article(title="On rivers", body="It rose.", authors=["The Reed"], source="The Reed")
    indexed(tmp_path / "one", [signed], languages=("en",)).close()
    tree = page(_client({"one": tmp_path / "one"}), f"/articles/{signed.id}")
    (byline,) = tree.xpath("//article/p[@class='by']")
    assert 1 == byline.text_content().count("The Reed")
    assert 2 == len([one for one in tree.xpath("//aside//dd") if "The Reed" in one.text_content()])


def test_the_last_part_of_a_long_topic_is_shown(tmp_path: Path) -> None:
    """Below the topic above it, however long the whole path is."""
    above = "science and technology/technology and engineering"
    path = f"{above}/information technology and computer science/a topic"
    listed = [article(title=f"On {at}", topics=[one]) for at, one in enumerate((above, path))]
    indexed(tmp_path / "two", listed, languages=("en",)).close()
    tree = page(_client({"two": tmp_path / "two"}), "/")
    labels = [" ".join(one.text_content().split()) for one in tree.xpath("//aside//li/label")]
    assert (True, False) == ("a topic" in labels, "…" in labels)


def test_the_corpus_page_has_the_last_ingests(tmp_path: Path) -> None:
    """When, of what, what came of it; hostile names stay text, and no place of this machine."""
    folder = tmp_path / "hidden-place" / "<b>news"
    folder.mkdir(parents=True)
    (folder / "a.jsonl").write_text('{"title": "On rivers", "body": "It rose."}\n{', "utf-8")
    with Index.create(tmp_path / "hay", languages=("en",)) as made:
        made.ingest(folder, workers=0)
        with pytest.raises(IngestStopped):
            made.ingest([folder] * 12, workers=0, should_stop=lambda: True)
        begun = made.info().runs[0].begun
    client = _client({"hay": tmp_path / "hay"})
    tree = page(client, "/corpus")
    rows = [
        [cell.text_content() for cell in row] for row in tree.xpath("//table[caption]/tbody/tr")
    ]
    assert [["no record", "stopped"], ["1 added, 1 rejected", rows[1][3]]] == [
        row[2:4] for row in rows
    ]
    assert begun[:16].replace("T", " ") == rows[0][0]
    assert "<b>news" == rows[1][1]
    assert rows[0][1].endswith("<b>news and 2 more")
    assert not tree.xpath("//b")
    for answer in (client.get("/corpus"), client.get("/api/corpus")):
        assert "hidden-place" not in answer.text
    assert 2 == client.get("/api/corpus").json()["ingests"]


def test_the_corpus_page_does_not_know_what_only_a_ledger_knows(tmp_path: Path) -> None:
    """A lost ledger is not the same as no file."""
    (tmp_path / "a.jsonl").write_text('{"title": "On rivers", "body": "It rose."}', "utf-8")
    with Index.create(tmp_path / "hay", languages=("en",)) as made:
        made.ingest(tmp_path / "a.jsonl", workers=0)
    (tmp_path / "hay" / "ledger.sqlite").unlink()
    client = _client({"hay": tmp_path / "hay"})
    (known,) = page(client, "/corpus").xpath("//dt[.='Files read']/following-sibling::dd[1]")
    assert known.text_content().startswith("not known")
    assert client.get("/api/corpus").json()["files"] is None


@pytest.mark.parametrize("prefix", ["", "/x"])
def test_every_link_resolves(index: Index, prefix: str) -> None:
    """Under any prefix."""
    client = _client({"hay": index.path, "also": index.path}, prefix)
    some = by_title("Bora Bora").id
    starts = (
        "/",
        "/?q=treasury&index=also",
        f"/articles/{some}?q=wind",
        "/corpus",
        "/help",
        "/api",
        "/export?q=a",
    )
    seen = set()
    for start in starts:
        address = prefix + start
        tree = page(client, address)
        for link in tree.xpath(
            "//@href[not(starts-with(., 'http')) and not(starts-with(., 'data:'))]"
        ):
            seen.add(urljoin(address, link).partition("#")[0])
    assert len(seen) > 50
    for address in sorted(seen):
        assert address.startswith(prefix)
        assert 200 == client.get(address).status_code, address


def test_pages_are_small_and_have_nothing_inline(client: TestClient) -> None:
    """A strict content security policy takes nothing from them."""
    answer = client.get("/?q=the&any=1")
    assert len(answer.content) < 40_000
    tree = html.fromstring(answer.content)
    assert not tree.xpath(f"{FOREIGN_SCRIPT} | //style | //@style | {HANDLERS} | //img | //iframe")


@pytest.mark.parametrize("address", ["/", "/?q=needle", "/?q=needl~&more=author", "/?q=<script>"])
def test_hostile_articles_stay_text(hostile: TestClient, address: str) -> None:
    """No markup, handler, address or control character of an article gets out."""
    home = hostile.get("/")
    found = html.fromstring(home.content)
    pages = [hostile.get(address)]
    pages += [hostile.get(f"/articles/{one}?q=needle") for one in ids(found)]
    for answer in pages:
        tree = html.fromstring(answer.content)
        assert not tree.xpath(
            f"{FOREIGN_SCRIPT} | //img | //b | //i | //@*[starts-with(name(), 'on')]"
        )
        assert not set("\x00\x1b\u202e\u2066") & set(answer.text)
        for href in tree.xpath("//@href"):
            assert not href.startswith(("javascript:", "data:text"))
    assert len(home.content) < 40_000


def test_an_original_is_linked_if_it_is_of_the_web(hostile: TestClient) -> None:
    """And tells the other side nothing."""
    links = [
        link
        for one in ids(page(hostile, "/"))
        for link in page(hostile, f"/articles/{one}").xpath('//a[@class="original"]')
    ]
    assert ["https://home.example/%3Ca%3E?b=1"] == [link.get("href") for link in links]
    assert "noopener noreferrer nofollow" == links[0].get("rel")


@pytest.mark.parametrize(
    "query",
    ["?q=bank", "?q=%22river+bank", "?author=none&sort=newest&limit=10&offset=0&date=2025"],
)
def test_exports_have_every_hit_of_the_page(client: TestClient, index: Index, query: str) -> None:
    """The bytes that the command writes, whatever page is shown; repaired words stay repaired."""
    links = page(client, f"/{query}").xpath("//p[@class='exports soft']/a[@download]/@href")
    assert 5 == len(links)
    for link in links:
        answer = client.get(urljoin("/", link))
        assert 200 == answer.status_code
        if "format=csv" in link:
            out = io.BytesIO()
            params = {k: v for k, v in parse_qs(query[1:]).items() if k in ("q", "author", "date")}
            request = from_params(params)
            searcher.export(index, request, out, format="csv")
            assert out.getvalue() == answer.content


@pytest.mark.parametrize("mistake", ["", "&q=autor:x"])
def test_thousands_of_filters_make_no_page_of_megabytes(client: TestClient, mistake: str) -> None:
    """Each of their links would hold all of them."""
    many = "&".join(f"not-author=a{number}" for number in range(1_500))
    answer = client.get(f"/?{many}{mistake}")
    assert "1,400 more" in answer.text
    assert len(answer.text) < 8_000_000


def test_the_page_says_why_where_it_is_asked(client: TestClient) -> None:
    """Behind a link, without scripts; the link beside it closes it again."""
    tree = page(client, "/?q=treasury+holdings")
    assert [] == tree.xpath("//details[@class='why']")
    (link,) = tree.xpath("//p[contains(@class, 'why')]/a/@href")
    opened = page(client, urljoin("/", link))
    (why,) = opened.xpath("//details[@class='why' and @open]")
    assert {"treasury", "holdings"} <= set(why.xpath(".//th[@scope='row']/code/text()"))
    assert len(opened.xpath("//ol[@class='hits']/li")) == len(why.xpath("./ol/li"))
    (close,) = why.xpath("./p[last()]/a/@href")
    assert "explain" not in close


def test_what_would_find_something_is_a_link(client: TestClient) -> None:
    """It leads to as many articles as it says."""
    tree = page(client, "/?q=treasury&author=Nobody&explain=1")
    (way,) = tree.xpath("//details[@class='why']//li/a[starts-with(., 'without author')]")
    count = int(way.text.rpartition("(")[2].rstrip(")"))
    found = page(client, urljoin("/", way.get("href")))
    assert count == len(found.xpath("//ol[@class='hits']/li"))


def test_what_may_be_meant_is_a_link(client: TestClient) -> None:
    """It asks the corrected words with the filters kept, and finds as many as it says."""
    tree = page(client, "/?q=tresury+holdings&language=en")
    (meant,) = tree.xpath("//ul[@class='notes']/li[starts-with(., 'Did you mean')]/a")
    words, _, count = meant.text.rpartition(" (")
    assert "treasury holdings" == words
    assert {"q": [words], "language": ["en"]} == parse_qs(meant.get("href").partition("?")[2])
    found = page(client, urljoin("/", meant.get("href")))
    assert int(count.rstrip(")")) == len(found.xpath("//ol[@class='hits']/li"))


def test_saved_searches_are_links(tmp_path: Path) -> None:
    """On the page and in the API; times stay as typed, and a broken file takes no page away."""
    with indexed(tmp_path / "hay", haystack(), languages=("en",)) as made:
        made.searches.save("<b>Banks</b>", "bank OR river", date="last week", author="none")
    client = _client({"hay": tmp_path / "hay"})
    (link,) = page(client, "/").xpath("//details[@class='saved' and @open]//li/a")
    assert "<b>Banks</b>" == link.text_content()
    asked = {"q": ["bank OR river"], "date": ["last week"], "author": ["none"]}
    assert asked == parse_qs(link.get("href").partition("?")[2])
    page(client, urljoin("/", link.get("href")))
    (one,) = client.get("/api/saved").json()["searches"]
    assert ("<b>Banks</b>", asked) == (one["name"], one["params"])
    (tmp_path / "hay" / "searches.json").write_text("{")
    broken = page(client, "/?q=bank")
    assert ["Their file cannot be understood."] == broken.xpath(
        "//details[@class='saved']/p/text()"
    )
    told = client.get("/api/saved")
    assert 503 == told.status_code
    assert str(tmp_path) not in told.text


def test_several_passages_are_shown(tmp_path: Path) -> None:
    """As many as the address says; the choice stays in the form, and not in links to exports."""
    text = "A bank. " + "Grey light lay over the quiet water. " * 40 + "Another bank, a river."
    with indexed(tmp_path / "one", [article(body=text)], languages=("en",)) as one:
        client = _client({"one": one.path})
        few, more, none = (
            page(client, f"/?q=bank+river{end}") for end in ("", "&snippets=3", "&snippets=0")
        )
    assert 1 == len(few.xpath("//p[@class='snippet']"))
    assert 2 == len(more.xpath("//p[@class='snippet']"))
    assert ["3"] == more.xpath("//select[@name='snippets']/option[@selected]/text()")
    assert not none.xpath("//p[@class='snippet']")
    chosen = "//select[@name='snippets']/option[@selected]/@value"
    assert (["0"], ["3"], [""]) == (none.xpath(chosen), more.xpath(chosen), few.xpath(chosen))
    links = more.xpath("//p[contains(@class,'exports')]/a/@href")
    assert not [link for link in links if "snippets" in link]


def test_where_the_chosen_time_is_empty_the_chart_shows_the_others(client: TestClient) -> None:
    """Else nobody would see where to look instead."""
    everywhere = page(client, "/?q=treasury").xpath("//*[@class='chart']//*[local-name()='a']")
    assert everywhere
    nowhere = page(client, "/?q=treasury&date=1950").xpath(
        "//*[@class='chart']//*[local-name()='a']"
    )
    assert [bar.get("aria-label") for bar in everywhere] == [
        bar.get("aria-label") for bar in nowhere
    ]
    assert all("1950" not in bar.get("href") for bar in nowhere)


def test_a_chart_of_months_says_what_is_dated_to_the_year_only(tmp_path: Path) -> None:
    """It lies in no bar: counted in articles, also where stories are, of the years shown."""
    days = ("2024-01-05", "2024-03", "2024", "2024", "2023", "2019-05-01", "2019", None)
    dated = [
        article(title=f"Tide {n}", published=day, story=min(n, 2)) for n, day in enumerate(days)
    ]
    indexed(tmp_path / "rough", dated, languages=("en",)).close()
    client = _client({"rough": tmp_path / "rough"})

    def said(query: str) -> str:
        return str(page(client, f"/?{query}").xpath("string(//p[contains(@class,'rough')])"))

    assert "3 articles are dated only to the year, and in no month." == said(
        "since=2023-01&until=2024"
    )
    assert said("since=2023-01&until=2024") == said("since=2023-01&until=2024&count=stories")
    assert "1 article is dated" in said("date=2019-05..2019-05")
    # Years are drawn: all of them lie in a bar.
    assert "" == said("") == said("q=tide&count=stories")


def test_a_folder_is_offered_as_a_zip_in_words(client: TestClient) -> None:
    """On the page without the name of a parameter; the API names it."""
    asked = "format=articles"
    said = page(client, f"/export?{asked}&download=1", 400).xpath("string(//*[@role='alert'])")
    assert "articles is a folder of files. Take it as a zip." == said.strip()
    assert "(zip=1)" in client.get(f"/api/export?{asked}").json()["detail"]


@pytest.mark.parametrize(
    ("words", "lines", "steps"),
    [
        ('"ferry quay"~4', 2, 2),
        ('"the ferry"', 2, 2),
        ("ferry quay", 5, 5),
        ('"the ferry" the', 5, 3),
        ("tit* OR ferry", 5, 5),
        ("-nothing", 0, 0),
    ],
)
def test_an_article_counts_what_a_concordance_has_lines_of(
    tmp_path: Path, words: str, lines: int, steps: int
) -> None:
    """A phrase is one match, each of its words marked; one step for two that begin together."""
    body = "The ferry left the quay.\n\nNobody saw the ferry wait\nat its quay: titles."
    one = article(title="Ferry title", body=body)
    indexed(tmp_path / "near", [one], languages=("en",)).close()
    client = _client({"near": tmp_path / "near"})
    asked = urlencode({"q": words})
    tree = page(client, f"/articles/{one.id}?{asked}")
    said = str(tree.xpath("normalize-space(//p[@class='matches'])"))
    ids = tree.xpath("//mark/@id")
    assert [f"m{n}" for n in range(1, steps + 1)] == ids
    assert ([f"#m{n}" for n in (1, steps) if n <= steps] if lines else []) == [
        *dict.fromkeys(tree.xpath("//p[@class='matches']/a/@href"))
    ]
    if lines:
        assert f"{lines} matches" == said.partition(":")[0]
        assert lines == len(client.get(f"/api/kwic?{asked}").json()["lines"])


def test_a_list_that_ends_early_says_so(tmp_path: Path) -> None:
    """At 200 values, where one could take it for all; and where no value holds what was typed."""
    many = [article(title=f"Tide {n}", authors=[f"Ann Lee{n:03}"]) for n in range(203)]
    indexed(tmp_path / "many", many, languages=("en",)).close()
    client = _client({"many": tmp_path / "many"})

    def said(query: str) -> str:
        return str(
            page(client, query).xpath("string(//*[@id='f-author']//*[contains(@class, 'said')])")
        )

    assert "There are more than these 200: find the others by what they hold." == said(
        "/?more=author"
    )
    assert "" == said("/")
    assert "" == said("/?find-author=lee01")
    assert "No value holds “zed”." == said("/?find-author=zed")
    assert "No other value holds “zed”." == said("/?find-author=zed&author=Ann+Lee001")


def test_every_page_names_its_index_where_several_are_served(tmp_path: Path) -> None:
    """In its head, so that it is read, and printed, with the numbers; where one is, none does."""
    for name in ("tides", "reefs"):
        made = [article(title=f"Of {name} {n}", body="Sea.") for n in range(2)]
        indexed(tmp_path / name, made, languages=("en",)).close()
    with Index.open(tmp_path / "reefs") as index:
        some = index.search("", limit=1).hits[0].article.id
    several = _client({name: tmp_path / name for name in ("tides", "reefs")})
    alone = _client({"reefs": tmp_path / "reefs"})
    named = "normalize-space(//*[contains(@class, 'where')])"
    for path in (
        *("/", "/trend", "/timeline", "/kwic", "/export", "/corpus", "/help"),
        *(f"/articles/{some}", f"/similar/{some}"),
    ):
        assert "in reefs" == page(several, f"{path}?index=reefs").xpath(named)
        assert "" == page(alone, path).xpath(named)
    assert "in tides" == page(several, "/trend").xpath(named)

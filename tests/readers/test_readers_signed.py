"""Authors are found where the page shows them, and only those of its own article."""

from collections.abc import Callable

import pytest

from searcher.article import RawArticle
from searcher.readers import html
from searcher.readers.pages.signed import _BYLINE, _is_byline

pytest_plugins = ("reader_fixtures",)

ReadOne = Callable[..., RawArticle]
TEXT = "<p>The weir at Dunmore was opened on Monday, and the water fell before noon.</p>" * 4
REL = '<a rel="author">{}</a>'
OUTLET = '<meta property="og:site_name" content="The Paper"><meta name="author" content="{}">'


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        # Pieces that style parts; the inner of two marked elements is the name.
        ('<p class="byline">By<a>Ada Weir</a></p>', ("By Ada Weir",)),
        ('<p class="byline">By <span class="author">Ada Weir</span></p>', ("Ada Weir",)),
        ('<p class="byline"><a class="author"><b>Ada</b><b>Weir</b></a></p>', ("Ada Weir",)),
        # Who stands beside the first signs with her; who stands further down signs other pages.
        ((f'<p>{REL.format("Ada Weir")} {REL.format("Tom Pool")}</p>'
          f'<div><p>{REL.format("Eve Ford")}</p><p>More</p></div>'), ("Ada Weir", "Tom Pool")),
        ('<ul><li class="author">Ada Weir</li><li class="author">Tom Pool</li></ul>',
         ("Ada Weir", "Tom Pool")),
        # A lead alone is no name.
        ('<span class="author">By</span><span class="author">Ada Weir</span>', ("Ada Weir",)),
        # Other languages' classes; a line that begins with `By`; a link to a profile.
        ('<p class="autorenzeile">Von Ada Weir</p>', ("Von Ada Weir",)),
        ("<p><em>von Ada Weir</em></p>", ("von Ada Weir",)),
        ('<p><a href="/autoren/ada-weir?ref=1">Ada Weir</a></p>', ("Ada Weir",)),
        # A label on its own, before the name or in a cell beside it.
        ("<ul><li><strong>Author</strong> Ada Weir</li></ul>", ("Ada Weir",)),
        ("<dl><dt>Autorin/Autor:</dt><dd>Ada Weir</dd></dl>", ("Ada Weir",)),
        ("<p><b>By</b> the time it was shut</p>", ()),
        ("<ul><li>Von: <a>Ada Weir</a>, <a>Tom Pool</a></li></ul>",
         ("Von: Ada Weir , Tom Pool",)),
        ('<p><a href="/staff/">All of us here</a></p>', ()),
        # Both sign, though one of them alone is marked.
        ('<p class="byline">By <a class="author">Ada Weir</a> and <a>Tom Pool</a></p>',
         ("By Ada Weir and Tom Pool",)),
        ('<p class="byline">By <a class="author">Ada Weir</a>, Water Editor</p>', ("Ada Weir",)),
        # Lines and labels in other languages; what stands behind the names is no part of them.
        ("<p>Автор: Анна Петрова</p>", ("Автор: Анна Петрова",)),
        ("<p><span>Автор:</span> <a>Анна Петрова</a></p>", ("Анна Петрова",)),
        ("<p>Szerző: Kovács Anna</p>", ("Szerző: Kovács Anna",)),
        ("<p>Publié par Ada Weir</p>", ("Publié par Ada Weir",)),
        ("<p>Blog Beitrag von Ada Weir</p>", ("Blog Beitrag von Ada Weir",)),
        ("<p>Von Ada Weir, Berlin</p>", ("Von Ada Weir",)),
        ("<p>By Ada Weir, who lives there</p>", ()),
        ("<p><i>Av</i> <b>Ada Weir och Tom Pool</b></p>", ("Ada Weir och Tom Pool",)),
        ("<p>取材・文=大渡 美咲 · 2025年1月21日</p>", ("取材・文=大渡 美咲 · 2025年1月21日",)),
        # A line ends at its break, also one that stands in no element of its own.
        ("<p><small>By Ada Weir<br>Posted 14 May 2009</small></p>", ("By Ada Weir",)),
        ("<div><p>The end.</p>Автор: Анна Петрова<br></div>", ("Автор: Анна Петрова",)),
        ("<p>Submitted by Ada Weir on Thu, 05/14/2009 - 10:15</p>", ("Submitted by Ada Weir",)),
        # A label in another language is no name, and neither is what a box tells of somebody.
        ('<p class="author"><i class="author-by">Yazar</i> Ada Weir</p>', ("Yazar Ada Weir",)),
        (('<p class="author-name">Ada Weir</p><p class="author-bio">Ada Weir has told of weirs and'
         ' mills for years.</p>'), ("Ada Weir",)),
        ("<h4>About the Author</h4><p><b>Ada Weir</b> has told of weirs for twenty years.</p>",
         ("Ada Weir",)),
        (('<div class="author-info"><p>Ada Weir is a miller who lives on a boat near the old weir.'
         "</p></div>"), ("Ada Weir",)),
        # Behind a time, and with what else its line has.
        ('<p><time datetime="2024-05-07">7 May</time> von Ada Weir (Kommentare: 0)</p>',
         ("von Ada Weir",)),
        ("<p>به قلم: نگار احمدی</p>", ("به قلم: نگار احمدی",)),
        # Who asked the questions, with a place or an agency; particles; what a stamp stands before.
        ("<p>Das Gespräch führte Ada Weir</p>", ("Das Gespräch führte Ada Weir",)),
        ("<p>Door onze verslaggever Wim 't Hart</p>", ("Door onze verslaggever Wim 't Hart",)),
        ("<p>Por Ana dos Santos</p>", ("Por Ana dos Santos",)),
        ("<p>Mis à jour le 5 mai 2024 à 06h30 | Par <b>Ada de La Tour</b> (avec AFP)</p>",
         ("Par Ada de La Tour (avec AFP)",)),
        ("<p>By Ada Weir<br>Friday, May 7, 1999</p>", ("By Ada Weir",)),
        # Who is led to by the foot of a weblog's article, and by a card about its author.
        (('<div class="post-footer">Publicado por <span>Ada Weir</span> en <a>10:15</a> <a>Enviar'
          "</a></div>"), ("Ada Weir",)),
        (('<article><p>It fell.</p><footer><h4><a href="/author/ada/">Ada Weir</a></h4></footer>'
          "</article>"), ("Ada Weir",)),
        ('<p><a href="/@ada">Ada Weir</a></p>', ("Ada Weir",)),
        ('<p>By <a href="/1">Ada Weir</a> in Dunmore and <a href="/2">Tom Pool</a> in Lock</p>',
         ("By Ada Weir in Dunmore and Tom Pool",)),
        ("<p>Text: Ada Weir &nbsp; Foto: Tom Pool</p>", ("Text: Ada Weir",)),
        ("<p>文・写真／林 あかり</p>", ("文・写真／林 あかり",)),
        ("<p>[보신문 홍길동 기자]</p>", ("[보신문 홍길동 기자]",)),
        # RDFa; a name behind which a picture has its own; a bar behind a name.
        ('<p><span property="schema:author">Ada Weir</span></p>', ()),
        ('<p><span property="author">Ada Weir</span></p>', ("Ada Weir",)),
        ("<p>文：森 あかり 写真：林 健</p>", ("文：森 あかり 写真：林 健",)),
        ("<p>نویسنده: نگار احمدی | تاریخ: ۱۵ بهمن ۱۳۹۹</p>",
         ("نویسنده: نگار احمدی | تاریخ: ۱۵ بهمن ۱۳۹۹",)),
        ("<p>di <span>Anna Bianchi</span></p>", ("di Anna Bianchi",)),
        ("<p>Door: Anna de Vries</p>", ("Door: Anna de Vries",)),
        ("<p>作者：王小明</p>", ("作者：王小明",)),
        ("<p>홍길동 기자 gd@paper.example</p>", ("홍길동 기자 gd@paper.example",)),
        ("<p>מאת: דנה כהן</p>", ("מאת: דנה כהן",)),
        ("<p>Por Ana Souza — Diário do Rio</p>", ("Por Ana Souza",)),
        ("<p>By: Ada Weir, March 14, 2025</p>", ("By: Ada Weir",)),
        ("<div>Written by</div><div>Ada Weir</div>", ("Ada Weir",)),
        ('<dl><dd class="createdby">Geschrieben von: Ada Weir</dd></dl>',
         ("Geschrieben von: Ada Weir",)),
        ("<p>Posted on 14th March, 2025 by Ada Weir in News</p>", ("by Ada Weir",)),
        # Who took the picture, who is quoted.
        ('<figure><figcaption class="author">Tom Pool</figcaption></figure>', ()),
        ('<blockquote>Well! <cite class="author">Tom Pool</cite></blockquote>', ()),
        ("<p><em>By Monday the weir was shut again, he said.</em></p>", ()),
    ],
)  # fmt: skip
def test_shown(read_one: ReadOne, shown: str, expected: tuple[str, ...]) -> None:
    """Marked-up elements, then classes, then lines, then profiles."""
    page = f"<article><h1>Weir opens</h1>{shown}{TEXT}</article>".encode()
    assert expected == read_one(html, page).authors


@pytest.mark.parametrize(
    "name", ["The Paper", "paper.example", "The Paper Online", "TP", "a@b.example"]
)
def test_a_site_that_signs_for_everybody_gives_way(read_one: ReadOne, name: str) -> None:
    """Systems write the site's name where the author should stand; a person shown is the author."""
    head = OUTLET.format(name)
    shown = '<p class="byline">Ada Weir</p>'
    page = f"<html><head>{head}</head><body><article><h1>Weir</h1>{shown}{TEXT}</article></html>"
    assert ("Ada Weir",) == read_one(html, page.encode()).authors


def test_a_site_signs_where_nobody_else_does(read_one: ReadOne) -> None:
    """Better than a guess."""
    page = f"<html><head>{OUTLET.format('The Paper')}</head><body><h1>Weir</h1>{TEXT}</html>"
    assert ("The Paper",) == read_one(html, page.encode()).authors


def test_a_person_who_names_her_paper_is_a_person(read_one: ReadOne) -> None:
    """The site stands in the byline, and is not the whole of it."""
    head = OUTLET.format("The Paper")
    shown = '<p class="byline">von Ada Weir, The Paper</p>'
    page = f"<head>{head}</head><article><h1>Weir opens</h1>{shown}{TEXT}</article>".encode()
    assert ("von Ada Weir, The Paper",) == read_one(html, page).authors


def test_a_site_beside_a_person_is_left_out(read_one: ReadOne) -> None:
    """Only those who are not the site have signed."""
    shown = f"<p>{REL.format('The Paper')} {REL.format('Ada Weir')}</p>"
    head = '<meta property="og:site_name" content="The Paper">'
    page = f"<head>{head}</head><article><h1>Weir opens</h1>{shown}{TEXT}</article>".encode()
    assert ("Ada Weir",) == read_one(html, page).authors


def test_who_wrote_other_pages_signs_none(read_one: ReadOne) -> None:
    """Below the text, cards of other pages name their authors, and no guess takes these."""
    card = (
        '<div><h3><a href="/m">Mill burns down at night</a></h3>'
        '<p class="byline">By <a rel="author" href="/author/tom">Tom Pool</a></p></div>'
    )
    told = "The weir was opened at noon. " * 20
    page = f"<main><h1>Weir opens at Dunmore</h1><p>{told}</p>{card * 2}</main>"
    assert () == read_one(html, page.encode()).authors


def test_a_dispatch_names_its_reporters_at_its_end(read_one: ReadOne) -> None:
    """Where nothing else does."""
    end = "<p>(Reporting by Ada Weir in Dunmore; Editing by Tom Pool)</p>"
    page = f"<article><h1>Weir opens</h1>{TEXT}{end}</article>".encode()
    assert ("Reporting by Ada Weir in Dunmore",) == read_one(html, page).authors


@pytest.mark.parametrize("name", ["admin", "Redaktion", "{{ author }}", "undefined", "Web GmbH"])
def test_placeholders_give_way(read_one: ReadOne, name: str) -> None:
    """A person that the page shows is the author, whatever a system wrote into its head."""
    shown = '<p class="byline">Ada Weir</p>'
    page = (
        f'<html><head><meta name="author" content="{name}"></head>'
        f"<body><article><h1>Weir</h1>{shown}{TEXT}</article></body></html>"
    )
    assert ("Ada Weir",) == read_one(html, page.encode()).authors


def test_no_name_of_bylines_is_passed_over() -> None:
    """What spares the long look at a class passes by none that the look would take."""
    names = (
        "byline By-Line article-author Authors autor autore auteur-name autorenzeile VERFASSER"
        " redakteur journalist-info created-by written_by post__author nearby authority box"
    )
    for name in names.split():
        assert (_BYLINE.search(name) is not None) is _is_byline(name)


def test_menus_name_columnists(read_one: ReadOne) -> None:
    """They sign their columns, and not each page that leads to them."""
    menu = (
        '<ul class="menu"><li class="menu-item"><a href="/author/tom-pool">Tom Pool</a></li></ul>'
    )
    name = '<p><a href="/author/ada-weir">Ada Weir</a></p>'
    page = f"<html><body>{menu}<article><h1>Weir opens</h1>{name}{TEXT}</article></body></html>"
    assert ("Ada Weir",) == read_one(html, page.encode()).authors


def test_a_title_is_nobodys_name(read_one: ReadOne) -> None:
    """Templates put it where a name is missing."""
    title = "Weir opens at Dunmore"
    head = f'<head><title>{title}</title><meta name="author" content="{title}"></head>'
    page = f"<html>{head}<body><h1>{title}</h1><p>By Ada Weir</p>{TEXT}</body></html>"
    assert ("By Ada Weir",) == read_one(html, page.encode()).authors


def test_an_account_is_spelled_as_a_name(read_one: ReadOne) -> None:
    """What a system declares in one word stands on the page as a name."""
    head = '<head><meta name="author" content="adaweir"></head>'
    for shown, expected in (("Ada Weir", "Ada Weir"), ("Tom Pool", "adaweir")):
        name = f'<p><a href="/author/x-y">{shown}</a></p>'
        page = f"<html>{head}<body><h1>Weir opens</h1>{name}{TEXT}</body></html>"
        assert (expected,) == read_one(html, page.encode()).authors

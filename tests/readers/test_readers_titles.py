"""The title is the heading that readers saw, as far as the page confirms it."""

import time

import pytest
from lxml import html as lxml_html

from searcher.readers.pages.titles import Heading, choose, squeeze, without_day


def heading(markup: str) -> Heading:
    return Heading(lxml_html.fragment_fromstring(f"<h1>{markup}</h1>"))


@pytest.mark.parametrize(
    ("headings", "candidates", "second", "site", "expected"),
    [
        # A kicker or a subtitle of its own element is no part of the title declared without it.
        (["<span>River news</span>The weir opens at Dunmore"], ["The weir opens at Dunmore"], [],
         None, "The weir opens at Dunmore"),
        (["The weir opens at Dunmore<small>Boats run dry</small>"],
         ["The weir opens at Dunmore - The Paper", "The weir opens at Dunmore"], [], "The Paper",
         "The weir opens at Dunmore"),
        # Style parts the pieces on the screen; the declared title shows where.
        (["<span>Dunmore:</span><span>The weir “opens”</span>"],
         ["Dunmore: The weir “opens”"], [], None, "Dunmore: The weir “opens”"),
        # The site's name heads every page; so may it without being declared as such.
        (["The Paper", "The weir opens at Dunmore"],
         ["The Paper: weekly news", "The weir opens at Dunmore"], [], "The Paper",
         "The weir opens at Dunmore"),
        (["Dry Land And Sea Weekly", "The weir opens at Dunmore"],
         ["Dry Land And Sea Weekly, number 7", "The weir opens at Dunmore"], [], None,
         "The weir opens at Dunmore"),
        # The first part of the title tag, where a heading of either level is just that.
        (["Weekly"], ["Weir opens | River | Forum"], ["Weir opens"], None, "Weir opens"),
        # An only heading that nothing confirms is a headline, if it is neither site nor section.
        (["Boats run dry below the mill"], ["Weir news and prices"], [], None,
         "Boats run dry below the mill"),
        (["River news"], ["The weir opens at Dunmore"], [], None, "The weir opens at Dunmore"),
        # The site before the title: a heading is the longer part of the title tag.
        (["The Paper"], ["The Paper | The weir opens at Dunmore"], ["The weir opens at Dunmore"],
         None, "The weir opens at Dunmore"),
        (["Dry Land Weekly"], ["The weir opens and shuts | Dry Land Weekly"], [], None,
         "The weir opens and shuts"),
        # A kicker that only style parts: a declared title has the rest, or says what parts them.
        (["<i>River</i><b>The weir opens at Dunmore</b>"],
         ["River: The weir opens at Dunmore", "The weir opens at Dunmore"], [], None,
         "The weir opens at Dunmore"),
        (["<i>River</i><b>The weir opens at Dunmore</b>"], ["River: The weir opens at Dunmore"],
         [], None, "River: The weir opens at Dunmore"),
        # Any mark parts the site's own name.
        ([], ["The weir opens at Dunmore ~ River Post"], [], "River Post",
         "The weir opens at Dunmore"),
        ([], ["The weir opens at Dunmore [River Post]"], [], "River Post",
         "The weir opens at Dunmore"),
        ([], ["The weir opens (again and again)"], [], "River Post",
         "The weir opens (again and again)"),
        # A section behind the site at the begin.
        ([], ["River Post | Local | The weir opens at Dunmore"], [], "River Post",
         "The weir opens at Dunmore"),
        ([], ["River Post >> Local >> The weir opens at Dunmore"], [], "River Post",
         "The weir opens at Dunmore"),
        ([], ["River Post - Local - The weir opens"], [], "River Post", "Local - The weir opens"),
        # A kicker that only style parts from the headline, as the declared title has it, too.
        (["<i>On the river</i>The weir opens at Dunmore"],
         ["On the river: The weir opens at Dunmore again"], [], None, "The weir opens at Dunmore"),
        (["<style>.a{color:red}</style>The weir opens <b>at</b> Dunmore"],
         ["The weir opens at Dunmore"], [], None, "The weir opens at Dunmore"),
        (["- The weir opens at Dunmore"], ["The weir opens at Dunmore"], [], None,
         "The weir opens at Dunmore"),
        # Headings of lower levels that are most of a title, whatever parts them.
        ([], ["River Post: The weir opens at Dunmore"], ["The weir opens at Dunmore"], None,
         "The weir opens at Dunmore"),
        ([], ["The weir opens at Dunmore: River Post"], ["The weir opens at Dunmore"], None,
         "The weir opens at Dunmore"),
        (["水坝重新开放"], ["水坝重新开放_新闻_河报网"], [], None, "水坝重新开放"),
        (["水壩重新開放"], ["水壩重新開放 | 社會 | 河報"], [], None, "水壩重新開放"),
        (["ฝายเปิดอีกครั้ง"], ["ฝายเปิดอีกครั้ง - ข่าวแม่น้ำ"], [], None, "ฝายเปิดอีกครั้ง"),
        (["<b>Floods</b> The weir opens at Dunmore"], ["The weir opens at Dunmore | River Post"],
         [], None, "The weir opens at Dunmore"),
        (["All about the river"], ["The weir opens - All about the river"], [], None,
         "The weir opens - All about the river"),
    ],
)  # fmt: skip
def test_choice(
    headings: list[str], candidates: list[str], second: list[str], site: str | None, expected: str
) -> None:
    """Equal before part, part before close, and only then one that stands for itself."""
    assert expected == choose(None, candidates, list(map(heading, headings)), second, site)


def test_declared_headline_wins_over_an_unconfirmed_heading() -> None:
    """Who declares a headline for machines has said what the title is."""
    first = [heading("Boats run dry below the mill")]
    assert "The weir opens" == choose("The weir opens", ["The weir opens"], first, [], None)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("The weir opens - River Post", "The weir opens"),
        ("The weir opens | News | River Post", "The weir opens"),
        ("The weir opens – River Post – News", "The weir opens"),
        ("The weir opens | River Post | May 2026", "The weir opens"),
        ("The weir opens - Page 2 - River Post", "The weir opens"),
        ("The weir opens < News < River Post", "The weir opens"),
        ("The weir opens | by Ada Weir | Mills | Blogs", "The weir opens"),
        ("The weir opens // River Post", "The weir opens"),
        ("The weir opens_River Post", "The weir opens"),
        ("The weir opens - post.example.org", "The weir opens"),
        ("The weir opens | Example", "The weir opens"),
        ("River Post | The weir opens", "The weir opens"),
        ("River Post » The weir opens", "The weir opens"),
        # What stands between may be part of the title.
        ("Weir - the whole story - River Post", "Weir - the whole story"),
        ("Mill - weir - River Post", "Mill - weir"),
        ("River Post: the end of a paper", "River Post: the end of a paper"),
        ("The weir-keeper opens", "The weir-keeper opens"),
        ("The weir opens - and shuts", "The weir opens - and shuts"),
        ("River Post |", "River Post"),
    ],
)
def test_the_site_and_its_section_are_cut_off(title: str, expected: str) -> None:
    """At either end, by its name or its host; a title of few words keeps its dashes."""
    assert expected == choose(None, [title], [], [], "River Post", host="post.example.org")


@pytest.mark.parametrize(
    ("title", "site", "expected"),
    [
        ("水门开放_国际_河流日报网", "河流日报", "水门开放"),
        ("水門が開く：河川新聞", "河川新聞 電子版", "水門が開く"),
        ("水门开放-河流日报", "河流日报", "水门开放"),
        ("水门-开放", "河流日报", "水门-开放"),
    ],
)
def test_names_without_spaces_around_them(title: str, site: str, expected: str) -> None:
    """Chinese and Japanese titles join the site without spaces."""
    assert expected == choose(None, [title], [], [], site)


def test_plain_letters_are_squeezed_as_any_others() -> None:
    """What is quick for ASCII gives what the long way gives."""
    text = "".join(map(chr, range(0x80)))
    assert squeeze(text + "é").removesuffix("é") == squeeze(text)


@pytest.mark.parametrize(
    ("markup", "titles", "expected"),
    [
        # What a class calls a kicker is none of the headline, whether the declared title has it.
        ('<span class="article__kicker">Rivers</span> Weir opens again', ["Weir opens again"],
         "Weir opens again"),
        ('<span class="overline">Rivers</span>Weir opens again', ["Rivers - Weir opens again"],
         "Weir opens again"),
        ('<div class="topic-label">Rivers</div> <span>Weir opens again</span>',
         ["Rivers: Weir opens again | Post"], "Weir opens again"),
        # A dash for machines parts the two as well.
        ('<span>Rivers</span><span aria-hidden="true"> – </span><span>Weir opens again</span>',
         ["Rivers – Weir opens again"], "Weir opens again"),
        # So does the day in small letters behind it.
        ("Weir opens again<br><small>7 May 2024</small>", ["Dunmore Post"], "Weir opens again"),
        # What is left must be a headline, and one that is confirmed.
        ('<span class="label">Weir opens</span> again', ["Weir opens again"], "Weir opens again"),
        ('<span class="kicker">Rivers:</span> Weir opens again', ["Eels are dear this year"],
         "Rivers: Weir opens again"),
        # A line break is a space; a dash behind what was cut goes too.
        ("<span>Weir opens:</span><br><span>Eels are dear</span>",
         ["Weir opens: Eels are dear - Post"], "Weir opens: Eels are dear"),
        ("<span>Rivers</span> <span>-</span> <span>The weir opens again</span>",
         ["The weir opens again"], "The weir opens again"),
    ],
)  # fmt: skip
def test_kickers_within_a_heading(markup: str, titles: list[str], expected: str) -> None:
    """A heading is known by its pieces."""
    assert expected == choose(None, titles, [heading(markup)], [], "Post")


def test_old_weblogs_and_lists_of_messages() -> None:
    """Their title tags have parts of their own."""
    found = choose(None, ["Dun Post » Blog Archive » Weir opens again"], [], [], None)
    assert "Weir opens again" == found
    assert "Weir opens again" == without_day("23.01.2022 - Weir opens again")
    assert "23.01.2022" == without_day("23.01.2022")


def test_a_title_of_thousands_of_pieces_ends_soon() -> None:
    """Only at the first of them the headline may end."""
    start = time.thread_time()
    assert choose(None, ["a - b | c : " * 40_000], [], [], None)
    assert time.thread_time() - start < 5


@pytest.mark.parametrize(
    ("title", "host", "expected"),
    [
        ("Weir on the Dun is open - The Mirror", "www.mirror.co.uk", "Weir on the Dun is open"),
        ("Weir on the Dun is open — River Post", "post.example.org", "Weir on the Dun is open"),
        ("Weir on the Dun is open :: Daily Dun", "dailydun.co.za", "Weir on the Dun is open"),
        ("Weir on the Dun is open │ Dun Times", None, "Weir on the Dun is open"),
        ("Weir on the Dun is open | Europe | Dun", None, "Weir on the Dun is open"),
        # What is shown at the link to the front page.
        ("Weir on the Dun is open - The Gazette", "x.example", "Weir on the Dun is open"),
        # Nothing says that these are sites.
        ("Weir is open - A day in Dunmore", "paper.example", "Weir is open - A day in Dunmore"),
        ("Weir is open - a mirror image of Dunmore's", "mirror.example", None),
    ],
)
def test_sites_by_host_and_front_page(title: str, host: str | None, expected: str | None) -> None:
    """A site that is not named is known by its host, or by what links to its front page."""
    found = choose(None, [title], [], [], None, host=host, homes=lambda: ["The Gazette: home"])
    assert (expected or title) == found

"""Lines that lead away from an article."""

import time

import pytest

from searcher.readers.lines.related import is_promotion, is_related, labelled, opens_related


@pytest.mark.parametrize(
    "line",
    [
        "Read more: The mill is for sale",
        "RELATED: Eleven boats on the mud",
        "Also on paper.example | The ford is dry",
        "Lesen Sie auch: Das Wehr ist offen",
        "Mehr zum Thema: Boote im Schlamm",
        "À lire aussi : Le barrage ouvert",
        "LE PUEDE INTERESAR: La presa abierta",
        "Czytaj także: Jaz otwarty",
        "Читайте также: Плотина открыта",
        "You may also like...",
        "Das könnte Sie auch interessieren",
        "Contenido relacionado",
        "Olvassa el ezt is: Kinyílt a zsilip",
        "Citește și: Stăvilarul e deschis",
        "Διαβάστε επίσης: Άνοιξε ο φράχτης",
        "Читайте ще: Греблю відкрито",
        "Čítajte tiež: Hať je otvorená",
        "Xem thêm: Đập đã mở",
        "اقرأ أيضا: فتح السد",
        "קראו גם: הסכר נפתח",
        "【関連記事】",
        "함께 본 기사",
    ],
)
def test_related(line: str) -> None:
    """A label before another page's headline, or the heading of such links."""
    assert is_related(line)


@pytest.mark.parametrize(
    "line",
    [
        "The miller read more: he read all of it",
        "More boats lay on the mud",
        "Related problems were found at the ford.",
        "See the mill at noon",
        "Mehr Wasser floss: das Wehr war offen",
        "Related: " + "water " * 60,
        "Top of the weir",
        "",
    ],
)
def test_sentences_are_kept(line: str) -> None:
    """The same words in a sentence are text."""
    assert not is_related(line)


@pytest.mark.parametrize(
    "line",
    [
        "Reproduction interdite sans autorisation. © Le Barrage",
        "Wszelkie prawa zastrzeżone. © Jaz",
        "Все права защищены. © Плотина",
        "Minden jog fenntartva. © Zsilip",
        "Передрук заборонено.",
        "Preluarea textului este permisă numai cu citarea sursei.",
        "Rubriklistenbild: © Uwe Kranz",
    ],
)
def test_rights_and_credits(line: str) -> None:
    """At the end of a text, in many languages."""
    assert is_promotion(line)


def test_headings_of_related_pages() -> None:
    """Alone in their line; a label with a headline is no heading."""
    assert opens_related("More from The Paper")
    assert opens_related("Mehr zum Thema")
    assert not opens_related("Read more: The mill is for sale")


@pytest.mark.parametrize(
    ("line", "promotes"),
    [
        ("Follow The Paper on Twitter and Facebook.", True),
        ("Sign up for our daily newsletter.", True),
        ("Download the app for the latest stories", True),
        ("© The Paper 2024", True),
        ("Hier unseren Newsletter abonnieren!", True),
        ("Photo: Jane Roe", True),
        ("Tags: weir, mill", True),
        ("The boats follow the water on its way.", False),
        ("The miller signed for the boats.", False),
        ("He published it himself.", False),
        ("Sign up for our newsletter " + "now " * 80, False),
    ],
)
def test_promotion(line: str, promotes: bool) -> None:
    """What the house wants of its readers at the end of a text."""
    assert promotes == is_promotion(line)


def test_hostile_lines_end_soon() -> None:
    """Each table is matched against short lines only."""
    start = time.thread_time()
    for line in ("follow " * 40, "sign " * 59, "." * 299, "read more " * 29, "a@" * 149):
        for ask in (is_related, opens_related, is_promotion):
            ask(line)
            ask(line * 10_000)
    assert time.thread_time() - start < 2


def test_a_label_needs_no_colon_before_a_link() -> None:
    """What stands behind it may be another page's headline: who knows the page's links can tell."""
    assert "The mill is for sale" == labelled("READ ALSO The mill is for sale")
    assert "水門百年" == labelled("【関連記事】水門百年")
    assert labelled("Reading is for millers") is None
    assert labelled("The miller read more than others") is None

"""Which lines of a page are its controls?"""

import time

import pytest
from lxml import html

from searcher.readers.lines.controls import is_control, is_last_control
from searcher.readers.pages.body import article_lines

P1 = "The weir at Dunmore was opened on Monday, and the water fell by a hand's breadth."
P2 = "The miller counted eleven boats on the mud, and lent their owners a plank."


@pytest.mark.parametrize(
    "line",
    [
        "Loading the tides ...",
        "Please wait…",
        "Sponsored links",
        "ANZEIGE",
        "12 commentaires",
        "1 Kommentar",
        "Kommentieren",
        "Keine Kommentare",
        "Main Content",
        "Zum Inhalt springen",
        "본문 바로가기",
        "この記事をシェア",
        "Imprimir",
        "Размер шрифта:",
        "Schriftgröße",
        "Kommentare Drucken Teilen",
        "Share | Save | Print",
    ],
)
def test_controls(line: str) -> None:
    """Buttons, counts and notes are controls wherever they stand."""
    assert (True, True) == (is_control(line), is_last_control(line))


@pytest.mark.parametrize(
    ("line", "last"),
    [
        ("【纠错】", True),
        ("Report an error", True),
        ("Mis à jour le 03/05/2024 à 14h03", True),
        ("Zuletzt aktualisiert: 3.5.2024, 14:03 Uhr", True),
        ("-", True),
        ("】", True),
        ("=)", False),
        ("责任编辑：李静", True),
        ("（编辑：李静 审核：王伟）", True),
        ("Source URL: https://paper.example/weir", True),
        ("URL: see below for the address", False),
        ("Updated 3/5/2024: the weir is shut", False),
        ("12 commentaires ont été supprimés.", False),
        ("Loading the boats took a day", False),
        ("Werbung für Boote ist verboten", False),
        ("분실물은 물레방앗간에 있다", False),
        (P1, False),
    ],
)
def test_controls_at_the_end(line: str, last: bool) -> None:
    """Some are controls at the end of a text only; a sentence with their words is text."""
    assert (False, last) == (is_control(line), is_last_control(line))


def test_a_text_ends_before_its_controls() -> None:
    """A control goes wherever it stands, and the marks around it at the end."""
    tree = html.document_fromstring(f"<p>{P1}</p><p>{P2}</p>")
    lines = ["Main content", P1, "-", "3 Kommentare", P2, "-", "纠错"]
    assert [P1, "-", P2] == article_lines(lines, tree, ["Weir opens"])


def test_an_offer_ends_a_text() -> None:
    """Below a line that breaks the text off, as long as nothing is told there."""
    tree = html.document_fromstring(f"<p>{P1}</p><p>{P2}</p>")
    offer = ["Jetzt weiterlesen mit Fluss+", "- Monatlich kündbar", "Hier anmelden"]
    assert [P1, P2] == article_lines([P1, P2, *offer], tree, [])
    told = [P1, "Continue reading", f"{P2} {P1}"]
    assert told[::2] == article_lines(told, tree, [])
    assert [P1] == article_lines([P1, "Already a subscriber? Log in"], tree, [])


def test_hostile_lines_are_quick() -> None:
    """No line takes long."""
    start = time.thread_time()
    for line in ("loading " * 9, "updated " * 9 + "1" * 9, "1 " * 40, "- " * 40, "a" * 80):
        is_control(line)
        is_last_control(line)
    assert time.thread_time() - start < 0.5

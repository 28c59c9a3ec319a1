"""Bylines: who signed, and as what."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.article import fold
from searcher.normalise.authors import parse_authors


def names(*bylines: str, source: str | None = None) -> list[str]:
    return [author.name for author in parse_authors(bylines, source)]


def roles(*bylines: str, source: str | None = None) -> list[tuple[str, str]]:
    return [(author.name, author.role) for author in parse_authors(bylines, source)]


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("By Ann Lee and Bo Diaz", ["Ann Lee", "Bo Diaz"]),
        ("Ann Lee, Bo Diaz, and Cy Young", ["Ann Lee", "Bo Diaz", "Cy Young"]),
        ("Ann Lee & Bo Diaz; Cy Young", ["Ann Lee", "Bo Diaz", "Cy Young"]),
        ("Von Jutta Maier und Uwe Kranz", ["Jutta Maier", "Uwe Kranz"]),
        ("Par Zoé Petit et Luc Martin", ["Zoé Petit", "Luc Martin"]),
        ("Por Ana Pérez y Luis García Díaz", ["Ana Pérez", "Luis García Díaz"]),
        ("Di Mario Bianchi e Carla Neri", ["Mario Bianchi", "Carla Neri"]),
        ("Door Jan de Boer en Piet van den Dam", ["Jan de Boer", "Piet van den Dam"]),
        ("Af Lars Holm og Mette Dahl", ["Lars Holm", "Mette Dahl"]),
        ("Автор: Олег Быков и Нина Орлова", ["Олег Быков", "Нина Орлова"]),
        ("作者：张伟、李娜", ["张伟", "李娜"]),
        ("Author\u00a0\u00a0Ann Lee", ["Ann Lee"]),
        ("Written by Ann Lee", ["Ann Lee"]),
        ("Kommentar von Uwe Kranz", ["Uwe Kranz"]),
        ("Luis Ortega y Vega", ["Luis Ortega y Vega"]),
        ("Das Gespräch führte Uwe Kranz", ["Uwe Kranz"]),
        ("von unserem Redaktionsmitglied Uwe Kranz", ["Uwe Kranz"]),
        ("Weir-Online-Experte Uwe Kranz", ["Uwe Kranz"]),
        ("Words Ann Lee Photography Bo Diaz", ["Ann Lee"]),
        ("Ann Lee Ann Lee", ["Ann Lee"]),
        ("von Redaktion", []),
        ("zvg", []),
        ("Aus Dunmore berichtet Uwe Kranz", ["Uwe Kranz"]),
        ("de Ioana Pop", ["Ioana Pop"]),
        ("De Jong Ann", ["De Jong Ann"]),
        ("Piše: Ana Babić", ["Ana Babić"]),
        ("文・写真／林 健", ["林 健"]),
        ("[보신문 홍길동 기자]", ["홍길동"]),
        ("보령=홍길동 기자 gd@paper.example", ["홍길동"]),
        ("Von Jackson", ["Von Jackson"]),
        ("Ann Lee/Bo Diaz", ["Ann Lee", "Bo Diaz"]),
        ("Ann Lee (with Bo Diaz)", ["Ann Lee", "Bo Diaz"]),
        ("Contributed by: Ann Lee", ["Ann Lee"]),
        ("More by Ann Lee", ["Ann Lee"]),
        ("كتب: محمد علي", ["محمد علي"]),
        ("نوشته علی رضایی", ["علی رضایی"]),
        ("著者：山田太郎", ["山田太郎"]),
        ("记者 王小明", ["王小明"]),
        ("홍길동 기자", ["홍길동"]),
        ("Ann Lee View all posts", ["Ann Lee"]),
        ("Follow Ann Lee", ["Ann Lee"]),
        ("Eine Analyse von Uwe Kranz", ["Uwe Kranz"]),
        ("Protokoll: Uwe Kranz", ["Uwe Kranz"]),
        ("Беседовала Нина Орлова", ["Нина Орлова"]),
        ("Szerző: Kovács Anna", ["Kovács Anna"]),
        ("Publié par Anne Lebrun", ["Anne Lebrun"]),
        ("Blog Beitrag von Uwe Kranz", ["Uwe Kranz"]),
        ("Redakteurin: Jutta Maier", ["Jutta Maier"]),
        ("Articolo di Anna Rossi", ["Anna Rossi"]),
        ("取材・文=森 あかり", ["森 あかり"]),
        ("Nivîskar: Dilan Kaya", ["Dilan Kaya"]),
        ("Rozmawiała Anna Kowalska", ["Anna Kowalska"]),
        ("Viết bởi Lê Minh Hà", ["Lê Minh Hà"]),
        ("Oleh: Siti Rahma", ["Siti Rahma"]),
        ("Oleh Bondar", ["Oleh Bondar"]),
        ("Γράφει η Μαρία Λύρα", ["Μαρία Λύρα"]),
        ("Yazar Nur Alkan -", ["Nur Alkan"]),
        ("Source Reuters ( )", ["Reuters"]),
        ("Napsal Jan Vrba dne 14. srpna 2011", ["Jan Vrba"]),
        ("文：森 あかり 写真：林 健", ["森 あかり"]),
        ("Presented by River Insurance", []),
        ("Sponsored Content", []),
        ("adminriver", []),
        ("oprac. Anna Kowalska", ["Anna Kowalska"]),
        ("מאת: דנה כהן", ["דנה כהן"]),
        ("Penulis: Siti Rahma | Editor: Budi Santoso", ["Siti Rahma"]),
        ("Texto de Ana Pérez", ["Ana Pérez"]),
        # Who took the pictures; the house that somebody is of.
        ("Ann Lee (text) and Bo Diaz (photos)", ["Ann Lee"]),
        ("Von Jutta Maier (Text) und Uwe Kranz (Fotos)", ["Jutta Maier"]),
        ("By Ann Lee of The River Post", ["Ann Lee"]),
        ("By Ann Lee The River Post Staff Writer", ["Ann Lee"]),
        ("ANN LEE River Post staff", ["Ann Lee"]),
        ("Нина Орлова, специальный корреспондент", ["Нина Орлова"]),
        ("Ann Lee writes about rivers", ["Ann Lee"]),
        ("By Staff Reports", []),
        ("By A Staff Reporter", []),
        ("Haber Merkezi", []),
    ],
)
def test_leads_and_conjunctions(byline: str, expected: list[str]) -> None:
    """What introduces and joins names in several languages is no part of them."""
    assert expected == names(byline)


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("Ann Lee\nBo Diaz", ["Ann Lee", "Bo Diaz"]),
        ("Ann Lee\r\n\r\nBo Diaz\r\nReuters", ["Ann Lee", "Bo Diaz", "Reuters"]),
        ("By\nAnn Lee", ["Ann Lee"]),
        ("Ann\nLee", ["Ann Lee"]),
        ("Ann Lee\nStaff Writer\nJan 30, 2026", ["Ann Lee"]),
        ("Ann Lee\nAnn Lee is a reporter.\nShe lives in Leeds.", ["Ann Lee"]),
        ("\n \n", []),
    ],
)
def test_names_stand_on_lines_of_their_own(byline: str, expected: list[str]) -> None:
    """As markup leaves them; a name of which only one word fills a line goes on."""
    assert expected == names(byline)


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("Lee, Ann", ["Ann Lee"]),
        ("Boer, Jan de", ["Jan de Boer"]),
        ("Lee, Ann; Diaz, Bo", ["Ann Lee", "Bo Diaz"]),
        ("Lee, Ann and Diaz, Bo", ["Ann Lee", "Bo Diaz"]),
        ("Ann Lee, Bo Diaz", ["Ann Lee", "Bo Diaz"]),
        ("Lee, Reuters", ["Lee", "Reuters"]),
        ("De la Vega Ruiz-Mauro, Ana María", ["Ana María De la Vega Ruiz-Mauro"]),
        ("Del Río Sanz, Luis", ["Luis Del Río Sanz"]),
        ("Van Dam, Piet; De Boer, Jan", ["Piet Van Dam", "Jan De Boer"]),
        ("Van Morris, Bo Diaz", ["Van Morris", "Bo Diaz"]),
    ],
)
def test_a_comma_inverts_or_separates(byline: str, expected: list[str]) -> None:
    """A lone surname before one comma is inverted, everything else is a list."""
    assert expected == names(byline)


@pytest.mark.parametrize(
    "byline",
    [
        "Ann Lee - January 10, 2020 12 minutes - 900 words",
        "By Ann LeeAssistant Metro EditorFollow June 26, 2023 5 AM PT",
        "Veröffentlicht am 8. Februar 2022 von Ann Lee",
        "Ann Lee, 01.12.2021",
        "Ann Lee Jul 3, 2019, 4:22am EDT",
        "Published 3 May 2020 by Ann Lee",
        "Posted by Ann Lee on March 3, 2020",
        "Ann Lee • 5 min read",
        "Ann Lee | Publicado hace 2 horas",
        "Ann Lee Lesezeit: 4 Min.",
        "by Ann Lee22 Dec 2016651",
        "Ann Lee@annlee",
        "Ann Lee (https://example.org/ann)",
        "ann@example.org (Ann Lee)",
        "Ann Lee, Staff Writer",
        "Senior editor Ann Lee",
        "Ann Lee, ContributorCo-founder and editor, 'The Weekly'",
        "Ann Lee, On assignment for Daybreak",
        "Ann Lee, PhD",
        "Ann Lee in New York",
        "By Ann Lee For The Evening Star",
        "Ann Lee with reporting by Bo Diaz",
        "Written by Ann Lee Edited by Bo Diaz",
        "Text: Ann Lee; Fotos: Bo Diaz",
        "Ann Lee (she/her)",
        "Ann Lee is a reporter in Oslo",
    ],
)
def test_chrome_is_cut_away(byline: str) -> None:
    """Dates, reading times, roles, degrees, places, addresses and credits are no names."""
    assert ["Ann Lee"] == names(byline)


@pytest.mark.parametrize(
    "byline",
    [
        "admin",
        "Staff",
        "Guest Contributor",
        "By",
        "Author:",
        "Follow Author",
        "12345",
        "🎉",
        "https://example.org/ann",
        "ann@example.org",
        "Photo by Ann Lee/Example Images",
        "Foto: Ann Lee",
        "Medically reviewed by Ann Lee, MD",
        "Last Updated: January 7, 2025",
        "April 28, 2019 at 6:01 am Updated April 29, 2019 at 3:33 pm",
        "",
        "no name " * 500,
    ],
)
def test_nobody_signed(byline: str) -> None:
    """Placeholders, addresses, credits and stamps give no author."""
    assert [] == names(byline)


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("ANN O'LEARY", "Ann O'Leary"),
        ("Bo MCKAY", "Bo McKay"),
        ("VON UWE KRANZ", "Uwe Kranz"),
        ("MARÍA DE LA VEGA", "María de la Vega"),
        ("JEAN-LUC PETIT", "Jean-Luc Petit"),
        ("J.R. LEE", "J.R. Lee"),
        ("JK Lee", "JK Lee"),
        ("BO DIAZ III", "Bo Diaz III"),
        ("Bo Diaz, Jr.", "Bo Diaz Jr."),
        ("ann lee", "ann lee"),
        ("ABBA", "ABBA"),
    ],
)
def test_case_is_restored(byline: str, expected: str) -> None:
    """Capitals of a whole name or surname become usual case; initials and numerals stay."""
    assert [expected] == names(byline)


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("Ann Lee, AP", [("Ann Lee", "person"), ("Associated Press", "agency")]),
        ("Ann Lee (AFP)", [("Ann Lee", "person"), ("AFP", "agency")]),
        ("Ann Lee avec AFP", [("Ann Lee", "person"), ("AFP", "agency")]),
        (
            "Ann Lee of The Associated Press",
            [("Ann Lee", "person"), ("Associated Press", "agency")],
        ),
        ("By ANN LEE Associated Press", [("Ann Lee", "person"), ("Associated Press", "agency")]),
        ("dpa/AFP", [("dpa", "agency"), ("AFP", "agency")]),
        ("Reuters Staff", [("Reuters", "agency")]),
        ("AFP Deutschland", [("AFP Deutschland", "agency")]),
        ("Sid", [("Sid", "person")]),
        ("Ann Lee | Reuters", [("Ann Lee", "person")]),
        ("Ann Lee, CNN", [("Ann Lee", "person")]),
        ("Ann Lee, MDR SACHSEN", [("Ann Lee", "person"), ("MDR SACHSEN", "outlet")]),
        ("Source Daybreak", [("Daybreak", "outlet")]),
        ("The Evening Star", [("The Evening Star", "outlet")]),
        ("Daybreak", [("Daybreak", "person")]),
    ],
)
def test_roles(byline: str, expected: list[tuple[str, str]]) -> None:
    """Agencies by table and under one name; outlets by form and words; else a person."""
    assert expected == roles(byline)


def test_the_source_signs_where_nobody_does() -> None:
    """An unsigned article of a printed outlet is the outlet's."""
    assert [("Daybreak", "outlet")] == roles(source="Daybreak")
    assert [("Daybreak", "outlet")] == roles("admin", source="Daybreak")


def test_the_own_outlet_is_no_second_author() -> None:
    """Beside a person the site's own name is an affiliation, alone it is the author."""
    assert [("Ann Lee", "person")] == roles("Ann Lee, Daybreak", source="DAYBREAK")
    assert [("Daybreak", "outlet")] == roles("Daybreak", source="daybreak")


def test_the_desk_of_the_own_outlet_is_no_second_author() -> None:
    """`The Paper Berlin` beside a person is where she works; alone it signs."""
    assert ["Ann Lee"] == names("Ann Lee", "The Paper Berlin", source="The Paper")
    assert ["The Paper Berlin"] == names("The Paper Berlin", source="The Paper")
    assert ["Ann Lee", "The Papers"] == names("Ann Lee", "The Papers", source="The Paper")


@pytest.mark.parametrize("byline", ["Twitter", "{$site.name}", "wordpressadmin"])
def test_what_templates_leave_behind_is_nobody(byline: str) -> None:
    """Buttons, unfilled templates and accounts of the system."""
    assert [] == names(byline)


def test_a_web_address_does_not_sign() -> None:
    """A source that is an address is no author."""
    assert [] == roles(source="https://example.org")


def test_one_key_stands_once() -> None:
    """The first printed form of a name stays."""
    assert ["José Vega"] == names("José Vega", "Jose VEGA")


@given(st.lists(st.text(max_size=80), max_size=4), st.none() | st.text(max_size=30))
def test_any_byline_is_harmless(bylines: list[str], source: str | None) -> None:
    """Keys are folded names, without repeats, whatever comes in."""
    authors = parse_authors(tuple(bylines), source)
    assert [fold(a.name) for a in authors] == [a.key for a in authors]
    assert len({a.key for a in authors}) == len(authors)
    assert all(a.key for a in authors)


PIECES = """
By von and y , ; / | ( ) - Reuters AP Staff Editor Ann Lee O'NEIL de Jr. III PhD 3_May_2020 12:30
@ann Photo_by in_Oslo for_The_Star Updated with Source 5_min Contributor a@b.de “ The
"""
CHROME = st.sampled_from(PIECES.split()).map(lambda piece: piece.replace("_", " "))


@given(st.lists(CHROME, max_size=14).map(" ".join))
def test_any_arrangement_of_chrome_is_harmless(byline: str) -> None:
    """The grammar's own words in any order give short names without chrome signs."""
    for author in parse_authors((byline,), None):
        assert author.name == author.name.strip(" ,;|()“")
        assert len(author.name.split()) <= 8


@pytest.mark.corpora
def test_collected_bylines(shared_data: Path) -> None:
    """Of 74 bylines from news pages and data sets all give exactly the right names."""
    lines = (shared_data / "extraction" / "bylines.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    wrong = [
        byline
        for byline, expected, _ in rows
        if names(byline) != [name for name in expected.split("|") if name]
    ]
    assert len(rows) >= 74
    assert wrong == []


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("View all posts by Ada Weir →", ["Ada Weir"]),
        ("Source (Ada Weir)", ["Ada Weir"]),
        ("Source ( By )", ["By"]),
        ("Source (Tide) Radio", ["Tide Radio"]),
        ("Zeige alle Beiträge von Ada Weir", ["Ada Weir"]),
        ("vom Redaktionsteam Dunmore", ["Redaktionsteam Dunmore"]),
        ("Name", []),
    ],
)
def test_archives_and_forms(byline: str, expected: list[str]) -> None:
    """A link to an author's archive names her; a comment form's label names nobody."""
    assert expected == [author.name for author in parse_authors((byline,), None)]


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("Ada Weir, Berlin", ["Ada Weir"]),
        ("Ada Weir, Bo Diaz, New York", ["Ada Weir", "Bo Diaz"]),
        ("Berlin", ["Berlin"]),
        ("Correspondant à Dunmore, Elbonie", []),
        ("Ada Weir, Metro Editor, Reuters", ["Ada Weir", "Reuters"]),
        ("Ada Weir, OMNI-Expertin für Gezeiten, Wind", ["Ada Weir"]),
    ],
)
def test_where_from_and_of_what(byline: str, expected: list[str]) -> None:
    """A city behind a name, and one word behind a role, are nobody."""
    assert expected == names(byline)


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("Von Ada Staff am 16.11.2022", ["Ada Staff"]),
        ("Dunmore Herald Staff", ["Dunmore Herald"]),
        ("By Court Reporter", []),
        ("Ada Weir editor", ["Ada Weir"]),
        ("TideVoice Staff", ["TideVoice"]),
    ],
)
def test_a_role_may_be_a_surname(byline: str, expected: list[str]) -> None:
    """A first name and a role are a name; behind more words, or an outlet's, it is a role."""
    assert expected == names(byline)


@pytest.mark.parametrize(
    "byline",
    [
        "Ada Weir Le 05/02/2020",
        "Ada Weir | lundi 9 décembre 2019",
        "Ada Weir, Fri Nov 3 2023 - 07:33",
        "Ada Weir Sende uns eine E-Mail 31. Oktober 2023",
        "Ada Weir Send an email",
        "About the Author - Ada Weir",
        "Tides are not patient. Zeige alle Beiträge von Ada Weir",
        "Rezept von Ada Weir",
        "By Ada WeirCNNBusiness",
        "Von Ada Weir Samstag, 4. Mai 2019",
    ],
)
def test_more_chrome_is_cut(byline: str) -> None:
    """Weekdays and articles before dates, buttons, lives, glued outlets."""
    assert ["Ada Weir"] == names(byline)


def test_an_agency_of_three_words_ends_a_byline() -> None:
    """Without a comma before it."""
    expected = ["Ada Weir", "Bo Diaz", "Associated Press"]
    assert expected == names("By ADA WEIR and BO DIAZ The Associated Press")


def test_a_name_with_a_dot_in_it_has_a_lead() -> None:
    """`Von` before one plain word is a first name."""
    assert ["Ada.Weir"] == names("Von Ada.Weir Samstag, 04.05.2019")


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("Ann Lee Senior Moscow Correspondent", ["Ann Lee"]),
        ("Ann Lee, Senior Moscow Correspondent, and Bo Diaz", ["Ann Lee", "Bo Diaz"]),
        ("Ann Lee Moscow Correspondent", ["Ann Lee"]),
        ("Ann Lee Health Policy Reporter", ["Ann Lee"]),
        ("Ann Lee Metro Editor", ["Ann Lee"]),
        ("Ann Lee, Transport Correspondent", ["Ann Lee"]),
        ("Ann Lee, South Asia Correspondent, and Bo Diaz", ["Ann Lee", "Bo Diaz"]),
        ("Ann Lee South Asia Correspondent", ["Ann Lee"]),
        ("Ann Lee, New York Correspondent", ["Ann Lee"]),
        ("Ann Lee, Moscow Bureau Chief", ["Ann Lee"]),
        ("Europe Editor Ann Lee", ["Ann Lee"]),
        ("Ann Lee, Rugby Union Correspondent", ["Ann Lee"]),
        ("Ann Lee, Politics and Policy Editor and Bo Diaz", ["Ann Lee", "Bo Diaz"]),
        ("Ann Lee, Professor of History", ["Ann Lee"]),
        ("Ann Lee Research Fellow", ["Ann Lee"]),
        ("Ann Lee Editor-in-Chief", ["Ann Lee"]),
        ("Ann Lee, For MailOnline", ["Ann Lee"]),
        ("Jimmy Wales Reporter", ["Jimmy Wales"]),
        ("Bo Home, Tom Scotland", ["Bo Home", "Tom Scotland"]),
        ("Ann LeeSenior News Editor", ["Ann Lee"]),
        ("Senior Health Policy Reporter Ann Lee", ["Ann Lee"]),
        ("Ann Lee Senior Fellow at the Dunmore Institute", ["Ann Lee"]),
        ("Professor Ann Lee", ["Ann Lee"]),
        ("Ann Lee is Professor of Law at Dunmore", ["Ann Lee"]),
        ("ZOÉ PETIT, LUC MARTIN Envoyés spéciaux à Lille", ["Zoé Petit", "Luc Martin"]),
        ("Carla Neri, inviata a Roma", ["Carla Neri"]),
        ("Von unserer Korrespondentin Jutta Maier, Paris", ["Jutta Maier"]),
        ("De notre correspondant à Rome, Luc Martin", ["Luc Martin"]),
        ("Van onze redacteur Jan de Boer", ["Jan de Boer"]),
        ("Our Foreign Staff", []),
    ],
)
def test_roles_and_what_they_are_for(byline: str, expected: list[str]) -> None:
    """A role may say of what and where, before a name and behind it."""
    assert expected == names(byline)


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        (
            "ANN LEE Associated Press Writer",
            [("Ann Lee", "person"), ("Associated Press", "agency")],
        ),
        ("Ann Lee, AP Auto Writer", [("Ann Lee", "person"), ("Associated Press", "agency")]),
        ("Ann Lee BBC News", [("Ann Lee", "person")]),
        ("Ann Lee Sky News reporter", [("Ann Lee", "person")]),
        ("BBC correspondent Ann Lee", [("Ann Lee", "person")]),
        ("CNN's Ann Lee", [("Ann Lee", "person")]),
        ("Ann Lee and Bo Diaz Times Staff Writers", [("Ann Lee", "person"), ("Bo Diaz", "person")]),
        ("Ann Lee Washington Post Staff Writer", [("Ann Lee", "person")]),
        ("ANN LEE OF THE STAR STAFF", [("Ann Lee", "person")]),
        ("Ann Forbes", [("Ann Forbes", "person")]),
        ("Guardian staff and agencies", [("Guardian staff", "outlet")]),
        ("Telegraph Reporters", [("Telegraph Reporters", "outlet")]),
        ("Wydawca Dunmore Sp. z o.o.", [("Wydawca Dunmore Sp. z o.o.", "outlet")]),
        ("Bundesverband Gezeiten e.V.", [("Bundesverband Gezeiten e.V.", "outlet")]),
        ("dpa/lnw", [("dpa", "agency")]),
        ("EFE / Madrid", [("Agencia EFE", "agency")]),
        ("رويترز", [("Reuters", "agency")]),
        ("法新社", [("AFP", "agency")]),
        ("Por Ana Pérez, da Gazeta", [("Ana Pérez", "person")]),
    ],
)
def test_persons_and_whom_they_work_for(byline: str, expected: list[tuple[str, str]]) -> None:
    """An agency is named beside its writer; an outlet is not, nor is it part of a name."""
    assert expected == roles(byline)


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("ANN LEE Madrid", ["Ann Lee"]),
        ("Ann Lee / Madrid", ["Ann Lee"]),
        ("Ann Lee | Palma de Mallorca | 08/01/2024", ["Ann Lee"]),
        ("القاهرة - محمد علي", ["محمد علي"]),
        ("Redacción Madrid", []),
        ("Submitted", []),
        ("Account You're logged in as", []),
        ("pagemaker version 1.111", []),
        ("v1.11.1", []),
        ("ftp://ftp.example.org/weir/", []),
        ("Source: <https://example.org/weir>", []),
        ('<a href="/people/ann-lee">Ann Lee</a>', ["Ann Lee"]),
        ("Ann Lee <ann@example.org>", ["Ann Lee"]),
        ("Ann Lee 2d", ["Ann Lee"]),
        ("Story and photos by Ann Lee", ["Ann Lee"]),
        ("Ann Lee; photos Bo Diaz", ["Ann Lee"]),
        ("Фото: Олег Быков", []),
        ("Reporting by Ann Lee; editing by Bo Diaz", ["Ann Lee"]),
        ("Opinion: Ann Lee", ["Ann Lee"]),
        ("A guest post by Ann Lee", ["Ann Lee"]),
        ("Uwe Kranz im Gespräch mit Jutta Maier", ["Uwe Kranz", "Jutta Maier"]),
        ("东海社记者张伟、李娜", ["张伟", "李娜"]),
        ("（記者張偉／台北報導）", ["張偉"]),
        ("责任编辑：张伟", []),
        ("글 홍길동 · 사진 김철수", ["홍길동"]),
        ("خبرنگار: علی رضایی", ["علی رضایی"]),
        ("J.R.", ["J.R."]),
        ("By ANN LEE; BO DIAZ contributed reporting.", ["Ann Lee", "Bo Diaz"]),
        ("Ann Lee, and Bo Diaz contributed additional research", ["Ann Lee", "Bo Diaz"]),
    ],
)
def test_places_credits_and_chrome(byline: str, expected: list[str]) -> None:
    """Neither a place nor a credit, a menu or a program signs an article."""
    assert expected == names(byline)

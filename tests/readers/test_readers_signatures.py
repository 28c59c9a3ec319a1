"""Lines below a title that say who wrote it, in thirty languages; and lines that do not."""

from collections.abc import Callable

import pytest

from searcher.article import RawArticle
from searcher.readers import html, text
from searcher.readers.lines.labels import labels, signs

pytest_plugins = ("reader_fixtures",)

ReadOne = Callable[..., RawArticle]


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Von Uwe Kranz und Ada Weir, dpa", "Uwe Kranz und Ada Weir, dpa"),
        ("Par Zoé Petit avec AFP", "Zoé Petit avec AFP"),
        ("Door Jan Jansen en Piet de Vries", "Jan Jansen en Piet de Vries"),
        ("Af Lars Holm og Mette Dahl", "Lars Holm og Mette Dahl"),
        ("de Ion Popescu", "Ion Popescu"),
        ("Teksti: Matti Virtanen", "Matti Virtanen"),
        ("Szerző: Nagy János", "Nagy János"),
        ("Γράφει ο Γιώργος Παππάς", "Γιώργος Παππάς"),
        ("Haber: Ahmet Yılmaz", "Ahmet Yılmaz"),
        ("Авторка: Олена Шевченко", "Олена Шевченко"),
        ("كتب: محمد أحمد", "محمد أحمد"),
        ("بقلم محمد أحمد", "محمد أحمد"),
        ("نووسینی: ئاراس ئەحمەد", "ئاراس ئەحمەد"),
        ("לכותב: לא", None),
        ("מאת ישראל ישראלי", "ישראל ישראלי"),
        ("लेखक: राहुल शर्मा", "राहुल शर्मा"),
        ("নিজস্ব প্রতিবেদক, ঢাকা", "নিজস্ব প্রতিবেদক, ঢাকা"),
        ("Penulis: Budi Santoso", "Budi Santoso"),
        ("Oleh Budi Santoso", "Budi Santoso"),
        ("Oleh Petrenko, AFP", None),
        ("Oleh Ivanovych Petrenko", None),
        ("DE BLASIO WINS AGAIN", None),
        ("DE IT EN", None),
        ("Tác giả: Nguyễn Văn An", "Nguyễn Văn An"),
        ("โดย สมชาย ใจดี", "สมชาย ใจดี"),
        ("文：山田太郎", "山田太郎"),
        ("記者王小明／台北報導", "記者王小明／台北報導"),
        ("김철수·이영희 기자", "김철수·이영희 기자"),
        ("[서울=뉴스] 김철수 기자 =", "[서울=뉴스] 김철수 기자 ="),
        ("Redacción", "Redacción"),
        ("Tim Redaksi", "Tim Redaksi"),
        # What is none.
        ("De Kooning Retrospective Opens", None),
        ("Oleh Bondar", None),
        ("de toda la vida", None),
        ("por la mañana", None),
        ("Avenue Road Closed", None),
        ("Tekst: jak czytać umowy z bankiem", None),
        ("โดยเจ้าหน้าที่ดับเพลิงสูบน้ำออกจากห้องใต้ดิน", None),
        ("기자 회견 열려", None),
        ("記者会見で市長が謝罪した", None),
        ("Redaktion zieht um", None),
        ("كتب الأطفال في معرض القاهرة الدولي الكبير للكتاب", None),
    ],
)
def test_who_wrote_it(line: str, value: str | None) -> None:
    """A word of the tables and a name, or a form that only reporters have."""
    said = [(label.kind, label.value) for label in labels(line)]
    assert ([("author", value)] if value else []) == [one for one in said if one[0] == "author"]


@pytest.mark.parametrize("line", ["Jan Novák, ČTK", "राहुल शर्मा", "สมชาย ใจดี", "محمد أحمد"])
def test_a_name_above_a_day_signs(line: str) -> None:
    """Where letters have no case, and before the code of an agency."""
    assert signs(line, "3. 3. 2024")


TEXTS = {
    "bn": ("বন্যায় রাস্তা বন্ধ", "নিজস্ব প্রতিবেদক, ঢাকা", "প্রকাশ: ০৩ মার্চ ২০২৪, ১৪:০৫"),
    "th": ("เมืองปิดถนนสามสาย", "โดย สมชาย ใจดี", "3 มี.ค. 2567 14:05 น."),
    "fa": ("شهرداری سه خیابان را بست", "نویسنده: علی رضایی", "یکشنبه ۱۳ اسفند ۱۴۰۲"),
    "nl": ("Stad sluit drie straten", "Door Jan Jansen en Piet de Vries", "zondag 3 maart 2024"),
    "it": ("La città chiude tre strade", "di Mario Rossi", "3 Marzo 2024 alle 14:05"),
    "hu": ("A város három utcát zárt le", "Szerző: Nagy János", "2024. 03. 03. 14:05"),
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_head_is_no_text(read_one: ReadOne, language: str) -> None:
    """Whichever of the two lines stands first, and in small letters."""
    title, byline, day = TEXTS[language]
    for head in (f"{byline}\n{day}", f"{day}\n{byline}"):
        found = read_one(text, f"{title}\n{head}\nIt opened.\n".encode())
        assert (title, "It opened.") == (found.title, found.body)
        assert len(found.authors) == len(found.dates) == 1


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Von Uwe Kranz und Ada Weir, dpa", ("Von Uwe Kranz und Ada Weir, dpa",)),
        ("Par Zoé Petit avec AFP", ("Par Zoé Petit avec AFP",)),
        ("Авторка: Олена Шевченко", ("Авторка: Олена Шевченко",)),
        ("โดย สมชาย ใจดี", ("โดย สมชาย ใจดี",)),
        ("মেয়র পরিস্থিতিকে গুরুতর বলেছেন", ()),
    ],
)
def test_pages_show_it_without_a_class(
    read_one: ReadOne, line: str, authors: tuple[str, ...]
) -> None:
    """A line of its own is a byline by its words alone."""
    body = "<p>The weir at Dunmore was opened on Monday, and the water fell before noon.</p>" * 4
    page = f"<html><body><h1>Weir opens</h1><div><span>{line}</span></div>{body}</body></html>"
    assert authors == read_one(html, page.encode()).authors


def test_a_reporter_beside_another_author_stays_in_the_text(read_one: ReadOne) -> None:
    """Pages of the far East declare who edited; who reported stands above the text alone."""
    told = "<p>益水之阳，是名益阳。这个洞庭湖区的城市，今天继续书写传奇。</p>"
    head = '<head><meta name="author" content="李华"></head>'
    page = (
        f"<html>{head}<body><h1>益阳的数字生活</h1><p>河刊记者 王小明</p>{told * 4}</body></html>"
    )
    found = read_one(html, page.encode())
    assert (("李华",), True) == (found.authors, (found.body or "").startswith("河刊记者 王小明"))

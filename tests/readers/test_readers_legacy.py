"""Which encoding has a page that declares none, or one that cannot be?"""

import time
from collections.abc import Callable

import pytest

from searcher.article import RawArticle
from searcher.readers import html
from searcher.readers.legacy import guessed

pytest_plugins = ("reader_fixtures",)

ReadOne = Callable[..., RawArticle]

TEXTS = {
    "ru": "Плотину в Дунморе открыли в понедельник, и вода упала на ладонь. Мельник насчитал"
    " на илу одиннадцать лодок и одолжил их хозяевам доску.",
    "el": "Ο φράχτης του ποταμού άνοιξε τη Δευτέρα και το νερό έπεσε κατά μία παλάμη. Ο μυλωνάς"
    " μέτρησε έντεκα βάρκες στη λάσπη.",
    "he": "הסכר נפתח ביום שני והמים ירדו בכף יד אחת. הטוחן ספר אחת עשרה סירות בבוץ והשאיל"
    " לבעליהן קרש.",
    "ar": "فتح السد يوم الاثنين وانخفض الماء مقدار كف. وعد الطحان أحد عشر قاربا في الطين وأعار"
    " أصحابها لوحا من الخشب.",
    "ja": "月曜日に堰が開かれ、水は手のひらほど下がった。粉屋は泥の上に十一そうの舟を数え、"
    "持ち主に板を貸した。",
    "ko": "월요일에 보가 열리자 물이 한 뼘 내려갔다. 방앗간 주인은 진흙 위의 배 열한 척을 세고"
    " 주인들에게 널빤지를 빌려주었다.",
    "zh": "星期一水闸打开，水位下降了一个手掌。磨坊主在泥里数到十一条船，并把一块木板借给了"
    "船主。到了晚上水闸又关上了，没有人淹死。",
    "zh-TW": "星期一水閘打開，水位下降了一個手掌。磨坊主人在泥裡數到十一條船，並把一塊木板借給"
    "了船主。到了晚上水閘又關上了，沒有人淹死。",
    "th": "ประตูน้ำเปิดเมื่อวันจันทร์และน้ำลดลงหนึ่งฝ่ามือ คนโม่แป้งนับเรือในโคลนได้สิบเอ็ดลำ",
    "pl": "Jaz otwarto w poniedziałek, a woda opadła o szerokość dłoni. Młynarz naliczył na błocie"
    " jedenaście łodzi i pożyczył właścicielom deskę.",
    "cs": "Jez byl v pondělí otevřen a voda klesla o šířku dlaně. Mlynář napočítal v bahně"
    " jedenáct lodí a půjčil jejich majitelům prkno.",
    "hu": "A zsilipet hétfőn kinyitották, és a víz egy tenyérnyit süllyedt. A molnár tizenegy"
    " csónakot számolt az iszapon, és pallót adott kölcsön a gazdáiknak. Estére senki sem fulladt"
    " a gázlóba, és a zsilip bezárult.",
    "tr": "Bent pazartesi günü açıldı ve su bir karış alçaldı. Değirmenci çamurda on bir kayık"
    " saydı ve sahiplerine bir kalas ödünç verdi.",
    "lt": "Užtvanka buvo atidaryta pirmadienį, ir vanduo nusileido per plaštaką. Malūnininkas"
    " suskaičiavo vienuolika valčių dumble ir paskolino lentą.",
    "de": "Das Wehr wurde am Montag geöffnet, und das Wasser fiel um eine Handbreit. Der Müller"
    " zählte elf Kähne im Schlick und lieh den Leuten eine Bohle. Später schloß es für länger.",
}


def paged(language: str, declared: str | None) -> str:
    """Give a page of a text that may declare an encoding."""
    meta = f"<meta charset='{declared}'>" if declared else ""
    text = TEXTS[language]
    return (
        f"<html lang='{language}'><head>{meta}<title>Weir</title></head>"
        f"<body><article><h1>Weir</h1><p>{text}</p></article></body></html>"
    )


@pytest.mark.parametrize("declared", [None, "utf-8", "iso-8859-1", "no-such-thing"])
@pytest.mark.parametrize(
    ("language", "codec"),
    [
        ("ru", "cp1251"),
        ("ru", "koi8-r"),
        ("ru", "cp866"),
        ("ru", "iso8859-5"),
        ("el", "cp1253"),
        ("he", "cp1255"),
        ("ar", "cp1256"),
        ("ja", "cp932"),
        ("ja", "euc_jp"),
        ("ko", "cp949"),
        ("zh", "gb18030"),
        ("zh-TW", "big5"),
        ("th", "cp874"),
        ("pl", "cp1250"),
        ("pl", "iso8859-2"),
        ("cs", "cp1250"),
        ("cs", "iso8859-2"),
        ("hu", "cp1250"),
        ("tr", "cp1254"),
        ("lt", "cp1257"),
        ("de", "cp1252"),
    ],
)
def test_a_page_is_read_as_it_was_written(
    read_one: ReadOne, language: str, codec: str, declared: str | None
) -> None:
    """Whatever it declares, or nothing."""
    data = paged(language, declared).encode(codec, "xmlcharrefreplace")
    assert TEXTS[language] == read_one(html, data).body


@pytest.mark.parametrize("language", ["ru", "ja", "zh"])
def test_a_broken_byte_breaks_no_page(read_one: ReadOne, language: str) -> None:
    """Neither where it should be UTF-8 nor where it is not."""
    for codec in {"ru": ("utf-8", "cp1251"), "ja": ("utf-8", "cp932")}.get(language, ("utf-8",)):
        data = paged(language, codec).encode(codec).replace(b"<p>", b"\xff<p>", 1)
        assert TEXTS[language] in (read_one(html, data).body or "")


def test_few_letters_tell_nothing() -> None:
    """Nor do runs of ornaments and spaces."""
    assert guessed("café olé".encode("cp1252")) is None
    assert guessed(b"<p>" + b"\xa0" * 90 + "naïve café".encode("cp1252")) is None


def test_guessing_is_linear() -> None:
    """No page makes the guess take long."""
    start = time.thread_time()
    high = b"\xe4" * 50
    for data in (b"\xff" * 200_000, b"<html " * 40_000 + high, b'og:locale"' * 20_000 + high):
        guessed(data)
    assert time.thread_time() - start < 2


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        ("koi8-u", "Міська рада вирішила у вівторок відремонтувати старий міст до зими."),
        ("cp874", "สภาเมืองตัดสินใจเมื่อวันอังคารว่าจะซ่อมสะพานเก่าก่อนฤดูหนาว"),
        ("euc_jp", "首相は会見で経済対策の実施を表明し、予算案を国会へ提出する方針を示した。"),
    ],
)
def test_what_is_read_as_letters_is_no_chinese(codec: str, text: str) -> None:
    """Taken in pairs, the bytes of many letters are frequent Chinese characters too."""
    assert codec == guessed(text.encode(codec))

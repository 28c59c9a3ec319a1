"""Which lines amid a text ask something of its readers?"""

import time

import pytest

from searcher.readers.lines.appeals import is_appeal


@pytest.mark.parametrize(
    "line",
    [
        "Sign up for The Weir's morning newsletter and never miss a boat.",
        "Subscribe now to our weekly edition for the whole tale.",
        "Get the day's eels in your inbox, every morning at six.",
        "The Weir is read by all because readers like you chip in.",
        "Support our independent journalism with a small gift.",
        "This article contains affiliate links, for which we are paid.",
        "If you buy a plank here, we may earn a small commission.",
        "Jetzt unseren Newsletter vom Wehr kostenlos abonnieren!",
        "Inscrivez-vous à la newsletter du Barrage",
        "¿Quieres saber más? Apúntate a nuestro boletín",
        "Inscreva-se no nosso canal do WhatsApp",
        "Iscriviti alla newsletter della Diga",
        "Meld je aan voor onze nieuwsbrief",
        "Zapisz się na newsletter Jazu",
        "Přihlaste se k odběru, newsletter chodí každé ráno",
        "Iratkozzon fel a Gát hírlevelére: a hírlevél ingyenes",
        "Подписывайтесь на наш канал в Telegram",
        "Підписуйтесь на наш канал у Telegram",
        "Ακολουθήστε το Φράγμα στο Google News",
        "Ikuti saluran kami di WhatsApp",
        "تابعونا على قناة واتساب",
        "저작권자 © 보신문 무단전재 및 재배포 금지",
        "メールマガジンの登録はこちら",
        "4 min read",
        "Lesezeit: 3 Minuten",
        "Ten tekst przeczytasz w 2 minuty",
    ],
)
def test_appeals(line: str) -> None:
    """A house speaks to its readers, in commands and of itself."""
    assert is_appeal(line)


@pytest.mark.parametrize(
    "line",
    [
        "The miller signed up eleven readers for his newsletter within a week.",
        "His newsletter tells of eels, and of nothing but eels.",
        "Independent journalism needs boats, said the miller.",
        "The bank earns a commission on every plank.",
        "Der Müller schreibt einen Newsletter über Aale.",
        "Le meunier a écrit une lettre au barrage.",
        "Власти закрыли канал у плотины до вечера.",
        "It takes four minutes to read the sign at the weir.",
        "Sign language is taught by a new app from the miller's daughter.",
        "For more than a decade, those who follow the weir have waited for its app.",
        "Under the new rule the brokers will earn higher commissions on reporting days.",
        "Support for local journalism is growing along the river, said the readers.",
        "Download the register of readers as a file and open it, says the guide to the app.",
        "Der Verein schickt seinen Newsletter an fünftausend Müller.",
        "Mit dem Newsletter erhalten die Müller eine Liste.",
        "La presa sigue cerrada por la filtración de Facebook, dijo el molinero.",
        "El molinero recibe presiones de Google y de la presa.",
        "Entre 2019 e 2021, o Google pagou pela represa e pelo canal.",
        "Resta il nodo di Google e del canale alla diga.",
        "Segui l'acqua: il canale torna ai mugnai.",
        "Google, barajın konum takip verilerini yıllarca sakladı.",
        "وتابع المتحدث أن قناة الري أغلقت",
        "تابع الوزير حديثه إلى القناة",
        "הצטרפו לתנועה מאות טוחנים, ופתחו ערוץ חדש",
        "카카오는 새 채널 서비스를 추가했다.",
        "同社はニュースレターの配信を始めた。",
        "警方关注微信诈骗案件。",
        "",
    ],
)
def test_sentences_are_kept(line: str) -> None:
    """The same words about somebody else are text."""
    assert not is_appeal(line)


def test_hostile_lines_end_soon() -> None:
    """What is too long is no appeal, and what is not is looked at once."""
    start = time.thread_time()
    for line in (
        "we may " * 40,
        "newsletter " * 27,
        "sign up newsletter " * 15,
        "関注 " * 90,
        "a" * 200_000,
    ):
        is_appeal(line)
    assert time.thread_time() - start < 1

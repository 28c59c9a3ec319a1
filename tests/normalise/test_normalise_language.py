"""Language: what was declared, held against the text."""

import csv
import io
import tarfile
import threading
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.normalise import language
from searcher.normalise.language import SAMPLE, declared_language, detect, language_of
from searcher.normalise.languages import FUNCTION_WORDS

ENGLISH = (
    "The council decided on Tuesday that the old bridge will be repaired before the winter comes, "
    "although several members had asked for a new one further down the river."
)
GERMAN = (
    "Der Stadtrat hat am Dienstag beschlossen, die alte Brücke noch vor dem Winter zu reparieren, "
    "obwohl mehrere Mitglieder eine neue weiter unten am Fluss verlangt hatten."
)
DANISH = (
    "Byrådet besluttede tirsdag, at den gamle bro skal repareres, inden vinteren kommer, selv om "
    "flere medlemmer havde bedt om en ny længere nede ad åen."
)


@pytest.mark.parametrize(
    ("declared", "tag"),
    [
        ("EN_us", "en"),
        ("English", "en"),
        ("eng", "en"),
        ("English (United States)", "en"),
        ("en_US.UTF-8", "en"),
        ("en, fr", "en"),
        ("zh-Hant-TW", "zh-Hant"),
        ("zh_hans", "zh-Hans"),
        ("zh-TW", "zh"),
        ("sr-Latn", "sr-Latn"),
        ("en-Latn-US", "en"),
        ("nb-NO", "no"),
        ("iw", "he"),
        ("jp", "ja"),
        ("ckb", "ckb"),
        ("Deutsch", "de"),
        ("x-default", None),
        ("und", None),
        ("xx", None),
        ("POSIX", None),
        ("", None),
        (None, None),
    ],
)
def test_declared_values_become_tags(declared: str | None, tag: str | None) -> None:
    """Codes, locales and names give one tag a language; a script stays where it says something."""
    assert tag == declared_language(declared)


@pytest.mark.parametrize(
    ("declared", "text", "language"),
    [
        (None, ENGLISH, "en"),
        (None, GERMAN, "de"),
        ("de", ENGLISH, "en"),
        ("en-GB", ENGLISH, "en"),
        ("no", DANISH, "no"),
        ("zh-Hant", "短文", "zh-Hant"),
        ("fr", "OK", "fr"),
        (None, "OK", None),
        (None, "", None),
        (None, "12 345 — 67.8 %" * 20, None),
        ("nonsense", GERMAN, "de"),
    ],
)
def test_text_and_declaration(declared: str | None, text: str, language: str | None) -> None:
    """A long clear text overrules a wrong declaration; short ones, and kin, leave it alone."""
    assert language == language_of(declared, text)


def test_a_declared_value_stands_for_a_short_text_unseen(monkeypatch: pytest.MonkeyPatch) -> None:
    """What could not overrule it is not asked: a title's language takes long to detect."""
    monkeypatch.setattr(language, "detect", None)
    assert "de" == language_of("de", "Willows along the river, and the mill above the weir")


def test_the_largest_kurdish_in_arabic_letters_is_kurdish() -> None:
    """The detector's label for it is a dialect's."""
    text = "ئەنجومەنی شار بڕیاری دا پردە کۆنەکە پێش زستان چاک بکرێتەوە، هەرچەندە هەندێک ئەندام"
    assert "ku" == detect(text)[0]


NAMES = "Alexander Frist Applaud DRA Funding Tennessee Community Development WASHINGTON D C "


def test_what_begins_in_names_goes_on_in_a_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a few words of it among them; the detector, which sees the names alone, is not asked."""
    monkeypatch.setattr(language, "_identifier", lambda: pytest.fail("asked"))
    begin = f"{NAMES * 4}and the Senators of {NAMES}"[:SAMPLE]
    assert ("en", 1.0) == detect(f"{begin} {ENGLISH * 5}")
    assert ("en", 1.0) == detect(f"{begin} {ENGLISH * 5}", "en")


@pytest.mark.parametrize(
    ("said", "following"),
    [(None, GERMAN * 5), (None, NAMES * 20), (None, ""), ("ku", ENGLISH * 5)],
)
def test_what_does_not_go_on_so_or_is_said_to_be_another_is_detected(
    monkeypatch: pytest.MonkeyPatch, said: str | None, following: str
) -> None:
    """A text in two languages is what it begins in."""

    class Asked:
        def classify(self, sample: str) -> tuple[str, float]:
            assert len(sample) <= SAMPLE
            return "xx", 0.7

    monkeypatch.setattr(language, "_identifier", Asked)
    begin = f"{NAMES * 4}and the Senators of {NAMES}"[:SAMPLE]
    assert ("xx", 0.7) == detect(f"{begin} {following}", said)


def test_function_words_of_kin_settle_nothing() -> None:
    """Catalan shares its function words with Spanish and French: the detector decides."""
    text = (
        "L'ajuntament va decidir que el pont vell es repararà abans de l'hivern, encara que "
        "alguns regidors en volien un de nou més avall del riu, com ja havien dit els veïns."
    )
    assert language_of(None, text) == "ca"


# Of kin that have no row of function words, and whose hits are nearly all of one neighbour's.
GALICIAN = (
    "A policía detivo onte pola noite un home de trinta anos acusado de roubar nunha tenda do "
    "centro da cidade. Segundo fontes da investigación, o ladrón entrou cando a dona se dispuña a "
    "pechar e ameazouna cun coitelo. Os axentes non tiveron que empregar a forza. "
)
ALSO_GALICIAN = (
    "O concello decidiu que a ponte vella será reparada antes do inverno, aínda que algúns "
    "concelleiros querían unha nova máis abaixo do río, como xa dixeran os veciños do barrio "
    "durante a reunión da semana pasada. "
)
AFRIKAANS = (
    "Die polisie het gisteraand 'n man van dertig jaar in hegtenis geneem wat daarvan beskuldig "
    "word dat hy by 'n winkel in die middestad ingebreek het. Die dief het die winkel binnegegaan "
    "toe die eienares op die punt was om te sluit, en het nie gewag nie. "
)
LUXEMBOURGISH = (
    "D'Police huet gëschter Owend en drësseg Joer ale Mann festgeholl, deem virgehäit gëtt, an "
    "engem Geschäft am Zentrum vun der Stad agebrach ze sinn. No Quelle vun der Enquête ass den "
    "Déif an d'Geschäft gaangen, wéi d'Besëtzerin grad zoumaache wollt. "
)
PORTUGUESE = (
    "A Câmara decidiu que a ponte velha será reparada antes do inverno, embora alguns vereadores "
    "quisessem uma nova mais abaixo no rio, como já tinham dito os moradores do bairro durante a "
    "reunião da semana passada. "
)
DUTCH = (
    "De raad heeft besloten dat de oude brug voor de winter wordt hersteld, hoewel enkele leden "
    "een nieuwe wilden, verder stroomafwaarts, zoals de bewoners van de buurt vorige week op de "
    "vergadering hadden gezegd. "
)


@pytest.mark.parametrize(
    ("language", "text"),
    [("gl", GALICIAN), ("gl", ALSO_GALICIAN), ("af", AFRIKAANS), ("lb", LUXEMBOURGISH)],
)
def test_kin_without_function_words_are_not_taken_for_their_neighbours(
    language: str, text: str
) -> None:
    """Whether it is declared or not."""
    assert language == language_of(None, text * 5)
    assert language == language_of(language, text * 5)


@pytest.mark.parametrize(("language", "text"), [("pt", PORTUGUESE), ("nl", DUTCH), ("de", GERMAN)])
def test_the_neighbours_are_settled_by_function_words(
    monkeypatch: pytest.MonkeyPatch, language: str, text: str
) -> None:
    """The detector is not asked."""
    monkeypatch.setattr("searcher.normalise.language._identifier", lambda: pytest.fail("asked"))
    assert language == language_of(None, f"{text} " * 5)


@pytest.mark.corpora
def test_a_corpus_in_english_arabic_and_kurdish(shared_data: Path) -> None:
    """Of 578 English items of a university four in five are settled, and none wrongly."""
    with tarfile.open(shared_data / "articles" / "kurdistan_en_ar_ku.tar.xz") as archive:
        member = next(m for m in archive if m.name.endswith("Dataset.csv"))
        file = archive.extractfile(member)
        assert file is not None
        rows = list(csv.DictReader(io.StringIO(file.read().decode("utf-8-sig"))))
    english = [
        language_of(None, f"{row['title']}\n{row['content']}")
        for row in rows
        if row["language"] == "en"
    ]
    settled = [language for language in english if language is not None]
    assert len(settled) / len(english) >= 0.79
    assert set(settled) == {"en"}


@given(st.text(max_size=60))
def test_any_declaration_is_harmless(value: str) -> None:
    """The answer is a tag or nothing, and reads back as itself."""
    tag = declared_language(value)
    assert tag is None or tag == declared_language(tag)


@given(st.lists(st.sampled_from(sorted(set().union(*FUNCTION_WORDS.values()))), max_size=40))
def test_function_words_settle_what_is_evident(words: list[str]) -> None:
    """Ten words of a language, and twice those of any other, are the language for certain."""
    sample = " ".join(words)[:SAMPLE]
    spoken = {code: sum(w in own for w in sample.split()) for code, own in FUNCTION_WORDS.items()}
    (others, _), (most, evident) = sorted((n, code) for code, n in spoken.items())[-2:]
    if most >= 10 and most >= 2 * others:
        assert (evident, 1.0) == detect(sample)


def test_the_detector_is_loaded_once_also_where_it_was_foreseen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Who asks meanwhile waits for that, and loads none of its own."""
    begun, go_on = threading.Event(), threading.Event()
    loads: list[str] = []

    @cache
    def load() -> list[str]:
        loads.append(threading.current_thread().name)
        begun.set()
        assert go_on.wait(10)
        return loads

    monkeypatch.setattr(language, "_loaded", load)
    language.foresee()
    assert begun.wait(10)
    threading.Timer(0.05, go_on.set).start()
    assert loads is language._identifier()
    assert len(loads) == 1
    assert threading.current_thread().name not in loads


def test_a_detector_that_cannot_be_loaded_fails_for_who_asks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """And not in the thread that foresaw it, where nobody would learn of it."""
    failures: list[object] = []
    monkeypatch.setattr(threading, "excepthook", failures.append)

    def load() -> None:
        raise MemoryError

    monkeypatch.setattr(language, "_loaded", load)
    language._foresee()
    with pytest.raises(MemoryError):
        language._identifier()
    assert not failures


HUNGARIAN = """
A város vasárnap három utcát zárt le a folyó mentén, amelynek szintje éjszaka több mint egy métert
emelkedett. A tűzoltók reggel óta szivattyúzzák a pincéket. A polgármester kérte, hogy mindenki
kerülje a partot, és az iskolák a hét elején zárva maradnak, mert a víz a parton áll.
"""
CZECH = """
Město v neděli uzavřelo tři ulice u řeky. O situaci se dnes jedná na radnici, kde se sešli hasiči a
starosta. Voda se do ulic dostala v noci a do rána stoupla o metr. Na nábřeží se nesmí a o víkendu
se má voda ještě zvednout.
"""
ROMANIAN = """
Orașul a închis trei străzi de lângă râu, iar primarul a cerut ca locuitorii să evite malul.
Pompierii golesc beciurile de dimineață, iar școlile din zonă rămân închise până la mijlocul
săptămânii, a anunțat prefectura.
"""


@pytest.mark.parametrize(("language", "text"), [("hu", HUNGARIAN), ("cs", CZECH), ("ro", ROMANIAN)])
def test_short_words_of_many_languages_settle_nothing(language: str, text: str) -> None:
    """The Hungarian article is a Portuguese one too: letters that Portuguese lacks tell."""
    assert language == language_of(None, text)
    assert language == language_of(language, text * 2)


def test_a_name_of_another_language_is_no_sign() -> None:
    """A German text with a Turkish name in it is known by its function words."""
    text = """
    Erdoğan sprach am Sonntag mit der Kanzlerin über die Lage an der Grenze, und er sagte, dass die
    Gespräche noch nicht am Ende sind. Auch wurde mit dem Minister über das Wasser geredet.
    """
    assert detect(text) == ("de", 1.0)

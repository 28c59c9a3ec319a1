"""What stands before the first name of a byline? `By`, `Von unserem Korrespondenten`, `文／`."""

import re

from searcher.article import fold
from searcher.normalise.agencies import agency, is_outlet
from searcher.normalise.places import PLACES
from searcher.normalise.wordlist import phrases, words

_LEAD = re.compile(
    r"^(?:(?:(?:an?\s+)?(?:guest\s+)?(?:article|story|text|words|post|report|analysis|opinion"
    r"|commentary|column|review|interview|essay|op-?ed|artikel|(?:blog[ -]?)?beitrag"
    r"|eine?\s+\w+|rezept|recipe|recette|receta|ricetta|texte|texto|testo|artículo|kommentar"
    r"|gast(?:beitrag|kommentar)|analyse|kolumne|glosse|reportage|protokoll|aufgezeichnet"
    r"|notiert|bericht|publié|pubblicato|articolo|written|posted|published|authored|created|submitted|contributed|more"
    r"|reported|produced|compiled|geschrieben|verfasst|propos\s+recueillis|écrit|escrito"
    r"|scritto|geschreven)"
    r"\s*(?:by|von|par|por|di|da|door)"
    r"|(?:zeige\s+alle\s+beiträge|alle\s+beiträge|(?:view|see)\s+all\s+(?:posts"
    r"|articles))\s+(?:by|von)"
    r"|unser(?:e[mnr]?)?\s+(?:korrespondent|redakteur|reporter|mitarbeiter|redaktionsmitglied"
    r"|gastautor)(?:in|en|s)?"
    r"|das\s+(?:gespräch|interview)\s+führten?|die\s+fragen\s+stellten?|entrevista\s+de"
    r"|intervista\s+di"
    r"|rozmawia|připravil[ai]?|scris\s+de"
    r"|(?:van\s+)?onze\s+(?:redacteur|verslaggever|correspondent)|(?:de\s+)?(?:notre"
    r"|nos)\s+(?:correspondant|envoyé)e?s?(?:\s+spécia(?:le?s?|ux))?"
    r"(?:\s+(?:à|en|au)\s+[^\s,]+)?,?"
    r"|text[eo]\s+de(?=\s+\S+\s+\S)|a\s+cura\s+di|scritto\s+da|opracował[ao]?|oprac\b\.?"
    r"|rozmawiał[ao]?|napsala?|(?:được\s+)?(?:viết|đăng)\s+bởi|ditulis\s+oleh|oleh\s*(?=:)"
    r"|γράφ(?:ει|ουν)\s+(?:η|ο|οι)|(?:soumis|rédigé)\s+par"
    r"|gespeichert\s+von|(?:enviado|redactado)\s+por|skrevet\s+af"
    r"|nuestr[oa]\s+corresponsal|dal\s+nostro\s+(?:inviato|corrispondente)"
    r"|our\s+(?:own\s+)?(?:correspondent|reporter)s?(?=\s+\S)"
    r"|more\s+(?:from|by)|follow|about|подготовил[аи]?|записал[аи]?|беседовал[аи]?|написал[аи]?"
    r"|підготува(?:в|ла|ли)|записа(?:в|ла)"
    r"|розмовля(?:в|ла)|спілкува(?:вся|лася)"
    r"|by|vo[nm]|par|por|door|av|af|автор[ыи]?|по\s+материалам|текст)\b\s*[:：]?"
    r"|(?:authors?|auteurs?|autor(?:en|in|es|a)?|autore|autori|text|texte|texto|testo|words"
    r"|source|byline|written\s+by|rédaction)"
    r"(?:\s*[:：]\s*|\s+(?=\S))"
    r"|(?:opinion|analysis|analyse|interview|comment|commentary|kommentar|review|essay|kolumne"
    r"|meinung|reportage|tribune"
    r"|chronique|análisis|opinión|opinião|protokoll|aufgezeichnet)\s*[:：]\s*"
    r"|[\w.-]{2,30}-(?:expert(?:e|in)|redakteur(?:in)?|reporter(?:in)?|korrespondent(?:in)?"
    r"|autor(?:in)?)\s+(?=\S+\s+\S)"
    r"|(?:redakteur(?:in)?|reporterin|journaliste|redactora|jornalista|szerzők?|írta|piše|autorius|autors|parengė|tekstas|penulis|nivîskar|yazar|yazan|haber"
    r"|συντάκτης|κείμενο|autorka|autorul|forfatter|tekst|teksti|tác\s+giả"
    r"|लेखक|מאת|글쓴이|文字)\s*[:：]\s*"
    r"|(?:作者|著者|记者|記者|文・写真|写真・文|文|撰文|撰稿|取材・文)\s*[:：/／・=＝｜]\s*"
    r"|(?:\S{1,8}?[報报社網网台]\s*)?[記记]者\s*(?=[一-鿿]{2})"
    r"|글\s*(?:[·ㆍ]\s*사진\s*)?[=:：]\s*|글\s+"
    r"|(?:كتبت?|كتبه|بقلم|نویسنده|نوشته|خبرنگار|گزارش|به\s+قلم|نووسینی)(?:\s*[:：]\s*"
    r"|\s+(?=\S)))\s*",
    re.IGNORECASE,
)
# With a colon, in whichever letters: what a page calls who wrote it.
_NAMED = frozenset(
    map(
        fold,
        phrases(
            """
            opracowanie, oprac, rozmawiał, autorka tekstu, tekst i zdjęcia, skrivet av, skrivna av
            skrevet av, kirjoittaja, toimittaja, teksti ja kuvat, publicat de, autor text
            επιμέλεια, ρεπορτάζ, γράφει, του, της, haberi yazan, muhabir, röportaj, авторка
            автор текста, корреспондент, журналист, إعداد, أعده, أعدها, تقرير, الكاتب
            كاتب, كتبت, كتب, نویسنده, گزارشگر, نووسەر, نووسینی, ئامادەکردنی, ئامادەکار, amadekar
            כתב, כתבה, כותב, כותבת, लेखक, रिपोर्ट, रिपोर्टर, लेखिका, লেখক, লেখা, প্রতিবেদক, pewarta
            wartawan, jurnalis, reporter, laporan, penulis, oleh, bài, bài viết, phóng viên
            โดย, เรื่อง, ผู้เขียน, ผู้สื่อข่าว, เขียนโดย, รายงานโดย, 執筆, 執筆者, ライター, 筆者, 取材, 记者
            采写, 취재, 글쓴이, 작성자, تحریر
            """
        ),
    )
)
_LONGEST_NAMED = 20  # characters
# Without one, before two words: a name may begin with any of these.
_WORD_BEFORE = re.compile(
    r"(?:recueillis?\s+par|rédigé\s+par|skrevet\s+av|skrivet\s+av|publicat\s+de|(?-i:oleh)(?=\s+\S+\s+\S+\s*\S)"
    r"|(?-i:Oleh(?=\s+[A-Z][\w'’-]+(?<!ych)\s+[A-Z][a-z]))"
    r"|penulis|pewarta|laporan\s+wartawan(?:\s+\S+\.\S+,)?|toimittaja|phóng\s+viên|द्वारा|إعداد|מאת|โดย|기자|特约撰稿人"
    r"|[一-鿿ァ-ヶー]{2,8}(?:記者|记者))\s+(?=\S+\s*\S)|كتبت?\s*[-–—]\s*",
    re.IGNORECASE,
)
# What an agency may stand behind: `Da Agência Brasil`, `Theo TTXVN`.
_FROM = re.compile(
    r"(?:d[ao]s?|dell['’]|d[ei]|van|von\s+der|fra|från|theo|od|za)\s+", re.IGNORECASE
)
# `Story and photos by Jane Roe`: her words count.
_WORK = r"(?:texte?|words|story|report|photos?|photographs|pictures|images?|fotos?|bilder|videos?)"
_WORDS_AND_PICTURES = re.compile(
    rf"^(?:{_WORK}\s*(?:and|und|et|y|&|\+)\s*{_WORK}\s*(?:by\b|von\b|par\b|por\b|:)"
    rf"|reporting\s+by\b"
    r"|aus\s+\S+(?:\s+\S+)?\s+berichtet\b:?)\s*",
    re.IGNORECASE,
)
# Nobody's surname, though `Von` may be a first name.
_NEWSROOMS = words(
    "redaktion newsdesk newsroom redazione redaccion redacao redaction redactie admin"
)
# `CNN's Jane Roe`
_OWNER = re.compile(r"([A-Z]{2,}|Reuters)['’]s?\s+(?=\S+\s+\S)")
# `Von` and `Di` are first names too: a lead only before more than one word, or an agency.
_LEAD_IF_LONG = re.compile(r"^(?:von|di|da|de|door|af|av|por|par)\s*$", re.IGNORECASE)
# In small letters only: `De Jong` is a name.
_SMALL_LEAD = re.compile(r"^de\s+(?=[A-ZÀ-ÞĂȘȚŞŢ]\w+\s+[A-ZÀ-ÞĂȘȚŞŢ])")
# An Italian preposition, a Greek article, what a Turkish page calls its author.
_SHORT_LEAD = re.compile(r"^(?:di|του|της|των|yazar|yazan)\s+(?=\S+\s+\S)", re.IGNORECASE)


def without_work(text: str) -> str:
    """Cut off what names words and pictures of one person, before credits are looked for."""
    return _WORDS_AND_PICTURES.sub("", text)


def is_lead(text: str) -> bool:
    """Say whether it is nothing but a lead."""
    return _LEAD.fullmatch(text) is not None


def _without_named(text: str) -> str | None:
    """Give what stands behind a word of `_NAMED` and its colon, or behind one without."""
    head, colon, rest = text.replace("：", ":").partition(":")
    if colon and len(head) <= _LONGEST_NAMED and rest.strip():
        key = fold(head.strip("（(・·. "))
        if key in _NAMED or key in PLACES:
            return rest.strip()
    before = _WORD_BEFORE.match(text)
    return text[before.end() :] if before else None


def without_from(text: str) -> str:
    """Cut off what stands before an agency: `Da Agência Brasil`."""
    before = _FROM.match(text)
    return text[before.end() :] if before and agency(text[before.end() :]) else text


def without_lead(text: str) -> str:
    """Cut off what introduces the first name."""
    if (named := _without_named(text)) is not None:
        return named
    owner = _OWNER.match(text)
    if owner and (agency(owner[1]) or is_outlet(owner[1])):
        text = text[owner.end() :]
    for _ in range(3):
        lead = _LEAD.match(text) or _SHORT_LEAD.match(text) or _SMALL_LEAD.match(text)
        if not lead:
            break
        rest = text[lead.end() :]
        if _LEAD_IF_LONG.match(lead[0]) and " " not in rest.strip() and rest[:1].isupper():
            known = agency(rest) or is_outlet(rest) or "." in rest.strip(".")
            known = known or fold(rest) in _NEWSROOMS
            if not known and lead[0].strip().lower() in {"von", "di", "da", "de"}:
                break
        text = rest
    return text

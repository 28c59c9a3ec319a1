"""Which names in a byline are no persons?

Agencies write under one canonical name; outlets keep the name as printed. Keys are folded
(`searcher.article.fold`). The lists are short on purpose: who is not in them counts as a person
unless the words of the name say otherwise.
"""

import re
from types import MappingProxyType

from searcher.article import Role, fold
from searcher.normalise.places import PLACES
from searcher.normalise.wordlist import aliases, phrases, words

_NAMES = """
AAP: australian associated press
AFP: agence france presse, agence france-presse, afp.com, أ ف ب, ا ف ب, أ.ف.ب, فرانس برس, 法新社
AFP: АФП, Франс Пресс, एएफपी, এএফপি, afp=時事, afp時事, أف ب
AGI
Agência Brasil
Agencia EFE: efe, agencia efe
Anadolu Agency: anadolu, anadolu ajansi, الأناضول, aa, anadolu ajansı, وكالة الأناضول
ANI: asian news international, एएनआई
ANP: algemeen nederlands persbureau
ANSA: redazione ansa, agenzia ansa
Antara: lkbn antara
APA: austria presse agentur
Associated Press: ap, a.p., the associated press, the ap, ap news, أسوشيتد برس, 美联社, 美聯社
Associated Press: एपी, এপি, أ ب
Belga: agence belga
Bernama
Bloomberg: bloomberg news
Canadian Press: the canadian press
ČTK: ctk
dapd
dpa: deutsche presse-agentur, dpa-infocom, dpa-afx, د ب أ
epd: evangelischer pressedienst
Europa Press: europapress
IANS: indo-asian news service, आईएएनएस
Inter Press Service: ips
Interfax
Jiji Press: jiji
Keystone-SDA: sda, keystone sda, sda-ats, ats, keystone-ats
KNA
Kyodo News: kyodo
Lusa: agencia lusa
MTI
NTB
PA Media: press association, pa
PAP: polska agencja prasowa
PTI: press trust of india, पीटीआई
Reuters: thomson reuters, رويترز, 路透社, ロイター
Reuters: рейтер, рейтерс, рейтар, רויטרס, रॉयटर्स, রয়টার্স, รอยเตอร์, 로이터
RIA Novosti: ria, риа новости
Ritzau: ritzaus bureau
SID: sport-informations-dienst
STT
TASS: itar-tass, тасс
TT: tidningarnas telegrambyra, tt nyhetsbyrån
UNB
United Press International: upi
Xinhua: xinhua news agency, xinhuanet, شينخوا
Yonhap: yonhap news agency, 연합뉴스
Интерфакс
共同通信: 共同通信社
时事通信: 時事通信, 時事, 時事通信社
新华社: 新華社
Adnkronos: agenzia adnkronos
Agerpres
ΑΠΕ-ΜΠΕ: απε, αθηναϊκό-μακεδονικό πρακτορείο ειδήσεων
BSS: বাসস
DHA: demirören haber ajansı
Estadão Conteúdo: agência estado
خبرگزاری فارس
خبرگزاری مهر
خبرگزاری تسنیم
وكالة الأنباء السعودية: واس
وكالة الأنباء الكويتية: كونا
وكالة أنباء الإمارات: وام
وكالة أنباء الشرق الأوسط: أ ش أ
وكالة سانا: سانا
ایرنا: خبرگزاری ایرنا
ایسنا: خبرگزاری ایسنا
Folhapress
LaPresse
Mediafax
TASR
TTXVN: thông tấn xã việt nam
İHA: ihlas haber ajansı
УНІАН: униан
Укрінформ: укринформ
中央社: 中央通訊社
中新社: 中国新闻社
뉴스1
뉴시스
"""


AGENCIES = MappingProxyType({fold(form): name for form, name in aliases(_NAMES).items()})

# Outlets whose own staff sign as `NAME, OUTLET`: beside a person the outlet is an affiliation.
AFFILIATIONS = frozenset(
    map(
        fold,
        phrases(
            """
            ABC News, Al Jazeera, Axios, BBC, BBC News, BBC Sport, Business Insider, CBC News
            CBS News, CNBC, CNN, CNN Business, CNN Sport, CTV News, Euronews, Forbes
            Fox Business, Fox News, HuffPost, Huffington Post, Insider, MSNBC, NBC News, NPR
            PBS NewsHour, Politico, Sky News, Sky Sports, The Huffington Post, The Hill, Time
            USA Today, Vox, Wired
            """
        ),
    )
)

_OUTLETS = frozenset(
    map(
        fold,
        phrases(
            """
            Bild, Corriere della Sera, Der Spiegel, Der Standard, Die Welt, Die Zeit, El Mundo
            El País, El Confidencial, Focus, Gazeta Wyborcza, Getty, Getty Images, HuffPost
            La Repubblica, Le Figaro, Le Monde, Le Parisien, Le Temps, Mother Jones, ProPublica
            Público, Spiegel, Stateline, Süddeutsche Zeitung, Taz, Wikinews, ZEIT ONLINE
            الشرق الأوسط, الجزيرة, الجزيرة نت, العربية, سكاي نيوز عربية, العربي الجديد, اليوم السابع
            ڕووداو, ڕووداو دیجیتاڵ, کوردستان ٢٤, Коммерсантъ, РБК, Медуза, Українська правда
            Hürriyet, Cumhuriyet, 人民网, 人民網, 新华网, 新華網, 中新网, 澎湃新闻
            """
        ),
    )
)

# A broadcaster's letters open the name of an outlet: `MDR Thüringen`, `BBC Scotland`.
_BROADCASTERS = words(
    """
    abc ard bbc bfm br cbc cbs cnbc cnn dw hr itv mdr msnbc nbc ndr nhk nos npr nrk orf pbs
    rai rbb rfi rnz rtbf rte rtl rts rtve sbs srf svt swr voa wdr yle zdf
    """
)

_CODE = 3  # letters of an agency's code
_ANY_CASE = words("ap afp dpa epd")
_ITS_STAFF = phrases("staff, reporters, news agency, newsroom, desk, editorial")

_OUTLET_WORD = re.compile(
    r"\b(?:news|newspapers?|newsroom|times|post|press|magazine|media|radio|tv|daily|journal|herald"
    r"|tribune|gazette|chronicle|telegraph|guardian|observer|mirror|independent|examiner|courier"
    r"|online|digital|network|wire|zeitung|nachrichten|tageblatt|anzeiger|rundschau|allgemeine"
    r"|presse|presseportal|redaktion|redacci[oó]n|redazione|reda[cç][aã]o|redactie|redakcja|redakce|redaksi|journaux|diario|periódico|giornale|krant|team|desk|bureau"
    r"|board|editors|newsdesk|institute|university|foundation|association|agency|council|committee"
    r"|ministry|department|office|entertainment|sports|productions|group|inc|ltd|llc|gmbh)\b"
    r"|\b(?:sp\.\s?z\s?o\.o|s\.a|s\.l|s\.r\.l|s\.p\.a|b\.v|n\.v|a\.s|e\.v|d\.o\.o|plc)\.?$|(?-i:\sAG)$"
    r"|(?:stiftung|verband|verein|gesellschaft|ministerium|kammer)\b"
    r"|新聞|新闻|通信|日報|日报|オンライン|編集部|编辑部|\.(?:com|org|net|de|fr|co\.uk|info|tv|io)$",
    re.IGNORECASE,
)


def agency(name: str) -> str | None:
    """Give the canonical name if this is an agency, or a branch of one as printed."""
    key = fold(name)
    found = AGENCIES.get(key)
    if " " not in key:
        # `Sid` and `Ria` are persons, `SID` and `RIA` are not.
        certain = (
            name.isupper()
            or name == found
            or len(key) > _CODE
            or key in _ANY_CASE
            or not name.isascii()
        )
        return found if certain else None
    if found:
        return found
    # `Reuters Staff`, `EFE Madrid`, `AFP Deutschland`: the first word says which.
    first, _, rest = name.partition(" ")
    canonical = AGENCIES.get(fold(first))
    if canonical and (fold(rest) in _ITS_STAFF or fold(rest) in PLACES):
        return canonical
    # Two letters are initials as likely: `AP Dhillon`.
    if rest.count(" ") > 1:
        return None
    is_branch = first in {"dpa", "Reuters"} or (first.isupper() and not rest.isupper())
    return name if canonical and is_branch and len(first) >= _CODE else None


def is_outlet(name: str) -> bool:
    """Say whether the name is that of an outlet or another body, going by its words."""
    key = fold(name)
    first, *others = name.split() or [""]
    return bool(
        key in _OUTLETS
        or key in AFFILIATIONS
        or (first.isupper() and first.lower() in _BROADCASTERS)
        or (others and first in {"The", "THE"})
        or (
            _OUTLET_WORD.search(name)
            and (others or not name.isascii() or "." in name or "-" in name)
        )
    )


def role_of(name: str) -> Role:
    """Give the role that the name itself tells."""
    if agency(name):
        return "agency"
    return "outlet" if is_outlet(name) else "person"

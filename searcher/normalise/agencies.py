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
AAP: australian associated press, aap newswire
Adnkronos: agenzia adnkronos
AFP: agence france presse, agence france-presse, afp.com, أ ف ب, ا ف ب, أ.ف.ب, فرانس برس, 法新社
AFP: АФП, Франс Пресс, एएफपी, এএফপি, afp=時事, afp時事, أف ب, أ. ف. ب, وكالة فرانس برس, فرانس بريس
AFP: франс-пресс, afp通信, איי-אף-פי, איי.אף.פי, 프랑스통신, afp통신
Agence d'information du Burkina
Agence de presse africaine: apanews, apa news
Agence de presse sénégalaise
Agence QMI
Agencia Boliviana de Información
Agencia EFE: efe, agencia efe, 埃菲社, efe news, ээфэ
Agencia Quadratín
Agenzia Dire
Agenzia Fides
Agenzia Nova
Agerpres
AGI
Agência Brasil
Agência Câmara: agência câmara de notícias
Agência O Globo
Agência Senado
AKIpress: акипресс, аки пресс
Algérie Presse Service
Anadolu Agency: anadolu, anadolu ajansi, الأناضول, aa, anadolu ajansı, وكالة الأناضول, aa.com.tr
Anadolu Agency: анадолу
ANB: avisenes nyhetsbyrå
Andina: agencia andina, agencia peruana de noticias
ANF News: ajansa nûçeyan a firatê, firat news agency
Angop: agência angola press, angola press
ANHA: hawar news agency, ajansa nûçeyan a hawar
ANI: asian news international, एएनआई
ANKA Haber Ajansı
ANP: algemeen nederlands persbureau
ANSA: redazione ansa, agenzia ansa, 安莎社
Antara: lkbn antara, kantor berita antara, antara news
APA: austria presse agentur
Armenpress: արմենպրես, арменпресс
Askanews: agenzia askanews
Associated Press: ap, a.p., the associated press, the ap, ap news, أسوشيتد برس, 美联社, 美聯社, एपी
Associated Press: এপি, أ ب, ap通信, ap=共同, أسوشيتدبرس, أسوشييتد برس, الأسوشيتد برس
Associated Press: ассошиэйтед пресс, אי-פי, אי.פי, איי-פי, איי.פי, ap통신
Associated Press of Pakistan
Agencia Venezolana de Noticias
Azertac: azərtac, azertag, азертадж
BANG Showbiz
Belga: agence belga, belga news agency, agentschap belga
BelTA: белта
Bernama: pertubuhan berita nasional malaysia
BGNES: бгнес
Bloomberg: bloomberg news, блумберг, بلومبرغ, بلومبيرغ, 彭博, 彭博社, ブルームバーグ, 블룸버그
BNS: baltic news service
BSS: বাসস, bangladesh sangbad sangstha, বাংলাদেশ সংবাদ সংস্থা
BTA: bulgarian news agency
Canadian Press: the canadian press
Catholic News Agency
Catholic News Service
Central News Agency
Colpisa
Colprensa
Cover Media
ČTK: ctk, česká tisková kancelář
Cyprus News Agency
dapd
DHA: demirören haber ajansı
dpa: deutsche presse-agentur, dpa-infocom, dpa-afx, د ب أ, дпа, 德新社, dpa-afx international
dpa: وكالة الأنباء الألمانية
dts Nachrichtenagentur: dts-nachrichtenagentur
ELTA
Emirates News Agency
epd: evangelischer pressedienst
Estadão Conteúdo: agência estado
Ethiopian News Agency
Europa Press: europapress, agencia europa press
FENA
Folhapress
FoNet: фонет
Ghana News Agency
HINA
Hindusthan Samachar
IANS: indo-asian news service, आईएएनएस
İHA: ihlas haber ajansı
Inforpress
Inter Press Service: ips
Interfax: interfax news agency
Interpressnews: интерпрессньюс
IRNA: islamic republic news agency
ISNA: iranian students news agency
Italpress: agenzia italpress
Jiji Press: jiji, jiji.com
JTA: jewish telegraphic agency
Kazinform: қазақпарат, казинформ
KCNA: korean central news agency
Kenya News Agency
Keystone-SDA: sda, keystone sda, sda-ats, ats, keystone-ats, ats-keystone, keystone ats
Keystone-SDA: keystone-sda-ats, keystone-sda/ats, schweizerische depeschenagentur
Keystone-SDA: agence télégraphique suisse, agenzia telegrafica svizzera
KFF Health News: kaiser health news
KNA
KUNA: kuwait news agency
Kyodo News: kyodo
La Presse Canadienne
LaPresse
LETA
Lusa: agencia lusa, agência lusa
Maghreb Arabe Presse: agence maghreb arabe presse
Mediafax
Mehr News Agency: mehr news
Mezopotamya Ajansı
Moldpres: молдпрес, moldpres
Montsame: монцамэ
MTI: magyar távirati iroda
NAMPA: namibia press agency
NCA NewsWire
News Agency of Nigeria
National News Agency
Noticias Argentinas
Notimex
Nynorsk pressekontor
NTB: norsk telegrambyrå
PA Media: press association, pa, pa news agency, pa sport
Pajhwok: pajhwok afghan news, پژواک
Panapress
PAP: polska agencja prasowa
Petra News Agency: jordan news agency, petra
Philippine News Agency
Prensa Latina
PTI: press trust of india, पीटीआई
Qatar News Agency
Radiocor: il sole 24 ore radiocor
Rastriya Samachar Samiti: रासस, राष्ट्रिय समाचार समिति
Religion News Service
Reuters: thomson reuters, رويترز, 路透社, ロイター, рейтер, рейтерс, рейтар, רויטרס, रॉयटर्स, রয়টার্স
Reuters: รอยเตอร์, 로이터, ロイター通信, ロイター=共同, 로이터통신, وكالة رويترز, ройтерс, 路透
RIA Novosti: ria, риа новости, риа, риан
Ritzau: ritzaus bureau
SANA: syrian arab news agency
Saudi Press Agency
Servimedia
SID: sport-informations-dienst
Spot on News
SRNA: срна
SITA
Slovenian Press Agency: slovenska tiskovna agencija
STT
SWNS
Tanjug: танјуг
Tunis Afrique Presse
Tasnim News Agency: tasnim news
TASR: tlačová agentúra slovenskej republiky
TASS: itar-tass, тасс, tass news agency, russian news agency tass, 塔斯社, タス通信, 타스통신
Télam: agencia télam
TNS: tribune news service, tribune content agency
TT: tidningarnas telegrambyra, tt nyhetsbyrån
TTXVN: thông tấn xã việt nam
Ukrinform
UNB: united news of bangladesh, ইউএনবি
United News of India
United Press International: upi
Vietnam News Agency
WAFA: palestinian news agency, wafa news agency
Xinhua: xinhua news agency, xinhuanet, شينخوا, синьхуа, 신화통신
Yonhap: yonhap news agency, 연합뉴스, 韩联社, 韓聯社, 聯合ニュース, yonhap news
ΑΠΕ-ΜΠΕ: athens-macedonian news agency
ΑΠΕ-ΜΠΕ: απε, αθηναϊκό-μακεδονικό πρακτορείο ειδήσεων, αμπε, ana-mpa
ΚΥΠΕ: κυπριακό πρακτορείο ειδήσεων
Інтерфакс-Україна: интерфакс-украина
БТА: българска телеграфна агенция
ИА Регнум: регнум, regnum
Интерфакс
Росбалт
УНІАН: униан
Укрінформ: укринформ
الوكالة الوطنية للإعلام
ایرنا: خبرگزاری ایرنا
ایسنا: خبرگزاری ایسنا
خبرگزاری ایلنا: ایلنا
خبرگزاری تسنیم
خبرگزاری صدا و سیما
خبرگزاری فارس
خبرگزاری مهر
وكالة أنباء الإمارات: وام
وكالة أنباء البحرين
وكالة أنباء الشرق الأوسط: أ ش أ
وكالة الأنباء الأردنية: بترا
وكالة الأنباء الجزائرية: وأج
وكالة الأنباء السعودية: واس
وكالة الأنباء العراقية: واع
وكالة الأنباء العمانية
وكالة الأنباء الفلسطينية: وكالة وفا
وكالة الأنباء القطرية
وكالة الأنباء الكويتية: كونا
وكالة الأنباء اليمنية: وكالة سبأ
وكالة السودان للأنباء: سونا
وكالة المغرب العربي للأنباء: و م ع
وكالة تونس إفريقيا للأنباء: وات
وكالة سانا: سانا
भाषा: पीटीआई-भाषा, पीटीआई भाषा
यूनीवार्ता
हिन्दुस्थान समाचार: हिंदुस्थान समाचार
สำนักข่าวอิศรา
สำนักข่าวไทย
中央社: 中央通訊社, 中央通讯社
中新社: 中国新闻社
中通社: 香港中通社
共同通信: 共同通信社, 共同, 共同社
新华社: 新華社, 新华通讯社, 新華通訊社
时事通信: 時事通信, 時事, 時事通信社
朝鲜中央通讯社: 朝中社, 朝鮮中央通信, 조선중앙통신
교도통신
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
_ANY_CASE = words("ap afp dpa epd apa ats sda")
_PEOPLE_TOO = words("sana petra wafa kuna andina elta hina leta sita fena")
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
        # `Sid`, `Ria` and `Sana` are persons, `SID`, `RIA` and `SANA` are not.
        certain = (
            name.isupper()
            or (name == found and key not in _PEOPLE_TOO)
            or (len(key) > _CODE and key not in _PEOPLE_TOO)
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

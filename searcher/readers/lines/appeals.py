"""Which lines amid a text ask something of its readers? To subscribe, to follow, to give, to pay.

As in `chrome`, each table is matched against a whole line. A house speaks to readers there, in
commands and of itself; the same words about somebody else are text.
"""

import re
from typing import Final

from searcher.readers.wordlist import table

_MAX_LINE: Final = 300  # characters

# One of these words is in each appeal of a script with spaces: most lines have none.
_HINTS: Final = frozenset(
    table(
        "newsletter newsletters newslettera newslettere newsletteru newsletterze newsletterim"
        " inbox journalism journalist reporting readers affiliate commission commissions donate"
        " app apps letter boletín boletines boletim boletins nieuwsbrief nieuwsbrieven nyhetsbrev"
        " nyhetsbrevet nyhetsbreven nyhedsbrev nyhedsbrevet uutiskirje uutiskirjeen hírlevél"
        " hírlevelünkre hírlevélre infolettre lettre zpravodaj whatsapp telegram telegramie"
        " facebook"
        " twitter instagram youtube google viber zalo canal canale channel kanal kanał kanału"
        " bültenimize bülten канал каналы рассылку телеграм телеграмі розсилку новости новини"
        " إلى النشرة قناة قناتنا واتساب تلغرام تليغرام فيسبوك נוזלטר ניוזלטר ערוץ וואטסאפ טלגרם"
        " saluran berita edition ausgabe whatsapp-kanal affiliate-links affiliatelinks provision"
        " subskrypcji mailbox postfach e-mail email"
    )
)
_APPEALS: Final = (
    (
        r"(sign[- ]up|subscribe)\b.{0,80}\b(newsletters?|inbox|channel|edition|app)\b.{0,160}"
        r"|(get|have) .{0,120}\b(in|to|into) your (inbox|mailbox)\b.{0,100}"
        r"|(get|receive) .{0,80}\b(newsletters?|by e-?mail)\b.{0,120}"
        r"|(follow|like|join) (us|our)\b.{0,60}\b(whatsapp|telegram|facebook|twitter|instagram"
        r"|youtube"
        r"|google|channel)\b.{0,120}|download (our .{0,60}\bapps?|the .{0,40}\bapp (for|to"
        r" (get|read|stay)|now|today))\b.{0,120}"
        r"|for (the latest|more)\b(?! than\b).{0,60}[ ,](download our|follow us|follow our"
        r"|follow the .{0,30} on|subscribe to|sign up (for|to))\b.{0,120}"
    ),
    (
        r".{0,200}\breaders like you\b.{0,200}|(please )?(support|help us|donate)\b"
        r"(?! (for|from|of)\b).{0,60}\b(our|independent|local|nonprofit|quality)"
        r" (journalism|reporting"
        r"|journalists?)\b.{0,160}"
        r"|if you (enjoy|like|value|appreciate)(ed)? .{0,60}\b(our|this) (work|reporting"
        r"|journalism)\b.{0,160}"
        r"|(this|the) (article|post|page|story) (may )?contains? affiliate links?\b.{0,200}"
        r"|(.{0,150}[ ,;:])?(we|(our|the) (site|team|publisher|outlet|partners?|authors?|blog))"
        r" (may|might) (earn|receive|get|make) .{0,30}\bcommissions?\b.{0,150}"
        r"|we want to hear .{0,80}\bletter\b.{0,120}"
    ),
    (
        r"(hier|jetzt|abonnieren|bestellen|erhalten sie|verpassen sie|newsletter|unseren?)\b"
        r".{0,80}\bnewsletter\b.{0,60}\b(abonnieren|anmelden|anmeldung|bestellen|kostenlos)\b"
        r".{0,80}|(melden sie sich|melde dich|abonnieren sie|abonniere|bestellen sie) .{0,60}"
        r"\bnewsletter\b.{0,120}|(folgen sie|folge|folgt) (uns|unserem)\b.{0,40}\b(whatsapp"
        r"|whatsapp-kanal"
        r"|facebook|twitter|instagram|google|telegram)\b.{0,100}"
        r"|(dieser|der|die) (artikel|beitrag|text|links?)\b.{0,60}\baffiliate-?\s?links?\b.{0,200}"
    ),
    (
        r"(inscrivez|abonnez)[- ]vous\b.{0,60}\b(newsletters?|lettre|infolettre|chaîne)\b.{0,160}"
        r"|(recevez|suivez)\b.{0,100}\b(newsletters?|infolettre|whatsapp|facebook|google|par"
        r" e-?mail)\b.{0,120}"
        r"|(.{0,60}[?!.] ?)?(suscríbe(te|ase)|apúnta(te)|inscríbe(te)|regístra(te)|únete"
        r"|recib[ea] (nuestr|en tu|en su|las noticias)\w*|síguenos)\b.{0,60}"
        r"\b(newsletters?|bolet(ín|ines)|canal|whatsapp|telegram|correo|facebook|twitter"
        r"|instagram|google)\b.{0,160}"
    ),
    (
        r"(assine|inscreva-se|cadastre-se|receba|siga|entre (no|para o) (nosso )?(canal|grupo)"
        r"|participe do (nosso )?(canal|grupo)|subscreva)\b.{0,60}"
        r"\b(newsletters?|boletim|boletins|canal|whatsapp|telegram|instagram|google)\b.{0,160}"
        r"|(iscriviti|abbonati all[ae]|ricevi|seguici|resta (aggiornato|connesso|informato))\b"
        r".{0,60}\b(newsletter|canale"
        r"|whatsapp|telegram"
        r"|facebook|google)\b.{0,160}|(abonează-te|abonați-vă"
        r"|urmărește(-ne)?)\b.{0,60}\b(newsletter|google"
        r"|whatsapp|facebook|canal\w*|telegram)\b.{0,120}"
    ),
    (
        r"(meld je|schrijf je|ontvang|abonneer)\b.{0,60}\bnieuwsbrie(f|ven)\b.{0,120}|volg (ons"
        r"|onze)\b.{0,40}"
        r"\b(whatsapp|facebook|instagram|twitter)\b.{0,80}"
        r"|(prenumerera|anmäl dig|meld deg|tilmeld dig|skriv dig op"
        r"|få)\b.{0,60}\bny(he[td]s)brev(et|en)?\b.{0,120}"
        r"|tilaa .{0,40}\buutiskirje(en)?\b.{0,80}"
        r"|(zapisz się|subskrybuj|zapraszamy|dołącz|obserwuj)\b.{0,60}\b(newsletter\w*"
        r"|subskrypcji|kanał\w*"
        r"|whatsapp|facebook\w*|telegramie)\b.{0,120}"
        r"|(přihlaste se|odebírejte|sledujte nás)\b.{0,60}\b(newsletter\w*|zpravodaj"
        r"|facebook\w*)\b.{0,120}"
        r"|iratkozz(on)? fel\b.{0,60}\b(hírlev\w+|newsletter\w*)\b.{0,120}"
    ),
    (
        r"(подписывайтесь|подпишитесь|читайте нас|следите)\b.{0,60}\b(канал\w*|рассылку"
        r"|телеграм|telegram|новости"
        r"|google)\b.{0,120}|(підписуйте?ся|підписуйтесь|підпишіться)\b.{0,60}\b(канал\w*"
        r"|розсилку|телеграм|telegram"
        r"|новини|google)\b.{0,120}|(ακολουθήστε|εγγραφείτε|κάντε)\b.{0,60}\b(google|facebook"
        r"|viber|instagram"
        r"|newsletter)\b.{0,120}|.{0,60}\b(bültenimize|google|whatsapp"
        r"|telegram)\b.{0,40}\b(abone|kayıt|takip) (ol|olun|et|edin)\b.{0,60}"
        r"|(ikuti|dapatkan|gabung|simak)\b.{0,80}\b(saluran|kanal|channel|whatsapp|google"
        r"|telegram)\b.{0,140}"
        r"|(theo dõi chúng tôi|theo dõi kênh|đăng ký)\b.{0,60}\b(bản tin|google|zalo|facebook"
        r"|youtube)\b.{0,100}"
        r"|(اشتركوا|تابعوا|تابعونا|انضموا)\b.{0,60}\b(النشرة|قناة|قناتنا|واتساب|تلغرام"
        r"|تليغرام|فيسبوك)\b.{0,80}"
        r"|(הירשמו|הצטרפו אלינו|עקבו אחרינו)\b.{0,60}\b(ניוזלטר|ערוץ|וואטסאפ|טלגרם|google)\b.{0,80}"
    ),
)
# Of scripts without spaces, or with few.
_DENSE_APPEALS: Final = (
    r".{0,60}무단 ?(전재|복제|배포).{0,60}"
    r"|.{0,30}(네이버|카카오|텔레그램).{0,20}(구독|추가) ?(하세요|하기|해 ?주세요|부탁).{0,40}"
    r"|.{0,30}(メルマガ|メールマガジン|ニュースレター).{0,20}(登録|購読|配信)"
    r".{0,10}(こちら|ください|無料|受付).{0,20}"
    r"|.{0,30}(无断|無断|未经授权|未經授權|転載).{0,20}(転載|禁止|转载|轉載|禁じ).{0,40}"
    r"|(请|請|欢迎|歡迎|长按|長按|扫码|掃碼|扫描|掃描|关注|關注|更多).{0,20}"
    r"(公众号|公眾號|二维码|二維碼).{0,40}"
)
# How long a text takes to be read.
_READING = (
    r"(ca\.? ?)?\d{1,3} ?[- ]?min(\.|utes?|uten)? (read|lesezeit|de lecture|de lectura|di"
    r" lettura|leestijd|czytania)"
    r"|(lesezeit|lesedauer|temps de lecture|lecture|tiempo de lectura|tempo de leitura|tempo di"
    r" lettura"
    r"|leestijd|czas czytania|doba čtení|время чтения|час читання|okuma süresi|lästid|læsetid"
    r"|lukuaika)"
    r" ?:? ?(ca\.? ?|env\.? ?|ok\.? ?)?\d{1,3} ?(min\w{0,6}|мин\w{0,4}|хв\w{0,5}|dk|dakika|')?\.?"
    r"|ten (tekst|artykuł) przeczytasz w \d{1,3} min\w{0,4}"
)
_APPEAL = re.compile("|".join(f"(?:{one})" for one in _APPEALS), re.IGNORECASE)
_DENSE_APPEAL = re.compile(_DENSE_APPEALS)
_DENSE = re.compile("[\u3040-\u9fff\uac00-\ud7a3]")
_READ = re.compile(_READING, re.IGNORECASE)
_MAX_READ: Final = 40  # characters
_MARKS: Final = '→»>–—•-*“"¿¡✉📩👉 '
_WORD = re.compile(r"[\w-]+")


def is_appeal(line: str) -> bool:
    """Say whether the line asks something of readers, or says how long reading takes."""
    if len(line) > _MAX_LINE:
        return False
    if len(line) <= _MAX_READ and _READ.fullmatch(line):
        return True
    if not line.isascii() and _DENSE.search(line):
        return _DENSE_APPEAL.fullmatch(line) is not None
    if _HINTS.isdisjoint(_WORD.findall(line.casefold())):
        return False
    return _APPEAL.fullmatch(line.lstrip(_MARKS)) is not None

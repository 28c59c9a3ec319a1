"""Who signed it?

Persons, agencies and outlets from the bylines as found; a placeholder (`admin`, `Staff`) is nobody.
"""

import re
from functools import lru_cache

from searcher.article import Author, Role, fold
from searcher.normalise.agencies import AFFILIATIONS, agency, role_of
from searcher.normalise.bylines import names
from searcher.normalise.names import restore_case
from searcher.normalise.places import PLACES
from searcher.normalise.text import clean_line
from searcher.normalise.wordlist import phrases

_TAG = re.compile(r"</?[a-zA-Z][^<>@]*>")  # an address may stand in brackets
_LOGIN = re.compile(r"(?:web|wp|site)?admin[\w.-]*")  # of who runs the site
_TOP_LEVEL = re.compile(r"\.[a-z]{2,6}$")
# Folded names that stand where nobody signed.
_NOBODY = frozenset(
    map(
        fold,
        phrases(
            """
    admin, administrator, webadmin, webmaster, root, user, super user, superuser, site admin
    anonymous, anonym, anonyme, anonimo, unknown, none, null, nan, n/a, na, tba, undefined
    default, test, author, authors, auteur, auteurs, autor, autoren, autore, various
    various authors, no author, editor, editors, the editors, editorial, editorial team
    editorial staff, editorial board, redaktion, die redaktion, redazione, la redazione
    redaccion, la redaccion, redacao, redactie, la redaction, redaksjonen, toimitus, redakcja
    редакция, 編集部, 编辑部, guest, guest author, guest contributor, guest writer, contributor
    contributors, correspondent, our correspondent, reporter, our reporter, staff, staff writer
    staff writers, staff reporter, staff reporters, staff report, staff reports, wire reports
    wire services, agencies, news agencies, news desk, newsdesk, news team, newsroom, news room
    web desk, webdesk, press release, follow, follow author, see all, wordpress, blogger
    name, datum, date, e-mail, email, publisher, wordpressadmin, wpadmin, you, us, me
    redaction, da redacao, a redacao, di redazione, archive, archives, archiv
    source, sources, submitted, published, posted, updated, written
    foreign staff, our foreign staff, agencias, وكالات, الوكالات
    redaccion web, redaksi, tim redaksi
    redakce, redakcia, redactia, redakcija, urednistvo, szerkesztoseg, редакція, ред
    haber merkezi, ban biên tập, web team, online desk, digital desk, online team, our bureau
    a staff reporter, a staff writer, a correspondent, a special correspondent
    编辑, 編輯, 記者, 记者, special correspondent, staff correspondent, 기자, 편집부
    sponsored, sponsored content, sponsored post, partner content, branded content, paid content
    advertorial, publireportage, anzeige, zvg
    twitter, facebook, instagram, linkedin, whatsapp, telegram, youtube, tiktok, pinterest, share
    綜合, 综合, agenturmaterial, mit agenturmaterial, mit material, material
    onze redactie, de redactie, van onze redactie, redaktionen, kirjoittaja, ban biên tập, bbt, pv
    phóng viên, nhóm phóng viên, tổng hợp, tim liputan, συντακτική ομάδα, σύνταξη, dış haberler
    التحرير, هيئة التحرير, فريق التحرير, قسم الأخبار, متابعات, تحریریه, مترجم
    סוכנויות הידיעות, מערכת, सोर्स, एजेंसी, एजेंसियां, ब्यूरो, न्यूज डेस्क, न्यूज़ डेस्क, डिजिटल डेस्क
    वेब डेस्क, संवाददाता, जागरण संवाददाता, विशेष संवाददाता, संवाद सूत्र
    নিজস্ব প্রতিবেদক, নিজস্ব প্রতিনিধি, স্টাফ রিপোর্টার
    স্টাফ করেসপন্ডেন্ট
    অনলাইন ডেস্ক, ডেস্ক রিপোর্ট
    নিউজ ডেস্ক, আন্তর্জাতিক ডেস্ক, প্রতিনিধি, জেলা প্রতিনিধি, বিশেষ প্রতিনিধি
    সংবাদদাতা, প্রতিবেদক
    กองบรรณาธิการ, ทีมข่าว, ผู้สื่อข่าว, 本報訊, 本报讯, 綜合報導, 综合报道, 本报记者, 本報記者, 本刊记者
    國際中心, 即時中心, 生活中心, 社會中心, 娛樂中心, 政治中心
    財經中心, 體育中心, 編輯部, 佚名, 匿名, 小编
    報道部, 取材班, 온라인뉴스팀, 디지털뉴스팀
    온라인뉴스부, 디지털뉴스부, 인터넷뉴스팀, 온라인팀, 뉴스팀
    편집국, 취재팀, 특별취재팀
    """
        ),
    )
)
# Behind one of these stands where it is: `নিজস্ব প্রতিবেদক, ঢাকা`.
_OF_A_PLACE = re.compile(r"(?:প্রতিনিধি|প্রতিবেদক|সংবাদদাতা|সংবাদদাতা|संवाददाता|ब्यूरो|डेस्क)$")


_MARK = re.compile('["“”„«»]')
_LONE_MARK = re.compile(rf"(?<!\S){_MARK.pattern}|{_MARK.pattern}(?!\S)")
_DESK = "red"  # `red/dpa`; by itself it may be somebody
# What a newsroom may be of.
_DESKS = phrases(
    """
    digital, online, web, deportes, internacional, nacional, economia, cultura, politica, sociedad
    sport, esteri, cronaca, economica
    """
)


@lru_cache(maxsize=8192)  # a corpus has few authors beside its articles
def parse_authors(bylines: tuple[str, ...], source: str | None) -> tuple[Author, ...]:
    """Give the authors in the order printed, each key once.

    `source` is the outlet as printed, if known: an author of that name is the outlet, and stands
    only where no person signs. Without any author the source itself signs.
    """
    outlet = clean_line(source) if source else ""
    outlet_key = fold(outlet)
    found: dict[str, Author] = {}
    for byline in bylines:
        for author in _authors(_as_line(byline), outlet_key):
            found.setdefault(author.key, author)
    if any(author.role == "person" for author in found.values()):
        # The outlet, and its desks: `The Paper`, `The Paper Berlin`.
        desk = f"{_TOP_LEVEL.sub('', outlet_key)} "
        for key in [k for k in found if k == outlet_key or (outlet_key and k.startswith(desk))]:
            del found[key]
    if not found and outlet_key and _is_somebody(outlet):
        return (Author(outlet, outlet_key, role="outlet"),)
    return tuple(found.values())


def _as_line(byline: str) -> str:
    """Give a byline without markup and line ends: behind more than a word these part as a bar does.

    An agency may follow a comma.
    """
    if "<" in byline:
        byline = _TAG.sub(" ", byline)
    if "\n" not in byline:
        return clean_line(byline)
    text = ""
    for line in filter(None, map(clean_line, byline.split("\n"))):
        part = " " if " " not in text else ", " if agency(line) else " | "
        text = f"{text}{part}{line}" if text else line
    return text


@lru_cache(maxsize=8192)  # a corpus has few authors beside its articles
def _authors(byline: str, outlet_key: str) -> tuple[Author, ...]:
    if outlet_key and fold(byline) == outlet_key:
        return (Author(byline, outlet_key, role="outlet"),) if _is_somebody(byline) else ()
    printed, is_source = names(byline)
    found = []
    if not byline.isascii() and printed and _OF_A_PLACE.search(printed[0]):
        printed = [name for name in printed[1:] if " " in name or agency(name)]
    for name in map(_paired, printed):
        if not _is_somebody(name):
            continue
        known = agency(name) is not None and fold(name) != outlet_key
        role: Role = role_of(name)
        if (is_source and not known) or fold(name) == outlet_key:
            role = "outlet"
        display = restore_case(_once(name)) if role == "person" else name
        author = Author(display, fold(display), role)
        if author.key:
            found.append(author)
    if any(a.role == "person" for a in found):
        found = [a for a in found if a.key not in AFFILIATIONS]
    if any(a.role == "agency" for a in found):
        found = [a for a in found if a.key != _DESK]
    return tuple(found)


def _paired(name: str) -> str:
    """Give a name without a quotation mark that has no other: `Quote" Lee`.

    One between letters belongs to them: `צה"ל`.
    """
    marks = _MARK.findall(name)
    return " ".join(_LONE_MARK.sub("", name).split()) if len(marks) == 1 else name


def _once(name: str) -> str:
    """Give `Ann Lee` for `Ann Lee Ann Lee`: the name of a picture, and what it links to."""
    words = name.split()
    half = len(words) // 2
    return " ".join(words[:half]) if half > 1 and words[:half] == words[half:] else name


def _is_somebody(name: str) -> bool:
    key = fold(name)
    return (
        key not in _NOBODY
        and not _is_office(key)
        and not _LOGIN.fullmatch(key)
        and any(c.isalpha() for c in key)
        and "@" not in name
        and not re.match(r"[{$]|.*[{}]", name)  # a template that was not filled in
        and not re.match(r"https?:|[a-z]{2,6}://|www\.", key)
    )


def _is_office(key: str) -> bool:
    """Say whether it is a newsroom and its place: `Redacción Madrid`."""
    first, _, place = key.partition(" ")
    return first in _NOBODY and (place in PLACES or place in _DESKS)

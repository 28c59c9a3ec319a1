"""Which lines lead away from an article? `Read more: …` and `You may also like`, in many languages.

As in `chrome`, each table is matched against a whole line: the same words in a sentence are text.
"""

import re
from typing import Final

_MAX_LINE: Final = 300  # characters; a longer line is text, whatever it begins with
_MAX_HEADING: Final = 80  # characters
_MAX_HEADLINE: Final = 160  # characters, of another page with its label

# What stands before the headline of another page, joined to it by a colon or the like.
LABELS: Final = (
    r"(read|see|watch|also read|more|read also|see also)( more| also| next)?( on [\w .]{1,30})?",
    r"related( (article|story|stories|news|content|video|coverage))?s?|don['’]t miss|more on this",
    r"also on [\w .]{1,30}|up next|recommended|must read|in case you missed it|further reading",
    (
        r"(lesen sie|lies|mehr|lesen|sehen sie|schauen sie)( dazu| hierzu)?"
        r"( auch| hier| mehr| weiter)?( zum thema)?( dazu)?"
    ),
    r"auch interessant|schon gelesen|passend dazu|zum thema|mehr zum thema|zum artikel|siehe auch",
    (
        r"(à )?lire (aussi|également)|lire la suite|voir aussi|à (lire|voir|découvrir)( aussi)?"
        r"|sur le même sujet"
    ),
    (
        r"(lee|leer|ver|vea|mira|mire|puedes (leer|ver)|te puede interesar|le puede interesar"
        r"|te recomendamos|también te puede interesar|lea)( también| además| más)?"
    ),
    r"(leia|veja|confira|saiba)( também| mais)?|leia ainda",
    r"(leggi|guarda)( anche| pure)?|potrebbe interessarti( anche)?",
    (
        r"lees (ook|meer|verder)|bekijk ook|läs (också|mer|även)|les (også|mer)|læs (også|mere)"
        r"|lue (myös|lisää)"
    ),
    (
        r"(czytaj|przeczytaj|zobacz|sprawdź)( także| też| również| więcej)?|dowiedz się więcej"
        r"|polecamy|čtěte (také|více|též)|související"
    ),
    (
        r"читайте (также|ещё|еще|по теме)|по теме|смотрите также|читайте також|ilgili haber(ler)?"
        r"|baca juga|simak juga|lihat juga|関連記事|あわせて読みたい"
    ),
    (
        r"читайте (теж|ще)|дивіться також|прочетете (още|също)|вижте (още|също)|прочитајте (и|још)"
        r"|čitajte (i|još)|pročitajte (i|još)|povezano|vezane vijesti|preberite (tudi|še)"
        r"|čítajte (tiež|aj|viac)|prečítajte si( aj| tiež)?|přečtěte si( také)?|mohlo by vás"
        r" zajímat"
    ),
    (
        r"olvas(d|sa) (el|tovább)( ezt)? is|kapcsolódó( cikk(ek|ünk)?)?|citește (și|mai (mult"
        r"|multe))"
        r"|citiți și|vezi și|διαβάστε (επίσης|ακόμα|ακόμη|και)|δείτε (επίσης|ακόμα|και)"
        r"|διάβασε (επίσης|ακόμα)|ayrıca (oku|okuyun|bak(ın)?)|bunlar da ilginizi çekebilir"
        r"|skaitykite (taip pat|daugiau)|taip pat skaitykite|lasi (arī|vēl)|lasiet arī|loe (ka"
        r"|lisaks|veel)"
    ),
    (
        r"xem (thêm|ngay)|đọc (thêm|tiếp)|mời (xem|đọc)( thêm)?|tin liên quan|อ่าน(เพิ่มเติม|ต่อ)"
        r"|ข่าวที่เกี่ยวข้อง"
        r"|यह भी (पढ़ें|देखें)|ये भी पढ़ें|इसे भी पढ़ें|আরও (পড়ুন|দেখুন)|மேலும் (படிக்க|வாசிக்க)"
    ),
    (
        r"(اقرأ|اقرئي|شاهد|طالع|إقرأ)( أيض[اًا]{1,2}| المزيد| كذلك)?|مواضيع ذات صلة|بیشتر بخوانید"
        r"|(همچنین )?بخوانید|مطالب مرتبط|یہ بھی (پڑھیں|دیکھیں)|קראו (גם|עוד)|קרא (גם|עוד)|ראו גם"
        r"|עוד בנושא|לקריאה נוספת|관련 ?(기사|뉴스)|相关(阅读|新闻|报道)|相關(閱讀|新聞|報導)"
        r"|延伸(阅读|閱讀)"
        r"|更多(阅读|閱讀)|推荐阅读|推薦閱讀|関連(ニュース|リンク)|【関連(記事|ニュース)】"
        r"|こちらも読む"
    ),
)
# Headings of a list of other pages, standing alone.
HEADINGS: Final = (
    (
        r"(you (may|might)( also)? (like|be interested in|enjoy)|related|more|recommended|trending"
        r"|popular|latest|top) ?((articles?|stories|news|posts|topics|content|reading|links"
        r"|videos?"
        r"|for you|now|coverage))?"
    ),
    r"more (from|on|in|about) .{1,50}|read (more|next|also)|also (on|in) .{1,40}|don['’]t miss",
    r"(read )?other (articles|posts|stories)",
    (
        r"(das )?(könnte|dürfte) (sie|dich|euch) auch interessieren|das thema könnte dich auch"
        r" interessieren|auch interessant|auch auf [\w.]{2,30}|schon gelesen|zum weiterlesen"
        r"|(mehr|weitere[sr]?|verwandte|ähnliche|aktuelle|passende)( aktuelle| interessante)?"
        r" (zum thema|artikel|beiträge|themen|meldungen|nachrichten|news|infos|informationen"
        r"|links)\b.{0,50}|(mehr|lesen sie) zum thema\b.{0,40}"
        r"|lesen sie (auch|hier|mehr)\b.{0,40}|entdecke weitere .{1,40}"
    ),
    (
        r"(articles?|contenus?) (liés|similaires|associés|recommandés)|à lire aussi|voir aussi"
        r"|sur le même sujet|les plus lus"
    ),
    (
        r"(te|le|os) puede(n)? interesar|también te puede(n)? interesar"
        r"|(contenido|contenidos|noticias|notas|artículos) relacionad[oa]s?|temas( relacionados)?"
        r"|más (noticias|sobre .{1,40}|leídas)|lo más (visto|leído)"
    ),
    (
        r"você pode gostar|(notícias|matérias|artigos) relacionad[oa]s|veja (também|mais)"
        r"|leia também|saiba mais|mais lidas"
    ),
    r"(leggi anche|articoli correlati|potrebbe interessarti|ti potrebbe interessare)( anche)?",
    r"lees ook|gerelateerde? .{1,30}|läs också|läs mer|les også|læs også|lue myös",
    (
        r"(czytaj|zobacz|przeczytaj) (także|też|również|więcej)|polecamy|powiązane( artykuły)?"
        r"|čtěte také|související( články| články)?|související témata"
    ),
    (
        r"читайте также|по теме|похожие (статьи|новости)|benzer haberler|ilgili haberler|baca juga"
        r"|berita terkait|関連記事|関連ニュース|相关(阅读|新闻|报道)|相關(閱讀|新聞|報導)"
        r"|延伸(阅读|閱讀)"
    ),
    (
        r"читайте (ещё|еще|також|теж)|схожі (статті|новини)|свързани (статии|новини)|още по темата"
        r"|прочетете още|pročitajte (i|još)|povezan[ei] (članci|vijesti)|preberite (tudi|še)"
        r"|čítajte (tiež|aj)|súvisiace( články)?|mohlo by vás (také )?zajímat|kapcsolódó"
        r" cikk(ek|ünk)"
        r"|(olvasta már|ajánlott cikkek|citește și|articole similare|pe aceeași temă)"
    ),
    (
        r"διαβάστε (επίσης|ακόμα|ακόμη)|σχετικά (άρθρα|νέα)|bunlar da ilginizi çekebilir"
        r"|skaitykite (taip pat|daugiau)|susiję straipsniai|lasi arī|saistītie raksti|loe (ka"
        r"|lisaks)"
        r"|lue (myös|lisää)|aiheesta lisää|بابەت(ی|ە) پەیوەندیدار(ەکان)?|هەواڵی پەیوەندیدار"
        r"|زیاتر بخوێنەوە|läs mer om .{1,40}|les mer om .{1,40}|læs mere om .{1,40}"
        r"|tin liên quan|bài liên quan|xem thêm|đọc thêm|ข่าวที่เกี่ยวข้อง|อ่านเพิ่มเติม|यह भी पढ़ें"
        r"|संबंधित खबरें|আরও পড়ুন"
    ),
    (
        r"(اقرأ|شاهد) أيض[اًا]{1,2}|(مواضيع|مقالات|أخبار) ذات صلة|بیشتر بخوانید|(مطالب|اخبار) مرتبط"
        r"|קראו (גם|עוד)|עוד בנושא|כתבות נוספות|관련 ?(기사|뉴스)|함께 (본|볼만한) (기사|뉴스)"
        r"|많이 본 (기사|뉴스)"
    ),
)
# At the end of a text only: what the house wants of its readers, and who it is.
PROMOTION: Final = (
    (
        r"(follow|like|join|find) (us|me|him|her|them|[\w @.’']{2,40})\b.{0,20}\b(on|at)\b.{0,40}"
        r"\b(twitter|facebook|instagram|youtube|linkedin|whatsapp|telegram|tiktok"
        r"|social media|x)\b.*"
    ),
    (
        r"(click|tap) here\b.{0,100}|(sign|subscribe|register)\b.{0,120}\b(newsletters?|e-?mails?"
        r"|inbox|updates|edition|channel|alerts|app)\b.*|(get|download)\b.{0,80}\b(app"
        r"|newsletters?|inbox"
        r"|by e-?mail)\b.*"
    ),
    (
        r".{0,40}\b(abonnieren|newsletter|suscr[ií]bete|abonnez-vous|iscriviti|assine"
        r"|inscreva-se)\b"
        r".{0,160}"
    ),
    (
        r"(©|\(c\)|copyright\b).*|.{0,120}\b(all rights reserved|alle rechte vorbehalten"
        r"|tous droits réservés|todos los derechos reservados|todos os direitos reservados)"
        r"\b.{0,40}"
    ),
    (
        r".{0,80}\b(reproduction interdite|wszelkie prawa zastrzeżone|все права защищены"
        r"|minden jog fenntartva|(усі|всі) права захищені|усі права захищено|передрук заборонено"
        r"|alle rechten voorbehouden|všechna práva vyhrazena|všetky práva vyhradené"
        r"|tüm hakları saklıdır|prohibida (su|la) reproducción|riproduzione riservata|sva prava"
        r" pridržana"
        r"|preluarea (textului|articolului)|με επιφύλαξη παντός|kopiering förbjuden)\b.{0,100}"
    ),
    (
        r"(have|got) (a|any) (news )?(tip|story|question|view)s?\b.{0,160}"
        r"|(submit|send|e-?mail) .{0,60}\b(letters?|editor|feedback|tips?)\b.{0,160}"
    ),
    (
        r"(this|the) (article|story|post) (was |has been )?(originally |first )?(appeared"
        r"|published)\b.{0,120}"
    ),
    r"our standards ?:.*",
    r"(tags?|topics?|themen|schlagworte|schlagwörter|temas|etiquetas) ?:.{0,200}",
    (
        r"(credit|crédits?|foto|fotos|photo|photos|bild|bilder|bildquelle|quelle"
        r"|(rubriklisten|titel|symbol|artikel|vorschau|beitrags|auf)(bild|foto))s?( photos?)? ?:"
        r".{0,80}"
    ),
    r"(ihre meinung|senden sie|schreiben sie) .{0,160}\b[\w.+-]+@[\w.-]+\b.{0,20}",
)


def _table(patterns: tuple[str, ...]) -> str:
    return "|".join(f"(?:{pattern})" for pattern in patterns)


_LABEL = re.compile(rf"\W{{0,3}}(?:{_table(LABELS)})\W{{1,5}}(?=\w)", re.IGNORECASE)
_JOINT = re.compile("[:|»>→]")
_LABELLED = re.compile(rf"\W{{0,3}}(?:{_table(LABELS)}) ?[:|»>→] ?\S.*", re.IGNORECASE)
_HEADING = re.compile(rf"\W{{0,3}}(?:{_table(HEADINGS)})\W{{0,5}}", re.IGNORECASE)
_PROMOTION = re.compile(rf"\W{{0,3}}(?:{_table(PROMOTION)})", re.IGNORECASE)


def is_related(line: str) -> bool:
    """Say whether the line is a link to another page, or the heading of such links."""
    if len(line) > _MAX_LINE:
        return False
    # Most lines have no mark that could stand behind a label.
    joined = _JOINT.search(line) is not None and _LABELLED.fullmatch(line) is not None
    return joined or opens_related(line)


def labelled(line: str) -> str | None:
    """Give what stands behind a label such as `Read also`, which may be a headline or not."""
    found = _LABEL.match(line) if len(line) <= _MAX_HEADLINE else None
    return line[found.end() :] if found else None


def opens_related(line: str) -> bool:
    """Say whether the line is the heading of links to other pages."""
    return len(line) <= _MAX_HEADING and _HEADING.fullmatch(line) is not None


def is_promotion(line: str) -> bool:
    """Say whether the line, at the end of a text, is the house's own."""
    return len(line) <= _MAX_LINE and _PROMOTION.fullmatch(line) is not None

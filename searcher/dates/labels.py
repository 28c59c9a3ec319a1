"""What is written before a date (`Published:`), and what is no date at all (`2 hours ago`)?

Rows of plain spellings in many languages; `_` stands for a space inside one.
"""

import re
from functools import cache

from searcher.dates import words

PUBLISHED = (
    "first_published originally_published published publication_date pub_date posted"
    " submitted released"
    " release_date created issued filed added written date dated édition_du ausgabe_vom"
    " publicado publicada publié"
    " publiée pubblicato pubblicata veröffentlicht publiziert erschienen erstellt datum fecha data"
    " gepubliceerd geplaatst publicerad publicerat publisert publiceret offentliggjort julkaistu"
    " opublikowano publikováno publikované objavljeno publikuota publicat megjelent yayınlanma"
    " yayınlanma_tarihi yayın_tarihi опубликовано опубліковано публикувано δημοσιεύτηκε"
    " δημοσίευση ngày"
    " 发布时间 发布 發布時間 公開日 公開 掲載日 投稿日 게시 등록 입력 승인 تاريخ_النشر نشر פורסם"
    " تاریخ_انتشار انتشار منتشر_شده تاریخ نشر_في"
    " giriş_tarihi yayınlandı data_publikacji data_publicării data_de_publicação vydáno zveřejněno"
    " közzétéve dipublikasikan diterbitkan tayang ngày_đăng เผยแพร่ วันที่ प्रकाशित creada creado"
    " fecha_de_publicación data_pubblicazione date_de_publication 公開日時 发表于 发表时间 등록일"
    " 작성일 기사입력"
    " artikel_vom mis_en_ligne mise_en_ligne rédigé posté dodano publikacja utworzono data_dodania"
    " létrehozva giriş oluşturulma_tarihi oluşturulma oluşturma eklenme eklenme_tarihi"
    " дата_публикации дата_публікації дата نشر نشر_بتاريخ تم_النشر تم_النشر_في تم_نشره_في"
    " زمان_انتشار تاریخ_درج تاریخ_خبر منتشر_شده_در"
    " प्रकाशित_तिथि प्रकाशन_तिथि প্রকাশ প্রকাশিত প্রকাশের_সময়"
    " 时间 時間 日期 出版時間 出版时间 配信日時 配信 掲載 송고시간 송고 최초입력 기사승인 기사등록"
    " 발행 발행일 dipublikasikan_pada terbit postado criado udgivet vytvořeno thời_gian xuất_bản"
)
UPDATED = (
    "last_updated last_update last_modified last_revised updated update modified edited revised"
    " actualizado actualizada última_actualización atualizado atualizada mis_à_jour modifié"
    " aggiornato modifica modificato"
    " aktualisiert zuletzt_aktualisiert letzte_aktualisierung geändert zuletzt_geändert"
    " editiert stand bijgewerkt laatst_bijgewerkt uppdaterad uppdaterat oppdatert opdateret"
    " päivitetty aktualizacja zaktualizowano aktualizováno güncelleme güncelleme_tarihi"
    " laatst_gewijzigd gewijzigd última_modificación última_atualização ultimo_aggiornamento"
    " dernière_mise_à_jour senast_uppdaterad sist_oppdatert sidst_opdateret ostatnia_aktualizacja"
    " data_aktualizacji actualizat frissítve módosítva diperbarui cập_nhật ενημερώθηκε ενημέρωση"
    " изменено"
    " letzte_änderung letztes_update آخر_تحديث 最后更新 最后修改 更新日時 अपडेटेड"
    " son_güncelleme обновлено оновлено 更新时间 更新時間 更新日 更新 最終更新 수정 تحديث עודכן"
    " laatste_update τελευταία_ενημέρωση ανανεώθηκε আপডেট সর্বশেষ_আপডেট"
    " อัปเดต อัปเดตล่าสุด อัพเดต ปรับปรุงล่าสุด"
    " แก้ไขล่าสุด 最新更新 업데이트 최종수정 기사수정 pembaruan aktualizace aktualizované actualizare"
    " dernière_modification תאריך_עדכון עודכן_לאחרונה به‌روزرسانی"
)
RELATIVE = (
    "ago yesterday today tomorrow tonight just_now moments_ago last_week this_morning hace ayer"
    " hoy mañana il_y_a hier aujourd'hui vor gestern heute há ontem hoje fa ieri oggi"
    " geleden gisteren vandaag sedan igår idag siden i_dag i_går sitten eilen tänään temu wczoraj"
    " dzisiaj dziś před včera dnes pred včeraj danes prije jučer danas пре јуче данас преди вчера"
    " днес назад сегодня тому учора сьогодні acum azi astăzi ezelőtt órája perce napja"
    " tegnap ma πριν χθες σήμερα önce dün bugün əvvəl dünən prieš vakar šiandien pirms šodien"
    " tagasi eile täna منذ قبل أمس اليوم پیش دیروز امروز לפני אתמול היום पहले कल आज আগে গতকাল আজ"
    " ที่แล้ว ที่ผ่านมา เมื่อวาน วันนี้ lalu kemarin hari_ini trước hôm_qua hôm_nay semalam"
)


# A span such as `13 min`, and what makes it relative beyond doubt: in Spanish `ago` is August.
_SPAN = (
    r"\d{1,3}\s?(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|wks?|weeks?"
    r"|mos?|months?|y|yrs?|years?)"
)


def _either(row: str) -> str:
    """Give an alternative of all forms in a row, the longest first."""
    forms = sorted((words.fold(form) for form in row.split()), key=len, reverse=True)
    return "|".join(map(re.escape, forms)).replace("_", " ")


@cache
def _label() -> re.Pattern[str]:
    """Match a label at the start, with what joins it to the date."""
    joint = (
        r"(?:\s?[:|·-]\s?|\son:?\s|\s(?:at|the|el|le|am|em|il|op|den|dne|dnia|la|a)\s|\s|(?=\d))"
    )
    return re.compile(f"(?:(?P<updated>{_either(UPDATED)})|{_either(PUBLISHED)}){joint}")


@cache
def _second_label() -> re.Pattern[str]:
    """Match the stamp of an update behind another stamp."""
    return re.compile(rf"[\s,;|·(/-]+(?:{_either(UPDATED)})[\s:].*")


@cache
def _relative() -> re.Pattern[str]:
    """Match a word that ties a time to now, or a span on its own: `2h`, `3 days`."""
    return re.compile(rf"(?<!\w)(?:{_either(RELATIVE)})(?!\w)|^{_SPAN}$|[前昨今]|전$|어제|오늘")


@cache
def _ago() -> re.Pattern[str]:
    return re.compile(rf"{_SPAN}\sago\b")


# What stands behind a stamp and is none: how long reading takes, where it is from, and the time in
# another zone.
_BEHIND = re.compile(
    r"\W+\d{1,3}[ -]?min(?:ute)?s?\.? read$|\s+(?:来源|來源)\s?[:：].*$"
    r"|(?<=[A-Z]) \(\d{1,2}:\d\d [A-Z]{2,4}\)$"
)

# Who wrote it, behind a stamp and before it: `30 January 2026 by Jane Roe`. A name has no digits.
_SIGNED_BEHIND = re.compile(
    r"(.*\d.*?)[\s,;|·•–—-]+(?:by|von|par|por|di|door|av|af):?\s+[^\W\d][^\d|]*(?:\|.*)?",
    re.IGNORECASE,
)
_SIGNED_BEFORE = re.compile(
    r"(?:(?:posted|written|published|submitted|created|added)\s)?(?:by|von|par|por|door):?\s+"
    r"(?=[^\W\d])(?:\D*[|·•]|\D*\s(?:on|am|le|el|il|op|den)\s|\D*?(?:,|\s[–—-])\s)\s?"
    r"(?=\D{0,30}\d)",
    re.IGNORECASE,
)

# What stands behind a date in Japan and China: `2024年3月3日 14:05更新`.
_EAST_ASIAN_LABEL = re.compile(
    r"(?<=[\d日分時)])\s?(?:(更新|改訂)|公開|配信|掲載|発行|付け?|发布|發布|訊|讯)$"
)
# `Kompas.com - 03/03/2024, 14:05 WIB`
_SITE = re.compile(r"[a-z][\w-]{1,30}(?:\.[a-z]{2,4}){1,2}\s[-|,]\s(?=\D{0,20}\d)", re.IGNORECASE)

# `São Paulo, 3 mar 2024`, `Rio de Janeiro - 3 mar 2024`: a place has up to three words.
_PARTICLES = frozenset(
    ("da", "de", "di", "do", "del", "la", "le", "am", "an", "der", "den", "sur", "upon", "of")
)
_SAINT = re.compile(r"^(?:St|Ste|Mt|Ft|Pt)\. ")
_PLACE = re.compile(
    r"((?:(?:St|Ste|Mt|Ft|Pt)\. )?[^\W\d_]+(?:[ '’-](?:[a-z]{2,5}[ -])?[^\W\d_]+){0,2})"
    r"(,\s?|\s-\s|\s)(?=[^\s\d]{0,12}\s?[^\s\d]{0,12}\s?\d)"
)
# Who sent it, behind a dateline: `LONDON, Jan 30 2026 (Reuters)`.
_SENDER = re.compile(
    r"\s\((?:[A-Z]{2,5}|REUTERS|Reuters|Bloomberg|Xinhua|Kyodo|Interfax|dpa)\)\s?$"
)
# What has a comma or dash behind it and is no place: the day is another's than the publication's.
_NO_PLACES = (
    "accessed retrieved expires expired until till since before after from deadline due born"
    " died version release starts ends opens closes archived captured printed valid"
    " geboren gestorben bis ab seit gültig abgerufen hasta desde nacido murió jusqu'au depuis"
    " né née mort décès fino dal nato morto até nascido tot vanaf tom"
)


@cache
def _not_places() -> frozenset[str]:
    return frozenset(words.key(words.fold(word)) for word in _NO_PLACES.split())


@cache
def _original() -> re.Pattern[str]:
    """Match the label of the publication behind the stamp of an update."""
    return re.compile(rf"[\s,;|·(/-]+(?:original|{_either(PUBLISHED)})\s?(?::\s?|\son\s|\s)")


def without_label(text: str) -> tuple[str, bool]:
    """Give the stamp behind a label, and whether the label says that it is an update.

    `Published 5 May 2026, updated 6 May 2026` is two stamps; that of the update is cut off,
    wherever it stands, and so is who wrote it. What had labels comes back folded.
    """
    text, updated = _BEHIND.sub("", text), False
    if not text.isascii() and (named := _EAST_ASIAN_LABEL.search(text)):
        text, updated = text[: named.start()], named[1] is not None
    elif site := _SITE.match(text):
        text = text[site.end() :]
    behind = _SIGNED_BEHIND.fullmatch(text)
    if behind and not _second_label().search(words.fold(text)):
        text = behind[1]
    if before := _SIGNED_BEFORE.match(text):
        text = text[before.end() :]
    folded = words.fold(text)
    first = _label().match(folded, 1 if folded[:1] == "(" else 0)
    start = first.end() if first else 0
    if first and first["updated"] and (published := _original().search(folded, start)):
        return folded[published.end() :].strip(), False
    second = _second_label().search(folded, start)
    if not (first or second):
        return text, updated
    end = second.start() if second else len(folded)
    stamp = folded[start:end].strip()
    if folded[:1] == "(":
        stamp = stamp.removesuffix(")")
    return stamp, updated or bool(first and first["updated"])


def without_place(text: str, *, signed: bool) -> str | None:
    """Give what stands behind a name of one to three words in capitals, None if there is none.

    A comma or dash joins them; `signed`: behind who wrote it a space will do.
    """
    if not text[:1].isupper() or not (found := _PLACE.match(text)):
        return None
    if found[2] == " " and not signed:
        return None
    names = re.split(r"[ '’-]", _SAINT.sub("", found[1]))
    if not all(name[:1].isupper() or name in _PARTICLES for name in names):
        return None
    known = words.table()
    if names[1:] == ["de", "Janeiro"]:
        names = names[:1]  # a place with a month in its name
    folded = [words.key(words.fold(name)) for name in names if name not in _PARTICLES]
    if any(name in known.roles or name in _not_places() for name in folded):
        return None
    if is_relative(found[1]) or _label().match(words.fold(found[1]) + ": "):
        return None
    return _SENDER.sub("", text[found.end() :])


def is_signed(text: str) -> bool:
    """Say whether a text with a stamp tells who wrote it, too, or where it is from."""
    return bool(
        _SIGNED_BEHIND.fullmatch(text) or _SIGNED_BEFORE.match(text) or _BEHIND.search(text)
    )


def is_relative(text: str) -> bool:
    """Say whether a text without a full date names a time by its distance from now."""
    return _relative().search(words.fold(text)) is not None


def is_ago(text: str) -> bool:
    """Say whether a text is a span of the past in English, whatever its words mean elsewhere."""
    folded = words.fold(text)
    return "ago" in folded and _ago().search(folded) is not None

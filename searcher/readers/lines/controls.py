"""Which lines of a page are its controls? Buttons, counts and notes of its own, in many languages.

As in `chrome`, each table is matched against a whole line; the same words in a sentence are text.
"""

import re
from typing import Final

_MAX_LINE: Final = 80  # characters
_MARKS: Final = " -–—•·|*_▼▲»›>→【】[]（）()"

# What stands in a row of buttons.
_BUTTONS: Final = (
    r"kommentare|kommentieren|drucken|teilen|merken|vorlesen|speichern|mailen|e-?mail|facebook"
    r"|twitter|whatsapp|telegram|linkedin|pinterest|reddit|pocket|share|save|print|listen"
    r"|comments?"
    r"|tweet|copy|link|partager|imprimer|commenter|enregistrer|compartir|guardar|imprimir|comentar"
    r"|condividi|salva|stampa|udostępnij|zapisz|drukuj|sdílet|tisk|megosztás|paylaş|kaydet|yazdır"
)
# Controls wherever they stand alone.
ANYWHERE: Final = (
    r"(loading|please wait|lädt|chargement|cargando)( [\w' ]{1,30})? ?(\.\.\.|…)",
    (
        r"sponsored (ads?|links?|stories|by)|anzeige|werbung|publicité|publicidade?|pubblicità"
        r"|реклама|広告"
    ),
    (
        r"\d{1,5} (commentaires?|kommentare?|kommentarer|comentarios?|comentários?|comment[io]"
        r"|reacties?|komentarz[ey]?|yorum|комментари(й|я|ев)|коментара?|hozzászólás)"
    ),
    (
        r"(commenter|kommentieren|comentar|commenta|reageren|reageer|skomentuj|комментировать"
        r"|(keine|aucun|sin|nessun|geen) (kommentare|commentaires?|comentarios|commento|reacties))"
    ),
    (
        r"main content|(zum|direkt zum) (haupt)?inhalt( springen)?|aller au contenu( principal)?"
        r"|(ir|saltar) al contenido( principal)?|(ir|pular) para o conteúdo|vai al contenuto"
        r"|przejdź do treści|본문 ?바로가기|콘텐츠 ?바로가기|메뉴 ?바로가기"
    ),
    (
        r"(teilen|drucken|partager|imprimer|compartir|imprimir|compartilhar|condividi|stampa|delen"
        r"|udostępnij|drukuj|поделиться|печать|paylaş|yazdır|공유(하기)?|기사보내기|인쇄(하기)?)"
        r"|((この|本)?(記事|ニュース)を?)?(シェア|ツイート|印刷|保存)(する)?|分享(到|至)?|打印"
        r"|收藏"
    ),
    rf"(?:(?:{_BUTTONS})[ ,|·/•]{{1,3}}){{1,7}}(?:{_BUTTONS})",
    (
        r"(text|font)[ -]?size|(schrift|text)größe|taille d(u texte|e la police)|tamaño d(e letra"
        r"|el texto)|размер (на )?шрифта|字号|字體大小|字体大小|文字サイズ|글자 ?크기( ?조절)?"
        r"|폰트"
    ),
)
# Controls at the end of a text.
TAIL: Final = (
    r"[【\[(（]?纠错[】\])）]?|(report|suggest) (an? )?(error|correction|typo)|fehler melden",
    (
        r"((last|zuletzt|dernière) )?(updated?|mise? à jour|aktualisiert|actualizad[oa]"
        r"|atualizad[oa]|aggiornat[oa]|обновлено)( le| on| am| el| em| il)? ?:? ?"
        r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}"
        r"([\s,|–-]*(at|um|à|às|ore|a las)?\s*\d{1,2}[:.h]\d\d( ?uhr)?)?"
    ),
    (
        r"[【\[(（]?((责任|責任)?(编辑|編輯)|责编|責編|校对|审核|编审)( ?[:：丨/／] ?\S{1,10}"
        r"( (责编|编辑|校对|审核|编审) ?[:：丨/／] ?\S{1,10}){0,3})[】\])）]?"
    ),
    (
        r"\d{4}[-./年]\d{1,2}[-./月]\d{1,2}日?( \d{1,2}:\d\d(:\d\d)?)?.{0,40}"
        r"(来源|來源|作者|编辑|編輯) ?[:：].{0,40}"
    ),
    r"(source )?(url|link|permalink) ?: ?https?://\S+",
)
# What a house puts where it breaks a text off, with its offer below.
BREAKS_OFF: Final = (
    (
        r"(subscribe |sign up |register |log in )?(now )?to (continue|keep) reading\b.{0,60}"
        r"|this (article|content|story) is (for|only (for|available to)|reserved for|exclusive to)"
        r" (our |paying )?(subscribers|members)\b.{0,40}|already (a )?(subscriber|member)\b.{0,40}"
    ),
    (
        r"(jetzt )?weiterlesen mit .{1,40}|(sie möchten|möchten sie|jetzt) weiterlesen\b.{0,30}"
        r"|dieser artikel ist (nur )?für (unsere )?abonnenten\b.{0,40}"
        r"|(sie haben )?bereits (ein abo|abonnent|registriert)\b.{0,40}"
    ),
    (
        r"(cet )?article (est )?réservé (à nos|aux) abonnés\b.{0,40}|déjà abonnée?\b.{0,40}"
        r"|il (vous )?reste .{1,40} à lire\b.{0,60}"
    ),
    (
        r"(contenido|artículo) (exclusivo|solo) para suscriptores\b.{0,40}"
        r"|(suscríbete )?para (seguir|continuar) leyendo\b.{0,60}"
        r"|¿?ya (eres|es) suscriptora?\b.{0,40}"
        r"|conteúdo exclusivo para assinantes\b.{0,40}|já é assinante\b.{0,40}"
    ),
    (
        r"(contenuto|articolo) riservato agli abbonati\b.{0,40}|sei già abbonato\b.{0,40}"
        r"|(wil je )?verder lezen\?.{0,40}|(ben je )?al abonnee\b.{0,40}"
        r"|(det här är )?en låst artikel\b.{0,100}|(vill du )?läsa? vidare\?.{0,40}|redan"
        r" prenumerant\b.{0,40}"
    ),
    (
        r"(dalsza część|treść) .{0,40}dla (prenumeratorów|subskrybentów)\b.{0,40}"
        r"|(статья|материал|полный текст) доступ(ен|на) (только )?(подписчикам|по подписке)\b"
        r".{0,40}"
        r"|この記事は(有料)?会員(限定|向け).{0,30}|続きを読むには.{0,40}|残り ?\d{1,5}"
        r" ?文字.{0,30}"
    ),
)


def _table(patterns: tuple[str, ...]) -> re.Pattern[str]:
    body = "|".join(f"(?:{pattern})" for pattern in patterns)
    return re.compile(rf"(?:{body})\W{{0,3}}", re.IGNORECASE)


_ANYWHERE, _TAIL, _BREAKS_OFF = _table(ANYWHERE), _table(TAIL), _table(BREAKS_OFF)


def is_control(line: str) -> bool:
    """Say whether the line is a control wherever it stands; `line` has single spaces only."""
    return len(line) <= _MAX_LINE and _ANYWHERE.fullmatch(line) is not None


def breaks_off(line: str) -> bool:
    """Say whether the line tells that the text is for those who pay."""
    return len(line) <= 2 * _MAX_LINE and _BREAKS_OFF.fullmatch(line) is not None


def is_last_control(line: str) -> bool:
    """Say whether the line, at the end of a text, is a control, or of dashes and brackets."""
    if len(line) > _MAX_LINE:
        return False
    return (
        _ANYWHERE.fullmatch(line) is not None
        or _TAIL.fullmatch(line) is not None
        or not line.strip(_MARKS)
    )

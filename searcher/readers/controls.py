"""Which lines of a page are its controls? Buttons, counts and notes of its own, in many languages.

As in `chrome`, each table is matched against a whole line; the same words in a sentence are text.
"""

import re
from typing import Final

_MAX_LINE: Final = 80  # characters
_MARKS: Final = " -–—•·|*_▼▲»›>→【】[]（）()"

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
        r"|((この|本)?(記事|ニュース)を?)?(シェア|ツイート|印刷|保存)(する)?|分享(到|至)?|打印|收藏"
    ),
    (
        r"(text|font)[ -]?size|(schrift|text)größe|taille d(u texte|e la police)|tamaño d(e letra"
        r"|el texto)|размер (на )?шрифта|字号|字體大小|字体大小|文字サイズ|글자 ?크기( ?조절)?|폰트"
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
)


def _table(patterns: tuple[str, ...]) -> re.Pattern[str]:
    body = "|".join(f"(?:{pattern})" for pattern in patterns)
    return re.compile(rf"(?:{body})\W{{0,3}}", re.IGNORECASE)


_ANYWHERE, _TAIL = _table(ANYWHERE), _table(TAIL)


def is_control(line: str) -> bool:
    """Say whether the line is a control wherever it stands; `line` has single spaces only."""
    return len(line) <= _MAX_LINE and _ANYWHERE.fullmatch(line) is not None


def is_last_control(line: str) -> bool:
    """Say whether the line, at the end of a text, is a control, or of dashes and brackets."""
    if len(line) > _MAX_LINE:
        return False
    return (
        _ANYWHERE.fullmatch(line) is not None
        or _TAIL.fullmatch(line) is not None
        or not line.strip(_MARKS)
    )

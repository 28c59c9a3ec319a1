"""Which lines of a scraped page are no part of its text?

Three tables, each matched against a whole line with its white space collapsed, and never against
a part of one: the same words inside a sentence are text.
"""

import re
from typing import Final

from searcher.readers.lines.related import opens_related

MAX_LINE: Final = 300  # characters; a longer line is text, whatever it begins with

_FLAGS = re.IGNORECASE

# A picture's place on the page. In a list of cards each card begins with one.
MARKERS: Final = (r"placeholder", r"image placeholder", r"thumbnail( image)?", r"card image")
# So it does where programs describe pictures; in an article these words stand as well.
PICTURES: Final = (
    r"image|photo|picture|bild|foto|imagen|imagem|immagine|afbeelding",
    r"изображение|фото|图片|圖片|画像|사진|صورة",
)

# Headings of a list of other articles.
OTHERS: Final = (
    r"related( (articles?|stories|news|posts|topics|content|reading))?|more from .{1,40}",
    r"you (may|might) also like|recommended( for you| stories)?|trending( now)?|more stories",
    r"(most|latest|popular|top) (read|popular|viewed|news|articles|stories)|editor['’]s picks?",
)

_NETWORK: Final = (
    r"(facebook|twitter|x|linkedin|whatsapp|telegram|reddit|pinterest|e-?mail|copy link)"
)
_THIS: Final = r"( this( article| story| post)?)?"
# Lines that are chrome wherever they stand alone.
ANYWHERE: Final = (
    *MARKERS,
    *PICTURES,
    r"go ?(to ?)?(the )?top|(back|scroll) to top|quotes?",
    rf"(share|tweet|print|save|bookmark|like|follow|comments?){_THIS}",
    rf"share (on|to|via) [\w .]{{1,40}}|{_NETWORK}([ ,|/·]+{_NETWORK})*",
    r"advert(isement|ising)?s?|ads?|sponsored( content| post)?|promoted|paid (content|post)",
    r"(advertisement|(story|article) continues below).{0,60}|scroll to continue.{0,60}",
    r"(read|learn|see|show|view|load|discover) (more|less|all)( [»›>→…]+)?",
    r"(continue reading|read (the )?full (story|article))( [»›>→…]+)?",
    r"((read|see|watch) (more|also|next)|also read|related) ?: .{1,150}",
    *OTHERS,
    r"(subscribe|sign ?up|sign ?in|log ?in|register)( now| here| today| free)?|up next",
    r"newsletters?|menu|search|home|close|next|previous|loading( ?[.…]+)?|skip to (main )?content",
    r"\d+ (comments?|shares?|views?|likes?)|leave a (comment|reply)|no comments( yet)?",
    r"[-–—_=*•·|\s]{3,}",
)
_FOOT: Final = (
    r"(about( us)?|contact( us)?|terms( (of|and) \w+)?|privacy( policy)?|imprint|careers"
    r"|advertise( with us)?|sitemap|help|faqs?|impressum|datenschutz(erklärung)?|agb|kontakt"
    r"|über uns|mentions légales|confidentialité|qui sommes-nous|aviso legal|contacto"
    r"|(política|politica) de (privacidad|privacidade|cookies)|quiénes somos|termos de uso"
    r"|privacybeleid|colofon|note legali|chi siamo|контакты|реклама на сайте|о (нас|проекте)"
    r"|kommentare|commentaires|comentarios|comentários|commenti|reacties|комментарии|评论|コメント"
    r"|关于我们|联系我们|隐私政策|会社概要|お問い合わせ|プライバシーポリシー)"
)
# Lines that are chrome at the end of the text only, or in the tail after a list of cards.
TAIL: Final = (
    r"[\w&.’' -]{2,40} academy ?[:–—-] ?.*",
    r"(.{0,280}[.!?…:)\]\d] )?(?-i:Learn|Read|Find Out|Discover|See) [Mm]ore\W*",
    r"disclaimers?( ?[:.–—-].*)?",
    (
        r"(this|the|nothing|all|any|content|information)\b.*\b(not|nor|no)\b.{0,80}"
        r"\b(investment|financial|trading|legal|medical) advice\b.*"
    ),
    r"(for|this is for) (information(al)?|educational) purposes only.*",
    r"(.*[.!?] )?past performance (is|does) not.*",
    r"(we|this (web)?site|our partners)\b.{0,40} uses? cookies\b.*",
    r"(accept|reject|allow|manage)( all)? cookies?|(accept|reject|allow|decline) all",
    r"cookie (policy|settings|preferences|notice)\b.*",
    r"(subscribe|sign ?up|join|get)\b.{0,60}\b(newsletter|channel|inbox|telegram|alerts)\b.{0,120}",
    r"(don['’]t miss|stay (informed|tuned|up ?to ?date|ahead)|follow us|join us)\b.{0,120}",
    r"download (our|the) (free )?app\b.{0,120}",
    r"(©|\(c\) |copyright\b).*|(.{0,120}\b)?all rights reserved\W*",
    rf"{_FOOT}([ |·•/,]+{_FOOT})*",
    r"(newsletter abonnieren|zum newsletter|s['’]abonner|suscríbete|abonneren|подписаться|订阅)\W*",
    r"(the post|this article) .{1,200} (first )?appeared (first )?on .{1,80}",
    r"(featured )?(image|photo|picture)( credit| source)?s?( by| from|:) .{1,80}",
)


# A heading below which the promotion or disclaimer follows on lines of its own.
HEADINGS: Final = (
    r"(disclaimers?|disclosures?|risk warning|legal notice|cookies?|newsletters?)\W*",
    r"about (the|this) (author|site)\W*",
)


def _table(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), _FLAGS)


_ARTICLES = re.compile(
    r"\b(articles|stories|news|posts|read|reading|also like|more from|interessieren|artikel\w*"
    r"|beiträge|nachrichten|meldungen|lesen|lire|lus|noticias|artículos|notas|leído|notícias"
    r"|matérias|artigos|leia|lidas|leggi|articoli|lees|läs|les|læs|lue|czytaj|przeczytaj|artykuły"
    r"|čtěte|články|читайте|статьи|новости|haberler|baca|berita)\b|[相関]|閱讀|阅读",
    _FLAGS,
)
_MARKER, _PICTURE = _table(MARKERS), _table(PICTURES)
_ANYWHERE, _TAIL = _table(ANYWHERE), _table(TAIL)
_HEADING, _OTHERS = _table(HEADINGS), _table(OTHERS)


def is_marker(line: str) -> bool:
    """Say whether the line stands for a picture, as at the head of a card."""
    return is_placeholder(line) or (len(line) <= MAX_LINE and _PICTURE.fullmatch(line) is not None)


def is_placeholder(line: str) -> bool:
    """Say whether it does so with a word that stands nowhere else."""
    return len(line) <= MAX_LINE and _MARKER.fullmatch(line) is not None


def is_chrome(line: str) -> bool:
    """Say whether the line is chrome wherever it stands; `line` has single spaces only."""
    return len(line) <= MAX_LINE and _ANYWHERE.fullmatch(line) is not None


def is_tail(line: str) -> bool:
    """Say whether the line is chrome, a promotion or a disclaimer at the end of a text."""
    return len(line) <= 4 * MAX_LINE and (is_chrome(line) or _TAIL.fullmatch(line) is not None)


def is_heading(line: str) -> bool:
    """Say whether the line announces a promotion or a disclaimer in the lines below it."""
    return len(line) <= MAX_LINE and _HEADING.fullmatch(line) is not None


def is_list_heading(line: str, *, named: bool = False) -> bool:
    """Say whether the line is the heading of a list of other articles; `named`: it says so."""
    if len(line) > MAX_LINE or not (_OTHERS.fullmatch(line) or opens_related(line)):
        return False
    return not named or _ARTICLES.search(line) is not None

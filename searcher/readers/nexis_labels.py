"""How does LexisNexis call what it says of an article, in the languages that it speaks?

The older shape writes names in capitals (`BYLINE:`), the newer one does not (`Byline:`). Those of
the head stand above the text, those of the tail below it.
"""

import re
from collections.abc import Mapping
from typing import Final

from searcher.readers.wordlist import table

_HEAD: Final[Mapping[str, str]] = {
    "byline": "byline autor autoren autorin auteur auteurs autore",
    "section": "section rubrik ressort rubrique rubriek sectie sección seccion sezione",
    "length": "length länge laenge lange longueur lengte longitud extensión lunghezza",
    "headline": "headline titel titre título titulo titolo überschrift schlagzeile kop",
    "highlight": "highlight highlights encart zusammenfassung abstract",
    "dateline": "dateline ortsmarke",
    "body": "body text texte texto testo tekst haupttext",
    "edition": "edition ausgabe editie",
    "graphic": "graphic graphics grafik graphik graphique grafiek",
    "guests": "guests guest anchors anchor hosts host reporters reporter",
}
_TAIL: Final[Mapping[str, str]] = {
    "load": "load-date update date-chargement laaddatum ladedatum",
    "language": "language sprache langue taal idioma lingua",
    "type": "publication-type pub-type type-publication type zeitungs-code journal-code code-revue"
    " publicatietype document-type distribution",
    "subject": "subject sujet thema onderwerp",
    "url": "url",
    "graphic": _HEAD["graphic"],
    "other": "organization organisation company ticker stock-symbol geographic country state city"
    " person industry activity-sector acc-no correction-date series cite isbn issn pub-code firma"
    " unternehmen région pays société personne",
}


def _named(names: Mapping[str, str]) -> Mapping[str, str]:
    return {name: meant for meant, row in names.items() for name in table(row)}


HEAD: Final = _named(_HEAD)
TAIL: Final = _named(_TAIL)
TELLING: Final = frozenset({"length", "byline"})  # names by which the format is told
# Lines of the newer shape that stand alone.
BODIES: Final = frozenset(table("Body Haupttext Corps Hoofdtekst Cuerpo Text Texte"))
CLASSIFIED: Final = frozenset(
    table("Classification Klassifizierung Klassifikation Classificatie Clasificación")
)
GRAPHICS: Final = frozenset(table("Graphic Grafik Graphique Grafiek Gráfico"))

COPYRIGHT: Final = re.compile(
    r"[ \t]*(?:copyright\b|©|\(c\) |all rights reserved|tous droits r|alle rechte)", re.IGNORECASE
)
RESERVED: Final = re.compile(
    r".*(?:rights reserved|droits r[ée]serv[ée]s|rechte vorbehalten|rechten voorbehouden)\W*",
    re.IGNORECASE,
)
# Lines above the first document that say what was asked for.
COVER: Final = re.compile(
    r"[ \t]*(?:Download Request|Time Of Request|Send To|Terms|Source|Combined Source|Project ID"
    r"|User Name|Date and Time|Job Number|Documents? \(\d+\)|Client/Matter|Search Terms|Search Type"
    r"|Narrowed by|Anforderung|Zeit der Anforderung|Suchbegriffe|Heure de la demande)\b",
)

_LABEL = re.compile(r"(?P<name>[^\W\d_][\w-]{1,20}):(?:[ \t]+(?P<value>\S.*)|[ \t]*)")


def label(line: str, names: Mapping[str, str], *, newer: bool) -> tuple[str, str] | None:
    """Give what a line is the name of, and the value beside it; None for any other line.

    The older shape has capitals throughout: `Update: the storm` is a headline there.
    """
    found = _LABEL.match(line)
    if not found or not (found["name"][0].isupper() if newer else found["name"].isupper()):
        return None
    meant = names.get(found["name"].lower())
    return (meant, (found["value"] or "").strip()) if meant else None

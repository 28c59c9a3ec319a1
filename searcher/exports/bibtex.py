"""BibTeX, for LaTeX and reference managers, with what BibLaTeX reads beside: `date`, `langid`.

As Zotero writes newspapers: `@article` with the outlet as its journal, `@misc` where none is known.
Text is UTF-8. BibTeX counts braces even behind a backslash, so that none of an article's own is
left: they become commands.
"""

from collections.abc import Iterable, Iterator

from searcher.exports.base import StreamSink
from searcher.exports.citation import Citation, Name, citation_of
from searcher.exports.columns import Row
from searcher.exports.places import slug

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LATEX = str.maketrans(
    {char: f"\\{char}" for char in "$&#_%"}
    | {"{": r"\textbraceleft{}", "}": r"\textbraceright{}", "\\": r"\textbackslash{}"}
    | {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "|": r"\textbar{}"}
    | {"<": r"\textless{}", ">": r"\textgreater{}"}
)
# An address is set as it is; these cannot stand in one.
_IN_URL = {ord(char): f"%{ord(char):02X}" for char in '{}\\^"<>|`'}
# Names of languages in Babel.
_BABEL = {
    "ar": "arabic", "bg": "bulgarian", "ca": "catalan", "cs": "czech", "da": "danish",
    "de": "german", "el": "greek", "en": "english", "es": "spanish", "et": "estonian",
    "eu": "basque", "fa": "persian", "fi": "finnish", "fr": "french", "ga": "irish",
    "gl": "galician", "he": "hebrew", "hi": "hindi", "hr": "croatian", "hu": "hungarian",
    "id": "indonesian", "is": "icelandic", "it": "italian", "ja": "japanese", "ko": "korean",
    "la": "latin", "lt": "lithuanian", "lv": "latvian", "mk": "macedonian", "ms": "malay",
    "nb": "norsk", "nl": "dutch", "nn": "nynorsk", "no": "norsk", "pl": "polish",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "sk": "slovak", "sl": "slovene",
    "sq": "albanian", "sr": "serbian", "sv": "swedish", "th": "thai", "tr": "turkish",
    "uk": "ukrainian", "vi": "vietnamese", "zh": "chinese",
}  # fmt: skip
_DIGITS = 12  # of the id, in a key: enough for millions of articles of one author and year
_LONGEST = 24  # characters of a name in a key


class Bibtex(StreamSink):
    """Writes BibTeX."""

    _between = ""

    def write(self, rows: Iterable[Row]) -> None:
        """Write rows."""
        for row in rows:
            found = citation_of(self, row)
            kind = "article" if found.source else "misc"
            fields = ",\n".join(f"  {name} = {value}" for name, value in _fields(found))
            entry = f"@{kind}{{{key_of(found)},\n{fields}\n}}\n"
            self.stream.write((self._between + entry).encode())
            self._between = "\n"


def _fields(found: Citation) -> Iterator[tuple[str, str]]:
    if found.title:
        # Two braces keep the capitals as they are.
        yield "title", f"{{{{{_escaped(found.title)}}}}}"
    if found.names:
        yield "author", f"{{{' and '.join(map(_name, found.names))}}}"
    if found.source:
        yield "journal", f"{{{_escaped(found.source)}}}"
    if found.date:
        yield "year", f"{{{found.date[0]}}}"
    if len(found.date) > 1:
        yield "month", _MONTHS[int(found.date[1]) - 1]
    if found.date:
        yield "date", f"{{{'-'.join(found.date)}}}"
    if found.url:
        yield "url", f"{{{found.url.translate(_IN_URL)}}}"
    if babel := _BABEL.get(found.language.split("-")[0].casefold()):
        yield "langid", f"{{{babel}}}"
    if found.topics:
        yield "keywords", f"{{{', '.join(map(_keyword, found.topics))}}}"
    if found.summary:
        yield "abstract", f"{{{_escaped(found.summary)}}}"


def _escaped(text: str) -> str:
    return text.translate(_LATEX)


def _name(name: Name) -> str:
    """Give `Family, Suffix, Given`, or in braces what is not to be parted."""
    if not name.family:
        return f"{{{_escaped(name.printed)}}}"
    return ", ".join(map(_escaped, filter(None, (name.family, name.suffix, name.given))))


def _keyword(topic: str) -> str:
    return f"{{{_escaped(topic)}}}" if "," in topic else _escaped(topic)


def key_of(found: Citation) -> str:
    """Give a key that does not depend on other entries: `lindqvist-2026-272e599e393a`."""
    first = found.names[0] if found.names else None
    words = (slug(first.family or first.printed) if first else "") or slug(found.source)
    name = words.replace("-", "")[:_LONGEST] or "article"
    return "-".join((name, *found.date[:1], slug(found.id)[:_DIGITS]))

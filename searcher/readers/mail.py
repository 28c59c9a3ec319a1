"""Mail: newsletters as single messages (`.eml`) and as mailboxes (mbox), a message an article.

Python's parser takes messages apart; what it makes of headers is read here, since its newer
policies raise on headers of strangers.
"""

import codecs
import email.errors
import re
from collections.abc import Iterator, Mapping, Sequence
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from email.utils import parseaddr
from typing import Final

from searcher.article import Provenance, RawArticle, RawDate, RawTopic, Skipped
from searcher.readers.base import ReadOptions, Record, Source, Unread
from searcher.readers.encoding import decode
from searcher.readers.lines.labels import collapse, names
from searcher.readers.parts import read_messages
from searcher.readers.records.declared import once
from searcher.readers.records.fields import Fields
from searcher.readers.records.markup import plain
from searcher.readers.records.wires import mapped
from searcher.readers.wordlist import table

NAME: Final = "email"
# `From - Fri Jan 30 10:00:00 2026`, at the begin or below an empty line: no sentence looks so.
MAILBOX: Final = re.compile(
    rb"From (?:(?<=\AFrom )|(?<=\n\nFrom )|(?<=\n\r\nFrom ))"
    rb"\S{1,200} {1,3}(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? "
    rb"[^\n]{0,60}\d{2}:\d{2}[^\n]{0,40}$",
    re.MULTILINE,
)
SINGLE: Final = re.compile(rb"(?!)")
_HEADER = re.compile(r"([A-Za-z][A-Za-z0-9-]{1,40}):")
_OF_MAIL: Final = frozenset(
    table("received return-path delivered-to mime-version message-id dkim-signature")
)
_SHORT_YEAR = re.compile(
    r"(?P<day>(?:[A-Z][a-z]{2}, ?)?\d{1,2} [A-Z][a-z]{2} )(?P<year>\d\d)(?= \d{1,2}:\d\d)"
)
_TELLING: Final = frozenset(table("from subject date to"))
_LINES: Final = 200  # lines of headers that are looked at
_PARTS: Final = 500  # parts of a message that are looked at
_SHORT: Final = 200  # characters of a plain text that says less than the HTML beside it
_QUOTED = re.compile(r"^>(>*From )", re.MULTILINE)
_SHOWN = re.compile(r"(?P<name>[^<>]*?)\s*<(?P<address>[^<>]*)>\s*")
_VIA = re.compile(
    r"\s+(?:from|at|via|bei)\s+|\s*[|]\s*|\s+[–—-]\s+|\s+\(|,\s+(?=\S+\s)", re.IGNORECASE
)
# Of a sender's name: who sends a newsletter, and is no person.
_NO_PERSON: Final = frozenset(
    table(
        "newsletter newsletters news letter letters team staff desk editor editors editorial alert"
        " alerts daily weekly digest press media office service services times post journal herald"
        " tribune gazette magazine today morning evening briefing bulletin club info support reply"
        " no noreply admin the and & redaktion rédaction"
    )
)
_WORDS: Final = 4  # of a person's name
_LETTERS: Final = 3  # of a part of a name by which an address is known as the person's


def looks_like(file_suffix: str, start: str) -> bool:
    """Say whether a text is a message or a mailbox, by its headers.

    Where the file is not called `.eml` a header must be there that only transport writes.
    """
    lines = start.replace("\r\n", "\n").replace("\r", "\n").split("\n", _LINES)[:_LINES]
    box = MAILBOX.match(lines[0].encode("utf-8", "replace")) is not None
    found: set[str] = set()
    for line in lines[box:]:
        header = _HEADER.match(line)
        if header:
            found.add(header[1].lower())
        elif not found or line[:1] not in {" ", "\t"}:
            break
    told = found & _TELLING
    if "from" not in told or len(told) < 2:  # noqa: PLR2004 - who, and what or when
        return False
    return box or file_suffix == ".eml" or not found.isdisjoint(_OF_MAIL)


def read(source: Source, options: ReadOptions) -> Iterator[Record | Unread]:
    """Give a record for each message; `record` counts them from 1."""
    with source.open() as stream:
        begin = stream.read(200).lstrip(b"\xef\xbb\xbf\r\n").decode("latin-1")
    boundary = SINGLE if _HEADER.match(begin) else MAILBOX
    return read_messages(source, options, NAME, boundary, _understand)


def _understand(data: bytes, where: Provenance, fields: Fields) -> Record:
    boxed = MAILBOX.match(data)
    if boxed:
        data = data[data.find(b"\n", boxed.start()) + 1 :]
    try:
        message = BytesParser().parsebytes(data)
        headers = _headers(message)
        body = _body(message, quoted=boxed is not None)
    except (email.errors.MessageError, ValueError, LookupError, RecursionError):
        headers, body = {}, decode(data)  # what is no message is still a text
    title = headers.get("subject", "")
    if not (title or body):
        return Skipped(where, "no-text", "a message without a subject and a text")
    record = _record(headers, title, body, where)
    return mapped(record, {**headers, "title": title, "body": body}, fields, where)


def _record(headers: Mapping[str, str], title: str, body: str, where: Provenance) -> RawArticle:
    author, source = sender(headers.get("from", ""))
    listed = headers.get("list-id", "").partition("<")[0].strip(' "')
    topics = [RawTopic(part.strip(), "keyword") for part in headers.get("keywords", "").split(",")]
    groups = [
        RawTopic(part.strip(), "category") for part in headers.get("newsgroups", "").split(",")
    ]
    archived = re.search(r"https?://[^\s<>]+", headers.get("archived-at", ""))
    return RawArticle(
        where,
        title=title or None,
        body=body or None,
        authors=(author,) if author else (),
        source=headers.get("organization") or source or listed or None,
        dates=(RawDate(_with_century(headers["date"]), "field:Date"),)
        if headers.get("date")
        else (),
        topics=once(topic for topic in (*groups, *topics) if topic.text),
        language=headers.get("content-language") or None,
        url=archived[0] if archived else None,
    )


def _with_century(date: str) -> str:
    """Give a year of two digits its century, as RFC 5322 (4.3) says of dates of messages."""
    found = _SHORT_YEAR.match(date)
    if not found:
        return date
    century = "19" if found["year"] >= "50" else "20"
    return f"{found['day']}{century}{found['year']}{date[found.end() :]}"


def sender(value: str) -> tuple[str, str]:
    """Tell author and outlet in `Ann Lee from River Times <ann@…>`, `River Times <…>`.

    A person is who has a person's name, of which the address has a part, and not its domain.
    """
    shown = _SHOWN.fullmatch(value)
    # A comma without quotes around it would end the name.
    name, address = (shown["name"], shown["address"]) if shown else parseaddr(value)
    name = collapse(name).strip("'\"")
    local, _, domain = address.rpartition("@")
    via = _VIA.search(name)
    person = name[: via.start()] if via else name
    outlet = name[via.end() :].strip(" )") if via else ""
    if "," in person:
        person = " ".join(reversed([part.strip() for part in person.split(",", 1)]))
    words = [word.strip(".").casefold() for word in person.split()]
    known = _bare(local)
    if (
        1 < len(words) <= _WORDS
        and names(person)
        and _NO_PERSON.isdisjoint(words)
        and any(len(word) >= _LETTERS and _bare(word) in known for word in words)
        and "".join(map(_bare, words)) not in _bare(domain)
    ):
        return person, outlet
    return "", name


def _bare(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _headers(message: Message) -> dict[str, str]:
    """Give the first of each header, decoded and on one line."""
    found: dict[str, str] = {}
    for name, value in message.raw_items():
        found.setdefault(name.lower(), collapse(_decoded(str(value))))
    return found


def _decoded(value: str) -> str:
    raw = value.encode("ascii", "surrogateescape") if not value.isascii() else None
    text = decode(raw) if raw is not None else value
    if "=?" not in text:
        return text
    try:
        parts = decode_header(re.sub(r"\r?\n[ \t]+", " ", text))
        return "".join(_part(part, charset) for part, charset in parts)
    except (email.errors.MessageError, ValueError, LookupError):
        return text


def _part(part: bytes | str, charset: str | None) -> str:
    return part if isinstance(part, str) else _text(part, charset)


def _text(data: bytes, charset: str | None) -> str:
    """Decode what a message declares; encodings of seven bits would be taken for UTF-8."""
    try:
        codec = codecs.lookup(charset or "").name
        if codec.startswith(("iso2022", "hz", "utf-7")):
            return data.decode(codec)
    except (LookupError, ValueError):
        pass
    return decode(data, charset)


def _body(message: Message, *, quoted: bool) -> str:
    """Give the plain text of a message, or its HTML as text where that says more."""
    texts: list[str] = []
    pages: list[str] = []
    for number, part in enumerate(message.walk()):
        kind = part.get_content_type()
        if number >= _PARTS or part.is_multipart() or kind not in {"text/plain", "text/html"}:
            continue
        if str(part.get("content-disposition", "")).lower().lstrip().startswith("attachment"):
            continue
        data = part.get_payload(decode=True)
        charset = part.get_content_charset()
        text = _text(data, charset) if isinstance(data, bytes) else ""
        text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
        if text:
            (texts if kind == "text/plain" else pages).append(text)
    body = _joined(texts)
    if pages and len(body) < _SHORT:
        page = _joined([plain(one) for one in pages])
        body = page if len(page) > len(body) else body
    return _QUOTED.sub(r"\1", body) if quoted else body


def _joined(texts: Sequence[str]) -> str:
    return "\n\n".join(dict.fromkeys(texts))

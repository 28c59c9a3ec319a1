"""Mail: each message is an article, alone or in a mailbox; a person who sends it is its author."""

import time

import pytest

from exported import articles, reader_of, records, said
from searcher.article import RawDate, Skipped
from searcher.readers.mail import sender

HEAD = """Return-Path: <ann@ledger.example>
Received: by mx.example; Fri, 30 Jan 2026 10:00:00 +0000
From: =?utf-8?q?Ann_L=C3=A9e?= from River Times <ann.lee@ledger.example>
To: reader@x.example
Subject: =?utf-8?B?VGhlIHdlaXIgaG9sZHM=?=
 =?utf-8?q?_again?=
Date: Fri, 30 Jan 2026 10:00:00 +0100
MIME-Version: 1.0
Archived-At: <https://ledger.example/weir>
Content-Language: en
Keywords: weirs, dams
"""
LETTER = f"""{HEAD}Content-Type: multipart/alternative; boundary="b"

--b
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

The weir =FCber held.

>From here on.
--b
Content-Type: text/html; charset=utf-8

<html><head><style>p{{}}</style></head><body><p>It held.</p></body></html>
--b--
"""
BOATS = """From: River Times <news@rivertimes.example>
Subject: Boats return
Date: Fri, 30 Jan 2026 11:00:00 +0000

Boats came back.

From the quay they left at 10:30 on Friday.
"""
WEIR = {
    "title": "The weir holds again",
    "source": "River Times",
    "date": "Fri, 30 Jan 2026 10:00:00 +0100",
    "authors": ("Ann Lée",),
    "topics": ("weirs", "dams"),
    "body": "The weir über held.\n\n>From here on.",
    "language": "en",
    "url": "https://ledger.example/weir",
}
QUAY = {
    "title": "Boats return",
    "source": "River Times",
    "date": "Fri, 30 Jan 2026 11:00:00 +0000",
    "body": "Boats came back.\n\nFrom the quay they left at 10:30 on Friday.",
}
BOX = (
    f"From ann@ledger.example Fri Jan 30 10:00:00 2026\n{LETTER}\n"
    f"From - Fri Jan 30 11:00:00 +0000 2026\n{BOATS}"
)


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("file", ["a.eml", "a.txt", "a"])
def test_a_message(ends: str, file: str) -> None:
    """Whatever the file is called: transport wrote into its head."""
    data = LETTER.replace("\n", ends).encode()
    assert "email" == reader_of(data, file)
    (article,) = articles(data, file)
    assert WEIR == said(article)
    assert (RawDate("Fri, 30 Jan 2026 10:00:00 +0100", "field:Date"),) == article.dates


def test_a_message_of_few_headers() -> None:
    """Is one where the file says so; any other text is read as before."""
    assert "email" == reader_of(BOATS.encode(), "a.eml")
    assert [QUAY] == [said(one) for one in articles(BOATS.encode(), "a.eml")]
    assert "text" == reader_of(BOATS.encode(), "a.txt")


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("file", ["a.mbox", "Newsletters", "a.txt"])
def test_a_mailbox(ends: str, file: str) -> None:
    """A sentence that begins with `From` parts nothing; what the mailbox quoted is restored."""
    data = BOX.replace("\n", ends).encode()
    assert "email" == reader_of(data, file)
    first, second = articles(data, file)
    assert {**WEIR, "body": "The weir über held.\n\nFrom here on."} == said(first)
    assert QUAY == said(second)
    place = second.provenance
    assert data[place.start : place.end].startswith(b"From - Fri")
    assert 2 == place.record


@pytest.mark.parametrize("left", [1, 40, 60, 80])
def test_a_mailbox_that_is_cut_off(left: int) -> None:
    """The last message is read as far as it goes."""
    first, last = articles(BOX.encode()[:-left])
    assert ("The weir holds again", "Boats return") == (first.title, last.title)


@pytest.mark.parametrize(
    ("value", "author", "outlet"),
    [
        ("Ann Lee <ann.lee@x.example>", "Ann Lee", ""),
        ("Ann Lee from River Times <annlee@x.example>", "Ann Lee", "River Times"),
        ("Ann Lee at The Quay <lee@x.example>", "Ann Lee", "The Quay"),
        ("Ann Lee, River Times <ann@x.example>", "Ann Lee", "River Times"),
        ("Ann Lee (River Times) <ann@x.example>", "Ann Lee", "River Times"),
        ('"Lee, Ann" <lee@x.example>', "Ann Lee", ""),
        ("River Times <river@rivertimes.example>", "", "River Times"),
        ("River Letters <river@x.example>", "", "River Letters"),
        ("Quay Daily <quay@x.example>", "", "Quay Daily"),
        # Nothing in the address says that this is a person who writes.
        ("Ann Lee <news@x.example>", "", "Ann Lee"),
        ("ann@x.example", "", ""),
        ("", "", ""),
    ],
)
def test_senders(value: str, author: str, outlet: str) -> None:
    """A person's name of which the address has a part; any other name is an outlet's."""
    assert (author, outlet) == sender(value)


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("text/html; charset=utf-8", "<p>It &amp; all</p><p>held.</p>", "It & all\n\nheld."),
        ("text/plain; charset=windows-1252", "\udc84Weir\udc93", "„Weir“"),
        ("text/plain; charset=nonsense", "Weir", "Weir"),
        ("text/plain; charset=iso-2022-jp", "\x1b$BEl5~\x1b(B", "東京"),
        ("application/pdf", "%PDF", None),
        ("multipart/mixed; boundary=x", "no boundary at all", None),
    ],
)
def test_texts(kind: str, text: str, expected: str | None) -> None:
    """In the declared encoding; a message without a text still has its subject."""
    data = f"{HEAD}Content-Type: {kind}\n\n{text}\n".encode("utf-8", "surrogateescape")
    (article,) = articles(data, "a.eml")
    assert ("The weir holds again", expected) == (article.title, article.body)


def test_attachments_are_no_text() -> None:
    """Several texts beside each other are one; HTML that says more stands in place of a hint."""
    part = "--b\nContent-Type: text/{}\n{}\n{}\n"
    data = (
        f"{HEAD}Content-Type: multipart/mixed; boundary=b\n\n"
        + part.format("plain", "", "One.")
        + part.format("plain", "Content-Disposition: attachment; filename=a.txt\n", "Two.")
        + part.format("plain", "", "Three.")
        + "--b--\n"
    )
    assert "One.\n\nThree." == articles(data.encode(), "a.eml")[0].body
    page = f"<p>{'The weir held. ' * 40}</p>"
    data = (
        f"{HEAD}Content-Type: multipart/alternative; boundary=b\n\n"
        + part.format("plain", "", "View this in a browser.")
        + part.format("html", "", page)
        + "--b--\n"
    )
    assert str(articles(data.encode(), "a.eml")[0].body).startswith("The weir held. The weir")


def test_a_message_without_anything() -> None:
    """Is counted as such."""
    (empty,) = records(b"From: a@x.example\nDate: Fri, 30 Jan 2026 10:00:00 +0000\n\n", "a.eml")
    assert isinstance(empty, Skipped)
    assert "no-text" == empty.reason


def test_mapped_names_stand_instead() -> None:
    """`--map` names headers."""
    assert "reader@x.example" == articles(LETTER.encode(), title="to")[0].title


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("a.txt", "From the quay\n\nFrom: a boat\n\nIt came back.\n"),
        ("a.txt", "From here on Fri Jan 30 10:00:00 2026\n\nIt came back.\n"),
        ("a.txt", "A letter\n\nFrom: Ann\nSubject: Boats\nMIME-Version: 1.0\n\nIt came.\n"),
    ],
)
def test_other_texts_are_read_as_before(file: str, text: str) -> None:
    """Headers stand at the very begin."""
    assert "text" == reader_of(text.encode(), file)


@pytest.mark.parametrize(
    "line",
    [
        "Subject: =?utf-8?q?a?=\n",
        "=?utf-8?q?a?= ",
        " a\n",
        "--b\nContent-Type: multipart/mixed; boundary=b\n\n",
        "<div>",
        "\nFrom - Fri\n",
    ],
)
def test_odd_messages_take_no_time(line: str) -> None:
    """However often a line recurs, in a head or in a text."""
    for head in (HEAD, f"{HEAD}Content-Type: text/html\n\n", f"{HEAD}X: "):
        started = time.thread_time()
        assert records((head + line * 20_000).encode(), "a.eml")
        assert time.thread_time() - started < 4


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("5 Apr 93 20:49:00 GMT", "5 Apr 1993 20:49:00 GMT"),
        ("Tue, 6 Apr 93 02:17:37 GMT", "Tue, 6 Apr 1993 02:17:37 GMT"),
        ("1 Jan 04 10:00 +0100", "1 Jan 2004 10:00 +0100"),
        ("5 Apr 1993 20:49:00 GMT", "5 Apr 1993 20:49:00 GMT"),
        ("04-05-93 20:49", "04-05-93 20:49"),
        ("5 Apr 93", "5 Apr 93"),
    ],
)
def test_years_of_two_digits(written: str, read: str) -> None:
    """The standard of messages gives their century; no other form of a date is touched."""
    post = (
        "From: ann@cs.example (Ann Lee)\nNewsgroups: sci.space,sci.astro\nSubject: Re: Weir\n"
        f"Message-ID: <1@cs.example>\nDate: {written}\nLines: 1\n\nIt holds.\n"
    )
    (article,) = articles(post.encode(), "sci.space/60154")
    assert (RawDate(read, "field:Date"),) == article.dates
    assert ["sci.space", "sci.astro"] == [getattr(topic, "text", "") for topic in article.topics]

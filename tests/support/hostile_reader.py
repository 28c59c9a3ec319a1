"""Documents that misbehave in a way no real one can be relied upon to do.

A process that reads runs this module's `install` by the `sitecustomize` that tests write: a text
that begins with one of the words below then does that.
"""

import os
import re
import signal
import time
from typing import Any

from searcher.article import Article, RawArticle
from searcher.corpus import records
from searcher.corpus.accounts.taken import Taker
from searcher.corpus.workers import chunks, steps
from searcher.readers import html
from searcher.readers.records.fields import Fields

SPIN, KILL, EAT, FAIL, NAP = "SPIN", "KILL", "EAT", "FAIL", "NAP"


def misbehave(text: str) -> None:
    """Do what the text says."""
    word = text.split(" ", 1)[0]
    if word == SPIN:
        # Holds the interpreter: no Python thread runs beside it.
        re.match(r"(a+)+$", "a" * 60 + "b")
    elif word == KILL:
        os.kill(os.getpid(), signal.SIGKILL)
    elif word == EAT:
        bytearray(8 << 30)
    elif word == FAIL:
        raise ZeroDivisionError("a mistake in a reader")
    elif word == NAP:
        time.sleep(float(text.split(" ", 2)[1]))


def install() -> None:
    """Let every step misbehave: told by a text, or by the name of a file or member.

    `KILL it` as text: while it is understood; as title, also of an HTML page: while it is read; as
    source: while it is made ready, with the articles around it.
    `opening-KILL.txt`: while its format is told; `survey-KILL.zip`: while it is looked through.
    """
    understand, told, surveyed, read = (
        records.understand, records.told, records.surveyed, Fields.by_name,
    )  # fmt: skip

    def hostile_understand(record: RawArticle, *rest: Any) -> records.Outcome:
        misbehave(record.body or "")
        return understand(record, *rest)

    def hostile_told(name: str, head: bytes) -> Any:
        if "opening-" in name:
            misbehave(name.split("opening-")[1].split(".", maxsplit=1)[0])
        return told(name, head)

    def hostile_surveyed(file: Any, options: Any) -> Any:
        if file.file.startswith("survey-"):
            misbehave(file.file.removeprefix("survey-").split(".")[0])
        return surveyed(file, options)

    def hostile_read(self: Fields, record: Any, where: Any) -> Any:
        misbehave(str(record.get("title")))
        return read(self, record, where)

    ready = Taker.__call__

    def hostile_ready(self: Taker, article: Article, *rest: Any) -> Any:
        misbehave(article.source or "")
        return ready(self, article, *rest)

    patched: Any = Taker
    patched.__call__ = hostile_ready
    patched = steps
    patched.understand, patched.told = hostile_understand, hostile_told
    patched = chunks
    patched.surveyed = hostile_surveyed
    patched = Fields
    patched.by_name = hostile_read
    page = html.page

    def hostile_page(data: bytes, *rest: Any, **more: Any) -> Any:
        misbehave(data.decode("ascii", "replace").partition("<title>")[2])
        return page(data, *rest, **more)

    patched = html
    patched.page = hostile_page

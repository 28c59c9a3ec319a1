"""Which articles are one, and which say the same? Ids and digests, on which all above agree."""

import re
from typing import Any

from searcher.article import Article, to_record


def article_id(
    kind: str, *, url: str | None, source: str | None, title: str | None, body: str | None
) -> str:
    """Give 128 bits of SHA-256 over (kind, key) as 32 hex digits.

    The key is the canonical absolute URL; without one, source, title and body as found, before
    normalisation, so that a better normaliser does not rename every article. Parts are separated
    by NUL, which no part holds. Paths are no part of it.
    """
    key = ("url", url) if url else ("text", source or "", title or "", body or "")
    payload = "\0".join([p.replace("\0", "") if "\0" in p else p for p in (kind, *key)])
    return _sha256(payload.encode("utf-8", "surrogatepass")).hex()[:32]


_STORY, _AFTER_STORY = b',"story":', b',"provenance":'

# Texts shorter than this recur without being copies: "Weather", "Letters to the editor".
SHORT_TEXT_WORDS = 20


def text_digest(article: Article, *, clean: bool = False) -> bytes:
    """Give 16 bytes that are equal for copies: records of equal text, whatever URL or date.

    Runs of white space do not count, all else does. Texts of fewer than `SHORT_TEXT_WORDS` words
    are copies only if they also share address and date: a headline may return every week.

    `clean` says that the texts are as the normaliser leaves them, with single spaces and one line
    end or two of them for white space: then nobody has to look for more.
    """
    parts = [article.kind.encode()]
    spaced = _on_one_line if clean else _single_spaced
    parts.extend(map(spaced, (article.title, article.summary, article.body)))
    if article.words < SHORT_TEXT_WORDS and (
        article.words + len(article.title.split()) < SHORT_TEXT_WORDS
    ):
        published = article.published
        more = article.url or "", (published.text or published.raw) if published else ""
        parts.extend(text.encode("utf-8", "surrogatepass") for text in more)
    return _sha256(b"\0".join(parts))[:16]


_WHITE = b"\t\n\v\f\r\x1c\x1d\x1e\x1f"  # what `str.split` parts ASCII at, beside the space
_SPACED = bytes.maketrans(_WHITE, b" " * len(_WHITE))


def _single_spaced(text: str) -> bytes:
    """Give the bytes of `" ".join(text.split())`, of a long text in half its time."""
    if not (text.isascii() or text.replace("\n", " ").isprintable()):
        # It may hold other white space, or half a surrogate pair.
        return " ".join(text.split()).encode("utf-8", "surrogatepass")
    data = text.encode().translate(_SPACED)
    while b"  " in data:
        data = b" ".join(data.split(b"  "))
    return data.strip(b" ")


def _on_one_line(text: str) -> bytes:
    """Do the same for a text that the normaliser cleaned."""
    if "\n" in text:
        text = text.replace("\n\n", " ").replace("\n", " ")
    return text.encode("utf-8", "surrogatepass")


def content_digest(article: Article) -> bytes:
    """Give the SHA-256 of what the article says.

    Provenance, raw, story and inferred topics are no part of it, nor are the origins and codes of
    topics: a better table of codes makes no other article.
    """
    return _said(to_record(article))


def stored(article: Article) -> tuple[bytes, bytes]:
    """Give the article's JSON, which `from_record` reads back, and its content digest."""
    import orjson

    record = to_record(article)
    return orjson.dumps(record), _said(record)


def retold(record: bytes, story: int) -> bytes:
    """Give the JSON that `stored` gave, with another story.

    Within a JSON string a quotation mark is escaped: only names can look like what is cut at.
    """
    start = record.index(_STORY) + len(_STORY)
    return b"%b%d%b" % (record[:start], story, record[record.index(_AFTER_STORY, start) :])


def _said(record: dict[str, Any]) -> bytes:
    """Give the digest of a record, which this changes."""
    import orjson

    for name in ("provenance", "raw", "story"):
        del record[name]
    record["topics"] = [
        {"path": t["path"], "inferred": False, "score": t["score"]}
        for t in record["topics"]
        if not t["inferred"]
    ]
    return _sha256(orjson.dumps(record, option=orjson.OPT_SORT_KEYS))


def _sha256(payload: bytes) -> bytes:
    import hashlib  # costs a search 3 ms that it does not need

    return hashlib.sha256(payload).digest()


def is_article_id(text: str) -> bool:
    """Say whether the text has the form of an article's id."""
    return re.fullmatch("[0-9a-f]{32}", text) is not None

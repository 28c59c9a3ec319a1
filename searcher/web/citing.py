"""How is an article cited? As files for reference managers, and as lines to copy.

Both say what the exports say. Of dates there is what is known, and nothing else.
"""

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import orjson

from searcher.article import Article, fold
from searcher.exports.bibtex import key_of
from searcher.exports.citation import Citation, citation_of
from searcher.exports.columns import Row
from searcher.exports.formats import Format
from searcher.exports.plan import plan_of
from searcher.exports.ris import Ris
from searcher.identity import stored
from searcher.render.markdown import escape, web_address
from searcher.web.passages import clip
from searcher.web.state import State

if TYPE_CHECKING:
    from searcher.exports.base import StreamSink

# What reference managers read, with the types by which they know it.
OFFERED = (("ris", "RIS"), ("bibtex", "BibTeX"), ("csl", "CSL-JSON"))
MEDIA_TYPES = {
    "ris": "application/x-research-info-systems",
    "bibtex": "application/x-bibtex",
    "csl": "application/vnd.citationstyles.csl+json",
}
_NAMES = 6  # more of them are “et al.”
_TITLE = 500  # characters of a title in a line to copy


@dataclass(frozen=True, slots=True)
class Cited:
    """How a page offers an article's citation; `files` are names and queries of downloads.

    `doubt` says why the date should be looked at before it is cited.
    """

    plain: str
    markdown: str
    files: tuple[tuple[str, str], ...]
    doubt: str


def cited(article: Article, home: State) -> Cited:
    """Cite an article; `home` says which index it is in."""
    found = _citation(article)
    published = article.published
    doubt = ""
    if found.date and published and published.confidence != "high":
        doubt = (
            f"The date is of {published.confidence} confidence (by {published.method}): "
            "look at the original before you cite it."
        )
    return Cited(
        plain=_plain(found),
        markdown=_markdown(found),
        files=tuple((title, home.put("format", name).query) for name, title in OFFERED),
        doubt=doubt,
    )


def written(article: Article, form: Format) -> tuple[bytes, str]:
    """Give an article in a format that is one stream, as an export of it alone, and a file name."""
    plan = plan_of("-", format=form.name)
    out = io.BytesIO()
    made = cast("type[StreamSink]", form.load())
    sink = made(out, plan.columns, plan.options)
    sink.write([_row(article)])
    sink.close()
    return out.getvalue(), key_of(_citation(article)) + form.suffixes[0]


def _row(article: Article) -> Row:
    return cast(Row, orjson.loads(stored(article)[0]))


def _citation(article: Article) -> Citation:
    # Any sink: it counts characters that were left out.
    return citation_of(Ris(io.BytesIO(), ()), _row(article))


def _plain(found: Citation) -> str:
    title = clip(found.title, _TITLE) or "(untitled)"
    names = _names(found)
    where = ", ".join(filter(None, (found.source, "-".join(found.date) or "undated")))
    begin = f"{names}: “{title}”. {where}." if names else f"“{title}”. {where}."
    return f"{begin} {found.url}".strip()


def _markdown(found: Citation) -> str:
    title = escape(clip(found.title, _TITLE)) or "(untitled)"
    address = web_address(found.url)
    linked = f"[{title}]({address})" if address else f"**{title}**"
    about = (_names(found), found.source, "-".join(found.date) or "undated")
    return ", ".join((linked, *(escape(part) for part in about if part)))


def _names(found: Citation) -> str:
    names = [name.printed for name in found.names]
    # An outlet that signs its own articles is named once.
    if [fold(name) for name in names] == [fold(found.source)]:
        return ""
    return ", ".join(names if len(names) <= _NAMES else [*names[:1], "et al."])

"""Markdown to plain text: a light conversion for search, not a renderer.

Headings stay as paragraphs, links as their text, code as it is; images, comments, shortcodes and
template tags go. Every pattern is bounded or linear: the text may be hostile.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from searcher.readers.records.markup import plain, tidy

# A piece of code within a paragraph, or where something begins that is not shown.
_CODE_OR_SILENT = re.compile(
    r"(?<!`)(?P<ticks>`{1,4})(?!`)(?P<code>(?:[^`\n]|\n(?![ \t]*\n)){1,2000}+)(?P=ticks)(?!`)"
    r"|<(?P<tag>!--|(?:script|style|svg|iframe)\b)(?P<single>[^<>]{0,2000}+(?<=/)>)?",
    re.IGNORECASE,
)
# Hugo's `{{< … >}}` and `{{% … %}}`, Liquid's `{% … %}` and `{{ … }}`, comments `{# … #}`, and
# kramdown's `{: .class}`.
_SHORTCODE = re.compile(
    r"\{\{[<%][^{}]{0,4000}?[>%]\}\}|\{\{[^{}]{0,1000}\}\}|\{%[^{}]{0,4000}?%\}"
    r"|\{#[^{}]{0,1000}#\}|\{:[^{}\n]{0,300}\}"
)
_RAW = re.compile(r"\{%-? *raw *-?%\}(.*?)(?:\{%-? *endraw *-?%\}|\Z)", re.DOTALL)
_LIQUID_COMMENT = re.compile(
    r"\{%-? *comment *-?%\}.*?(?:\{%-? *endcomment *-?%\}|\Z)", re.DOTALL | re.IGNORECASE
)
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))??(?:[ \t]+#+)?[ \t]*")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})")
_BULLET = re.compile(r"([ \t]*)[*+-][ \t]+(?:\[[ xX]\][ \t]+)?")
_QUOTE = re.compile(r" {0,3}(?:>[ \t]?)+")
# `[1]: /path 'title'`. Who speaks in an interview may stand in brackets too, before a colon.
_DEFINITION = re.compile(
    r" {0,3}\[[^\]\n]{1,200}\]:[ \t]*"
    r"(?:<[^<>\n]{0,2000}>|(?=\S{0,2000}?(?:[/#:@]|\.\w))\S{1,2000}+)"
    r"(?:[ \t]+(?:\"[^\n]*\"|'[^\n]*'|\([^\n]*\)))?[ \t]*"
)
_NOTE = re.compile(r" {0,3}\[\^[^\]\n]{1,100}\]:[ \t]*")
_TABLE_RULE = re.compile(r"[ \t]*+\|?(?:[ \t]*+:?-{2,}+:?[ \t]*+\|)+(?:[ \t]*+:?-{2,}+:?)?[ \t]*+")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_MARKS = re.compile(r"[*_~\[]")
_TAG = re.compile(r"</?[a-z][a-z0-9-]{0,20}(?:\s[^<>]{0,2000})?/?>", re.IGNORECASE)
_TARGET: Final = r"\((?:[^()]|\([^()]{0,500}\)){0,3000}\)"
_IMAGE = re.compile(rf"!\[[^\[\]]{{0,1000}}\](?:{_TARGET}|\[[^\[\]\n]{{0,200}}\])")
_LINK = re.compile(
    rf"\[((?:[^\[\]]|\[[^\[\]]{{0,300}}\]){{0,1000}})\](?:{_TARGET}|\[[^\[\]\n]{{0,200}}\])"
)
_NOTE_MARK = re.compile(r"\[\^[^\]\n]{1,100}\]")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,2000}|[\w.+-]{1,100}@[\w.-]{1,200})>")
# Pandoc's attributes of headings, links and pieces of text, and its boxes; what html2text leaves of
# an icon.
_ATTRIBUTES: Final = r"\{(?:[#.][^{}\n]{0,300}|[\w-]{1,40}=[^{}\n]{0,300})\}"
_HEADING_END = re.compile(rf"[ \t]{{0,8}}{_ATTRIBUTES}$")
_BEHIND_LINK = re.compile(rf"(?<=\)){_ATTRIBUTES}")
_SPAN = re.compile(rf"\[([^\[\]]{{1,1000}})\]{_ATTRIBUTES}")
_BOX = re.compile(r" {0,3}:{3,60}[ \t]{0,8}(?:\{[^{}\n]{0,300}\}|[\w.-]{1,60})?[ \t]{0,8}:{0,60}")
_ICON = re.compile(r"^(?:__|\*\*)[ \t]+(?=\S)", re.MULTILINE)
_STRONG = re.compile(r"(\*{1,3}|~~)(?=\S)([^*~]{1,2000}?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w_])(_{1,3})(?=[^\s_])([^_]{1,2000}?)(?<=[^\s_])\1(?![\w_])")
_CODE = re.compile(r"(?<!`)(`{1,4})(?!`)([^`](?:.{0,2000}?[^`])?)\1(?!`)", re.DOTALL)
_TAG_REST = re.compile("[^<>]{0,2000}>")
_TO_THE_END: Final = ("!--", "script", "style")
_HELD = "\ue000{}\ue001"  # where a piece of code stands while the rest is converted
_HOLDER = re.compile("\ue000(\\d+)\ue001")


@dataclass(slots=True)
class _Page:
    blocks: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)  # code, which is not converted
    heading: str | None = None

    def hold(self, code: str) -> str:
        if "{%" in code:
            code = _RAW.sub(r"\1", code)
        self.held.append(code)
        return _HELD.format(len(self.held) - 1)

    def inline(self, text: str) -> str:
        """Convert one paragraph."""
        if "`" in text:
            text = _CODE.sub(lambda m: self.hold(m[2].strip()), text)
        if "\\" in text:
            text = _ESCAPE.sub(lambda m: self.hold(m[1]), text)
        if "<" in text:
            text = _TAG.sub("", plain(_AUTOLINK.sub(r"\1", text)))
        elif "&" in text:
            text = html.unescape(text)
        if not _MARKS.search(text):
            return text
        if "]{" in text or "){" in text:
            text = _SPAN.sub(r"\1", _BEHIND_LINK.sub("", text))
        text = _ICON.sub("", text)
        text = _NOTE_MARK.sub("", _IMAGE.sub("", text))
        text = _LINK.sub(r"\1", _LINK.sub(r"\1", text))
        for _ in range(2):  # emphasis inside emphasis
            text = _EMPHASIS.sub(r"\2", _STRONG.sub(r"\2", text))
        return text

    def shown(self, text: str) -> str:
        return _HOLDER.sub(lambda m: self.held[int(m[1])], text)


def plain_text(markdown: str) -> tuple[str | None, str]:
    r"""Give the first heading of level one, and the text, which begins with it if the page does.

    Takes text with `\n` as line break.
    """
    page = _Page()
    markdown = markdown.replace("\ue000", "").replace("\ue001", "")
    text = _blocks(page, markdown)
    heading = _finish(page, page.heading) if page.heading else None
    return heading or None, _finish(page, text)


def _finish(page: _Page, text: str) -> str:
    # Code comes back last, so that what looks like a tag in it is none.
    paragraphs = re.split(r"\n[ \t]*\n\s*", text)
    return page.shown(tidy("\n\n".join(map(page.inline, paragraphs)))).strip()


def _blocks(page: _Page, markdown: str) -> str:
    """Take the marks of blocks away line by line; what stands in fences is held back first."""
    lines = _without_tags(page, _fences(page, markdown)).split("\n")
    shown: list[str] = []
    for number, line in enumerate(lines):
        quoted = _QUOTE.match(line)
        if quoted:
            line = line[quoted.end() :]  # noqa: PLW2901
        heading = _HEADING.fullmatch(line)
        if heading:
            _head(page, shown, heading[2] or "", top=heading[1] == "#")
        elif _UNDERLINE.fullmatch(line) and shown and shown[-1].strip() and number:
            above = shown.pop()
            _head(page, shown, above, top="=" in line)
        elif _RULE.fullmatch(line) or _TABLE_RULE.fullmatch(line) or _BOX.fullmatch(line):
            shown.append("")
        elif _NOTE.match(line):
            shown.append(_NOTE.sub("", line))
        elif not _DEFINITION.fullmatch(line):
            shown.append(_cells(_bare(line)))
    return "\n".join(shown)


def _head(page: _Page, shown: list[str], text: str, *, top: bool) -> None:
    text = _HEADING_END.sub("", text.strip())
    if top and page.heading is None and text:
        page.heading = text
    shown.extend(("", text, ""))


def _bare(line: str) -> str:
    bullet = _BULLET.match(line)
    # Items are lines of their own, also where a tag makes the paragraph one line.
    return bullet[1] + line[bullet.end() :] if bullet else line


def _cells(line: str) -> str:
    stripped = line.strip()
    if stripped.startswith("|") and stripped.endswith("|") and len(stripped) > 1:
        return "  ".join(cell.strip() for cell in stripped[1:-1].split("|"))
    return line


def _fences(page: _Page, markdown: str) -> str:
    kept: list[str] = []
    code: list[str] = []
    fence = ""
    for line in markdown.split("\n"):
        mark = _FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence) and not line.strip(" `~"):
                kept.extend(("", page.hold("\n".join(code)), ""))
                fence, code = "", []
            else:
                code.append(line)
        elif mark and "`" not in line[mark.end() :]:
            fence = mark[1]
        else:
            kept.append(line)
    if fence:  # never closed: text, as a reader would see it
        kept.extend(code)
    return "\n".join(kept)


def _without_tags(page: _Page, text: str) -> str:
    if "<" in text or ("{" in text and "`" in text):
        text = "".join(_without_silent(page, text))
    if "{" in text:
        # What looks like a template in it is none; its Markdown is.
        raw = partial(_SHORTCODE.sub, lambda m: page.hold(m[0]))
        text = _RAW.sub(lambda m: raw(m[1]), _LIQUID_COMMENT.sub("", text))
        text = _SHORTCODE.sub("", text)
    return text


def _without_silent(page: _Page, text: str) -> Iterator[str]:
    """Give the text without comments and scripts, but with those that its code is about.

    One that is never closed goes on to the end if a line begins with it, as in a browser; within a
    line it is a mention, of which the tag alone goes.
    """
    at = 0
    unclosed: set[str] = set()
    while found := _CODE_OR_SILENT.search(text, at):
        yield text[at : found.start()]
        at = found.end()
        if code := found["code"]:
            yield page.hold(code.strip()) if "<" in code or "{" in code else found[0]
            continue
        if found["single"] and found["tag"] != "!--":
            continue
        name = found["tag"].lower()
        closing = "-->" if name == "!--" else rf"</{name}\s*>"
        end = None if name in unclosed else re.compile(closing, re.IGNORECASE).search(text, at)
        if end:
            at = end.end()
        elif name in _TO_THE_END and not text[text.rfind("\n", 0, at) + 1 : found.start()].strip():
            return
        else:
            unclosed.add(name)
            if name != "!--" and (tag := _TAG_REST.match(text, at)):
                at = tag.end()
    yield text[at:]

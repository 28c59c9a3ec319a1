"""Which passage shows why an article matches?

The words of the query are looked for in the running text by a plain search for how they begin, and
only what is found is judged by the analysers; a text is split at length only where that finds
nothing. The marks within the passage are exact.
"""

import unicodedata
from collections.abc import Callable, Sequence

from searcher.article import Article
from searcher.engines.tantivy import beginnings
from searcher.engines.tantivy.analysis import Analysis, primary
from searcher.engines.tantivy.beginnings import LONGEST_WORD, are_words
from searcher.engines.tantivy.clauses import Clause, key_token, words_of
from searcher.engines.tantivy.letters import bare, is_kurdish, is_plain, joined, place_of, smooth
from searcher.engines.tantivy.marking import KnownWords, Mark, matching
from searcher.engines.tantivy.passages import best
from searcher.query.model import Node
from searcher.record import Record, record
from searcher.results import Marks, Snippet

# Characters of a passage, and how much of it stands before the first match at most.
WIDTH = 240
_LEAD = 80
# Where plain search finds no match, this much of a text is split, block by block.
_SPLIT = 4_000
_BLOCK = 2_000
# Matches looked at for the choice of a passage, and how far around them for the other words.
_MATCHES = 4
_AROUND = 120
# What looking may cost: 1 for each place found, and more for judging it.
_PURSE = 2_000
_PRICE = 10
_NEAR_PRICE = 50
_SENTENCE_ENDS = (". ", "! ", "? ", ".\n", "\n")

# Characters of a passage that are not counted on: it ends where a word does.
_SPARE = 20
# Texts up to here are looked through where the quick way found less than there may be.
_THOROUGH = 30_000


# The language of an article, if its words are stemmed, and what makes its texts what is split.
_Read = tuple[str | None, Callable[[str], str]]


@record
class Place(Record):
    """Where a passage may begin, how many clauses match there, and `of` how many in the text."""

    clauses: int
    start: int
    of: int


class Highlighter:
    """Makes snippets for the hits of one query."""

    def __init__(self, analysis: Analysis, known: KnownWords, query: Node) -> None:
        """Prepare what is to be marked."""
        self._languages = analysis.languages
        self._known = known
        found = known.clauses(query)
        self._title, self._summary, self._body = (
            [clause for clause in found if part in clause.parts]
            for part in ("title", "summary", "body")
        )
        self._most = max(len(self._summary), len(self._body))
        self._are_words = len(self._body) > 1 and are_words((*self._summary, *self._body))

    def snippet(self, article: Article) -> Snippet:
        """Choose a passage of summary or body and mark it; without a match, the beginning."""
        language, meant = self._read(article)
        texts = ((article.summary, self._summary), (article.body, self._body))
        if self._are_words and (densest := self._densest(texts, language)) is not None:
            return self._cut(*densest, (language, meant))
        for find in (self._quickly, self._slowly):
            nearest: tuple[Place, str, Sequence[Clause]] | None = None
            most = 0
            for text, wanted in texts:
                place = find(meant(text), wanted, language) if text and wanted else None
                if place is not None:
                    most = max(most, place.of)
                    if nearest is None or place.clauses > nearest[0].clauses:
                        nearest = place, text, wanted
                    if place.clauses == self._most:
                        break
            if nearest is None:
                continue
            place, chosen, found = nearest
            if place.clauses < most and sum(len(text) for text, _ in texts) <= _THOROUGH:
                # The quick way looks at a few places only: another may have more of the words.
                thorough = self.snippets(article, 1, more_than=place.clauses)
                if thorough:
                    return thorough[0]
            return self._cut(chosen, found, (place.start, 0), (language, meant))
        text = article.summary if article.summary.strip() else article.body
        return Snippet("".join(_passage(text, 0)))

    def _densest(
        self, texts: Sequence[tuple[str, Sequence[Clause]]], language: str | None
    ) -> tuple[str, Sequence[Clause], tuple[int, int]] | None:
        """Choose where most of several words stand; None where their beginnings do not tell."""
        if sum(len(text) for text, _ in texts) > _THOROUGH:
            return None
        most, chosen = 0, None
        for text, wanted in texts:
            if not text or not wanted:
                continue
            marks = beginnings.found(text, wanted, language, self._known)
            if marks is None:
                return None
            stretch = beginnings.densest(marks, WIDTH - _SPARE)
            if stretch is not None and stretch[0] > most:
                most, chosen = stretch[0], (text, wanted, stretch[1:])
        return chosen

    def _cut(
        self, text: str, wanted: Sequence[Clause], at: tuple[int, int], read: _Read
    ) -> Snippet:
        """Cut the passage around a match, up to an end if there is room for it, and mark it."""
        language, meant = read
        before, passage, after = _passage(text, *at)
        marks = self._known.marks(meant(passage), wanted, language)
        return Snippet(f"{before}{passage}{after}", _merged(marks, len(before)))

    def snippets(self, article: Article, most: int, *, more_than: int = 0) -> tuple[Snippet, ...]:
        """Choose up to `most` passages that together hold most of the query, in order of reading.

        All of summary and body is looked at. None where no passage has more than `more_than`
        different clauses.
        """
        language, meant = self._read(article)
        texts = ((article.summary, self._summary), (article.body, self._body))
        found = [
            self._known.marks(meant(text), wanted, language) if text and wanted else []
            for text, wanted in texts
        ]
        chosen = best(found, WIDTH - _SPARE, most, apart=WIDTH + _LEAD)
        if not chosen or len(chosen[0].clauses) <= more_than:
            return ()
        made = []
        for stretch in sorted(chosen, key=lambda one: (one.text, one.start)):
            text, wanted = texts[stretch.text]
            at = stretch.start, stretch.end
            made.append(self._cut(text, wanted, at, (language, meant)))
        return tuple(made)

    def marks(self, article: Article) -> Marks:
        """Mark title, summary and body in full."""
        language, meant = self._read(article)
        title, summary, body = (
            _merged(self._known.marks(meant(text), wanted, language), 0) if text and wanted else ()
            for text, wanted in (
                (article.title, self._title),
                (article.summary, self._summary),
                (article.body, self._body),
            )
        )
        return Marks(title, summary, body)

    def _read(self, article: Article) -> _Read:
        """Say how an article is read.

        Give its language if its words are stemmed, and what makes its texts what is split, place
        by place.
        """
        language = primary(article.language)
        meant = joined if is_kurdish(language) else str
        return language if language in self._languages else None, meant

    def _quickly(self, text: str, wanted: Sequence[Clause], language: str | None) -> Place | None:
        """Find a place by how the words begin, in the text as it is split."""
        smoothed = text if is_plain(text) else smooth(text, language)
        place = self._by_beginning(smoothed, wanted, language)
        if place is None and (plain := bare(smoothed)) is not smoothed:
            place = self._by_beginning(plain, wanted, language)
        if place is None or smoothed == text:
            return place
        return Place(place.clauses, place_of(place.start, text, language), place.of)

    def _by_beginning(
        self, text: str, wanted: Sequence[Clause], language: str | None
    ) -> Place | None:
        """Find a place near the clause that comes first the latest.

        That is likely to be the rarest, and the other words are looked for around it.
        """
        if len(wanted) == 1:
            alone = self._found(text, wanted[0], language)
            return Place(1, alone[0], 1) if alone else None
        firsts = [
            (found[0], number)
            for number, clause in enumerate(wanted)
            if (found := self._found(text, clause, language))
        ]
        if len(firsts) <= 1:
            return Place(1, firsts[0][0], 1) if firsts else None
        anchor = wanted[max(firsts)[1]]
        others = [wanted[number] for _, number in firsts if wanted[number] is not anchor]
        nearest: Place | None = None
        for place in self._found(text, anchor, language, most=_MATCHES):
            around = (max(0, place - _AROUND), min(len(text), place + _AROUND))
            near = [
                found[0]
                for other in others
                if (found := self._found(text, other, language, around))
            ]
            if nearest is None or len(near) >= nearest.clauses:
                nearest = Place(len(near) + 1, min([place, *near]), len(firsts))
            if len(near) == len(others):
                break
        return nearest

    def _slowly(self, text: str, wanted: Sequence[Clause], language: str | None) -> Place | None:
        """Find a place in the first block that has a match at all.

        For words whose forms begin differently (die, dying), and for scripts whose words are not
        parted by spaces. Phrases of plain text are left out: that one of their words is of that
        kind is rare, and that the phrase stands in the title only is not.
        """
        wanted = [clause for clause in wanted if clause.is_single or not is_plain(text)]
        if not wanted:
            return None
        for start in range(0, min(len(text), _SPLIT), _BLOCK):
            # A word at the edge is cut in two; another match serves as well.
            marks = self._known.marks(text[start : start + _BLOCK], wanted, language)
            if marks:
                return Place(1, start + marks[0][0], 1)
        return None

    def _found(
        self,
        text: str,
        clause: Clause,
        language: str | None,
        within: tuple[int, int] | None = None,
        *,
        most: int = 1,
    ) -> list[int]:
        """Give the first places where the clause matches, in order."""
        found: list[int] = []
        first, end = within or (0, len(text))
        decided = clause.decided.setdefault(language, {}) if clause.is_single else None
        price = _NEAR_PRICE if clause.slop else _PRICE
        words = words_of(text)
        for begin in clause.begins:
            place = text.find(begin, first, end)
            if place < 0:
                continue
            matches = spent = 0
            while place >= 0 and spent < _PURSE:
                spent += 1
                start = place
                if not clause.literal:
                    lowest = max(0, place - LONGEST_WORD)
                    while start > lowest and (
                        (before := text[start - 1]).isalnum() or _is_mark(before)
                    ):
                        start -= 1
                if start == place or clause.inside:
                    spent += price
                    word = words.match(text, start, start + 2 * LONGEST_WORD)
                    if word is None:
                        break
                    if clause.literal:
                        fits: bool | None = True
                    elif decided is None:
                        fits = self._phrase_at(text, start, word.end(), clause, language)
                    elif (fits := decided.get(word[0])) is None:
                        fits = self._known.means(word[0], clause, language)
                    if fits:
                        found.append(start)
                        matches += 1
                        if matches == most:
                            end = start  # other ways to begin count only before it
                            break
                place = text.find(begin, place + len(begin), end)
        return sorted(found)[:most] if len(found) > 1 else found

    def _phrase_at(
        self, text: str, start: int, end: int, clause: Clause, language: str | None
    ) -> bool:
        """Say whether the word between start and end is part of the phrase."""
        wanted = clause.forms[None]
        words = words_of(text)
        key = key_token(wanted)
        if clause.slop == 0:  # mostly the word beside it says no
            if key + 1 < len(wanted):
                beside, at = words.search(text, end, end + LONGEST_WORD), key + 1
                word = beside[0] if beside else ""
            else:
                at = key - 1
                word = (words.findall(text[max(0, start - LONGEST_WORD) : start]) or [""])[-1]
            if not self._known.is_token(word, clause, at, language):
                return False
        before = key + clause.slop
        after = len(wanted) - key - 1 + clause.slop
        # The words around, as many as the phrase may reach; unusually long ones make it a miss.
        left = words.findall(text[max(0, start - 16 * before) : start])[-before:] if before else []
        right = words.findall(text[end : end + 16 * after])[:after]
        stretch = " ".join((*left, text[start:end], *right))
        tokens = self._known.tokens(stretch, language)
        return len(left) in matching(tokens, clause, language)


def _is_mark(sign: str) -> bool:
    return sign >= "\u0900" and unicodedata.category(sign)[0] == "M"


def _passage(text: str, match: int, last: int = 0) -> tuple[str, str, str]:
    """Cut about `WIDTH` characters around a match: what to put before, the passage, and after.

    It reaches to `last` if there is room. Begins with a sentence where one begins near, else with a
    word. White space becomes single spaces; an ellipsis tells of text left out.
    """
    start = 0
    lead = max(0, min(_LEAD, match + WIDTH - _SPARE // 2 - last)) if last else _LEAD
    if match > lead:
        low = match - lead
        for sentence in _SENTENCE_ENDS:
            at = text.rfind(sentence, low, match)
            if at >= 0:
                start = max(start, at + len(sentence))
        if not start:
            space = text.find(" ", low, match)
            start = space + 1 if space >= 0 else match
    end = start + WIDTH
    if end < len(text):
        word = words_of(text).match(text, match)
        # A word without end is cut too.
        matched = min(word.end(), match + WIDTH) if word else match + 1
        cut = max(text.rfind(" ", match, end), text.rfind("\n", match, end))
        end = cut if cut >= matched else max(end, matched)
    passage = text[start:end].strip()
    if "\n" in passage or "\t" in passage or "  " in passage:
        passage = " ".join(passage.split())
    return "… " if start else "", passage, " …" if end < len(text) else ""


def _merged(marks: Sequence[Mark], shift: int) -> tuple[tuple[int, int], ...]:
    """Merge marks that touch or overlap; they come by start."""
    spans: list[tuple[int, int]] = []
    for start, end, _ in marks:
        if spans and start + shift <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], end + shift))
        else:
            spans.append((start + shift, end + shift))
    return tuple(spans)

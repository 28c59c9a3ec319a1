"""What did somebody mean to type? Words of the corpus's own, where the ones typed find little.

Words that begin alike are compared one by one. Where none is meant, the engine is asked for words
nearly alike, and the articles that it finds say which these are: so the most frequent come by
themselves, and no list of all words is gone through. What is offered has been counted, so words of
deleted articles are not.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice, product
from typing import TYPE_CHECKING

from searcher.article import fold
from searcher.errors import SearcherError
from searcher.index.advice.notes import TIMES
from searcher.query.counting import count_words, is_own_word
from searcher.query.lexer import clean
from searcher.query.model import And, Boosted, Fuzzy, Node, Not, Or, Phrase, SearchRequest, Word
from searcher.query.parser import parse
from searcher.query.unparse import unparse
from searcher.record import Record, record, replace
from searcher.results import FacetCount, Hit, Note, Results

if TYPE_CHECKING:
    from searcher.engines.base import Engine

# Articles with a word up to which it may be a mistake: so many, or so great a part of all.
_RARE, _SHARE = 20, 0.001
# Articles that say which words are alike, words that are looked into, and proposals.
_SAMPLED, _DOUBTED, _OFFERED = 8, 6, 3
_LOOKED_AT = 8  # of the words that are alike
_BEGIN, _LISTED = 3, 1_000  # letters that words begin with, and how many such words are listed
# Letters from which a word may have one mistake, and two; and up to which it is looked at.
_ONE, _TWO, _LONGEST = 3, 5, 40
_HALF = 2  # letters of the shorter part, where two words were written as one


@record
class _Change(Record):
    """A part of the tree, what stands there instead, and how both are typed."""

    old: tuple[Node, ...]
    new: Node
    typed: str
    meant: str


def spelling_notes(engine: "Engine", results: Results) -> Iterator[Note]:
    """Offer corrected queries where few articles were found, and the corrected find many more."""
    request = results.request
    found: dict[str, int] = {}
    rare = max(_RARE, int(results.corpus.articles * _SHARE))
    for changes in _corrections(engine, request, rare):
        corrected = _changed(request.query, changes)
        if corrected == request.query:
            continue
        asked = replace(request, query=corrected)
        try:
            count = engine.count(asked)
        except SearcherError:
            continue
        if count > results.total and count >= TIMES * results.total:
            found.setdefault(_typed(request, corrected, changes), count)
        if len(found) == _OFFERED:
            break
    if found:
        ordered = sorted(found.items(), key=lambda pair: -pair[1])
        names = " or ".join(f"{query} ({count:,})" for query, count in ordered)
        proposals = tuple(FacetCount(query, query, count) for query, count in ordered)
        yield Note(f"did you mean {names}?", "spelling", value=request.words, proposals=proposals)


def _corrections(
    engine: "Engine", request: SearchRequest, rare: int
) -> Iterator[Sequence[_Change]]:
    """Walk what may have been meant: all doubtful words changed together, then words joined."""
    doubted: list[list[_Change]] = []
    required = request.query.children if isinstance(request.query, And) else (request.query,)
    for node in islice(_words(request.query), _DOUBTED):
        if changes := list(_alike(engine, node, rare)):
            doubted.append(changes)
        elif node in required and isinstance(node, Word) and _is_nowhere(engine, node, rare):
            # And like nothing: whatever the others were meant to be is no help.
            doubted.clear()
            break
    if len(doubted) == 1:
        yield from ([change] for change in doubted[0])
    elif doubted:
        # The likeliest of each first.
        tried = product(*(enumerate(changes[:2]) for changes in doubted[:_OFFERED]))
        for several in sorted(tried, key=lambda several: sum(place for place, _ in several)):
            yield [change for _, change in several]
        yield from ([changes[0]] for changes in doubted)
    yield from ([change] for change in _joined(engine, request.query))


def _words(node: Node) -> Iterator[Word | Phrase]:
    """Walk the words and phrases that are asked for, and not excluded nor meant exactly."""
    pending: list[Node] = [node]
    while pending:
        inner = pending.pop()
        if isinstance(inner, And | Or):
            pending.extend(reversed(inner.children))
        elif isinstance(inner, Boosted):
            pending.append(inner.child)
        elif isinstance(inner, Word | Phrase) and not inner.exact:
            yield inner


def _alike(engine: "Engine", node: Word | Phrase, rare: int) -> Iterator[_Change]:
    """Walk what a word, or one word of a phrase, may have been meant to be."""
    if isinstance(node, Word):
        for meant in _meant(engine, node, rare):
            new: Node = replace(node, text=meant)
            if " " in meant:
                new = Phrase(meant, 0, node.field)
            yield _Change((node,), new, node.text, f'"{meant}"' if " " in meant else meant)
        return
    for word in node.text.split()[:_DOUBTED]:
        for meant in _meant(engine, Word(word, node.field), rare):
            text = " ".join(meant if one == word else one for one in node.text.split())
            yield _Change((node,), replace(node, text=text), word, meant)


def _meant(engine: "Engine", word: Word, rare: int) -> list[str]:
    """List words that are much more frequent than a rare one, and nearly alike."""
    text = word.text
    if not _ONE <= len(text) <= _LONGEST or not _is_one_word(text):
        return []
    if _is_common(engine, word, rare):
        return []
    # Counting one form in one field takes a tenth of the time, and tells of most words.
    if engine.count(SearchRequest(query=Word(text, word.field or "body", exact=True))) > rare:
        return []
    count = engine.count(SearchRequest(query=word))
    if count > rare:
        return []
    once, twice = _begun_alike(engine, word, count)
    # A slip in the first letters takes longer to find: worth it for what exists nowhere.
    if not count and (not once or once[0][0] <= rare):
        once = sorted({*once, *_sampled(engine, Fuzzy(text, 1, word.field))}, reverse=True)
    # Two mistakes are meant where one leads to a word that is rare, a mistake itself.
    least = TIMES * once[0][0] if once else 0
    near = [pair for pair in twice if pair[0] >= least] + once
    if near:
        return [_printed(engine, word, other) for _, other in near[:_OFFERED]]
    return list(_parted(engine, word, count))


def _is_common(engine: "Engine", word: Word, rare: int) -> bool:
    """Say whether a word is surely not rare: told in a tenth of the time that counting takes.

    Deleted articles may count, so twice as many are asked for.
    """
    return word.field is None and engine.spread(f":{fold(word.text)}") > 2 * rare


def _is_nowhere(engine: "Engine", word: Word, rare: int) -> bool:
    """Say whether no article has the word; of frequent words that is told quickly."""
    if _is_common(engine, word, rare):
        return False
    form = Word(word.text, word.field or "body", exact=True)
    return not any(engine.count(SearchRequest(query=one)) for one in (form, word))


def _is_one_word(text: str) -> bool:
    """Say whether this is one word of letters, in a script that parts words."""
    letters = all(sign.isalpha() or unicodedata.category(sign)[0] == "M" for sign in text)
    return letters and not is_own_word(text[0]) and count_words(text) == 1


def _begun_alike(
    engine: "Engine", word: Word, count: int
) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """List words that begin alike, one and two mistakes away, the most frequent first."""
    from searcher.query.alike import edits  # loaded where a word is in doubt

    own = fold(word.text)
    # A word that exists is a mistake only if it is very like a frequent one.
    most = 2 if len(own) >= _TWO and not count else 1
    near: tuple[list[str], list[str]] = ([], [])
    # The engine folds words in its own way: once more folded, its words are as this one is.
    for other in engine.completions(word.text[:_BEGIN], limit=_LISTED, field=word.field):
        folded = fold(other)
        if folded != own and (far := edits(own, folded, most)) <= most:
            near[far - 1].append(other)
    once, twice = (
        sorted(_frequent(engine, word, others[:_LOOKED_AT], TIMES * count), reverse=True)
        for others in near
    )
    return once, twice


def _frequent(
    engine: "Engine", word: Word, others: Sequence[str], least: int
) -> Iterator[tuple[int, str]]:
    """Walk those of the words that so many articles have, and one at least."""
    for other in others:
        count = engine.count(SearchRequest(query=Word(other, word.field)))
        if count >= max(least, 1):
            yield count, other


def _printed(engine: "Engine", word: Word, folded: str) -> str:
    """Give a word as texts print it: those of the index are folded."""
    asked = Word(folded, word.field, exact=True)
    request = SearchRequest(query=asked, sort="newest", limit=1)
    for hit in engine.search(request).hits:
        for printed in _marked(engine, request, hit):
            return printed
    return folded


def _sampled(engine: "Engine", fuzzy: Fuzzy) -> Iterator[tuple[int, str]]:
    """Walk words nearly alike that some articles have."""
    request = SearchRequest(query=fuzzy, sort="newest", limit=_SAMPLED)
    own = fold(fuzzy.text)
    found = Counter(
        word
        for hit in engine.search(request).hits
        for word in _marked(engine, request, hit)
        if fold(word) != own and _is_one_word(word)
    )
    others = [word for word, _ in found.most_common(_OFFERED)]
    yield from _frequent(engine, Word(fuzzy.text, fuzzy.field), others, 1)


def _marked(engine: "Engine", request: SearchRequest, hit: Hit) -> set[str]:
    """Give the words that are marked in a hit: in its passage, or where that has none, anywhere."""
    text, spans = hit.snippet.text, hit.snippet.spans
    if not spans:
        marks = engine.marks(request)(hit.article)
        text, spans = hit.article.title, marks.title
    return {text[start:end].lower() for start, end in spans}


def _parted(engine: "Engine", word: Word, count: int) -> Iterator[str]:
    """Give the two words that were written as one."""
    text = word.text
    if len(text) < _TWO:
        return
    found = []
    for at in range(_HALF, len(text) - _HALF + 1):
        parts = f"{text[:at]} {text[at:]}"
        often = engine.count(SearchRequest(query=Phrase(parts, 0, word.field)))
        if often >= max(TIMES * count, 1):
            found.append((often, parts))
    if found:
        yield max(found)[1]


def _joined(engine: "Engine", node: Node) -> Iterator[_Change]:
    """Walk words that stand side by side, and are one word in the corpus."""
    if not isinstance(node, And):
        return
    for first, second in zip(node.children, node.children[1:], strict=False):
        if not (isinstance(first, Word) and isinstance(second, Word)):
            continue
        text = first.text + second.text
        if first.field != second.field or not _is_one_word(text):
            continue
        whole = Word(text, first.field)
        if engine.count(SearchRequest(query=whole)):
            yield _Change((first, second), whole, rf"{first.text} {second.text}", text)


def _changed(node: Node, changes: Sequence[_Change]) -> Node:
    """Give the tree with the parts changed, wherever they are asked for."""
    for change in changes:
        node = _replaced(node, change)
    return node


def _replaced(node: Node, change: _Change) -> Node:
    old = change.old
    match node:
        case And(children) | Or(children):
            if len(old) > 1:
                at = next(
                    (at for at in range(len(children)) if children[at : at + len(old)] == old), None
                )
                if at is None:
                    return node
                kept = (*children[:at], change.new, *children[at + len(old) :])
                return kept[0] if len(kept) == 1 else type(node)(kept)
            return type(node)(tuple(_replaced(child, change) for child in children))
        case Boosted(child, weight):
            return Boosted(_replaced(child, change), weight)
        case Not():
            return node
        case _:
            return change.new if (node,) == old else node


def _typed(request: SearchRequest, corrected: Node, changes: Sequence[_Change]) -> str:
    """Give the corrected query as it would have been typed, else as the tree is written."""
    words = request.words
    if not words.isprintable():  # what could not be read is not offered
        words = " ".join(clean(words).split())
    for change in changes:
        once = re.escape(change.typed).replace(r"\ ", r"\s+")
        meant = change.meant.replace("\\", r"\\")
        words = re.sub(rf"(?<!\w){once}(?!\w)", meant, words)
    try:
        if parse(words, any_word=request.any).query == corrected:
            return words
    except SearcherError:
        pass
    return unparse(corrected)

"""Expressions: which are read, what they fit, and why others are refused."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from searcher.errors import QueryError
from searcher.query.automaton import Automaton
from searcher.query.lexer import Token
from searcher.query.model import And, Node, Not, Phrase, Regex, Word
from searcher.query.parser import parse
from searcher.query.pattern_cost import cost_of_pattern
from searcher.query.regex import (
    MAX_REGEX,
    Class,
    RegexError,
    Sequence,
    folded,
    parse_regex,
    pattern_part,
    read,
)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("/b.nk/", Regex("b.nk")),
        ("title:/b(ank|ond)s?/", Regex("b(ank|ond)s?", "title")),
        ("=/ab/", Regex("ab")),
        ("-/ab/", Not(Regex("ab"))),
        ("(/a|b/ c)", And((Regex("a|b"), Word("c")))),
        ("/(a|b)c/", Regex("(a|b)c")),
        ("/ca\u00adfe\u0301/", Regex("café")),
        ("title:(/ab/ /cd/)", And((Regex("ab", "title"), Regex("cd", "title")))),
        ("either/or", Word("either/or")),
        (r"\/ab\/", Word("ab")),
        ("https://x.org/ab/", None),
    ],
)
def test_between_slashes_is_an_expression(text: str, meaning: Node | None) -> None:
    """It begins where a word can begin, holds no space, and ends where a word ends."""
    parsed = parse(text)
    if meaning is not None:
        assert meaning == parsed.query
    assert (meaning is None) == ("Regex" not in repr(parsed.query) and "url" in repr(parsed.query))


@pytest.mark.parametrize("text", ["/usr/lib/", "/ab", "ab/c/", "/a b/", "//ab//", "/", "//"])
def test_other_slashes_are_text(text: str) -> None:
    """A path is no expression; signs that are left out are noted."""
    try:
        parsed = parse(text)
    except QueryError:
        return
    assert "Regex" not in repr(parsed.query)
    assert isinstance(parsed.query, Word | Phrase | And)


@pytest.mark.parametrize(
    ("text", "fitting", "others"),
    [
        ("b.nk", ["bank", "bonk"], ["bnk", "banks", "a bank"]),
        ("bank|bond", ["bank", "bond"], ["ban", "bankbond"]),
        ("(?:ab)+", ["ab", "abab"], ["", "aba"]),
        ("a{2}", ["aa"], ["a", "aaa"]),
        ("a{2,}", ["aa", "aaaa"], ["a"]),
        ("a{1,3}b?", ["a", "aaab"], ["aaaa", "b"]),
        ("a{0}b", ["b"], ["ab"]),
        ("[a-c]x", ["ax", "cx"], ["dx"]),
        ("[^a-c]x", ["dx", "éx"], ["ax", "x"]),
        (r"20\d\d", ["2026"], ["20xx", "202"]),
        (r"[\da-f]*z", ["z", "0fz"], ["gz"]),
        ("(a|)b", ["b", "ab"], ["aab"]),
        ("a||b", ["a", "b"], ["ab"]),
        (".*a.*", ["a", "xay"], ["xy"]),
        ("((a|b)*c)*d", ["d", "acd", "abccd"], ["ab"]),
        ("(a*)*b", ["b", "aab"], ["a"]),
    ],
)
def test_what_fits(text: str, fitting: list[str], others: list[str]) -> None:
    """The whole word fits, or it does not."""
    automaton = Automaton(parse_regex(text))
    assert fitting == [word for word in (*fitting, *others) if automaton.fits(word)]


@pytest.mark.parametrize(
    ("text", "offset", "cured", "reason"),
    [
        ("a(b", 1, None, "not closed"),
        ("a)b", 1, None, "nothing opened"),
        ("a[b", 1, None, "not closed"),
        ("a[]", 1, None, "nothing in these brackets"),
        ("[b-a]", 1, None, "ends before it begins"),
        ("[a-", 1, None, "not closed"),
        ("*a", 0, "a", "nothing stands before"),
        ("a*?", 2, "a*", "is not read"),
        ("a**", 2, "a*", "is not read"),
        ("a++", 2, "a+", "is not read"),
        ("a{x}", 1, None, "needs a number"),
        ("a{3,2}", 1, None, "less than the first"),
        ("a{51}", 1, None, "at most 50 repetitions"),
        ("^a", 0, "a", "not needed"),
        ("a$", 1, "a", "not needed"),
        ("^a$", 0, None, "not needed"),
        (r"\w+", 0, None, "only \\\\d is read; “.” is any"),
        (r"a\.", 1, None, "only \\\\d is read"),
        (r"a\b", 1, None, "only \\\\d is read"),
        ("(?i)a", 0, None, "only \\(\\?: is read"),
        ("(?=a)a", 0, None, "only \\(\\?: is read"),
        ("a-b", 1, None, "“-” is never part of a word"),
        ("[a_]", 2, None, "“_” is never part of a word"),
        ("東京", 0, None, "a word of its own"),
        ("()", 0, None, "needs a letter"),
        ("a{0}", 0, None, "needs a letter"),
        ("(" * 11 + "a" + ")" * 11, 10, None, "10 deep"),
        ("a" * (MAX_REGEX + 1), MAX_REGEX, None, "at most 256 characters"),
        ("(.{50}){50}", 0, None, "too large"),
        (".*a.{9}", 0, None, "too large"),
        ("[Ā-ϿЀ-ӿԀ-ࣿ]", 7, None, "at most 2,000 characters"),
    ],
)
def test_what_cannot_be_read(text: str, offset: int, cured: str | None, reason: str) -> None:
    """The reason, its place, and an expression that works where one is near."""
    with pytest.raises(RegexError, match=reason) as refused:
        parse_regex(text)
    assert (offset, cured) == (refused.value.offset, refused.value.cured)
    with pytest.raises(QueryError, match=reason):
        read(text)


def test_folding_may_lengthen_a_letter() -> None:
    """One letter can be two in the index; an exclusion of it excludes nothing there."""

    def fold(sign: str) -> str:
        return {"ß": "ss", "É": "e", "\u0640": ""}.get(sign, sign.lower())

    def fits(text: str, word: str) -> bool:
        return Automaton(folded(parse_regex(text), fold)).fits(word)

    assert fits("Straße", "strasse")
    assert fits("[ßx]a", "ssa")
    assert fits("[ßx]a", "xa")
    assert not fits("[ßx]a", "sa")
    assert fits("[^ßx]a", "sa")
    assert not fits("[^ßX]a", "xa")
    assert fits("[É-É]x", "ex")
    assert fits("a\u0640b", "ab")


@settings(max_examples=200)
@given(
    text=st.text("ab.*+?|()[]^{}12,d\\ß-", max_size=12),
    words=st.lists(st.text("abdcß12", max_size=6), max_size=6),
)
def test_python_means_the_same(text: str, words: list[str]) -> None:
    """What is read at all fits the same words as in Python's own expressions."""
    try:
        part = parse_regex(text)
    except RegexError:
        return
    # An empty group or choice is the empty text in both.
    same = re.compile(text, re.DOTALL)
    automaton = Automaton(part)
    for word in words:
        assert (same.fullmatch(word) is not None) == automaton.fits(word)


def test_a_pattern_is_an_expression_of_stars_and_dots() -> None:
    """Wildcards that a backslash made plain stand for themselves."""
    automaton = Automaton(pattern_part("b?n*k*", frozenset({1, 3})))
    assert automaton.fits("banxk*")
    assert not automaton.fits("banxk")


def test_places_and_states_are_counted() -> None:
    """Letters repeated without choices are cheap; dots behind a choice double with each."""
    assert (Automaton(read("[a-z]{0,50}[a-z]{0,50}")).cost() or 0) > 1_000
    assert (Automaton(read(".{30}")).cost() or 0) > 5_000
    assert Automaton(Sequence((Class(frozenset(), negated=True),) * 501)).cost() is None


@settings(max_examples=60)
@example("a*" * 8 + "b")
@example("?" * 8 + "abcabcab")
@example("*abcd" * 3 + "*")
@given(st.text("abé", max_size=12).flatmap(lambda word: st.permutations([*word, *"*?**"])))
def test_small_words_with_wildcards_cost_little(drawn: str | list[str]) -> None:
    """Those that are not measured, because no question mark follows a star."""
    shape = "".join(drawn)[:16]
    if re.search(r"\*.*\?", shape):
        return
    wild = frozenset(at for at, sign in enumerate(shape) if sign in "*?")
    cost = Automaton(pattern_part(shape, wild)).cost()
    assert cost is not None
    assert cost <= cost_of_pattern(shape, Token("word", shape, 1))


def test_a_query_of_many_large_expressions_is_refused() -> None:
    """They are built one after the other, so their costs are added."""
    assert not parse(" ".join(["/.{20}/"] * 15)).notes
    with pytest.raises(QueryError, match="too large together") as refused:
        parse(" ".join(["/.{30}/"] * 20))
    assert refused.value.column == 12 * 8 + 1
    assert not parse(" ".join(["*a*"] * 100)).notes


@pytest.mark.parametrize(
    "text", ["(a|b)*" * 40, "[a-z]*" * 40, "(.*a)*" * 40, "((((a?){9}){9}){9}){9}", "(a?){50}" * 30]
)
def test_hostile_expressions_are_refused_or_read_in_time(text: str) -> None:
    """Nothing makes the reader itself slow."""
    import time

    started = time.thread_time()
    try:
        automaton = Automaton(parse_regex(text))
        automaton.fits("ab" * 120)
    except RegexError:
        pass
    assert time.thread_time() - started < 1

"""Any text at all: read or refused, never a crash; printed and read again the same."""

import datetime as dt
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from searcher.errors import QueryError
from searcher.query.parser import MAX_DEPTH, MAX_LENGTH, Parsed, parse, unparse

TODAY = dt.date(2026, 2, 1)
PIECES = (
    *'+-!=()"“”«*?~^:\\/.|&[]{}',
    *("AND", "OR", "NOT", "&&", "||", "–", "—", " ", " ", "\u3000", "\x00", "\ud800", "\u0301"),
    *("title:", "author:", "date:", "topic:", "kind:", "id:", "url:", "foo:", "Re:", "12:30"),
    *("a", "b", "bank", "Zürich", "don't", "東京", "हिन्दी", "🎉", "2025", "none", "teaser", "~2"),
    *("/", "/b.nk/", "/(a|b)c*/", "^2", "^", "^0.5", "~", "words:", ">8", "1..9", "{2}", "\\d"),
    *("2025..2026", "yesterday", "[2025 TO 2026]", "https://x.org/a_(b)?c", "www.", "C++", "\\"),
)
queries = st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | st.text(max_size=40)


def read(text: str, *, any_word: bool) -> Parsed | None:
    """Parse; None where the query is refused."""
    try:
        return parse(text, any_word=any_word, today=TODAY)
    except QueryError as refused:
        column = refused.column
        assert column is None or 1 <= column <= len(text) + 1
        return None


@settings(max_examples=100)
@example(text='www."a', any_word=False)
@example(text="\\www.a", any_word=False)
@example(text=".www.a", any_word=False)
@example(text="a://b", any_word=False)
@example(text="'s://a*|'", any_word=False)
@example(text="s://a*/", any_word=False)
@example(text="https://x.org/c\u0301", any_word=False)
@example(text="-*", any_word=False)
@example(text="\\-a\\*b", any_word=False)
@example(text='title:"', any_word=False)
@example(text="author:(none x)", any_word=False)
@given(text=queries, any_word=st.booleans())
def test_any_text_is_read_or_refused_and_printed_the_same(text: str, *, any_word: bool) -> None:
    """The tree's own text means the same tree, whatever joins words."""
    parsed = read(text, any_word=any_word)
    if parsed is None:
        return
    printed = unparse(parsed.query)
    for either in (False, True):
        again = parse(printed, any_word=either, strict=True, today=TODAY)
        assert parsed.query == again.query


@settings(max_examples=100)
@given(text=queries)
def test_strict_refuses_exactly_what_is_noted(text: str) -> None:
    """Strictly read, a query either needs no note or is an error with a query that works."""
    parsed = read(text, any_word=False)
    if parsed is None or not parsed.notes:
        return
    with pytest.raises(QueryError) as refused:
        parse(text, strict=True, today=TODAY)
    assert refused.value.suggestion is not None
    assert parsed.query == parse(refused.value.suggestion, strict=True, today=TODAY).query


@pytest.mark.parametrize("any_word", [False, True])
@pytest.mark.parametrize(
    "unit",
    ["(", "-(", "a (", "a OR (", "a b OR (", "(a b OR c) (", "+a b (", "-a b -(", "+a OR -("],
)
def test_the_deepest_query_is_printed_and_read_again(unit: str, *, any_word: bool) -> None:
    """What the parser takes at its limit, it takes back."""
    depth = MAX_DEPTH - any_word
    if unit == "(a b OR c) (":
        text = "(" * (depth - 1) + "(a b OR c) d" + ")" * (depth - 1)
    else:
        text = unit * depth + "x y OR z -w" + ")" * depth
    query = parse(text, any_word=any_word).query
    assert query == parse(unparse(query)).query


@pytest.mark.parametrize(
    "unit",
    ["(", ")", '"', "-", "+-", "a ", "a:", "~1", "a~1", "\\", "*", "a*", "NOT ", "title:(", "a.",
     "😀", "!", "OR ", "( ", "-(", "://", "www.", "title:", "^1", "\u0301", "=", "?",
     "a?", "a OR (b AND ", "/a/ ", "/a", "/(", "/.*a", "/a{9}", "(a)^2", "a^2 ", "a^2^", "a&&",
     "'a ", "words:1 ", "words:>", "*?", "a*b?", "/[а-я]/ ", "\\^", "\\~2"],
)  # fmt: skip
def test_repetition_is_quick(unit: str) -> None:
    """The longest text of one kind is read or refused within a second."""
    text = (unit * MAX_LENGTH)[:MAX_LENGTH]
    started = time.thread_time()
    read(text, any_word=False)
    read(text + "x", any_word=True)
    assert time.thread_time() - started < 1


@settings(max_examples=200)
@example(words=["=bank", "bank*", "bank~", "b~2"], any_word=False)
@given(
    words=st.lists(
        st.tuples(
            st.sampled_from(("", "=", "+", "-")),
            st.sampled_from(("bank", "b2", "AND", "or", "Zürich", "=", "~", "*")),
            st.sampled_from(("", "*", "~", "~1", "~2", "~3", "~0", "~~", "**", "?", "^2")),
        ).map("".join),
        min_size=1,
        max_size=4,
    ),
    any_word=st.booleans(),
)
def test_words_mean_the_same_where_they_are_not_cut_into_tokens(
    words: list[str], *, any_word: bool
) -> None:
    """Words with a sign at an end are read at once; in parentheses, as any others."""
    text = " ".join(words)
    assert read(text, any_word=any_word) == read(f"{text} ", any_word=any_word)
    alone, inside = (read(one, any_word=any_word) for one in (text, f"({text})"))
    if alone and not alone.notes:
        assert inside
        assert alone.query == inside.query

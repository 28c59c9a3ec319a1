"""The grammar: what is typed, and the tree that it means."""

import datetime as dt
import gc

import pytest

from searcher.dates import DateRange
from searcher.errors import QueryError
from searcher.query.leaves import MAX_COMPARED
from searcher.query.model import (
    And,
    Boosted,
    Dated,
    Everything,
    Fuzzy,
    Missing,
    Node,
    Not,
    Or,
    Pattern,
    Phrase,
    Regex,
    Term,
    Word,
)
from searcher.query.parser import MAX_DEPTH, MAX_LENGTH, MAX_WORDS, parse

TODAY = dt.date(2026, 2, 1)
A, B, C, D = Word("a"), Word("b"), Word("c"), Word("d")


def tree(text: str, *, any_word: bool = False) -> Node:
    """Parse what needs no repair."""
    parsed = parse(text, any_word=any_word, today=TODAY)
    assert parsed.notes == ()
    return parsed.query


def all_of(*children: Node) -> And:
    """Shorten the tables."""
    return And(children)


def any_of(*children: Node) -> Or:
    """Shorten the tables."""
    return Or(children)


def days(first: str | None, last: str | None) -> Dated:
    """Shorten the tables."""
    return Dated(
        DateRange(
            dt.date.fromisoformat(first) if first else None,
            dt.date.fromisoformat(last) if last else None,
        )
    )


@pytest.mark.parametrize("text", ["", "   ", "\u3000", "*", " * ", "**"])
def test_nothing_typed_is_everything(text: str) -> None:
    """Blank text and a lone star are all articles."""
    assert Everything() == tree(text)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("a", A),
        ("a b", all_of(A, B)),
        ("a AND b", all_of(A, B)),
        ("a && b", all_of(A, B)),
        ("a&&b", all_of(A, B)),
        ("a||b||c", any_of(A, B, C)),
        ("a&b|c", Word("a&b|c")),
        (r"a\&\&b", Word("a&&b")),
        ("a OR b", any_of(A, B)),
        ("a || b", any_of(A, B)),
        ("a b OR c", any_of(all_of(A, B), C)),
        ("a OR b c", any_of(A, all_of(B, C))),
        ("a OR b AND c", any_of(A, all_of(B, C))),
        ("(a OR b) c", all_of(any_of(A, B), C)),
        ("((a))", A),
        ("(a b) (c d)", all_of(A, B, C, D)),
        ("a OR (b OR c)", any_of(A, B, C)),
        ("-a", Not(A)),
        ("NOT a", Not(A)),
        ("!a", Not(A)),
        ("NOT NOT a", A),
        ("-(-a)", A),
        ("a -b", all_of(A, Not(B))),
        ("a NOT b c", all_of(A, Not(B), C)),
        ("a OR -b", any_of(A, Not(B))),
        ("-(a b)", Not(all_of(A, B))),
        ("+a b", all_of(A, B)),
        ("and or not", all_of(Word("and"), Word("or"), Word("not"))),
        (r"\AND", Word("AND")),
        ("a\u3000b", all_of(A, B)),
        ("a\tb\x00c", all_of(A, B, C)),
    ],
)
def test_operators(text: str, meaning: Node) -> None:
    """NOT binds tighter than AND, AND tighter than OR; side by side is AND."""
    assert meaning == tree(text)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("a b", any_of(A, B)),
        ("a AND b c", any_of(all_of(A, B), C)),
        ("a b OR c", any_of(A, B, C)),
        ("a b -c", all_of(any_of(A, B), Not(C))),
        ("-c a", all_of(A, Not(C))),
        ("+a b c -d", all_of(A, any_of(B, C), Not(D))),
        ("+a +b", all_of(A, B)),
        ("-a -b", all_of(Not(A), Not(B))),
        ("a OR -b", any_of(A, Not(B))),
        ("(a b) c", any_of(A, B, C)),
        ("title:(a b)", any_of(Word("a", "title"), Word("b", "title"))),
    ],
)
def test_any_word(text: str, meaning: Node) -> None:
    """With `any_word` side by side is OR; what has a plus or minus still holds for all."""
    assert meaning == tree(text, any_word=True)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("don't", Word("don't")),
        ("don’t", Word("don’t")),
        ("e-mail", Word("e-mail")),
        ("U.S.", Word("U.S")),
        ("AT&T", Word("AT&T")),
        ("12:30", Word("12:30")),
        ("Re:foo", Word("Re:foo")),
        ("Berlin:Ost", Word("Berlin:Ost")),
        ("x:y", Word("x:y")),
        ("mailto:jo@x.org", Word("mailto:jo@x.org")),
        (r"C:\news", Word(r"C:\news")),
        ("Yahoo!", Word("Yahoo")),
        ("cafe\u0301", Word("caf\u00e9")),
        ("trea\u00adsury", Word("treasury")),
        ("हिन्दी", Word("हिन्दी")),
        ("東京", Word("東京")),
        (r"foo\:bar", Word("foo:bar")),
        (r"what\?x", Word("what?x")),
        ("=running", Word("running", exact=True)),
        ("==running", Word("running", exact=True)),
        ("running~0", Word("running", exact=True)),
        ("title:=running", Word("running", "title", exact=True)),
        ("=(a b)", all_of(Word("a", exact=True), Word("b", exact=True))),
    ],
)
def test_words(text: str, meaning: Node) -> None:
    """A word keeps what stands inside it; punctuation around it goes."""
    assert meaning == tree(text)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ('"a b"', Phrase("a b")),
        ("“a b”", Phrase("a b")),
        ("„a b“", Phrase("a b")),
        ("« a b »", Phrase("a b")),
        ("「東京」", Phrase("東京")),
        ('"a  b"', Phrase("a b")),
        ('"a b"~3', Phrase("a b", slop=3)),
        ('="a b"', Phrase("a b", exact=True)),
        (r'"say \"a\" \\ b"', Phrase('say "a" \\ b')),
        ('"a b"c', all_of(Phrase("a b"), C)),
        ('title:"a b"~2', Phrase("a b", 2, "title")),
        ('-"a b"', Not(Phrase("a b"))),
        ('"a AND (b"', Phrase("a AND (b")),
    ],
)
def test_phrases(text: str, meaning: Node) -> None:
    """Quotation marks of every kind open and close a phrase; nothing in it is an operator."""
    assert meaning == tree(text)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("pre*", Pattern("pre*")),
        ("*fix", Pattern("*fix")),
        ("w?ld*card", Pattern("w?ld*card")),
        ("b?nk?", Pattern("b?nk?")),
        ("pre***", Pattern("pre*")),
        ("title:pre*", Pattern("pre*", "title")),
        ("fuzzy~", Fuzzy("fuzzy", 1)),
        ("fuzzy~1", Fuzzy("fuzzy", 1)),
        ("fuzzy~2", Fuzzy("fuzzy", 2)),
        ("body:fuzzy~2", Fuzzy("fuzzy", 2, "body")),
    ],
)
def test_patterns_and_fuzzy_words(text: str, meaning: Node) -> None:
    """A star is any run, a question mark inside a word one letter, a tilde allows edits."""
    assert meaning == tree(text)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("title:a", Word("a", "title")),
        ("TITLE:a", Word("a", "title")),
        ("text:a", Word("a", "body")),
        ("title::a", Word("a", "title")),
        ("title:(a OR b) c", all_of(any_of(Word("a", "title"), Word("b", "title")), C)),
        ("title:(a summary:b)", all_of(Word("a", "title"), Word("b", "summary"))),
        ("title:*", Not(Missing("title"))),
        ("author:SMITH", Term("author", "smith")),
        ("author:José", Term("author", "jose")),
        ('author:"Ada  Smith"', Term("author", "ada smith")),
        ("author:“Ada Smith”", Term("author", "ada smith")),
        ("author:O'Brien", Term("author", "o'brien")),
        (
            "author:(Ada Smith OR Jon Roe)",
            any_of(Term("author", "ada smith"), Term("author", "jon roe")),
        ),
        ("(author:smith a)", all_of(Term("author", "smith"), A)),
        ("(a author:smith b* OR c)", any_of(all_of(A, Term("author", "smith"), Pattern("b*")), C)),
        ("author:(lang:de Ada Smith)", all_of(Term("language", "de"), Term("author", "ada smith"))),
        ('"E*Trade and f***"', Phrase("E*Trade and f***")),
        ('author:"E*Trade"', Term("author", "e*trade")),
        ("author:*", Not(Missing("author"))),
        ("-author:*", Missing("author")),
        ("author:none", Missing("author")),
        ("author:Unsigned", Missing("author")),
        ('author:"none"', Term("author", "none")),
        ("source:none", Missing("source")),
        ("-source:x", Not(Term("source", "x"))),
        ("subject:Soccer", Term("subject", "sport/competition discipline/soccer")),
        ("subject:medtop:15000000", Term("subject", "sport")),
        ('-subject:"labor market"', Not(Term("subject", "labour/labour market"))),
        ("subject:none", Missing("subject")),
        ("topic:economy/markets", Term("topic", "economy/markets")),
        ('topic:"Economy / Central banks/"', Term("topic", "economy/central banks")),
        ("lang:DE", Term("language", "de")),
        ("kind:Teaser", Term("kind", "teaser")),
        ("kind:*", Everything()),
        ("id:" + "0F" * 16, Term("id", "0f" * 16)),
        ("url:https://x.org/A?b=*#c", Term("url", "https://x.org/A?b=*")),
        ("date:*", Not(Missing("date"))),
        ("-date:*", Missing("date")),
        ("date:undated", Missing("date")),
    ],
)
def test_fields(text: str, meaning: Node) -> None:
    """A field's value is searched as words or compared as a whole, by the field's kind."""
    assert meaning == tree(text)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("date:2025", days("2025-01-01", "2025-12-31")),
        ("published:2026-01-30", days("2026-01-30", "2026-01-30")),
        ("date:2026-01..2026-03", days("2026-01-01", "2026-03-31")),
        ("date:2026–01..2026–03", days("2026-01-01", "2026-03-31")),
        ("date:>2025", days("2026-01-01", None)),
        ("date:>=2025", days("2025-01-01", None)),
        ("date:<2025", days(None, "2024-12-31")),
        ("date:<=2025-02", days(None, "2025-02-28")),
        ("date:[2025 TO 2026-01]", days("2025-01-01", "2026-01-31")),
        ("date:{2025 TO *]", days("2026-01-01", None)),
        ("date:[* TO 2026}", days(None, "2025-12-31")),
        ("date:[* TO *]", Not(Missing("date"))),
        ("date:yesterday", days("2026-01-31", "2026-01-31")),
        ('date:"last week"', days("2026-01-19", "2026-01-25")),
        ("date:(last week)", days("2026-01-19", "2026-01-25")),
        (
            "date:(2024 OR 2026-01)",
            any_of(days("2024-01-01", "2024-12-31"), days("2026-01-01", "2026-01-31")),
        ),
        (
            "date:~2025",
            Dated(DateRange(dt.date(2025, 1, 1), dt.date(2025, 12, 31)), overlap=True),
        ),
    ],
)
def test_dates(text: str, meaning: Node) -> None:
    """Dates are resolved to days when the query is read."""
    assert meaning == tree(text)


def test_a_date_keeps_what_was_typed_for_messages() -> None:
    """The interval knows the word behind it."""
    query = tree("date:yesterday")
    assert isinstance(query, Dated)
    assert query.range.text == "yesterday"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://x.org/a_(b)?c=1", "https://x.org/a_(b)?c=1"),
        ("(https://x.org/a)", "https://x.org/a"),
        ("see https://x.org/a.", "https://x.org/a"),
        ("www.x.org", "www.x.org"),
    ],
)
def test_a_pasted_address_is_the_article_there_or_its_mention(text: str, address: str) -> None:
    """An address needs no quoting, with parentheses and colons in it."""
    meaning: Node = any_of(Term("url", address), Phrase(address))
    assert (all_of(Word("see"), meaning) if text.startswith("see") else meaning) == tree(text)


@pytest.mark.parametrize(
    ("text", "meaning", "note"),
    [
        ('"a b', Phrase("a b"), "closed the quotation mark at the end (column 1)"),
        ('5" a', all_of(Word("5"), A), 'ignored a lone quotation mark " (column 2)'),
        ("(a b", all_of(A, B), "closed the parenthesis at the end (column 1)"),
        ("a b)", all_of(A, B), "ignored a closing parenthesis that was never opened (column 4)"),
        ("a ()", A, "ignored empty parentheses (column 3)"),
        ('a ""', A, "ignored empty quotation marks (column 3)"),
        ("a AND", A, "ignored AND, for nothing follows it (column 3)"),
        ("OR a", A, "ignored OR, for it joins nothing (column 1)"),
        ("a OR AND b", any_of(A, B), "ignored AND, for it joins nothing (column 6)"),
        ("a NOT", A, "ignored NOT, for nothing follows it (column 3)"),
        ("+a OR b", any_of(A, B), "ignored +, for it stands beside OR (column 1)"),
        ("a 🎉", A, "ignored “🎉”, for it has no letter or digit (column 3)"),
        ("a - b", all_of(A, B), "ignored “-”, for it has no letter or digit (column 3)"),
        ("a –b", all_of(A, Not(B)), "read “–” as the minus sign (column 3)"),
        ("--a", A, "read “--a” as a, for only letters and digits are searched (column 1)"),
        ("C++", Word("C"), "read “C++” as C, for only letters and digits are searched (column 1)"),
        ("title: a", all_of(Word("title"), A), "read “title:” as a word, for no value follows"),
        ("title:-a", Not(Word("a", "title")), "read the minus sign as if it stood before"),
        ("a^", A, "ignored “^”, for it needs a number, as in ^2 (column 1)"),
        ('"a b"^2.', Phrase("a b"), "ignored “^2.”, for it needs a number"),
        ("(a b)^.5", all_of(A, B), "ignored “^.5”, for it needs a number, as in ^2 (column 6)"),
        ("(a b)~2", all_of(A, B), "ignored “~2” after the parenthesis (column 6)"),
        ("-a^2 b", all_of(Not(A), B), "ignored the weight of what is excluded (column 1)"),
        ("(-a)^2 b", all_of(Not(A), B), "ignored “^2”, for only words have a weight (column 5)"),
        ("author:x^2", Term("author", "x"), "ignored “^2”, for only words have a weight"),
        ("date:2025^2", days("2025-01-01", "2025-12-31"), "ignored “^2”, for only words"),
        ("a^0.12345", Boosted(A, 0.123), "read “^0.12345” as ^0.123, for weights have 3 decimals"),
        ("a^0.0001", Boosted(A, 0.001), "read “^0.0001” as ^0.001"),
        ("/ab/~2", Regex("ab"), "ignored “~2” after an expression (column 1)"),
        ("/a-b/c", Word("a-b/c"), "read “/a-b/c” as a-b/c, for only letters"),
        ("a^-1", Word("a^-1"), "read “^” in “a^-1” as a gap between words"),
        ("a~2b", Word("a~2b"), "read “~” in “a~2b” as a gap between words"),
        ("'a b'", all_of(A, B), "ignored ' as a quotation mark; phrases stand in"),
        ("a ‘b c’", all_of(A, B, C), "ignored ‘ as a quotation mark; phrases stand in"),
        ("title:author:x", Word("author:x", "title"), "read “author:” as a word, for a field"),
        ("/ab", Word("ab"), "read “/ab” as ab, for only letters and digits"),
        ("a~7", Fuzzy("a", 2), "read “~7” as ~2 (0, 1 or 2 edits) (column 1)"),
        ("a~0.8", Fuzzy("a", 1), "read “~0.8” as ~1"),
        ("don't~", Word("don't"), "ignored “~” after “don't”, for it is more than one word"),
        ("a*~2", Pattern("a*"), "ignored “~2” after a word with wildcards"),
        ("bitcoin?", Word("bitcoin"), "read the “?” at the end of “bitcoin?” as a question mark"),
        ("a-b*", all_of(A, Pattern("b*")), "read “a-b*” as a b*, for a wildcard is part of one"),
        ("*-b", B, "read “*-b” as b, for a wildcard is part of one word"),
        ("a \udce9b", all_of(A, B), "ignored what is not UTF-8; check the encoding"),
        ("東京*", Word("東京"), "ignored wildcards next to characters that are words"),
        ('author:"x"~2', Term("author", "x"), "ignored “~2” after a value (column 8)"),
        ('"a b*"', Phrase("a b"), "ignored * within quotation marks: “b*” is no beginning of"),
        ('"=a =b"', Phrase("a b"), "ignored = within quotation marks; a phrase of exact forms"),
        ("a w/5 b", all_of(A, Word("w/5"), B), "read “w/5” as words; those that stand near each"),
        ("(a) Near/12 b", all_of(A, Word("Near/12"), B), "read “Near/12” as words; those"),
        (
            "a AROUND(5) b",
            all_of(A, Word("AROUND"), Word("5"), B),
            "read “AROUND(5)” as words; those",
        ),
    ],
)
def test_repairs_are_noted(text: str, meaning: Node, note: str) -> None:
    """What is read otherwise than typed is said, with its column; strictly it is an error."""
    parsed = parse(text)
    assert meaning == parsed.query
    assert len(parsed.notes) == 1
    assert parsed.notes[0].startswith(note)
    with pytest.raises(QueryError) as refused:
        parse(text, strict=True)
    assert refused.value.suggestion is not None
    assert meaning == parse(refused.value.suggestion, strict=True).query


@pytest.mark.parametrize(
    "text",
    [
        *("w/5", "w/5 b", "a w/5", "a AND w/5 b", "a/b c", "and/or not/a", "a around(5) b"),
        *("a AROUND (5) b", "a AROUND(5)", "a AROUND(b) c", 'a "w/5" b', "author:(a w/5 b)"),
        *('"a = b"', '"a=b"', 'author:"=a"', 'he said:"a"', "a:(b)", "(autor:)"),
    ],
)
def test_what_may_be_an_operator_elsewhere_is_a_word_where_it_joins_nothing(text: str) -> None:
    """No note stands beside what was read as it was meant."""
    assert () == parse(text).notes


@pytest.mark.parametrize(
    ("text", "column", "suggestion", "message"),
    [
        ("autor:smith", 1, "author:smith", "There is no field “autor”"),
        ("a year:2005", 3, "a date:2005", "There is no field “year”"),
        ("before:2005-03 a", 1, "date:<2005-03 a", "There is no field “before”"),
        ("until:2005", 1, "date:<=2005", "There is no field “until”"),
        ('autor:"Ann Lee"', 1, 'author:"Ann Lee"', "There is no field “autor”"),
        ("titel:(a b)", 1, "title:(a b)", "There is no field “titel”"),
        ('byline:"Ann Lee"', 1, 'author:"Ann Lee"', "There is no field “byline”"),
        ("x (Titel:a b)", 4, "x (title:a b)", "There is no field “Titel”"),
        ("foo:bar baz", 1, '"foo bar" baz', "the fields are title, summary, body, author"),
        ("a author:Smi* b", 10, 'a author:"Smi*" b', "takes a whole value"),
        ("a author:(Ada Smi* OR Roe)", 11, 'a author:("Ada Smi*" OR Roe)', "takes a whole value"),
        (r"author:S\"mi* b", 8, r'author:"S\"mi*" b', "takes a whole value"),
        ('author:""', 8, None, "author: has no value"),
        ("kind:artcle", 6, "kind:article", "There is no kind “artcle”"),
        ('x OR -kind:"artcle" y', 12, "x OR -kind:article y", "There is no kind “artcle”"),
        ("kind:none", 6, None, "There is no kind “none”"),
        ("a author:/smi.*/", 10, 'a author:"/smi.*/"', "takes a whole value, no expression"),
        ("a /b[/ c", 5, None, "cannot be read: this bracket is not closed"),
        ("a /^b/ c", 4, "a /b/ c", r"cannot be read: \^ is not needed"),
        ("title:/b$/", 9, "title:/b/", "a word is fitted to its end"),
        ("a /.{9}*/", 8, "a /.{9}/", r"after “\{9}” is not read"),
        ("/(.*b){1,9}c.{9}/", 2, None, "the expression is too large"),
        ("a *b???????", 3, None, "too many wildcards after one another"),
        ("a^1001", 1, None, "A weight is at most 1,000"),
        ("((a)^50)^50", 9, None, "A weight is at most 1,000"),
        ("words:many", 7, None, "“many” is no number; take digits only"),
        ("words:none", 7, None, "“none” is no number"),
        ("words:>1,000 a", 7, "words:>1000 a", "“1,000” is no number"),
        ("words:<0", 7, None, "leaves no number"),
        ("words:300..100", 7, None, "ends before it begins"),
        ("words:[100 TO", 7, "words:100..300 TO", "not closed"),
        ("words:[100]", 7, "words:100..300", "A range has two ends"),
        ("words:> 800 a", 7, "words:>800 a", "needs a value directly behind >"),
        ("date:> 2025", 6, "date:>2025", "needs a value directly behind >"),
        ("words:5-10 a", 7, "words:5..10 a", "an interval is written with two dots"),
        ("AND", 1, '"AND"', "AND, OR and NOT in capitals join words"),
        ('"a b c"~99', 1, '"a b c"~17', "can be at most 17 apart, not 99"),
        ('x "a b c d e f g h i j k"~2', 3, 'x "a b c d e f g h i j k"', "fewer words than 11"),
        ('"ភ ស ខ ម រ пʼь"~2', 1, '"ភ ស ខ ម រ пʼь"~1', "7 words can be at most 1 apart"),
        ("words:9999999999", 7, None, "is no number"),
        ("id:abc", 4, None, "32 of 0-9 a-f"),
        ("date:2025-13", 6, None, "no month 13"),
        ("a date:03/02/2026", 8, None, "03/02/2026"),
        ("date:[2026 TO 2025]", 6, None, "ends before it begins"),
        ("date:[2026]", 6, "date:2026-01..2026-03", "A range has two ends"),
        ("x date:[2026] y", 8, "x date:2026-01..2026-03 y", "A range has two ends"),
        ("date:[2026 TO 2027 x", 6, "date:[2026 TO 2027] x", "not closed"),
        ("date:[2026 x", 6, "date:2026-01..2026-03 x", "not closed"),
        ("date:<1000", 6, None, "leaves no day"),
        ("date:>9999", 6, None, "leaves no day"),
        ("date:{9999 TO *]", 6, None, "leaves no day"),
        ("a ?*", 3, None, "needs a letter or digit"),
        ("topic:economy/*", 7, "topic:economy", "takes a whole value"),
        ("topic:economy/mark*", 7, 'topic:"economy/mark*"', "takes a whole value"),
        ("!!!", 1, None, "Nothing here can be searched for"),
        ("\x00", 1, None, "Nothing here can be searched for"),
        (" \x1c\t", 1, None, "Nothing here can be searched for"),
        ("\ud800", 1, None, "Nothing here can be searched for"),
        ("()", 1, None, "Nothing here can be searched for"),
        ('"a b"~101', 1, '"a b"~3', "from 0 to 100"),
        ('"a b"~', 1, '"a b"~3', "from 0 to 100"),
        ("x “a b”~999 y", 3, 'x "a b"~3 y', "from 0 to 100"),
        ("a" + "*b" * 9, 1, None, "at most 8 wildcards"),
        ("x " + "(" * (MAX_DEPTH + 1) + "a", MAX_DEPTH + 3, None, "25 deep"),
        ("a " * (MAX_WORDS + 1), 2 * MAX_WORDS + 1, None, "at most 1,000 words"),
        ("*a " * (MAX_COMPARED + 1), 3 * MAX_COMPARED + 1, None, "at most 100 words with ~"),
        ("a?b c~ " * 50 + "d~2", 351, None, "at most 100 words with ~"),
        ("a" * (MAX_LENGTH + 1), MAX_LENGTH + 1, None, "at most 8,192"),
        ('"' + "a " * 65 + '"', 1, None, "A phrase has at most 64 words, this one 65"),
        ("a." * 65, 1, None, "A phrase has at most 64 words, this one 65"),
        ("東" * 65, 1, None, "A phrase has at most 64 words, this one 65"),
    ],
)
def test_errors(text: str, column: int, suggestion: str | None, message: str) -> None:
    """What cannot be repaired is refused with its column and, where one is known, a cure."""
    with pytest.raises(QueryError, match=message.replace("(", r"\(")) as refused:
        parse(text, today=TODAY)
    assert column == refused.value.column
    assert suggestion == refused.value.suggestion
    if suggestion is not None:
        parse(suggestion, today=TODAY)


@pytest.mark.parametrize(
    ("text", "suggestions"),
    [
        ("a date:03/02/2026 b", ("a date:2026-02-03 b", "a date:2026-03-02 b")),
        ("a date:>2025-13", ("a date:>2025-12",)),
        ('a -date:"last 0 days" b', ('a -date:"last 1 day" b',)),
        ("date:jan b", ('date:"January 2026" b',)),
        ("date:[2025-13 TO 2026-02]", ("date:[2025-12 TO 2026-02]",)),
        ("date:2025-13..2026-02", ()),
        ("date:soon", ()),
    ],
)
def test_a_date_that_is_wrong_is_cured_in_its_place(
    text: str, suggestions: tuple[str, ...]
) -> None:
    """Each suggestion is the whole query, and is understood."""
    with pytest.raises(QueryError) as refused:
        parse(text, today=TODAY)
    assert suggestions == refused.value.suggestions
    for one in suggestions:
        parse(one, strict=True, today=TODAY)


def test_limits_themselves_are_allowed() -> None:
    """What is just within a limit is read."""
    assert tree("(" * MAX_DEPTH + "a" + ")" * MAX_DEPTH) == A
    assert len(tree("a " * MAX_WORDS).children) == MAX_WORDS  # type: ignore[union-attr]
    assert len(tree("*a " * MAX_COMPARED + "a* " * 500).children) == MAX_COMPARED + 500  # type: ignore[union-attr]
    assert tree("a" * 200 + " " * (MAX_LENGTH - 200)) == Word("a" * 200)
    assert tree('"' + "a " * 63 + 'a"') == Phrase(" ".join("a" * 64))


def test_a_filter_is_never_lost() -> None:
    """A value that says nothing is an error, not a wider query."""
    for text in ('a author:""', 'a topic:"/"', "a source:“ ”"):
        with pytest.raises(QueryError, match="has no value"):
            parse(text)


@pytest.mark.parametrize(
    "pasted",
    [
        "https://x.org/a?b=1#top",
        "HTTPS://X.org/a?utm_source=mail&b=1",
        "https://x.org:443/a?b=1&utm_medium=feed#c",
    ],
)
def test_a_pasted_address_is_found_in_its_canonical_form(pasted: str) -> None:
    """Articles are kept under it; the text may mention the address as it was pasted."""
    canonical = Term("url", "https://x.org/a?b=1")
    assert canonical == tree(f'url:"{pasted}"')
    assert any_of(canonical, Phrase(pasted)) == tree(pasted)


@pytest.mark.parametrize("typed", ["a /boat-tail/ b", "a /Roe’s/ b"])
def test_words_between_slashes_are_words(typed: str) -> None:
    """Where they cannot be an expression, and have no sign of one; strict readers are told."""
    inner = typed.split("/")[1]
    found = parse(typed)
    assert And((Word("a"), Word(inner), Word("b"))) == found.query
    assert [f"read “/{inner}/” as {inner}, for it is no expression (column 3)"] == list(found.notes)
    with pytest.raises(QueryError, match="for it is no expression"):
        parse(typed, strict=True)
    with pytest.raises(QueryError, match="cannot be read"):
        parse("/boat-t*/")


def test_nothing_is_left_for_the_collector_of_garbage() -> None:
    """What parsing makes is freed as it ends: a search that leaves cycles pays for them later."""
    gc.collect()
    gc.disable()
    try:
        parse('bank OR (river -"sea wall"~2) AND author:none')
        assert 0 == gc.collect()
    finally:
        gc.enable()


@pytest.mark.parametrize(
    "words",
    ["budget", "2026", "and", "ANDREW", "bud*", "title", "x", "a b", " a\tb  a\x1c", "a not b"],
)
@pytest.mark.parametrize("any_word", [False, True])
def test_words_without_signs_are_read_as_among_others(words: str, any_word: bool) -> None:
    """What is read by a short way is what the grammar gives."""
    assert parse(words, any_word=any_word) == parse(f"({words})", any_word=any_word)


@pytest.mark.parametrize("words", ["a AND b", "a OR b", "NOT a", "a NOT b", "OR a"])
def test_operators_are_none_of_the_words(words: str) -> None:
    """However plain they look."""
    assert parse(words) != parse(words.lower())

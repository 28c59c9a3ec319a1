"""What does one piece of the text ask for? A word, phrase, address or value becomes one clause.

Nothing is dropped in silence: whatever a clause cannot say is noted with its column.
"""

import datetime as dt
import re
import unicodedata
from typing import cast

from searcher.errors import QueryError
from searcher.query.counting import count_words, is_own_word
from searcher.query.fields import QueryField
from searcher.query.lexer import DASHES, INVISIBLE, Note, Token
from searcher.query.model import (
    And,
    Boosted,
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
    TextField,
    Word,
)
from searcher.query.unparse import quoted, written_weight
from searcher.query.values import Values, tidy, value_key
from searcher.record import Record, record

# A phrase costs an intersection per word; 20,000 words took the engine 26 s.
MAX_PHRASE_WORDS = 64
# Near phrases further apart are better asked for as two required words.
MAX_SLOP = 100
# Each may multiply the words that have to be looked at.
MAX_WILDCARDS = 8
# What all automata of a query may cost together (`Automaton.cost`): two seconds to build them at
# worst, seldom more than half a second.
MAX_COST = 80_000
# Expressions, and words with `~` or a wildcard before their end: each is held against all words of
# the corpus. A thousand of them took 100 s over 30,000 articles of 300,000 words, a hundred take 4.
# Beginnings are looked up.
MAX_COMPARED = 100
# More would not change an order any further.
MAX_WEIGHT = 1_000
# Two edits reach what people mistype; three match nearly every short word.
MAX_DISTANCE = 2

_SINGLE = "'‘’‚‛"
# Values and exclusions add nothing to a score.
_WEIGHED = (Word, Phrase, Pattern, Fuzzy, Regex, And, Or, Boosted)
# Around a word these say nothing; other signs may matter to the reader (C++, #tag), so it is noted.
_QUIET = frozenset(".,;:!?…'’‘‚`´()[]{}\\|_*¿¡·、。，；：！？～）（" + DASHES)
# A wildcard at the end of a word, as others take it in phrases; more of them blot a word out.
_STAR = re.compile(r"([^\s*]*\w)\*(?![\w*])")


@record
class Scope(Record):
    """What holds for a clause from outside: its field, and `=` for exact forms."""

    field: QueryField | None = None
    exact: bool = False

    @property
    def text_field(self) -> TextField | None:
        """The text field to search, None for all."""
        return cast(TextField, self.field.name) if self.field else None


def _suffix(text: str, plain: frozenset[int]) -> str:
    """Give what follows the word from `~` or `^` on, with digits only between."""
    start = max(len(text.rstrip("~^.0123456789")), *(at + 1 for at in plain), 0)
    signs = [at for at in range(start, len(text)) if text[at] in "~^"]
    return text[signs[0] :] if signs else ""


class Leaves:
    """Makes clauses from tokens; None where nothing is left to search for."""

    def __init__(self, typed: str, note: Note, today: dt.date | None) -> None:
        """`typed` is the whole text; `today` is as in `Values`."""
        self.note = note
        self.values = Values(typed, note, today)
        self.compared = self.cost = 0
        # The last word that begins with a single quotation mark, and is not closed yet.
        self.single: Token | None = None

    def word(self, token: Token, scope: Scope) -> Node | None:
        """Read a bare word, or the bare value of a keyword or date field."""
        if scope.field and scope.field.kind != "text":
            return self.values.bare(token, scope.field)
        text, plain = token.text, token.plain
        if text.isascii() and text.isalnum():  # as most are: one word, and no signs
            return Word(text, scope.text_field, exact=scope.exact)
        suffix = "" if text.startswith("~") else _suffix(text, plain)
        text = text[: len(text) - len(suffix)]
        wild = [i for i, c in enumerate(text) if c in "*?" and i not in plain]
        if text and len(wild) == len(text) and "*" in text:
            return self._everything(token, scope)
        if wild and wild[0] >= len(text.rstrip("?")):
            text, wild = text[: wild[0]], []
            self._question(token)
        if wild and (made := self._pattern(text, frozenset(wild), token, scope)) is not None:
            if "~" in suffix:
                self.note(f"ignored “{suffix}” after a word with wildcards", token.column)
            return self.weighted(made, suffix, token)
        distance = self._fuzziness(suffix, token)
        core = self._core(text, token)
        if core is None:
            return None
        self._check_signs(text, core, token)
        if distance and count_words(core) > 1:
            self.note(f"ignored “~” after “{core}”, for it is more than one word", token.column)
            distance = None
        if distance:
            self._compare(token)
            return self.weighted(Fuzzy(core, distance, scope.text_field), suffix, token)
        exact = scope.exact or distance == 0
        return self.weighted(Word(core, scope.text_field, exact=exact), suffix, token)

    def phrase(self, token: Token, scope: Scope) -> Node | None:
        """Read what stood in quotation marks; in a keyword field it is the whole value."""
        text = tidy(token.text)
        if scope.field and scope.field.kind != "text":
            if token.suffix:
                self.note(f"ignored “{token.suffix}” after a value", token.column)
            return self.values.whole(text, scope.field, token)
        slop = 0
        for number in re.findall(r"~([\d.]*)", token.suffix) if token.suffix else ():
            if number.isdecimal() and len(number) < 5 and int(number) <= MAX_SLOP:  # noqa: PLR2004 - digits
                slop = int(number)
            else:
                raise QueryError(
                    f"A near phrase needs a number of words from 0 to {MAX_SLOP} after ~",
                    column=token.column,
                    suggestion=self.values.cured(token, f"{quoted(text)}~3"),
                )
        if not count_words(text):
            return self._nothing(token)
        if "=" in text and (bare := re.sub(r"(?<!\S)=(?=\w)", "", text)) != text:
            self.note(
                f"ignored = within quotation marks; a phrase of exact forms is ={quoted(bare)}",
                token.column,
            )
            text = bare
        if "*" in text and (star := _STAR.search(text)):
            said = f"ignored * within quotation marks: “{star[0]}” is no beginning of a word there"
            self.note(said, token.column)
            text = _STAR.sub(r"\1", text)
        self._check_length(text, token)
        if slop:
            self._check_near(text, slop, token)
        made = Phrase(text, slop, scope.text_field, exact=scope.exact)
        return self.weighted(made, token.suffix, token)

    def regex(self, token: Token, scope: Scope) -> Node | None:
        """Read what stood between slashes."""
        from searcher.query.regex import SIGNS, RegexError, measured

        text = unicodedata.normalize("NFC", token.text.translate(INVISIBLE))
        try:
            _, cost = measured(text)
        except RegexError as wrong:
            if count_words(text) and not SIGNS & set(text):  # words between slashes
                self.note(f"read “/{text}/” as {text}, for it is no expression", token.column)
                return self.word(Token("word", text + token.suffix, token.column), scope)
            raise QueryError(
                f"/{text}/ cannot be read: {wrong}",
                column=token.column + 1 + wrong.offset,
                suggestion=self.values.cured(token, f"/{wrong.cured}/") if wrong.cured else None,
            ) from wrong
        self._compare(token, cost)
        if "~" in token.suffix:
            self.note(f"ignored “{token.suffix}” after an expression", token.column)
        return self.weighted(Regex(text, scope.text_field), token.suffix, token)

    def url(self, token: Token, scope: Scope) -> Node | None:
        """Read a pasted address: the article that is there, or its mention in a text."""
        if scope.field and scope.field.kind != "text":
            return self.values.bare(token, scope.field)
        text = tidy(token.text).rstrip(".,;:!?…'’*~^")
        if not count_words(text):
            return self._nothing(token)
        self._check_length(text, token)
        words = Phrase(_STAR.sub(r"\1", text), 0, scope.text_field, exact=scope.exact)
        return words if scope.field else Or((Term("url", value_key("url", text)), words))

    # Words

    def _fuzziness(self, suffix: str, token: Token) -> int | None:
        """Give the distance asked for, 0 for exactly this form, None for no fuzziness."""
        distance = None
        for number in re.findall(r"~([\d.]*)", suffix):
            if number in ("", "1"):
                distance = 1
            elif number == "0":
                distance = 0
            elif number == "2":
                distance = MAX_DISTANCE
            else:
                distance = MAX_DISTANCE if number.isdecimal() else 1
                self.note(f"read “~{number}” as ~{distance} (0, 1 or 2 edits)", token.column)
        return distance

    def _core(self, text: str, token: Token) -> str | None:
        """Strip signs that cannot be searched for from both ends; None if all are such."""
        text = unicodedata.normalize("NFC", text)
        found = [i for i, sign in enumerate(text) if sign.isalnum()]
        if not found:
            self._nothing(token)
            return None
        first, last = found[0], found[-1] + 1
        while last < len(text) and unicodedata.category(text[last])[0] == "M":
            last += 1
        core = text[first:last]
        if (
            any(c not in _QUIET for c in text[:first] + text[last:])
            or text[:first].strip(DASHES) != text[:first]
        ):
            self.note(
                f"read “{text}” as {core}, for only letters and digits are searched", token.column
            )
        self._check_length(core, token)
        return core

    def _everything(self, token: Token, scope: Scope) -> Node:
        if "?" in token.text:
            raise QueryError("A word with wildcards needs a letter or digit", column=token.column)
        return Not(Missing(scope.field.name)) if scope.field else Everything()

    def _question(self, token: Token) -> None:
        self.note(
            f"read the “?” at the end of “{tidy(token.text)}” as a question mark; inside a word "
            "it stands for one letter",
            token.column,
        )

    def _pattern(self, text: str, wild: frozenset[int], token: Token, scope: Scope) -> Node | None:
        """Make a pattern of each run that can be a word; None where no pattern is left."""
        if any(map(is_own_word, text)):
            self.note(
                "ignored wildcards next to characters that are words of their own", token.column
            )
            return self._word_of(
                "".join(c for i, c in enumerate(text) if i not in wild), token, scope
            )
        if len(re.findall(r"\*+|\?", text)) > MAX_WILDCARDS:
            raise QueryError(f"A word has at most {MAX_WILDCARDS} wildcards", column=token.column)
        pieces: list[tuple[str, bool]] = []
        piece, has_wild, has_letter = "", False, False
        for at, sign in enumerate((*text, "")):
            if (
                at in wild
                or sign.isalnum()
                or (piece and sign and unicodedata.category(sign)[0] == "M")
            ):
                piece += sign
                has_wild |= at in wild
                has_letter |= sign.isalnum()
                continue
            if has_letter:
                word = piece.rstrip("?")
                if has_wild and not {"*", "?"} & set(word):
                    self._question(token)
                    piece, has_wild = word, False
                pieces.append((piece, has_wild))
            piece, has_wild, has_letter = "", False, False
        if not pieces:
            return None
        nodes: list[Node] = []
        for piece, has_wild in pieces:
            shape = unicodedata.normalize("NFC", re.sub(r"\*+", "*", piece))
            if has_wild:
                if {"*", "?"} & set(shape[:-1]) or shape[-1] == "?":
                    from searcher.query.pattern_cost import cost_of_pattern

                    self._compare(token, cost_of_pattern(shape, token))
                nodes.append(Pattern(shape, scope.text_field))
            else:
                nodes.append(Word(shape, scope.text_field, exact=scope.exact))
        if len(nodes) == 1 and pieces[0][1]:
            return nodes[0]
        shown = " ".join(piece for piece, _ in pieces)
        self.note(f"read “{text}” as {shown}, for a wildcard is part of one word", token.column)
        return And(tuple(nodes)) if len(nodes) > 1 else nodes[0]

    def _word_of(self, text: str, token: Token, scope: Scope) -> Node | None:
        core = self._core(text, token)
        return Word(core, scope.text_field, exact=scope.exact) if core else None

    # Notes and limits

    def _nothing(self, token: Token) -> Node | None:
        """Note that the token is left out, and give no clause."""
        text = tidy(token.text)
        empty = "empty quotation marks" if token.kind == "phrase" else "signs that cannot be seen"
        what = f"“{text}”, for it has no letter or digit" if text else empty
        self.note(f"ignored {what}", token.column)
        return None

    def weighted(self, node: Node, suffix: str, token: Token) -> Node:
        """Give the clause its weight, where `^` and a number are among what follows it.

        Weights of weights are multiplied.
        """
        if not suffix:
            return node
        found = re.findall(r"\^([\d.]*)", suffix)
        # A sign repeated without a number is one mistake.
        for number in [one for at, one in enumerate(found) if one or one not in found[:at]]:
            if not re.fullmatch(r"\d{1,9}(\.\d{1,9})?", number, re.ASCII):
                self.note(f"ignored “^{number}”, for it needs a number, as in ^2", token.column)
                continue
            if not isinstance(node, _WEIGHED):
                self.note(f"ignored “^{number}”, for only words have a weight", token.column)
                continue
            before = node.weight if isinstance(node, Boosted) else 1.0
            wanted = float(number) * before
            weight = max(round(wanted, 3), 0.001) if wanted else 0.0
            if weight > MAX_WEIGHT:
                raise QueryError(f"A weight is at most {MAX_WEIGHT:,}", column=token.column)
            if weight != wanted:
                shown = written_weight(weight)
                self.note(
                    f"read “^{number}” as ^{shown}, for weights have 3 decimals", token.column
                )
            child = node.child if isinstance(node, Boosted) else node
            node = child if weight == 1 else Boosted(child, weight)
        return node

    def _compare(self, token: Token, cost: int = 0) -> None:
        self.compared += 1
        self.cost += cost
        if self.cost > MAX_COST:
            raise QueryError(
                "The expressions and wildcards of this query are too large together",
                column=token.column,
            )
        if self.compared > MAX_COMPARED:
            raise QueryError(
                f"A query has at most {MAX_COMPARED} words with ~, expressions, or wildcards "
                "before the end",
                column=token.column,
            )

    def _check_signs(self, text: str, core: str, token: Token) -> None:
        """Note signs that look as if they were meant, but are read as what parts words."""
        start = text.find(core)
        meant = [
            c
            for i, c in enumerate(text[start : start + len(core)], start)
            if c in "~^" and i not in token.plain
        ]
        if meant:
            self.note(
                f"read “{meant[0]}” in “{core}” as a gap between words; it counts at the end only",
                token.column,
            )
        if token.text[:1] in tuple(_SINGLE) and token.text[-1:] not in tuple(_SINGLE):
            self.single = token
        elif self.single and token.text[-1:] in tuple(_SINGLE):
            self.note(
                f'ignored {self.single.text[0]} as a quotation mark; phrases stand in " or “ ”',
                self.single.column,
            )
            self.single = None

    def _check_near(self, text: str, slop: int, token: Token) -> None:
        from searcher.query.nearness import nearest

        fitting = nearest(count_words(text), slop)
        if fitting < slop:
            near = f"~{fitting}" if fitting else ""
            count = count_words(text)
            raise QueryError(
                f"A near phrase of {count} words can be at most {fitting} apart, not {slop}"
                if fitting
                else f"A near phrase has fewer words than {count}",
                column=token.column,
                suggestion=self.values.cured(token, f"{quoted(text)}{near}"),
            )

    def _check_length(self, text: str, token: Token) -> None:
        found = count_words(text)
        if found > MAX_PHRASE_WORDS:
            raise QueryError(
                f"A phrase has at most {MAX_PHRASE_WORDS} words, this one {found}",
                column=token.column,
            )


def negate(node: Node) -> Node:
    """Negate; twice is once more the node itself."""
    return node.child if isinstance(node, Not) else Not(node)

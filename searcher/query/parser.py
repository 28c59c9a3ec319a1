"""What does the text mean? Our own small grammar, to the tree in `model`.

    query    = clause { ["AND" | "OR"] clause }     && and || are the same
    clause   = { "+" | "-" | "!" | "NOT" | "=" } [ field ":" ] operand
    operand  = ( word | prefix* | w?ld*card | fuzzy~[1|2] | "phrase"["~"N] | /expression/ | address
               | "(" query ")" ) [ "^" weight ]

NOT binds tighter than AND, AND tighter than OR. Words side by side are all required, as if AND
stood between them: `a b OR c` is `(a AND b) OR c`. With `any_word` OR stands between them, but a
`+clause` stays required and a `-clause` excluded: `+a b c -d` is `a AND (b OR c) AND NOT d`.
Operators are capitals; `and`, `or`, `not` are words. In the parentheses of a keyword field words
side by side are one value: `author:(Ada Smith OR Jon Roe)`.

Mistakes are repaired with a note, or refused with a column: never read as something else in
silence.
"""

import datetime as dt
import re

from searcher.errors import QueryError
from searcher.query.fields import QueryField
from searcher.query.foreign import AROUND, foreign
from searcher.query.leaves import MAX_COMPARED, Leaves, Scope, negate
from searcher.query.lexer import NAMED, Note, Token, clean, lex
from searcher.query.model import And, Boosted, Everything, Fuzzy, Node, Or, Pattern, Word
from searcher.query.unparse import quoted, unparse
from searcher.record import Record, record

__all__ = ["MAX_DEPTH", "MAX_LENGTH", "MAX_WORDS", "Parsed", "parse", "unparse"]

# As long as an address line may be everywhere: a query must fit into a link.
MAX_LENGTH = 8_192
# Parentheses in parentheses. Each level gives up to three levels of clauses, and the engine's cost
# grows faster than the depth: 13 s at 244 levels.
MAX_DEPTH = 25
# Each is looked up in several fields.
MAX_WORDS = 1_000


@record
class Parsed(Record):
    """The tree, and what was repaired on the way to it."""

    query: Node
    notes: tuple[str, ...] = ()


def parse(
    text: str, *, any_word: bool = False, strict: bool = False, today: dt.date | None = None
) -> Parsed:
    """Understand a query; blank text is everything.

    With `any_word` one of the words suffices. `strict` turns the first note into an error whose
    suggestion is the query as it was read. `today` is what `yesterday` is relative to. Raises
    `QueryError`.
    """
    if len(text) > MAX_LENGTH:
        raise QueryError(
            f"The query has {len(text):,} characters, at most {MAX_LENGTH:,} are read",
            column=MAX_LENGTH + 1,
        )
    if simple := _simple(text.split()):  # as most are
        return Parsed(_of(Or if any_word else And, simple))
    notes: list[tuple[str, int]] = []

    # No method of the parser, which would refer to itself and wait for the collector of garbage.
    def note(message: str, column: int) -> None:
        notes.append((message, column))

    if not text.isprintable() and (odd := re.search("[\ud800-\udfff]", text)):
        note("ignored what is not UTF-8; check the encoding of the terminal", odd.start() + 1)
    parser = _Parser(text, notes, note, any_word=any_word, today=today)
    tree = parser.run()
    if strict and notes:
        message, column = min(notes, key=lambda note: note[1])
        raise QueryError(f"Strictly read: {message}", column=column, suggestion=unparse(tree))
    return Parsed(tree, tuple(f"{message} (column {column})" for message, column in notes))


def _simple(words: list[str]) -> list[Node] | None:
    """Read a text split at its spaces, where no word has a sign but `=`, `*` or `~` at an end.

    None where one has, or is an operator: then the text is cut into tokens.
    """
    if not NAMED.isdisjoint(words) or len(words) > MAX_COMPARED:
        return None
    nodes: list[Node] = []
    for word in words:
        if not word.isascii():
            return None
        if word.isalnum():
            nodes.append(Word(word))
        elif word[0] == "=" and word[1:].isalnum() and word[1:] not in NAMED:
            nodes.append(Word(word[1:], exact=True))
        elif word[-1] == "*" and word[:-1].isalnum():
            nodes.append(Pattern(word))
        elif word[-1] == "~" and word[:-1].isalnum():
            nodes.append(Fuzzy(word[:-1]))
        elif word[-2:] in ("~1", "~2") and word[:-2].isalnum():
            nodes.append(Fuzzy(word[:-2], int(word[-1])))
        else:
            return None
    return nodes


@record
class _Clause(Record):
    """A clause and how it is joined; `node` is negated already where it is excluded."""

    node: Node
    required: bool
    excluded: bool
    column: int
    joined: str  # how to the clause before it: "and", "or", or "" for side by side


class _Parser:
    def __init__(
        self,
        text: str,
        notes: list[tuple[str, int]],
        note: Note,
        *,
        any_word: bool,
        today: dt.date | None,
    ) -> None:
        self.notes = notes
        self.note = note
        self.any = any_word
        self.tokens = lex(text, self.note)
        self.leaves = Leaves(clean(text), self.note, today)
        self.at = 0
        self.words = 0

    def run(self) -> Node:
        tree = self._group(Scope(), 0)
        if tree is not None:
            return tree
        if self.tokens[0].kind == "end" and not self.notes:
            return Everything()
        words = [token.text for token in self.tokens[:-1]]
        if words and all(word in NAMED for word in words):
            raise QueryError(
                "Nothing here can be searched for: AND, OR and NOT in capitals join words",
                column=1,
                suggestion=quoted(" ".join(words)),
            )
        raise QueryError("Nothing here can be searched for; words need a letter or digit", column=1)

    def _group(self, scope: Scope, depth: int) -> Node | None:
        """Read clauses up to the closing parenthesis (left for the caller) or the end."""
        clauses: list[_Clause] = []
        pending: Token | None = None
        while True:
            token = self.tokens[self.at]
            if token.kind == "end" or (token.kind == ")" and depth):
                break
            if token.kind in ("and", "or"):
                self.at += 1
                if pending or not clauses:
                    self.note(f"ignored {token.text}, for it joins nothing", token.column)
                else:
                    pending = token
            elif token.kind in (")", "^"):
                self.at += 1
                self._stray(token)
            else:
                clause = self._clause(scope, depth, pending.kind if pending else "")
                if clause is not None:
                    clauses.append(clause)
                    pending = None
        if pending:
            self.note(f"ignored {pending.text}, for nothing follows it", pending.column)
        return self._join(clauses)

    def _stray(self, token: Token) -> None:
        if token.kind == "^":
            self.note(f"ignored “{token.text}” after the parenthesis", token.column)
        else:
            self.note("ignored a closing parenthesis that was never opened", token.column)

    def _clause(self, scope: Scope, depth: int, joined: str) -> _Clause | None:
        """Read signs, field and operand; None where nothing is left to search for."""
        negated = required = excluded = False
        start, around = self.tokens[self.at], scope.field
        while (token := self.tokens[self.at]).kind in ("+", "-", "not", "=", "field"):
            self.at += 1
            if token.kind in ("-", "not"):
                negated, excluded = not negated, True
            elif token.kind == "+":
                required = True
            elif token.kind == "=":
                scope = Scope(scope.field, exact=True)
            elif token.field:
                scope = Scope(token.field, scope.exact)
        if token.kind in ("end", ")", "and", "or", "^"):
            self.note(f"ignored {start.text}, for nothing follows it", start.column)
            return None
        node = self._operand(scope, depth, around)
        if node is None:
            return None
        if negated:
            if isinstance(node, Boosted):
                self.note("ignored the weight of what is excluded", start.column)
                node = node.child
            node = negate(node)
        return _Clause(node, required, excluded and negated, start.column, joined)

    def _operand(self, scope: Scope, depth: int, around: QueryField | None) -> Node | None:
        """Read what the signs and the field stand before; `around` is the parentheses' field."""
        token = self.tokens[self.at]
        self.at += 1
        if token.kind == "(":
            return self._parenthesis(token, scope, depth)
        self.words += 1
        if self.words > MAX_WORDS:
            raise QueryError(f"A query has at most {MAX_WORDS:,} words", column=token.column)
        if token.kind == "phrase":
            return self.leaves.phrase(token, scope)
        if token.kind == "regex":
            if scope.field is None or scope.field.kind == "text":
                return self.leaves.regex(token, scope)
            # Slashes around a value are its own.
            text = f"/{token.text}/{token.suffix}"
            token = Token("word", text, token.column, end=token.end)
        if token.kind == "url":
            return self.leaves.url(token, scope)
        if token.kind == "range" and scope.field:
            return self.leaves.values.bracketed(token, scope.field)
        if scope.field and scope.field == around and scope.field.kind != "text":
            token = self._whole_value(token)
        elif ("/" in token.text or token.text == AROUND) and (
            meant := foreign(self.tokens, self.at - 1)
        ):
            self.note(meant, token.column)
        return self.leaves.word(token, scope)

    def _whole_value(self, token: Token) -> Token:
        """Take the words side by side after this one as part of the value."""
        text, plain, end = token.text, set(token.plain), token.end
        while self.tokens[self.at].kind == "word":
            following = self.tokens[self.at]
            plain |= {len(text) + 1 + at for at in following.plain}
            text, end = f"{text} {following.text}", following.end
            self.at += 1
        return Token("word", text, token.column, frozenset(plain), end=end)

    def _parenthesis(self, opening: Token, scope: Scope, depth: int) -> Node | None:
        # With `any_word` the tree's own text needs one level more than was typed.
        deepest = MAX_DEPTH - self.any
        if depth >= deepest:
            raise QueryError(
                f"Parentheses can stand {deepest} deep, not deeper", column=opening.column
            )
        before = len(self.notes)
        node = self._group(scope, depth + 1)
        closing = self.tokens[self.at]
        if closing.kind == ")":
            self.at += 1
        else:
            self.note("closed the parenthesis at the end", opening.column)
        if node is None and len(self.notes) == before:
            self.note("ignored empty parentheses", opening.column)
        after = self.tokens[self.at]
        if node is not None and closing.kind == ")" and after.kind == "^":
            self.at += 1
            if "~" in after.text:
                self.note(f"ignored “{after.text}” after the parenthesis", after.column)
            return self.leaves.weighted(node, after.text, after)
        return node

    def _join(self, clauses: list[_Clause]) -> Node | None:
        if not clauses:
            return None
        for clause, following in zip(clauses, [*clauses[1:], None], strict=True):
            if clause.required and "or" in (clause.joined, following and following.joined):
                self.note("ignored +, for it stands beside OR", clause.column)
        return self._join_any(clauses) if self.any else _join_all(clauses)

    def _join_any(self, clauses: list[_Clause]) -> Node:
        """Join by OR, with what has a sign and no explicit OR beside it required of all."""
        musts: list[Node] = []
        shoulds: list[Node] = []
        excluded: list[Node] = []
        runs = _runs(clauses, ("", "or"))
        for at, run in enumerate(runs):
            beside = run[0].joined == "or" or (
                at + 1 < len(runs) and runs[at + 1][0].joined == "or"
            )
            alone = run[0] if len(run) == 1 and not beside else None
            if alone and alone.excluded:
                excluded.append(alone.node)
            elif alone and alone.required:
                musts.append(alone.node)
            else:
                shoulds.append(_of(And, [clause.node for clause in run]))
        if shoulds:
            musts.append(_of(Or, shoulds))
        return _of(And, musts + excluded)


def _join_all(clauses: list[_Clause]) -> Node:
    return _of(Or, [_of(And, [c.node for c in run]) for run in _runs(clauses, ("or",))])


def _runs(clauses: list[_Clause], breaks: tuple[str, ...]) -> list[list[_Clause]]:
    """Cut the clauses where they are joined by one of `breaks`."""
    runs: list[list[_Clause]] = []
    for clause in clauses:
        if not runs or clause.joined in breaks:
            runs.append([clause])
        else:
            runs[-1].append(clause)
    return runs


def _of(join: type[And] | type[Or], nodes: list[Node]) -> Node:
    """Join without needless levels: one alone is itself, and joins of the same kind are one."""
    if len(nodes) == 1:
        return nodes[0]
    flat: list[Node] = []
    for node in nodes:
        flat.extend(node.children if isinstance(node, join) else (node,))
    return join(tuple(flat))

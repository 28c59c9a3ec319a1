"""Which names are one author's? What a file of authors says, and a request that heeds it.

Names are compared as everywhere, by `article.fold`.
"""

from dataclasses import replace

from searcher.query.model import (
    And,
    AuthorityRef,
    Boosted,
    Filter,
    FilterValue,
    Node,
    Not,
    Or,
    SearchRequest,
    Term,
)
from searcher.record import Record, record


@record
class Group(Record):
    """One author: the `name` to show, its `key`, and the keys of all names, its own the first."""

    name: str
    key: str
    members: tuple[str, ...]


class Authority:
    """The authors of a file, by each of their names; no name is two authors'."""

    def __init__(self, ref: AuthorityRef, groups: tuple[Group, ...]) -> None:
        """`groups` share no member."""
        self.ref = ref
        self.groups = groups
        self.by_key = {key: group for group in groups for key in group.members}

    def said(self) -> str:
        """Say what the file does."""
        names, authors = len(self.by_key), len(self.groups)
        of = "1 author" if authors == 1 else f"{authors:,} authors"
        digest = self.ref.digest[:12]
        return f"{self.ref.name} (sha256 {digest}) joins {names:,} names of {of}."

    def key(self, key: str) -> str:
        """Give the key under which an author is counted."""
        group = self.by_key.get(key)
        return group.key if group else key

    def expanded(self, request: SearchRequest) -> SearchRequest:
        """Give the request that asks for each of an author's names, where one is asked for."""
        filters = tuple(self._filter(chosen) for chosen in request.filters)
        query = self._node(request.query)
        if filters == request.filters and query is request.query:
            return request
        return replace(request, filters=filters, query=query)

    def names_author(self, request: SearchRequest) -> bool:
        """Say whether an author of the file is asked for."""
        return self.expanded(request) is not request

    def _filter(self, chosen: Filter) -> Filter:
        if chosen.field != "author":
            return chosen
        values: dict[FilterValue, None] = {}
        for value in chosen.values:
            group = self.by_key.get(value) if isinstance(value, str) else None
            values.update(dict.fromkeys(group.members if group else (value,)))
        return chosen if len(values) == len(chosen.values) else replace(chosen, values=(*values,))

    def _node(self, node: Node) -> Node:
        """Give the node itself where nothing in it changes."""
        match node:
            case Term("author", key) if group := self.by_key.get(key):
                terms = tuple(Term("author", member) for member in group.members)
                return Or(terms) if len(terms) > 1 else node
            case And(children) | Or(children):
                changed = tuple(map(self._node, children))
                same = all(new is old for new, old in zip(changed, children, strict=True))
                return node if same else type(node)(changed)
            case Not(child):
                changed_child = self._node(child)
                return node if changed_child is child else Not(changed_child)
            case Boosted(child, weight):
                changed_child = self._node(child)
                return node if changed_child is child else Boosted(changed_child, weight)
            case _:
                return node

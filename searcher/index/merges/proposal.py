"""What is proposed: an author, further names, and why."""

from typing import Literal

from searcher.record import Record, record

# How sure: high, the same words or a known agency; medium and low need a look.
Likelihood = Literal["high", "medium", "low"]
LIKELIHOODS: tuple[Likelihood, ...] = ("high", "medium", "low")


@record
class Variant(Record):
    """A further name, as printed most often, with the articles that it signs, and the reason."""

    name: str
    key: str
    count: int
    reason: str


@record
class Proposal(Record):
    """An author by the name to show, with other names that may be theirs, the likeliest first."""

    name: str
    key: str
    count: int
    likelihood: Likelihood
    variants: tuple[Variant, ...]


@record
class Proposals(Record):
    """All that is proposed, the surest first; `authors` were looked at.

    `unsupported` counts names that differ by a slip at most, but share neither source nor topic.
    """

    proposals: tuple[Proposal, ...]
    authors: int
    unsupported: int

    def as_json(self, limit: int | None = None) -> dict[str, object]:
        """Give plain JSON types; `limit` cuts the proposals, of which there are `total`."""
        return {
            "authors": self.authors,
            "unsupported": self.unsupported,
            "total": len(self.proposals),
            "proposals": [_record(one) for one in self.proposals[:limit]],
        }


def _record(one: Proposal) -> dict[str, object]:
    return {
        "name": one.name,
        "key": one.key,
        "count": one.count,
        "likelihood": one.likelihood,
        "variants": [
            {"name": v.name, "key": v.key, "count": v.count, "reason": v.reason}
            for v in one.variants
        ],
    }

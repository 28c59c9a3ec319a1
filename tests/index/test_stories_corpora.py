"""Are copies found among real articles, and nothing else? Floors, on edits that are drawn anew."""

import json
import lzma
import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from searcher import Index

pytestmark = [pytest.mark.corpora, pytest.mark.slow]

RELEASES = "senate-press-releases.jsonl.xz"
ARTICLES = 400
EVERY = 97  # so that they are not all of one senator's


@pytest.fixture(scope="module")
def originals(shared_data: Path) -> list[str]:
    """Read articles of 60 words and more."""
    texts = []
    with lzma.open(shared_data / "scale" / RELEASES, "rt") as lines:
        for number, line in enumerate(lines):
            if number % EVERY == 0 and len((text := json.loads(line)["text"]).split()) >= 60:
                texts.append(text)
            if len(texts) == ARTICLES:
                break
    return texts


Change = Callable[[list[str], random.Random, list[str]], list[str]]


def added(words: list[str], drawn: random.Random, every: list[str]) -> list[str]:
    """Put boilerplate of 30 % before or after the text."""
    more = drawn.choices(every, k=len(words) * 3 // 10)
    return [*more, *words] if drawn.random() < 0.5 else [*words, *more]


def edited(words: list[str], drawn: random.Random, every: list[str]) -> list[str]:
    """Change 3 % of the words."""
    made: list[str] = []
    for word in words:
        if drawn.random() < 0.03:
            made += drawn.choice(([drawn.choice(every)], [], [word, drawn.choice(every)]))
        else:
            made.append(word)
    return made


def cut(words: list[str], drawn: random.Random, _: list[str]) -> list[str]:
    """Take out a quarter, in one piece."""
    gone = len(words) // 4
    start = drawn.randrange(len(words) - gone)
    return [*words[:start], *words[start + gone :]]


def truncated(words: list[str], drawn: random.Random, _: list[str]) -> list[str]:
    """Keep 20 to 80 % from the beginning, and 50 words at least."""
    return words[: max(50, int(len(words) * drawn.uniform(0.2, 0.8)))]


@pytest.fixture(scope="module")
def grouped(originals: list[str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """Ingest each article with a copy of each kind, all in an order drawn by lot."""
    folder = tmp_path_factory.mktemp("stories")
    every = [word for text in originals for word in text.split()]
    drawn = random.Random(20_260_201)
    lines = []
    for number, text in enumerate(originals):
        kinds: tuple[tuple[str, str], ...] = (
            ("original", text),
            *(
                (change.__name__, " ".join(change(text.split(), drawn, every)))
                for change in (added, edited, cut, truncated)
            ),
        )
        lines += [
            json.dumps(
                {"title": f"{number}", "text": made, "url": f"https://{kind}.example/{number}"}
            )
            for kind, made in kinds
        ]
    drawn.shuffle(lines)
    (folder / "copies.jsonl").write_text("\n".join(lines))
    with Index.create(folder / "index") as index:
        index.ingest(folder / "copies.jsonl", infer_topics=False)
        yield index


@pytest.mark.parametrize(
    ("kind", "least"), [("added", 0.99), ("edited", 0.99), ("cut", 0.9), ("truncated", 0.9)]
)
def test_copies_are_found(grouped: Index, kind: str, least: float) -> None:
    """In the story of the original, whichever came first."""
    stories = {article.url: article.story for article in grouped.scan()}
    pairs = [
        (stories[f"https://original.example/{number}"], story)
        for number in range(ARTICLES)
        if (story := stories.get(f"https://{kind}.example/{number}"))
        and f"https://original.example/{number}" in stories
    ]
    assert len(pairs) > ARTICLES * 0.9
    found = sum(original == copy for original, copy in pairs) / len(pairs)
    print(f"{kind}: {found:.4f} of {len(pairs)}")  # noqa: T201 - the number is wanted
    assert found >= least


def test_what_is_no_copy_is_in_no_story_with_it(shared_data: Path, tmp_path: Path) -> None:
    """Of 2,125 articles of a broadcaster 68 pairs and no more were published in two versions.

    All of them were read: the same report, revised or under two sections.
    """
    with Index.create(tmp_path / "index") as index:
        index.ingest(shared_data / "articles" / "bbc_fulltext.tar.xz", infer_topics=False)
        found = defaultdict(list)
        for article in index.scan():
            found[article.story].append(article)
        groups = [group for group in found.values() if len(group) > 1]
        assert 60 <= len(groups) <= 70
        for group in groups:
            first, *others = ({*article.body.split()} for article in group)
            for other in others:
                assert len(first & other) > 0.6 * min(len(first), len(other))

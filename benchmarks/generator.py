"""Which corpus are the measurements made on? Invented articles, the same for the same seed.

Model: the most frequent words are English function words, by which the language is told as in real
texts; then come English-like words, 200 of one or two syllables and all others of two or three. The
frequency of words falls with rank (Zipf, exponent 1), a third of them with the endings -s and
-ing; bodies of 40 to 1,200 words around 400 (log-normal), titles of 4 to 12, summaries of 0 to 40.
One word in ten begins one of 4,000 fixed pairs, which fall with rank too; one in twelve is one of
the six words that an article is about, which stand in its title. Authors, sources and topics fall
with rank; a tenth is unsigned, a twentieth undated. Days are spread over ten years.
"""

import datetime as dt
import itertools
import random
from collections.abc import Iterator

import orjson

from searcher.article import Article, Author, Found, Provenance, Topic, fold
from searcher.dates import Published
from searcher.identity import article_id

SEED = 20_260_130
_ONSETS = ("b", "br", "c", "d", "dr", "f", "g", "h", "l", "m", "n", "p", "pr", "r", "s", "st", "t")
_VOWELS = ("a", "e", "i", "o", "u", "ai", "ea", "ou")
_CODAS = ("", "", "n", "r", "l", "st", "nd", "m")
_ROOTS = ("economy", "politics", "sport", "science", "culture", "crime", "weather", "health")
_FIRST_DAY = dt.date(2016, 1, 1)
_DAYS = 3_652
_SHORT = 200
_FUNCTION_WORDS = """
the of and to that was with his for had which this from they were their there have been would when
who will more what said out about into than them only some could these then now such other our even
most made after also many before must through
"""
_PAIRS = 4_000
# Words between two pairs, and two words that the article is about; words that it is about.
_PAIR_EVERY, _ABOUT_EVERY, _ABOUT = 10, 12, 6


def vocabulary(size: int = 30_000, *, seed: int = SEED) -> list[str]:
    """Give distinct words, most frequent first."""
    rng = random.Random(seed)
    words = dict.fromkeys(_FUNCTION_WORDS.split())
    while len(words) < size:
        several = rng.randint(1, 2) if len(words) < _SHORT else rng.randint(2, 3)
        syllables = (
            rng.choice(_ONSETS) + rng.choice(_VOWELS) + rng.choice(_CODAS) for _ in range(several)
        )
        word = "".join(syllables)
        words[word] = None
        if rng.random() < 1 / 3:
            words[word + "s"] = None
            words[word + "ing"] = None
    return list(words)[:size]


def _zipf(size: int) -> list[float]:
    return list(itertools.accumulate(1 / rank for rank in range(1, size + 1)))


def corpus(count: int, *, authors: int = 2_000, seed: int = SEED) -> Iterator[Article]:
    """Walk `count` articles."""
    rng = random.Random(seed + 1)
    words = vocabulary(seed=seed)
    weights = _zipf(len(words))
    names = [f"{first.title()} {last.title()}" for first, last in _names(words, authors)]
    name_weights = _zipf(authors)
    sources = [f"{word.title()} Ledger" for word in words[500:540]]
    source_weights = _zipf(len(sources))
    topics = [f"{root}/{word}" for root, word in itertools.product(_ROOTS, words[600:606])]
    topic_weights = _zipf(len(topics))

    chosen = random.Random(seed + 2)
    pairs = [chosen.choices(words, cum_weights=weights, k=2) for _ in range(_PAIRS)]
    pair_weights = _zipf(_PAIRS)

    def text(length: int, about: list[str]) -> str:
        drawn = rng.choices(words, cum_weights=weights, k=length)
        for at in _places(rng, length - 1, _PAIR_EVERY):
            drawn[at : at + 2] = rng.choices(pairs, cum_weights=pair_weights)[0]
        for at in _places(rng, length, _ABOUT_EVERY):
            drawn[at] = rng.choice(about)
        sentences = (drawn[at : at + 14] for at in range(0, length, 14))
        return " ".join(" ".join(sentence).capitalize() + "." for sentence in sentences)

    for number in range(count):
        # Most of what articles are about are words that few others have.
        about = [words[int(300 ** rng.uniform(1, 1.8))] for _ in range(_ABOUT)]
        title = text(rng.randint(4, 12), about)[:-1]
        summary = text(rng.randint(0, 40), about)
        body = text(max(40, min(1_200, int(rng.lognormvariate(5.9, 0.5)))), about)
        signed = rng.random() >= 0.1
        name = rng.choices(names, cum_weights=name_weights)[0]
        source = rng.choices(sources, cum_weights=source_weights)[0]
        path = rng.choices(topics, cum_weights=topic_weights)[0]
        url = f"https://{fold(source).replace(' ', '-')}.example/{number}"
        yield Article(
            id=article_id("article", url=url, source=None, title=None, body=None),
            title=title,
            summary=summary,
            body=body,
            words=summary.count(" ") + body.count(" ") + 2,
            provenance=Provenance("generated.jsonl", "jsonl", number + 1),
            authors=(Author(name, fold(name)),) if signed else (),
            source=source,
            published=_published(rng),
            topics=(Topic(path),),
            language="en",
            url=url,
            raw=Found(title=title, authors=(name,) if signed else (), source=source, url=url),
        )


def line(article: Article) -> bytes:
    """Give a generated article as a data set would have it: a line of JSON."""
    record = {
        "url": article.url,
        "headline": article.title,
        "byline": " and ".join(author.name for author in article.authors) or None,
        "pubDate": article.published.raw if article.published else None,
        "description": article.summary or None,
        "content": article.body,
        "section": article.topics[0].path,
        "source": article.source,
        "language": article.language,
    }
    return orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE)


def _places(rng: random.Random, length: int, every: int) -> range:
    """Give places about so far apart, the first anywhere."""
    return range(rng.randrange(every), length, every)


def _names(words: list[str], count: int) -> Iterator[tuple[str, str]]:
    pairs = itertools.product(words[700:1_000], words[1_000:1_600])
    return itertools.islice(pairs, count)


def _published(rng: random.Random) -> Published | None:
    if rng.random() < 0.05:
        return None
    day = _FIRST_DAY + dt.timedelta(rng.randrange(_DAYS))
    return Published(day.isoformat(), day, "day", None, "iso", "high")

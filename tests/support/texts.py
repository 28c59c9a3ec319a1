"""Texts made up of words that mean nothing, and copies of them."""

import random

WORDS = [f"word{n}" for n in range(5_000)]


def text_of(words: int, *, seed: int = 1) -> str:
    """Make a text that resembles no other."""
    return " ".join(random.Random(seed).choices(WORDS, k=words))


def edited(text: str, share: float, *, seed: int) -> str:
    """Change a share of the words: one of three is replaced, left out, or doubled."""
    drawn = random.Random(seed)
    made = []
    for word in text.split():
        if drawn.random() < share:
            made += drawn.choice(([drawn.choice(WORDS)], [], [word, drawn.choice(WORDS)]))
        else:
            made.append(word)
    return " ".join(made)

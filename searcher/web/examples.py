"""What can be typed? Examples with their meaning, each a link on the help page."""

WORDS = (
    ("sea wall", "both words, anywhere in the article"),
    ('"sea wall"', "the words side by side, in this order"),
    ('"wall flood"~3', "the words at most three moves apart"),
    ("sea OR wall", "one of them or both"),
    ("sea -wall", "the first without the second"),
    ("(harbour OR port) dues", "groups"),
    ("=running", "exactly this form, not run or runs"),
    ("tid*", "words that begin so"),
    ("w?ter", "? is any one letter"),
    ("barage~", "words at most one typing mistake away"),
    ("title:barrage", "in the title only"),
    ("author:unsigned", "articles that nobody signed"),
    ("*", "all articles"),
)

DATES = (
    ("2026", "the whole year"),
    ("2026-01", "the whole month"),
    ("2026-01-30", "the day"),
    ("2026-W05", "the week of ISO 8601"),
    ("2025-Q1", "the quarter"),
    ("1990s", "the decade"),
    ("2026-01..2026-03", "from the first day of January to the last of March"),
    ("since 2025-04", "open to one side"),
    ("last 30 days", "ending today"),
    ("undated", "no date is known"),
)

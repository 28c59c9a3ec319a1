"""When did this come out, and which days does the user mean?

The only caller of dateparser. `parse_published` reads what a page printed and never invents;
`parse_when` reads what a user typed and never guesses.
"""

from searcher.dates.model import Confidence, DateRange, Method, Precision, Published

__all__ = ["Confidence", "DateRange", "Method", "Precision", "Published"]

"""What is checked, when does it deserve a look, and when is it a problem? One table, in order."""

from dataclasses import dataclass

from searcher.index.doctor.findings import Severity


@dataclass(frozen=True, slots=True)
class Check:
    """One check. Above the share `look` it deserves a look, above `problem` it is one.

    None: never. Shares are of the total; of a number without a total any is above 0. `advice`
    says what to do.
    """

    name: str
    title: str
    look: float | None
    problem: float | None
    advice: str
    unit: str = "article"

    def severity(self, number: int, total: int | None) -> Severity:
        """Weigh a number."""
        share = (number / total if total else 1.0) if number else 0.0
        if self.problem is not None and share > self.problem:
            return "problem"
        return "look" if self.look is not None and share > self.look else "ok"


_AGAIN = "Copy the index from where it is whole, or build it anew: searcher ingest."

CHECKS = (
    # Is the index whole?
    Check("files", "files of the index that are damaged or missing", 0, 0, _AGAIN, unit="file"),
    Check("records", "articles that cannot be read", 0, 0, _AGAIN),
    Check("digest", "articles missing from the digest of the index, or too many in it", 0, 0,
          "Delete state.json in the index; it is computed anew."),
    Check("ledger", "articles in which the index and its ledger differ", 0, 0,
          "Ingest the same files again: it brings both together."),
    Check("interrupted", "ingests that ended before all was read", 0, None,
          "Ingest the same files again.", unit="ingest"),
    Check("outdated", "files that an older version read", 0, None,
          "Ingest the same files again.", unit="file"),
    Check("stale", "articles that no file holds any more", 0, None,
          "searcher ingest --prune deletes them."),
    Check("deleted", "records passed over because their articles were deleted", None, None, "",
          unit="record"),
    Check("searches", "saved searches that cannot be asked", 0, 0,
          "Mend searches.json in the index, or remove them: searcher saved --remove NAME.",
          unit="search"),
    Check("unused", "bytes of the index that only deleted or replaced articles took", 0.5, None,
          "searcher reindex builds it anew without them.", unit="byte"),
    # Dates
    Check("undated", "without a date", 0.05, 0.5,
          "Dates without a year need --reference-date; a field of an unusual name needs --map."),
    Check("date-low", "with a date of low confidence", 0, 0.5,
          "Compare the date as printed: searcher show ID --json."),
    Check("date-medium", "with a date of medium confidence", 0.2, None,
          "Compare the date as printed: searcher show ID --json."),
    Check("date-future", "dated after the last ingest", 0, 0.1,
          "Day and month may be exchanged, or the date be of an event."),
    Check("date-after-capture", "dated after the page was captured", 0, 0.1,
          "Day and month may be exchanged, or --reference-date be wrong."),
    Check("date-stand-in", "with a date that stands for none, or before newspapers", 0, 0.1,
          "1970-01-01 and its like are the zero of some software."),
    Check("date-outlier", "dated 20 years before nine tenths of their source", 0, 0.1,
          "Year or century may be misread."),
    Check("gaps", "days missing in sources that appear on them", 0, None,
          "See whether files are missing.", unit="day"),
    # Authors
    Check("unsigned", "without an author", 0.5, 0.98,
          "A field of an unusual name needs --map author=NAME."),
    Check("author-odd", "with an author that looks like none", 0, 0.1,
          "Compare the byline as found: searcher show ID --json."),
    # Texts
    Check("untitled", "without a title", 0.05, 0.5,
          "A field of an unusual name needs --map title=NAME."),
    Check("no-text", "without any text", 0, 0.2,
          "A field of an unusual name needs --map body=NAME."),
    Check("short", "of fewer than 20 words, teasers apart", 0.05, 0.8,
          "Pages may have been cut, or be no articles."),
    Check("long", "of more than 20,000 words", 0, 0.2,
          "Several articles may have been read as one."),
    Check("recurring", "lines that recur in more than a fifth of a source", 0, None,
          "Texts of the page around the article: searches find them too.", unit="line"),
    Check("duplicates", "that share their text with another", 0, 0.2,
          "Ingest keeps one of them; ingest the same files again."),
    # Topics and languages
    Check("no-topic", "without a topic", 0.8, None, "Topics are inferred unless "
          "--no-infer-topics is given."),
    Check("topic-inferred", "with inferred topics only", None, None, ""),
    Check("no-language", "in no known language", 0.1, 0.8,
          "Words of a text without a language are matched without their forms."),
)  # fmt: skip

BY_NAME = {check.name: check for check in CHECKS}
